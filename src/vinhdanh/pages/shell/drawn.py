"""A table as a page has drawn it, read as headings and rows for a sheet.

What a person would not take along stays out: buttons, what is not printed, words for
screen readers alone. A ticked box is “x”; a field of a form is what stands in it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Final

from vinhdanh.sheets.writing import (
    LONGEST_CELL,
    Hundredths,
    Kind,
    Table,
    TableColumn,
    Value,
)

TICKED: Final = "x"
# What a cell says in full, where the page has room for its beginning alone.
WHOLE: Final = "data-whole"
_UNKNOWN: Final = frozenset({"", "–"})
_LEFT_OUT: Final = frozenset({"btn", "vd-no-print", "visually-hidden"})
_SILENT: Final = frozenset({"script", "style", "template", "button"})
_VOID: Final = frozenset({"br", "hr", "img", "input", "meta", "use", "wbr"})
_BLOCKS: Final = frozenset({"br", "dd", "div", "dt", "li", "p", "summary", "tr", "ul"})
_DATE: Final = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
_WHOLE: Final = re.compile(r"-?(0|[1-9]\d*|[1-9]\d{0,2}(\.\d{3})+)")
_DECIMAL: Final = re.compile(r"(-?)(\d{1,3}(?:\.\d{3})*|\d+),(\d{1,2})")
_MONEY: Final = re.compile(r"(0|[1-9]\d{0,2}(?:\.\d{3})*)\sđ")
_NUMBER: Final = "is-number"
_YEAR: Final = re.compile(r"(19|20)\d\d")
_NARROWEST, _WIDEST = 8, 44


@dataclass
class Cell:
    """A cell: its words, where it is a heading of a column, whether of numbers."""

    classes: frozenset[str]
    across: int
    down: int
    is_heading: bool = False
    parts: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What is seen, a line for each block."""
        return _tidied(self.parts)


@dataclass
class Grid:
    """The rows above and in a table's body, every cell at its own column."""

    head: list[list[Cell | None]] = field(default_factory=list)
    body: list[list[Cell | None]] = field(default_factory=list)


def _tidied(parts: Iterable[str]) -> str:
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[tuple[bool, list[Cell]]] = []
        self._in_head = False
        self._cell: Cell | None = None
        self._open: list[tuple[str, str]] = []  # what is open, and how it is heard

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        classes = frozenset(known.get("class", "").split())
        if tag not in _VOID:
            self._open.append((tag, _manner(tag, classes, known)))
        if tag == "thead":
            self._in_head = True
        elif tag == "tr" and not self._manners & {"silent"}:
            self.rows.append((self._in_head, []))
        elif tag in {"td", "th"} and self.rows:
            across = int(known.get("colspan") or 1)
            down = int(known.get("rowspan") or 1)
            self._cell = Cell(classes, across, down, is_heading=tag == "th")
            self._cell.parts.append(known.get(WHOLE, ""))
            self.rows[-1][1].append(self._cell)
        elif self._cell and not self._manners & {"silent", "heard"}:
            self._cell.parts.append(_said(tag, known))
        if tag in _BLOCKS and self._cell:
            self._cell.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._cell = None
        if tag == "thead":
            self._in_head = False
        if tag in _BLOCKS and self._cell:
            self._cell.parts.append("\n")
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._cell is None or "silent" in self._manners:
            return
        heard = "heard" in self._manners
        words = re.sub(r"\s+", " ", data)
        (self._cell.heard if heard else self._cell.parts).append(words)

    @property
    def _manners(self) -> set[str]:
        return {manner for _tag, manner in self._open}


def _manner(tag: str, classes: frozenset[str], known: dict[str, str]) -> str:
    if tag in {"td", "th"}:  # a cell that is left out still takes its place
        return "silent" if WHOLE in known else ""
    if tag == "option" and "selected" not in known:
        return "silent"
    if "visually-hidden" in classes:
        return "heard"
    return "silent" if tag in _SILENT or classes & _LEFT_OUT else ""


def _said(tag: str, known: dict[str, str]) -> str:
    """What an element says by itself: a field what is in it, a sign its label."""
    if tag == "svg":
        return known.get("aria-label", "")
    if tag != "input" or known.get("type") in {"hidden", "submit", "file"}:
        return ""
    if known.get("type") in {"checkbox", "radio"}:
        return TICKED if "checked" in known else ""
    day = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", known.get("value", ""))
    return "/".join(reversed(day.groups())) if day else known.get("value", "")


