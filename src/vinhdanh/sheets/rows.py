"""What each row under the headings is: a person, a section's name, a total, a note."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from vinhdanh.sheets.extents import column_index, column_letter
from vinhdanh.sheets.kinds import ORDER, ListKind
from vinhdanh.sheets.mapping import Mapping
from vinhdanh.sheets.workbook import Cell, Sheet, shown
from vinhdanh.viet import text

RowKind = Literal[
    "person", "blank", "section", "total", "numbering", "heading", "foot", "unclear"
]
SAID: Final[dict[str, str]] = {
    "blank": "dòng trống",
    "section": "dòng tên đơn vị",
    "total": "dòng cộng",
    "numbering": "dòng đánh số cột",
    "heading": "dòng tiêu đề nhắc lại",
    "foot": "dòng ghi chú, chữ ký cuối bảng",
    "unclear": "dòng chưa rõ",
}
EXCEL_ERRORS: Final = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"}
)

_NUMBERED: Final = re.compile(r"\d{1,6}[.)]?")
_COLUMN_NUMBER: Final = re.compile(r"\(?(?:\d{1,2}|[a-zđ])\)?", re.IGNORECASE)
_ENUMERATOR: Final = re.compile(r"(?:[IVXLC]+|[A-HĐ])\s*(?:[.)/:\-–]\s*|\s+|$)")
_UNIT_WORD: Final = re.compile(
    r"(?:phòng|ban|văn phòng|đơn vị|tổ|lãnh đạo|chi cục|trung tâm|sở|khoa|bộ phận|"
    r"ủy ban|hội đồng|trường|khối|chi nhánh|cục|vụ|đội|thường trực)\b"
)
_TOTAL: Final = re.compile(r"(?:tổng cộng|tổng số|cộng|tổng)\b", re.IGNORECASE)
_AFTER_NAME: Final = re.compile(r"\s*(?:\(\s*\d+\s*(?:người|đ/c|đồng chí)?\s*\)|:)\s*$")
# Fewer cells than this beside the name, and no running number: not surely a person.
_ENOUGH: Final = 2


@dataclass(frozen=True)
class Sorted:
    """The kind of a row; words: a section's name, or what is unclear about the row."""

    kind: RowKind
    words: str = ""


def classify(sheet: Sheet, mapping: Mapping, kind: ListKind) -> dict[int, Sorted]:
    """The kind of every row under the headings, by its index from 0.

    After the last row that is surely a person everything is a note or a signature.
    """
    columns = _Columns.of(mapping, kind)
    first = mapping.last_heading_row
    rows = {
        index: _Seen(sheet, index, columns) for index in range(first, len(sheet.rows))
    }
    last_sure = max(
        (at for at, row in rows.items() if row.is_surely_person), default=-1
    )
    name_letter = mapping.letters_of(kind.name_key)[0]
    heading = text.search_key(mapping.headings.get(name_letter, ""))
    return {index: row.sorted(heading, last_sure) for index, row in rows.items()}


_PERSON: Final = Sorted("person")


@dataclass(frozen=True)
class _Columns:
    """The columns that tell a row's kind, by index from 0."""

    name: list[int]
    order: list[int]
    required: list[int]
    others: list[int]

    @classmethod
    def of(cls, mapping: Mapping, kind: ListKind) -> "_Columns":
        others = {
            column_index(letter): use.key
            for letter, use in mapping.columns.items()
            if use.key not in (ORDER, kind.name_key)
        }
        return cls(
            [column_index(letter) for letter in mapping.letters_of(kind.name_key)],
            [column_index(letter) for letter in mapping.letters_of(ORDER)],
            [at for at, key in others.items() if kind.column(key).is_required],
            list(others),
        )


