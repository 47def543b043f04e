"""Two score one sheet at once: nothing is lost, and both are told of each other."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, Locator, Route, expect

from tests.browser.walker import Walker

pytestmark = pytest.mark.timeout(900)

SCORING = "Chấm điểm các phòng năm 2026"
PASTE = """(input, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const event = {clipboardData: data, bubbles: true, cancelable: true};
  input.dispatchEvent(new ClipboardEvent("paste", event));
}"""


def grid_of(walker: Walker) -> None:
    walker.open("/cham-diem/?nam=2026")
    walker.follow(SCORING)
    walker.follow(re.compile("trưởng khối chấm", re.IGNORECASE))


def cell_of(walker: Walker, place: int) -> tuple[Locator, Locator]:
    """The first cell of points in a row, and its input."""
    row = walker.page.locator("form[data-score-grid] tbody tr").nth(place)
    cell = row.locator("td.vd-score").filter(has=walker.page.locator("[name$=-points]"))
    return cell.first, cell.first.locator("[name$=-points]")


def test_two_at_one_cell_lose_nothing_and_are_both_told(
    walk: Callable[..., Walker],
) -> None:
    officer, head = walk("canbo"), walk("chanhvp")
    grid_of(officer)
    grid_of(head)
    # The third division is the one that the office has not scored yet.
    cell, points = cell_of(officer, 2)
    her_cell, her_points = cell_of(head, 2)

    points.fill("17")
    points.press("Tab")
    expect(cell).to_contain_text("đã lưu")

    # She has not seen the 17: her 15 is kept on her page and not written over it.
    head.answers = 409
    her_points.fill("15")
    her_points.press("Tab")
    expect(her_cell).to_contain_text("vừa ghi lúc")
    expect(her_cell).to_contain_text("điểm 17")
    expect(her_points).to_have_value("15")
    head.answers = 200

    # Now that she has, she may: and he, whose page is open, is told of it.
    her_points.fill("15,5")
    her_points.press("Tab")
    expect(her_cell).to_contain_text("đã lưu")
    expect(cell).to_contain_text("điểm 15,5", timeout=30_000)
    expect(cell).to_contain_text("đã ghi lúc")
    expect(officer.page.locator("#tin-moi")).to_contain_text("cũng đang chấm")
    expect(points).to_have_value("17")

    # The reason is typed inside the cell, beside points that others may change.
    cell.get_by_role("link", name=re.compile("lý do")).click()
    officer.page.get_by_label("Lý do").fill("Thiếu báo cáo quý III")
    officer.answers = 409
    officer.page.get_by_label("Lý do").press("Tab")
    expect(cell).to_contain_text("vừa ghi lúc")
    officer.answers = 200

    grid_of(officer)
    cell, points = cell_of(officer, 2)
    expect(points).to_have_value("15,5")


def test_two_numbers_of_one_cell_are_not_written_over_what_nobody_has_read(
    walk: Callable[..., Walker],
) -> None:
    officer, head = walk("canbo"), walk("chanhvp")
    grid_of(officer)
    grid_of(head)
    row = officer.page.locator("form[data-score-grid] tbody tr").nth(2)
    cell = row.locator("td.vd-score").filter(has=officer.page.locator("[name$=-plan]"))
    her_row = head.page.locator("form[data-score-grid] tbody tr").nth(2)
    her_cell = her_row.locator("td.vd-score").filter(
        has=head.page.locator("[name$=-plan]")
    )
    cell.locator("[name$=-plan]").first.fill("100")
    cell.locator("[name$=-actual]").first.fill("97")
    cell.locator("[name$=-actual]").first.press("Tab")
    expect(cell.first).to_contain_text("đã lưu")

    head.answers = 409
    her_cell.locator("[name$=-plan]").first.press_sequentially("200", delay=40)
    her_cell.locator("[name$=-plan]").first.press("Tab")
    head.page.wait_for_timeout(1000)
    her_cell.locator("[name$=-actual]").first.fill("150")
    her_cell.locator("[name$=-actual]").first.press("Tab")

    expect(her_cell.first).to_contain_text("vừa ghi lúc")
    expect(her_cell.locator("[name$=-actual]").first).to_have_value("150")
    head.answers = 200
    grid_of(officer)
    assert cell.locator("[name$=-actual]").first.input_value() == "97"


def test_a_block_pasted_too_wide_changes_nothing_and_says_so(
    walk: Callable[..., Walker],
) -> None:
    officer = walk("canbo")
    grid_of(officer)
    _cell, points = cell_of(officer, 2)
    before = points.input_value()

    points.evaluate(PASTE, "\t".join(["1"] * 40))

    said = officer.page.locator("[data-paste-said]")
    expect(said).to_contain_text("Vùng dán có 40 cột")
    expect(said).to_contain_text("Chưa dán gì")
    expect(points).to_have_value(before)


def test_a_block_falls_into_its_columns_and_what_is_not_taken_is_named(
    walk: Callable[..., Walker],
) -> None:
    officer = walk("canbo")
    grid_of(officer)
    row = officer.page.locator("form[data-score-grid] tbody tr").nth(2)
    name = row.locator("th").inner_text().strip()
    given = row.locator("[name$=-points]")
    grade = row.locator("select[name$=-grade]")
    grade.evaluate("(choice) => { choice.value = ''; }")
    # What is opened inside a cell is no column of the table.
    row.get_by_role("link", name=re.compile("lý do")).nth(1).click()
    expect(row.get_by_label("Minh chứng")).to_be_visible()

    given.nth(0).evaluate(PASTE, "14\t11\tGiỏi\t9")

    said = officer.page.locator("[data-paste-said]")
    expect(said).to_contain_text("Đã dán 3 ô")
    expect(said).to_contain_text("Chưa dán được 1 ô, vì không có trong các mức")
    expect(said).to_contain_text(f"“Giỏi” ({name})")
    for place, points in enumerate(("14", "11", "9")):
        expect(given.nth(place)).to_have_value(points)
    expect(grade).to_have_value("")

    given.nth(1).evaluate(PASTE, "\tb")

    expect(said).to_have_text("Đã dán 2 ô, chưa lưu. Bấm “Lưu tất cả”.")
    expect(given.nth(1)).to_have_value("")
    expect(grade).to_have_value("B")


class Delayed:
    """The next answer to a cell that saves itself, kept back till it is let through."""

    def __init__(self, walker: Walker) -> None:
        self.page = walker.page
        self.kept: list[tuple[Route, APIResponse]] = []
        self.page.route("**/o/**", self._keep, times=1)

    def _keep(self, route: Route) -> None:
        self.kept.append((route, route.fetch()))

    def let_through(self) -> None:
        while not self.kept:
            self.page.wait_for_timeout(100)
        route, answer = self.kept[0]
        route.fulfill(response=answer)


def test_saving_all_while_a_cell_saves_itself_is_no_conflict_with_oneself(
    walk: Callable[..., Walker],
) -> None:
    officer = walk("canbo")
    grid_of(officer)
    _cell, points = cell_of(officer, 2)

    answer = Delayed(officer)
    with officer.page.expect_request("**/o/**"):
        points.fill("16")
        points.press("Tab")
    points.fill("16,5")
    with officer.page.expect_navigation():
        officer.page.get_by_role("button", name="Lưu tất cả").click()
        expect(points).to_have_value("16,5")
        answer.let_through()

    officer.look()
    told = re.compile("Các ô đã lưu từ trước|Đã lưu 1 ô")
    expect(officer.page.locator("body")).to_contain_text(told)
    _cell, points = cell_of(officer, 2)
    expect(points).to_have_value("16,5")


def test_saving_all_goes_over_nothing_that_another_wrote_meanwhile(
    walk: Callable[..., Walker],
) -> None:
    officer, head = walk("canbo"), walk("chanhvp")
    grid_of(officer)
    grid_of(head)
    cell, points = cell_of(officer, 2)
    her_cell, her_points = cell_of(head, 2)
    her_points.fill("14")
    her_points.press("Tab")
    expect(her_cell).to_contain_text("đã lưu")

    officer.answers = 409
    answer = Delayed(officer)
    with officer.page.expect_request("**/o/**"):
        points.fill("13")
        points.press("Tab")
    officer.page.get_by_role("button", name="Lưu tất cả").click()
    answer.let_through()

    expect(cell).to_contain_text("vừa ghi lúc")
    officer.page.wait_for_load_state("networkidle")
    expect(points).to_have_value("13")
    officer.answers = 200
    grid_of(head)
    _cell, her_points = cell_of(head, 2)
    expect(her_points).to_have_value("14")
