"""An import as plain data for a paper: the officer's own sheet with its errors."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from vinhdanh.base import files
from vinhdanh.intake import batches, hiding, staging
from vinhdanh.intake.models import ImportBatch
from vinhdanh.sheets import large
from vinhdanh.sheets.extents import column_index, column_letter
from vinhdanh.sheets.large import Look, Page, Row
from vinhdanh.sheets.workbook import Cell, Sheet, shown

WIDEST, NARROWEST = 40, 6
SAID_WIDTH = 70
_BAD, _DOUBTFUL, _MENDED = "F8CBAD", "FFF2CC", "E2F0D9"
_DAY, _DAY_FORMAT = "dd/mm/yyyy", (date, datetime)


def marked_sheet(batch: ImportBatch) -> bytes:
    """Return the sheet as sent, in its own rows and order, as an xlsx.

    Bad cells are red, doubtful ones yellow, those mended on the page green; a last
    column says of each row what to do. Mended in Excel it can be sent again. An
    identity number written on the page stays masked: it is revealed for a reason only.
    """
    name = batch.file.original_name
    book = batches.opened(files.read_file(batch.file), name)
    mapping = batches.mapping_of(batch)
    mended = {row: hiding.masked_cells(kept) for row, kept in batch.mended.items()}
    book = staging.with_mended(book, mapping, mended)
    page = _page(book.sheet(mapping.sheet), batch, mapping.last_heading_row)
    return large.workbook([page])


def _page(sheet: Sheet, batch: ImportBatch, heading: int) -> Page:
    fills = _fills(batch)
    told = _told(batch)
    width = max((len(row) for row in sheet.rows), default=0)
    rows: list[Row] = []
    for number, cells in enumerate(sheet.rows, 1):
        is_heading = number == heading
        line: list[tuple[Cell, Look] | None] = [
            _cell(cell, fills.get((number, column), ""), is_bold=is_heading)
            for column, cell in enumerate(cells)
        ]
        said = _("Điều cần xem") if is_heading else told.get(number, "")
        if said:
            line += [None] * (width - len(line))
            line.append((said, _look("", wrap=True, is_bold=is_heading)))
        there = [each or ("", None) for each in line]
        rows.append(
            Row([cell for cell, _look in there], [look for _cell, look in there])
        )
    widths = [_width(sheet, column) for column in range(width)]
    last = column_letter(width)
    return Page(
        sheet.name,
        rows,
        [*widths, SAID_WIDTH],
        (max(heading, 1), max(heading, 1)),
        merged=[
            f"{column_letter(left)}{top + 1}:{column_letter(right)}{bottom + 1}"
            for (top, left), (bottom, right) in sheet.merged
        ],
        filter=f"A{max(heading, 1)}:{last}{max(len(rows), heading + 1)}",
    )


def _fills(batch: ImportBatch) -> dict[tuple[int, int], str]:
    fills = {
        (int(row), column_index(letter)): _MENDED
        for row, cells in batch.mended.items()
        for letter in cells
    }
    by_severity = sorted(batch.problems, key=lambda found: found["severity"] == "error")
    for found in by_severity:
        if found["row"] > 0 and found["column_letter"]:
            place = found["row"], column_index(found["column_letter"])
            fills[place] = _BAD if found["severity"] == "error" else _DOUBTFUL
    return fills


def _told(batch: ImportBatch) -> dict[int, str]:
    """Return by row every sentence about it; those of the whole sheet stand on top."""
    sentences: dict[int, list[str]] = defaultdict(list)
    for found in batch.problems:
        sentences[max(found["row"], 1)].append(found["sentence"])
    for row in batch.rows.filter(word="doubt").values_list("sheet_row", flat=True):
        sentences[row].append(
            _("Dòng %(row)s: chưa rõ là ai; hãy chọn người trên trang xem trước.")
            % {"row": row}
        )
    return {row: "\n".join(said) for row, said in sentences.items()}


def _cell(cell: Cell, fill: str, *, is_bold: bool) -> tuple[Cell, Look] | None:
    if cell == "" and not fill:
        return None
    is_day = isinstance(cell, _DAY_FORMAT)
    value: Any = cell if isinstance(cell, str | int | float) or is_day else shown(cell)
    return value, _look(fill, number=_DAY if is_day else "", is_bold=is_bold)


_LOOKS: dict[tuple[str, str, bool, bool], Look] = {}


def _look(
    fill: str, *, number: str = "", wrap: bool = False, is_bold: bool = False
) -> Look:
    key = (fill, number, wrap, is_bold)
    if key not in _LOOKS:
        _LOOKS[key] = Look(
            fill=fill, number=number, wrap=wrap, bold=is_bold, border=bool(fill)
        )
    return _LOOKS[key]


def _width(sheet: Sheet, column: int) -> float:
    longest = max(
        (len(shown(row[column])) for row in sheet.rows[:200] if column < len(row)),
        default=0,
    )
    return float(min(max(longest + 2, NARROWEST), WIDEST))
