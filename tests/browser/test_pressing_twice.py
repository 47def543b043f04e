"""A button pressed twice in haste does its deed once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Route

from tests.browser.walker import Walker

pytestmark = pytest.mark.timeout(900)


def test_a_form_pressed_twice_is_sent_once(walk: Callable[..., Walker]) -> None:
    officer = walk("canbo")
    officer.open("/tieu-chi/moi/")
    officer.write("Tên bộ tiêu chí", "Thi đua các phòng, bấm hai lần")
    sent: list[Route] = []

    def keep(route: Route) -> None:
        if route.request.method == "POST":
            sent.append(route)
        else:
            route.continue_()

    officer.page.route("**/tieu-chi/moi/", keep)
    button = officer.page.locator("main").get_by_role("button", name="Lập bộ tiêu chí")
    button.evaluate("(it) => { it.click(); setTimeout(() => it.click(), 300); }")
    while not sent:
        officer.page.wait_for_timeout(100)
    officer.page.wait_for_timeout(1_500)

    assert len(sent) == 1
    sent[0].continue_()
    officer.reads("Đã lập bộ tiêu chí.")
