"""A workbook as it was sent: sheets, rows and cells, nothing understood yet."""

import io
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


def open_workbook(
    data: bytes, filename: str, limits: Limits = DEFAULT_LIMITS
) -> Workbook:
    """The workbook in an uploaded file. Raises `SheetRefused` with what to do.

    What a file of this size can still cost: an .xls may spread two cells over its
    format's 65,536 × 256, about 400 MB, so parse in a worker with a memory limit.
    """
    holder = container.check(data, filename, limits)
    book = _opened(data, filename, holder, limits)
    return replace(book, sheets=tuple(map(_in_unicode, book.sheets)))


def _in_unicode(sheet: Sheet) -> Sheet:
    rows, converted = fonts.in_unicode(sheet.rows)
    return replace(sheet, rows=rows, converted=converted) if converted else sheet


def _opened(
    data: bytes, filename: str, holder: container.Container, limits: Limits
) -> Workbook:
    if holder.kind == "csv":
        rows = delimited.rows_of(data, filename, most_rows=limits.rows)
        widest = max((len(row) for row in rows), default=0)
        if widest > limits.columns:
            raise SheetRefused(
                f"Tệp “{filename}” có {widest} cột, nhiều hơn {limits.columns}. "
                "Bỏ các cột không dùng rồi gửi lại."
            )
        plain: list[list[Cell]] = [list(row) for row in rows]
        return Workbook(filename, "csv", (Sheet("CSV", plain),))
    if holder.kind == "docx":
        tables = documents.grids(
            holder.parts["word/document.xml"],
            filename,
            most_rows=limits.rows,
            most_columns=limits.columns,
        )
        return Workbook(filename, "docx", tuple(map(_of_a_document, tables)))
    return _by_calamine(data, filename, holder, limits)


def _of_a_document(grid: documents.Grid) -> Sheet:
    rows: list[list[Cell]] = [list(row) for row in grid.rows]
    return Sheet(grid.name, rows, grid.merged, where=grid.where)


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
) -> Workbook:
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
        return _sheets(book, filename, holder.kind, known, limits)
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
) -> Workbook:
    sheets: list[Sheet] = []
    aside: list[str] = []
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
        rows = _rows(sheet)
        merged = tuple(sheet.merged_cell_ranges or ())
        sheets.append(Sheet(meta.name, rows, merged, extent))
    if not any(
        any(cell != "" for row in sheet.rows for cell in row) for sheet in sheets
    ):
        reasons = " ".join(aside) or "Mọi trang tính đều trống."
        raise SheetRefused(f"Không đọc được gì từ tệp “{filename}”. {reasons}")
    return Workbook(filename, kind, tuple(sheets), tuple(aside))


def _rows(sheet: calamine.CalamineSheet) -> list[list[Cell]]:
    """All rows; the same words are one text, which halves what a long list takes."""
    known: dict[str, str] = {}
    before: list[Cell] = [""] * (sheet.start or (0, 0))[1]
    rows: list[list[Cell]] = []
    for row in sheet.iter_rows():
        cells: list[Cell] = [
            known.setdefault(cell, cell) if isinstance(cell, str) else cell
            for cell in row
        ]
        rows.append(before + cells if before else cells)
    return rows


def _too_far(corner: Place, limits: Limits) -> str:
    row, column = corner
    if row < limits.rows and column < limits.columns:
        return ""
    where = f"có dữ liệu tới dòng {row + 1}, cột {column_letter(max(column, 0))}"
    return (
        f"{where}, ngoài giới hạn {limits.rows} dòng và {limits.columns} cột. Xóa các "
        "dòng, cột thừa (kể cả ô chỉ có dấu cách), lưu lại rồi gửi."
    )
