"""Columns whose heading is an answer and whose cells choose it with an “x”."""

import re
from typing import Final

from vinhdanh.sheets.cells import means_nothing, means_unknown
from vinhdanh.sheets.kinds import Asked, BadCell, Column, Found
from vinhdanh.sheets.workbook import Cell, shown
from vinhdanh.viet import text

_TICKS: Final = frozenset(
    ("x", "xx", "v", "✓", "✔", "√", "☑", "☒", "+", "co", "1", "dung", "dat", "ü")
)
_YEARS: Final = re.compile(r"(?:(?:nam )?(?:19|20)\d{2}\s*[,;&\-–]?\s*(?:va )?)+")


def is_tick(cell: Cell) -> bool:
    """Whether the cell is a mark that says yes: x, ✓, 1."""
    return cell is True or text.fold(shown(cell)).strip(" .()[]") in _TICKS


def read(cell: Cell, meant: str, about: Column, asked: Asked) -> Found:
    """What a cell under the heading `meant` says: a tick, its years, or words."""
    words = text.clean_line(shown(cell))
    if is_tick(cell):
        try:
            return about.read(meant, asked)
        except BadCell as bad:
            raise BadCell(
                "đánh dấu ở cột không ghi năm. Ghi năm vào tiêu đề cột, hoặc ghi năm "
                "thay dấu x.",
                "2015",
            ) from bad
    if cell is False or means_nothing(words):
        return Found(None)
    if means_unknown(words):
        return about.read(words, asked)
    if _YEARS.fullmatch(text.fold(words)):
        return about.read(f"{meant} {words}", asked)
    try:
        return about.read(words, asked)
    except BadCell as bad:
        raise BadCell(
            f"“{words}” không phải dấu x, không phải năm, cũng không rõ là "
            f"{about.label.lower()} gì.",
            "x",
        ) from bad
