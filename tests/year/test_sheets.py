"""Every table of the pages of the sample year, taken along as an Excel file."""

import io
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from python_calamine import CalamineWorkbook

import vinhdanh.pages
from tests.year.test_access import HIDDEN, ROUTES, address, hoa
from vinhdanh.pages.shell import drawn, sheets

__all__ = ["hoa"]

pytestmark = pytest.mark.usefixtures("sample_year", "db")

PAGES = Path(vinhdanh.pages.__file__).parent
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLE = re.compile(r'<table class="table .*?</table>', re.DOTALL)
CAPTION = re.compile(r"<caption>.*?</caption>", re.DOTALL)
WAY = re.compile(r'<a class="vd-take vd-no-print" href="([^"]*)"')
COUNT = re.compile(r'vd-count">(?:Hiện \S+ trong )?([\d.]+) ')
# Whose pages have tables, and how many in the sample year.
TABLES = {
    "accounts": 1, "account": 1, "publication": 1, "person": 1, "people": 1,
    "units": 1, "unit": 2, "bodies": 1, "body": 1, "import": 1, "local-rules": 1,
    "law-periods": 2, "movement-list": 1, "movement": 3,
    "gathering": 1, "review": 2, "year-line": 2, "registration-grid": 2,
    "registration-achieved": 3, "covenant-list": 1, "covenant": 2,
    "covenant-reports": 1, "indicator-list": 1, "indicator": 1,
    "movement-progress": 1, "round-list": 1,
    "nomination-grid": 1, "council-list": 2, "council": 2, "meeting": 2,
    "block-list": 1, "block": 2, "block-year": 1, "block-step": 1,
    "block-results": 3, "block-ballot": 1,
    "initiative": 1, "paper-list": 1, "paper": 3, "certificates": 3,
    "certificate-batch": 1, "ledger": 1, "award": 1, "summation": 1,
    "summation-figure": 1, "audit": 1, "criteria-sets": 1, "criteria": 1,
    "scoring-results": 1, "scoring-sheet": 1, "scoring-habits": 2,
}  # fmt: skip
# Their files are older than these pages, fuller, and tried beside their own rooms.
FULLER = {"people", "ledger", "publication"}
# A table in a form is sent, and a list of files is taken one by one.
NOT_TAKEN = {
    "blocks/ballot.html", "councils/new.html", "councils/roll.html",
    "covenants/ceremony.html",
    "covenants/covenant_edit.html", "indicators/grid.html", "initiatives/propose.html",
    "intake/imports.html", "movements/rows.html", "registry/reorganise.html",
    "scoring/grid.html", "scoring/import.html",
}  # fmt: skip


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client


def page_of(name: str) -> tuple[Client, list[str]]:
    """The tables of a page, for who may open it."""
    client = signed_in("quantri" if name in {"accounts", "account"} else "canbo")
    response = client.get(address(name), {"nam": 2016})
    return client, TABLE.findall(response.content.decode())


def said(table: str) -> str:
    """The caption of a table without its way to the sheet."""
    words = CAPTION.findall(table)[0].split("<a ")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", words)).split())


def taken(client: Client, table: str) -> list[list[Any]]:
    """The rows of the sheet that a table leads to, its title first."""
    way, *_again = WAY.findall(table)
    # A long list, as the log is, leaves with the reason alone.
    response = client.get(f"{unescape(way)}{'&' if '?' in way else '?'}ly-do=thử")
    assert (response.status_code, response.headers["Content-Type"]) == (200, XLSX)
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    return book.get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("name", sorted(set(TABLES) - FULLER))
def test_each_table_goes_out_whole_with_its_headings(name: str) -> None:
    client, tables = page_of(name)

    assert len(tables) == TABLES[name]
    for table in tables:
        title, _space, headings, *rows = taken(client, table)
        shown = drawn.table(CAPTION.sub("", table), "")
        counted = COUNT.search(table)
        # Under the rows: an empty line, what the empty cells mean, the day.
        ends = rows.index(
            next(row for row in rows if str(row[0]).startswith("Ô trống"))
        )
        whole = ends - (2 if "vd-count" in table else 1)
        assert said(table).startswith(title[0])
        assert headings == [column.label for column in shown.columns]
        if counted and "Hiện" in counted[0]:
            assert whole == int(counted[1].replace(".", ""))
        else:
            assert whole == len(shown.rows)


