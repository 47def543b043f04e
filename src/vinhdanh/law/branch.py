"""Conditions that apply to some: by exemption, by basis, by occupation, when noted."""

from __future__ import annotations

import functools
import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from vinhdanh.law.cite import Standing
from vinhdanh.law.condition import Condition, Row, bound_expr, column_of
from vinhdanh.law.streak import CountOver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.law.cite import Cite
    from vinhdanh.law.speech import Speech


@dataclass(frozen=True)
class Exemption:
    """An exception an article makes: where it holds, the rule itself need not.

    `noted`: it is for a situation few are in, and closed until somebody notes that
    fact. One that is not SOURCED saves nobody by itself: a person confirms it.
    """

    cite: Cite
    says: str
    says_en: str
    holds: Condition
    standing: Standing = Standing.SOURCED
    noted: str = ""


@dataclass(frozen=True)
class Unless(Condition):
    """The rule, unless an exemption applies; the explanation names the one used."""

    rule: Condition
    exemptions: tuple[Exemption, ...]

    def parts(self) -> tuple[Condition, ...]:
        return (self.rule, *(exemption.holds for exemption in self.exemptions))

    def column(self, *, settled: bool = False) -> pl.Expr:
        columns = [self.rule.column(settled=settled)]
        for exemption in self.exemptions:
            column = exemption.holds.column(settled=settled)
            if exemption.noted:
                column = column & pl.col(exemption.noted).is_not_null()
            if exemption.standing is not Standing.SOURCED:
                # What is only recalled is open until a person has confirmed it.
                column = column & pl.lit(False if settled else None, dtype=pl.Boolean)
            columns.append(column)
        return functools.reduce(operator.or_, columns)

    def inputs(self) -> frozenset[tuple[str, int]]:
        noted = {(e.noted, 0) for e in self.exemptions if e.noted}
        return super().inputs() | noted

    def open_leaves(self, row: Row, path: str) -> Iterator[Condition]:
        if row[path] is not None:
            return
        yield from self.rule.open_leaves(row, f"{path}/0")
        for index, exemption in enumerate(self.exemptions, start=1):
            if not exemption.noted or row[exemption.noted] is not None:
                yield from exemption.holds.open_leaves(row, f"{path}/{index}")

    def used(self, row: Row, path: str) -> list[Exemption]:
        """The exemptions without which the rule would not be met."""
        if row[f"{path}/0"] is True:
            return []
        places = enumerate(self.exemptions, start=1)
        return [e for index, e in places if row[f"{path}/{index}"] is True]

    def sentence(self, speech: Speech) -> str:
        said = self.rule.sentence(speech)
        for exemption in self.exemptions:
            named = speech.pick(exemption.says, exemption.says_en)
            said += f"; {speech.pick('ngoại lệ', 'except')}: {named}"
        return said

    def found(self, row: Row, path: str, speech: Speech) -> str:
        said = self.rule.found(row, f"{path}/0", speech)
        for exemption in self.used(row, path):
            named = speech.pick(exemption.says, exemption.says_en)
            said += f"; {speech.pick('áp dụng ngoại lệ', 'exempted')}: {named}"
        return said

    def is_closed(self, row: Row, path: str) -> bool:
        del row, path
        return False

    def is_soft(self) -> bool:
        recalled = any(e.standing is not Standing.SOURCED for e in self.exemptions)
        return recalled or super().is_soft()


@dataclass(frozen=True)
class IfNoted(Condition):
    """A rule for a situation few are in: it applies once somebody notes the fact.

    Nobody writes "no training course this year" beside every name: what nobody noted
    did not happen, and the explanation says so. Once noted, the rest must be known.
    """

    fact: str
    rule: Condition

    def parts(self) -> tuple[Condition, ...]:
        return (self.rule,)

    def column(self, *, settled: bool = False) -> pl.Expr:
        ruled = self.rule.column(settled=settled)
        return pl.when(pl.col(self.fact).is_null()).then(True).otherwise(ruled)

    def sentence(self, speech: Speech) -> str:
        said = self.rule.sentence(speech)
        return speech.pick(f"nếu có: {said}", f"where it applies: {said}")

    def found(self, row: Row, path: str, speech: Speech) -> str:
        if row[self.fact] is None:
            return speech.pick("không ghi nhận trường hợp này", "not noted")
        return self.rule.found(row, f"{path}/0", speech)

    def inputs(self) -> frozenset[tuple[str, int]]:
        return self.rule.inputs() | {(self.fact, 0)}


