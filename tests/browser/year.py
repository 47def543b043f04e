"""The year 2017 of the sample office, by clicks: each step as one role does it.

Nothing here reaches past the pages: what a step needs it reads from the screen.
"""

import re

from playwright.sync_api import expect

from tests.browser.walker import Walker
from tests.intake.sheets import workbook

DIVISION = "Phòng Tổng hợp"
PEOPLE = {
    "Nguyễn Hoàng Thị Minh Nguyệt": "07/07/1983",
    "Bùi Gia Thịnh": "30/04/1986",
    "Nguyễn Thị Thu Hà": "08/03/1984",
    "Phan Tấn Lực": "02/10/1981",
    "Tạ Như Ỷ": "18/06/1988",
    "Lê Đình Quyết": "27/03/1976",
    "Ngô Thị Hải Âu": "19/05/1987",
}
FIGHTER, FALLS_BY_VOTE, FALLS_BY_LAW = (
    "Nguyễn Hoàng Thị Minh Nguyệt",
    "Tạ Như Ỷ",
    "Phan Tấn Lực",
)
INITIATIVES = {
    FIGHTER: "Bảng theo dõi lời hứa chất vấn (cấp cơ sở, 60/QĐ-VP ngày 18/12/2017)",
    FALLS_BY_VOTE: "Mẫu giấy mời điện tử (cấp cơ sở, 60/QĐ-VP ngày 18/12/2017)",
}
HEADINGS = (
    "TT",
    "Họ tên",
    "Ngày tháng năm sinh",
    "Phòng",
    "Kết quả xếp loại 2017",
    "Ngày nghỉ 2017",
    "Kỷ luật 2017",
    "Sáng kiến",
)
WRONG_BIRTH = "31/02/1980"
MEMBERS = 9


def sheet() -> bytes:
    """The office's list of 2017; one birth date is no day of the calendar."""
    lines = [
        [
            str(number),
            name,
            WRONG_BIRTH if name == "Lê Đình Quyết" else born,
            DIVISION,
            "HTXSNV" if name in INITIATIVES else "HTTNV",
            "1",
            "Không",
            INITIATIVES.get(name, ""),
        ]
        for number, (name, born) in enumerate(PEOPLE.items(), 1)
    ]
    return workbook(lines, headings=HEADINGS, title="DANH SÁCH CÔNG CHỨC NĂM 2017")


def import_the_list(officer: Walker) -> None:
    officer.menu("Dữ liệu nền", "Nhập từ Excel")
    officer.page.get_by_label("Tệp danh sách").set_input_files(
        {"name": "Danh sách 2017.xlsx", "mimeType": "", "buffer": sheet()}
    )
    officer.press("Gửi và xem trước")
    officer.reads("1 lỗi phải sửa trước khi nhập", WRONG_BIRTH)
    officer.write(re.compile("Nội dung đúng của ô C"), PEOPLE["Lê Đình Quyết"])
    officer.press("Sửa")
    officer.press("Xác nhận không có ai")
    officer.press("Xác nhận nhập tất cả")
    officer.reads("7 dòng vào = 7 người ra")
    officer.follow("Xem người và dữ kiện năm 2017")
    for name in PEOPLE:
        officer.reads(name)


def look_at_the_launch(officer: Walker) -> None:
    officer.menu("Phát động")
    officer.follow("Thi đua hoàn thành xuất sắc nhiệm vụ năm 2017")
    officer.reads("6 chỉ tiêu", "10 nhiệm vụ", "Đổi mới, kỷ cương, hiệu quả")


def register_titles(officer: Walker) -> None:
    officer.menu("Đăng ký, giao ước", "Đăng ký danh hiệu")
    officer.narrow("Đơn vị", DIVISION)
    for name in PEOPLE:
        officer.tick(f"Lao động tiên tiến, {name}")
    for name in INITIATIVES:
        officer.tick(f"Chiến sĩ thi đua cơ sở, {name}")
    officer.tick(f"Tập thể lao động tiên tiến, {DIVISION}")
    officer.write("Ngày trên bản đăng ký giấy", "2017-02-10")
    officer.press("Ghi các danh hiệu đã đánh dấu")
    officer.reads("Đã đăng ký 10 danh hiệu")


