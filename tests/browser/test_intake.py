"""An officer brings a messy sheet: mends, chooses, enters it, and takes it back."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.served import serving
from tests.browser.walker import Walker
from tests.intake.sheets import workbook

pytestmark = pytest.mark.timeout(900)

OFFICE = "Văn phòng Ủy ban nhân dân phường mẫu"
DIVISION = "Phòng Tổng hợp"
HEADINGS = (
    "STT",
    "Họ và tên",
    "NS",
    "Chức vụ",
    "Phòng",
    "Xếp loại năm 2026",
    "Ghi chú",
)
KNOWN = [
    (1, "Nguyễn Văn Mẫu", "12/03/1980", "Chuyên viên", DIVISION, "HTTNV", ""),
    (2, "Trần Thị Ví Dụ", "05/06/1982", "Văn thư", DIVISION, "HTTNV", ""),
]
MESSY = [
    ("I", "Phòng Tổng hợp", "", "", "", "", ""),
    ("", "Đ/c Lê  Văn Thử", "31/02/1985", "Chuyên viên", DIVISION, "Xuất xắc lắm", ""),
    ("", "Nguyễn Văn Mẫu", "", "Phó Trưởng phòng", DIVISION, "HTXSNV", "xem lại"),
    ("", "Phạm Thị Nháp", "1.2.1990", "Kế toán", DIVISION, "HTNV", ""),
    ("", "Tổng cộng: 3 người", "", "", "", "", ""),
]


def send(officer: Walker, name: str, rows: list[tuple[object, ...]]) -> None:
    officer.menu("Dữ liệu nền", "Nhập từ Excel")
    officer.page.get_by_label("Tệp danh sách").set_input_files(
        {
            "name": name,
            "mimeType": "",
            "buffer": workbook(rows, headings=HEADINGS, title="DANH SÁCH CÁN BỘ"),
        }
    )
    officer.write("Danh sách của năm", "2026")
    officer.press("Gửi và xem trước")


def test_a_messy_sheet_is_mended_entered_and_taken_back(
    browser: Browser, static, tmp_path
) -> None:
    with serving(tmp_path / "var", static=static) as site:
        officer = Walker(browser, site.address)
        officer.open("/")
        officer.write("Mã khởi tạo", site.start_code)
        officer.write("Tên cơ quan", OFFICE)
        officer.write("Họ và tên", "Nguyễn Thị Khởi Đầu")
        officer.write("Tên đăng nhập", "khoidau")
        officer.write("Mật khẩu", "mot-mat-khau-kha-dai")
        officer.press("Lập cơ quan")
        bring_the_known(officer)
        bring_the_messy(officer)
        take_it_back(officer)
        officer.leave()


def bring_the_known(officer: Walker) -> None:
    send(officer, "Danh sách đầu năm.xlsx", list(KNOWN))
    officer.reads("Đọc theo loại: Danh sách cán bộ", f"chưa có đơn vị “{DIVISION}”")
    officer.press(f"Thêm đơn vị “{DIVISION}”")
    officer.press("Xác nhận nhập tất cả")
    officer.reads("2 dòng vào = 2 người ra")


def bring_the_messy(officer: Walker) -> None:
    send(officer, "Danh sách cuối năm.xlsx", list(MESSY))
    officer.reads("2 lỗi phải sửa trước khi nhập", "31/02/1985")
    assert officer.download("Bảng của bạn, lỗi được tô màu").startswith(b"PK")
    mend(officer, "không phải ngày có thật", "28/02/1985")
    officer.reads("1 lỗi phải sửa trước khi nhập")
    mend(officer, "không phải mức xếp loại", "HTXSNV")
    officer.reads("Còn dòng chưa chọn là ai")
    officer.follow("Xem các dòng ấy")
    officer.follow("7", within="#cac-dong")
    officer.reads("Có người cùng tên với “Nguyễn Văn Mẫu”")
    officer.tick(re.compile("Nguyễn Văn Mẫu, sinh 12/03/1980"))
    officer.press("Chọn")
    officer.follow("Danh sách cuối năm.xlsx", within="body")
    officer.press("Xác nhận nhập tất cả")
    officer.reads("3 dòng vào = 3 người ra")


def mend(officer: Walker, problem: str, words: str) -> None:
    row = officer.row(problem)
    row.get_by_role("textbox").fill(words)
    officer.click(row.get_by_role("button", name="Sửa"))


def take_it_back(officer: Walker) -> None:
    officer.page.get_by_text("Hoàn tác lần nhập này").click()
    officer.write("Lý do", "Gửi nhầm tệp")
    officer.press("Hoàn tác")
    officer.reads("Đã hoàn tác")
    officer.menu("Dữ liệu nền")
    officer.reads("Nguyễn Văn Mẫu", "Trần Thị Ví Dụ")
    expect(officer.page.locator("main")).not_to_contain_text("Lê Văn Thử")
