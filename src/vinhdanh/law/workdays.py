"""Working days: Monday to Friday without public holidays; swapped Saturdays count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off and working Saturdays of the years that are known.

    `fixed`: (month, day) off in every year. `off` and `worked`: by year.
    """

    fixed: frozenset[tuple[int, int]]
    off: Mapping[int, frozenset[date]]
    worked: Mapping[int, frozenset[date]]

    def knows(self, year: int) -> bool:
        """Are the year's movable holidays written down?"""
        return year in self.off

    def is_working(self, day: date) -> bool:
        """Is it a working day, as far as the calendar knows?"""
        if day in self.worked.get(day.year, frozenset()):
            return True
        if day.weekday() >= _SATURDAY or (day.month, day.day) in self.fixed:
            return False
        return day not in self.off.get(day.year, frozenset())

    def after(self, start: date, working_days: int) -> date:
        """The last of that many working days, the day after `start` being the first."""
        day, left = start, working_days
        while left:
            day += timedelta(days=1)
            left -= self.is_working(day)
        return day