def read(html: str) -> Grid:
    """The rows of one drawn table; a merged cell stands in each of its columns.

    Not so where it heads a part of the table, alone in its row or as its heading.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    grid = Grid()
    for is_head in (True, False):
        rows = [cells for head, cells in reader.rows if head is is_head]
        placed = _placed(rows, is_head=is_head)
        (grid.head if is_head else grid.body).extend(placed)
    return grid


def _placed(rows: list[list[Cell]], *, is_head: bool) -> list[list[Cell | None]]:
    taken: dict[tuple[int, int], Cell | None] = {}
    for line, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (line, column) in taken:
                column += 1
            repeats = is_head or (len(cells) > 1 and not cell.is_heading)
            for down in range(cell.down):
                for across in range(cell.across):
                    stands = not down and (repeats or not across)
                    taken[line + down, column + across] = cell if stands else None
            column += cell.across
    width = max((column + 1 for _line, column in taken), default=0)
    return [
        [taken.get((line, column)) for column in range(width)]
        for line in range(len(rows))
    ]


def table(
    html: str, title: str, notes: tuple[str, ...] = (), *, under: str = ""
) -> Table:
    """The drawn table as one to write: dates, numbers and sums of money typed."""
    grid = read(html)
    width = max((len(row) for row in (*grid.head, *grid.body)), default=0)
    columns: list[TableColumn] = []
    values: list[list[Value]] = []
    for place in range(width):
        above = [row[place] for row in grid.head if place < len(row)]
        cells = [row[place] if place < len(row) else None for row in grid.body]
        if _is_left_out(above, cells, place):
            continue
        column, typed = _column(above, cells)
        columns.append(column)
        values.append(typed)
    rows = tuple(zip(*values, strict=True)) if values else ()
    return Table(title, tuple(columns), rows, notes, under=under)


def _is_left_out(above: list[Cell | None], cells: list[Cell | None], at: int) -> bool:
    """A column of deeds: not printed, or with nothing but buttons under it."""
    known = [cell for cell in above if cell]
    if any(cell.classes & _LEFT_OUT for cell in known):
        return True
    has_heading = any(cell.words for cell in known)
    return not has_heading and (
        (at > 0 and any(cell.heard for cell in known))
        or not any(cell and cell.words for cell in cells)
    )


def _column(
    above: list[Cell | None], cells: list[Cell | None]
) -> tuple[TableColumn, list[Value]]:
    known = [cell for cell in above if cell]
    said = [cell.words or _tidied(cell.heard) for cell in known]
    label = " – ".join(dict.fromkeys(" ".join(words.split("\n")) for words in said))
    marked = any(_NUMBER in cell.classes for cell in (*known, *cells) if cell)
    words = [cell.words if cell else "" for cell in cells]
    told = [each for each in words if each not in _UNKNOWN]
    is_year = bool(told) and all(_YEAR.fullmatch(each) for each in told)
    values = [_value(each, is_number=marked or is_year) for each in words]
    if told and all(_MONEY.fullmatch(each) for each in told):
        label, values = f"{label} (đồng)", [_sum(each) for each in words]
    longest = max((len(line) for each in words for line in each.split("\n")), default=0)
    width = min(max(longest + 2, _broken(label), _NARROWEST), _WIDEST)
    return TableColumn(label, "year" if is_year else _kind(values), width), values


def _broken(label: str) -> int:
    """How wide a heading is that stands in two lines."""
    return max([len(label) // 2, *(len(word) + 2 for word in label.split())])


def _value(words: str, *, is_number: bool) -> Value:
    if words in _UNKNOWN:
        return None
    if day := _DATE.fullmatch(words):
        try:
            return date(int(day[3]), int(day[2]), int(day[1]))
        except ValueError:
            return words
    if is_number and _WHOLE.fullmatch(words):
        return int(words.replace(".", ""))
    if is_number and (found := _DECIMAL.fullmatch(words)):
        whole, rest = int(found[2].replace(".", "")), found[3].ljust(2, "0")
        return Hundredths((-1 if found[1] else 1) * (whole * 100 + int(rest)))
    return words if len(words) <= LONGEST_CELL else f"{words[: LONGEST_CELL - 1]}…"


def _sum(words: str) -> Value:
    found = _MONEY.fullmatch(words)
    return int(found[1].replace(".", "")) if found else None


def _kind(values: list[Value]) -> Kind:
    """What the empty cells of a column are ruled for."""
    told = {type(value) for value in values if value is not None}
    kinds: dict[type, Kind] = {date: "date", int: "int", Hundredths: "number"}
    return kinds.get(told.pop(), "text") if len(told) == 1 else "text"
