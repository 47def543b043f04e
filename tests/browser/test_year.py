"""A year by clicks, from the officer's sheet to a certificate anybody can verify."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import public, year
from tests.documents.reading import word_lines

pytestmark = pytest.mark.timeout(900)


def test_a_year_from_the_list_to_the_certificate(walk, site) -> None:
    officer = walk("canbo")
    officer.year(2017)
    year.import_the_list(officer)
    year.look_at_the_launch(officer)
    year.register_titles(officer)
    year.draft_the_covenant(officer)
    unit_head = walk("truongphong1")
    unit_head.year(2017)
    year.endorse_and_sign(unit_head, site.passwords["truongphong1"])
    year.open_the_round(officer)
    year.nominate(officer)
    year.one_falls_by_law(officer)
    year.confirm_doubts(officer)
    year.submit(officer)

    secretary = walk("thuky")
    secretary.year(2017)
    year.convene(secretary)
    year.call_the_roll(secretary)
    year.count_the_votes(secretary)
    minutes = word_lines(year.close(secretary))
    assert any(year.FALLS_BY_VOTE in line for line in minutes)

    year.draft_the_decision(officer)
    head = walk("chanhvp")
    head.year(2017)
    year.issue(head)
    volume = year.print_certificates(officer)
    year.publish(officer)
    public.read_the_summation(officer)

    code = public.code_on_paper(volume)
    visitor = walk()
    public.read_the_awardees(visitor)
    public.check_with_script(visitor, code)
    plain = walk(java_script_enabled=False)
    public.read_the_awardees(plain)
    public.check_without_script(plain, code)
    public.revoke(head)
    public.see_it_revoked(visitor, code)
    public.see_it_revoked(plain, code)


def test_wrong_password_is_told_kindly_and_keeps_the_name(walk) -> None:
    somebody = walk()
    somebody.open("/dang-nhap/")
    somebody.write("Tên đăng nhập", "canbo")
    somebody.write("Mật khẩu", "không phải mật khẩu này")

    somebody.press("Đăng nhập")

    somebody.reads("Tên đăng nhập hoặc mật khẩu chưa đúng")
    expect(somebody.page.get_by_label("Tên đăng nhập")).to_have_value("canbo")


def test_language_changes_and_changes_back(walk) -> None:
    officer = walk("canbo")

    officer.press(re.compile("English"), within="header")
    expect(officer.page.locator("html")).to_have_attribute("lang", "en")
    expect(officer.page.get_by_role("heading", level=1)).to_have_text("Desk")

    officer.press(re.compile("Tiếng Việt"), within="header")
    expect(officer.page.locator("html")).to_have_attribute("lang", "vi")
    expect(officer.page.get_by_role("heading", level=1)).to_have_text("Bàn làm việc")


def test_keyboard_alone_reaches_the_work_that_waits(walk) -> None:
    officer = walk("canbo")
    keys = officer.page.keyboard

    keys.press("Tab")
    expect(officer.page.locator(".vd-skip")).to_be_focused()
    keys.press("Enter")
    expect(officer.page.locator("#noi-dung")).to_be_focused()
    first = officer.page.locator(".vd-todo li").first
    keys.press("Tab")
    expect(first.get_by_role("link").first).to_be_focused()
    keys.press("Tab")
    expect(first.locator("a.btn")).to_be_focused()
    with officer.page.expect_navigation():
        keys.press("Enter")
    officer.look()
    expect(officer.page.get_by_role("heading", level=1)).not_to_have_text(
        "Bàn làm việc"
    )
