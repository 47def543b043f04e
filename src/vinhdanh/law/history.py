"""One subject's history, as plain lists of years: what the walk reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

Mark = bool | None


@dataclass
class Subject:
    """One history: `facts[name][n]` is the value n years before the judged year.

    `earned` fills up as titles are judged: award → (as known, settled). Settled takes
    every judgement nobody has recorded as "no".
    """

    year: int
    facts: dict[str, list[Any]]
    recruited_on: date | None = None
    founded_on: date | None = None
    nothing_before: int | None = None
    earned: dict[str, tuple[Mark, Mark]] = field(default_factory=dict)
    first: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)

    def get(self, fact: str, lag: int = 0) -> Any:
        """The value so many years back; None where nobody wrote it down."""
        if fact == "service_months":
            return months_of_service(self.recruited_on, self.year)
        if fact == "existence_years":
            months = months_of_service(self.founded_on, self.year)
            return None if months is None else months // 12
        years = self.facts.get(fact, ())
        return years[lag] if lag < len(years) else None

    def earned_of(self, award: str, *, settled: bool) -> Mark:
        """A title of the same evaluation."""
        return self.earned[award][settled]

    def first_of(self, award: str, basis: str) -> tuple[int | None, int | None]:
        """How many years ago an award was first conferred: as known, and at most.

        None for the first: in no known year; for the second: no year bounds it.
        """
        name = f"{basis}.{award}"
        if name not in self.first:
            held = self.facts.get(name, self.facts[f"held.{award}"])
            self.first[name] = first_year(self, held)
        return self.first[name]


def months_of_service(since: date | None, year: int) -> int | None:
    """Whole months from a day to the end of the year."""
    if since is None:
        return None
    months = (year + 1 - since.year) * 12 + 1 - since.month
    return max(0, months - 1 if since.day > 1 else months)


def first_year(subject: Subject, held: list[Mark]) -> tuple[int | None, int | None]:
    """The first year with the award: how many years ago, as known and at most."""
    known = [lag for lag in range(1, len(held)) if held[lag] is True]
    if subject.nothing_before is None:
        return max(known, default=None), None
    oldest = max(0, subject.year - subject.nothing_before)
    maybe = [
        lag
        for lag in range(1, oldest + 1)
        if lag >= len(held) or held[lag] is not False
    ]
    return max(known, default=None), max(maybe, default=0)
