"""Finds, by convention, what each room of pages tells the desk."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any

from vinhdanh import pages
from vinhdanh.base import clock
from vinhdanh.pages.desk.waiting import YEAR, Figure, Step, Waiting

Teller = Callable[[Any, int], list[Any]]


@lru_cache(maxsize=1)
def modules() -> tuple[Any, ...]:
    """Return the `desk` modules of the rooms of pages, by room name."""
    rooms = sorted(room.name for room in iter_modules(pages.__path__) if room.ispkg)
    names = [f"{pages.__name__}.{room}.desk" for room in rooms if room != "desk"]
    return tuple(import_module(name) for name in names if find_spec(name))


def _told(what: str, user: Any, year: int) -> Iterator[Any]:
    for module in modules():
        tell: Teller | None = getattr(module, what, None)
        if tell is not None:
            yield from tell(user, year)


def waiting_for(user: Any, year: int) -> list[Waiting]:
    """Return what waits for a user: overdue and dated first, then the rest."""
    found: list[Waiting] = [each for each in _told("waiting", user, year) if each.count]
    return sorted(found, key=lambda each: (each.due_on is None, each.due_on))


def steps_of(user: Any, year: int) -> list[Step]:
    """Return the steps of a year in their order."""
    order = {key: place for place, key in enumerate(YEAR)}
    found: list[Step] = list(_told("step", user, year))
    return sorted(found, key=lambda each: order.get(each.key, len(order)))


def figures_of(user: Any, year: int) -> list[Figure]:
    """Return the openable figures of the user's unit: people, awards, the rest."""
    found: list[Figure] = list(_told("figures", user, year))
    return sorted(found, key=lambda each: (each.place, each.tone != "gold"))


def days_left(each: Waiting) -> int | None:
    """Return the days until the deadline, negative when it has passed."""
    return None if each.due_on is None else (each.due_on - clock.today()).days
