"""What each row under the headings is: a person, a section's name, a total, a note."""

from typing import Final

from vinhdanh.sheets.extents import column_index, column_letter
from vinhdanh.sheets.kinds import ListKind
from vinhdanh.sheets.mapping import Mapping
from vinhdanh.sheets.seen import (
    ENOUGH,
    NUMBERED,
    PERSON,
    Columns,
    HeadingRows,
    Seen,
    Sorted,
    is_filled,
)
from vinhdanh.sheets.workbook import Cell, Sheet

__all__ = [
    "EXCEL_ERRORS",
    "SAID",
    "Sorted",
    "classify",
    "filled_down",
    "is_filled",
    "merged_into",
    "section_above",
]

SAID: Final[dict[str, str]] = {
    "blank": "dòng trống",
    "section": "dòng tên đơn vị",
    "total": "dòng cộng",
    "numbering": "dòng đánh số cột",
    "heading": "dòng tiêu đề nhắc lại",
    "caption": "dòng tên bảng",
    "foot": "dòng ghi chú, chữ ký cuối bảng",
    "unclear": "dòng chưa rõ",
}
EXCEL_ERRORS: Final = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"}
)

_A_NAME: Final = 3
_TOTAL_BEGINS: Final = "tTcC"
_TOTAL_GOES_ON: Final = "ổộôoỔỘÔO"


def classify(
    sheet: Sheet, mapping: Mapping, kind: ListKind, *, is_followed: bool = False
) -> dict[int, Sorted]:
    """The kind of every row under the headings, by its index from 0.

    After the last row that is a person everything is a note or a signature; where
    another table follows, the last of them may name that table's unit.
    """
    columns = Columns.of(mapping, kind)
    first = mapping.last_heading_row
    headings = HeadingRows(sheet, mapping, kind)
    found: dict[int, Sorted] = {}
    looked_at: dict[int, Seen] = {}
    last_sure = -1
    for index in range(first, len(sheet.rows)):
        if _is_plainly_a_row(sheet.rows[index], columns, headings.name):
            found[index], last_sure = PERSON, index
            continue
        row = looked_at[index] = Seen(sheet, index, columns, kind)
        if row.is_surely_person and not headings.has(row):
            last_sure = index
    last = _last_person(looked_at, headings, last_sure)
    for index, row in looked_at.items():
        found[index] = row.sorted(headings, last)
    _ask_of_the_foot(looked_at, found, last)
    if is_followed and (named := _unit_of_the_next(looked_at, found)):
        found[named[0]] = named[1]
    _call_captions(found, looked_at)
    return found


def _last_person(rows: dict[int, Seen], headings: HeadingRows, last_sure: int) -> int:
    """The last row of somebody who is named and of whom one more thing is said."""
    last = last_sure
    for index, row in rows.items():
        if index <= last_sure or not row.cells or row.is_passed_over(headings):
            continue
        if row.is_foot_begun():
            break
        if row.may_be_person():
            last = index
    return last


def _ask_of_the_foot(
    rows: dict[int, Seen], found: dict[int, Sorted], last: int
) -> None:
    """Tell of each name alone under the list, before the signatures begin."""
    for index, row in rows.items():
        if index <= last or found[index].kind != "foot":
            continue
        if row.is_foot_begun():
            return
        if row.may_be_meant():
            found[index] = Sorted(
                "foot",
                f"“{row.name}” đứng một mình cuối danh sách nên không được đọc là "
                f"{row.kind.noun}. Nếu thuộc danh sách, ghi số thứ tự hoặc điền thêm "
                "các ô của dòng này rồi gửi lại.",
            )


def _unit_of_the_next(
    rows: dict[int, Seen], found: dict[int, Sorted]
) -> tuple[int, Sorted] | None:
    """The row at the very end that names the unit of the table after it."""
    said = [index for index, what in found.items() if what.kind != "blank"]
    index = max(said, default=-1)
    if index < 0 or found[index].kind not in ("foot", "section"):
        return None
    section = rows[index].as_section()
    return (index, section) if section else None


def section_above(
    sheet: Sheet, mapping: Mapping, kind: ListKind, found: dict[int, Sorted]
) -> Sorted | None:
    """The unit named right above the headings, where each table has its unit there.

    The sheet ends where another table with headings of its own begins.
    """
    if not any(
        what.kind == "section"
        and (index + 1 not in found or found[index + 1].kind == "heading")
        for index, what in found.items()
    ):
        return None
    above = mapping.first_heading_row - 2
    if above < 0:
        return None
    return Seen(sheet, above, Columns.of(mapping, kind), kind).as_section()


def _is_plainly_a_row(cells: list[Cell], columns: Columns, heading: str) -> bool:
    """Whether a running number, a name and the rest stand there, as in most rows."""
    if len(columns.order) > 1 or len(columns.name) != 1 or columns.widest >= len(cells):
        return False
    name = cells[columns.name[0]]
    if not isinstance(name, str) or len(name) < _A_NAME or len(name) == len(heading):
        return False
    number = cells[columns.order[0]] if columns.order else ""
    is_numbered = not isinstance(number, str) or NUMBERED.fullmatch(number)
    if not is_numbered and (number or _may_be_total(name)):
        return False
    filled = 0
    for at in columns.others:
        cell = cells[at]
        if cell != "" and (not isinstance(cell, str) or cell[0].isalnum()):
            filled += 1
            if filled >= ENOUGH:
                return name[0].isalpha()
    return False


def _may_be_total(name: str) -> bool:
    """Whether the words may begin with Tổng or Cộng: few names do."""
    if name[0] not in _TOTAL_BEGINS:
        return False
    return name[1] in _TOTAL_GOES_ON or not name[1].isalpha()


def _call_captions(found: dict[int, Sorted], rows: dict[int, Seen]) -> None:
    """A lone line right over headings that come again is the name of that table."""
    for index in [at for at, what in found.items() if what.kind == "heading"]:
        above = index - 1
        while above in rows and found[above].kind in ("blank", "unclear", "caption"):
            if found[above].kind == "unclear" and len(rows[above].cells) == 1:
                found[above] = Sorted("caption")
            elif found[above].kind == "unclear":
                break
            above -= 1


def filled_down(
    sheet: Sheet, mapping: Mapping, kind: ListKind
) -> dict[tuple[int, int], Cell]:
    """The words for the rows that a vertically merged cell, as of a unit, covers."""
    units = {
        column_index(letter)
        for key in kind.filled_down
        for letter in mapping.letters_of(key)
    }
    return {
        (row, column): sheet.cell(top, left)
        for (row, column), (top, left) in sheet.covered.items()
        if column == left and column in units and top >= mapping.last_heading_row
    }


def merged_into(sheet: Sheet, row: int, column: int) -> str:
    """The upper left cell (“D13”) of the merged area that covers this one, or ''."""
    top, left = sheet.covered.get((row, column), (row, column))
    return "" if (top, left) == (row, column) else f"{column_letter(left)}{top + 1}"
