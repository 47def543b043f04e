"""A workbook as it was sent: sheets, rows and cells, nothing understood yet."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Final

import python_calamine as calamine

from vinhdanh.sheets import container, delimited, documents, extents, fonts
from vinhdanh.sheets.container import Kind, Limits
from vinhdanh.sheets.extents import Extent, Place, column_letter
from vinhdanh.sheets.refusal import SheetRefused
from vinhdanh.viet import dates

Cell = str | int | float | bool | date | datetime | time | timedelta
Span = tuple[Place, Place]
"""Upper left and lower right cell of a merged area, counted from 0."""

Converted = dict[Place, tuple[str, str]]
"""The words as typed and the encoding (TCVN3, VNI), by place."""

DEFAULT_LIMITS: Final = Limits()
_ROWS_AT_ONCE: Final = 2_000


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows` from the first row and column A on, empty cells as ''.

    where: for a Word document, where each row stands (“Bảng 2, dòng 5”).
    converted: the words as typed of cells that were in an old font.
    """

    name: str
    rows: list[list[Cell]]
    merged: tuple[Span, ...] = ()
    extent: Extent = extents.NOTHING_KNOWN
    where: tuple[str, ...] = ()
    converted: Converted = field(default_factory=dict)

    @cached_property
    def covered(self) -> dict[Place, Place]:
        """For each cell in a merged area, the area's upper left cell.

        Raises `SheetRefused` for areas that lie over one another, which no program
        writes and which would take for ever to lay out.
        """
        widest = max((len(row) for row in self.rows), default=0)
        cells: dict[Place, Place] = {}
        for (top, left), (bottom, right) in self.merged:
            for row in range(top, min(bottom + 1, len(self.rows))):
                for column in range(left, min(right + 1, widest)):
                    if (row, column) in cells:
                        raise SheetRefused(
                            f"Trang tính “{self.name}” có các ô gộp chồng lên nhau ở "
                            f"ô {column_letter(column)}{row + 1}. Bỏ gộp rồi gửi lại."
                        )
                    cells[row, column] = (top, left)
        return cells

    def cell(self, row: int, column: int) -> Cell:
        """The cell there, counted from 0; '' outside the sheet."""
        cells = self.rows[row] if row < len(self.rows) else []
        return cells[column] if column < len(cells) else ""


@dataclass(frozen=True)
class Workbook:
    """The sheets that can be read, and a sentence for each that was left aside."""

    filename: str
    kind: Kind
    sheets: tuple[Sheet, ...]
    left_aside: tuple[str, ...] = ()

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name. Raises `SheetRefused` when there is none."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise SheetRefused(
            f"Tệp “{self.filename}” không có trang tính “{name}”. Chọn lại trang tính."
        )


Piece = Sheet | list[list[Cell]] | Workbook


def open_workbook(
    data: bytes, filename: str, limits: Limits = DEFAULT_LIMITS
) -> Workbook:
    """The workbook in an uploaded file. Raises `SheetRefused` with what to do.

    What a file of this size can still cost: an .xls may spread two cells over its
    format's 65,536 × 256, about 400 MB, so parse in a worker with a memory limit.
    """
    return joined(pieces(data, filename, limits))


def pieces(
    data: bytes, filename: str, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Piece]:
    """The workbook bit by bit, so that nobody on the way holds all of it.

    Each sheet without its rows, then some thousand rows at a time; the workbook
    without its sheets comes last. Raises as `open_workbook`.
    """
    holder = container.check(data, filename, limits)
    if holder.kind == "csv":
        rows = delimited.rows_of(data, filename, most_rows=limits.rows)
        widest = max((len(row) for row in rows), default=0)
        if widest > limits.columns:
            raise SheetRefused(
                f"Tệp “{filename}” có {widest} cột, nhiều hơn {limits.columns}. "
                "Bỏ các cột không dùng rồi gửi lại."
            )
        yield Sheet("CSV", [])
        yield [list(row) for row in rows]
        yield Workbook(filename, "csv", ())
    elif holder.kind == "docx":
        tables = documents.grids(
            holder.parts["word/document.xml"],
            filename,
            most_rows=limits.rows,
            most_columns=limits.columns,
        )
        for table in tables:
            yield Sheet(table.name, [], table.merged, where=table.where)
            yield [list(row) for row in table.rows]
        yield Workbook(filename, "docx", ())
    else:
        yield from _by_calamine(data, filename, holder, limits)


