"""Spans of days in force: both ends inclusive, overlaps and gaps are errors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class LawDateError(ValueError):
    """Days that overlap, leave a gap, or on which nothing is in force."""


@dataclass(frozen=True, slots=True)
class InForce:
    """First and last day in force, both inclusive; `last_day` None while in force."""

    first_day: date
    last_day: date | None = None

    def __post_init__(self) -> None:
        if self.last_day is not None and self.last_day < self.first_day:
            raise LawDateError(
                f"In force from {self.first_day} to {self.last_day}: the last day "
                "comes before the first. Swap them or correct the year."
            )

    def covers(self, day: date) -> bool:
        """Is `day` one of the days in force?"""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def overlaps(self, other: InForce) -> bool:
        """Is there a day that both cover?"""
        later = max(self.first_day, other.first_day)
        return self.covers(later) and other.covers(later)

    def __str__(self) -> str:
        return f"{self.first_day} … {self.last_day or 'open'}"


def pick_in_force(what: str, spans: Sequence[InForce], day: date) -> int:
    """The index of the one span that covers `day`; otherwise an error naming days."""
    for index, span in enumerate(spans):
        if span.covers(day):
            return index
    earlier = [s.last_day for s in spans if s.last_day and s.last_day < day]
    later = [s.first_day for s in spans if s.first_day > day]
    known = []
    if earlier:
        known.append(f"last in force until {max(earlier)}")
    if later:
        known.append(f"first in force {min(later)}")
    raise LawDateError(f"No {what} in force on {day}; {'; '.join(known)}.")


def check_sequence(
    what: str, spans: Iterable[InForce], *, gaps_allowed: bool = False
) -> None:
    """Raise unless `spans`, in the order given, follow each other day by day."""
    previous: InForce | None = None
    for span in spans:
        if previous is not None:
            _check_pair(what, previous, span, gaps_allowed=gaps_allowed)
        previous = span


def _check_pair(
    what: str, before: InForce, after: InForce, *, gaps_allowed: bool
) -> None:
    if before.last_day is None or after.first_day <= before.last_day:
        raise LawDateError(
            f"{what}: {before} and {after} overlap; both would claim "
            f"{after.first_day}. End the earlier one the day before."
        )
    next_day = before.last_day + timedelta(days=1)
    if after.first_day != next_day and not gaps_allowed:
        raise LawDateError(
            f"{what}: nothing in force from {next_day} to "
            f"{after.first_day - timedelta(days=1)}. Fill the gap or say why it exists."
        )
