"""Conditions over several years: years in a row, counts within them, counts to date.

The facts frame carries each fact of the judged year and of the nine before it as
columns of their own (`rating`, `rating@1`, …), so a run is a chain of ands, not a
window over two keys (0.25 s against 12 s on two million rows). What is not known makes
two bounds: the run that is certain and the run that is possible.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from vinhdanh.law.condition import (
    Bound,
    Condition,
    Row,
    bound_expr,
    column_of,
    is_open_count,
)
from vinhdanh.law.fact import more_of

if TYPE_CHECKING:
    from vinhdanh.law.speech import Speech

WINDOW = 10  # the judged year and the nine before it


class Flag(ABC):
    """Something true or false of a year, that may be so year after year."""

    @abstractmethod
    def at(self, lag: int, *, settled: bool) -> pl.Expr:
        """The three-valued column, `lag` years before the judged year."""

    @abstractmethod
    def say(self, speech: Speech) -> str:
        """The flag aloud."""

    @abstractmethod
    def fact(self) -> str:
        """The fact it reads."""

    @abstractmethod
    def held(self, row: Row, lag: int, speech: Speech) -> bool | None:
        """The same of one row, for the sentence that says what was found."""

    def parameters(self) -> frozenset[str]:
        """The dated parameters it reads."""
        return frozenset()

    def awards(self) -> frozenset[str]:
        """The titles of the same evaluation that it looks at."""
        return frozenset()


@dataclass(frozen=True)
class Holds(Flag):
    """Held the title; in the judged year also: qualifies in this evaluation."""

    award: str

    def at(self, lag: int, *, settled: bool) -> pl.Expr:
        if lag == 0:
            return pl.col(f"earned.{self.award}{'!' if settled else ''}")
        return pl.col(column_of(self.fact(), lag))

    def say(self, speech: Speech) -> str:
        name = speech.award(self.award)
        return speech.pick(f"đạt {name}", f"holding {name}")

    def fact(self) -> str:
        return f"held.{self.award}"

    def held(self, row: Row, lag: int, speech: Speech) -> bool | None:
        del speech
        name = f"earned.{self.award}" if lag == 0 else column_of(self.fact(), lag)
        value: bool | None = row[name]
        return value

    def awards(self) -> frozenset[str]:
        return frozenset({self.award})


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
        if _literal(self.bound, speech) == top:
            return speech.pick(f"xếp loại {level}", f"rated {level}")
        return speech.pick(f"xếp loại từ {level} trở lên", f"rated {level} or better")

    def fact(self) -> str:
        return "rating"

    def held(self, row: Row, lag: int, speech: Speech) -> bool | None:
        rank = row[column_of("rating", lag)]
        return None if rank is None else bool(rank >= _literal(self.bound, speech))

    def parameters(self) -> frozenset[str]:
        return frozenset({self.bound} if isinstance(self.bound, str) else ())


def _within_run(
    flag: Flag, counts: list[pl.Expr], *, unknown_as: bool, settled: bool
) -> pl.Expr:
    """The sum of `counts` over the unbroken run of years that ends now.

    Folded from the oldest year, t0·(c0 + t1·(c1 + …)): each flag is read once. As ten
    ands of ands it took twice as long on a million people.
    """
    total: pl.Expr = pl.lit(0, dtype=pl.Int32)
    for lag in reversed(range(WINDOW)):
        so = flag.at(lag, settled=settled).fill_null(value=unknown_as)
        total = so.cast(pl.Int32) * (counts[lag] + total)
    return total


def _open(count: str, lag: int) -> pl.Expr:
    """May that year hold more than what is written down?"""
    more = pl.col(column_of(more_of(count), lag)).fill_null(value=False)
    return pl.col(column_of(count, lag)).is_null() | more


def _open_within_run(flag: Flag, count: str, *, settled: bool) -> pl.Expr:
    """May the possible run hold more than what is written down?

    It may when one of its years may, or when it reaches back past the window.
    """
    answer: pl.Expr = pl.lit(value=True)
    for lag in reversed(range(WINDOW)):
        so = flag.at(lag, settled=settled).fill_null(value=True)
        answer = so & (_open(count, lag) | answer)
    return answer


def open_lags(flag: Flag, row: Row, speech: Speech) -> list[int]:
    """The years of the possible run in which the flag is not known."""
    found = []
    for lag in range(WINDOW):
        so = flag.held(row, lag, speech)
        if so is False:
            break
        if so is None:
            found.append(lag)
    return found


def _literal(bound: Bound, speech: Speech) -> int:
    return bound if isinstance(bound, int) else speech.values[bound].amount


def _open_flag(
    flag: Flag, row: Row, speech: Speech, within: int
) -> dict[str, list[int]]:
    """The flag's own fact where it is not known, the judged year's title apart."""
    of_title = bool(flag.awards())
    lags = [lag for lag in open_lags(flag, row, speech) if lag < within]
    lags = [lag for lag in lags if lag > 0 or not of_title]
    return {flag.fact(): lags} if lags else {}


def _total(terms: list[pl.Expr]) -> pl.Expr:
    return pl.sum_horizontal(terms)


def _reach(low: pl.Expr, high: pl.Expr, bound: Bound) -> pl.Expr:
    """True when certain, False when impossible, null between."""
    least = bound_expr(bound)
    yes, no = low >= least, high < least
    return pl.when(yes).then(statement=True).when(no).then(statement=False)


@dataclass(frozen=True)
class InARow(Condition):
    """So many consecutive years, ending with the judged year."""

    flag: Flag
    years: Bound

    def column(self, *, settled: bool = False) -> pl.Expr:
        ones: list[pl.Expr] = [pl.lit(1, dtype=pl.Int32)] * WINDOW
        low = _within_run(self.flag, ones, unknown_as=False, settled=settled)
        high = _within_run(self.flag, ones, unknown_as=True, settled=settled)
        return _reach(low, high, self.years)

    def sentence(self, speech: Speech) -> str:
        years, flag = speech.amount(self.years), self.flag.say(speech)
        return speech.pick(
            f"{flag} liên tục từ {years} trở lên, tính đến năm xét",
            f"{flag}, {years} in a row or more up to the judged year",
        )

    def found(self, row: Row, path: str, speech: Speech) -> str:
        del path
        marks = [self.flag.held(row, lag, speech) for lag in range(WINDOW)]
        run = marks.index(False) if False in marks else len(marks)
        run = min(run, marks.index(None) if None in marks else run)
        return speech.pick(
            f"{self.flag.say(speech)}: {run} năm liên tục tính đến năm xét",
            f"{self.flag.say(speech)}: {run} years in a row",
        )

    def open_facts(self, row: Row, speech: Speech) -> dict[str, list[int]]:
        return _open_flag(self.flag, row, speech, _literal(self.years, speech))

    def inputs(self) -> frozenset[tuple[str, int]]:
        return frozenset((self.flag.fact(), lag) for lag in range(WINDOW))

    def parameters(self) -> frozenset[str]:
        bound = {self.years} if isinstance(self.years, str) else set()
        return self.flag.parameters() | bound

    def awards(self) -> frozenset[str]:
        return self.flag.awards()


@dataclass(frozen=True)
class CountInRun(Condition):
    """So many of a count within the unbroken run of years the flag describes."""

    count: str
    flag: Flag
    least: Bound

    def column(self, *, settled: bool = False) -> pl.Expr:
        counts = [pl.col(column_of(self.count, lag)) for lag in range(WINDOW)]
        known = [count.fill_null(0) for count in counts]
        low = _within_run(self.flag, known, unknown_as=False, settled=settled)
        high = _within_run(self.flag, known, unknown_as=True, settled=settled)
        is_open = _open_within_run(self.flag, self.count, settled=settled)
        return _reach(low, pl.when(~is_open).then(high), self.least)

    def sentence(self, speech: Speech) -> str:
        least = speech.amount(self.least, self.count)
        return speech.pick(
            f"{speech.label(self.count)} từ {least} trở lên trong thời gian đó",
            f"{speech.label(self.count)}: {least} or more within that run of years",
        )

    def found(self, row: Row, path: str, speech: Speech) -> str:
        del path
        total = 0
        for lag in range(WINDOW):
            if self.flag.held(row, lag, speech) is not True:
                break
            total += row[column_of(self.count, lag)] or 0
        said = speech.facts.get(self.count).say(total, english=speech.english)
        return f"{speech.label(self.count)}: {said}"

    def open_facts(self, row: Row, speech: Speech) -> dict[str, list[int]]:
        found = _open_flag(self.flag, row, speech, WINDOW)
        lags = []
        for lag in range(WINDOW):
            if self.flag.held(row, lag, speech) is False:
                break
            if is_open_count(row, self.count, lag):
                lags.append(lag)
        return {**found, **({self.count: lags} if lags else {})}

    def inputs(self) -> frozenset[tuple[str, int]]:
        names = (self.flag.fact(), self.count, more_of(self.count))
        return frozenset((name, lag) for name in names for lag in range(WINDOW))

    def parameters(self) -> frozenset[str]:
        bound = {self.least} if isinstance(self.least, str) else set()
        return self.flag.parameters() | bound

    def awards(self) -> frozenset[str]:
        return self.flag.awards()


@dataclass(frozen=True)
class CountOver(Condition):
    """So many of a count over the judged year and the `years` - 1 before it.

    A year nobody wrote down may hold more: it leaves the answer open, never "no".
    """

    count: str
    least: Bound
    years: int = WINDOW

    def column(self, *, settled: bool = False) -> pl.Expr:
        del settled
        counts = [pl.col(column_of(self.count, lag)) for lag in range(self.years)]
        low = _total([n.cast(pl.Int32).fill_null(0) for n in counts])
        open_years = pl.any_horizontal(
            [_open(self.count, lag) for lag in range(self.years)]
        )
        return _reach(low, pl.when(~open_years).then(low), self.least)

    def sentence(self, speech: Speech) -> str:
        least = speech.amount(self.least, self.count)
        label = speech.label(self.count)
        if self.years == WINDOW:
            return speech.pick(
                f"{label} từ {least} trở lên, kể cả của các năm trước",
                f"{label}: {least} or more, earlier years included",
            )
        return speech.pick(
            f"{label} từ {least} trở lên trong {self.years} năm tính đến năm xét",
            f"{label}: {least} or more in {self.years} years up to the judged one",
        )

    def found(self, row: Row, path: str, speech: Speech) -> str:
        del path
        total = sum(row[column_of(self.count, lag)] or 0 for lag in range(self.years))
        said = speech.facts.get(self.count).say(total, english=speech.english)
        return f"{speech.label(self.count)}: {said}"

    def open_facts(self, row: Row, speech: Speech) -> dict[str, list[int]]:
        del speech
        lags = [lag for lag in range(self.years) if is_open_count(row, self.count, lag)]
        return {self.count: lags} if lags else {}

    def inputs(self) -> frozenset[tuple[str, int]]:
        names = (self.count, more_of(self.count))
        return frozenset((name, lag) for name in names for lag in range(self.years))

    def parameters(self) -> frozenset[str]:
        return frozenset({self.least} if isinstance(self.least, str) else ())


@dataclass(frozen=True)
class NotBefore(Condition):
    """The title was not held in any of the `years` - 1 years before the judged one."""

    award: str
    years: Bound

    def column(self, *, settled: bool = False) -> pl.Expr:
        del settled
        answer: pl.Expr = pl.lit(value=True)
        for lag in range(1, WINDOW):
            held = pl.col(column_of(f"held.{self.award}", lag))
            inside = bound_expr(self.years) > lag
            answer = answer & ~(held & inside)
        return answer

    def sentence(self, speech: Speech) -> str:
        name, years = speech.award(self.award), speech.amount(self.years)
        return speech.pick(
            f"trong {years} tính đến năm xét chưa được công nhận {name}",
            f"no {name} within the {years} up to the judged one",
        )

    def found(self, row: Row, path: str, speech: Speech) -> str:
        mark, name = row[path], speech.award(self.award)
        if mark is None:
            return speech.pick("chưa có đủ thông tin", "not fully known")
        said = ("đã được công nhận", "held")
        if mark:
            said = ("chưa được công nhận", "not held")
        return f"{name}: {speech.pick(*said)}"

    def open_facts(self, row: Row, speech: Speech) -> dict[str, list[int]]:
        fact = f"held.{self.award}"
        lags = range(1, _literal(self.years, speech))
        unknown = [lag for lag in lags if row[column_of(fact, lag)] is None]
        return {fact: unknown} if unknown else {}

    def inputs(self) -> frozenset[tuple[str, int]]:
        return frozenset((f"held.{self.award}", lag) for lag in range(1, WINDOW))

    def parameters(self) -> frozenset[str]:
        return frozenset({self.years} if isinstance(self.years, str) else ())
