"""Flags: something true or false of a year, that may be so year after year.

A run of years, a count of years and a title held again all read flags; `AnyFlag` is met
in either of several ways, `Since` only in the years after an award was conferred.
"""

from __future__ import annotations

import functools
import operator
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from vinhdanh.law.condition import Bound, Row, bound_expr, column_of

if TYPE_CHECKING:
    from vinhdanh.law.speech import Speech

MERIT = "held"
MERIT_OR_SUDDEN = "held_or_sudden"
ANY_BASIS = "held_anyhow"
"""On which basis an award counts as the ground of a higher one.

`held`: merit, long service or foreign relations, not movements nor sudden deeds;
`held_or_sudden`: those and sudden deeds; `held_anyhow`: whatever the basis was.
"""


def literal_of(bound: Bound, speech: Speech) -> int:
    """A bound as the number in force."""
    return bound if isinstance(bound, int) else speech.values[bound].amount


class Flag(ABC):
    """Something true or false of a year."""

    @abstractmethod
    def at(self, lag: int, *, settled: bool) -> pl.Expr:
        """The three-valued column, `lag` years before the judged year."""

    @abstractmethod
    def say(self, speech: Speech) -> str:
        """The flag aloud."""

    @abstractmethod
    def inputs(self, years: int) -> frozenset[tuple[str, int]]:
        """What it reads of the judged year and the `years` - 1 before it."""

    @abstractmethod
    def held(self, row: Row, lag: int, speech: Speech) -> bool | None:
        """The same of one row, for the sentence that says what was found."""

    @abstractmethod
    def open_facts(self, row: Row, lag: int, speech: Speech) -> dict[str, list[int]]:
        """The facts it lacks in that year; a title of this evaluation is not one."""

    def parameters(self) -> frozenset[str]:
        """The dated parameters it reads."""
        return frozenset()

    def awards(self) -> frozenset[str]:
        """The titles of the same evaluation that it looks at."""
        return frozenset()

    def times(self, least: str, speech: Speech) -> str:
        """So many years of it: "3 năm xếp loại …"."""
        return speech.pick(
            f"{least} năm {self.say(speech)}", f"{least} years {self.say(speech)}"
        )


@dataclass(frozen=True)
class OfAward(Flag):
    """One award of the year; the facts frame has a column of it already."""

    award: str

    def at(self, lag: int, *, settled: bool) -> pl.Expr:
        del settled
        return pl.col(column_of(f"held.{self.award}", lag))

    def times(self, least: str, speech: Speech) -> str:
        return speech.pick(
            f"{least} lần {self.say(speech)}", f"{speech.award(self.award)} × {least}"
        )

    def inputs(self, years: int) -> frozenset[tuple[str, int]]:
        return frozenset((f"held.{self.award}", lag) for lag in range(years))

    def held(self, row: Row, lag: int, speech: Speech) -> bool | None:
        del speech
        value: bool | None = row[column_of(f"held.{self.award}", lag)]
        return value

    def open_facts(self, row: Row, lag: int, speech: Speech) -> dict[str, list[int]]:
        is_open = self.held(row, lag, speech) is None
        return {f"held.{self.award}": [lag]} if is_open else {}


class Holds(OfAward):
    """Held the title; in the judged year also: qualifies in this evaluation."""

    def at(self, lag: int, *, settled: bool) -> pl.Expr:
        if lag == 0:
            return pl.col(f"earned.{self.award}{'!' if settled else ''}")
        return super().at(lag, settled=settled)

    def say(self, speech: Speech) -> str:
        name = speech.award(self.award)
        return speech.pick(f"đạt {name}", f"holding {name}")

    def held(self, row: Row, lag: int, speech: Speech) -> bool | None:
        if lag > 0:
            return super().held(row, lag, speech)
        value: bool | None = row[f"earned.{self.award}"]
        return value

    def open_facts(self, row: Row, lag: int, speech: Speech) -> dict[str, list[int]]:
        return super().open_facts(row, lag, speech) if lag > 0 else {}

    def awards(self) -> frozenset[str]:
        return frozenset({self.award})


class Received(OfAward):
    """Was given the award that year; to qualify for it in this evaluation is not it.

    One flag goes to one of many who qualify: only the decision says to whom.
    """

    def say(self, speech: Speech) -> str:
        name = speech.award(self.award)
        return speech.pick(f"được tặng {name}", f"receiving {name}")


