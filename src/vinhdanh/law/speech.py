"""What a sentence needs: the words for facts and awards, the values in force."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.law.fact import Facts
    from vinhdanh.law.parameter import Parameters, Value


@dataclass(frozen=True, slots=True)
class Speech:
    """One language, one day's values, one judged year."""

    facts: Facts
    award_names: Mapping[str, str]
    parameters: Parameters
    values: Mapping[str, Value]
    year: int | None = None
    english: bool = False

    def in_english(self) -> Speech:
        """The same, in English."""
        return replace(self, english=True)

    def pick(self, vietnamese: str, english: str) -> str:
        """The wording of this language."""
        return english if self.english else vietnamese

    def label(self, fact: str) -> str:
        """What the fact is called."""
        known = self.facts.get(fact)
        return self.pick(known.label, known.label_en)

    def award(self, code: str) -> str:
        """An award's name in quotation marks; Vietnamese in both languages."""
        return f"“{self.award_names.get(code, code)}”"

    def amount(self, bound: int | str, fact: str | None = None) -> str:
        """A bound aloud: a literal, or the parameter's value in force."""
        number = bound if isinstance(bound, int) else self.values[bound].amount
        if fact is not None:
            return self.facts.get(fact).say(number, english=self.english)
        if isinstance(bound, str):
            known = self.parameters.get(bound)
            return f"{number} {self.pick(known.unit, known.unit_en)}".strip()
        return str(number)

    def share(self, share: str | tuple[int, int]) -> str:
        """A share aloud: "70%", or "1/3" when it is not a whole percentage."""
        if isinstance(share, str):
            value = self.values[share]
            share = value.amount, value.of
        amount, of = share
        if 100 * amount % of == 0:
            return f"{100 * amount // of}%"
        return f"{amount}/{of}"

    def years(self, lags: Sequence[int]) -> str:
        """The years so many years back, aloud: "năm 2015", "các năm 2013–2015".

        None at all: whichever of the earlier years it may be.
        """
        if not lags:
            return self.pick("các năm trước", "of earlier years")
        if self.year is None:
            return self.pick("các năm liên quan", "the years concerned")
        years = sorted(self.year - lag for lag in lags)
        if len(years) == 1:
            return self.pick(f"năm {years[0]}", f"in {years[0]}")
        if years[-1] - years[0] == len(years) - 1:
            return self.pick(
                f"các năm {years[0]}–{years[-1]}", f"in {years[0]}–{years[-1]}"
            )
        listed = ", ".join(map(str, years))
        return self.pick(f"các năm {listed}", f"in {listed}")
