"""Dated values of the law: a number with its days, unit, cite and standing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.law.dates import InForce, LawDateError, check_sequence, pick_in_force

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from vinhdanh.law.cite import Cite, Standing


@dataclass(frozen=True, slots=True)
class Value:
    """One dated value; a share is `amount` out of `of`, two whole numbers.

    A level such as a rating is stored as its rank on the scale of its fact.
    """

    amount: int
    in_force: InForce
    cite: Cite
    standing: Standing
    checked_on: date
    of: int = 1


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that changes by date. `scale` is the fact whose levels it uses."""

    id: str
    label: str
    label_en: str
    unit: str
    unit_en: str
    values: tuple[Value, ...]
    scale: str | None = None

    def __post_init__(self) -> None:
        check_sequence(
            f"Parameter '{self.id}'",
            [v.in_force for v in self.values],
            gaps_allowed=True,
        )

    def on(self, day: date) -> Value:
        """The value in force on `day`; LawDateError names the days when there is none.

        A gap between two values is lawful (a rule may lapse and return); a day
        inside it is an error here, never a silent zero.
        """
        spans = [v.in_force for v in self.values]
        return self.values[pick_in_force(f"value of '{self.id}'", spans, day)]


class Parameters:
    """All dated values, handed to every evaluation as an argument."""

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        self._by_id: Mapping[str, Parameter] = {p.id: p for p in parameters}

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self._by_id.values())

    def get(self, parameter: str) -> Parameter:
        """The parameter of that id."""
        try:
            return self._by_id[parameter]
        except KeyError:
            raise LawDateError(
                f"Parameter {parameter!r} is not in statutes/parameters/; "
                f"known: {', '.join(sorted(self._by_id))}."
            ) from None

    def on(self, day: date, wanted: Iterable[str]) -> dict[str, Value]:
        """The values in force on `day` of the parameters wanted, by id."""
        return {name: self.get(name).on(day) for name in sorted(set(wanted))}
