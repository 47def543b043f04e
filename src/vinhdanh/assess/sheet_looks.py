"""How the judged list looks, and a table laid out as a page that reads and prints."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import compress
from operator import getitem

from vinhdanh.law.verdict import Word
from vinhdanh.sheets.extents import column_letter
from vinhdanh.sheets.large import A4, Look, Page, Row
from vinhdanh.sheets.workbook import Cell, Span, shown
from vinhdanh.statutes.load import corpus

Widths = Sequence[float]

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
VERDICT_WIDTH = 19.0
COUNCIL = ("○", Look(ink="6B4E00", border=True, across="center"))
_LINE = 14.5
_DENSE = 1.05  # letters are a little narrower than the digits a width counts in


def short_name(title: str) -> str:
    """What a title is called where there is little room: "LĐTT"."""
    return corpus().awards[title].short_name


class _Lines(dict[Cell, int]):
    """By text, the lines that it needs where `room` letters stand on one."""

    def __init__(self, room: float) -> None:
        self.room = room

    def __missing__(self, words: Cell) -> int:
        lines = 1
        if isinstance(words, str) and (len(words) > self.room or "\n" in words):
            parts = words.split("\n")
            lines = int(sum(-(-len(part) // self.room) or 1 for part in parts))
        self[words] = lines
        return lines


class Heights:
    """The heights of a page's rows: programs do not fit the rows of a file they open,
    so that text would be cut. Each text is measured once a column.
    """

    def __init__(self, widths: Sequence[float]) -> None:
        self.lines = [_Lines(width * _DENSE) for width in widths]
        self.known: dict[int, tuple[tuple[bool, ...], tuple[_Lines, ...]]] = {}

    def of(self, row: Row) -> float:
        """In points; the looks of a row live as long as this, so that ids tell them."""
        values, looks = row
        if id(looks) not in self.known:
            wrapped = tuple([look is not None and look.wrap for look in looks])
            self.known[id(looks)] = wrapped, tuple(compress(self.lines, wrapped))
        wrapped, lines = self.known[id(looks)]
        most = max(map(getitem, lines, compress(values, wrapped)), default=1)
        return _LINE * most + 1


def heading_heights(
    rows: Sequence[Row], heading: tuple[int, int], spans: Sequence[Span], widths: Widths
) -> dict[int, float]:
    """The heights of the heading rows (from 1, both inclusive), by row number.

    What stands in a merged cell has its width and its height; what it lacks in height
    its last row gets.
    """
    first, last = heading
    ends = dict(spans)
    needed = []
    for at in range(first - 1, last):
        for column, words in enumerate(rows[at].values):
            bottom, right = ends.get((at, column), (at, column))
            room = int(sum(widths[column : right + 1])) - 1  # bold letters are wider
            lines = len(textwrap.wrap(shown(words), room))
            needed.append((bottom - at, at, bottom, _LINE * lines + 1))
    heights = dict.fromkeys(range(first, last + 1), _LINE + 1)
    for _, top, bottom, height in sorted(needed):
        there = sum(heights[n] for n in range(top + 1, bottom + 2))
        heights[bottom + 1] += max(height - there, 0)
    return heights


def _alone(line: tuple[str, Look]) -> Row:
    words, look = line
    return Row((words,), (look,))


def table(
    name: str,
    above: Sequence[tuple[str, Look]],
    headings: Row,
    rows: Sequence[Row],
    below: Sequence[tuple[str, Look]],
    widths: Sequence[float],
    *,
    kept: int = 0,
    with_filter: bool = True,
) -> Page:
    """A page: lines above, headings, rows, lines below; long lines run across it."""
    nothing = Row((), ())
    laid = [*map(_alone, above), nothing, headings, *rows]
    heading = len(above) + 2
    end = column_letter(len(widths) - 1)
    of_cells, of_lines = Heights(widths), Heights([sum(widths)])
    heights = {
        number: of_cells.of(row)
        for number, row in enumerate(laid[heading - 1 :], heading)
    }
    laid += [nothing, *map(_alone, below)]
    first_below = heading + len(rows) + 2
    across = [*range(1, len(above) + 1), *range(first_below, len(laid) + 1)]
    heights |= {n: of_lines.of(laid[n - 1]) + 4 * (n == 1) for n in across}
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
