"""A real Chromium before the real program, for the tests marked `browser`."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright

from tests.browser.served import Site, scratch_database, serving
from tests.browser.walker import Walker

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = (
    "no Chromium found; install one (Debian: apt-get install chromium) "
    "or name it in VINHDANH_CHROMIUM"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The Chromium of the machine; its absence skips, or fails when asked to."""
    given = os.environ.get("VINHDANH_CHROMIUM")
    found = given or next((p for p in map(shutil.which, CHROMIUMS) if p), None)
    if found:
        return found
    if os.environ.get("VINHDANH_REQUIRE_BROWSER") == "1":
        pytest.fail(MISSING)
    pytest.skip(MISSING)


# Not for the session: while Playwright runs, Django sees an event loop, and the
# tests of other files in this process could not use the database.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        yield launched
        launched.close()


@pytest.fixture(scope="package")
def static(tmp_path_factory: pytest.TempPathFactory):
    """One folder of static files for every site of this folder."""
    return tmp_path_factory.mktemp("static")


@pytest.fixture(scope="package")
def site(chromium: str, static, tmp_path_factory) -> Iterator[Site]:
    """The sample office, served by its own process and worker."""
    folder = tmp_path_factory.mktemp("site")
    with (
        scratch_database(settings.DATABASES["default"]) as database,
        serving(folder, "--sample", static=static, database=database) as served,
    ):
        yield served


@pytest.fixture
def walk(browser: Browser, site: Site) -> Iterator[Callable[..., Walker]]:
    """Give somebody a browser of her own at the sample office."""
    walkers: list[Walker] = []

    def start(who: str = "", **context) -> Walker:
        walker = Walker(browser, site.address, **context)
        walkers.append(walker)
        if who:
            walker.sign_in(who, site.passwords[who])
        return walker

    yield start
    for walker in walkers:
        walker.leave()
