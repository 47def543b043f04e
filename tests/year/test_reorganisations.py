"""The sample district: offices merged in 2020, the district level gone in 2025."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from vinhdanh import assess
from vinhdanh.accounts.models import User
from vinhdanh.base.refusal import Refused
from vinhdanh.commands.sample import people_on_the_move as moving
from vinhdanh.commands.sample import reorganisations as told
from vinhdanh.eligibility import facts
from vinhdanh.ledger import queries as ledger
from vinhdanh.registry import actions, lineage, queries
from vinhdanh.registry.enums import TransferState
from vinhdanh.registry.models import Person, Reorganisation, Transfer, Unit

pytestmark = pytest.mark.usefixtures("sample_year", "db")


@pytest.fixture
def officer() -> User:
    return User.objects.get(username=told.USERNAME)


def person(name: str) -> Person:
    return Person.objects.get(subject__name=name)


def drawn(officer: User, day: date) -> list[tuple[str, int]]:
    return [(each.name, each.depth) for each in lineage.tree(officer, day)]


def test_2019_still_shows_two_offices_and_2020_the_one(officer: User) -> None:
    wards = [(ward, 2) for ward in sorted(told.WARDS)]

    assert drawn(officer, date(2019, 12, 31)) == [
        (told.CITY, 0),
        (told.DISTRICT, 1),
        *wards,
        (told.COUNCIL_OFFICE, 2),
        (told.COMMITTEE_OFFICE, 2),
    ]
    assert drawn(officer, date(2020, 1, 1)) == [
        (told.CITY, 0),
        (told.DISTRICT, 1),
        *wards,
        (told.MERGED_OFFICE, 2),
    ]


def test_wards_stand_under_the_city_once_the_district_is_gone(officer: User) -> None:
    assert (told.DISTRICT, 1) in drawn(officer, date(2025, 6, 30))
    assert drawn(officer, date(2025, 7, 1)) == [
        (told.CITY, 0),
        *[(ward, 1) for ward in sorted(told.WARDS)],
    ]


def test_page_of_2019_shows_the_tree_of_2019(officer: User, client: Client) -> None:
    client.force_login(officer)

    old = client.get("/don-vi/?ngay=2019-12-31").content.decode()
    new = client.get("/don-vi/?ngay=2026-01-01").content.decode()

    assert told.COUNCIL_OFFICE in old.split("Các lần sắp xếp")[0]
    assert told.MERGED_OFFICE not in old.split("Các lần sắp xếp")[0]
    assert told.COUNCIL_OFFICE not in new.split("Các lần sắp xếp")[0]


def test_nobody_is_lost_and_years_in_a_row_go_on(officer: User) -> None:
    (record,) = facts.records([person(told.FIGHTER).subject], year=2020)

    titles = {year: record["years"][year]["titles"] for year in range(2017, 2021)}
    assert titles == {
        2017: ["LDTT"],
        2018: ["CSTDCS", "LDTT"],
        2019: ["CSTDCS", "LDTT"],
        2020: ["CSTDCS", "LDTT"],
    }
    for day in (date(2019, 12, 31), date(2020, 1, 1), date(2025, 7, 1)):
        city = Unit.objects.get(subject__name=told.CITY)
        assert queries.people_of(city, day).count() == 8


def test_three_years_across_the_merger_are_three_years_for_the_law() -> None:
    records = facts.records([person(told.FIGHTER).subject], year=2020)

    (verdict,) = assess.judge(records, ["CSTD_TINH"], year=2020, day=date(2020, 12, 31))

    marks = {reason.criterion: reason.mark for reason in verdict.reasons}
    assert (marks["streak"], marks["streak_not_used"]) == (True, True)


def test_new_office_counts_the_years_of_the_one_that_was_ruled_on() -> None:
    office = Unit.objects.get(subject__name=told.MERGED_OFFICE)

    (record,) = facts.records([office.subject], year=2020)

    years = {y: f["titles"] for y, f in record["years"].items() if f["titles"]}
    assert years == {year: ["TTLDTT"] for year in range(2017, 2021)}
    assert record["years"][2018]["evidence"]["titles"][-1] == (
        f"của “{told.COMMITTEE_OFFICE}”, tính tiếp theo "
        "12/TB-UBND ngày 15/01/2020 (mẫu)"
    )


def test_lineage_page_draws_both_changes(officer: User, client: Client) -> None:
    client.force_login(officer)
    office = Unit.objects.get(subject__name=told.MERGED_OFFICE)

    page = client.get(f"/don-vi/{office.subject.public_id}/")

    drawing = page.context["drawing"]
    assert [str(bar.unit) for bar in drawing.bars] == [
        told.COUNCIL_OFFICE,
        told.COMMITTEE_OFFICE,
        told.MERGED_OFFICE,
    ]
    assert [str(each.row.get_kind_display()) for each in drawing.happenings] == [
        "sáp nhập, hợp nhất",
        "giải thể",
    ]
    assert page.content.decode().count('<rect class="vd-bar') == 3


def test_city_still_sees_the_awards_of_units_that_are_no_more(officer: User) -> None:
    seen = ledger.visible_to(officer).filter(
        unit__subject__name=told.COUNCIL_OFFICE, year=2019
    )

    assert seen.count() == 4


def test_merger_stays_since_the_dissolution_builds_on_it(officer: User) -> None:
    merger = Reorganisation.objects.get(kind="merge")

    with pytest.raises(Refused) as refusal:
        actions.take_back(officer, merger, why="thử")

    assert "giải thể 02/NQ-HĐND (mẫu), từ 01/07/2025" in refusal.value.message


def test_last_change_is_taken_back_and_2025_is_as_before(officer: User) -> None:
    before = drawn(officer, date(2025, 6, 30))
    deed = Reorganisation.objects.filter(kind="dissolve").latest("pk")

    actions.take_back(officer, deed, why="thử")

    assert drawn(officer, date(2025, 7, 1)) == [
        each for each in before if each[0] != told.MERGED_OFFICE
    ]


def test_sample_office_sees_nothing_of_the_district() -> None:
    own = User.objects.get(username="canbo")

    assert not queries.units_visible_to(own).filter(subject__name=told.CITY).exists()
    assert (
        not queries.people_visible_to(own).filter(subject__name=told.FIGHTER).exists()
    )


def test_one_goes_over_and_another_waits_for_the_receiving_ward(
    officer: User, client: Client
) -> None:
    moved = person(moving.MOVED)
    post = queries.present_post(moved)
    assert post is not None
    assert (post.unit.name, post.first_day) == (told.WARDS[1], moving.MOVED_ON)
    waiting = Transfer.objects.get(state=TransferState.PENDING)
    assert waiting.person == person(moving.WAITING)
    assert waiting.sending.name == told.WARDS[0]

    for username, _name in moving.OFFICERS.values():
        client.force_login(User.objects.get(username=username))
        page = client.get(reverse("transfers")).content.decode()
        assert moving.WAITING in page
        assert moving.MOVED in page


def test_a_person_written_twice_is_one(officer: User, client: Client) -> None:
    kept = person(moving.KEPT)
    alias = person(moving.TWIN)
    assert alias.subject.alias_of == kept.subject
    client.force_login(officer)
    page = client.get(f"/nguoi/{kept.subject.public_id}/").content.decode()
    assert moving.TWIN in page
    assert alias not in queries.people_visible_to(officer)
