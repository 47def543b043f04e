"""What the registry knows of people beyond their yearly facts, as the law reads it.

Sex, occupation, contract, transfers, the end of a discipline, open inquiries; leave by
kind and training of each year. What nobody wrote down is left out, so that it stays
unknown. The statements do not grow with the people.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from vinhdanh.base.ordering import BY_BEGIN
from vinhdanh.registry import queries as registry
from vinhdanh.registry.actions.years import days_that_count
from vinhdanh.registry.enums import EmploymentKind, TransferState
from vinhdanh.registry.models import (
    DisciplineRecord,
    Employment,
    Person,
    Transfer,
    YearFact,
)
from vinhdanh.viet import dates


@dataclass
class Career:
    """What holds of a person whatever the year, and what a year alone brought."""

    always: dict[str, Any] = field(default_factory=dict)
    years: dict[int, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, year: int, key: str, value: Any, said: str) -> None:
        """Note a fact of a year with where it was read."""
        self.years[year][key] = value
        if said:
            self.years[year].setdefault("evidence", {})[key] = said


def careers(main: Mapping[int, int], year: int) -> dict[int, Career]:
    """Return the careers of people up to a year, by the record that stays.

    main: record -> the record that stays, aliases answering for their person.
    """
    found: dict[int, Career] = defaultdict(Career)
    people = Person.objects.filter(pk__in=main)
    # The record that stays speaks first.
    for person in sorted(people, key=lambda one: (one.pk != main[one.pk], one.pk)):
        _add_person(found[main[person.pk]].always, person)
    _add_employment(found, main, year)
    _add_transfers(found, main, year)
    _add_ends_of_discipline(found, main, year)
    for key, inquiry in registry.open_inquiries(main, year).items():
        said = f"{inquiry.get_kind_display()}, từ {dates.short(inquiry.first_day)}"
        found[main[key]].add(year, "pending_inquiry", True, f"{said}: {inquiry.source}")
    return found


def _add_person(always: dict[str, Any], person: Person) -> None:
    """Note what a record says of the person; another one merged into it fills gaps."""
    if always.get("recruited_on") is None:
        always["recruited_on"] = person.recruited_on
    if person.sex:
        always.setdefault("gender", person.sex)


def leave_and_training(fact: YearFact | None) -> dict[str, Any]:
    """Return a year's leave by kind and training, where they are known."""
    told: dict[str, Any] = {}
    if fact is None:
        return told
    if fact.absences is not None and fact.absence_working_days in {
        None,
        days_that_count(fact.absences),
    }:
        told["absences"] = [
            {"kind": kind, "working_days": days}
            for kind, days in sorted(fact.absences.items())
        ]
    if fact.training_months:
        told["training"] = {
            "months": fact.training_months,
            "rules_observed": fact.training_rules_observed,
            "result": fact.training_result,
        }
    return told


def _add_employment(
    found: dict[int, Career], main: Mapping[int, int], year: int
) -> None:
    """Note the occupation of the year's end, and since when a contract runs on."""
    end = date(year, 12, 31)
    rows = Employment.objects.filter(person__in=main).order_by(*BY_BEGIN)
    served: dict[int, list[Employment]] = defaultdict(list)
    for row in rows:
        if row.first_day is None or row.first_day <= end:
            served[main[row.person_id]].append(row)
    for person, periods in served.items():
        now = [row for row in periods if row.last_day is None or row.last_day >= end]
        occupations = [row.occupation for row in now if row.occupation]
        if occupations:
            found[person].always["occupation"] = occupations[-1]
        contracts = [row for row in periods if row.kind == EmploymentKind.CONTRACT]
        if now and now[-1].kind == EmploymentKind.CONTRACT:
            since = _running_since(contracts)
            if since is not None:
                found[person].always["contract_since"] = since


def _running_since(contracts: list[Employment]) -> date | None:
    """Return the first day of the contracts that follow one another without a gap."""
    since: date | None = None
    expected: date | None = None
    for row in reversed(contracts):
        if expected is not None and (row.last_day is None or row.last_day < expected):
            break
        since = row.first_day
        if since is None:
            break
        expected = since - timedelta(days=1)
    return since


def _add_transfers(
    found: dict[int, Career], main: Mapping[int, int], year: int
) -> None:
    """Note the months at the former unit in a year, up to the last transfer of it."""
    rows = Transfer.objects.filter(
        person__in=main, state=TransferState.CONFIRMED, on__year__lte=year
    ).select_related("left_post", "sending__subject")
    last: dict[tuple[int, int], date] = {}
    for row in rows.order_by("on", "pk"):
        person, past = main[row.person_id], row.on.year
        begun = [date(past, 1, 1), last.get((person, past))]
        begun.append(row.left_post.first_day if row.left_post else None)
        first = max(day for day in begun if day is not None)
        last[person, past] = row.on
        said = f"{row.decision_no}, từ {row.sending}".strip(" ,")
        career = found[person]
        career.add(past, "months_at_former_unit", _whole_months(first, row.on), said)
        career.years[past].pop("former_unit_comment", None)
        if row.was_commented is not None:
            career.add(past, "former_unit_comment", row.was_commented, said)


def _whole_months(first: date, after: date) -> int:
    """Return the whole months from a day up to, not including, another."""
    months = (after.year - first.year) * 12 + after.month - first.month
    return max(months - (after.day < first.day), 0)


def _add_ends_of_discipline(
    found: dict[int, Career], main: Mapping[int, int], year: int
) -> None:
    rows: Iterable[DisciplineRecord] = DisciplineRecord.objects.filter(
        person__in=main, annulled_on=None, last_day__year__lte=year
    ).order_by("last_day")
    for row in rows:
        if row.last_day is None:
            continue
        found[main[row.person_id]].add(
            row.last_day.year, "discipline_ended_on", row.last_day, row.source
        )
