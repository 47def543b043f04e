"""Parts of a year as headings and cells name them: quý I, 6 tháng đầu năm, tháng 3.

The codes are “Q1” … “Q4”, “H1”, “H2”, “9M” (the first nine months) and “M01” … “M12”;
'' is the whole year.
"""

import re
from typing import Final, NamedTuple

from vinhdanh.viet import text

_ROMAN: Final = ("i", "ii", "iii", "iv")
_YEAR: Final = re.compile(r"\b(?:nam )?((?:19|20)\d{2})\b")
_FORMS: Final = (
    (re.compile(r"\b(?:quy|q) ?(iv|iii|ii|i|[1-4])\b"), "quarter"),
    (re.compile(r"\b(?:6|sau) thang(?: dau)(?: nam)?\b"), "H1"),
    (re.compile(r"\b(?:6|sau) thang(?: cuoi)(?: nam)?\b"), "H2"),
    (re.compile(r"\b(?:6|sau) thang\b"), "H1"),
    (re.compile(r"\b(?:9|chin) thang(?: dau)?(?: nam)?\b"), "9M"),
    (re.compile(r"\b(?:thang|t) ?(1[0-2]|0?[1-9])\b"), "month"),
    (re.compile(r"\b(?:ca nam|12 thang)\b"), ""),
)


class Period(NamedTuple):
    """A part of a year (`code`) and, where it is named, the year."""

    code: str
    year: int | None


def taken_from(words: str) -> tuple[Period | None, str]:
    """The period that folded words name, and the words without it."""
    plain = " ".join(re.sub(r"[^\w\s]", " ", words).split())
    code: str | None = None
    for form, kind in _FORMS:
        if found := form.search(plain):
            code = _code(kind, found)
            plain = f"{plain[: found.start()]} {plain[found.end() :]}"
            break
    year = _YEAR.search(plain)
    rest = " ".join(_YEAR.sub(" ", plain).split())
    if code is None and year is None:
        return None, rest
    return Period(code or "", int(year[1]) if year else None), rest


def read(words: str) -> Period | None:
    """The period that a cell names and nothing else; None where it does not."""
    period, rest = taken_from(text.fold(words))
    return period if period and rest in ("", "nam") else None


def said(code: str) -> str:
    """“quý I”, “6 tháng đầu năm”, “tháng 3”; '' for a whole year."""
    if code.startswith("Q"):
        return f"quý {_ROMAN[int(code[1]) - 1].upper()}"
    if code.startswith("M"):
        return f"tháng {int(code[1:])}"
    return {
        "H1": "6 tháng đầu năm",
        "H2": "6 tháng cuối năm",
        "9M": "9 tháng",
        "": "",
    }.get(code, code)


def said_of_slot(slot: str) -> str:
    """“quý I năm 2016” of “2016-Q1”, “năm 2016” of “2016”."""
    year, _, code = slot.partition("-")
    return f"{said(code)} năm {year}" if code else f"năm {year}"


def _code(kind: str, found: re.Match[str]) -> str:
    if kind == "quarter":
        which = found[1]
        return f"Q{_ROMAN.index(which) + 1 if which in _ROMAN else which}"
    return f"M{int(found[1]):02d}" if kind == "month" else kind