def draft_the_covenant(officer: Walker) -> None:
    officer.menu("Đăng ký, giao ước", "Giao ước thi đua")
    officer.follow(
        re.compile("^Lập giao ước.*: Thi đua hoàn thành xuất sắc nhiệm vụ năm 2017")
    )
    officer.write("Tên giao ước", "Giao ước thi đua năm 2017")
    officer.write("Nội dung giao ước", "Các phòng cùng giao ước làm tốt việc năm 2017.")
    # The six targets of the movement stand there already.
    officer.write("Cam kết, dòng 7", "Văn bản xử lý đúng hạn")
    officer.write("Mức cam kết, dòng 7", "100")
    officer.press("Ghi giao ước", answers=422)
    officer.reads("có mức nên cần đơn vị tính")
    officer.write("Đơn vị tính, dòng 7", "%")
    officer.press("Ghi giao ước")
    officer.reads("đã ký 0/3 đơn vị")


def endorse_and_sign(head: Walker, password: str) -> None:
    head.menu("Đăng ký, giao ước", "Đăng ký danh hiệu")
    head.reads("10 đăng ký của đơn vị đang chờ thủ trưởng xác nhận")
    head.press(re.compile("^Xác nhận cả 10 đăng ký"))
    head.reads("Đã xác nhận 10 đăng ký")
    head.menu("Đăng ký, giao ước", "Giao ước thi đua")
    head.follow("Giao ước thi đua năm 2017")
    head.write("Chức vụ người ký", "Trưởng phòng")
    head.write("Mật khẩu của người ký", password)
    head.press(f"Ký cho “{DIVISION}”")
    head.reads("đã ký 1/3 đơn vị", "Hoàng Thị Quế Anh, Trưởng phòng")


def open_the_round(officer: Walker) -> None:
    officer.menu("Bình xét, đề nghị")
    officer.follow("Mở đợt bình xét")
    officer.press("Mở đợt")
    officer.reads("Bình xét thi đua, khen thưởng năm 2017", "31/12/2017")


def nominate(officer: Walker) -> None:
    for award, names in (
        ("Lao động tiên tiến", list(PEOPLE)),
        ("Chiến sĩ thi đua cơ sở", [FIGHTER, FALLS_BY_VOTE, FALLS_BY_LAW]),
        ("Tập thể lao động tiên tiến", [DIVISION]),
    ):
        officer.follow(re.compile("^(Đề nghị thêm|Đề nghị từ danh sách)$"))
        officer.narrow("Danh hiệu, hình thức", award)
        for name in names:
            # Two people of the office share a name, each in a division of her own.
            group = officer.page.locator("fieldset", has_text=DIVISION)
            group.get_by_label(re.compile(name)).last.check()
        officer.press("Đề nghị và kiểm tra theo luật")
        officer.reads(f"Đã đề nghị {len(names)}")
    officer.follow("Bỏ lọc")


def one_falls_by_law(officer: Walker) -> None:
    """The verdict says why; rejecting keeps the law's own reason."""
    row = officer.row(FALLS_BY_LAW)
    officer.click(row.get_by_role("link", name=re.compile("không đạt")))
    officer.page.locator("details.vd-why summary").click()
    officer.reads(
        "số sáng kiến được công nhận từ cấp cơ sở từ 1 sáng kiến trở lên",
        "Điều 23 Luật Thi đua, khen thưởng 2003",
    )
    officer.press("Không đưa vào danh sách")
    officer.reads("không đủ tiêu chuẩn")
    officer.follow("Bình xét thi đua, khen thưởng năm 2017")
    # 15 % of seven is one: over by one, for the council to choose.
    officer.reads("vượt 1", "khoản 3 Điều 9 Nghị định 91/2017/NĐ-CP")


def confirm_doubts(officer: Walker) -> None:
    """What no record can say, a person confirms with her reason.

    First all are checked again: one fewer nominee is another fact for the division.
    """
    officer.press(re.compile("^Kiểm tra lại"))
    officer.reads("Đã kiểm tra lại cả danh sách")
    while True:
        open_ones = officer.page.locator("main tbody a").filter(
            has_text=re.compile("chưa đủ căn cứ|cần người xác nhận")
        )
        if not open_ones.count():
            return
        officer.click(open_ones.first)
        officer.page.get_by_label("đạt", exact=True).check()
        officer.write("Lý do", "Đã đối chiếu bảng công và hồ sơ của phòng năm 2017.")
        officer.press("Ghi xác nhận")
        officer.follow("Bình xét thi đua, khen thưởng năm 2017")


