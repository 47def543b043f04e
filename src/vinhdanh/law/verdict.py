"""The four words and what stands behind them; plain data, no columns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NAMES = {
    "yes": "đạt",
    "no": "không đạt",
    "unknown": "chưa đủ căn cứ",
    "confirm": "cần người xác nhận",
}


class Word(StrEnum):
    """The answer to "does she qualify?"."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    CONFIRM = "confirm"

    @property
    def label(self) -> str:
        """The Vietnamese word an officer reads."""
        return NAMES[self.value]


CODES = (Word.NO, Word.UNKNOWN, Word.CONFIRM, Word.YES)  # the rank in a column


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion: what is asked, what was found, by which rule.

    `mark` True holds, False fails, None not known. `judged`: the council answers it.
    `branches`: of several ways, those that hold. `exemptions`: the exceptions without
    which it would not be met, each with its article. `noted`: False for the rule of a
    situation that nobody noted of this subject.
    """

    criterion: str
    mark: bool | None
    sentence: str
    sentence_en: str
    found: str
    found_en: str
    cite: str
    standing: str
    local: bool
    judged: bool
    branches: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    exemptions: tuple[str, ...] = ()
    noted: bool = True

    def line(self) -> str:
        """The reason as an officer reads it."""
        sign = {True: "✓", False: "✗", None: "○" if self.judged else "?"}[self.mark]
        note = "" if self.standing == "SOURCED" else " — cần đối chiếu văn bản gốc"
        where = f" (quy định của cơ quan: {self.cite})" if self.local else ""
        where = where or f" ({self.cite})"
        return f"{sign} {self.sentence} — {self.found}{where}{note}"


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that is not known and that decides, with who can supply it."""

    fact: str
    label: str
    supplier: str