def joined(parts: Iterable[Piece]) -> Workbook:
    """The workbook of all its `pieces`."""
    sheets: list[Sheet] = []
    for part in parts:
        if isinstance(part, Sheet):
            sheets.append(replace(part, rows=[]))
        elif isinstance(part, Workbook):
            return replace(part, sheets=tuple(map(_in_unicode, sheets)))
        else:
            sheets[-1].rows.extend(part)
    message = "The last piece, the workbook, is missing"
    raise ValueError(message)


def _in_unicode(sheet: Sheet) -> Sheet:
    rows, converted = fonts.in_unicode(sheet.rows)
    return replace(sheet, rows=rows, converted=converted) if converted else sheet


def shown(cell: Cell) -> str:
    """What a person sees in the cell: 28/02/1980, 12, 3,5, Đúng."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "Đúng" if cell else "Sai"
    if isinstance(cell, datetime):
        return dates.short(cell.date())
    if isinstance(cell, date):
        return dates.short(cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}".replace(".", ",")
    return str(cell)


def _by_calamine(
    data: bytes, filename: str, holder: container.Container, limits: Limits
) -> Iterator[Piece]:
    known: dict[str, Extent] = {}
    if holder.kind == "xlsx":
        known = extents.of_xlsx(holder.parts)
    elif holder.kind == "ods":
        corner = extents.of_ods(holder.parts.get("content.xml", b""))
        if too_far := _too_far(corner, limits):
            raise SheetRefused(f"Tệp “{filename}”: {too_far}")
    holder.parts.clear()  # the parser reads the file itself; these are large
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        yield from _sheets(book, filename, holder.kind, known, limits)
    except calamine.PasswordError as error:
        raise SheetRefused(
            f"Tệp “{filename}” được đặt mật khẩu. Mở tệp, bỏ mật khẩu, lưu rồi gửi lại."
        ) from error
    except calamine.CalamineError as error:
        raise SheetRefused(
            f"Tệp “{filename}” đã hỏng nên không mở được. Mở tệp bằng Excel, chọn "
            "“Lưu thành…” kiểu .xlsx rồi gửi lại."
        ) from error


def _sheets(
    book: calamine.CalamineWorkbook,
    filename: str,
    kind: Kind,
    known: dict[str, Extent],
    limits: Limits,
) -> Iterator[Piece]:
    aside: list[str] = []
    is_empty = True
    for meta in book.sheets_metadata:
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        anywhere = known.get(extents.ANY_SHEET, extents.NOTHING_KNOWN)
        extent = known.get(meta.name, anywhere)
        if meta.visible != calamine.SheetVisibleEnum.Visible:
            aside.append(f"Trang tính “{meta.name}” đang ẩn nên không được đọc.")
            continue
        if too_far := _too_far(extent.last, limits):
            aside.append(f"Trang tính “{meta.name}”: {too_far}")
            continue
        sheet = book.get_sheet_by_name(meta.name)
        # Without the XML's word (xls) the parser's own corner is asked.
        if kind == "xls" and (too_far := _too_far(sheet.end or (-1, -1), limits)):
            aside.append(f"Trang tính “{meta.name}”: {too_far}")
            continue
        yield Sheet(meta.name, [], tuple(sheet.merged_cell_ranges or ()), extent)
        for rows in _rows(sheet):
            is_empty = is_empty and not any(cell != "" for row in rows for cell in row)
            yield rows
    if is_empty:
        reasons = " ".join(aside) or "Mọi trang tính đều trống."
        raise SheetRefused(f"Không đọc được gì từ tệp “{filename}”. {reasons}")
    yield Workbook(filename, kind, (), tuple(aside))


def _rows(sheet: calamine.CalamineSheet) -> Iterator[list[list[Cell]]]:
    """All rows, some at a time; the same words are one text for the sake of room."""
    known: dict[Cell, Cell] = {}
    before: list[Cell] = [""] * (sheet.start or (0, 0))[1]
    rows: list[list[Cell]] = []
    for row in sheet.iter_rows():
        cells = [
            known.setdefault(cell, cell)
            if cell.__class__ is str or cell.__class__ is date
            else cell
            for cell in row
        ]
        rows.append(before + cells if before else cells)
        if len(rows) == _ROWS_AT_ONCE:
            yield rows
            rows, known = [], {}
    yield rows


def _too_far(corner: Place, limits: Limits) -> str:
    row, column = corner
    if row < limits.rows and column < limits.columns:
        return ""
    where = f"có dữ liệu tới dòng {row + 1}, cột {column_letter(max(column, 0))}"
    return (
        f"{where}, ngoài giới hạn {limits.rows} dòng và {limits.columns} cột. Xóa các "
        "dòng, cột thừa (kể cả ô chỉ có dấu cách), lưu lại rồi gửi."
    )
