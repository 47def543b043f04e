"""The same award said by two records of a person is one once they are merged."""

from datetime import date

import pytest

from tests.worlds import Office
from vinhdanh.base.refusal import Refused
from vinhdanh.eligibility import facts
from vinhdanh.ledger import actions as deeds
from vinhdanh.ledger import papers, queries
from vinhdanh.ledger.actions import AwardLine, DecisionRef
from vinhdanh.ledger.models import Award
from vinhdanh.pages.registry import grid, units
from vinhdanh.pages.registry.lifeline import life_line
from vinhdanh.publishing.summation import summation
from vinhdanh.registry import actions
from vinhdanh.registry.models import Merge, Person

YEAR = 2016
CITY = DecisionRef("Chủ tịch Ủy ban nhân dân tỉnh", "115/QĐ-UBND", date(2017, 3, 1))


def confer(office: Office, person: Person, year: int = YEAR) -> Award:
    line = AwardLine(person.subject, "BK_TINH", year, office.first, person.name)
    (award,) = deeds.record_outside_decision(office.lan, office.unit, [line], CITY)
    return award


def again(office: Office, name: str = "Nguyễn Văn Ân") -> Person:
    form = actions.PersonForm(name=name, birth_date=date(1985, 1, 1))
    return actions.add_person(office.lan, office.second, form)


def merge(office: Office, alias: Person) -> Merge:
    return actions.merge_people(
        office.lan, office.an, alias, choices={}, reason="Cùng hồ sơ gốc"
    )


def conferred(office: Office) -> list[list[Award]]:
    """The awards of An's year, as each page and paper and the law read them."""
    (year,) = (y for y in life_line(office.lan, office.an).years if y.year == YEAR)
    (row,) = grid.rows_of(office.lan, [office.an], YEAR)
    in_unit = list(units._standing_in(office.lan, office.unit).filter(year=YEAR))
    known = facts.gather([office.an.pk], YEAR).awards[office.an.pk, YEAR]
    return [year.awards, row.awards, in_unit, known]


def test_it_is_shown_and_counted_once(office: Office) -> None:
    kept = confer(office, office.an)
    for other in (again(office), again(office, "Nguyễn Văng An")):
        confer(office, other)
        merge(office, other)

    assert conferred(office) == [[kept]] * 4
    (section,) = (s for s in papers._sections_of_person(office.lan, office.an)
                  if s.heading.startswith("IV"))  # fmt: skip
    assert len(section.tables[0].groups[0].rows) == 1
    assert summation(office.unit, YEAR).outside[0].count == 1
    assert Award.objects.count() == 3


def test_where_the_record_that_stays_says_nothing_the_earlier_entry_is_read(
    office: Office,
) -> None:
    one, other = again(office), again(office, "Nguyễn Văng An")
    first, _second = confer(office, one), confer(office, other)
    merge(office, one)
    merge(office, other)

    assert conferred(office) == [[first]] * 4


def test_what_differs_in_year_stays_two_and_parted_all_is_as_before(
    office: Office,
) -> None:
    other = again(office)
    confer(office, office.an)
    confer(office, other)
    confer(office, other, YEAR - 1)
    done = merge(office, other)
    awards = Award.objects.filter(subject__in=[office.an.pk, other.pk])

    assert queries.once_each(awards).count() == 2

    actions.part_people(office.lan, done, reason="Hai người khác nhau")
    assert queries.once_each(awards).count() == 3


def test_it_is_not_entered_again_under_the_other_record(office: Office) -> None:
    other = again(office)
    confer(office, other)
    merge(office, other)

    with pytest.raises(Refused, match="năm 2016; không ghi hai lần"):
        confer(office, office.an)
