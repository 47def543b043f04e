"""Rungs of a ladder: the award before, and the years after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from vinhdanh.law.condition import Bound, Condition, Row, bound_expr, column_of
from vinhdanh.law.count import Count, parameters_of
from vinhdanh.law.flag import MERIT, Flag, Since, literal_of, since_columns
from vinhdanh.law.streak import WINDOW, CountInRun, InARow

if TYPE_CHECKING:
    from vinhdanh.law.speech import Speech


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
        lags = range(1, literal_of(self.years, speech))
        unknown = [lag for lag in lags if row[column_of(fact, lag)] is None]
        return {fact: unknown} if unknown else {}

    def inputs(self) -> frozenset[tuple[str, int]]:
        return frozenset((f"held.{self.award}", lag) for lag in range(1, WINDOW))

    def parameters(self) -> frozenset[str]:
        return parameters_of(self.years)


@dataclass(frozen=True)
class Had(Condition):
    """The award was conferred in a year before the judged one, however long ago.

    `value` False: it never was.
    """

    award: str
    basis: str = MERIT
    value: bool = True

    def column(self, *, settled: bool = False) -> pl.Expr:
        del settled
        known, possible = since_columns(self.award, self.basis)
        yes, no = pl.col(known) > 0, pl.col(possible) <= 0
        had = pl.when(yes).then(statement=True).when(no).then(statement=False)
        return had if self.value else ~had

    def sentence(self, speech: Speech) -> str:
        name = speech.award(self.award)
        if not self.value:
            return speech.pick(f"chưa được tặng {name}", f"has not received {name}")
        said = speech.pick(f"đã được tặng {name}", f"has received {name}")
        if self.basis == MERIT:
            return said
        return said + speech.pick(" (kể cả không theo công trạng)", " (on any basis)")

    def found(self, row: Row, path: str, speech: Speech) -> str:
        name = speech.award(self.award)
        ago = row[since_columns(self.award, self.basis)[0]]
        if row[path] is None:
            return speech.pick(f"{name}: chưa có thông tin", f"{name}: not known")
        if ago is None:
            return speech.pick(f"{name}: chưa được tặng", f"{name}: not received")
        return f"{name}: {speech.years([ago])}"

    def open_facts(self, row: Row, speech: Speech) -> dict[str, list[int]]:
        del row, speech
        return {f"{self.basis}.{self.award}": []}

    def inputs(self) -> frozenset[tuple[str, int]]:
        return frozenset((n, 0) for n in since_columns(self.award, self.basis))


def after(
    award: str,
    flag: Flag,
    years: Bound,
    counts: tuple[tuple[Count, Bound], ...] = (),
    *,
    basis: str = MERIT,
    window: int = WINDOW,
) -> tuple[Condition, ...]:
    """A rung of the ladder: the parts of an AllOf, in the order an article names them.

    Has the earlier award; since then at least `years` consecutive years up to the
    judged one in which the flag is met; within them at least so many of each count.
    """
    run = Since(award, flag, basis)
    within = (CountInRun(count, run, least, window) for count, least in counts)
    return (Had(award, basis), InARow(run, years, window), *within)
