"""One day's standards of one kind of subject, asked of one row at a time."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vinhdanh.law.condition import column_of
from vinhdanh.law.evaluate import Book, evaluate, inputs_of, parameters_of
from vinhdanh.law.flag import since_columns
from vinhdanh.law.history import Mark, Subject
from vinhdanh.law.walk import Asked, both, mark_of
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import polars as pl

    from vinhdanh.law.parameter import Value
    from vinhdanh.law.regime import Regime
    from vinhdanh.law.title import Title


@dataclass(frozen=True)
class Law:
    """The standards of one kind of subject on one day, each after what it looks at."""

    kind: str
    day: date
    regime: Regime
    book: Book
    titles: tuple[Title, ...]

    @functools.cached_property
    def yearly(self) -> set[str]:
        """Titles of a year that do not ask about their own past."""
        known = corpus().awards
        return {
            award
            for award, read in self.read_back.items()
            if known[award].kind == "title" and award not in read
        }

    @functools.cached_property
    def read_back(self) -> dict[str, frozenset[str]]:
        """By title, the awards of earlier years that it reads."""
        return {title.award: _awards_read_back(title) for title in self.titles}

    def met(self, title: Title, cells: Mapping[str, Any]) -> Mark:
        """Is every criterion met but those that a council's vote answers?

        cells: one row of a facts frame with the titles looked at in `earned.` columns.
        One subject is asked a thousand times: walked row by row that takes a tenth of
        what columns of one row do; tests hold the two to the same answers.
        """
        if title.award not in self._values:
            found = self.book.parameters.on(self.day, parameters_of([title]))
            self._values[title.award] = found
        asked = Asked(Cells(cells), self._values[title.award])
        criteria = (c for c in title.criteria if not c.is_judged)
        return both(mark_of(criterion.holds, asked) for criterion in criteria)

    @functools.cached_property
    def _values(self) -> dict[str, dict[str, Value]]:
        return {}

    @functools.cached_property
    def inputs(self) -> list[tuple[str, int]]:
        """Every fact the titles read, with how many years back."""
        return sorted(inputs_of(self.titles))

    def explained(self, title: Title, rows: pl.DataFrame) -> pl.DataFrame:
        """The title's evaluated rows, with all parts of its conditions."""
        book = Book(self.book.parameters, self.book.regimes, (title,))
        return evaluate(rows, self.kind, [title.award], book, explain=True)


class Cells(Subject):
    """A row of a facts frame, as the walk asks about a subject."""

    def __init__(self, cells: Mapping[str, Any]) -> None:
        self.cells = cells

    def get(self, fact: str, lag: int = 0) -> Any:
        """The value so many years back."""
        return self.cells.get(column_of(fact, lag))

    def earned_of(self, award: str, *, settled: bool) -> Mark:
        """The title of the row; nobody judges in the years ahead."""
        del settled
        mark: Mark = self.cells[f"earned.{award}"]
        return mark

    def first_of(self, award: str, basis: str) -> tuple[int | None, int | None]:
        """How many years ago the award was first conferred: as known, and at most."""
        known, possible = since_columns(award, basis)
        return self.cells[known], self.cells[possible]


def is_held(fact: str) -> bool:
    """Is it a column of an award, on whatever basis?"""
    return fact.startswith("held")


def award_of(fact: str) -> str:
    """The award a column is about."""
    return fact.rpartition(".")[2]


def _awards_read_back(title: Title) -> frozenset[str]:
    """The awards of earlier years that a title reads."""
    return frozenset(
        award_of(name)
        for name, lag in inputs_of([title])
        if (lag > 0 and is_held(name)) or name.startswith("since.")
    )
