"""The year 2018 of a small block, by clicks: host, lead and member, each in turn.

Sở Nội vụ founds it and steers it, Văn phòng UBND leads, the Council's office is a
member and takes the lead over for 2019.
"""

import re

from playwright.sync_api import expect

from tests.browser.walker import Walker
from vinhdanh.commands.sample.block_members import COMMITTEE, HOME

BLOCK = "Khối thi đua thử ba cơ quan"
COUNCIL = "Văn phòng Hội đồng nhân dân thành phố (dữ liệu mẫu)"
MEMBERS = (HOME, COMMITTEE, COUNCIL)
FLAG = "Cờ thi đua của bộ, ban, ngành, tỉnh"
# By unit: tasks done of 100, quality, reform, the grade, what the standing body gives.
POINTS = {
    HOME: ("100", "20", "10", "A", "20"),
    COMMITTEE: ("98", "18", "9", "A", "18"),
    COUNCIL: ("96", "17", "8", "A", "17"),
}
TASKS, QUALITY = "Nhiệm vụ được giao hoàn thành đúng hạn", "Chất lượng tham mưu"
REFORM = "Cải cách hành chính, chuyển đổi số"
DISCIPLINE = "Chấp hành chính sách, kỷ luật nội bộ"


def to_the_block(who: Walker) -> None:
    who.menu("Khối, cụm thi đua")
    who.follow(BLOCK)


def to_the_year(who: Walker, year: int = 2018) -> None:
    to_the_block(who)
    who.follow(re.compile(rf"^{year}$"))


# ── the host ──


def found_the_block(host: Walker) -> None:
    host.menu("Khối, cụm thi đua")
    host.follow("Lập khối, cụm")
    host.choose("Cơ quan chủ trì", HOME.split(" (")[0])
    host.write("Tên khối, cụm", BLOCK)
    host.press("Lập khối")
    host.write("Tên đơn vị", "\n".join((*MEMBERS, "Sở Không Có")))
    host.press("Ghi thành viên", answers=422)
    host.reads("Không có đơn vị tên “Sở Không Có”")
    host.write("Tên đơn vị", "\n".join(MEMBERS))
    host.press("Ghi thành viên")
    host.reads("Đã ghi 3 thành viên.")
    host.press("Mở năm 2018")


def seat_the_lead(who: Walker, lead: str) -> None:
    who.follow("Trưởng khối")
    who.choose("Trưởng khối", re.escape(lead))
    who.write("Từ ngày", "2018-01-03")
    who.press("Ghi")
    who.reads(f"Trưởng khối: {lead}")


def allow_one_flag(host: Walker) -> None:
    host.follow("Hạn, số lượng")
    host.choose("Hình thức khen", re.escape(FLAG))
    host.write("Nhiều nhất", "1")
    host.press("Ghi số lượng")
    host.reads("Đã ghi.")


# ── the lead begins the year ──


def launch_the_movement(lead: Walker) -> None:
    to_the_year(lead)
    lead.press("Soạn phong trào")
    lead.write("Chỉ tiêu, dòng 1", "Nhiệm vụ được giao đúng hạn")
    lead.write("Nhiệm vụ, dòng 1", "Liên thông văn bản điện tử")
    lead.press("Ghi dự thảo")
    lead.write("Ngày phát động", "2018-01-20")
    lead.press("Phát động phong trào")


def draft_the_covenant(lead: Walker) -> None:
    to_the_year(lead)
    lead.reads("đã phát động, chưa có giao ước", "1 nhiệm vụ trọng tâm")
    lead.follow("Lập giao ước")
    lead.write("Các cam kết", "100 % nhiệm vụ đúng hạn")
    lead.press("Lập giao ước")


def sign(who: Walker, unit: str, password: str) -> None:
    to_the_year(who)
    who.follow("Mở giao ước")
    who.write("Chức vụ người ký", "Thủ trưởng")
    who.write("Mật khẩu của người ký", password)
    who.press(f"Ký cho “{unit}”")
    who.reads("đã ký")


# ── members ──


def register(who: Walker) -> None:
    to_the_year(who)
    name = re.compile("Mở ?: Đăng ký")
    who.click(who.page.locator("main").get_by_role("link", name=name))
    who.write("Nội dung", "100 % nhiệm vụ đúng hạn")
    who.press("Gửi trưởng khối")
    who.reads("Đã gửi cho trưởng khối.")


def reads_no_button_of_the_lead(member: Walker) -> None:
    to_the_year(member)
    for deed in ("Soạn phong trào", "Mở chấm điểm", "Hạn, số lượng"):
        expect(member.page.locator("main").get_by_text(deed)).to_have_count(0)


# ── scoring ──


def open_the_scoring(lead: Walker) -> None:
    to_the_year(lead)
    lead.follow("Mở chấm điểm")
    part = re.compile("III. Công tác thi đua")
    lead.page.locator("main").get_by_role("checkbox", name=part).check()
    lead.press("Mở chấm điểm")


