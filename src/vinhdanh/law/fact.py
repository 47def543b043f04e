"""The vocabulary a rule may use: what a fact is called, measured in, supplied by."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FactType = Literal["level", "count", "yes_no", "months"]
Good = Literal["high", "low", "yes", "no", ""]


class FactError(ValueError):
    """A fact nobody declared, or a value its scale does not have."""


def more_of(count: str) -> str:
    """The companion of a count: True where there may be more than was written down."""
    return f"more.{count}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a rule may read about a subject in a year.

    `levels` are (code, Vietnamese, English) from the lowest to the highest;
    `when_true`/`when_false` say a yes-or-no fact aloud, Vietnamese then English.
    `good` is the side that favours the subject, empty where the fact has none.
    """

    id: str
    label: str
    label_en: str
    type: FactType
    supplier: str
    subjects: frozenset[str]
    unit: str = ""
    unit_en: str = ""
    levels: tuple[tuple[str, str, str], ...] = ()
    when_true: tuple[str, str] = ("có", "yes")
    when_false: tuple[str, str] = ("không", "no")
    good: Good = ""

    def rank(self, level: str) -> int:
        """The rank of a level code; 0 is the lowest."""
        codes = [code for code, _, _ in self.levels]
        if level not in codes:
            raise FactError(
                f"Fact '{self.id}' has no level {level!r}; it has {', '.join(codes)}."
            )
        return codes.index(level)

    def say(self, value: object, *, english: bool = False) -> str:
        """A value aloud, with its unit: "10 tháng", "hoàn thành tốt nhiệm vụ"."""
        if value is None:
            return "not known" if english else "chưa có thông tin"
        if self.type == "level":
            return self.levels[int(str(value))][2 if english else 1]
        if self.type == "yes_no":
            return (self.when_true if value else self.when_false)[int(english)]
        unit = self.unit_en if english else self.unit
        return f"{value} {unit}".strip()


class Facts:
    """All declared facts, by id."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by_id: Mapping[str, Fact] = {f.id: f for f in facts}

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._by_id.values())

    def __contains__(self, fact: object) -> bool:
        return fact in self._by_id

    def get(self, fact: str) -> Fact:
        """The fact of that id, or an error with the nearest right name."""
        try:
            return self._by_id[fact]
        except KeyError:
            raise FactError(unknown_name("fact", fact, self._by_id)) from None


def unknown_name(what: str, given: str, known: Iterable[str]) -> str:
    """The sentence for a name nobody knows: it offers the nearest right one."""
    names = sorted(known)
    near = nearest(given, names)
    hint = f" Did you mean {near!r}?" if near else f" Known: {', '.join(names)}."
    return f"Unknown {what} {given!r}.{hint}"


def nearest(given: str, known: Iterable[str]) -> str:
    """The name that was probably meant, "" when none is near."""
    return next(iter(difflib.get_close_matches(given, sorted(known), n=1)), "")
