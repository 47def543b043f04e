"""Facts frame → verdict frame: one three-valued column per criterion, one word each.

The words, in a column, are ranks in `verdict.CODES`. For each title, in this order:
no       a SOURCED criterion fails;
unknown  a SOURCED criterion lacks a fact;
confirm  a RECALLED criterion is not met or not known, a standard we only recall is met,
         a judgement would have to stand in for a measurable ground, or the regime was
         never reviewed;
yes      otherwise. A judgement asked of everybody is answered by the council's own
         vote: it is shown, and until the council has recorded it, it stops nothing.
"""

from __future__ import annotations

import functools
import operator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from vinhdanh.law.cite import Standing
from vinhdanh.law.streak import laid_columns
from vinhdanh.law.verdict import CODES, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from vinhdanh.law.dates import InForce
    from vinhdanh.law.parameter import Parameters
    from vinhdanh.law.regime import Regime, Regimes
    from vinhdanh.law.title import Criterion, Title

NO, UNKNOWN, CONFIRM, YES = (CODES.index(word) for word in CODES)
assert CODES == (Word.NO, Word.UNKNOWN, Word.CONFIRM, Word.YES)  # noqa: S101  a rank


@dataclass(frozen=True)
class LocalCriterion:
    """A criterion an office adds to a title, for the days its rule is in force."""

    id: str
    award: str
    subject: str
    in_force: InForce
    criterion: Criterion


@dataclass(frozen=True)
class Book:
    """What an evaluation is given: nothing is read from a module's global."""

    parameters: Parameters
    regimes: Regimes
    titles: tuple[Title, ...]
    local: tuple[LocalCriterion, ...] = ()


def titles_on(
    book: Book, day: date, subject: str, awards: Iterable[str]
) -> list[Title]:
    """The standards in force that day for those awards and what they look at.

    In an order in which each comes after the titles it looks at.
    """
    regime = book.regimes.on(day)
    found = {
        t.award: _with_local(t, book, day)
        for t in book.titles
        if t.regime == regime.id and t.subject == subject
    }
    ordered: dict[str, Title] = {}

    def add(award: str) -> None:
        if award in ordered or award not in found:
            return
        for other in sorted(found[award].awards()):
            add(other)
        ordered[award] = found[award]

    for award in awards:
        add(award)
    return list(ordered.values())


def _with_local(title: Title, book: Book, day: date) -> Title:
    added = tuple(
        rule.criterion
        for rule in book.local
        if rule.award == title.award
        and rule.subject == title.subject
        and rule.in_force.covers(day)
    )
    if not added:
        return title
    return replace(title, criteria=title.criteria + added, needs_local=False)


def inputs_of(titles: Iterable[Title]) -> set[tuple[str, int]]:
    """Every fact the titles read, with how many years back."""
    inputs: set[tuple[str, int]] = set()
    for title in titles:
        inputs.add((f"held.{title.award}", 0))
        for criterion in title.criteria:
            inputs |= criterion.holds.inputs()
    return inputs


def parameters_of(titles: Iterable[Title]) -> set[str]:
    """Every dated parameter the titles read."""
    return {
        name
        for title in titles
        for criterion in title.criteria
        for name in criterion.holds.parameters()
    }


def evaluate(
    frame: pl.DataFrame,
    subject: str,
    awards: Sequence[str],
    book: Book,
    *,
    explain: bool = False,
) -> pl.DataFrame:
    """The verdict frame: the same rows in the same order.

    frame: a facts frame; `governing_day` picks each row's regime and values.
    Adds, per title, its word as `<award>` and each criterion as
    `<award>.<criterion>`; with `explain`, also every part of every condition and the
    parameters' values. Raises LawDateError for a day no regime or value covers.
    """
    numbered = frame.with_row_index("row")
    groups: dict[tuple[str, tuple[str, ...]], list[date]] = {}
    for day in sorted(frame["governing_day"].unique().to_list()):
        local = tuple(r.id for r in book.local if r.in_force.covers(day))
        groups.setdefault((book.regimes.on(day).id, local), []).append(day)
    done = []
    for days in groups.values():
        rows = numbered
        if len(groups) > 1:
            rows = numbered.filter(pl.col("governing_day").is_in(days))
        titles = titles_on(book, days[0], subject, awards)
        rows = _join_values(rows, days, titles, book)
        regime = book.regimes.on(days[0])
        for title in titles:
            rows = _judge_title(rows, title, regime, explain=explain)
        done.append(rows)
    if len(done) == 1:
        return done[0].drop("row")
    return pl.concat(done, how="diagonal").sort("row").drop("row")


