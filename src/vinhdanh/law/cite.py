"""Citations: which point of which clause of which article of which instrument."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from vinhdanh.law.dates import InForce


class Standing(StrEnum):
    """How we know a rule; only what is SOURCED may turn anybody down."""

    SOURCED = "SOURCED"
    RECALLED = "RECALLED"
    UNKNOWN = "UNKNOWN"


class CiteError(LookupError):
    """A citation of an instrument or article that instruments.toml does not list."""


@dataclass(frozen=True, slots=True)
class Cite:
    """A place in the law. `instrument` is its number, such as "06/2022/QH15".

    `dieu` is None where only the instrument is known, not the article.
    """

    instrument: str
    dieu: int | None = None
    khoan: int | None = None
    diem: str | None = None

    def place(self) -> str:
        """The place without the instrument: "điểm b khoản 1 Điều 23"."""
        parts = []
        if self.diem is not None:
            parts.append(f"điểm {self.diem}")
        if self.khoan is not None:
            parts.append(f"khoản {self.khoan}")
        if self.dieu is not None:
            parts.append(f"Điều {self.dieu}")
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, decree or circular: its number, its days, the articles we may cite.

    `line` is how a decision's legal bases name it; `order` its place among them.
    `awards`: it is a basis of these alone; None: of every award. `levels`: of decisions
    of units of these levels alone; None: of every unit's.
    """

    number: str
    kind: str
    short_name: str
    signed_on: date
    in_force: InForce
    dates_standing: Standing
    articles: frozenset[int]
    line: str
    order: int
    awards: frozenset[str] | None = None
    levels: frozenset[str] | None = None


class Instruments:
    """The instruments we know, by number."""

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self._by_number: Mapping[str, Instrument] = {i.number: i for i in instruments}

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self._by_number.values())

    def get(self, number: str) -> Instrument:
        """The instrument of that number, or an error that says where to add it."""
        try:
            return self._by_number[number]
        except KeyError:
            raise CiteError(
                f"Instrument {number!r} is not in statutes/instruments.toml; "
                "add it with its dates and articles before citing it."
            ) from None

    def check(self, cite: Cite) -> None:
        """Raise CiteError unless the instrument and its article are listed."""
        instrument = self.get(cite.instrument)
        if cite.dieu is not None and cite.dieu not in instrument.articles:
            raise CiteError(
                f"Điều {cite.dieu} of {cite.instrument} is not among its articles in "
                "statutes/instruments.toml; read the text, then list the article."
            )

    def say(self, cite: Cite) -> str:
        """The full citation: "điểm b khoản 1 Điều 23 Luật Thi đua, khen thưởng …"."""
        return f"{cite.place()} {self.get(cite.instrument).short_name}".strip()