class _Seen:
    """One row as the eye takes it in."""

    def __init__(self, sheet: Sheet, index: int, columns: _Columns) -> None:
        self.index = index
        self.row = cells = sheet.rows[index]
        self.name = " ".join(
            [words for at in columns.name if (words := _words(sheet, index, at))]
        )
        self.number = "".join([_words(sheet, index, at) for at in columns.order])
        self.filled = _filled_of(cells, columns.others)
        has_number = _NUMBERED.fullmatch(self.number) is not None
        self.is_total = not has_number and any(
            _TOTAL.match(words) for words in (self.number, self.name)
        )
        self.is_numbering = _is_numbering(cells)
        self.is_surely_person = (
            not self.is_total
            and not self.is_numbering
            and bool(self.name or self.filled)
            and (
                self.filled > _ENOUGH
                or (has_number and not _is_unit(self.name))
                or (bool(self.name) and self.filled >= _ENOUGH)
                or (bool(self.name) and _tells(sheet, index, columns.required))
            )
        )

    @cached_property
    def cells(self) -> list[Cell]:
        """Those in which something is seen."""
        return [cell for cell in self.row if cell != "" and is_filled(cell)]

    def sorted(self, heading: str, last_sure: int) -> Sorted:
        if self.is_surely_person and not self._repeats(heading):
            return _PERSON
        if passed_over := self._passed_over(heading, last_sure):
            return Sorted(passed_over)
        if section := self._section():
            return Sorted("section", section)
        if self.name and self.filled:
            return _PERSON
        return Sorted(
            "unclear",
            f"“{_line(self.cells[0])}” không rõ là người hay tên đơn vị. Bỏ dòng "
            "này, hoặc điền đủ họ tên và ngày sinh.",
        )

    def _passed_over(self, heading: str, last_sure: int) -> RowKind | None:
        tests: tuple[tuple[bool, RowKind], ...] = (
            (not self.cells, "blank"),
            (self.is_numbering, "numbering"),
            (self.is_total, "total"),
            (self._repeats(heading), "heading"),
            (self.index > last_sure, "foot"),
        )
        return next((kind for holds, kind in tests if holds), None)

    def _repeats(self, heading: str) -> bool:
        # Names are clean already, so that only those as long can be the heading.
        return len(self.name) == len(heading) and text.search_key(self.name) == heading

    def _section(self) -> str:
        """The unit that the row names for the rows under it, '' if it names none."""
        has_number = _NUMBERED.fullmatch(self.number) is not None
        if self.filled > 1 or (has_number and not _is_unit(self.name)):
            return ""
        words = self.name
        if not words and len(self.cells) <= 2:  # noqa: PLR2004
            words = _line(self.cells[-1])
        if not words:
            return ""
        numbered = _ENUMERATOR.match(words)
        bare = words[numbered.end() :] if numbered else words
        is_enumerated = numbered or _ENUMERATOR.fullmatch(self.number)
        if bare and (is_enumerated or _is_unit(bare)):
            return _AFTER_NAME.sub("", bare).strip()
        return ""


def _filled_of(cells: list[Cell], columns: list[int]) -> int:
    """How many of the columns are filled; counting ends where there are enough."""
    count = 0
    for at in columns:
        if at < len(cells) and cells[at] != "" and is_filled(cells[at]):
            count += 1
            if count > _ENOUGH:
                break
    return count


def _is_numbering(cells: list[Cell]) -> bool:
    """Whether the row numbers the columns: more than two cells, all of them numbers."""
    count = 0
    for cell in cells:
        if cell != "" and is_filled(cell):
            if not _COLUMN_NUMBER.fullmatch(shown(cell).strip()):
                return False
            count += 1
    return count > 2  # noqa: PLR2004


def _is_unit(words: str) -> bool:
    return _UNIT_WORD.match(text.search_key(words)) is not None


def _tells(sheet: Sheet, row: int, required: list[int]) -> bool:
    """Whether a required column (the date of birth) holds a figure there."""
    return any(
        any(char.isdigit() for char in _words(sheet, row, column))
        for column in required
    )


def is_filled(cell: Cell) -> bool:
    """Whether a person sees anything in the cell."""
    if not isinstance(cell, str):
        return True
    # What starts with a letter or digit needs no cleaning to be seen.
    return cell[:1].isalnum() or bool(text.clean(cell))


def _line(cell: Cell) -> str:
    return text.clean_line(shown(cell))


def _words(sheet: Sheet, row: int, column: int) -> str:
    return _line(sheet.cell(row, column))


def filled_down(
    sheet: Sheet, mapping: Mapping, kind: ListKind
) -> dict[tuple[int, int], Cell]:
    """The unit for the rows that a vertically merged unit cell covers."""
    units = {column_index(letter) for letter in mapping.letters_of(kind.unit_key)}
    return {
        (row, column): sheet.cell(top, left)
        for (row, column), (top, left) in sheet.covered.items()
        if column == left and column in units and top >= mapping.last_heading_row
    }


def merged_into(sheet: Sheet, row: int, column: int) -> str:
    """The upper left cell (“D13”) of the merged area that covers this one, or ''."""
    top, left = sheet.covered.get((row, column), (row, column))
    return "" if (top, left) == (row, column) else f"{column_letter(left)}{top + 1}"
