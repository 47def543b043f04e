"""The facts frame: one row per subject asked about, each fact by years back.

A history is long: one row per subject and year. The facts frame lays the judged year
and those before it side by side (`rating`, `rating@1`, …). A year without a row is
null: not known, neither 0 nor False. `since.…` and `possible.…` look at every year of
the history: how long ago an award was first conferred, as known and at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from vinhdanh.law.condition import column_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vinhdanh.law.fact import Facts

ASKED = ("subject", "year", "governing_day", "recruited_on", "founded_on")


class HistoryError(ValueError):
    """A history that says two things about one subject and year."""


def dtype_of(fact: str, facts: Facts) -> pl.DataType:
    """The column type of a fact: small whole numbers, or yes and no."""
    if fact.startswith(("held", "judged.", "more.")):
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


def existence_years() -> pl.Expr:
    """Whole years from the founding to 31 December of the judged year.

    Founded on 1 January 2007: ten years at the end of 2016; on 2 January: nine.
    """
    since = pl.col("founded_on")
    late = (since.dt.ordinal_day() > 1).cast(pl.Int32)
    years = pl.col("year").cast(pl.Int32) + 1 - since.dt.year() - late
    return years.clip(lower_bound=0)


DERIVED = {"service_months": service_months, "existence_years": existence_years}


def facts_frame(
    history: pl.DataFrame,
    asked: pl.DataFrame,
    inputs: Iterable[tuple[str, int]],
    facts: Facts,
) -> pl.DataFrame:
    """One row per row of `asked`, in its order, with every input as a column.

    history: `subject`, `year` and fact columns, one row per subject and year, in any
    order. asked: `subject` (each once), `year`, `governing_day` and, for people,
    `recruited_on`, for collectives `founded_on`; `nothing_before`, where given, is the
    first year in which the subject may hold anything.
    Raises HistoryError when a subject has two rows for one year.
    """
    wanted = sorted(set(inputs))
    spans = sorted({_spanned(name) for name, _ in wanted} - {""})
    laid = [(n, lag) for n, lag in wanted if n not in DERIVED and not _spanned(n)]
    sources = {
        name: _source(name, history.columns)
        for name in dict.fromkeys([*(name for name, _ in laid), *spans])
    }
    present = sorted({name for name in sources.values() if name})
    years = history.select("subject", "year", *present)
    lags = [lag for _, lag in laid]
    table = _table(years, asked, max(lags, default=0) + 1, whole=bool(spans))
    columns, empty = [], []
    for name, lag in laid:
        target, source = column_of(name, lag), sources[name]
        if source is None or lag >= table.years:
            empty.append(pl.lit(None, dtype=dtype_of(name, facts)).alias(target))
        else:
            column = table.at(source, lag).cast(dtype_of(name, facts))
            columns.append(column.alias(target))
    oldest = _oldest(asked)
    # May the subject hold anything so many years back? Not known: it may.
    years_back = range(table.years if spans else 0)
    counted = [pl.lit((oldest >= n).fill_null(value=True)) for n in years_back]
    for name in spans:
        columns += _first_conferred(table, sources[name], name, counted)
    about = [pl.col(name) for name in ASKED if name in asked.columns]
    parts = [asked.select(about), table.rows.select(columns)]
    derived = [DERIVED[n]().alias(n) for n, _ in wanted if n in DERIVED]
    bounded = [_bound(f"possible.{name}", table.years, oldest) for name in spans]
    frame = pl.concat(parts, how="horizontal")
    return frame.with_columns(*derived, *empty, *bounded)


def _spanned(name: str) -> str:
    """The fact whose first year a column is about; "" for any other column."""
    prefix, _, fact = name.partition(".")
    return fact if prefix in {"since", "possible"} else ""


def _source(name: str, columns: Sequence[str]) -> str | None:
    """The history's column for a fact; an award without a basis was for merit."""
    if name in columns:
        return name
    plain = f"held.{name.partition('.')[2]}"
    return plain if name.startswith("held_") and plain in columns else None


@dataclass(frozen=True)
class _Table:
    """Every subject with the same number of years, newest or oldest year first."""

    rows: pl.DataFrame
    years: int
    newest_first: bool

    def at(self, source: str, lag: int) -> pl.Expr:
        """A column of the table, so many years before the judged one."""
        offset = lag if self.newest_first else self.years - 1 - lag
        return pl.col(source).gather_every(self.years, offset)


