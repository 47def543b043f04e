"""What happened in the years of a whole roster: facts and initiatives, in bulk.

As in `rosters`, each deed leaves the same rows and events as its namesake in
`actions` does for one person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, bulk
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import aliases, enums
from vinhdanh.registry.actions import FACTS
from vinhdanh.registry.actions.works import refuse_too_much
from vinhdanh.registry.actions.years import (
    refuse_contradictions,
    refuse_unknown,
    settled,
)
from vinhdanh.registry.known_works import Key, KnownWorks, known_works
from vinhdanh.registry.models import (
    Authorship,
    DisciplineRecord,
    Person,
    RecognisedWork,
    Unit,
    YearFact,
)
from vinhdanh.registry.rosters import BATCH, require_units
from vinhdanh.viet import text


@dataclass(frozen=True)
class YearLine:
    """Facts of one person's year; `sources` says for each where it was read."""

    person: Person
    unit: Unit
    year: int
    facts: Mapping[str, Any]
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class WorkLine:
    """A recognised initiative of one person."""

    person: Person
    unit: Unit
    name: str
    year: int
    scope: str
    decision_no: str = ""
    decided_on: date | None = None
    kind: str = enums.WorkKind.INITIATIVE
    source: str = ""
    recognised_by: str = ""
    share_pct: int | None = None


def record_facts_of_years(actor: Any, lines: Sequence[YearLine]) -> int:
    """Write the given facts of many years; return how many years changed.

    Facts not given stay as known; a year whose facts are all as known is untouched.
    """
    require_units(actor, (line.unit for line in lines))
    refuse_unknown({name: None for line in lines for name in line.facts})
    with transaction.atomic():
        people = {line.person.pk for line in lines}
        known, measures = _year_rows(people), measures_of(people)
        changed: dict[tuple[int, int], tuple[YearFact, YearLine, dict[str, Any]]] = {}
        for line in lines:
            key = (line.person.pk, line.year)
            row = known.setdefault(
                key, YearFact(subject_id=line.person.pk, year=line.year)
            )
            told = replace(line, facts=settled(row, line.facts))
            before = {
                name: getattr(row, name)
                for name, value in told.facts.items()
                if getattr(row, name) != value
            }
            if before:
                row.subject = line.person.subject  # known here: the log tells its name
                refuse_contradictions(
                    line.person.name, line.year, told.facts, measures.get(key, [])
                )
                _write_facts(row, told, before)
                changed[key] = (row, told, before)
        rows = [row for row, _line, _before in changed.values()]
        fresh = [row for row in rows if row.pk is None]
        stored = [row for row in rows if row.pk is not None]
        bulk.make(fresh)
        YearFact.objects.bulk_update(stored, [*FACTS, "sources"], batch_size=BATCH)
        audit.record_many(actor, [_fact_deed(*item) for item in changed.values()])
    return len(changed)


def record_works(actor: Any, lines: Sequence[WorkLine]) -> int:
    """Enter recognised initiatives; return how many authorships are new.

    The same initiative of two people of an office is one work with two authors; the
    same one twice stays one.
    """
    require_units(actor, (line.unit for line in lines))
    with transaction.atomic():
        known = known_works(_names(lines), {line.person.pk for line in lines})
        works = _works_of(lines, known)
        joined = [
            (work, line)
            for work, line in zip(works, lines, strict=True)
            if known.joins(work, line.person.pk)
        ]
        bulk.make(
            [
                Authorship(work=work, person=line.person, share_pct=line.share_pct)
                for work, line in joined
            ]
        )
        refuse_too_much({work.pk for work in works})
        audit.record_many(actor, [_work_deed(work, line) for work, line in joined])
    return len(joined)


def _year_rows(subjects: set[int]) -> dict[tuple[int, int], YearFact]:
    keys = sorted(subjects)
    return {
        (row.subject_id, row.year): row
        for start in range(0, len(keys), BATCH)
        for row in YearFact.objects.select_for_update().filter(
            subject__in=keys[start : start + BATCH]
        )
    }


def measures_of(people: set[int]) -> dict[tuple[int, int], list[str]]:
    """Return the disciplinary measures on record, by person and year they began in.

    Those of records merged into hers are hers.
    """
    keys = sorted(people)
    found: dict[tuple[int, int], list[str]] = {}
    for start in range(0, len(keys), BATCH):
        rows = DisciplineRecord.objects.filter(
            person__in=aliases.records(keys[start : start + BATCH]), annulled_on=None
        )
        for row in rows.annotate(main=aliases.main_id("person__subject")):
            found.setdefault((row.main, row.first_day.year), []).append(row.kind)
    return found


def _write_facts(row: YearFact, line: YearLine, changed: Iterable[str]) -> None:
    for name in changed:
        setattr(row, name, line.facts[name])
        # A total that follows from the kinds of leave was read where they were.
        read_with = "absences" if name == "absence_working_days" else name
        row.sources[name] = line.sources.get(name) or line.sources.get(read_with, "")


def _fact_deed(row: YearFact, line: YearLine, before: dict[str, Any]) -> audit.Deed:
    after = {name: line.facts[name] for name in before}
    return audit.Deed(
        "year_fact.record",
        row,
        before=before,
        after=after | {"year": line.year, "of": line.person.name},
        reason="; ".join(sorted({row.sources[name] for name in before} - {""})),
        unit_id=line.unit.pk,
    )


def _work_deed(work: RecognisedWork, line: WorkLine) -> audit.Deed:
    return audit.Deed(
        "work.record",
        work,
        after={
            "author": line.person.name,
            "scope": line.scope,
            "decision": line.decision_no,
        },
        reason=line.source,
        unit_id=line.unit.pk,
    )


def _work_key(line: WorkLine) -> Key:
    return (
        text.clean_line(line.name),
        line.year,
        str(line.scope),
        str(line.kind),
        text.clean_line(line.decision_no),
    )


def _names(lines: Sequence[WorkLine]) -> set[str]:
    names = {text.clean_line(line.name) for line in lines}
    if "" in names:
        raise Refused("work.no_name", _("Hãy ghi tên sáng kiến."))
    return names


def _works_of(lines: Sequence[WorkLine], known: KnownWorks) -> list[RecognisedWork]:
    """Return the work of each line, those not known before entered now."""
    found: list[RecognisedWork] = []
    fresh: dict[tuple[Key, int | None], RecognisedWork] = {}
    for line in lines:
        key = _work_key(line)
        work = known.find(key, [line.person.pk], line.unit.pk)
        if work is None:
            of_office = key, known.office_of(line.unit.pk)
            work = fresh.setdefault(
                of_office,
                RecognisedWork(
                    name=key[0],
                    year=line.year,
                    scope=line.scope,
                    kind=line.kind,
                    decision_no=key[-1],
                    decided_on=line.decided_on,
                    recognised_by=line.recognised_by,
                    source=line.source,
                ),
            )
        found.append(work)
    bulk.make(list(fresh.values()))
    return found
