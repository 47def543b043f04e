"""Units named by what somebody typed: one that stands today, or none is guessed."""

from collections.abc import Iterable

from django.db.models import Q

from vinhdanh.base import clock
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Unit

PARTED = " / "


def standing_namesakes(names: Iterable[str]) -> dict[str, list[Unit]]:
    """Return the units standing today by each name; “Tên / đơn vị trên” names one.

    A name that nobody bears has no units, a name that several bear has them all.
    """
    typed = {name: name.split(PARTED, 1) for name in names}
    rows = Unit.objects.filter(
        Q(last_day=None) | Q(last_day__gte=clock.today()),
        subject__name__in={parts[0].strip() for parts in typed.values()},
    ).select_related("subject")
    found: dict[str, list[Unit]] = {name: [] for name in typed}
    for unit in rows:
        for name, (own, *above) in typed.items():
            is_hers = not above or above[0].strip() == parent_name(unit)
            if unit.name == own.strip() and is_hers:
                found[name].append(unit)
    return found


def parent_name(unit: Unit) -> str:
    parent = registry.parent_of(unit)
    return parent.name if parent else ""


def with_parent(unit: Unit) -> str:
    """Return a unit's name as it is typed to tell it from its namesakes."""
    above = parent_name(unit)
    return f"{unit.name}{PARTED}{above}" if above else unit.name