@dataclass(frozen=True)
class Claimed(Condition):
    """A yes-or-no fact that opens a way: closed until somebody claims it."""

    fact: str

    def column(self, *, settled: bool = False) -> pl.Expr:
        del settled
        return pl.col(self.fact).fill_null(value=False)

    def sentence(self, speech: Speech) -> str:
        return speech.pick(*speech.facts.get(self.fact).when_true)

    def found(self, row: Row, path: str, speech: Speech) -> str:
        del path
        if row[self.fact] is None:
            return speech.pick("không ghi nhận trường hợp này", "not noted")
        return speech.facts.get(self.fact).say(row[self.fact], english=speech.english)

    def inputs(self) -> frozenset[tuple[str, int]]:
        return frozenset({(self.fact, 0)})


@dataclass(frozen=True)
class ClaimedOver(CountOver):
    """A count over the years as far as noted: what nobody claims is not there."""

    def column(self, *, settled: bool = False) -> pl.Expr:
        del settled
        name = str(self.count)
        counts = [pl.col(column_of(name, lag)) for lag in range(self.years)]
        noted = pl.sum_horizontal([n.cast(pl.Int32).fill_null(0) for n in counts])
        return noted >= bound_expr(self.least)

    def inputs(self) -> frozenset[tuple[str, int]]:
        return frozenset((str(self.count), lag) for lag in range(self.years))


@dataclass(frozen=True)
class Among(Condition):
    """A fact with levels has one of these: "occupation: worker or farmer"."""

    fact: str
    ranks: tuple[int, ...]

    def column(self, *, settled: bool = False) -> pl.Expr:
        del settled
        return pl.col(self.fact).is_in(self.ranks)

    def sentence(self, speech: Speech) -> str:
        known = speech.facts.get(self.fact)
        said = (known.say(rank, english=speech.english) for rank in self.ranks)
        return f"{speech.label(self.fact)}: {speech.pick(' hoặc ', ' or ').join(said)}"

    def found(self, row: Row, path: str, speech: Speech) -> str:
        del path
        return speech.facts.get(self.fact).say(row[self.fact], english=speech.english)

    def inputs(self) -> frozenset[tuple[str, int]]:
        return frozenset({(self.fact, 0)})

    def is_closed(self, row: Row, path: str) -> bool:
        return row[path] is False


@dataclass(frozen=True)
class Where(Condition):
    """One rule for those of whom `test` holds, another for everybody else.

    A test that is not known leaves the answer open unless both rules agree.
    """

    test: Condition
    then: Condition
    otherwise: Condition

    def parts(self) -> tuple[Condition, ...]:
        return (self.test, self.then, self.otherwise)

    def column(self, *, settled: bool = False) -> pl.Expr:
        test, then, other = (part.column(settled=settled) for part in self.parts())
        return (test & then) | (~test & other) | (then & other)

    def open_leaves(self, row: Row, path: str) -> Iterator[Condition]:
        if row[path] is not None:
            return
        chosen = {True: 1, False: 2, None: 0}[row[f"{path}/0"]]
        yield from self.parts()[chosen].open_leaves(row, f"{path}/{chosen}")

    def sentence(self, speech: Speech) -> str:
        test, then, other = (part.sentence(speech) for part in self.parts())
        return speech.pick(
            f"{other}; riêng {test}: {then}", f"{other}; but with {test}: {then}"
        )

    def is_closed(self, row: Row, path: str) -> bool:
        del row, path
        return False

    def found(self, row: Row, path: str, speech: Speech) -> str:
        index = 1 if row[f"{path}/0"] is True else 2
        return self.parts()[index].found(row, f"{path}/{index}", speech)


@dataclass(frozen=True)
class By(Condition):
    """A way to a form on one basis; closed where the proposal names another basis.

    A proposal that names no basis leaves every way open.
    """

    basis: int  # the rank of the basis on its scale
    way: Condition

    def parts(self) -> tuple[Condition, ...]:
        return (self.way,)

    def column(self, *, settled: bool = False) -> pl.Expr:
        other = pl.col("basis").ne(self.basis).fill_null(value=False)
        way = self.way.column(settled=settled)
        return pl.when(other).then(False).otherwise(way)

    def sentence(self, speech: Speech) -> str:
        name = speech.facts.get("basis").say(self.basis, english=speech.english)
        return f"{name}: {self.way.sentence(speech)}"

    def found(self, row: Row, path: str, speech: Speech) -> str:
        if self.is_closed(row, path):
            name = speech.facts.get("basis").say(self.basis, english=speech.english)
            return speech.pick(
                f"không đề nghị theo {name}", f"not proposed by way of {name}"
            )
        return self.way.found(row, f"{path}/0", speech)

    def inputs(self) -> frozenset[tuple[str, int]]:
        return self.way.inputs() | {("basis", 0)}

    def is_closed(self, row: Row, path: str) -> bool:
        if row["basis"] not in (None, self.basis):
            return True
        return self.way.is_closed(row, f"{path}/0")
