"""The road to the next titles, drawn on the life line and on the page of a unit."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.eligibility.test_facts import give, know
from tests.worlds import Office
from vinhdanh.base import clock
from vinhdanh.ledger.enums import Way
from vinhdanh.pages.registry.road import Lane, road_of


@pytest.fixture(autouse=True)
def in_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    """A year whose law has been read."""
    monkeypatch.setattr(clock, "today", lambda: date(2025, 12, 1))


def lanes(office: Office) -> dict[str, Lane]:
    road = road_of(office.an.subject, office.first, range(2023, 2026))
    assert road is not None
    return {lane.step.award: lane for lane in road.lanes}


@pytest.fixture
def two_fighters(office: Office) -> Office:
    for year in (2023, 2024):
        give(office, office.an, "CSTDCS", year, Way.ISSUED)
    know(office, office.an, 2025, rating="HTXS", discipline="none")
    return office


def test_held_years_and_years_to_keep_lie_before_the_goal(
    two_fighters: Office,
) -> None:
    found = lanes(two_fighters)["CSTD_TINH"]

    signs = {mark.year: mark.sign for mark in found.marks}
    assert found.step.earliest == 2025
    assert (signs[2023], signs[2024], signs[2025]) == ("done", "done", "goal")
    assert any("Chiến sĩ thi đua cơ sở" in each for each in found.needs)


def test_a_broken_run_begins_anew_and_its_years_are_to_be_kept(
    office: Office,
) -> None:
    for year in (2023, 2024):
        know(office, office.an, year, is_title_list_complete=True)

    found = lanes(office)["CSTD_TINH"]

    kept = [mark.year for mark in found.marks if mark.sign == "keep"]
    assert found.step.earliest == 2027
    assert kept == [2025, 2026]
    assert found.next


def test_the_life_line_shows_the_road_with_words_for_its_signs(
    two_fighters: Office, client: Client
) -> None:
    client.force_login(two_fighters.lan)

    page = client.get(
        reverse("person", args=[two_fighters.an.subject.public_id])
    ).content.decode()

    assert "Lộ trình" in page
    assert "phải giữ" in page
    assert "đã được công nhận" in page
    assert "style=" not in page.split("<main", 1)[1]


def test_a_unit_s_road_leaves_out_what_is_for_communes_and_families(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    page = client.get(
        reverse("unit", args=[office.unit.subject.public_id])
    ).content.decode()

    assert "Lộ trình của tập thể" in page
    assert "Thôn, tổ dân phố văn hóa" not in page


def test_the_orders_are_added_when_they_are_asked_for(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    address = reverse("unit", args=[office.unit.subject.public_id])

    usual = client.get(address).context["road"]
    whole = client.get(address, {"lo_trinh": "day-du"}).context["road"]

    def codes(road: object) -> set[str]:
        return {lane.step.award for lane in (*road.lanes, *road.far)}  # type: ignore[attr-defined]

    assert "BK_TINH" in codes(usual)
    assert "HCLD_3" not in codes(usual)
    assert "HCLD_3" in codes(whole)
    assert codes(usual) < codes(whole)


def test_who_sees_no_verdict_sees_no_road(office: Office, client: Client) -> None:
    client.force_login(office.quang)
    address = reverse("unit", args=[office.unit.subject.public_id])

    page = client.get(address).content.decode()

    assert "Lộ trình" not in page
