"""What comes out of the door: verdicts with reasons and receipts, as plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from vinhdanh.law.verdict import Missing, Reason, Word

if TYPE_CHECKING:
    from collections.abc import Mapping

ENGINE_VERSION = "1"  # raised when the same facts and corpus may answer otherwise


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a stored verdict rests on, so that it answers the same in five years.

    `facts_hash` is SHA-256 over the record, the local rules, the year and the day in
    canonical JSON; `explanation` is the whole text an officer was shown.
    """

    corpus_version: str
    corpus_hash: str
    regime: str
    governing_day: date
    engine_version: str
    facts_hash: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One subject, one title: the word, why, what is missing, and the receipt."""

    subject: str
    award: str
    year: int
    regime: str
    governing_day: date
    word: Word
    short: str
    reasons: tuple[Reason, ...]
    missing: tuple[Missing, ...]
    standing: str
    receipt: Receipt

    def as_dict(self) -> dict[str, Any]:
        """JSON-safe: days as ISO text, the word as its value."""
        plain = asdict(self)
        plain["word"] = self.word.value
        plain["governing_day"] = self.governing_day.isoformat()
        plain["receipt"]["governing_day"] = self.receipt.governing_day.isoformat()
        for reason in plain["reasons"]:
            reason["branches"] = list(reason["branches"])
            reason["evidence"] = list(reason["evidence"])
            reason["exemptions"] = list(reason["exemptions"])
        plain["reasons"] = list(plain["reasons"])
        plain["missing"] = list(plain["missing"])
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Verdict:
        """The verdict again from `as_dict`, also after a trip through JSON."""
        receipt = dict(plain["receipt"])
        receipt["governing_day"] = date.fromisoformat(receipt["governing_day"])
        return cls(
            subject=plain["subject"],
            award=plain["award"],
            year=plain["year"],
            regime=plain["regime"],
            governing_day=date.fromisoformat(plain["governing_day"]),
            word=Word(plain["word"]),
            short=plain["short"],
            reasons=tuple(_reason(row) for row in plain["reasons"]),
            missing=tuple(Missing(**row) for row in plain["missing"]),
            standing=plain["standing"],
            receipt=Receipt(**receipt),
        )


def _reason(row: Mapping[str, Any]) -> Reason:
    names = ("branches", "evidence", "exemptions")
    lists = {name: tuple(row.get(name, ())) for name in names}
    return Reason(**{**row, **lists})
