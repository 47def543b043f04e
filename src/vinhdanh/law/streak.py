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

from vinhdanh.law.condition import (
    Bound,
    Condition,
    Row,
    bound_expr,
    column_of,
    is_open_count,
)
from vinhdanh.law.fact import more_of
from vinhdanh.law.flag import (
    MERIT,
    Flag,
    Holds,
    Received,
    Since,
    literal_of,
    since_columns,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.law.speech import Speech

WINDOW = 10  # the judged year and the nine before it
Count = str | Flag  # a fact that is a number each year, or the years a flag is met


def _flag_at(flag: Flag, lag: int, *, settled: bool) -> pl.Expr:
    """The flag of a year, laid down beside the facts unless it is one of them."""
    if isinstance(flag, Holds | Received):
        return flag.at(lag, settled=settled)
    return pl.col(_flag_name(flag, lag, settled=settled))


def _flag_name(flag: Flag, lag: int, *, settled: bool) -> str:
    # Only the judged year's titles are another matter once judgements are settled.
    return (
        f"~{_named(flag)}@{lag}{'!' if settled and lag == 0 and flag.awards() else ''}"
    )


def _run_names(flag: Flag, lag: int, *, settled: bool) -> tuple[str, str]:
    """The columns that say: the run reaches back so far, for certain and possibly."""
    end = "!" if settled and flag.awards() else ""
    return f"~{_named(flag)}+{lag}{end}", f"~{_named(flag)}?{lag}{end}"


@functools.cache
def _named(flag: Flag) -> str:
    return repr(flag)


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
            for flag in _flags_of(*node.reads()):
                for lag in range(node.window):
                    name = _flag_name(flag, lag, settled=settled)
                    if name not in flags and not isinstance(flag, Holds | Received):
                        flags[name] = flag.at(lag, settled=settled).alias(name)
            if not isinstance(node, CountOver):
                runs.update(_runs(node.flag, node.window, settled=settled))
    answers = {
        node.name(settled=settled): node.answer(settled=settled)
        for node in nodes
        if isinstance(node, Laid) and type(node).column is Laid.column
        for settled in (False, True)
    }
    named = (answer.alias(name) for name, answer in answers.items())
    return tuple(flags.values()), tuple(runs.values()), tuple(named)


def _runs(flag: Flag, window: int, *, settled: bool) -> dict[str, pl.Expr]:
    marks = [_flag_at(flag, lag, settled=settled) for lag in range(window)]
    found: dict[str, pl.Expr] = {}
    for lag in range(window):
        # One year that is not so ends the run, whatever is not known of the others.
        unbroken = pl.all_horizontal(marks[: lag + 1])
        certain, maybe = _run_names(flag, lag, settled=settled)
        found[certain] = unbroken.fill_null(value=False).alias(certain)
        found[maybe] = unbroken.fill_null(value=True).alias(maybe)
    return found


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


def _count_at(count: Count, lag: int, *, settled: bool) -> pl.Expr:
    if isinstance(count, Flag):
        return _flag_at(count, lag, settled=settled).cast(pl.Int32)
    return pl.col(column_of(count, lag))


def _open_at(count: Count, lag: int, *, settled: bool) -> pl.Expr:
    """May that year hold more than what is written down?"""
    unknown = _count_at(count, lag, settled=settled).is_null()
    if isinstance(count, Flag):
        return unknown
    return unknown | pl.col(column_of(more_of(count), lag)).fill_null(value=False)


def _count_in(count: Count, row: Row, lag: int, speech: Speech) -> int | None:
    if isinstance(count, Flag):
        mark = count.held(row, lag, speech)
        return None if mark is None else int(mark)
    value: int | None = row[column_of(count, lag)]
    return value


def _count_open(
    count: Count, row: Row, lag: int, speech: Speech
) -> dict[str, list[int]]:
    if isinstance(count, Flag):
        return count.open_facts(row, lag, speech)
    return {count: [lag]} if is_open_count(row, count, lag) else {}


def _count_inputs(count: Count, years: int) -> frozenset[tuple[str, int]]:
    if isinstance(count, Flag):
        return count.inputs(years)
    names = (count, more_of(count))
    return frozenset((name, lag) for name in names for lag in range(years))


def _flags_of(*counts: Count) -> list[Flag]:
    return [count for count in counts if isinstance(count, Flag)]


def _parameters_of(bound: Bound, *counts: Count) -> frozenset[str]:
    own = frozenset({bound} if isinstance(bound, str) else ())
    return own.union(*(flag.parameters() for flag in _flags_of(*counts)))


def _awards_of(*counts: Count) -> frozenset[str]:
    return frozenset().union(*(flag.awards() for flag in _flags_of(*counts)))


def _waits_for_title(row: Row, speech: Speech, *counts: Count) -> bool:
    """Is a flag of the judged year open because a title of this evaluation is?"""
    waiting = (flag for flag in _flags_of(*counts) if flag.awards())
    return any(flag.held(row, 0, speech) is None for flag in waiting)


def _total_said(count: Count, total: int, speech: Speech) -> str:
    if isinstance(count, Flag):
        return count.times(str(total), speech)
    said = speech.facts.get(count).say(total, english=speech.english)
    return f"{speech.label(count)}: {said}"


def _reaches(
    flag: Flag, years: int, *, settled: bool
) -> tuple[list[pl.Expr], list[pl.Expr]]:
    """Year by year back: does the run that ends now reach it, certainly, possibly?"""
    names = [_run_names(flag, lag, settled=settled) for lag in range(years)]
    return [pl.col(certain) for certain, _ in names], [
        pl.col(maybe) for _, maybe in names
    ]


def _years(run: Iterable[pl.Expr]) -> pl.Expr:
    return pl.sum_horizontal(run).cast(pl.Int32)


def _within(run: Iterable[pl.Expr], counts: Iterable[pl.Expr]) -> pl.Expr:
    """The sum of the counts in the years of a run; what is not known counts nothing."""
    none = pl.lit(0, dtype=pl.Int32)
    terms = (
        pl.when(so).then(count.fill_null(0)).otherwise(none)
        for so, count in zip(run, counts, strict=True)
    )
    return pl.sum_horizontal(terms)


def _merge(found: dict[str, list[int]], more: dict[str, list[int]]) -> None:
    for fact, lags in more.items():
        known = found.setdefault(fact, [])
        known += [lag for lag in lags if lag not in known]


def _open_flag(
    flag: Flag, row: Row, speech: Speech, within: int
) -> dict[str, list[int]]:
    """What the flag lacks in a run that is possible, so that no year of it is lost."""
    found: dict[str, list[int]] = {}
    for lag in range(within):
        _merge(found, flag.open_facts(row, lag, speech))
    return found


def _reach(low: pl.Expr, high: pl.Expr, bound: Bound) -> pl.Expr:
    """True when certain, False when impossible, null between."""
    least = bound_expr(bound)
    yes, no = low >= least, high < least
    return pl.when(yes).then(statement=True).when(no).then(statement=False)


@dataclass(frozen=True)
class InARow(Laid):
    """So many consecutive years, ending with the judged year."""

    flag: Flag
    years: Bound
    window: int = WINDOW

    def answer(self, *, settled: bool) -> pl.Expr:
        certain, maybe = _reaches(self.flag, self.window, settled=settled)
        return _reach(_years(certain), _years(maybe), self.years)

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
        run = marks.index(False) if False in marks else len(marks)
        run = min(run, marks.index(None) if None in marks else run)
        return speech.pick(
            f"{self.flag.say(speech)}: {run} năm liên tục tính đến năm xét",
            f"{self.flag.say(speech)}: {run} years in a row",
        )

    def open_facts(self, row: Row, speech: Speech) -> dict[str, list[int]]:
        return _open_flag(self.flag, row, speech, literal_of(self.years, speech))

    def inputs(self) -> frozenset[tuple[str, int]]:
        return self.flag.inputs(self.window)

    def parameters(self) -> frozenset[str]:
        return _parameters_of(self.years, self.flag)

    def awards(self) -> frozenset[str]:
        return self.flag.awards()

    def looks_at_open_title(self, row: Row, speech: Speech) -> bool:
        return _waits_for_title(row, speech, self.flag)


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
        counts = [_count_at(self.count, lag, settled=settled) for lag in lags]
        certain, maybe = _reaches(self.flag, self.window, settled=settled)
        low, high = _within(certain, counts), _within(maybe, counts)
        # The possible run may hold more than what is written down where a year of it
        # may, or where it reaches back past the window.
        opens = [_open_at(self.count, lag, settled=settled) for lag in lags]
        unwritten = [so & is_open for so, is_open in zip(maybe, opens, strict=True)]
        is_open = pl.any_horizontal([*unwritten, maybe[-1]])
        return _reach(low, pl.when(~is_open).then(high), self.least)

    def reads(self) -> tuple[Count, ...]:
        """What it reads of each year."""
        return (self.flag, self.count)

    def sentence(self, speech: Speech) -> str:
        within = speech.pick("trong thời gian đó", "within that run of years")
        if self.named:
            run = self.flag.say(speech)
            within = speech.pick(
                f"trong các năm liên tục {run}", f"within the unbroken years {run}"
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
            total += _count_in(self.count, row, lag, speech) or 0
        return _total_said(self.count, total, speech)

    def open_facts(self, row: Row, speech: Speech) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for lag in range(self.window):
            if self.flag.held(row, lag, speech) is False or (lag >= WINDOW and found):
                # Years long past are asked for only where nothing nearer is open.
                return found
            _merge(found, self.flag.open_facts(row, lag, speech))
            _merge(found, _count_open(self.count, row, lag, speech))
        if not found:
            # All of the window is known and the run goes on beyond it.
            count = self.count
            found = {min(count.inputs(1))[0] if isinstance(count, Flag) else count: []}
        return found

    def inputs(self) -> frozenset[tuple[str, int]]:
        return self.flag.inputs(self.window) | _count_inputs(self.count, self.window)

    def parameters(self) -> frozenset[str]:
        return _parameters_of(self.least, self.flag, self.count)

    def awards(self) -> frozenset[str]:
        return _awards_of(self.flag, self.count)

    def looks_at_open_title(self, row: Row, speech: Speech) -> bool:
        return _waits_for_title(row, speech, self.flag, self.count)


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
        counts = [_count_at(self.count, lag, settled=settled) for lag in lags]
        low = pl.sum_horizontal([n.cast(pl.Int32).fill_null(0) for n in counts])
        open_years = pl.any_horizontal(
            [_open_at(self.count, lag, settled=settled) for lag in lags]
        )
        return _reach(low, pl.when(~open_years).then(low), self.least)

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
        counts = (_count_in(self.count, row, n, speech) for n in range(self.years))
        return _total_said(self.count, sum(n or 0 for n in counts), speech)

    def open_facts(self, row: Row, speech: Speech) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for lag in range(self.years):
            _merge(found, _count_open(self.count, row, lag, speech))
        return found

    def inputs(self) -> frozenset[tuple[str, int]]:
        return _count_inputs(self.count, self.years)

    def parameters(self) -> frozenset[str]:
        return _parameters_of(self.least, self.count)

    def awards(self) -> frozenset[str]:
        return _awards_of(self.count)

    def looks_at_open_title(self, row: Row, speech: Speech) -> bool:
        return _waits_for_title(row, speech, self.count)


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
        return _parameters_of(self.years)


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