def score(who: Walker, stage: str, units: tuple[str, ...]) -> None:
    """Fill the grid of a stage; press the button while cells still save themselves."""
    to_the_year(who)
    who.follow("Mở bảng điểm")
    who.click(who.page.locator(".vd-actions").get_by_role("link", name=stage))
    for unit in units:
        done, quality, reform, grade, emulation = POINTS[unit]
        row = who.row(unit)
        if stage.startswith("Thường trực"):
            row.locator("input:not([type=hidden])").fill(emulation)
            continue
        cells = row.locator("td.vd-score")
        inputs = cells.nth(0).locator("input:not([type=hidden])")
        inputs.nth(0).fill("100")
        inputs.nth(1).fill(done)
        cells.nth(1).locator("input:not([type=hidden])").fill(quality)
        cells.nth(2).locator("input:not([type=hidden])").fill(reform)
        cells.nth(3).locator("select").select_option(grade)
        cells.nth(4).locator("input:not([type=hidden])").fill("0")
        cells.nth(5).locator("input:not([type=hidden])").fill("0")
    who.press("Lưu tất cả")


def freeze_the_points(lead: Walker) -> None:
    to_the_year(lead)
    lead.follow("Mở bảng điểm")
    lead.press("Chốt kết quả")
    lead.reads("Đã chốt 3 phiếu.")


# ── the vote, the proposal ──


def open_the_vote(lead: Walker) -> None:
    to_the_year(lead)
    lead.click(lead.page.locator("main").get_by_role("link", name="Mở kết quả").first)
    lead.reads("Xếp hạng theo điểm đã chốt")
    expect(lead.row(HOME).first).to_contain_text("100")
    lead.follow("Mở lấy phiếu suy tôn")
    lead.write("Phiếu cần đạt", "1")
    lead.write("mẫu số", "2")
    lead.press("Mở lấy phiếu")


def vote_for_home_affairs(who: Walker) -> None:
    to_the_year(who)
    who.click(who.page.locator("main").get_by_role("link", name="Mở kết quả").first)
    who.follow("Đang lấy phiếu suy tôn")
    who.page.locator("main").get_by_role("checkbox", name=HOME).check()
    who.press("Bỏ phiếu")
    who.reads("đã bỏ phiếu.")


def close_and_propose(lead: Walker) -> None:
    to_the_year(lead)
    lead.click(lead.page.locator("main").get_by_role("link", name="Mở kết quả").first)
    lead.follow("Đang lấy phiếu suy tôn")
    lead.press("Kiểm phiếu")
    lead.reads("2/3", "đạt tỷ lệ")
    lead.follow("Kết quả")
    lead.press(f"Đề nghị {HOME}")
    lead.reads("Đã ghi khối đề nghị khen", "chưa có quyết định trong sổ")


# ── the hand-over ──


def hold_the_review(lead: Walker) -> None:
    to_the_year(lead)
    name = re.compile("Mở ?: Tổng kết")
    lead.click(lead.page.locator("main").get_by_role("link", name=name))
    lead.write("Ngày họp", "2019-01-08")
    lead.write("Đánh giá, kết luận", "Khối hoàn thành nhiệm vụ.")
    lead.press("Ghi cuộc họp")
    lead.reads("Khối hoàn thành nhiệm vụ.")


def begin_2019(lead: Walker) -> None:
    lead.year(2019)
    to_the_block(lead)
    lead.press("Mở năm 2019")
    seat_the_lead(lead, COUNCIL)


def write_the_hand_over(lead: Walker, password: str) -> None:
    to_the_year(lead)
    lead.follow("Mở biên bản")
    lead.write("Nơi bàn giao", "Hội trường khối")
    lead.tick("Bàn giao cờ luân lưu")
    lead.write("Tình trạng cờ", "Cờ còn tốt")
    lead.write("Hồ sơ, tài liệu", "Quy chế hoạt động của khối")
    lead.press("Lập biên bản")
    lead.write("Chức vụ người xác nhận", "Chánh Văn phòng")
    give_again(lead, password)
    lead.press("Xác nhận đã giao")


def give_again(who: Walker, password: str) -> None:
    """Write the password if asked: it was given at the covenant, some minutes ago."""
    field = who.page.locator("main").get_by_label("Mật khẩu của người ký")
    if field.count():
        field.first.fill(password)


def receive(head: Walker, password: str) -> None:
    to_the_year(head)
    head.follow("Mở biên bản")
    head.write("Chức vụ người xác nhận", "Chánh Văn phòng")
    give_again(head, password)
    head.press("Xác nhận đã nhận")
    head.reads("Đã xác nhận bàn giao.")
    to_the_block(head)
    head.reads(f"Cờ luân lưu đang ở {COUNCIL}")
