"""The tables of a Word document, as sheets.

`word/document.xml` is read as it streams by: nothing of the document is kept but the
words of its tables and of the short lines between them. Tables with the same headings,
or a table that goes on without any, are one sheet: a list that runs over pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree as ET

from vinhdanh.sheets.refusal import SheetRefused
from vinhdanh.viet import text

_LONGEST_CAPTION: Final = 120
_DEEPEST: Final = 400
_MOST_SPANNED: Final = 64
# What the reader of the page does not see: words struck out or moved away, and the
# picture of a text box for older programs.
_UNSEEN: Final = frozenset({"del", "moveFrom", "Fallback"})


@dataclass
class Cell:
    """One cell on the grid; `goes_on` when it continues the one above it."""

    words: str
    span: int = 1
    goes_on: bool = False


@dataclass
class Line:
    """A row of a table, with where it stands as a person would find it."""

    cells: list[Cell]
    where: str


@dataclass
class Table:
    """A table with the short lines of text that stand right before it."""

    number: int
    lines: list[Line] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max((sum(c.span for c in line.cells) for line in self.lines), default=0)


@dataclass(frozen=True)
class Grid:
    """Tables laid out as one sheet: rows, merged areas, where each row stands."""

    name: str
    rows: list[list[str]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    where: tuple[str, ...]


def grids(
    document: bytes, filename: str, *, most_rows: int, most_columns: int
) -> list[Grid]:
    """Every table of a document as a grid. Raises `SheetRefused`."""
    reader = _Reader(filename, most_rows, most_columns)
    parser = ET.XMLParser(target=reader)  # noqa: S314 - DOCTYPE is refused before
    try:
        parser.feed(document)
        parser.close()
    except ET.ParseError as error:
        raise SheetRefused(
            f"Tệp “{filename}” đã hỏng nên không mở được. Mở tệp bằng Word, lưu lại "
            "kiểu .docx rồi gửi."
        ) from error
    tables = [table for table in reader.tables if table.lines]
    if not tables:
        raise SheetRefused(
            f"Tệp “{filename}” không có bảng nào. Danh sách cần nằm trong một bảng có "
            "dòng tiêu đề; hoặc chép sang Excel rồi gửi."
        )
    return [_laid_out(group) for group in _joined(tables)]


class _Reader:
    """Takes the document's tags one by one; a nested table goes to its own table."""

    def __init__(self, filename: str, most_rows: int, most_columns: int) -> None:
        self.filename = filename
        self.most_rows = most_rows
        self.most_columns = most_columns
        self.tables: list[Table] = []
        self.open: list[Table] = []
        self.cells: list[Cell] = []
        self.words: list[list[str]] = [[]]
        self.between: list[str] = []
        self.unseen = 0
        self.is_text = False
        self.depth = 0
        self.rows = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        self.depth += 1
        if self.depth > _DEEPEST:
            raise SheetRefused(
                f"Tệp “{self.filename}” có bảng lồng nhau quá sâu. Chép bảng cần nhập "
                "sang một văn bản mới rồi gửi lại."
            )
        self.is_text = name == "t"
        if name in _UNSEEN:
            self.unseen += 1
        elif name == "tbl":
            self._open_table()
        elif name == "tr" and self.open:
            self.open[-1].lines.append(Line([], ""))
        elif name == "tc" and self.open:
            self.cells.append(Cell(""))
            self.words.append([])
        elif name in ("gridSpan", "vMerge", "gridBefore") and self.open:
            self._place(name, _value(attributes))
        elif name in ("tab", "br", "cr"):
            self.words[-1].append("\n" if name != "tab" else " ")
        elif name == "noBreakHyphen":
            self.words[-1].append("-")

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        self.depth -= 1
        self.is_text = False
        if name in _UNSEEN:
            self.unseen -= 1
        elif name == "tbl" and self.open:
            self.open.pop()
        elif name == "tr" and self.open:
            self._close_row()
        elif name == "tc" and self.cells and self.open and self.open[-1].lines:
            cell = self.cells.pop()
            # Invisible signs stay for now: the soft hyphen is a letter of TCVN3.
            cell.words = "".join(self.words.pop()).strip()
            self.open[-1].lines[-1].cells.append(cell)
        elif name == "p":
            self._close_paragraph()

    def data(self, words: str) -> None:
        if self.is_text and not self.unseen:
            self.words[-1].append(words)

    def close(self) -> None:
        """Nothing more to do at the end: all is kept in `tables`."""

    def _open_table(self) -> None:
        captions, self.between = self.between, []
        table = Table(len(self.tables) + 1, captions=captions)
        self.tables.append(table)
        self.open.append(table)

    def _close_row(self) -> None:
        table = self.open[-1]
        if not table.lines:
            return
        if not table.lines[-1].cells:
            table.lines.pop()
            return
        wide = sum(cell.span for cell in table.lines[-1].cells)
        if wide > self.most_columns:
            raise SheetRefused(
                f"Tệp “{self.filename}”: bảng {table.number} có {wide} cột, nhiều hơn "
                f"{self.most_columns}. Bỏ các cột không dùng rồi gửi lại."
            )
        table.lines[-1].where = f"Bảng {table.number}, dòng {len(table.lines)}"
        self.rows += 1
        if self.rows > self.most_rows:
            raise SheetRefused(
                f"Tệp “{self.filename}” có hơn {self.most_rows} dòng. Chia thành nhiều "
                "tệp rồi nhập lần lượt."
            )

    def _close_paragraph(self) -> None:
        if self.open:
            self.words[-1].append("\n")
            return
        line = text.clean_line("".join(self.words[-1]))
        self.words[-1].clear()
        if line and len(line) <= _LONGEST_CAPTION:
            self.between = [*self.between[-5:], line]
        elif line:
            self.between = []

    def _place(self, name: str, value: str) -> None:
        """Keep how many columns a cell takes, or whether it goes on from above."""
        if name == "gridBefore":
            if self.open[-1].lines:
                self.open[-1].lines[-1].cells.append(Cell("", _count(value)))
        elif self.cells and name == "gridSpan":
            self.cells[-1].span = _count(value)
        elif self.cells:
            self.cells[-1].goes_on = value != "restart"


