"""What a rule would change, seen before it is adopted: nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from vinhdanh import assess
from vinhdanh.eligibility import facts, members, queries
from vinhdanh.eligibility.what_if import (
    Named,
    Nominated,
    WhatIf,
    subjects_of,
    usual_titles,
    what_if,
)
from vinhdanh.registry.models import Subject, Unit
from vinhdanh.registry.queries import units_below

MOST_SENTENCES = 6


@dataclass(frozen=True)
class Change:
    """A person or collective whose word would be another one."""

    subject: Subject
    award: str
    before: assess.Verdict
    after: assess.Verdict


@dataclass(frozen=True)
class Effect:
    """A rule laid over a year: who is asked, whose word changes, what is said instead.

    sentences: (before, after) of a cap or of the council's rule. parts: (unit, before,
    after) of a cap that is counted on each unit.
    """

    year: int
    day: date
    subjects: int
    changes: Sequence[Change] = ()
    sentences: Sequence[tuple[str, str]] = ()
    parts: Sequence[tuple[str, str, str]] = ()
    over: Sequence[Named] = field(default=())


def effect_of(
    unit: Unit,
    rule: assess.LocalRule,
    year: int,
    *,
    nominated: Nominated | None = None,
) -> Effect | None:
    """Return what a rule would change for a year; None where it is not in force then.

    The year is judged by the law of its 31 December. Raises LawDateError for a year
    whose law is not written down.
    """
    day = date(year, 12, 31)
    if not rule.in_force.covers(day):
        return None
    rows = queries.adopted_rules(unit, day)
    before = [assess.LocalRule.parse(row.rule) for row in rows]
    after = [
        assess.LocalRule.parse(row.rule)
        for row in rows
        if not queries.is_version_of(row, rule)
        or (rule.kind == "criterion" and row.unit_id != unit.pk)
    ] + [rule]
    if rule.kind == "criterion":
        titles = list(dict.fromkeys([*usual_titles(), rule.title]))
        return _of_criterion(unit, year, titles, (before, after))
    if rule.kind == "council":
        return _of_council(rule, year, before, after)
    return _of_quota(unit, rule, year, (before, after), nominated)


def _of_criterion(
    unit: Unit,
    year: int,
    titles: Sequence[str],
    rules: tuple[Sequence[assess.LocalRule], Sequence[assess.LocalRule]],
) -> Effect:
    day = date(year, 12, 31)
    subjects = subjects_of(unit, year)
    records = facts.records(subjects, year=year)
    by_id = {str(subject.public_id): subject for subject in subjects}
    was, now = (
        assess.judge(records, titles, year=year, day=day, local=each, fitting=True)
        for each in rules
    )
    changes = [
        Change(by_id[old.subject], old.award, old, new)
        for old, new in zip(was, now, strict=True)
        if old.word != new.word
    ]
    return Effect(year, day, len(subjects), changes)


def _of_council(
    rule: assess.LocalRule,
    year: int,
    before: Sequence[assess.LocalRule],
    after: Sequence[assess.LocalRule],
) -> Effect:
    day = date(year, 12, 31)
    awards = list(assess.awards()) if rule.title == "*" else [rule.title]
    said = {
        tuple(
            assess.council_rule(award, day=day, local=rules).sentence
            for rules in (before, after)
        ): None
        for award in awards
    }
    different = [(old, new) for old, new in said if old != new]
    return Effect(year, day, 0, sentences=different[:MOST_SENTENCES])


def _of_quota(
    unit: Unit,
    rule: assess.LocalRule,
    year: int,
    rules: tuple[Sequence[assess.LocalRule], Sequence[assess.LocalRule]],
    nominated: Nominated | None,
) -> Effect:
    day = date(year, 12, 31)
    before, after = rules
    was = what_if(
        unit,
        year,
        [day],
        nominated=nominated,
        local=list(before),
        titles=list(dict.fromkeys([*usual_titles(), rule.title])),
    )
    # A cap changes nobody's verdict: only what is counted is counted again.
    now = replace(was, local=list(after))
    counted = rule.content["counted"]
    old, new = was.quotas(rule.title)[0], now.quotas(rule.title)[0]
    is_of_parts = was.has_parts and counted == "unit"
    return Effect(
        year,
        day,
        len(now.subjects),
        sentences=[] if is_of_parts else [(old.sentence, new.sentence)],
        parts=_parts(unit, rule.title, was, now) if counted != "submission" else [],
        over=() if is_of_parts else now.over_cap(rule.title)[0],
    )


def _parts(
    unit: Unit, award: str, was: WhatIf, now: WhatIf
) -> list[tuple[str, str, str]]:
    """Return the cap of each unit below, of those who have anybody."""
    day = now.comparison.days[0].day
    below = [part for part in units_below(unit, day) if part.pk != unit.pk]
    rosters = members.of_units([part.pk for part in below], day)
    keys = {each.pk: key for key, each in now.subjects.items()}  # type: ignore[union-attr]
    found = []
    for part in below:
        people = {keys[pk] for pk in rosters[part.pk] if pk in keys}
        if people:
            old, new = (each.quota_of_part(award, 0, people) for each in (was, now))
            found.append((str(part), old.sentence, new.sentence))
    return found
