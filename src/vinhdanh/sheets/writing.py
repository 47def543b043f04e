"""Tables out: xlsx that is typed, prints well and never runs anything.

Text that a spreadsheet would take for a formula (= + - @ at its start, full-width
forms too) is written as text with the quote prefix.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from vinhdanh.sheets.extents import column_letter
from vinhdanh.viet import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Kind = Literal["text", "int", "year", "date", "ratio", "number"]


@dataclass(frozen=True)
class Ratio:
    """n of N as two whole numbers; written “16/38”."""

    count: int
    total: int


@dataclass(frozen=True)
class Hundredths:
    """A number with at most two decimals, as whole hundredths; written “1.234,5”."""

    hundredths: int

    def __str__(self) -> str:
        whole, rest = divmod(abs(self.hundredths), 100)
        sign = "-" if self.hundredths < 0 else ""
        decimals = f",{rest:02d}".rstrip("0") if rest else ""
        return f"{sign}{numbers.group(whole)}{decimals}"


Value = str | int | date | Ratio | Hundredths | None

STARTS_A_FORMULA: Final = re.compile(r"[=+\-@\t\r＝＋－＠]")
LONGEST_CELL: Final = 32_767
_SHEET_NAME_TROUBLE: Final = re.compile(r"[\[\]:*?/\\']")
_LONGEST_SHEET_NAME: Final = 31
_CHOICES_SHEET: Final = "Danh mục"
_FIRST_CHOICE: Final = 2
_LONGEST_INLINE: Final = 255  # Excel takes no more in the rule of a cell itself
_WRITTEN_ON: Final = datetime(2016, 1, 1, tzinfo=UTC)
_A4: Final = 9
_LINE_HEIGHT: Final = 15  # points; not every program makes room for wrapped words
_HIGHEST: Final = 409
_LONGEST_FOOT: Final = 120  # Excel takes 255 signs, and each & counts twice
_FORMATS: Final = {
    "title": {"bold": True, "font_size": 14, "align": "center", "text_wrap": True},
    "heading": {
        "bold": True,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
        "border": 1,
        "bg_color": "#F3E9E9",
    },
    "text": {"valign": "top", "text_wrap": True, "border": 1},
    "quoted": {"valign": "top", "text_wrap": True, "border": 1, "quote_prefix": True},
    "int": {"valign": "top", "num_format": "#,##0", "border": 1},
    "year": {"valign": "top", "align": "center", "num_format": "0", "border": 1},
    "number": {"valign": "top", "num_format": "#,##0.00", "border": 1},
    "date": {
        "valign": "top",
        "num_format": "dd/mm/yyyy",
        "align": "center",
        "border": 1,
    },
    "ratio": {"valign": "top", "align": "center", "border": 1},
    "under": {"italic": True, "align": "center", "text_wrap": True},
    "note": {"italic": True, "text_wrap": False},
}


@dataclass(frozen=True)
class TableColumn:
    """One column: heading, what its cells are, width in characters, drop-down list."""

    label: str
    kind: Kind = "text"
    width: int = 14
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table to write; rows hold one value a column, None for an empty cell.

    name: the sheet's; the title when empty. empty_rows: lines ruled for filling in.
    under: a line below the title, on whose table it is.
    """

    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    name: str = ""
    empty_rows: int = 0
    under: str = ""


@dataclass(frozen=True)
class Taken:
    """Who took a list out, of which office, and when by the clock of the office."""

    by: str
    office: str
    at: datetime

    @property
    def words(self) -> str:
        """“Nguyễn Thị Lan, Phòng Tổng hợp, tải lúc 14:05 ngày 22/11/2016”."""
        who = ", ".join(part for part in (self.by, self.office) if part)
        return f"{who}, tải lúc {self.at:%H:%M} ngày {self.at:%d/%m/%Y}"


