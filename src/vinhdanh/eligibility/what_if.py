"""The same facts and years under the law of other days: nothing is stored."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from vinhdanh import assess
from vinhdanh.assess import SheetRecords, SheetSubject
from vinhdanh.eligibility import facts, members, queries
from vinhdanh.ledger import queries as ledger
from vinhdanh.registry.enums import SubjectKind
from vinhdanh.registry.models import Subject, Unit
from vinhdanh.registry.queries import units_below

DAYS = (
    date(2018, 12, 31),
    date(2024, 12, 31),
    date(2026, 9, 30),
    date(2026, 10, 1),
)

Named = Subject | SheetSubject
"""Who is judged: a subject of the registry, or a row of a list that was sent."""

Nominated = Mapping[str, Collection[int]]
"""Award code -> ids of the subjects put forward for it."""


@dataclass(frozen=True)
class Cell:
    """One subject under the law of one day; branches are the ways that hold."""

    word: assess.Word
    short: str
    branches: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One subject under the law of every day."""

    subject: Named
    is_proposed: bool
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Say whether the days do not all give the same word."""
        return len({cell.word for cell in self.cells}) > 1


@dataclass(frozen=True)
class WhatIf:
    """The days side by side for the people and collectives of one year.

    has_parts: they come from several units, so that a cap on each is not theirs.
    """

    whose: str
    year: int
    subjects: Mapping[str, Named]
    headcount: int
    has_parts: bool
    held: dict[str, frozenset[str]]
    proposed: dict[str, frozenset[str]]
    local: list[assess.LocalRule]
    comparison: Any

    @cached_property
    def _verdicts(self) -> list[dict[tuple[str, str], assess.Verdict]]:
        return [
            {(verdict.subject, verdict.award): verdict for verdict in day.verdicts}
            for day in self.comparison.days
        ]

    @cached_property
    def titles(self) -> list[str]:
        """Return the awards that somebody or some unit here may hold."""
        asked = {award for day in self._verdicts for _key, award in day}
        return [award for award in assess.awards() if award in asked]

    def totals(self, award: str) -> list[dict[str, int]]:
        """Return for each day how many subjects stand at each word."""
        found = []
        for day in self.comparison.days:
            count = dict.fromkeys((word.value for word in assess.Word), 0)
            for verdict in day.verdicts:
                if verdict.award == award:
                    count[verdict.word.value] += 1
            found.append(count)
        return found

    def inside(self, award: str, day: int) -> list[str]:
        """Return whom the cap of an award counts on a day.

        Of those put forward, who does not fail; of the others who qualify or wait
        for a confirmation.
        """
        named = self.proposed.get(award)
        found = []
        for key in self.subjects:
            verdict = self._verdicts[day].get((key, award))
            if verdict is None:
                continue
            if named is None:
                is_in = verdict.word in {assess.Word.YES, assess.Word.CONFIRM}
            else:
                is_in = key in named and verdict.word != assess.Word.NO
            if is_in:
                found.append(key)
        return found

    def quotas(self, award: str) -> list[assess.Quota]:
        """Return the cap of each day, counted on the titles held or put forward."""
        counted = "submission" if self.has_parts else ""
        return [
            self._quota(award, number, set(self.subjects), self.headcount, counted)
            for number in range(len(self.comparison.days))
        ]

    def quota_of_part(self, award: str, day: int, people: set[str]) -> assess.Quota:
        """Return the cap of one unit among several; people: their public ids."""
        return self._quota(award, day, people, len(people), "unit")

    def _quota(
        self, award: str, day: int, among: set[str], headcount: int, counted: str
    ) -> assess.Quota:
        base = {
            code: len(among.intersection(self._base(code, day)))
            for code in assess.awards()
        }
        return assess.quotas(
            award,
            year=self.year,
            day=self.comparison.days[day].day,
            base=base | {"headcount": headcount},
            proposed=len(among.intersection(self.inside(award, day))),
            local=self.local,
            counted=counted,
        )

    def _base(self, award: str, day: int) -> Collection[str]:
        """Return who achieves a title that a cap is counted on: holders are a fact."""
        return self.held.get(award) or self.inside(award, day)

    def over_cap(self, award: str) -> list[list[Named]]:
        """Return for each day all who are in where the cap is exceeded."""
        return [
            [self.subjects[key] for key in self.inside(award, number)]
            if quota.over
            else []
            for number, quota in enumerate(self.quotas(award))
        ]

    def lines(self, award: str) -> list[Line]:
        """Return every subject that can hold the award, in the order of names."""
        found = []
        for key, subject in self.subjects.items():
            verdicts = [day.get((key, award)) for day in self._verdicts]
            told = [verdict for verdict in verdicts if verdict is not None]
            if told:
                cells = tuple(self._cell(day, told[day]) for day in range(len(told)))
                found.append(Line(subject, key in self.proposed.get(award, ()), cells))
        return found

    def _cell(self, day: int, verdict: assess.Verdict) -> Cell:
        ways = self.comparison.days[day].branches.get(verdict.award, {})
        return Cell(verdict.word, verdict.short, ways.get(verdict.subject, ()))

    def rules(self, award: str) -> list[tuple[str, list[Named]]]:
        """Return the rules that make the days differ, each with whom it touches."""
        touched: dict[str, list[Named]] = defaultdict(list)
        for difference in self.comparison.differences:
            if difference.award == award:
                for rule in difference.rules:
                    touched[rule].append(self.subjects[difference.subject])
        return sorted(touched.items(), key=lambda item: -len(item[1]))


def what_if(
    unit: Unit,
    year: int,
    days: Sequence[date],
    *,
    nominated: Nominated | None = None,
    local: list[assess.LocalRule] | None = None,
    titles: Sequence[str] = (),
) -> WhatIf:
    """Judge the people and divisions of a unit under the law of each day.

    Put forward for an award, for its cap: whoever holds it for that year; while
    nobody does, those `nominated`; where nobody is named, everybody who qualifies.
    local: rules in place of those that the unit has adopted. titles: the usual ones
    unless given.
    """
    roster = members.of_units([unit.pk], date(year, 12, 31))[unit.pk]
    subjects = subjects_of(unit, year)
    held = _held(subjects, year)
    named = held | {
        award: keys
        for award, nominees in (nominated or {}).items()
        if award not in held
        and (keys := {subject.pk for subject in subjects} & set(nominees))
    }
    assumed: dict[int, dict[str, bool]] = defaultdict(dict)
    for award, keys in named.items():
        for key in keys:
            assumed[key][award] = True
    local = rules_of_any(unit, days) if local is None else local
    return WhatIf(
        whose=str(unit),
        year=year,
        has_parts=any(each.kind == SubjectKind.UNIT for each in subjects),
        subjects={str(subject.public_id): subject for subject in subjects},
        headcount=len(roster),
        held=_by_public_id(held, subjects),
        proposed=_by_public_id(named, subjects),
        local=local,
        comparison=assess.compare(
            facts.records(subjects, year=year, assumed=assumed if nominated else None),
            titles or usual_titles(),
            year=year,
            days=days,
            local=local,
        ),
    )


def what_if_of_sheet(
    data: bytes,
    filename: str,
    year: int,
    days: Sequence[date],
    titles: Sequence[str] = (),
    local: Sequence[assess.LocalRule] = (),
    assumed: Sequence[str] = (),
) -> tuple[WhatIf, SheetRecords]:
    """Judge the rows of a list that was sent under the law of each day.

    Put forward is whoever qualifies; a title that the list says of the year counts as
    held. Raises SheetRefused for a file that cannot be used.
    """
    read = assess.sheet_records(data, filename, year=year, assumed=assumed)
    held: dict[str, set[str]] = defaultdict(set)
    for record in read.records:
        for award in (record["years"].get(year) or {}).get("titles") or ():
            held[award].add(record["id"])
    people = [each for each in read.subjects.values() if each.kind == "individual"]
    found = WhatIf(
        whose=filename,
        year=year,
        has_parts=len(people) < len(read.subjects)
        or len({each.unit for each in people}) > 1,
        subjects=read.subjects,
        headcount=len(people),
        held={award: frozenset(keys) for award, keys in held.items()},
        proposed={},
        local=list(local),
        comparison=assess.compare(
            read.records,
            titles or usual_titles(),
            year=year,
            days=days,
            local=local,
        ),
    )
    return found, read


def usual_titles() -> list[str]:
    """Return what an office asks of every year: its titles, giấy khen, bằng khen.

    The orders above them are asked for by name: each looks ten years back.
    """
    awards = assess.awards()
    return [
        code
        for code in assess.ruled_awards()
        if (awards[code].kind == "title" or code in {"GK", "BK_TINH"})
        and not awards[code].community
    ]


def subjects_of(unit: Unit, year: int) -> list[Subject]:
    """Return the people of a unit at the end of a year, and the units below it."""
    roster = members.of_units([unit.pk], date(year, 12, 31))[unit.pk]
    below = [part.pk for part in units_below(unit, date(year, 12, 31))]
    return list(Subject.objects.filter(pk__in=[*roster, *below]))


def _held(subjects: Sequence[Subject], year: int) -> dict[str, set[int]]:
    held: dict[str, set[int]] = defaultdict(set)
    rows = ledger.standing_awards().filter(
        subject__in=[subject.pk for subject in subjects], year=year
    )
    for award, subject in rows.values_list("code", "subject_id"):
        held[award].add(subject)
    return dict(held)


def _by_public_id(
    keys: Mapping[str, Collection[int]], subjects: Sequence[Subject]
) -> dict[str, frozenset[str]]:
    named = {subject.pk: str(subject.public_id) for subject in subjects}
    return {
        award: frozenset(named[key] for key in found) for award, found in keys.items()
    }


def rules_of_any(unit: Unit, days: Sequence[date]) -> list[assess.LocalRule]:
    """Return the rules that a unit's people are judged by on any of the days."""
    found: dict[tuple[str, date], assess.LocalRule] = {}
    for day in days:
        for rule in queries.local_rules_for(unit, day):
            found.setdefault((rule.id, rule.first_day), rule)
    return list(found.values())
