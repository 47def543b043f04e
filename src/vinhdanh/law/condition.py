"""Conditions: one object gives the column, the sentence and the facts it reads.

A column is three-valued: True, False, null for "not known". `settled=True` renders the
same column with every open judgement taken as "no": where it is still null a fact is
missing, where it is not the outcome hangs on people and not on papers.
"""

from __future__ import annotations

import functools
import operator
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import polars as pl

from vinhdanh.law.fact import more_of

if TYPE_CHECKING:
    from vinhdanh.law.speech import Speech

Row = Mapping[str, Any]
Bound = int | str  # a number of the rule itself, or the id of a dated parameter
NOT_ASKED = ("judged.", "held", "since.", "possible.", "more.")
"""Columns that are no facts somebody supplies under that name."""


def column_of(fact: str, lag: int = 0) -> str:
    """The name of a fact's column, `lag` years before the judged year."""
    return fact if lag == 0 else f"{fact}@{lag}"


def is_open_count(row: Row, count: str, lag: int) -> bool:
    """Is a count not known, or known only as "at least so many"?"""
    more = row.get(column_of(more_of(count), lag))
    return row[column_of(count, lag)] is None or more is True


def bound_expr(bound: Bound) -> pl.Expr:
    """A bound as a column: literal, or the parameter joined by the governing day."""
    return pl.lit(bound) if isinstance(bound, int) else pl.col(f"p.{bound}")


class Condition(ABC):
    """Something a rule asks of a subject in a year."""

    @abstractmethod
    def column(self, *, settled: bool = False) -> pl.Expr:
        """The three-valued column."""

    @abstractmethod
    def sentence(self, speech: Speech) -> str:
        """What is asked, with the values in force."""

    @abstractmethod
    def found(self, row: Row, path: str, speech: Speech) -> str:
        """What the row holds about it."""

    def found_among(self, row: Row, path: str, speech: Speech) -> str:
        """The same where it is one part of several and has to say which."""
        return self.found(row, path, speech)

    def parts(self) -> tuple[Condition, ...]:
        """The conditions this one is made of."""
        return ()

    def inputs(self) -> frozenset[tuple[str, int]]:
        """The facts read, each with how many years back."""
        return frozenset().union(*(part.inputs() for part in self.parts()))

    def parameters(self) -> frozenset[str]:
        """The dated parameters read."""
        return frozenset().union(*(part.parameters() for part in self.parts()))

    def awards(self) -> frozenset[str]:
        """The titles of the same evaluation that it looks at."""
        return frozenset().union(*(part.awards() for part in self.parts()))

    def open_facts(self, row: Row, speech: Speech) -> dict[str, list[int]]:
        """The facts it still lacks in this row, each with how many years back."""
        del speech
        found: dict[str, list[int]] = {}
        for fact, lag in sorted(self.inputs()):
            if not fact.startswith(NOT_ASKED) and row[column_of(fact, lag)] is None:
                found.setdefault(fact, []).append(lag)
        return found

    def looks_at_open_title(self, row: Row, speech: Speech) -> bool:
        """Is it open because a title of this same evaluation is?"""
        del speech
        return any(row[f"earned.{award}"] is None for award in self.awards())

    def is_soft(self) -> bool:
        """May its column be null because people have not judged yet?"""
        return bool(self.awards()) or any(part.is_soft() for part in self.parts())

    def is_closed(self, row: Row, path: str) -> bool:
        """Is it a way that is not for this subject, or not for this proposal?"""
        parts = enumerate(self.parts())
        return any(part.is_closed(row, f"{path}/{index}") for index, part in parts)

    def open_leaves(self, row: Row, path: str) -> Iterator[Condition]:
        """The parts that are not known and that leave this condition open."""
        if row[path] is not None:
            return
        if not self.parts():
            yield self
        for index, part in enumerate(self.parts()):
            yield from part.open_leaves(row, f"{path}/{index}")

    def nodes(self, path: str) -> Iterator[tuple[str, Condition]]:
        """This condition and all its parts, each with its path."""
        yield path, self
        for index, part in enumerate(self.parts()):
            yield from part.nodes(f"{path}/{index}")


def _bracketed(part: Condition, speech: Speech) -> str:
    said = part.sentence(speech)
    return f"({said})" if part.parts() else said


@dataclass(frozen=True)
class AllOf(Condition):
    """Every part holds."""

    conditions: tuple[Condition, ...]
    join: ClassVar[tuple[str, str]] = ("; và ", "; and ")

    def parts(self) -> tuple[Condition, ...]:
        return self.conditions

    def column(self, *, settled: bool = False) -> pl.Expr:
        columns = [part.column(settled=settled) for part in self.conditions]
        return functools.reduce(operator.and_, columns)

    def sentence(self, speech: Speech) -> str:
        said = [_bracketed(part, speech) for part in self.conditions]
        return speech.pick(*self.join).join(said)

    def found(self, row: Row, path: str, speech: Speech) -> str:
        said = (
            part.found_among(row, f"{path}/{index}", speech)
            for index, part in enumerate(self.conditions)
        )
        return "; ".join(said)


