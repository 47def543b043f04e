"""Runs of years that end now, as columns: how far they reach, and what lies in them.

What is not known makes two bounds: the run that is certain and the run that is
possible. The names of the columns begin with "~".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from vinhdanh.law.condition import Bound, bound_expr
from vinhdanh.law.count import flag_at, flag_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.law.flag import Flag


def run_names(flag: Flag, lag: int, *, settled: bool) -> tuple[str, str]:
    """The columns that say: the run reaches back so far, for certain and possibly."""
    end = "!" if settled and flag.awards() else ""
    return f"~{flag_key(flag)}+{lag}{end}", f"~{flag_key(flag)}?{lag}{end}"


def columns(flag: Flag, window: int, *, settled: bool) -> dict[str, pl.Expr]:
    """Year by year back, the two columns of the run, to lay down beside the facts."""
    marks = [flag_at(flag, lag, settled=settled) for lag in range(window)]
    found: dict[str, pl.Expr] = {}
    for lag in range(window):
        # One year that is not so ends the run, whatever is not known of the others.
        unbroken = pl.all_horizontal(marks[: lag + 1])
        certain, maybe = run_names(flag, lag, settled=settled)
        found[certain] = unbroken.fill_null(value=False).alias(certain)
        found[maybe] = unbroken.fill_null(value=True).alias(maybe)
    return found


def reaches(
    flag: Flag, years: int, *, settled: bool
) -> tuple[list[pl.Expr], list[pl.Expr]]:
    """Year by year back: does the run that ends now reach it, certainly, possibly?"""
    names = [run_names(flag, lag, settled=settled) for lag in range(years)]
    return [pl.col(certain) for certain, _ in names], [
        pl.col(maybe) for _, maybe in names
    ]


def years(run: Iterable[pl.Expr]) -> pl.Expr:
    """How many years the run has."""
    return pl.sum_horizontal(run).cast(pl.Int32)


def within(run: Iterable[pl.Expr], counts: Iterable[pl.Expr]) -> pl.Expr:
    """The sum of the counts in the years of a run; what is not known counts nothing."""
    none = pl.lit(0, dtype=pl.Int32)
    terms = (
        pl.when(so).then(count.fill_null(0)).otherwise(none)
        for so, count in zip(run, counts, strict=True)
    )
    return pl.sum_horizontal(terms)


def reach(low: pl.Expr, high: pl.Expr, bound: Bound) -> pl.Expr:
    """True when certain, False when impossible, null between."""
    least = bound_expr(bound)
    yes, no = low >= least, high < least
    return pl.when(yes).then(statement=True).when(no).then(statement=False)
