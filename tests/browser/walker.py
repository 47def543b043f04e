"""Somebody at a browser: she clicks, types and reads; every page is looked over.

Looked over means: answered as expected, no error in the console (a breach of the
content security policy is one), nothing serious found by axe, no id twice, and no
sideways scrolling at 360 px. A page seen before in the same shape is not measured.
"""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Download,
    Locator,
    Page,
    Response,
    expect,
)

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = {"serious", "critical"}
PATIENCE = 30_000
"""Milliseconds to wait for what should appear; a busy machine is no defect."""
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
# What two pages of one shape share: the address without its names, and the parts.
SHAPE = """() => [
  location.pathname.replace(/[0-9a-f-]{36}|[0-9]+/g, "*"),
  ...["h2", "form", "table", "details", ".vd-message", ".alert", "[role=alert]"]
    .map((part) => Math.min(document.querySelectorAll(part).length, 3)),
].join(" ")"""
FOUND = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map((each) => ({
    id: each.id, impact: each.impact,
    at: each.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)),
  }));
}"""
WIDE = """() => document.documentElement.scrollWidth
  - document.documentElement.clientWidth"""
WIDEST = """() => [...document.querySelectorAll("main *, header *")]
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 1
                    && !each.closest(".vd-table"))
  .slice(0, 3).map((each) => each.outerHTML.slice(0, 160))"""
TWICE = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
  return ids.filter((id, place) => ids.indexOf(id) !== place);
}"""
SEEN: set[tuple[bool, str]] = set()


class Walker:
    """One person with a browser of her own; a new one for each role."""

    def __init__(self, browser: Browser, address: str, **context: Any) -> None:
        self.address = address
        self.has_script = context.get("java_script_enabled", True)
        self.context = browser.new_context(
            viewport=context.pop("viewport", DESK), locale="vi-VN", **context
        )
        self.context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        self.complaints: list[str] = []
        self.status = 0
        self.answers = 200
        self.page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", self._receive)

    def leave(self) -> None:
        self.context.close()

    # ── going ──

    def sign_in(self, who: str, password: str) -> None:
        self.open("/dang-nhap/")
        self.write("Tên đăng nhập", who)
        self.write("Mật khẩu", password)
        self.press("Đăng nhập")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Bàn làm việc")

    def open(self, address: str, *, answers: int = 200) -> None:
        """Type an address: for first pages, and for what a phone's camera reads."""
        self.answers = answers
        if not address.startswith("http"):
            address = self.address + address
        # An address that differs only behind # would not be fetched anew.
        self.page.goto("about:blank")
        self.page.goto(address)
        self.look()

    def menu(self, section: str, link: str = "") -> None:
        """Click a step of the year, and a page below it."""
        nav = self.page.locator("#muc-luc")
        self.click(nav.get_by_role("link", name=section, exact=True).first)
        if link:
            self.click(nav.get_by_role("link", name=link, exact=True).last)

    def year(self, year: int) -> None:
        self.page.locator(".vd-year summary").click()
        self.page.locator(".vd-year").get_by_label("Năm khác").fill(str(year))
        self.click(self.page.locator(".vd-year").get_by_role("button", name="Xem"))

    def follow(self, name: str | re.Pattern[str], within: str = "main") -> None:
        target = self.page.locator(within).get_by_role("link", name=name)
        self.click(target.first)

    def press(
        self, name: str | re.Pattern[str], within: str = "main", *, answers: int = 200
    ) -> None:
        target = self.page.locator(within).get_by_role("button", name=name)
        self.click(target.first, answers=answers)

    def click(self, target: Locator, *, answers: int = 200) -> None:
        self.answers = answers
        with self.page.expect_navigation():
            target.click()
        self.look()

    def download(self, name: str | re.Pattern[str]) -> bytes:
        with self.page.expect_download() as coming:
            self.page.locator("main").get_by_role("link", name=name).first.click()
        got: Download = coming.value
        return Path(got.path()).read_bytes()

    # ── filling in ──

    def write(self, label: str | re.Pattern[str], words: str) -> None:
        self.page.locator("main").get_by_label(label).first.fill(words)

    def choose(self, label: str, option: str | re.Pattern[str]) -> None:
        box = self.page.locator("main").get_by_label(label).first
        words = box.locator("option").all_text_contents()
        fitting = [each for each in words if re.search(option, each)]
        box.select_option(label=fitting[0])

    def narrow(self, label: str, option: str) -> None:
        """Choose in a list's filter, which shows its result at once."""
        box = self.page.locator("form[data-at-once]").get_by_label(label, exact=True)
        with self.page.expect_navigation():
            box.select_option(label=option)
        self.look()

    def tick(self, label: str | re.Pattern[str]) -> None:
        self.page.locator("main").get_by_label(label).first.check()

    # ── reading ──

    def reads(self, *words: str, within: str = "main") -> None:
        for each in words:
            expect(self.page.locator(within)).to_contain_text(each)

    def row(self, *words: str) -> Locator:
        """The table's row that holds all these words."""
        found = self.page.locator("main tbody tr")
        for each in words:
            found = found.filter(has_text=each)
        return found

    # ── looking over ──

    def look(self) -> None:
        page = self.page
        page.wait_for_load_state("load")
        assert self.status == self.answers, f"{page.url} answered {self.status}"
        self.answers = 200
        if self.has_script:
            key = (True, page.evaluate(SHAPE))
            if key not in SEEN:
                SEEN.add(key)
                self._measure(page)
        assert self.complaints == [], page.url

    def _measure(self, page: Page) -> None:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        grave = [each for each in page.evaluate(FOUND) if each["impact"] in GRAVE]
        assert grave == [], page.url
        assert page.evaluate(TWICE) == [], f"{page.url}: an id stands twice"
        size = page.viewport_size or DESK
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        beyond = page.evaluate(WIDE)
        assert beyond == 0, f"{page.url}: {beyond} px too wide: {page.evaluate(WIDEST)}"
        page.set_viewport_size(size)

    def _hear(self, message: ConsoleMessage) -> None:
        # A refusal that was expected is told to the console too.
        is_answer = "server responded with a status of" in message.text
        if message.type == "error" and not (is_answer and self.answers != 200):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _receive(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and response.frame == self.page.main_frame:
            self.status = response.status