def workbook(
    tables: Sequence[Table],
    *,
    written_on: datetime = _WRITTEN_ON,
    taken: Taken | None = None,
) -> bytes:
    """An xlsx with one sheet a table: same tables, same bytes.

    written_on goes into the file's properties; so does by whom it was taken, which
    is printed at the foot of every page too. Raises `ValueError` where a row is not
    as wide as its table or a text is longer than a cell may be.
    """
    import xlsxwriter  # noqa: PLC0415 - who writes large workbooks does without it

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(_properties(written_on, taken))
    formats = {name: book.add_format(looks) for name, looks in _FORMATS.items()}
    used: set[str] = set()
    choices = _Choices()
    for table in tables:
        _write_table(
            book.add_worksheet(sheet_name(table.name or table.title, used)),
            table,
            formats,
            choices,
            taken,
        )
    if choices.long:
        choices.write(book.add_worksheet(sheet_name(_CHOICES_SHEET, used)), formats)
    book.close()
    return buffer.getvalue()


def _properties(written_on: datetime, taken: Taken | None) -> dict[str, Any]:
    if taken is None:
        return {"created": written_on.replace(tzinfo=None)}
    return {
        "created": taken.at.replace(tzinfo=None),
        "author": taken.by,
        "company": taken.office,
        "comments": taken.words,
    }


def sheet_name(wanted: str, used: set[str]) -> str:
    """The name as a sheet may bear it, told apart from those `used`, and kept there."""
    plain = _SHEET_NAME_TROUBLE.sub(" ", wanted).strip() or "Bảng"
    name, number = plain[:_LONGEST_SHEET_NAME].strip(), 2
    while name.casefold() in used:
        end = f" {number}"
        name, number = plain[: _LONGEST_SHEET_NAME - len(end)].strip() + end, number + 1
    used.add(name.casefold())
    return name


class _Choices:
    """Drop-down lists; those too long for a cell's own rule stand on a sheet.

    So do those with a comma in them, which Excel would take for two choices.
    """

    def __init__(self) -> None:
        self.long: list[tuple[str, tuple[str, ...]]] = []

    def source(self, column: TableColumn) -> list[str] | str:
        """The choices themselves, or where on the sheet they stand."""
        choices = column.choices
        plain = ",".join(choices)
        if len(plain) <= _LONGEST_INLINE and plain.count(",") == len(choices) - 1:
            return list(choices)
        named = (column.label, choices)
        if named not in self.long:
            self.long.append(named)
        place = column_letter(self.long.index(named))
        last = _FIRST_CHOICE + len(choices)
        return f"='{_CHOICES_SHEET}'!${place}${_FIRST_CHOICE + 1}:${place}${last}"

    def write(self, sheet: Worksheet, formats: dict[str, Format]) -> None:
        """Write the lists, each under what it is for."""
        note = "Các danh sách để chọn; không nhập dữ liệu ở trang tính này."
        sheet.write_string(0, 0, note, formats["note"])
        for column, (label, choices) in enumerate(self.long):
            sheet.set_column(column, column, max(map(len, choices)))
            heading = f"Để chọn ở cột “{label}”"
            sheet.write_string(_FIRST_CHOICE - 1, column, heading, formats["heading"])
            for row, words in enumerate(choices, _FIRST_CHOICE):
                _write_text(sheet, (row, column), words, formats["text"], formats)


def _write_table(
    sheet: Worksheet,
    table: Table,
    formats: dict[str, Format],
    choices: _Choices,
    taken: Taken | None,
) -> None:
    _write_across(sheet, 0, table.title, table, formats["title"])
    if table.under:
        _write_across(sheet, 1, table.under, table, formats["under"])
        lines = _lines(table.under, sum(about.width for about in table.columns))
        sheet.set_row(1, _LINE_HEIGHT * lines)
    heading = 2
    highest = max((_lines(one.label, one.width) for one in table.columns), default=1)
    sheet.set_row(heading, _LINE_HEIGHT * highest)
    for column, about in enumerate(table.columns):
        sheet.set_column(column, column, about.width)
        _write_text(sheet, (heading, column), about.label, formats["heading"], formats)
        if about.choices and (table.rows or table.empty_rows):
            end = heading + len(table.rows) + table.empty_rows
            sheet.data_validation(
                heading + 1,
                column,
                end,
                column,
                {
                    "validate": "list",
                    "source": choices.source(about),
                    # What is not on the list may still be right: a unit not yet known.
                    "error_type": "warning",
                    "error_title": "Không có trong danh sách",
                    "error_message": "Nội dung không có trong danh sách để chọn.",
                },
            )
    for number, row in enumerate(table.rows, heading + 1):
        _make_room(sheet, number, row, table.columns)
        for (column, about), value in zip(enumerate(table.columns), row, strict=True):
            _write_value(sheet, (number, column), value, about.kind, formats)
    _rule_empty_rows(sheet, table, heading + 1 + len(table.rows), formats)
    foot = heading + 2 + len(table.rows) + table.empty_rows
    for number, note in enumerate(table.notes, foot):
        _write_text(sheet, (number, 0), note, formats["note"], formats)
    _set_up_print(sheet, heading, taken)


