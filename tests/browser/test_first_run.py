"""An empty installation, opened for the first time."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.served import serving
from tests.browser.walker import Walker

pytestmark = pytest.mark.timeout(900)


def test_first_page_founds_the_office_and_ends_at_the_desk(
    browser: Browser, static, tmp_path
) -> None:
    with serving(tmp_path / "var", static=static) as site:
        founder = Walker(browser, site.address)
        founder.open("/")
        founder.write("Mã khởi tạo", "sai-ma")
        founder.write("Tên cơ quan", "Văn phòng Ủy ban nhân dân phường mẫu")
        founder.write("Họ và tên", "Nguyễn Thị Khởi Đầu")
        founder.write("Tên đăng nhập", "khoidau")
        founder.write("Mật khẩu", "mot-mat-khau-kha-dai")
        founder.press("Lập cơ quan", answers=422)
        founder.reads("Chưa ghi được")
        expect(founder.page.get_by_label("Tên đăng nhập")).to_have_value("khoidau")

        founder.write("Mã khởi tạo", site.start_code)
        founder.write("Mật khẩu", "mot-mat-khau-kha-dai")
        founder.press("Lập cơ quan")

        expect(founder.page.get_by_role("heading", level=1)).to_have_text(
            "Bàn làm việc"
        )
        founder.reads("Đã lập cơ quan")
        founder.follow(re.compile("^Nhập từ Excel"))
        founder.reads("Chưa gửi danh sách nào")
        founder.leave()
