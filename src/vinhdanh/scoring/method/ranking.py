"""Who stands where in a block, and how evenly the scorers have scored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import isqrt
from typing import TypeVar

Who = TypeVar("Who")


@dataclass(frozen=True)
class Place:
    """A rank, and whether somebody shares it."""

    rank: int
    is_shared: bool


def ranked(keys: Mapping[Who, Sequence[Fraction]]) -> dict[Who, Place]:
    """Ranks by keys, each the total and then what breaks a tie, highest first.

    Equals share a rank and the next ones stand after them all: 1, 2, 2, 4.
    """
    order = sorted(keys, key=lambda who: tuple(-value for value in keys[who]))
    places: dict[Who, Place] = {}
    for _key, together in groupby(order, key=lambda who: tuple(keys[who])):
        equals = list(together)
        rank = len(places) + 1
        places |= dict.fromkeys(equals, Place(rank, is_shared=len(equals) > 1))
    return places


@dataclass(frozen=True)
class Habit:
    """How a scorer scores: over so many sheets, around which mean, how far apart.

    Exact: `mean` in points, `variance` in their squares. What is shown of them is
    rounded to hundredths; it is looked at and never enters a score.
    """

    mean: Fraction
    variance: Fraction
    count: int

    @property
    def spread(self) -> int:
        """The standard deviation in hundredths of a point."""
        return root_hundredths(self.variance)

    def z(self, points: Fraction) -> int | None:
        """How far points lie from the mean, in hundredths of the spread, with sign.

        None where the scorer gave all the same.
        """
        if not self.variance:
            return None
        apart = points - self.mean
        size = root_hundredths(apart * apart / self.variance)
        return -size if apart < 0 else size


def habit(points: Sequence[Fraction]) -> Habit | None:
    """A scorer's mean and variance; None when nothing was scored."""
    if not points:
        return None
    mean = sum(points, Fraction(0)) / len(points)
    squares = sum(((one - mean) ** 2 for one in points), Fraction(0))
    return Habit(mean, squares / len(points), len(points))


def root_hundredths(square: Fraction) -> int:
    """The square root in hundredths, to the nearest, half upwards; whole numbers."""
    # The root of 40,000 s is twice the hundredths sought: floor, add one, halve.
    return (isqrt(square.numerator * 40_000 // square.denominator) + 1) // 2


def hundredths(points: Fraction) -> int:
    """Points in hundredths, rounded half away from zero, as shown and frozen."""
    doubled = abs(points) * 200
    nearest = (int(doubled // 1) + 1) // 2
    return -nearest if points < 0 else nearest


def rounded(points: Fraction) -> Fraction:
    """Points as they are shown: what is decided by them agrees with what is read."""
    return Fraction(hundredths(points), 100)
