"""Summation and publications: what is not there, and what no longer stands."""

import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.decisions.conftest import FORM, agreed_round
from tests.nominations.dictated import dictated_law
from tests.worlds import Office
from vinhdanh.decisions import actions as decisions
from vinhdanh.publishing import actions as publishing
from vinhdanh.publishing.models import Publication


@pytest.fixture
def shown(office: Office) -> Publication:
    """The decision 01/QĐ-VP on three people, issued and shown to the public."""
    with dictated_law():
        draft = decisions.draft_decision(
            office.lan, agreed_round(office), ["LDTT"], FORM
        )
        paper = decisions.issue(office.minh, draft, date(2017, 1, 5))
    return publishing.publish(office.lan, paper, note="Nhiệt liệt chúc mừng")


@pytest.mark.parametrize("asked", ["", "abc", "12"])
def test_paper_that_does_not_exist_is_not_published(
    office: Office, client: Client, asked: str
) -> None:
    client.force_login(office.lan)

    answer = client.post("/quan-ly-cong-khai/dang/", {"paper": asked})

    assert answer.status_code == 404


def test_summation_of_a_unit_that_does_not_exist_is_not_found(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    assert client.get("/tong-ket/?don-vi=abc").status_code == 404
    assert client.get("/tong-ket/").status_code == 200


def test_public_list_says_of_which_decision_it_is(
    shown: Publication, client: Client
) -> None:
    answer = client.get(reverse("publication-sheet", args=[shown.public_id]))

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    title, under, _headings, *rows = book.get_sheet_by_index(0).to_python()
    assert title[0] == "Danh sách khen thưởng"
    assert under[0] == (
        "Quyết định số 01/QĐ-VP ngày 05/01/2017 của Văn phòng Hội đồng nhân dân tỉnh "
        f"· {shown.paper.abstract}"
    )
    assert len(rows) == 3


def test_voided_decision_says_so_to_the_public_and_lists_nobody(
    office: Office, shown: Publication, client: Client
) -> None:
    address = reverse("publication", args=[shown.public_id])
    sheet = reverse("publication-sheet", args=[shown.public_id])
    before = client.get(address).content.decode()

    decisions.void_paper(office.minh, shown.paper, reason="Ghi nhầm danh sách")

    answer = client.get(address, {"q": "chi"})
    after = answer.content.decode()
    assert "Đặng Kim Chi" in before
    assert answer.status_code == 410
    assert "Quyết định số 01/QĐ-VP từng được công khai" in after
    assert "nay đã bị hủy bỏ" in after
    for kept_back in ("Đặng Kim Chi", "Nhiệt liệt chúc mừng", "Ghi nhầm danh sách"):
        assert kept_back not in after
    assert client.get(sheet).status_code == 404
    listing = client.get(reverse("portal"), {"q": "chi"}).content.decode()
    assert "01/QĐ-VP" not in listing
    assert "Đặng Kim Chi" not in listing


def test_decision_taken_down_and_voided_stays_unseen(
    office: Office, shown: Publication, client: Client
) -> None:
    publishing.take_down(office.lan, shown, reason="chờ đính chính")
    decisions.void_paper(office.minh, shown.paper, reason="Ghi nhầm danh sách")

    answer = client.get(reverse("publication", args=[shown.public_id]))

    assert answer.status_code == 404