@dataclass(frozen=True)
class AnyOf(Condition):
    """At least one part holds; the explanation names which."""

    conditions: tuple[Condition, ...]

    def parts(self) -> tuple[Condition, ...]:
        return self.conditions

    def column(self, *, settled: bool = False) -> pl.Expr:
        columns = [part.column(settled=settled) for part in self.conditions]
        return functools.reduce(operator.or_, columns)

    def sentence(self, speech: Speech) -> str:
        said = [part.sentence(speech) for part in self.conditions]
        if len(said) > 2 or any(part.parts() for part in self.conditions):  # noqa: PLR2004
            # Numbered, so that nobody has to guess how far an "and" reaches.
            numbered = (f"({n}) {words}" for n, words in enumerate(said, 1))
            return speech.pick("; hoặc ", "; or ").join(numbered)
        return speech.pick(" hoặc ", " or ").join(said)

    def is_closed(self, row: Row, path: str) -> bool:
        parts = enumerate(self.conditions)
        return all(part.is_closed(row, f"{path}/{index}") for index, part in parts)

    def branches(self, row: Row, path: str) -> list[tuple[str, Condition]]:
        """The parts that hold in this row, each with its path."""
        paths = [(f"{path}/{i}", part) for i, part in enumerate(self.conditions)]
        return [(name, part) for name, part in paths if row[name] is True]

    def found(self, row: Row, path: str, speech: Speech) -> str:
        paths = [(f"{path}/{i}", part) for i, part in enumerate(self.conditions)]
        paths = [way for way in paths if not way[1].is_closed(row, way[0])] or paths
        chosen = self.branches(row, path) or paths
        # Two ways that one body judges are found with the same words: once is enough.
        found = dict.fromkeys(
            part.found_among(row, name, speech) for name, part in chosen
        )
        said = "; ".join(found)
        if chosen is paths:
            return said
        return speech.pick("đạt theo nhánh: ", "holds by: ") + said


@dataclass(frozen=True)
class Judged(Condition):
    """What a named body judges; never approximated by code."""

    id: str
    question: str
    question_en: str
    by: str = "Hội đồng Thi đua - Khen thưởng"

    def column(self, *, settled: bool = False) -> pl.Expr:
        recorded = pl.col(self.fact)
        return recorded.fill_null(value=False) if settled else recorded

    @property
    def fact(self) -> str:
        """The column that holds the recorded judgement."""
        return f"judged.{self.id}"

    def sentence(self, speech: Speech) -> str:
        return speech.pick(self.question, self.question_en)

    def found(self, row: Row, path: str, speech: Speech) -> str:
        del path
        recorded = row[self.fact]
        if recorded is None:
            return speech.pick(f"{self.by} xem xét", f"for {self.by} to judge")
        yes_no = ("đã kết luận: đạt", "judged: yes")
        if not recorded:
            yes_no = ("đã kết luận: không đạt", "judged: no")
        return f"{self.by} {speech.pick(*yes_no)}"

    def inputs(self) -> frozenset[tuple[str, int]]:
        return frozenset({(self.fact, 0)})

    def is_soft(self) -> bool:
        return True


@dataclass(frozen=True)
class Earned(Condition):
    """Holds the title of the judged year, or qualifies for it in the same evaluation.

    People are nominated for both titles in one round, before either is conferred.
    """

    award: str

    def column(self, *, settled: bool = False) -> pl.Expr:
        return pl.col(f"earned.{self.award}{'!' if settled else ''}")

    def sentence(self, speech: Speech) -> str:
        name = speech.award(self.award)
        return speech.pick(
            f"được công nhận {name} trong năm xét, hoặc đủ tiêu chuẩn {name} "
            "trong chính lần xét này",
            f"holds {name} of the year, or qualifies for it in this same evaluation",
        )

    def found(self, row: Row, path: str, speech: Speech) -> str:
        name = speech.award(self.award)
        if row[f"held.{self.award}"] is True:
            return speech.pick(f"đã được công nhận {name}", f"{name} conferred")
        word = {
            True: ("đủ tiêu chuẩn trong lần xét này", "qualifies in this evaluation"),
            False: ("không đạt trong lần xét này", "fails in this evaluation"),
            None: ("chưa kết luận được trong lần xét này", "not settled yet"),
        }[row[path]]
        return f"{name}: {speech.pick(*word)}"

    def inputs(self) -> frozenset[tuple[str, int]]:
        return frozenset({(f"held.{self.award}", 0)})

    def awards(self) -> frozenset[str]:
        return frozenset({self.award})
