"""Conditions over several years: years in a row, counts within them, counts to date.

The facts frame carries each fact of the judged year and of those before it as columns
of their own (`rating`, `rating@1`, …), so a run is a chain of ands, not a window over
two keys (0.25 s against 12 s on two million rows). What is not known makes two bounds:
the run that is certain and the run that is possible. A condition reads ten years unless
it says how many: past them a run may go on, so a count it has not reached is open.
"""

from __future__ import annotations

import functools
from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from vinhdanh.law import run
from vinhdanh.law.condition import Bound, Condition, Row
from vinhdanh.law.count import (
    Count,
    awards_of,
    count_at,
    count_in,
    count_inputs,
    count_open,
    flag_name,
    flags_of,
    merge,
    open_at,
    open_flag,
    parameters_of,
    total_said,
    waits_for_title,
)
from vinhdanh.law.flag import Flag, OfAward, literal_of

if TYPE_CHECKING:
    from vinhdanh.law.speech import Speech

WINDOW = 10  # the judged year and the nine before it


@functools.lru_cache(maxsize=512)
def laid_columns(
    conditions: tuple[Condition, ...],
) -> tuple[tuple[pl.Expr, ...], tuple[pl.Expr, ...], tuple[pl.Expr, ...]]:
    """Beside the facts, step by step: flags of years, runs of them, what these answer.

    Each is one column that several conditions share. As one expression a criterion a
    rung of the ladder took a third of a second for a single person. Their names begin
    with "~".
    """
    flags: dict[str, pl.Expr] = {}
    runs: dict[str, pl.Expr] = {}
    nodes = [node for condition in conditions for _, node in condition.nodes("")]
    for node in nodes:
        if not isinstance(node, InARow | CountInRun | CountOver):
            continue
        for settled in (False, True):
            for flag in flags_of(*node.reads()):
                for lag in range(node.window):
                    name = flag_name(flag, lag, settled=settled)
                    if name not in flags and not isinstance(flag, OfAward):
                        flags[name] = flag.at(lag, settled=settled).alias(name)
            if not isinstance(node, CountOver):
                runs.update(run.columns(node.flag, node.window, settled=settled))
    answers = {
        node.name(settled=settled): node.answer(settled=settled)
        for node in nodes
        if isinstance(node, Laid) and type(node).column is Laid.column
        for settled in (False, True)
    }
    named = (answer.alias(name) for name, answer in answers.items())
    return tuple(flags.values()), tuple(runs.values()), tuple(named)


class Laid(Condition):
    """A condition over years, answered in a column of its own that others read."""

    def name(self, *, settled: bool) -> str:
        """The column; settled it is another only where titles are looked at."""
        return f"~={self!r}{'!' if settled and self.awards() else ''}"

    def column(self, *, settled: bool = False) -> pl.Expr:
        return pl.col(self.name(settled=settled))

    @abstractmethod
    def answer(self, *, settled: bool) -> pl.Expr:
        """The three-valued column, from the flags and runs laid down."""


@dataclass(frozen=True)
class InARow(Laid):
    """So many consecutive years, ending with the judged year."""

    flag: Flag
    years: Bound
    window: int = WINDOW

    def answer(self, *, settled: bool) -> pl.Expr:
        certain, maybe = run.reaches(self.flag, self.window, settled=settled)
        return run.reach(run.years(certain), run.years(maybe), self.years)

    def reads(self) -> tuple[Count, ...]:
        """What it reads of each year."""
        return (self.flag,)

    def sentence(self, speech: Speech) -> str:
        years, flag = speech.amount(self.years), self.flag.say(speech)
        return speech.pick(
            f"{flag} liên tục từ {years} trở lên, tính đến năm xét",
            f"{flag}, {years} in a row or more up to the judged year",
        )

    def found(self, row: Row, path: str, speech: Speech) -> str:
        del path
        marks = [self.flag.held(row, lag, speech) for lag in range(self.window)]
        years = marks.index(False) if False in marks else len(marks)
        years = min(years, marks.index(None) if None in marks else years)
        return speech.pick(
            f"{self.flag.say(speech)}: {years} năm liên tục tính đến năm xét",
            f"{self.flag.say(speech)}: {years} years in a row",
        )

    def open_facts(self, row: Row, speech: Speech) -> dict[str, list[int]]:
        return open_flag(self.flag, row, speech, literal_of(self.years, speech))

    def inputs(self) -> frozenset[tuple[str, int]]:
        return self.flag.inputs(self.window)

    def parameters(self) -> frozenset[str]:
        return parameters_of(self.years, self.flag)

    def awards(self) -> frozenset[str]:
        return self.flag.awards()

    def looks_at_open_title(self, row: Row, speech: Speech) -> bool:
        return waits_for_title(row, speech, self.flag)