@pytest.mark.parametrize("name", sorted(FULLER))
def test_a_fuller_file_has_every_row_that_the_page_counts(name: str) -> None:
    client, (table,) = page_of(name)
    counted = COUNT.search(table)

    _title, _space, _headings, *rows = taken(client, table)

    assert counted
    whole = [row for row in rows if row[1] != ""]
    assert len(whole) == int(counted[1].replace(".", ""))


def test_every_table_is_drawn_by_the_tag_and_offers_its_sheet() -> None:
    plain, untaken = set(), set()
    for template in PAGES.glob("*/templates/**/*.html"):
        name = "/".join(template.parts[-2:])
        words = template.read_text()
        if "<table" in words:
            plain.add(name)
        if re.search(r"{% table [^%]*sheet=None", words):
            untaken.add(name)

    assert plain == set()
    assert untaken == NOT_TAKEN


def test_another_office_s_officer_finds_no_sheet_where_she_finds_no_page(
    hoa: Client,
) -> None:
    for name in TABLES:
        if ROUTES[name].access == HIDDEN:
            response = hoa.get(address(name), {"tai": "xlsx", "bang": 1})

            assert response.status_code == 404, name


def test_a_sheet_keeps_the_filters_of_its_page() -> None:
    client = signed_in("canbo")
    page = client.get("/so-khen-thuong/", {"tai": "xlsx", "nam": 2015})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(page.content))

    years = {row[2] for row in rows.get_sheet_by_index(0).to_python()[3:]} - {""}

    assert years == {2015}


def test_the_file_says_its_name_in_vietnamese_and_is_not_kept() -> None:
    client = signed_in("canbo")

    response = client.get("/giao-uoc/", {"nam": 2016, "tai": "xlsx"})

    said = response.headers["Content-Disposition"]
    assert said.startswith("attachment; filename*=utf-8''C%C3%A1c%20giao%20%C6%B0%E1")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("which", ["0", "2", "-1", "x", "²"])
def test_a_table_that_is_not_there_gives_the_page(which: str) -> None:
    client = signed_in("canbo")

    response = client.get("/giao-uoc/", {"nam": 2016, "tai": "xlsx", "bang": which})

    assert response.headers["Content-Type"].startswith("text/html")


def test_a_list_longer_than_a_sheet_may_be_is_refused_with_the_way_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client, asked = signed_in("canbo"), {"nam": 2016, "tai": "xlsx"}
    monkeypatch.setattr(sheets, "AT_MOST", 9)
    assert client.get("/giao-uoc/", asked).headers["Content-Type"] == XLSX
    monkeypatch.setattr(sheets, "AT_MOST", 0)

    response = client.get("/giao-uoc/", asked)

    assert response.status_code == 409
    assert "Hãy lọc cho hẹp lại rồi tải." in response.content.decode()


def test_dates_and_figures_of_a_page_are_dates_and_figures_in_the_sheet() -> None:
    client, (table,) = page_of("round-list")

    _title, _space, headings, first, *_rest = taken(client, table)
    line = dict(zip(headings, first, strict=True))

    assert line["Luật của ngày"] == date(2016, 12, 31)
    assert line["Số đề nghị"] == 84


@pytest.mark.parametrize(
    "name",
    [
        "people",
        "ledger",
        "registration-grid",
        "nomination-grid",
        "indicator-list",
        "initiative-list",
    ],
)
def test_a_list_that_can_be_sent_back_offers_its_list_to_who_may_send_it(
    name: str,
) -> None:
    year = 2026 if name == "initiative-list" else 2016
    officer, secretary = signed_in("canbo"), signed_in("thuky")

    page = officer.get(address(name), {"nam": year}).content.decode()
    others = secretary.get(address(name), {"nam": year}).content.decode()

    (again,) = re.findall(r'href="(/nhap/dang-co/[^"]+)"', page)
    assert officer.get(again).headers["Content-Type"] == XLSX
    assert "/nhap/dang-co/" not in others