def _join_values(
    rows: pl.DataFrame, days: list[date], titles: list[Title], book: Book
) -> pl.DataFrame:
    """Join the values in force as columns by the governing day."""
    wanted = parameters_of(titles)
    values: dict[str, list[int | date]] = {"governing_day": list(days)}
    for day in days:
        for name, value in book.parameters.on(day, wanted).items():
            values.setdefault(f"p.{name}", []).append(value.amount)
            values.setdefault(f"p.{name}.of", []).append(value.of)
    if len(days) == 1:
        names = [name for name in values if name != "governing_day"]
        literals = (pl.lit(values[n][0], dtype=pl.Int32).alias(n) for n in names)
        return rows.with_columns(literals)
    schema = {
        name: pl.Int32() if name != "governing_day" else pl.Date() for name in values
    }
    table = pl.DataFrame(values, schema=schema)
    return rows.join(table, on="governing_day", how="left", maintain_order="left")


def _any(columns: list[pl.Expr]) -> pl.Expr:
    return functools.reduce(operator.or_, columns, pl.lit(value=False))


def _judge_title(
    rows: pl.DataFrame, title: Title, regime: Regime, *, explain: bool
) -> pl.DataFrame:
    laid, marks = rows.lazy(), _marks(title, explain=explain)
    for step in laid_columns(tuple(c.holds for c in title.criteria)):
        laid = laid.with_columns(step)
    kept = rows.columns + [mark.meta.output_name() for mark in marks]
    rows = laid.with_columns(marks).select(kept).collect(engine="in-memory")
    rows = rows.with_columns(_word(title, regime).cast(pl.Int8).alias(title.award))
    return rows.with_columns(_earned(title.award))


@functools.lru_cache(maxsize=512)
def _marks(title: Title, *, explain: bool) -> list[pl.Expr]:
    """A column a criterion, also settled where people judge; explained: all parts."""
    marks = []
    for criterion in title.criteria:
        path = f"{title.award}.{criterion.id}"
        if criterion.holds.is_soft():
            marks.append(criterion.holds.column(settled=True).alias(f"{path}!"))
        nodes = criterion.holds.nodes(path) if explain else [(path, criterion.holds)]
        marks += [node.column().alias(name) for name, node in nodes]
    return marks


def _word(title: Title, regime: Regime) -> pl.Expr:
    if not regime.reviewed:
        return pl.lit(CONFIRM)
    fails, lacks, doubts = [], [], [pl.lit(value=title.needs_local)]
    for criterion in title.criteria:
        path = f"{title.award}.{criterion.id}"
        mark = pl.col(path)
        if criterion.standing is Standing.SOURCED:
            fails.append((~mark).fill_null(value=False))
            if criterion.is_judged:
                continue
            hard = mark.is_null()
            if criterion.holds.is_soft():
                hard = hard & pl.col(f"{path}!").is_null()
                doubts.append(mark.is_null())
            lacks.append(hard)
        elif criterion.grounds:
            doubts.append(pl.lit(value=True))
        else:
            # Not yet judged is for the council's vote; not known is for a person.
            doubts.append((~mark).fill_null(value=not criterion.is_judged))
    return (
        pl.when(_any(fails))
        .then(NO)
        .when(_any(lacks))
        .then(UNKNOWN)
        .when(_any(doubts))
        .then(CONFIRM)
        .otherwise(YES)
    )


def _earned(award: str) -> list[pl.Expr]:
    """Held, or qualifies here; the settled column takes "confirm" as "not yet"."""
    held, word = pl.col(f"held.{award}"), pl.col(award)
    yes, no = held.fill_null(value=False) | (word == YES), word == NO
    settled_no = no | (word == CONFIRM)
    answer = pl.when(yes).then(statement=True)
    return [
        answer.when(no).then(statement=False).alias(f"earned.{award}"),
        answer.when(settled_no).then(statement=False).alias(f"earned.{award}!"),
    ]
