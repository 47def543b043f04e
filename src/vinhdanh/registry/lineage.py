"""What an office asks of its units over time: the tree of a day, lineage, headcount."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from vinhdanh.base import rights
from vinhdanh.base.ordering import BY_BEGIN
from vinhdanh.registry import enums
from vinhdanh.registry.models import (
    LineageRuling,
    Person,
    Post,
    Reorganisation,
    ReorganisationPlan,
    Unit,
    UnitHeadcount,
    UnitLineage,
    UnitName,
    UnitParent,
)
from vinhdanh.registry.queries import in_force, units_visible_to

# A unit that is renamed or moved goes on being itself.
ITSELF = (enums.LineageKind.RENAME, enums.LineageKind.MOVE)


@dataclass(frozen=True)
class Branch:
    """A unit in the tree of a day, by the name it bore then."""

    unit: Unit
    name: str
    depth: int


def from_day(day: date) -> Q:
    """Return the condition "in force on a day or later" for a dated row."""
    return Q(last_day=None) | Q(last_day__gte=day)


def tree(user: Any, day: date) -> list[Branch]:
    """Return the visible units of a day, parents before children, by name.

    Three statements, however many units.
    """
    seen = {unit.pk: unit for unit in units_visible_to(user).filter(in_force(day))}
    names = names_on(seen, day)
    links = UnitParent.objects.filter(in_force(day), unit__in=seen)
    parent_of = dict(links.values_list("unit_id", "parent_id"))
    children: dict[int | None, list[Unit]] = defaultdict(list)
    for key, unit in seen.items():
        above = parent_of.get(key)
        children[above if above in seen else None].append(unit)
    found: list[Branch] = []
    todo = [(unit, 0) for unit in reversed(children[None])]
    while todo:
        unit, depth = todo.pop()
        found.append(Branch(unit, names.get(unit.pk, unit.name), depth))
        todo += [(child, depth + 1) for child in reversed(children[unit.pk])]
    return found


def names_on(units: Collection[int], day: date) -> dict[int, str]:
    """Return the name that each unit bore on a day, by unit id."""
    rows = UnitName.objects.filter(in_force(day), unit__in=units)
    return dict(rows.order_by(*BY_BEGIN).values_list("unit_id", "name"))


def lineage_of(units: Iterable[Unit]) -> list[UnitLineage]:
    """Return the lineage rows that any of the units comes from or leads to.

    Followed to the first origins and the last successors, earliest first.
    """
    seen = {unit.pk for unit in units}
    while True:
        rows = list(
            UnitLineage.objects.filter(
                Q(predecessor__in=seen) | Q(successor__in=seen)
            ).select_related(
                "predecessor__subject", "successor__subject", "reorganisation"
            )
        )
        ends = {row.predecessor_id for row in rows}
        ends |= {row.successor_id for row in rows if row.successor_id is not None}
        if ends <= seen:
            return rows
        seen |= ends


def origins_of(units: Collection[int]) -> dict[int, list[UnitLineage]]:
    """Return, by successor, the rows of other units that it continues.

    Each row has `ruling`: the standing decision on whose years count, or None.
    """
    rows = (
        UnitLineage.objects.filter(successor__in=units)
        .exclude(kind__in=ITSELF)
        .select_related("predecessor__subject")
        .prefetch_related(Prefetch("rulings", LineageRuling.objects.order_by("pk")))
    )
    found: dict[int, list[UnitLineage]] = {}
    for row in rows:
        row.ruling = next(reversed(row.rulings.all()), None)  # type: ignore[attr-defined]
        found.setdefault(row.successor_id or 0, []).append(row)
    return found


def units_of_reorganisation(deed: Reorganisation) -> list[Unit]:
    """Return the units that a reorganisation was about, as far as they are there."""
    keys = _keys_of(deed)
    found = Unit.objects.select_related("subject").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _keys_of(deed: Reorganisation) -> list[int]:
    keys: list[int | None] = []
    for line in deed.changes:
        if line["row"] == UnitLineage._meta.label_lower:  # noqa: SLF001
            keys += [line["is"]["predecessor_id"], line["is"]["successor_id"]]
    return [key for key in dict.fromkeys(keys) if key is not None]


def reorganisations_visible_to(user: Any) -> QuerySet[Reorganisation]:
    """Return the reorganisations of units that a user may see, latest first.

    Those taken back too: their rows are gone, what they were is kept in the deed.
    """
    units = units_visible_to(user).order_by().values("pk")
    about = Q(lineages__predecessor__in=units) | Q(lineages__successor__in=units)
    seen = Q(pk__in=Reorganisation.objects.filter(about).values("pk"))
    seen_units = set(units.values_list("pk", flat=True))
    undone = [
        deed.pk
        for deed in Reorganisation.objects.exclude(taken_back_at=None)
        if seen_units & set(_keys_of(deed))
    ]
    return Reorganisation.objects.filter(seen | Q(pk__in=undone))


def headcounts_of(unit: Unit) -> dict[int, UnitHeadcount]:
    """Return what is known of a unit's headcount by year, latest first."""
    return {row.year: row for row in unit.headcounts.order_by("-year")}


def people_from(unit: Unit, day: date) -> list[Person]:
    """Return who has a post in a unit itself on a day or later, by name."""
    posts = Post.objects.filter(from_day(day), unit=unit)
    return list(
        Person.objects.filter(pk__in=posts.values("person")).select_related("subject")
    )


def units_from(unit: Unit, day: date) -> list[Unit]:
    """Return the units directly below one on a day or later, by name."""
    links = unit.children.filter(from_day(day))
    return list(
        Unit.objects.filter(pk__in=links.values("unit")).select_related("subject")
    )


def plans_open_to(user: Any) -> QuerySet[ReorganisationPlan]:
    """Return the drafts that a user may change or carry out, the nearest day first."""
    rows = ReorganisationPlan.objects.filter(deed=None, dropped_at=None)
    return rights.visible(user, "unit.change", rows.select_related("unit__subject"))
