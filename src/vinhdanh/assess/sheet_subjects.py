"""Who an officer's own list names, and what could not be read of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class SheetSubject:
    """A person or collective of a list, as its row names it."""

    id: str
    name: str
    unit: str
    kind: str
    row: int

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class SheetRecords:
    """The rows that can be judged, by id, and why the others cannot."""

    subjects: Mapping[str, SheetSubject]
    records: tuple[Mapping[str, Any], ...]
    problems: tuple[str, ...] = field(default=())
    not_judged: int = 0
