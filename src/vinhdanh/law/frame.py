"""The facts frame: one row per subject asked about, each fact by years back.

A history is long: one row per subject and year. The facts frame lays the judged year
and the nine before it side by side (`rating`, `rating@1`, …). A year without a row is
null: not known, neither 0 nor False.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from vinhdanh.law.condition import column_of
from vinhdanh.law.streak import WINDOW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.law.fact import Facts

ASKED = ("subject", "year", "governing_day", "recruited_on")


class HistoryError(ValueError):
    """A history that says two things about one subject and year."""


def dtype_of(fact: str, facts: Facts) -> pl.DataType:
    """The column type of a fact: small whole numbers, or yes and no."""
    if fact.startswith(("held.", "judged.", "more.")):
        return pl.Boolean()
    known = facts.get(fact)
    if known.type == "yes_no":
        return pl.Boolean()
    return pl.Int8() if known.type == "level" else pl.Int32()


def service_months() -> pl.Expr:
    """Whole months from recruitment to 31 December of the judged year.

    Recruited on 1 March: ten months; on 2 March: nine. The day after the year's end is
    what is counted to, since 31 December itself is worked.
    """
    since = pl.col("recruited_on")
    years = (pl.col("year").cast(pl.Int32) + 1 - since.dt.year()) * 12
    late = (since.dt.day() > 1).cast(pl.Int32)
    return (years + 1 - since.dt.month().cast(pl.Int32) - late).clip(lower_bound=0)


def facts_frame(
    history: pl.DataFrame,
    asked: pl.DataFrame,
    inputs: Iterable[tuple[str, int]],
    facts: Facts,
) -> pl.DataFrame:
    """One row per row of `asked`, in its order, with every input as a column.

    history: `subject`, `year` and fact columns, one row per subject and year, in any
    order. asked: `subject` (each once), `year`, `governing_day` and, for people,
    `recruited_on`.
    Raises HistoryError when a subject has two rows for one year.
    """
    wanted = sorted(set(inputs))
    names = sorted({name for name, _ in wanted} - {"service_months"})
    present = [name for name in names if name in history.columns]
    dense, step = _dense(history.select("subject", "year", *present), asked)
    columns = [pl.col(name) for name in ASKED if name in asked.columns]
    laid = []
    for name, lag in wanted:
        target = column_of(name, lag)
        if name in present:
            offset = lag if step > 0 else WINDOW - 1 - lag
            column = pl.col(name).gather_every(WINDOW, offset)
            laid.append(column.cast(dtype_of(name, facts)).alias(target))
    derived = []
    for name, lag in wanted:
        if name == "service_months":
            derived.append(service_months().alias(name))
        elif name not in present:
            empty = pl.lit(None, dtype=dtype_of(name, facts))
            derived.append(empty.alias(column_of(name, lag)))
    parts = [asked.select(columns), dense.select(laid)]
    return pl.concat(parts, how="horizontal").with_columns(derived)


def _dense(history: pl.DataFrame, asked: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Every subject with all ten years: +1 newest year first, -1 oldest first."""
    if _is_dense(history, asked):
        return history, -1
    if history.select("subject", "year").is_duplicated().any():
        twice = history.filter(history.select("subject", "year").is_duplicated())
        subject, year = twice.row(0)[:2]
        raise HistoryError(
            f"Subject {subject} has more than one row for {year}; merge them into one."
        )
    lags = pl.DataFrame({"lag": range(WINDOW)}, schema={"lag": pl.Int32})
    grid = asked.select("subject", pl.col("year").cast(pl.Int32)).join(
        lags, how="cross", maintain_order="left_right"
    )
    grid = grid.select("subject", (pl.col("year") - pl.col("lag")).alias("year"))
    years = history.with_columns(pl.col("year").cast(pl.Int32))
    joined = grid.join(years, on=["subject", "year"], how="left", maintain_order="left")
    return joined, 1


def _is_dense(history: pl.DataFrame, asked: pl.DataFrame) -> bool:
    """Already ten rows a subject, oldest year first, subjects as asked?

    Looks at the order only, so that a sorted million goes through without a join.
    """
    if history.height != asked.height * WINDOW or asked.height == 0:
        return False
    subjects, judged = asked["subject"], asked["year"].cast(pl.Int32)
    checks = []
    for offset in range(WINDOW):
        subject = pl.col("subject").gather_every(WINDOW, offset)
        year = pl.col("year").gather_every(WINDOW, offset).cast(pl.Int32)
        expected = judged - (WINDOW - 1 - offset)
        checks.append(subject.eq_missing(pl.lit(subjects)).all().alias(f"s{offset}"))
        checks.append(year.eq_missing(pl.lit(expected)).all().alias(f"y{offset}"))
    return all(history.select(checks).row(0))