def _oldest(asked: pl.DataFrame) -> pl.Series:
    """How many years back each subject may hold anything; null: nobody says.

    Nobody holds anything before the year of first recruitment, nor before the year
    the subject's list is said to begin with.
    """
    first = pl.lit(None, dtype=pl.Int32)
    if "nothing_before" in asked.columns:
        first = pl.col("nothing_before").cast(pl.Int32)
    if "recruited_on" in asked.columns:
        first = pl.coalesce(first, pl.col("recruited_on").dt.year())
    years = (pl.col("year") - first).cast(pl.Int32).clip(lower_bound=0)
    return asked.select(years.alias("oldest")).to_series()


def _first_conferred(
    table: _Table, source: str | None, name: str, counted: Sequence[pl.Expr]
) -> tuple[pl.Expr, pl.Expr]:
    """How many years ago, as far as is known, and the oldest year it may have been.

    Null: never; 0: every year of the table that counts is known to lack it.
    """
    known: list[pl.Expr] = [pl.repeat(None, pl.len() // table.years, dtype=pl.Int32)]
    maybe: list[pl.Expr] = [pl.repeat(0, pl.len() // table.years, dtype=pl.Int32)]
    for lag in range(1, table.years):
        whole = pl.lit(lag, dtype=pl.Int32)
        counts = counted[lag]
        if source is not None:
            held = table.at(source, lag)
            known.append(pl.when(held).then(whole))
            counts = counts & held.fill_null(value=True)
        maybe.append(pl.when(counts).then(whole))
    return (
        pl.max_horizontal(known).alias(f"since.{name}"),
        pl.max_horizontal(maybe).alias(f"possible.{name}"),
    )


def _bound(column: str, years: int, oldest: pl.Series) -> pl.Expr:
    """At most so many years ago: no bound where earlier years may hold it too."""
    limit = pl.lit(oldest)
    bound = pl.max_horizontal(pl.col(column), pl.when(limit >= years).then(limit))
    return pl.when(limit.is_not_null()).then(bound).alias(column)


def _table(
    history: pl.DataFrame, asked: pl.DataFrame, least: int, *, whole: bool
) -> _Table:
    """The years side by side: those the facts are read of, or the `whole` history."""
    stride = _stride(history, asked)
    if stride:
        return _Table(history, stride, newest_first=False)
    if history.select("subject", "year").is_duplicated().any():
        twice = history.filter(history.select("subject", "year").is_duplicated())
        subject, year = twice.row(0)[:2]
        raise HistoryError(
            f"Subject {subject} has more than one row for {year}; merge them into one."
        )
    years = least
    if whole and history.height and asked.height:
        newest, oldest = asked["year"].to_list(), history["year"].to_list()
        years = max(least, max(newest) - min(oldest) + 1)
    lags = pl.DataFrame({"lag": range(years)}, schema={"lag": pl.Int32})
    grid = asked.select("subject", pl.col("year").cast(pl.Int32)).join(
        lags, how="cross", maintain_order="left_right"
    )
    grid = grid.select("subject", (pl.col("year") - pl.col("lag")).alias("year"))
    rows = history.with_columns(pl.col("year").cast(pl.Int32))
    joined = grid.join(rows, on=["subject", "year"], how="left", maintain_order="left")
    return _Table(joined, years, newest_first=True)


def _stride(history: pl.DataFrame, asked: pl.DataFrame) -> int:
    """The years of each subject where all have as many, oldest first, as asked; else 0.

    Looks at the order only, so that a sorted million goes through without a join.
    """
    if asked.height == 0 or history.height == 0 or history.height % asked.height:
        return 0
    years = history.height // asked.height
    subjects, judged = asked["subject"], asked["year"].cast(pl.Int32)
    checks = []
    for offset in range(years):
        subject = pl.col("subject").gather_every(years, offset)
        year = pl.col("year").gather_every(years, offset).cast(pl.Int32)
        expected = judged - (years - 1 - offset)
        checks.append(subject.eq_missing(pl.lit(subjects)).all().alias(f"s{offset}"))
        checks.append(year.eq_missing(pl.lit(expected)).all().alias(f"y{offset}"))
    return years if all(history.select(checks).row(0)) else 0
