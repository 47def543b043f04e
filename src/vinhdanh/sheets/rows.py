"""What each row under the headings is: a person, a section's name, a total, a note."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from vinhdanh.sheets.extents import column_index, column_letter
from vinhdanh.sheets.kinds import ORDER, ListKind
from vinhdanh.sheets.mapping import Mapping
from vinhdanh.sheets.workbook import Cell, Sheet, shown
from vinhdanh.viet import text

RowKind = Literal[
    "person",
    "blank",
    "section",
    "total",
    "numbering",
    "heading",
    "caption",
    "foot",
    "unclear",
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

_NUMBERED: Final = re.compile(r"\d{1,6}[.)]?")
_COLUMN_NUMBER: Final = re.compile(
    r"\(?(?:\d{1,2}|[a-zđ])(?:\s*=\s*[\d+\-x*/:() ]+)?\)?", re.IGNORECASE
)
_ENUMERATOR: Final = re.compile(
    r"(?:[IVXLC]+|[A-HĐ]|\d{1,2}(?:\.\d{1,2})*(?=\s*[.)/:\-–]))"
    r"\s*(?:[.)/:\-–]+\s*|\s+|$)"
)
_UNIT_WORD: Final = re.compile(
    r"(?:phòng|ban|văn phòng|đơn vị|tổ|lãnh đạo|chi cục|trung tâm|sở|khoa|bộ phận|"
    r"ủy ban|hội đồng|trường|khối|chi nhánh|cục|vụ|đội|thường trực)\b"
)
_TOTAL: Final = re.compile(r"(?:tổng cộng|tổng số|cộng|tổng)\b")
_ONLY_TOTAL: Final = re.compile(
    r"(?:tổng cộng|tổng số điểm|tổng điểm|tổng số|cộng|tổng)"
    r"(?:\s*\([^)]*\))?\s*[:.]?\s*[\d.,]*"
)
_PEOPLE: Final = r"(?:người|đ/c|đồng chí|cán bộ|công chức|viên chức|tập thể|cá nhân)"
_AFTER_NAME: Final = re.compile(
    rf"\s*(?:\(\s*\d+\s*{_PEOPLE}?\s*\)\s*:?|[:\-–]\s*\d+\s*{_PEOPLE}|:)[\s.]*$"
)
# Fewer cells than this beside the name, and no running number: not surely a person.
_ENOUGH: Final = 2
_A_NAME: Final = 3
_TOTAL_BEGINS: Final = "tTcC"
_TOTAL_GOES_ON: Final = "ổộôoỔỘÔO"
_ENDS: Final = " .)/:-–"


@dataclass(frozen=True)
class Sorted:
    """The kind of a row; words: a section's name, or what is unclear about the row.

    number: what a section is numbered with (“I”, “A”, “2.1”), '' for none.
    """

    kind: RowKind
    words: str = ""
    number: str = ""


_PERSON: Final = Sorted("person")


def classify(sheet: Sheet, mapping: Mapping, kind: ListKind) -> dict[int, Sorted]:
    """The kind of every row under the headings, by its index from 0.

    After the last row that is surely a person everything is a note or a signature.
    """
    columns = _Columns.of(mapping, kind)
    first = mapping.last_heading_row
    headings = _Headings(sheet, mapping, kind)
    found: dict[int, Sorted] = {}
    looked_at: dict[int, _Seen] = {}
    last_sure = -1
    for index in range(first, len(sheet.rows)):
        if _is_plainly_a_row(sheet.rows[index], columns, headings.name):
            found[index], last_sure = _PERSON, index
            continue
        row = looked_at[index] = _Seen(sheet, index, columns, kind)
        if row.is_surely_person and not headings.has(row):
            last_sure = index
    for index, row in looked_at.items():
        found[index] = row.sorted(headings, last_sure)
    _call_captions(found, looked_at)
    return found


def section_above(
    sheet: Sheet, mapping: Mapping, kind: ListKind, found: dict[int, Sorted]
) -> Sorted | None:
    """The unit named right above the headings, where each table has its unit there."""
    if not any(
        what.kind == "section"
        and index + 1 in found
        and found[index + 1].kind == "heading"
        for index, what in found.items()
    ):
        return None
    above = mapping.first_heading_row - 2
    if above < 0:
        return None
    return _Seen(sheet, above, _Columns.of(mapping, kind), kind).as_section()


def _is_plainly_a_row(cells: list[Cell], columns: "_Columns", heading: str) -> bool:
    """Whether a running number, a name and the rest stand there, as in most rows."""
    if len(columns.order) > 1 or len(columns.name) != 1 or columns.widest >= len(cells):
        return False
    name = cells[columns.name[0]]
    if not isinstance(name, str) or len(name) < _A_NAME or len(name) == len(heading):
        return False
    number = cells[columns.order[0]] if columns.order else ""
    is_numbered = not isinstance(number, str) or _NUMBERED.fullmatch(number)
    if not is_numbered and (number or _may_be_total(name)):
        return False
    filled = 0
    for at in columns.others:
        cell = cells[at]
        if cell != "" and (not isinstance(cell, str) or cell[0].isalnum()):
            filled += 1
            if filled >= _ENOUGH:
                return name[0].isalpha()
    return False


def _may_be_total(name: str) -> bool:
    """Whether the words may begin with Tổng or Cộng: few names do."""
    if name[0] not in _TOTAL_BEGINS:
        return False
    return name[1] in _TOTAL_GOES_ON or not name[1].isalpha()


def _call_captions(found: dict[int, Sorted], rows: "dict[int, _Seen]") -> None:
    """A lone line right over headings that come again is the name of that table."""
    for index in [at for at, what in found.items() if what.kind == "heading"]:
        above = index - 1
        while above in rows and found[above].kind in ("blank", "unclear", "caption"):
            if found[above].kind == "unclear" and len(rows[above].cells) == 1:
                found[above] = Sorted("caption")
            elif found[above].kind == "unclear":
                break
            above -= 1


class _Headings:
    """The heading rows as words, to know them where they come again."""

    def __init__(self, sheet: Sheet, mapping: Mapping, kind: ListKind) -> None:
        name_letter = mapping.letters_of(kind.name_key)[0]
        self.name = text.search_key(mapping.headings.get(name_letter, ""))
        self.rows = {
            said
            for row in sheet.rows[
                mapping.first_heading_row - 1 : mapping.last_heading_row
            ]
            if len(said := _folded(row)) > 1
        }
        self.first = {said[:1] for said in self.rows}
        self.lengths = {len(said) for said in self.rows}
        self.firsts = {said[0] for said in self.rows}

    def has(self, row: "_Seen") -> bool:
        """Whether the row says what a heading row says."""
        # Names are clean already, so that only those as long can be the heading.
        if len(row.name) == len(self.name) and text.search_key(row.name) == self.name:
            return True
        if len(row.cells) < 2:  # noqa: PLR2004
            return False
        # One cell tells all but headings apart: folding every cell costs seconds.
        words = (text.fold(shown(cell)) for cell in row.cells)
        first = next(filter(None, words), "")
        return first in self.firsts and _folded(row.cells) in self.rows


def _folded(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(said for cell in cells if (said := text.fold(shown(cell))))


@dataclass(frozen=True)
class _Columns:
    """The columns that tell a row's kind, by index from 0."""

    name: list[int]
    order: list[int]
    required: list[int]
    telling: list[int]
    others: list[int]
    widest: int

    @classmethod
    def of(cls, mapping: Mapping, kind: ListKind) -> "_Columns":
        others = {
            column_index(letter): use.key
            for letter, use in mapping.columns.items()
            if use.key not in (ORDER, kind.name_key)
        }
        required = {column.key for column in kind.columns if column.is_required}
        name = [column_index(letter) for letter in mapping.letters_of(kind.name_key)]
        order = [column_index(letter) for letter in mapping.letters_of(ORDER)]
        return cls(
            name,
            order,
            [
                at
                for at, key in others.items()
                if {key, kind.column(key).stands_for} & required
            ],
            [at for at, key in others.items() if key in kind.telling + kind.row_keys],
            list(others),
            max((*name, *order, *others), default=0),
        )


