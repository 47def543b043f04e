"""Who stands where in a block, and how evenly the scorers have scored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from statistics import fmean, pstdev
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
    """How a scorer scores: over the same subjects as the others, and how far apart.

    `mean` and `spread` (standard deviation) are in points; they are looked at and
    never enter a score, so binary fractions will do.
    """

    mean: float
    spread: float
    count: int

    def z(self, points: Fraction) -> float | None:
        """How far points lie from the scorer's mean, in spreads; None without any."""
        return (float(points) - self.mean) / self.spread if self.spread else None


def habit(points: Sequence[Fraction]) -> Habit | None:
    """A scorer's mean and spread; None when nothing was scored."""
    if not points:
        return None
    plain = [float(one) for one in points]
    return Habit(fmean(plain), pstdev(plain), len(plain))


def hundredths(points: Fraction) -> int:
    """Points in hundredths, rounded half away from zero, as shown and frozen."""
    doubled = abs(points) * 200
    nearest = (int(doubled // 1) + 1) // 2
    return -nearest if points < 0 else nearest
