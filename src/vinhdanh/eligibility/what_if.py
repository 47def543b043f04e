"""The same facts and years under the law of other days: nothing is stored."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from vinhdanh import assess
from vinhdanh.eligibility import facts, members, queries
from vinhdanh.ledger import queries as ledger
from vinhdanh.registry.models import Subject, Unit
from vinhdanh.registry.queries import units_below

TITLES = ("LDTT", "CSTDCS", "CSTD_TINH", "GK", "BK_TINH", "TTLDTT", "TTLDXS")
DAYS = (
    date(2018, 12, 31),
    date(2024, 12, 31),
    date(2026, 9, 30),
    date(2026, 10, 1),
)

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

    subject: Subject
    is_proposed: bool
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Say whether the days do not all give the same word."""
        return len({cell.word for cell in self.cells}) > 1


@dataclass(frozen=True)
class WhatIf:
    """The days side by side for one unit and year."""

    unit: Unit
    year: int
    subjects: dict[str, Subject]
    proposed: dict[str, frozenset[str]]
    comparison: Any

    @cached_property
    def _verdicts(self) -> list[dict[tuple[str, str], assess.Verdict]]:
        return [
            {(verdict.subject, verdict.award): verdict for verdict in day.verdicts}
            for day in self.comparison.days
        ]

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

    def quotas(self, award: str) -> list[assess.Quota]:
        """Return the cap of each day."""
        return [day.quotas[award] for day in self.comparison.days]

    def over_cap(self, award: str) -> list[list[Subject]]:
        """Return for each day all who are in where the cap is exceeded."""
        return [
            [self.subjects[key] for key in day.over_cap.get(award, ())]
            for day in self.comparison.days
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

    def rules(self, award: str) -> list[tuple[str, list[Subject]]]:
        """Return the rules that make the days differ, each with whom it touches."""
        touched: dict[str, list[Subject]] = defaultdict(list)
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
) -> WhatIf:
    """Judge the people and divisions of a unit under the law of each day.

    Put forward for an award, for its cap: whoever holds it for that year; while
    nobody does, those `nominated`; where nobody is named, everybody who qualifies.
    """
    roster = members.of_units([unit.pk], date(year, 12, 31))[unit.pk]
    below = [part.pk for part in units_below(unit, date(year, 12, 31))]
    subjects = list(Subject.objects.filter(pk__in=[*roster, *below]))
    named = _proposed(subjects, year, nominated or {})
    key_of = {subject.pk: str(subject.public_id) for subject in subjects}
    assumed: dict[int, set[str]] = defaultdict(set)
    for award, keys in named.items():
        for key in keys:
            assumed[key].add(award)
    proposed = {
        award: frozenset(key_of[key] for key in keys) for award, keys in named.items()
    }
    comparison = assess.compare(
        facts.records(subjects, year=year, assumed=assumed if nominated else None),
        TITLES,
        year=year,
        days=days,
        local=_rules_of_any(unit, days),
        proposed={award: sorted(keys) for award, keys in proposed.items()},
    )
    return WhatIf(
        unit=unit,
        year=year,
        subjects={str(subject.public_id): subject for subject in subjects},
        proposed=proposed,
        comparison=comparison,
    )


def _proposed(
    subjects: Sequence[Subject], year: int, nominated: Nominated
) -> dict[str, set[int]]:
    keys = {subject.pk for subject in subjects}
    held: dict[str, set[int]] = defaultdict(set)
    rows = ledger.standing_awards().filter(subject__in=keys, year=year, code__in=TITLES)
    for award, subject in rows.values_list("code", "subject_id"):
        held[award].add(subject)
    for award, named in nominated.items():
        if award not in held and keys & set(named):
            held[award] = keys & set(named)
    return dict(held)


def _rules_of_any(unit: Unit, days: Sequence[date]) -> list[assess.LocalRule]:
    found: dict[tuple[str, date], assess.LocalRule] = {}
    for day in days:
        for rule in queries.local_rules_for(unit, day):
            found.setdefault((rule.id, rule.first_day), rule)
    return list(found.values())