class _Seen:
    """One row as the eye takes it in, where a glance does not tell what it is."""

    def __init__(
        self, sheet: Sheet, index: int, columns: _Columns, kind: ListKind
    ) -> None:
        self.index = index
        self.kind = kind
        cells = sheet.rows[index]
        self.cells = [cell for cell in cells if cell != "" and is_filled(cell)]
        self.name = " ".join(
            words for at in columns.name if (words := _words(sheet, index, at))
        )
        if not self.name and kind.name_key in kind.filled_down:
            self.name = " ".join(_words_above(sheet, index, at) for at in columns.name)
        self.number = "".join(_words(sheet, index, at) for at in columns.order)
        there = [cells[at] for at in columns.others if at < len(cells)]
        self.filled = sum(cell != "" and is_filled(cell) for cell in there)
        has_number = _NUMBERED.fullmatch(self.number) is not None
        is_total = _ONLY_TOTAL.fullmatch if kind.telling else _TOTAL.match
        self.is_total = not has_number and any(
            is_total(text.search_key(words)) for words in (self.number, self.name)
        )
        is_told = bool(self.name) and any(
            _words(sheet, index, at) for at in columns.telling
        )
        self.is_numbering = len(self.cells) > 2 and all(  # noqa: PLR2004
            _COLUMN_NUMBER.fullmatch(shown(cell).strip()) for cell in self.cells
        )
        self.is_surely_person = (
            not self.is_total
            and not self.is_numbering
            and bool(self.name or self.filled)
            and (
                (kind.is_tree and bool(self.name) and bool(self.number or self.filled))
                or is_told
                or self.filled > _ENOUGH
                or (has_number and not self._may_be_unit())
                or (bool(self.name) and self.filled >= _ENOUGH)
                or (bool(self.name) and _tells(sheet, index, columns.required))
            )
        )

    def _may_be_unit(self) -> bool:
        """Whether a numbered row may name the unit of the rows below it."""
        is_of_subjects = self.kind.named_by or not self.kind.telling
        return bool(is_of_subjects) and _is_unit(self.name)

    def sorted(self, headings: "_Headings", last_sure: int) -> Sorted:
        if passed_over := self._passed_over(headings, last_sure):
            return Sorted(passed_over)
        if self.is_surely_person or (self.kind.is_tree and self.name):
            return _PERSON
        if section := self.as_section():
            return section
        if self.name and self.filled:
            return _PERSON
        return Sorted(
            "unclear",
            f"“{_line(self.cells[0])}” không rõ là {self.kind.noun} hay tên đơn vị. Bỏ "
            f"dòng này, hoặc điền đủ {self._wanted()}.",
        )

    def _wanted(self) -> str:
        labels = [c.label.lower() for c in self.kind.columns if c.is_required]
        return "họ tên và ngày sinh" if not self.kind.telling else ", ".join(labels)

    def _passed_over(self, headings: "_Headings", last_sure: int) -> RowKind | None:
        tests: tuple[tuple[bool, RowKind], ...] = (
            (not self.cells, "blank"),
            (self.is_numbering, "numbering"),
            (self.is_total, "total"),
            (headings.has(self), "heading"),
            (self.index > last_sure, "foot"),
        )
        return next((kind for holds, kind in tests if holds), None)

    def as_section(self) -> Sorted | None:
        """The unit that the row names for the rows under it, None if it names none."""
        has_number = _NUMBERED.fullmatch(self.number) is not None
        if (
            self.kind.is_tree
            or self.filled > 1
            or (has_number and not self._may_be_unit())
        ):
            return None
        words = self.name
        if not words and len(self.cells) <= 2:  # noqa: PLR2004
            words = _line(self.cells[-1])
        if not words:
            return None
        numbered = _ENUMERATOR.match(words)
        bare = words[numbered.end() :] if numbered else words
        is_known = (
            (numbered and not numbered[0][0].isdecimal())
            or _ENUMERATOR.fullmatch(self.number)
            or _is_unit(bare)
            or self.kind.section(bare)
        )
        if not (bare and is_known):
            return None
        number = numbered[0] if numbered else self.number
        return Sorted("section", _AFTER_NAME.sub("", bare).strip(), number.strip(_ENDS))


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


def _words_above(sheet: Sheet, row: int, column: int) -> str:
    """The words of the vertically merged cell that covers this one, or ''."""
    top, left = sheet.covered.get((row, column), (row, column))
    return _words(sheet, top, left) if left == column and top < row else ""


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
