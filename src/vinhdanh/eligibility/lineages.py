"""Whose years a unit counts besides its own: by a person's decision, never presumed.

The texts that were read are silent on the years before a merger or a split. Until
somebody has decided, with a paper to cite, those years are not known; those of a unit
that is not counted are left out.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.registry import lineage
from vinhdanh.registry.models import Unit, UnitLineage


def law_says(kind: str, day: date, *, subject: str = "collective") -> str:
    """Say what the texts of a day tell of the years before a unit's change."""
    try:
        return assess.lineage(kind, day, subject=subject).sentence
    except assess.LawDateError:
        return _(
            "Chương trình chưa có văn bản của ngày %(day)s nên không nói được; cần một "
            "quyết định của người có thẩm quyền, nêu rõ căn cứ."
        ) % {"day": f"{day:%d/%m/%Y}"}


@dataclass(frozen=True)
class Inherited:
    """The years of a former unit that count on: those before `before`."""

    unit: int
    before: int
    words: str


@dataclass
class Beginning:
    """When a unit was founded, whom it continues, and whose years it counts."""

    facts: dict[str, Any] = field(default_factory=dict)
    inherited: list[Inherited] = field(default_factory=list)


def beginnings(units: Collection[int]) -> dict[int, Beginning]:
    """Return the beginning of each unit, as far as anything of it is known.

    The statements do not grow with the number of units, only with how many times
    over a counted unit continued a counted one.
    """
    origins: dict[int, list[UnitLineage]] = {}
    todo, seen = set(units), set(units)
    while todo:
        found = lineage.origins_of(todo)
        origins |= found
        counted = {row.predecessor_id for rows in found.values() for row in rows
                   if _is_counted(row)}  # fmt: skip
        todo = counted - seen
        seen |= todo
    founded = Unit.objects.filter(pk__in=seen).values_list("pk", "first_day")
    days = {unit: day for unit, day in founded if day is not None}
    return {
        unit: Beginning(
            _facts(days.get(unit), origins.get(unit, [])),
            list(_inherited(unit, origins, days)),
        )
        for unit in units
        if unit in days or unit in origins
    }


def _facts(founded: date | None, rows: list[UnitLineage]) -> dict[str, Any]:
    facts: dict[str, Any] = {} if founded is None else {"founded_on": founded}
    rulings = [row.ruling for row in rows]  # type: ignore[attr-defined]
    if not rows or all(ruling and not ruling.is_counted for ruling in rulings):
        # Nobody's years come down: before the founding there is nothing.
        return facts
    facts["lineage"] = [
        {"name": row.predecessor.subject.name, "kind": row.kind}
        | (
            {"decided_by": ruling.decided_by, "citation": ruling.citation}
            if ruling
            else {}
        )
        for row, ruling in zip(rows, rulings, strict=True)
    ]
    return facts


def _inherited(
    unit: int, origins: dict[int, list[UnitLineage]], days: dict[int, date]
) -> Iterator[Inherited]:
    before, here = 10_000, unit
    while here in days:
        before = min(before, days[here].year)
        row = next(filter(_is_counted, origins.get(here, [])), None)
        if row is None:
            return
        here = row.predecessor_id
        yield Inherited(
            here,
            before,
            _("của “%(unit)s”, tính tiếp theo %(citation)s")
            % {
                "unit": row.predecessor.subject.name,
                "citation": row.ruling.citation,  # type: ignore[attr-defined]
            },
        )


def _is_counted(row: Any) -> bool:
    return row.ruling is not None and row.ruling.is_counted
