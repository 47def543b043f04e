"""Identity numbers in a list: read with care, shown with all but their end hidden."""

import re
from typing import Final

from vinhdanh.sheets.cells import means_unknown
from vinhdanh.sheets.kinds import Asked, BadCell, Found
from vinhdanh.sheets.workbook import Cell, shown
from vinhdanh.viet import text

SHOWN: Final = 4
HIDDEN: Final = "•"
HEADINGS: Final = (
    *("so dinh danh", "so dinh danh ca nhan", "ma dinh danh", "ma dinh danh ca nhan"),
    *("so cccd", "cccd", "cccd so", "so can cuoc", "so can cuoc cong dan"),
    *("can cuoc", "can cuoc cong dan", "can cuoc so", "can cuoc cong dan so"),
    *("so cmnd", "cmnd", "cmnd so", "so chung minh nhan dan", "chung minh nhan dan"),
    *("so cmt", "cmt", "cmtnd", "so cmtnd", "so chung minh thu", "so cmnd cccd"),
    *("cmnd cccd", "cccd cmnd", "so cccd cmnd", "cccd can cuoc", "so giay to"),
    *("so giay to tuy than", "so dinh danh cccd", "so dinh danh ca nhan cccd"),
    *("so dinh danh cccd cmnd", "chung minh nhan dan so", "so cc", "so the can cuoc"),
    *("ma so ca nhan", "ma so dinh danh", "giay to tuy than", "giay to tuy than so"),
)
NEVER: Final = ("ngay", "noi", "cha", "me", "vo", "chong", "con")

_CITIZEN, _OLD_CARD = 12, 9
_BETWEEN: Final = re.compile(r"[\s.\-']+")
# Excel takes a number for an amount and drops what stands before its first figure:
# citizens' numbers begin with 0, and so may the older ones.
_WITHOUT_ZEROS: Final = {11: _CITIZEN, 10: _CITIZEN, 8: _OLD_CARD}


def number(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """The 12 digits of a citizen's number or the 9 of an old card, as text.

    A number that is masked already says nothing. No sentence repeats the digits.
    """
    words = text.clean_line(shown(cell))
    if means_unknown(words) or HIDDEN in words or "*" in words:
        return Found(None)
    digits = _BETWEEN.sub("", words)
    if not (digits.isascii() and digits.isdigit()):
        raise BadCell("số định danh chỉ gồm chữ số; xem lại chữ hoặc dấu lẫn vào.")
    if len(digits) in (_CITIZEN, _OLD_CARD):
        return Found(digits)
    whole = _WITHOUT_ZEROS.get(len(digits))
    if whole and isinstance(cell, int | float):
        filled = digits.zfill(whole)
        return Found(
            filled,
            (f"Excel đã bỏ số 0 ở đầu; đọc là số {whole} chữ số {masked(filled)}.",),
        )
    raise BadCell(
        "căn cước công dân có 12 số, chứng minh nhân dân có 9 số; ô này có "
        f"{len(digits)}. Nếu mất số 0 ở đầu (Excel hay bỏ), ghi lại cho đủ."
    )


# A citizen's number wherever it stands: 12 digits from 0, together or by threes. A
# telephone number has 10, and a decision's number is shorter. It begins with the 0
# so that the search leaps from 0 to 0.
_ANYWHERE: Final = re.compile(
    r"0(?<!\d0)(?:\d{11}|\d\d([ .])\d{3}\1\d{3}\1\d{3})(?!\d)"
)


def is_told_in(words: str) -> bool:
    """Whether a citizen's number stands somewhere in these words."""
    return _ANYWHERE.search(words) is not None


def masked_in(words: str) -> str:
    """The words with each citizen's number in them hidden but for its last four."""
    return _ANYWHERE.sub(lambda found: masked(found[0]), words)


def masked(words: str) -> str:
    """The words with all but their last four signs hidden, where they tell more."""
    if sum(char.isdigit() for char in words) <= SHOWN:
        return words
    return re.sub(r"\w", HIDDEN, words[:-SHOWN]) + words[-SHOWN:]


def is_heading(words: str) -> bool:
    """Whether a heading names a column of identity numbers."""
    plain = " ".join(re.sub(r"[^\w\s]", " ", text.fold(words)).split())
    named = any(f" {each} " in f" {plain} " for each in HEADINGS)
    return named and not set(plain.split()) & set(NEVER)
