"""Which law governs which day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.law.dates import InForce, check_sequence, pick_in_force

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date


@dataclass(frozen=True, slots=True)
class Regime:
    """A stretch of days under one set of instruments; `reviewed`: a person read it."""

    id: str
    name: str
    in_force: InForce
    reviewed: bool


class Regimes:
    """The regimes, following each other day by day."""

    def __init__(self, regimes: Iterable[Regime]) -> None:
        self._regimes = tuple(regimes)
        check_sequence("Regimes", [r.in_force for r in self._regimes])

    def __iter__(self) -> Iterator[Regime]:
        return iter(self._regimes)

    def on(self, day: date) -> Regime:
        """The regime of that day; LawDateError names the days when there is none."""
        spans = [r.in_force for r in self._regimes]
        return self._regimes[pick_in_force("regime", spans, day)]
