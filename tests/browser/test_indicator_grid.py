"""The report grid in a browser: keys, and blocks pasted from Excel."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.walker import PHONE, Walker

pytestmark = pytest.mark.timeout(900)

PASTE = """(cell, text) => {
  const told = new DataTransfer();
  told.setData("text/plain", text);
  cell.focus();
  const event = { clipboardData: told, bubbles: true, cancelable: true };
  cell.dispatchEvent(new ClipboardEvent("paste", event));
}"""


def cell(officer: Walker, indicator: str, month: int) -> Locator:
    # The label ends with the month, so that month 1 is not month 11.
    return officer.page.locator(f'input[aria-label$="{indicator}, Tháng {month}"]')


def test_a_block_is_pasted_whole_or_not_at_all(walk) -> None:
    officer = walk("canboub")
    officer.open("/chi-so/bang/?nam=2019&theo=month")
    dossiers, late = "Hồ sơ thủ tục hành chính đã giải quyết", "Giải quyết quá hạn"

    cell(officer, dossiers, 11).evaluate(PASTE, "11\t12\t13")
    officer.reads("Vùng dán có 3 cột, từ ô đang chọn chỉ còn 2 ô trong hàng.")
    expect(cell(officer, dossiers, 11)).to_have_value("")

    cell(officer, dossiers, 1).evaluate(PASTE, "120\thơn 90\n118\t88\n2\tkhông rõ\n")
    officer.reads("Đã dán 6 ô, chưa lưu.")
    cell(officer, dossiers, 1).press("ArrowDown")
    expect(cell(officer, "Giải quyết đúng hạn", 1)).to_be_focused()
    officer.press("Lưu tất cả", answers=422)

    officer.reads("1 ô chưa lưu được", "“không rõ” không phải số.")
    expect(cell(officer, late, 2)).to_have_value("không rõ")
    cell(officer, late, 2).fill("2")
    officer.press("Lưu tất cả")
    officer.reads("Đã lưu 1 số liệu.", within="body")
    expect(cell(officer, dossiers, 2)).to_have_value("hơn 90")


def test_councils_figures_are_read_on_a_phone(walk) -> None:
    officer = walk("canbohd", viewport=PHONE)

    officer.open("/chi-so/?nam=2023")

    officer.reads("6/6 đơn vị đã báo cáo", "lệch +1: các phần 53, tổng 52")
