"""One row under the headings as the eye takes it in: what it may be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from vinhdanh.sheets import feet
from vinhdanh.sheets.extents import column_index
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
NUMBERED: Final = re.compile(r"\d{1,6}[.)]?")
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
ENOUGH: Final = 2
_ENDS: Final = " .)/:-–"


@dataclass(frozen=True)
class Sorted:
    """The kind of a row; words: a section's name, or what is to be told of the row.

    number: what a section is numbered with (“I”, “A”, “2.1”), '' for none.
    """

    kind: RowKind
    words: str = ""
    number: str = ""


PERSON: Final = Sorted("person")


class HeadingRows:
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

    def has(self, row: "Seen") -> bool:
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
class Columns:
    """The columns that tell a row's kind, by index from 0."""

    name: list[int]
    order: list[int]
    required: list[int]
    telling: list[int]
    others: list[int]
    widest: int

    @classmethod
    def of(cls, mapping: Mapping, kind: ListKind) -> "Columns":
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


class Seen:
    """One row as the eye takes it in, where a glance does not tell what it is."""

    def __init__(
        self, sheet: Sheet, index: int, columns: Columns, kind: ListKind
    ) -> None:
        self.index = index
        self.kind = kind
        cells = sheet.rows[index]
        self.cells = [cell for cell in cells if cell != "" and is_filled(cell)]
        self.name = " ".join(
            words for at in columns.name if (words := words_at(sheet, index, at))
        )
        if not self.name and kind.name_key in kind.filled_down:
            self.name = " ".join(_words_above(sheet, index, at) for at in columns.name)
        self.number = "".join(words_at(sheet, index, at) for at in columns.order)
        there = [cells[at] for at in columns.others if at < len(cells)]
        self.filled = sum(cell != "" and is_filled(cell) for cell in there)
        has_number = NUMBERED.fullmatch(self.number) is not None
        is_total = _ONLY_TOTAL.fullmatch if kind.telling else _TOTAL.match
        self.is_total = not has_number and any(
            is_total(text.search_key(words)) for words in (self.number, self.name)
        )
        is_told = bool(self.name) and any(
            words_at(sheet, index, at) for at in columns.telling
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
                or self.filled > ENOUGH
                or (has_number and not self._may_be_unit())
                or (bool(self.name) and self.filled >= ENOUGH)
                or (bool(self.name) and _tells(sheet, index, columns.required))
            )
        )

    def _may_be_unit(self) -> bool:
        """Whether a numbered row may name the unit of the rows below it."""
        is_of_subjects = self.kind.named_by or not self.kind.telling
        return bool(is_of_subjects) and _is_unit(self.name)

    def sorted(self, headings: "HeadingRows", last_sure: int) -> Sorted:
        if passed_over := self._passed_over(headings, last_sure):
            return Sorted(passed_over)
        if self.is_surely_person or (self.kind.is_tree and self.name):
            return PERSON
        if section := self.as_section():
            return section
        if self.name and self.filled:
            return PERSON
        return Sorted(
            "unclear",
            f"“{_line(self.cells[0])}” không rõ là {self.kind.noun} hay tên đơn vị. Bỏ "
            f"dòng này, hoặc điền đủ {self._wanted()}.",
        )

    def _wanted(self) -> str:
        labels = [c.label.lower() for c in self.kind.columns if c.is_required]
        return "họ tên và ngày sinh" if not self.kind.telling else ", ".join(labels)

    def _passed_over(self, headings: "HeadingRows", last_sure: int) -> RowKind | None:
        tests: tuple[tuple[bool, RowKind], ...] = (
            (not self.cells, "blank"),
            (self.is_numbering, "numbering"),
            (self.is_total, "total"),
            (headings.has(self), "heading"),
            (self.index > last_sure, "foot"),
        )
        return next((kind for holds, kind in tests if holds), None)

    def is_passed_over(self, headings: "HeadingRows") -> bool:
        """Whether the row is a total, a heading, a row of numbers wherever it is."""
        return self._passed_over(headings, self.index) is not None

    def is_foot_begun(self) -> bool:
        """Whether the signatures begin here."""
        others = [_line(cell) for cell in self.cells if isinstance(cell, str)]
        return feet.begins(self.name, others)

    def may_be_person(self) -> bool:
        """Whether a name stands here, and something more of the one so named."""
        if not (self.name and self.filled) or feet.is_note(self.name):
            return False
        return not self.kind.names_people or feet.is_like_name(self.name)

    def may_be_meant(self) -> bool:
        """Whether a name alone, or words with a value, may belong to the list."""
        if not (self.kind.names_people and self.name) or feet.is_note(self.name):
            return False
        is_lone = feet.is_like_name(self.name) and not _is_unit(self.name)
        return is_lone or self.filled > 0

    def as_section(self) -> Sorted | None:
        """The unit that the row names for the rows under it, None if it names none."""
        has_number = NUMBERED.fullmatch(self.number) is not None
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
        any(char.isdigit() for char in words_at(sheet, row, column))
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


def words_at(sheet: Sheet, row: int, column: int) -> str:
    return _line(sheet.cell(row, column))


def _words_above(sheet: Sheet, row: int, column: int) -> str:
    """The words of the vertically merged cell that covers this one, or ''."""
    top, left = sheet.covered.get((row, column), (row, column))
    return words_at(sheet, top, left) if left == column and top < row else ""
