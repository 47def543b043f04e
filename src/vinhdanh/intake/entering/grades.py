"""Yearly grades of people and collectives, with the decision that gave them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from vinhdanh.intake import understanding, untaken
from vinhdanh.intake.entering.protocol import Entering, change, counted
from vinhdanh.intake.staged import Comparing, Staged
from vinhdanh.registry import actions as registry
from vinhdanh.registry import aliases, years
from vinhdanh.registry.models import YearFact

_OF_DECISION = {
    "rating_decision_no": "decision_no",
    "rating_decided_on": "decided_on",
    "rating_authority": "authority",
}
Known = dict[tuple[int, int], YearFact]


def facts_of(row: Staged) -> dict[int, dict[str, Any]]:
    """Return by year the grade, and its decision where the row has one grade."""
    told = {
        int(year): {"rating": grade}
        for year, grade in (row.values.get("rating") or {}).items()
        if grade is not None
    }
    if len(told) == 1:
        (facts,) = told.values()
        for name, key in _OF_DECISION.items():
            said = row.values.get(key)
            if said:
                is_day = key == "decided_on"
                facts[name] = understanding.day(said) if is_day else said
    return told


def _prepare(rows: list[Staged], comparing: Comparing) -> list[dict[str, Any]]:
    subjects = {row.subject.pk for row in rows if row.subject}
    comparing.known = aliases.facts_by_year(subjects) if subjects else {}
    return untaken.other_posts(rows, comparing)


def _changes(row: Staged, comparing: Comparing) -> list[dict[str, Any]]:
    assert row.subject is not None  # noqa: S101 - asked for known subjects only
    known: Known = comparing.known
    found = []
    for year, facts in sorted(facts_of(row).items()):
        stored = known.get((row.subject.pk, year))
        for name, value in facts.items():
            before = getattr(stored, name) if stored else None
            if (before or None) != value:
                told = [
                    said.isoformat() if isinstance(said, date) else said or None
                    for said in (before, value)
                ]
                found.append(change(name, told[1], before=told[0], year=year))
    return found


def _changed(row: Staged) -> dict[int, dict[str, Any]]:
    """Return by year the facts that the row changes; what is as known stays."""
    told, found = facts_of(row), dict[int, dict[str, Any]]()
    for each in row.changes:
        year, name = each["year"], each["what"]
        found.setdefault(year, {})[name] = told[year][name]
    return found


def _enter(actor: Any, rows: Sequence[Staged], comparing: Comparing) -> dict[str, int]:
    place = comparing.place
    lines = [
        years.YearLine(
            row.person,
            row.unit or comparing.unit,
            year,
            facts,
            {name: place.source(row.number, "rating", year) for name in facts},
        )
        for row in rows
        if row.person is not None
        for year, facts in _changed(row).items()
    ]
    made = years.record_facts_of_years(actor, lines)
    for row in rows:
        if row.collective is None:
            continue
        for year, facts in _changed(row).items():
            registry.record_year_facts(
                actor,
                row.collective.subject,
                year,
                facts,
                source=place.source(row.number, "rating", year),
            )
            made += 1
    return counted(rows, year_facts=made)


ENTERING = Entering(_changes, _enter, _prepare, not_taken=untaken.NOTE)