def _value(attributes: dict[str, str]) -> str:
    return next((v for k, v in attributes.items() if k.endswith("}val")), "")


def _count(value: str) -> int:
    known = value.isdecimal() and len(value) <= len(str(_MOST_SPANNED))
    return min(max(int(value), 1), _MOST_SPANNED) if known else 1


def _joined(tables: Iterable[Table]) -> list[list[Table]]:
    """Tables that are one list: the same headings again, or a list that goes on."""
    groups: list[list[Table]] = []
    for table in tables:
        if groups and _goes_on(groups[-1], table):
            groups[-1].append(table)
        else:
            groups.append([table])
    return groups


def _goes_on(group: list[Table], table: Table) -> bool:
    if table.width != group[-1].width:
        return False
    heading = _said(group[0].lines[0])
    if len(heading) > 1 and _said(table.lines[0]) == heading:
        return True
    first = table.lines[0].cells[0].words.rstrip(".)")
    last = next(
        (
            line.cells[0].words.rstrip(".)")
            for line in reversed(group[-1].lines)
            if line.cells[0].words.rstrip(".)").isdecimal()
        ),
        "",
    )
    return first.isdecimal() and last.isdecimal() and int(first) == int(last) + 1


def _said(line: Line) -> tuple[str, ...]:
    return tuple(text.fold(cell.words) for cell in line.cells if cell.words)


def _laid_out(group: list[Table]) -> Grid:
    rows: list[list[str]] = []
    where: list[str] = []
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for table in group:
        for caption in table.captions:
            rows.append([caption])
            where.append(f"Dòng chữ trên bảng {table.number}")
        _lay(table, rows, where, merged)
    first, last = group[0].number, group[-1].number
    name = f"Bảng {first}" if first == last else f"Bảng {first}–{last}"
    return Grid(name, rows, tuple(merged), tuple(where))


def _lay(
    table: Table,
    rows: list[list[str]],
    where: list[str],
    merged: list[tuple[tuple[int, int], tuple[int, int]]],
) -> None:
    """Lay a table's rows on the grid under those already there."""
    above: dict[tuple[int, int], int] = {}
    """Row where the cell began that covers these columns of the last row."""
    for line in table.lines:
        at, row, spread = len(rows), list[str](), dict[tuple[int, int], int]()
        for cell in line.cells:
            columns = (len(row), len(row) + cell.span - 1)
            goes_on = cell.goes_on and columns in above
            spread[columns] = above[columns] if goes_on else at
            row += ["" if goes_on else cell.words, *[""] * (cell.span - 1)]
        for columns, began in above.items():
            if spread.get(columns) != began:
                _merge(merged, began, at - 1, columns)
        above = spread
        rows.append(row)
        where.append(line.where)
    for columns, began in above.items():
        _merge(merged, began, len(rows) - 1, columns)


def _merge(
    merged: list[tuple[tuple[int, int], tuple[int, int]]],
    first: int,
    last: int,
    columns: tuple[int, int],
) -> None:
    left, right = columns
    if (first, left) != (last, right):
        merged.append(((first, left), (last, right)))
