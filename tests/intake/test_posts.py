"""Somebody with several posts: a roster speaks of one and leaves the others."""

from datetime import date

import pytest

from tests.intake.sheets import line, workbook
from tests.worlds import Office
from vinhdanh.intake import actions, undoing
from vinhdanh.intake.models import ImportBatch
from vinhdanh.registry import actions as registry
from vinhdanh.registry import queries
from vinhdanh.registry.models import Person, Post

SINCE = date(2010, 3, 1)


def read(office: Office, unit: str, **cells: str) -> ImportBatch:
    row = line("Nguyễn Văn An", "01/01/1985", unit=unit, titles="", **cells)
    return actions.read_sheet(
        office.lan, office.unit, workbook([row]), "ds.xlsx", year=2016, again=True
    )


def changes(batch: ImportBatch) -> list[tuple[str, str]]:
    return [
        (change["before"], change["after"])
        for change in batch.rows.get().changes
        if change["what"] in ("unit", "post")
    ]


def held(person: Person) -> list[tuple[str, str, date | None, date | None]]:
    posts = queries.all_posts(person).order_by("first_day", "pk")
    return [(str(p.unit), p.title, p.first_day, p.last_day) for p in posts]


@pytest.fixture
def both(office: Office) -> Office:
    """An office where An sits in the second division too, since 2015."""
    Post.objects.create(
        person=office.an,
        unit=office.second,
        title="Kiêm nhiệm",
        first_day=date(2015, 1, 1),
    )
    return office


@pytest.mark.parametrize(
    ("unit", "title"),
    [("Phòng Tổng hợp", "Chuyên viên"), ("Phòng Hành chính", "Kiêm nhiệm")],
)
def test_a_list_that_names_one_of_two_posts_as_it_is_changes_neither(
    both: Office, unit: str, title: str
) -> None:
    before = held(both.an)
    batch = read(both, unit, post=title)

    assert changes(batch) == []
    actions.confirm(both.lan, batch)
    assert held(both.an) == before


def test_another_title_mends_the_post_in_the_unit_of_the_list(both: Office) -> None:
    batch = read(both, "Phòng Tổng hợp", post="Chuyên viên chính")

    assert changes(batch) == [("Chuyên viên", "Chuyên viên chính")]
    actions.confirm(both.lan, batch)
    assert held(both.an) == [
        ("Phòng Tổng hợp", "Chuyên viên", SINCE, date(2015, 12, 31)),
        ("Phòng Hành chính", "Kiêm nhiệm", date(2015, 1, 1), None),
        ("Phòng Tổng hợp", "Chuyên viên chính", date(2016, 1, 1), None),
    ]


def test_of_two_posts_in_one_unit_the_one_of_the_same_title_is_meant(
    both: Office,
) -> None:
    Post.objects.filter(title="Kiêm nhiệm").update(unit=both.first)

    assert changes(read(both, "Phòng Tổng hợp", post="Chuyên viên")) == []


def test_a_post_of_a_merged_record_is_hers(office: Office) -> None:
    """As it is told it stays; mended, it comes back with an undo."""
    form = registry.PersonForm(
        name="Nguyễn Văn Ân",
        birth_date=date(1985, 1, 1),
        title="Kiêm nhiệm",
        recruited_on=SINCE,
    )
    other = registry.add_person(office.lan, office.second, form)
    registry.merge_people(office.lan, office.an, other, choices={}, reason="trùng")
    before = held(office.an)
    batch = read(office, "Phòng Hành chính", post="Kiêm nhiệm")

    assert changes(batch) == []
    actions.confirm(office.lan, batch)
    assert held(office.an) == before

    batch = read(office, "Phòng Hành chính", post="Phó phòng")
    assert changes(batch) == [("Kiêm nhiệm", "Phó phòng")]
    done = actions.confirm(office.lan, batch)
    assert [title for _unit, title, _first, last in held(office.an) if not last] == [
        "Chuyên viên",
        "Phó phòng",
    ]
    undoing.undo(office.lan, done)
    assert held(office.an) == before


def test_who_moved_to_a_third_unit_leaves_the_post_she_began_last(
    both: Office,
) -> None:
    founded = registry.UnitForm(
        name="Phòng Ba", kind="division", parent=both.unit, first_day=SINCE
    )
    registry.found_unit(both.lan, founded)
    batch = read(both, "Phòng Ba", post="Kiêm nhiệm")
    actions.choose_person(both.lan, batch, 5, both.an)
    batch.refresh_from_db()

    assert changes(batch) == [("Phòng Hành chính", "Phòng Ba")]
