"""Conditions on a fact of the judged year: against a bound, yes or no, a share."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import polars as pl

from vinhdanh.law.condition import Bound, Condition, Row, bound_expr

if TYPE_CHECKING:
    from vinhdanh.law.speech import Speech


def _found_named(fact: str, row: Row, speech: Speech) -> str:
    """What was found, with the fact's name where nothing was: "not known" of what?"""
    said = speech.facts.get(fact).say(row[fact], english=speech.english)
    return f"{speech.label(fact)}: {said}" if row[fact] is None else said


@dataclass(frozen=True)
class _Comparison(Condition):
    """A fact of the judged year against a bound."""

    fact: str
    bound: Bound
    compare: ClassVar[Any]
    words: ClassVar[tuple[str, str]]
    level_words: ClassVar[tuple[str, str]]

    def column(self, *, settled: bool = False) -> pl.Expr:
        del settled
        return type(self).compare(pl.col(self.fact), bound_expr(self.bound))  # type: ignore[no-any-return]

    def sentence(self, speech: Speech) -> str:
        known = speech.facts.get(self.fact)
        words = self.level_words if known.type == "level" else self.words
        bound = self.bound
        rank = bound if isinstance(bound, int) else speech.values[bound].amount
        if isinstance(self, AtLeast) and known.levels and rank == len(known.levels) - 1:
            words = ("{fact} {bound}", "{fact}: {bound}")
        if isinstance(self, AtMost) and bound == 0:
            words = ("{fact} bằng 0", "{fact}: none")
        return speech.pick(*words).format(
            fact=speech.label(self.fact), bound=speech.amount(self.bound, self.fact)
        )

    def found(self, row: Row, path: str, speech: Speech) -> str:
        del path
        return speech.facts.get(self.fact).say(row[self.fact], english=speech.english)

    def found_among(self, row: Row, path: str, speech: Speech) -> str:
        del path
        return _found_named(self.fact, row, speech)

    def inputs(self) -> frozenset[tuple[str, int]]:
        return frozenset({(self.fact, 0)})

    def parameters(self) -> frozenset[str]:
        return frozenset({self.bound} if isinstance(self.bound, str) else ())


class AtLeast(_Comparison):
    """The fact is the bound or more."""

    compare = operator.ge
    words = ("{fact} từ {bound} trở lên", "{fact}: {bound} or more")
    level_words = ("{fact} từ {bound} trở lên", "{fact}: {bound} or higher")


class MoreThan(_Comparison):
    """The fact is above the bound."""

    compare = operator.gt
    words = ("{fact} trên {bound}", "{fact}: more than {bound}")
    level_words = ("{fact} trên mức {bound}", "{fact}: above {bound}")


class AtMost(_Comparison):
    """The fact is the bound or less."""

    compare = operator.le
    words = ("{fact} không quá {bound}", "{fact}: no more than {bound}")
    level_words = ("{fact} không quá mức {bound}", "{fact}: {bound} or lower")


class Below(_Comparison):
    """The fact is under the bound: the bound itself already fails."""

    compare = operator.lt
    words = ("{fact} dưới {bound}", "{fact}: less than {bound}")
    level_words = ("{fact} chưa đến mức {bound}", "{fact}: below {bound}")


@dataclass(frozen=True)
class Is(Condition):
    """A yes-or-no fact of the judged year has the value asked for."""

    fact: str
    value: bool = True

    def column(self, *, settled: bool = False) -> pl.Expr:
        del settled
        return pl.col(self.fact) if self.value else ~pl.col(self.fact)

    def sentence(self, speech: Speech) -> str:
        known = speech.facts.get(self.fact)
        said = known.when_true if self.value else known.when_false
        return speech.pick(*said)

    def found(self, row: Row, path: str, speech: Speech) -> str:
        del path
        if row[self.fact] is self.value:
            return speech.pick("đã xác nhận", "confirmed")
        return speech.facts.get(self.fact).say(row[self.fact], english=speech.english)

    def found_among(self, row: Row, path: str, speech: Speech) -> str:
        del path
        return _found_named(self.fact, row, speech)

    def inputs(self) -> frozenset[tuple[str, int]]:
        return frozenset({(self.fact, 0)})


@dataclass(frozen=True)
class Share(Condition):
    """`part` makes up at least (or, `strict`, more than) a share of `whole`.

    Exact in whole numbers: part × of ≥ amount × whole. `share` is the id of a dated
    parameter, or the rule's own (amount, of).
    """

    part: str
    whole: str
    share: str | tuple[int, int]
    strict: bool = False

    def column(self, *, settled: bool = False) -> pl.Expr:
        del settled
        if isinstance(self.share, str):
            amount, of = pl.col(f"p.{self.share}"), pl.col(f"p.{self.share}.of")
        else:
            amount, of = (pl.lit(number, pl.Int64) for number in self.share)
        part = pl.col(self.part).cast(pl.Int64) * of
        least = pl.col(self.whole).cast(pl.Int64) * amount
        return part > least if self.strict else part >= least

    def sentence(self, speech: Speech) -> str:
        share = speech.share(self.share)
        words = ("trên", "more than") if self.strict else ("ít nhất", "at least")
        if share == "100%":
            words = ("đủ", "a full")
        least = f"{speech.pick(*words)} {share}"
        whole = speech.pick("", "of the ") + speech.label(self.whole)
        return f"{speech.label(self.part)}: {least} {whole}"

    def found(self, row: Row, path: str, speech: Speech) -> str:
        del path
        part, whole = row[self.part], row[self.whole]
        if part is None or whole is None:
            return speech.pick("chưa có đủ số liệu", "figures not complete")
        tenths = part * 1000 // whole
        comma = speech.pick(",", ".")
        return f"{part}/{whole} ({tenths // 10}{comma}{tenths % 10}%)"

    def inputs(self) -> frozenset[tuple[str, int]]:
        return frozenset({(self.part, 0), (self.whole, 0)})

    def parameters(self) -> frozenset[str]:
        return frozenset({self.share} if isinstance(self.share, str) else ())
