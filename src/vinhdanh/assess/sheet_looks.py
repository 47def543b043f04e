"""How the judged list looks, and a table laid out as a page that reads and prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.law.verdict import Word
from vinhdanh.sheets.extents import column_letter
from vinhdanh.sheets.large import A4, Look, Page, Run
from vinhdanh.sheets.workbook import Cell
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Sequence

Cells = list[tuple[Cell, Look] | Run | None]

SAID = {
    Word.YES: "Đạt",
    Word.NO: "Không đạt",
    Word.UNKNOWN: "Chưa đủ căn cứ",
    Word.CONFIRM: "Cần người xác nhận",
}
NOT_JUDGED = "Chưa xét"
_TINTS = {
    Word.YES: ("E2F0D9", "1E5128"),
    Word.NO: ("F8D7DA", "7A1420"),
    Word.UNKNOWN: ("EDEDED", "404040"),
    Word.CONFIRM: ("FFF2CC", "6B4E00"),
}
WORDS = {
    word: Look(bold=True, fill=fill, ink=ink, border=True, across="center", wrap=True)
    for word, (fill, ink) in _TINTS.items()
}
HEADING = Look(
    bold=True, fill="F3E9E9", border=True, across="center", wrap=True, middle=True
)
SMALL_HEADING = Look(
    bold=True,
    size=9,
    fill="F3E9E9",
    border=True,
    across="center",
    wrap=True,
    middle=True,
)
TEXT = Look(border=True, wrap=True)
STRONG = Look(border=True, bold=True, wrap=True)
FAULT = Look(bold=True, fill="FBE5D6", ink="843C0C", border=True, wrap=True)
NUMBER = Look(border=True, across="center")
COUNT = Look(border=True, number="#,##0", across="center")
TITLE = Look(bold=True, size=14)
TOTALS = Look(bold=True, size=12, wrap=True)
NOTE = Look(italic=True, size=10, ink="404040", wrap=True)
SAY = Look(wrap=True)
DAY = Look(border=True, number="dd/mm/yyyy", across="center")
LOOSE_DAY = Look(number="dd/mm/yyyy", across="left")
MARKS = {
    True: ("✓", Look(ink="1E5128", border=True, across="center", bold=True)),
    False: ("✗", Look(ink="B00020", border=True, across="center", bold=True)),
    None: ("?", Look(ink="404040", border=True, across="center", bold=True)),
}
COUNCIL = ("○", Look(ink="6B4E00", border=True, across="center"))
_LINE = 14.5
_DENSE = 1.05  # letters are a little narrower than the digits a width counts in


def short_name(title: str) -> str:
    """What a title is called where there is little room: "LĐTT"."""
    return corpus().awards[title].short_name


def rooms_of(widths: Sequence[float]) -> list[float]:
    """How many letters a line of each column holds."""
    return [width * _DENSE for width in widths]


def height_of(cells: Cells, rooms: Sequence[float]) -> float:
    """The height in points that the longest wrapped text of a row needs.

    Programs do not fit the rows of a file they open, so that text would be cut.
    """
    lines = 1
    for cell, room in zip(cells, rooms, strict=False):
        if cell is None or isinstance(cell, Run):
            continue
        words = cell[0]
        if isinstance(words, str) and (len(words) > room or "\n" in words):
            needed = sum(-(-len(part) // room) or 1 for part in words.split("\n"))
            if needed > lines and cell[1].wrap:
                lines = int(needed)
    return round(_LINE * lines + 1, 1)


def _alone(line: tuple[str, Look]) -> Cells:
    return [line]


def table(
    name: str,
    above: Sequence[tuple[str, Look]],
    headings: Cells,
    rows: Sequence[Cells],
    below: Sequence[tuple[str, Look]],
    widths: Sequence[float],
    *,
    kept: int = 0,
    with_filter: bool = True,
) -> Page:
    """A page: lines above, headings, rows, lines below; long lines run across it."""
    laid: list[Cells] = [_alone(line) for line in above]
    laid += [[], headings, *rows]
    heading = len(above) + 2
    end = column_letter(len(widths) - 1)
    rooms = rooms_of(widths)
    heights = {
        number: height_of(cells, rooms)
        for number, cells in enumerate(laid[heading - 1 :], heading)
    }
    laid += [[], *map(_alone, below)]
    first_below = heading + len(rows) + 2
    across = [*range(1, len(above) + 1), *range(first_below, len(laid) + 1)]
    room = rooms_of([sum(widths)])
    heights |= {n: height_of(laid[n - 1], room) + 4 * (n == 1) for n in across}
    return Page(
        name=name,
        rows=laid,
        widths=widths,
        heading=(heading, heading),
        kept=kept,
        merged=[f"A{n}:{end}{n}" for n in across],
        heights=heights,
        paper=A4,
        filter=f"A{heading}:{end}{heading + len(rows)}" if rows and with_filter else "",
    )
