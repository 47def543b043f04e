"""What a reorganisation brings with it in the rooms above.

A room adds its follower at start-up (`AppConfig.ready`). The deed and its preview
call the same follower: it may write through the journal, which the deed keeps and
the preview rolls back, and it says in words what follows.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vinhdanh.registry.journal import Journal
from vinhdanh.registry.models import Unit


@dataclass(frozen=True)
class Carried:
    """A person whose post goes from one unit to another, or ends (to: None)."""

    person_id: int
    name: str
    title: str
    origin: Unit
    to: Unit | None


@dataclass(frozen=True)
class Change:
    """A reorganisation as it stands once its own rows are written.

    pairs: (unit, unit that continues it or None), as the lineage rows say.
    ended: the units that are no more; founded: those that begin; moved: (unit, the
    one above it before, the one above it now).
    below: for each unit of the pairs, the keys of those under it before the day.
    chosen: keys of roles that whoever decides lets go on at the successor.
    """

    actor: Any
    kind: str
    on: date
    pairs: tuple[tuple[Unit, Unit | None], ...]
    ended: tuple[Unit, ...]
    founded: tuple[Unit, ...]
    moved: tuple[tuple[Unit, Unit | None, Unit], ...]
    people: tuple[Carried, ...]
    below: Mapping[int, Collection[int]]
    chosen: frozenset[int] = frozenset()

    @property
    def successors(self) -> dict[int, list[Unit]]:
        """Return the units that continue each ended unit, by its key."""
        found: dict[int, list[Unit]] = {unit.pk: [] for unit in self.ended}
        for unit, successor in self.pairs:
            if successor is not None and unit.pk in found:
                found[unit.pk].append(successor)
        return found


@dataclass(frozen=True)
class Line:
    """One row under a consequence: what it is, and what becomes of it.

    choice: the key that lets whoever decides keep it, where that is hers to say.
    """

    text: str
    follows: str = ""
    choice: int | None = None
    is_chosen: bool = False


@dataclass(frozen=True)
class Consequence:
    """One kind of thing that a reorganisation touches, in words.

    is_warning: something is left for a person to see to. reads: the verb that whoever
    reads the lines must have at the units; others are told how many there are.
    """

    title: str
    text: str
    lines: Sequence[Line] = field(default_factory=tuple)
    is_warning: bool = False
    reads: str = ""


def told(
    title: str,
    text: str,
    lines: Sequence[Line],
    *,
    is_warning: bool = False,
    reads: str = "",
) -> list[Consequence]:
    """Return one consequence, or none where there is nothing to tell of."""
    return [Consequence(title, text, lines, is_warning, reads)] if lines else []


Follower = Callable[[Change, Journal], Sequence[Consequence]]

_followers: list[Follower] = []


def register(follower: Follower) -> Follower:
    """Add a follower; the same one twice stays one."""
    if follower not in _followers:
        _followers.append(follower)
    return follower


def registered() -> tuple[Follower, ...]:
    """Return the followers in the order in which the rooms added them."""
    return tuple(_followers)