@dataclass(frozen=True)
class CountInRun(Laid):
    """So many of a count within the unbroken run of years the flag describes.

    `named`: it stands alone, so the sentence says which run that is.
    """

    count: Count
    flag: Flag
    least: Bound
    window: int = WINDOW
    named: bool = False

    def answer(self, *, settled: bool) -> pl.Expr:
        lags = range(self.window)
        counts = [count_at(self.count, lag, settled=settled) for lag in lags]
        certain, maybe = run.reaches(self.flag, self.window, settled=settled)
        low, high = run.within(certain, counts), run.within(maybe, counts)
        # The possible run may hold more than what is written down where a year of it
        # may, or where it reaches back past the window.
        opens = [open_at(self.count, lag, settled=settled) for lag in lags]
        unwritten = [so & is_open for so, is_open in zip(maybe, opens, strict=True)]
        is_open = pl.any_horizontal([*unwritten, maybe[-1]])
        return run.reach(low, pl.when(~is_open).then(high), self.least)

    def reads(self) -> tuple[Count, ...]:
        """What it reads of each year."""
        return (self.flag, self.count)

    def sentence(self, speech: Speech) -> str:
        within = speech.pick("trong thời gian đó", "within that run of years")
        if self.named:
            flag = self.flag.say(speech)
            within = speech.pick(
                f"trong các năm liên tục {flag}", f"within the unbroken years {flag}"
            )
        if isinstance(self.count, Flag):
            least = str(literal_of(self.least, speech))
            times = self.count.times(least, speech)
            return speech.pick(
                f"có từ {times} trở lên {within}", f"{times} or more {within}"
            )
        least, label = speech.amount(self.least, self.count), speech.label(self.count)
        return speech.pick(
            f"{label} từ {least} trở lên {within}", f"{label}: {least} or more {within}"
        )

    def found(self, row: Row, path: str, speech: Speech) -> str:
        del path
        total = 0
        for lag in range(self.window):
            if self.flag.held(row, lag, speech) is not True:
                break
            total += count_in(self.count, row, lag, speech) or 0
        return total_said(self.count, total, speech)

    def open_facts(self, row: Row, speech: Speech) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for lag in range(self.window):
            if self.flag.held(row, lag, speech) is False or (lag >= WINDOW and found):
                # Years long past are asked for only where nothing nearer is open.
                return found
            merge(found, self.flag.open_facts(row, lag, speech))
            merge(found, count_open(self.count, row, lag, speech))
        if not found:
            # All of the window is known and the run goes on beyond it.
            count = self.count
            found = {min(count.inputs(1))[0] if isinstance(count, Flag) else count: []}
        return found

    def inputs(self) -> frozenset[tuple[str, int]]:
        return self.flag.inputs(self.window) | count_inputs(self.count, self.window)

    def parameters(self) -> frozenset[str]:
        return parameters_of(self.least, self.flag, self.count)

    def awards(self) -> frozenset[str]:
        return awards_of(self.flag, self.count)

    def looks_at_open_title(self, row: Row, speech: Speech) -> bool:
        return waits_for_title(row, speech, self.flag, self.count)


@dataclass(frozen=True)
class CountOver(Laid):
    """So many of a count over the judged year and the `years` - 1 before it.

    A year nobody wrote down may hold more: it leaves the answer open, never "no".
    """

    count: Count
    least: Bound
    years: int = WINDOW

    @property
    def window(self) -> int:
        """How many years it reads."""
        return self.years

    def reads(self) -> tuple[Count, ...]:
        """What it reads of each year."""
        return (self.count,)

    def answer(self, *, settled: bool) -> pl.Expr:
        lags = range(self.years)
        counts = [count_at(self.count, lag, settled=settled) for lag in lags]
        low = pl.sum_horizontal([n.cast(pl.Int32).fill_null(0) for n in counts])
        open_years = pl.any_horizontal(
            [open_at(self.count, lag, settled=settled) for lag in lags]
        )
        return run.reach(low, pl.when(~open_years).then(low), self.least)

    def sentence(self, speech: Speech) -> str:
        if isinstance(self.count, Flag):
            label = self.count.times(str(literal_of(self.least, speech)), speech)
            words = (f"có {label} trở lên", f"{label} or more")
        else:
            least, label = (
                speech.amount(self.least, self.count),
                speech.label(self.count),
            )
            words = (f"{label} từ {least} trở lên", f"{label}: {least} or more")
        if self.years == WINDOW:
            return speech.pick(
                f"{words[0]}, kể cả của các năm trước",
                f"{words[1]}, earlier years included",
            )
        return speech.pick(
            f"{words[0]} trong {self.years} năm tính đến năm xét",
            f"{words[1]} in {self.years} years up to the judged one",
        )

    def found(self, row: Row, path: str, speech: Speech) -> str:
        del path
        counts = (count_in(self.count, row, n, speech) for n in range(self.years))
        return total_said(self.count, sum(n or 0 for n in counts), speech)

    def open_facts(self, row: Row, speech: Speech) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for lag in range(self.years):
            merge(found, count_open(self.count, row, lag, speech))
        return found

    def inputs(self) -> frozenset[tuple[str, int]]:
        return count_inputs(self.count, self.years)

    def parameters(self) -> frozenset[str]:
        return parameters_of(self.least, self.count)

    def awards(self) -> frozenset[str]:
        return awards_of(self.count)

    def looks_at_open_title(self, row: Row, speech: Speech) -> bool:
        return waits_for_title(row, speech, self.count)
