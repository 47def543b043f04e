"""What is counted year by year: a fact that is a number, or the years a flag is met.

A year nobody wrote down, or of which only "at least so many" is known, may hold more.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import polars as pl

from vinhdanh.law.condition import Bound, Row, column_of, is_open_count
from vinhdanh.law.fact import more_of
from vinhdanh.law.flag import Flag, OfAward

if TYPE_CHECKING:
    from vinhdanh.law.speech import Speech

Count = str | Flag  # a fact that is a number each year, or the years a flag is met


def flag_at(flag: Flag, lag: int, *, settled: bool) -> pl.Expr:
    """The flag of a year, laid down beside the facts unless it is one of them."""
    if isinstance(flag, OfAward):
        return flag.at(lag, settled=settled)
    return pl.col(flag_name(flag, lag, settled=settled))


def flag_name(flag: Flag, lag: int, *, settled: bool) -> str:
    """The column laid down for the flag of a year."""
    # Only the judged year's titles are another matter once judgements are settled.
    end = "!" if settled and lag == 0 and flag.awards() else ""
    return f"~{flag_key(flag)}@{lag}{end}"


@functools.cache
def flag_key(flag: Flag) -> str:
    """What names the flag's columns."""
    return repr(flag)


def count_at(count: Count, lag: int, *, settled: bool) -> pl.Expr:
    """The number of a year: a count, or 1 where the flag is met; null: not known."""
    if isinstance(count, Flag):
        return flag_at(count, lag, settled=settled).cast(pl.Int32)
    return pl.col(column_of(count, lag))


def open_at(count: Count, lag: int, *, settled: bool) -> pl.Expr:
    """May that year hold more than what is written down?"""
    unknown = count_at(count, lag, settled=settled).is_null()
    if isinstance(count, Flag):
        return unknown
    return unknown | pl.col(column_of(more_of(count), lag)).fill_null(value=False)


def count_in(count: Count, row: Row, lag: int, speech: Speech) -> int | None:
    """The same number, of one row."""
    if isinstance(count, Flag):
        mark = count.held(row, lag, speech)
        return None if mark is None else int(mark)
    value: int | None = row[column_of(count, lag)]
    return value


def count_open(
    count: Count, row: Row, lag: int, speech: Speech
) -> dict[str, list[int]]:
    """The facts that a year lacks; a count known as "at least" is one."""
    if isinstance(count, Flag):
        return count.open_facts(row, lag, speech)
    return {count: [lag]} if is_open_count(row, count, lag) else {}


def count_inputs(count: Count, years: int) -> frozenset[tuple[str, int]]:
    """What it reads of the judged year and the `years` - 1 before it."""
    if isinstance(count, Flag):
        return count.inputs(years)
    names = (count, more_of(count))
    return frozenset((name, lag) for name in names for lag in range(years))


def flags_of(*counts: Count) -> list[Flag]:
    """Those that are flags."""
    return [count for count in counts if isinstance(count, Flag)]


def parameters_of(bound: Bound, *counts: Count) -> frozenset[str]:
    """The dated parameters that the bound and the flags read."""
    own = frozenset({bound} if isinstance(bound, str) else ())
    return own.union(*(flag.parameters() for flag in flags_of(*counts)))


def awards_of(*counts: Count) -> frozenset[str]:
    """The titles of the same evaluation that the flags look at."""
    return frozenset().union(*(flag.awards() for flag in flags_of(*counts)))


def waits_for_title(row: Row, speech: Speech, *counts: Count) -> bool:
    """Is a flag of the judged year open because a title of this evaluation is?"""
    waiting = (flag for flag in flags_of(*counts) if flag.awards())
    return any(flag.held(row, 0, speech) is None for flag in waiting)


def total_said(count: Count, total: int, speech: Speech) -> str:
    """What was found in all, aloud."""
    if isinstance(count, Flag):
        return count.times(str(total), speech)
    said = speech.facts.get(count).say(total, english=speech.english)
    return f"{speech.label(count)}: {said}"


def merge(found: dict[str, list[int]], more: dict[str, list[int]]) -> None:
    """Add to the open facts found so far those of another year."""
    for fact, lags in more.items():
        known = found.setdefault(fact, [])
        known += [lag for lag in lags if lag not in known]


def open_flag(
    flag: Flag, row: Row, speech: Speech, within: int
) -> dict[str, list[int]]:
    """What the flag lacks in a run that is possible, so that no year of it is lost."""
    found: dict[str, list[int]] = {}
    for lag in range(within):
        merge(found, flag.open_facts(row, lag, speech))
    return found
