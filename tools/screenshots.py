"""Take pictures of the main pages of a running sample, to be looked at by a person.

    python tools/screenshots.py FOLDER [--address URL] [--var VAR] [--only WORD]

Signs in as each role with the demo accounts of VAR and takes every page at 1366 px,
at 200 % zoom (683 px wide) and at 360 px; pages made for paper
also as they print. Nothing is changed on the way: pages are opened, never sent.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import suite
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# An office screen, the same at 200 % zoom, a phone.
SIZES = {"1366": (1366, 768), "zoom200": (683, 384), "360": (360, 740)}
A4: ViewportSize = {"width": 794, "height": 1123}
ANYBODY = ""


@dataclass(frozen=True)
class Shot:
    """A page: who opens it, where it starts, which links are followed from there."""

    name: str
    who: str
    path: str
    follow: tuple[str, ...] = ()
    is_paper: bool = False


SHOTS = (
    Shot("portal", ANYBODY, "/cong-khai/"),
    Shot("portal-search", ANYBODY, "/cong-khai/?q=nguyen"),
    Shot("publication", ANYBODY, "/cong-khai/", ("main article a, main li a",)),
    Shot("verify-text", ANYBODY, "/kiem-tra/"),
    Shot("verify-unknown", ANYBODY, "/x/AAAAAAAAAAAAAAA"),
    Shot("sign-in", ANYBODY, "/dang-nhap/"),
    Shot("forgotten", ANYBODY, "/quen-mat-khau/"),
    Shot("desk-officer", "canbo", "/?nam=2026"),
    Shot("desk-officer-2016", "canbo", "/?nam=2016"),
    Shot("desk-head", "chanhvp", "/?nam=2026"),
    Shot("desk-unit-head", "truongphong3", "/?nam=2026"),
    Shot("desk-secretary", "thuky", "/?nam=2026"),
    Shot("desk-council-member", "uyvien", "/?nam=2026"),
    Shot("desk-member", "canhan", "/?nam=2026"),
    Shot("desk-observer", "giamsat", "/?nam=2026"),
    Shot("desk-accountant", "ketoan", "/?nam=2026"),
    Shot("desk-admin", "quantri", "/?nam=2026"),
    Shot("accounts", "quantri", "/quan-tri/tai-khoan/"),
    Shot("account", "quantri", "/quan-tri/tai-khoan/canbo/"),
    Shot("account-open", "quantri", "/quan-tri/tai-khoan/mo/"),
    Shot("log", "quantri", "/quan-tri/nhat-ky/"),
    Shot("people", "canbo", "/nguoi/?nam=2016"),
    Shot("people-2026", "canbo", "/nguoi/?nam=2026"),
    Shot(
        "person",
        "canbo",
        "/nguoi/?nam=2016&tim=bach",
        ("main tbody th a",),
        is_paper=True,
    ),
    Shot("person-mine", "canhan", "/toi/"),
    Shot(
        "year-facts",
        "canbo",
        "/nguoi/?nam=2016",
        ("main tbody th a", "main a[href*='/nam/']"),
    ),
    Shot("person-add", "canbo", "/nguoi/them/"),
    Shot("units", "canbo", "/don-vi/?nam=2016"),
    Shot("unit", "canbo", "/don-vi/?nam=2016", ("main tbody th a",)),
    Shot("find", "canbo", "/tim/?tim=nguyen"),
    Shot("imports", "canbo", "/nhap/?nam=2026"),
    Shot("import-done", "canbo", "/nhap/", ("main tbody th a",)),
    Shot("movements", "canbo", "/phong-trao/?nam=2026"),
    Shot("movement", "canbo", "/phong-trao/?nam=2026", ("main tbody th a",)),
    Shot("movement-new", "canbo", "/phong-trao/moi/"),
    Shot("registrations", "canbo", "/dang-ky-danh-hieu/?nam=2026"),
    Shot("registrations-head", "truongphong3", "/dang-ky-danh-hieu/?nam=2026"),
    Shot("covenants", "canbo", "/giao-uoc/?nam=2026"),
    Shot("covenant", "truongphong3", "/giao-uoc/?nam=2026", ("main tbody th a",)),
    Shot("indicators", "canbo", "/chi-so/?nam=2026"),
    Shot("indicator", "canbo", "/chi-so/?nam=2026", ("main tbody th a",)),
    Shot("rounds", "canbo", "/de-nghi/?nam=2026"),
    Shot("round-open", "canbo", "/de-nghi/mo-dot/?nam=2026"),
    Shot("grid-2016", "canbo", "/de-nghi/?nam=2016", ("main tbody th a",)),
    Shot(
        "grid-2026",
        "canbo",
        "/de-nghi/?nam=2026",
        ("main tbody th a:has-text('năm 2026')",),
    ),
    Shot(
        "nomination-add",
        "canbo",
        "/de-nghi/?nam=2026",
        ("main tbody th a:has-text('năm 2026')", "main .vd-actions .btn-primary"),
    ),
    Shot(
        "left-out",
        "canbo",
        "/de-nghi/?nam=2016",
        ("main tbody th a", "main .vd-actions a"),
    ),
    Shot(
        "nomination",
        "canbo",
        "/de-nghi/?nam=2016",
        ("main tbody th a", "main td a[href*='ho-so']"),
    ),
    Shot("what-if", "canbo", "/xet-thu/?nam=2016"),
    Shot("what-if-fighters", "canbo", "/xet-thu/?nam=2016&danh_hieu=CSTDCS"),
    Shot("local-rules", "canbo", "/quy-che/"),
    Shot("local-rule", "canbo", "/quy-che/", ("main a[href*='/quy-che/']",)),
    Shot("law", "canbo", "/phap-luat/"),
    Shot("councils", "thuky", "/hoi-dong/?nam=2016"),
    Shot("council", "thuky", "/hoi-dong/?nam=2016", ("main tbody th a",)),
    Shot("council-new", "chanhvp", "/hoi-dong/moi/"),
    Shot("meeting-closed", "thuky", "/hoi-dong/?nam=2016", ("a[href*='/phien-hop/']",)),
    Shot(
        "meeting-called",
        "thuky",
        "/hoi-dong/?nam=2026",
        ("tr:has-text('triệu tập') a[href*='/phien-hop/']",),
    ),
    Shot("papers", "canbo", "/quyet-dinh/?nam=2016"),
    Shot("paper", "canbo", "/quyet-dinh/?nam=2016", ("main tbody th a",), True),
    Shot(
        "paper-submission",
        "canbo",
        "/quyet-dinh/?nam=2016&loai=submission",
        ("main tbody th a",),
    ),
    Shot(
        "paper-draft",
        "chanhvp",
        "/quyet-dinh/?nam=2026",
        ("main tbody th a:has-text('dự thảo')",),
    ),
    Shot(
        "paper-mend",
        "canbo",
        "/quyet-dinh/?nam=2026",
        ("main tbody th a:has-text('dự thảo')", "main .vd-actions a[href$='/sua/']"),
    ),
    Shot("outside-decision", "canbo", "/quyet-dinh/noi-khac/?nam=2016"),
    Shot("certificates", "canbo", "/bang-khen/?nam=2016"),
    Shot("certificate-batch", "canbo", "/bang-khen/?nam=2016", ("a[href*='/dot/']",)),
    Shot("publications", "canbo", "/quan-ly-cong-khai/?nam=2016"),
    Shot("ledger", "canbo", "/so-khen-thuong/?nam=2016"),
    Shot("award", "canbo", "/so-khen-thuong/?nam=2016", ("main tbody th a",)),
    Shot("summation", "canbo", "/tong-ket/?nam=2016", (), True),
    Shot("summation-figure", "canbo", "/tong-ket/?nam=2016", ("a.vd-stat",)),
    Shot("verify", "canbo", "/bang-khen/?nam=2016", ("main a[href*='/x/']",)),
    Shot("not-found", "canbo", "/khong-co/"),
)


def passwords(var: Path) -> dict[str, str]:
    lines = (var / "demo-accounts.txt").read_text(encoding="utf-8").splitlines()
    return {line.split()[0]: line.split()[1] for line in lines}


def signed_in(browser: Browser, address: str, who: str, password: str) -> list[Any]:
    """Return the cookies of somebody signed in."""
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    page.goto(urljoin(address, "/dang-nhap/"))
    page.fill("[name=login]", who)
    page.fill("[name=password]", password)
    page.click("main form button.btn-primary")
    page.wait_for_url(address.rstrip("/") + "/")
    cookies = context.cookies()
    context.close()
    return cookies


def opened(page: Page, address: str, shot: Shot) -> bool:
    """Open a page; False where the sample has no such link to follow."""
    page.goto(urljoin(address, shot.path))
    for selector in shot.follow:
        link = page.locator(selector)
        if not link.count():
            return False
        page.goto(urljoin(page.url, link.first.get_attribute("href") or ""))
    return True


def pictures(page: Page, shot: Shot) -> Iterator[tuple[str, bytes]]:
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            print(f"  {shot.name}: {wide} px wide at {width} px")
        yield size, page.screenshot(full_page=True)
    if shot.is_paper:
        page.emulate_media(media="print")
        page.set_viewport_size(A4)
        yield "print", page.screenshot(full_page=True)


def main(given: list[str]) -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folder", type=Path)
    words.add_argument("--address", default="http://127.0.0.1:8000/")
    words.add_argument("--var", type=Path, default=Path("var"))
    words.add_argument("--only", default="", help="pages whose name holds this")
    asked = words.parse_args(given)
    chromium = suite.chromium()
    if chromium is None:
        print(suite.NO_BROWSER)
        return 1
    asked.folder.mkdir(parents=True, exist_ok=True)
    known = passwords(asked.var)
    cookies: dict[str, list[Any]] = {ANYBODY: []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        for shot in SHOTS:
            if asked.only not in shot.name:
                continue
            if shot.who not in cookies:
                cookies[shot.who] = signed_in(
                    browser, asked.address, shot.who, known[shot.who]
                )
            context = browser.new_context(locale="vi-VN")
            context.add_cookies(cookies[shot.who])
            page = context.new_page()
            if opened(page, asked.address, shot):
                for size, picture in pictures(page, shot):
                    (asked.folder / f"{shot.name}-{size}.png").write_bytes(picture)
            else:
                print(f"  {shot.name}: the sample leads to no such page")
            print(shot.name)
            context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
