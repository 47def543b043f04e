"""Records into a history frame; years with the same facts are read once.

In an office's list thousands of years are alike (rated good, no title, nothing else),
and reading them costs more than judging them.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import polars as pl

from vinhdanh.assess.records import year_rows
from vinhdanh.law.frame import dtype_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vinhdanh.law.fact import Facts
    from vinhdanh.statutes.load import Corpus

# Of a person's own and read by no year: what would make each history look different.
_OWN = frozenset({"id", "name", "recruited_on", "years"})


def history_frame(rows: Iterable[Mapping[str, Any]], facts: Facts) -> pl.DataFrame:
    """Rows of years → a history with every column in its type."""
    listed = list(rows)
    names = dict.fromkeys(name for row in listed for name in row)
    schema = {
        name: pl.Int32() if name in {"subject", "year"} else dtype_of(name, facts)
        for name in ("subject", "year", *names)
    }
    return pl.DataFrame(listed, schema=schema)


class Histories:
    """Gathers the years of many subjects; `frame` lays them out."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.read: list[dict[str, Any]] = []
        self.known: dict[tuple[bytes, Any, bytes], int] = {}
        self.subjects: list[int] = []
        self.places: list[int] = []

    def add(self, record: Mapping[str, Any], subject: int) -> None:
        """The years of one subject. Raises RecordError for one that cannot be read."""
        years: Mapping[Any, Any] = record.get("years") or {}
        apart = not any("discipline_ended_on" in facts for facts in years.values())
        # What a predecessor did counts or not with the record as a whole.
        apart = apart and not record.get("lineage")
        if not apart or record.get("nothing_before") is not None:
            for row in year_rows(record, subject, self.corpus):
                self._place(self._new(row), subject)
            return
        shared = pickle.dumps([item for item in record.items() if item[0] not in _OWN])
        for year, facts in years.items():
            key = (shared, year, pickle.dumps(facts))  # a third of what `repr` takes
            if key not in self.known:
                alone = {**record, "years": {year: facts}}
                (row,) = year_rows(alone, subject, self.corpus)
                self.known[key] = self._new(row)
            self._place(self.known[key], subject)

    def _new(self, row: dict[str, Any]) -> int:
        self.read.append(row)
        return len(self.read) - 1

    def _place(self, row: int, subject: int) -> None:
        self.places.append(row)
        self.subjects.append(subject)

    def frame(self) -> pl.DataFrame:
        """One row per subject and year, in the order they were added."""
        rows = history_frame(self.read, self.corpus.facts)
        subjects = pl.Series("subject", self.subjects, dtype=pl.Int32())
        return rows[self.places].with_columns(subjects) if self.places else rows
