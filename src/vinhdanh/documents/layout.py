"""How an official paper is laid out on its own day.

Nghị định 30/2020/NĐ-CP, Phụ lục I, from 5 March 2020; before that Thông tư
01/2011/TT-BNV. Paper, margins, font and page number of the decree are SOURCED; the
circular as a whole, and what differs between the two, is RECALLED: no verdict hangs on
it, and an office that knows better changes this table.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from vinhdanh.viet import dates


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutDay:
    """What the layout rules of a period ask; lengths in mm, sizes in pt."""

    instrument: str
    standing: Literal["SOURCED", "RECALLED"]
    first_day: date
    page_number: Literal["top-center", "bottom-right"]
    bases_italic: bool
    last_base_mark: str
    """After the last legal base: “.” or “,”."""
    top_mm: int = 20
    bottom_mm: int = 20
    left_mm: int = 30
    right_mm: int = 18
    nation_pt: int = 12
    motto_pt: int = 13
    body_pt: int = 14
    table_pt: int = 12
    recipients_pt: int = 11
    page_number_pt: int = 13


# Newest first; the last one also serves all days before it.
_LAYOUTS: Final = (
    LayoutDay(
        instrument="Nghị định 30/2020/NĐ-CP",
        standing="SOURCED",
        first_day=date(2020, 3, 5),
        page_number="top-center",
        bases_italic=True,
        last_base_mark=".",
    ),
    LayoutDay(
        instrument="Thông tư 01/2011/TT-BNV",
        standing="RECALLED",
        first_day=date(2011, 3, 5),
        page_number="bottom-right",
        bases_italic=False,
        last_base_mark=",",
    ),
)


def layout_on(day: date) -> LayoutDay:
    """The layout in force on the paper's own day."""
    for layout in _LAYOUTS:
        if layout.first_day <= day:
            return layout
    return _LAYOUTS[-1]


def written_number(number: int | None) -> str:
    """“05”; room to write it in while the paper is a draft."""
    # No-break spaces: the room stays when the line is justified.
    return f"{number:02d}" if number is not None else "\u00a0" * 8


def written_day(day: date, *, is_draft: bool) -> str:
    """“ngày 05 tháng 01 năm 2017”; a draft leaves day and month open."""
    if not is_draft:
        return dates.long(day)
    gap = "\u00a0" * 6
    return f"ngày{gap}tháng{gap}năm {day.year}"