@dataclass(frozen=True)
class Rated(Flag):
    """Rated at the level or higher."""

    bound: Bound

    def at(self, lag: int, *, settled: bool) -> pl.Expr:
        del settled
        return pl.col(column_of("rating", lag)) >= bound_expr(self.bound)

    def say(self, speech: Speech) -> str:
        level = speech.amount(self.bound, "rating")
        top = len(speech.facts.get("rating").levels) - 1
        if literal_of(self.bound, speech) == top:
            return speech.pick(f"xếp loại {level}", f"rated {level}")
        return speech.pick(f"xếp loại từ {level} trở lên", f"rated {level} or better")

    def inputs(self, years: int) -> frozenset[tuple[str, int]]:
        return frozenset(("rating", lag) for lag in range(years))

    def held(self, row: Row, lag: int, speech: Speech) -> bool | None:
        rank = row[column_of("rating", lag)]
        return None if rank is None else bool(rank >= literal_of(self.bound, speech))

    def open_facts(self, row: Row, lag: int, speech: Speech) -> dict[str, list[int]]:
        return {"rating": [lag]} if self.held(row, lag, speech) is None else {}

    def parameters(self) -> frozenset[str]:
        return frozenset({self.bound} if isinstance(self.bound, str) else ())


@dataclass(frozen=True)
class AnyFlag(Flag):
    """Any of several flags: "rated excellent or Excellent Labour Collective"."""

    flags: tuple[Flag, ...]

    def at(self, lag: int, *, settled: bool) -> pl.Expr:
        columns = [flag.at(lag, settled=settled) for flag in self.flags]
        return functools.reduce(operator.or_, columns)

    def say(self, speech: Speech) -> str:
        return speech.pick(" hoặc ", " or ").join(f.say(speech) for f in self.flags)

    def inputs(self, years: int) -> frozenset[tuple[str, int]]:
        return frozenset().union(*(flag.inputs(years) for flag in self.flags))

    def held(self, row: Row, lag: int, speech: Speech) -> bool | None:
        marks = [flag.held(row, lag, speech) for flag in self.flags]
        return True if True in marks else None if None in marks else False

    def open_facts(self, row: Row, lag: int, speech: Speech) -> dict[str, list[int]]:
        if self.held(row, lag, speech) is not None:
            return {}
        found: dict[str, list[int]] = {}
        for flag in self.flags:
            found.update(flag.open_facts(row, lag, speech))
        return found

    def parameters(self) -> frozenset[str]:
        return frozenset().union(*(flag.parameters() for flag in self.flags))

    def awards(self) -> frozenset[str]:
        return frozenset().union(*(flag.awards() for flag in self.flags))


def since_columns(award: str, basis: str) -> tuple[str, str]:
    """The columns that say how many years ago the award was first conferred.

    The first: as far as is known, null for never; the second: at most, null where no
    year bounds it. Both look at every year of the history, however old.
    """
    return f"since.{basis}.{award}", f"possible.{basis}.{award}"


@dataclass(frozen=True)
class Since(Flag):
    """The flag, in a year after one in which the award was conferred."""

    award: str
    flag: Flag
    basis: str = MERIT

    def at(self, lag: int, *, settled: bool) -> pl.Expr:
        known, possible = since_columns(self.award, self.basis)
        after = (
            pl.when(pl.col(known) > lag)
            .then(statement=True)
            .when(pl.col(possible) <= lag)
            .then(statement=False)
        )
        return after & self.flag.at(lag, settled=settled)

    def say(self, speech: Speech) -> str:
        name = speech.award(self.award)
        return speech.pick(
            f"{self.flag.say(speech)} sau khi được tặng {name}",
            f"{self.flag.say(speech)} after receiving {name}",
        )

    def inputs(self, years: int) -> frozenset[tuple[str, int]]:
        columns = ((name, 0) for name in since_columns(self.award, self.basis))
        return self.flag.inputs(years).union(columns)

    def after(self, row: Row, lag: int) -> bool | None:
        """Does the year come after the award?"""
        known, possible = (row[c] for c in since_columns(self.award, self.basis))
        if known is not None and known > lag:
            return True
        return False if possible is not None and possible <= lag else None

    def held(self, row: Row, lag: int, speech: Speech) -> bool | None:
        marks = (self.after(row, lag), self.flag.held(row, lag, speech))
        return False if False in marks else None if None in marks else True

    def open_facts(self, row: Row, lag: int, speech: Speech) -> dict[str, list[int]]:
        if self.held(row, lag, speech) is not None:
            return {}
        found = self.flag.open_facts(row, lag, speech)
        if self.after(row, lag) is None:
            # Any year back may be the one: no list of years would be complete.
            found[f"{self.basis}.{self.award}"] = []
        return found

    def parameters(self) -> frozenset[str]:
        return self.flag.parameters()

    def awards(self) -> frozenset[str]:
        return self.flag.awards()
