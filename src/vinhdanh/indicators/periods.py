"""Years and parts of years as runs of months, with the codes of `sheets.periods`."""

from collections.abc import Iterable
from typing import Final, NamedTuple, TypeVar

from vinhdanh.indicators.enums import Frequency
from vinhdanh.sheets import periods

MONTHS: Final[dict[str, tuple[int, int]]] = {
    "": (1, 12),
    "H1": (1, 6),
    "H2": (7, 12),
    "9M": (1, 9),
    **{f"Q{n}": (3 * n - 2, 3 * n) for n in range(1, 5)},
    **{f"M{n:02d}": (n, n) for n in range(1, 13)},
}
"""First and last month of each part of a year by its code; '' is the whole year."""

_CODES: Final = {
    Frequency.YEAR: ("",),
    Frequency.HALF: ("H1", "H2"),
    Frequency.QUARTER: ("Q1", "Q2", "Q3", "Q4"),
    Frequency.MONTH: tuple(f"M{n:02d}" for n in range(1, 13)),
}
Each = TypeVar("Each")


class Period(NamedTuple):
    """A year, or a part of one by its code."""

    year: int
    code: str = ""

    @property
    def first(self) -> int:
        return MONTHS[self.code][0]

    @property
    def last(self) -> int:
        return MONTHS[self.code][1]

    @property
    def length(self) -> int:
        """How many months it has."""
        return self.last - self.first + 1

    @property
    def slot(self) -> str:
        """“2016”, “2016-Q1”."""
        return f"{self.year}-{self.code}" if self.code else str(self.year)

    def covers(self, other: "Period") -> bool:
        """Does it hold the whole of the other one?"""
        inside = self.first <= other.first and other.last <= self.last
        return self.year == other.year and inside

    def parts(self, frequency: str) -> list["Period"]:
        """The periods of a frequency that make it up; itself where none do."""
        codes = _CODES[Frequency(frequency)]
        found = [Period(self.year, code) for code in codes]
        inside = [part for part in found if self.covers(part)]
        is_whole = sum(part.length for part in inside) == self.length
        return inside if is_whole else [self]

    def __str__(self) -> str:
        said = periods.said(self.code)
        if said.endswith(" năm"):
            return f"{said} {self.year}"
        return f"{said} năm {self.year}".lstrip()


def read_slot(slot: str) -> Period | None:
    """The period of “2016” or “2016-Q1”; None for anything else."""
    year, _, code = slot.partition("-")
    is_year = len(year) == 4 and year.isdecimal() and year.isascii()  # noqa: PLR2004
    if not is_year or code not in MONTHS or (slot.endswith("-")):
        return None
    return Period(int(year), code)


def codes(frequency: str) -> tuple[str, ...]:
    """The codes of a year's reports of a frequency, in order."""
    return _CODES[Frequency(frequency)]


def widest_cover(told: Iterable[tuple[Period, Each]], period: Period) -> list[Each]:
    """Of figures told within a period, those that cover most of it and never twice.

    Of two ways that cover as much, the one with fewer figures; of two alike, the one
    of longer periods first.
    """
    inside = [(each, item) for each, item in told if period.covers(each)]
    inside.sort(key=lambda pair: (pair[0].last, -pair[0].length))
    best: dict[int, tuple[tuple[int, int], list[Each]]] = {0: ((0, 0), [])}
    for month in range(1, 13):
        best[month] = best[month - 1]
        for each, item in inside:
            if each.last == month:
                (months, count), items = best[each.first - 1]
                found = (months + each.length, count - 1)
                if found > best[month][0]:
                    best[month] = (found, [*items, item])
    return best[12][1]
