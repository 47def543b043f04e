"""In what capacity the people of a whole roster serve: as `actions` does for one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from vinhdanh.base import audit
from vinhdanh.registry import aliases
from vinhdanh.registry.models import Employment, Person, Unit
from vinhdanh.registry.rosters import BATCH, require_units


@dataclass(frozen=True)
class EmploymentLine:
    """In what capacity a person served at the end of a year, as a list says."""

    person: Person
    unit: Unit
    kind: str
    year: int
    source: str = ""


def employments_on(people: Collection[int], day: date) -> dict[int, Employment]:
    """Return the employment in force on a day by the key of the record that stays."""
    return {
        person: now
        for person, rows in _rows_of(people).items()
        if (now := _in_force(rows, day)) is not None
    }


def record_employments(actor: Any, lines: Sequence[EmploymentLine]) -> int:
    """Let people serve in the capacity that a list says; return how many changed.

    Where another capacity is known it ends with the year before, so that the earlier
    years read as they did. The first that is told of anybody began nobody knows when.
    """
    require_units(actor, (line.unit for line in lines))
    with transaction.atomic():
        rows = _rows_of({line.person.pk for line in lines})
        fresh: list[Employment] = []
        mended: list[Employment] = []
        deeds = []
        for line in lines:
            known = rows[line.person.pk]
            now = _in_force(known, date(line.year, 12, 31))
            if now is not None and now.kind == line.kind:
                continue
            before = now.get_kind_display() if now else None
            row = _settled(line, now, known, mended)
            if row is not now:
                fresh.append(row)
                known.append(row)
            deeds.append(
                audit.Deed(
                    "employment.record",
                    line.person,
                    before={"kind": str(before)} if before else None,
                    after={
                        "kind": str(row.get_kind_display()),
                        "first_day": row.first_day,
                    },
                    reason=line.source,
                    unit_id=line.unit.pk,
                )
            )
        Employment.objects.bulk_update(mended, ["kind", "last_day"], batch_size=BATCH)
        Employment.objects.bulk_create(fresh, batch_size=BATCH)
        audit.record_many(actor, deeds)
    return len(deeds)


def _settled(
    line: EmploymentLine,
    now: Employment | None,
    known: list[Employment],
    mended: list[Employment],
) -> Employment:
    """Return the row that says the line: the one in force mended, or a new one."""
    last_day = date(line.year, 12, 31)
    first_day: date | None = date(line.year, 1, 1)
    end: date | None
    if now is not None:
        mended.append(now)
        if _begins(now).year == line.year:
            now.kind = line.kind
            return now
        end, now.last_day = now.last_day, date(line.year - 1, 12, 31)
    else:
        later = [_begins(row) for row in known if _begins(row) > last_day]
        end = min(later) - timedelta(days=1) if later else None
        if len(later) == len(known):
            first_day = None  # since when, no list says
    return Employment(
        person=line.person, kind=line.kind, first_day=first_day, last_day=end
    )


def _rows_of(people: Collection[int]) -> dict[int, list[Employment]]:
    """Return the employments by the record that stays, each in the order of days."""
    found: dict[int, list[Employment]] = defaultdict(list)
    keys = sorted(people)
    for start in range(0, len(keys), BATCH):
        own = aliases.records(keys[start : start + BATCH])
        rows = Employment.objects.filter(person__in=own)
        for row in rows.annotate(main=aliases.main_id("person__subject")):
            found[row.main].append(row)
    for key in keys:
        found[key].sort(key=_begins)
    return found


def _in_force(rows: Iterable[Employment], day: date) -> Employment | None:
    held = [
        row
        for row in rows
        if _begins(row) <= day and (row.last_day is None or row.last_day >= day)
    ]
    return held[-1] if held else None


def _begins(row: Employment) -> date:
    return row.first_day or date.min