def submit(officer: Walker) -> None:
    officer.press("Khóa danh sách, trình Hội đồng")
    officer.reads("Đã khóa danh sách và trình Hội đồng 10 đề nghị")


def convene(secretary: Walker) -> None:
    secretary.menu("Hội đồng")
    secretary.follow(re.compile("^Hội đồng Thi đua"))
    secretary.follow("Triệu tập phiên họp")
    secretary.choose("Xét các đề nghị của đợt", "năm 2017")
    secretary.write("Ngày họp", "2017-12-22")
    secretary.write("Giờ bắt đầu", "08:30")
    secretary.press("Triệu tập")
    secretary.press("Khai mạc phiên họp")
    secretary.reads(f"Đã khai mạc: {MEMBERS} thành viên")


def call_the_roll(secretary: Walker) -> None:
    secretary.press("Những người còn lại có mặt")
    secretary.reads("còn 0/9 chưa điểm danh", "đủ điều kiện họp")


def count_the_votes(secretary: Walker) -> None:
    """Everybody agrees, but with one: 4 of 9 where more than half is needed."""
    for award in ("LĐTT", "CSTĐCS", "TTLĐTT"):
        secretary.click(
            secretary.page.locator("main nav").get_by_role(
                "link", name=re.compile(f"^{award} ")
            )
        )
        secretary.reads("Thông qua khi từ 5 thành viên đồng ý")
        for row in secretary.page.locator("form[action*=kiem-phieu] tbody tr").all():
            falls = award == "CSTĐCS" and FALLS_BY_VOTE in row.inner_text()
            agree, disagree = ("4", "5") if falls else ("9", "0")
            row.get_by_label(re.compile("^Đồng ý,")).fill(agree)
            row.get_by_label(re.compile("^Không đồng ý,")).fill(disagree)
        secretary.tick("bỏ phiếu kín")
        secretary.press("Ghi kết quả biểu quyết")
        secretary.reads("Đã ghi kết quả của")
    secretary.click(
        secretary.page.locator("main nav").get_by_role(
            "link", name=re.compile("^CSTĐCS ")
        )
    )
    row = secretary.row(FALLS_BY_VOTE)
    assert "không thông qua" in row.inner_text()
    assert "4/9 đồng ý, cần 5" in row.inner_text()


def close(secretary: Walker) -> bytes:
    """Close the meeting; give the minutes as Word."""
    secretary.write("Diễn biến", "Hội đồng thảo luận từng trường hợp.")
    secretary.press("Kết thúc phiên họp")
    secretary.reads("Phiên họp đã kết thúc")
    return secretary.download("Biên bản (Word)")


def draft_the_decision(officer: Walker) -> None:
    officer.menu("Quyết định")
    officer.follow("Soạn văn bản")
    for award in (
        "Lao động tiên tiến",
        "Chiến sĩ thi đua cơ sở",
        "Tập thể lao động tiên tiến",
    ):
        officer.tick(award)
    officer.write("Ngày dự kiến ban hành", "2017-12-28")
    officer.press("Tiếp tục")
    officer.press("Lập dự thảo")
    officer.reads("Đã lập dự thảo", *PEOPLE, "Nghị định số 91/2017/NĐ-CP")


def issue(head: Walker) -> None:
    head.menu("Quyết định")
    head.follow("dự thảo")
    head.write("Ngày ban hành", "2017-12-28")
    head.press("Ký ban hành")
    expect(head.page.get_by_role("heading", level=1)).to_have_text(
        re.compile(r"^\d+/QĐ-VP$")
    )


def print_certificates(officer: Walker) -> bytes:
    """Have the worker make the certificates; give the whole volume."""
    officer.menu("Bằng, giấy khen")
    officer.press(re.compile("^Lập và in giấy"))
    expect(officer.page.locator("main")).to_contain_text("đã lập đủ", timeout=90_000)
    officer.look()
    officer.reads("9 khen thưởng, 9 giấy")
    return officer.download(re.compile("^Tập 1: 9 trang"))


def publish(officer: Walker) -> None:
    officer.menu("Công khai")
    officer.follow("Đăng công khai", within="#muc-luc")
    officer.press("Công khai quyết định này")
    officer.reads("Đã công khai quyết định", "9 lượt khen thưởng")
