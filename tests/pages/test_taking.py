"""Who takes a list out of the site is in the log; a long one leaves with a reason."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from tests.worlds import Office
from vinhdanh.accounts import taking
from vinhdanh.base.models import AuditEvent
from vinhdanh.pages.shell import sheets

PEOPLE = {"tai": "xlsx", "bang": "1", "nam": "2016", "q": "nguyen"}


def taken() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(verb="list.take").order_by("seq"))


@pytest.fixture
def lan(office: Office, client: Client) -> Client:
    client.force_login(office.lan)
    return client


def test_every_list_of_people_that_is_taken_is_in_the_log(
    office: Office, lan: Client
) -> None:
    lan.get(reverse("people"), PEOPLE)
    lan.get(reverse("people-sheet"), {"nam": "2016"})
    lan.get(reverse("ledger-sheet"))
    # Looked at, not taken.
    lan.get(reverse("people"), {"nam": "2016"})

    assert [(event.actor_id, event.after) for event in taken()] == [
        (
            office.lan.pk,
            {
                "list": "Người khớp bộ lọc",
                "rows": 1,
                "asked": "/nguoi/ nam=2016 q=nguyen",
            },
        ),
        (
            office.lan.pk,
            {
                "list": "Danh sách cán bộ và dữ kiện năm 2016",
                "rows": 5,
                "asked": "/nguoi/danh-sach.xlsx nam=2016",
            },
        ),
        (
            office.lan.pk,
            {
                "list": "SỔ KHEN THƯỞNG",
                "rows": 0,
                "asked": reverse("ledger-sheet"),
            },
        ),
    ]
    assert {event.unit_id for event in taken()} == {office.unit.pk}


@pytest.mark.parametrize("name", ["people", "people-sheet"])
def test_a_long_list_is_taken_when_the_reason_is_said(
    lan: Client, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(taking, "MANY", 4)
    # What nobody sees is no reason.
    asked = {"tai": "xlsx", "bang": "1", "nam": "2016", "ly-do": " \u200b\x00"}

    people = f"http://testserver{reverse('people')}?q=nguyen"
    page = lan.get(reverse(name), asked, headers={"referer": people}).content.decode()
    assert f'href="{people}"' in page
    assert "Danh sách có trên 4 dòng." in page
    assert '<input type="hidden" name="nam" value="2016">' in page
    assert page.count('name="ly-do"') == 1
    assert not taken()
    given = lan.get(reverse(name), asked | {"ly-do": "Gửi hội đồng"})

    assert given["Content-Type"] == sheets.XLSX
    (event,) = taken()
    assert (event.reason, (event.after or {})["rows"]) == ("Gửi hội đồng", 5)


def test_what_no_database_keeps_stays_out_of_the_log(lan: Client) -> None:
    lan.get(reverse("people-sheet"), {"nam": "2016\x00", "ly-do": "Gửi\x00 hội đồng"})

    (event,) = taken()
    assert event.reason == "Gửi hội đồng"
    assert (event.after or {})["asked"] == "/nguoi/danh-sach.xlsx nam=2016"


def test_a_list_of_so_many_is_taken_at_once(
    lan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "MANY", 5)

    answer = lan.get(reverse("people-sheet"), {"nam": "2016"})

    assert answer["Content-Type"] == sheets.XLSX


def test_a_sheet_says_at_its_foot_who_took_it(office: Office, lan: Client) -> None:
    data = lan.get(reverse("people"), PEOPLE).content

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        about = parts.read("docProps/core.xml").decode()
    assert f"Nguyễn Thị Lan, {office.unit}, tải lúc " in sheet
    assert "<dc:creator>Nguyễn Thị Lan</dc:creator>" in about