def _write_across(
    sheet: Worksheet, row: int, words: str, table: Table, looks: Format
) -> None:
    """Write a line over all columns of a table."""
    last = len(table.columns) - 1
    if last > 0:
        sheet.merge_range(row, 0, row, last, "", looks)
    sheet.write_string(row, 0, words, looks)


def _make_room(
    sheet: Worksheet,
    number: int,
    row: tuple[Value, ...],
    columns: tuple[TableColumn, ...],
) -> None:
    """Make a row as high as its longest text needs."""
    lines = max(
        (
            _lines(value, about.width)
            for value, about in zip(row, columns, strict=True)
            if isinstance(value, str) and (len(value) > about.width or "\n" in value)
        ),
        default=1,
    )
    if lines > 1:
        sheet.set_row(number, min(_LINE_HEIGHT * lines, _HIGHEST))


def _lines(words: str, width: int) -> int:
    """How many lines the words take in a column so wide, broken between words."""
    lines = 0
    for line in words.splitlines():
        lines, left = lines + 1, width
        for word in line.split():
            if len(word) > left and left < width:
                lines, left = lines + 1, width
            left -= len(word) + 1
    return lines


def _rule_empty_rows(
    sheet: Worksheet, table: Table, first: int, formats: dict[str, Format]
) -> None:
    for number in range(first, first + table.empty_rows):
        for column, about in enumerate(table.columns):
            sheet.write_blank(number, column, None, formats[about.kind])


def _write_value(
    sheet: Worksheet,
    place: tuple[int, int],
    value: Value,
    kind: Kind,
    formats: dict[str, Format],
) -> None:
    if value is None or value == "":
        sheet.write_blank(*place, None, formats[kind])
    elif isinstance(value, Ratio):
        sheet.write_string(
            *place, numbers.count_of(value.count, value.total), formats["ratio"]
        )
    elif isinstance(value, date):
        at_midnight = datetime(value.year, value.month, value.day)  # noqa: DTZ001
        sheet.write_datetime(*place, at_midnight, formats["date"])
    elif isinstance(value, int):
        sheet.write_number(*place, value, formats["year" if kind == "year" else "int"])
    elif isinstance(value, Hundredths):
        whole, rest = divmod(value.hundredths, 100)
        look = formats["number" if rest else "int"]
        # Up to fifteen digits, as Excel keeps, the quotient reads back exactly.
        sheet.write_number(*place, value.hundredths / 100 if rest else whole, look)
    else:
        _write_text(sheet, place, value, formats["text"], formats)


def _write_text(
    sheet: Worksheet,
    place: tuple[int, int],
    words: str,
    look: Format,
    formats: dict[str, Format],
) -> None:
    if len(words) > LONGEST_CELL:
        raise ValueError(
            f"Một ô bảng tính chứa nhiều nhất {LONGEST_CELL} ký tự; nội dung ở dòng "
            f"{place[0] + 1} dài {len(words)}."
        )
    is_risky = STARTS_A_FORMULA.match(words) is not None
    sheet.write_string(*place, words, formats["quoted"] if is_risky else look)


def _set_up_print(sheet: Worksheet, heading: int, taken: Taken | None) -> None:
    sheet.freeze_panes(heading + 1, 0)
    sheet.repeat_rows(heading)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
    # A single & would begin a code of the footer.
    foot = taken.words[:_LONGEST_FOOT].replace("&", "&&") if taken else ""
    sheet.set_footer(f"&L&8{foot}&RTrang &P/&N" if foot else "&CTrang &P/&N")
