"""What each column of a sheet means: guessed, said in words, changed, remembered."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any, Final

from vinhdanh.sheets import beside, headings, periods
from vinhdanh.sheets.extents import column_index, column_letter
from vinhdanh.sheets.headings import Headings
from vinhdanh.sheets.kinds import ORDER, Blank, ListKind
from vinhdanh.sheets.refusal import SheetRefused
from vinhdanh.sheets.workbook import Sheet, Workbook, shown
from vinhdanh.viet import legacy

_YEARS_FROM_CELLS: Final = frozenset({"titles"})
"""Keys whose cells name their years themselves, so that no year is supposed."""


@dataclass(frozen=True)
class Use:
    """What a column is used for; year where there is one column for each year.

    part: the part of that year (“Q1”), or the unit that the column speaks of.
    tick: the words that an “x” in the column means (“CSTĐCS”).
    """

    key: str
    year: int | None = None
    part: str = ""
    tick: str = ""

    @property
    def slot(self) -> str:
        """Under what its values are kept: “2016”, “2016-Q1”, a unit's name, or ''."""
        return "-".join(
            said for said in (str(self.year) if self.year else "", self.part) if said
        )

    @property
    def says(self) -> str:
        """“2016”, “quý I 2016”, “Phường Một”."""
        year = str(self.year) if self.year else ""
        return " ".join(filter(None, (periods.said(self.part), year)))


@dataclass(frozen=True)
class Mapping:
    """How a sheet is to be read. Plain data: `to_json`, `from_json`.

    first_heading_row, last_heading_row: counted from 1, as Excel shows them.
    columns: by letter. headings: the words over every column, used or not.
    blank_means: by key, the code of the meaning chosen for empty cells.
    supposed: letters whose year was supposed because the heading names none.
    more: further tables below this one on the same sheet, with headings of their own.
    """

    sheet: str
    first_heading_row: int
    last_heading_row: int
    columns: dict[str, Use]
    headings: dict[str, str] = field(default_factory=dict)
    blank_means: dict[str, str] = field(default_factory=dict)
    supposed: tuple[str, ...] = ()
    more: tuple["Mapping", ...] = ()

    def at(self, row: int) -> "Mapping":
        """The mapping that a row, counted from 1, is read with."""
        above = [one for one in self.more if one.last_heading_row < row]
        return above[-1] if above else self

    def letters_of(self, key: str) -> list[str]:
        """The columns used for a key, from left to right."""
        found = [letter for letter, use in self.columns.items() if use.key == key]
        return sorted(found, key=column_index)

    def used_as(
        self, letter: str, key: str | None, year: int | None = None, part: str = ""
    ) -> "Mapping":
        """The same mapping with one column's meaning changed, or (None) taken away."""
        columns = {at: use for at, use in self.columns.items() if at != letter}
        if key is not None:
            before = self.columns.get(letter, Use(key))
            is_same = (before.key, before.year) == (key, year)
            columns[letter] = Use(key, year, part, before.tick if is_same else "")
        supposed = tuple(at for at in self.supposed if at != letter)
        return replace(self, columns=columns, supposed=supposed)

    def with_blank(self, key: str, code: str) -> "Mapping":
        """The same mapping with another meaning for the empty cells of a column."""
        return replace(
            self,
            blank_means={**self.blank_means, key: code},
            more=tuple(one.with_blank(key, code) for one in self.more),
        )

    def blank(self, key: str, kind: ListKind) -> Blank:
        """What an empty cell of that column means."""
        choices = kind.column(key).blanks
        chosen = self.blank_means.get(key)
        return next((blank for blank in choices if blank.code == chosen), choices[0])

    def not_understood(self) -> list[str]:
        """The letters with a heading but no use: kept as they are, and left out."""
        return [letter for letter in self.headings if letter not in self.columns]

    def to_json(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "first_heading_row": self.first_heading_row,
            "last_heading_row": self.last_heading_row,
            "columns": {
                letter: {
                    "key": use.key,
                    "year": use.year,
                    "part": use.part,
                    "tick": use.tick,
                }
                for letter, use in self.columns.items()
            },
            "headings": dict(self.headings),
            "blank_means": dict(self.blank_means),
            "supposed": list(self.supposed),
            "more": [one.to_json() for one in self.more],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Mapping":
        columns = {
            letter: Use(
                use["key"], use["year"], use.get("part", ""), use.get("tick", "")
            )
            for letter, use in data["columns"].items()
        }
        known = {
            **data,
            "columns": columns,
            "supposed": tuple(data.get("supposed", ())),
            "more": tuple(map(cls.from_json, data.get("more", ()))),
        }
        return cls(**known)


def guess(workbook: Workbook, kind: ListKind, *, year: int) -> Mapping:
    """The sheet, its heading rows and what its columns mean, as well as can be told.

    year: the year the list is about, supposed where a yearly heading names none.
    What is doubtful is for `refusals` and `in_words` to say. Raises `SheetRefused`
    when no sheet has a heading that names the rows.
    """
    candidates = [(sheet, headings.find(sheet, kind)) for sheet in workbook.sheets]
    best: tuple[Sheet, Headings] | None = None
    for sheet, heading in candidates:
        if heading and (best is None or heading.strength > best[1].strength):
            best = (sheet, heading)
    if best is None:
        _refuse_old_fonts(workbook)
        wanted = ", ".join(f"“{c.label}”" for c in kind.columns if c.is_required)
        raise SheetRefused(
            f"Không tìm thấy dòng tiêu đề trong {headings.ROWS_SEARCHED} dòng đầu của "
            f"tệp “{workbook.filename}”. Bảng cần một dòng tiêu đề có các cột "
            f"{wanted}; có thể tải mẫu để điền."
        )
    sheet, heading = best
    found = _mapping(sheet, heading, kind, year)
    more = tuple(
        _mapping(sheet, other, kind, year)
        for other in headings.further(sheet, kind, heading)
    )
    return replace(found, more=more)


def _mapping(sheet: Sheet, heading: Headings, kind: ListKind, year: int) -> Mapping:
    uses: dict[str, Use] = {}
    supposed: list[str] = []
    strong: dict[Use, bool] = {}
    for column, meant in sorted(
        heading.meanings.items(), key=lambda item: not item[1].is_exact
    ):
        letter, meant_year = column_letter(column), meant.year
        is_yearly = meant.key != ORDER and (
            kind.column(meant.key).is_yearly or meant.key == "initiatives"
        )
        if meant_year is None and is_yearly and meant.key not in _YEARS_FROM_CELLS:
            meant_year = year
            supposed.append(letter)
        use = Use(meant.key, meant_year if is_yearly else None, meant.part, meant.tick)
        # “Đơn vị cũ” gives way to a column that says just “Đơn vị”.
        if strong.get(use) and not meant.is_exact:
            continue
        strong[use] = strong.get(use, False) or meant.is_exact
        uses[letter] = use
    uses = beside.settled(sheet, heading, kind, uses)
    uses |= _named_by_heading(sheet, heading, kind, uses)
    return Mapping(
        sheet.name,
        heading.first_row + 1,
        heading.last_row + 1,
        {at: uses[at] for at in sorted(uses, key=column_index)},
        {column_letter(column): words for column, words in heading.words.items()},
        {
            use.key: kind.column(use.key).blanks[0].code
            for use in uses.values()
            if use.key != ORDER and len(kind.column(use.key).blanks) > 1
        },
        tuple(letter for letter in supposed if letter in uses),
    )


def _named_by_heading(
    sheet: Sheet, heading: Headings, kind: ListKind, uses: dict[str, Use]
) -> dict[str, Use]:
    """Columns of figures under headings nobody knows: each is of whom it names."""
    about = next((column for column in kind.columns if column.is_per_heading), None)
    found: dict[str, Use] = {}
    if about is None:
        return found
    below = range(heading.last_row + 1, len(sheet.rows))
    for column, words in heading.words.items():
        letter = column_letter(column)
        cells = [cell for row in below if (cell := sheet.cell(row, column)) != ""]
        figures = sum(isinstance(cell, int | float) for cell in cells)
        taken = any(use.part == words for use in (*uses.values(), *found.values()))
        if letter not in uses and not taken and cells and figures * 2 > len(cells):
            found[letter] = Use(about.key, None, words)
    return found


def _refuse_old_fonts(workbook: Workbook) -> None:
    for sheet in workbook.sheets:
        top = sheet.rows[: headings.ROWS_SEARCHED + 5]
        if any(legacy.looks_like_legacy(shown(cell)) for row in top for cell in row):
            raise SheetRefused(
                f"Trang tính “{sheet.name}” gõ bằng phông chữ cũ (TCVN3 hoặc VNI). "
                "Chuyển mã sang Unicode (ví dụ bằng Unikey Toolkit: Ctrl + Shift + F6) "
                "rồi gửi lại."
            )


def refusals(mapping: Mapping, kind: ListKind) -> list[str]:
    """Why a sheet cannot be read with this mapping; empty when it can."""
    reasons = [why for one in mapping.more for why in refusals(one, kind)]
    if two_tables := beside.refusal(mapping, kind):
        return [two_tables]
    by_use: dict[Use, list[str]] = defaultdict(list)
    for letter in sorted(mapping.columns, key=column_index):
        by_use[mapping.columns[letter]].append(letter)
    known = {ORDER, *(column.key for column in kind.columns)}
    for use, letters in by_use.items():
        key = use.key
        if key not in known:
            reasons.append(f"Không có loại cột “{key}”; chọn lại cho cột {letters[0]}.")
        elif len(letters) > 1 and not _is_split_name(key, letters, kind):
            cells = " và ".join(
                f"cột {at} “{mapping.headings.get(at, '')}”" for at in letters
            )
            label = "số thứ tự" if key == ORDER else kind.column(key).label.lower()
            about = f"{label} {use.says}" if use.says else label
            reasons.append(
                f"{cells[0].upper()}{cells[1:]} cùng được hiểu là {about}: giữ một "
                "cột, bỏ chọn cột kia."
            )
    used = {use.key for use in by_use}
    used |= {kind.column(key).stands_for for key in used & known - {ORDER}}
    reasons += [
        f"Thiếu cột “{column.label}”: chọn cột nào là {column.label.lower()}, hoặc "
        "thêm cột ấy vào bảng rồi gửi lại."
        for column in kind.columns
        if column.is_required and column.key not in used
    ]
    return reasons


def _is_split_name(key: str, letters: list[str], kind: ListKind) -> bool:
    """Family and given name in two neighbouring columns under one heading."""
    places = [column_index(letter) for letter in letters]
    return key == kind.name_key and places == list(
        range(places[0], places[0] + len(places))
    )


def in_words(mapping: Mapping, kind: ListKind) -> list[str]:
    """The mapping as sentences: “Cột D “Ngày sinh” là ngày sinh.”"""
    said: list[str] = []
    for letter, heading in mapping.headings.items():
        use = mapping.columns.get(letter)
        if use is None:
            said.append(
                f"Cột {letter} “{heading}” không được dùng; nội dung vẫn được giữ."
            )
            continue
        label = "số thứ tự" if use.key == ORDER else kind.column(use.key).label.lower()
        about = f"{label} {_said_of(use)}" if use.slot else label
        guessed = ", vì tiêu đề không ghi năm" if letter in mapping.supposed else ""
        ticked = "; dấu x nghĩa là như tiêu đề" if use.tick else ""
        said.append(f"Cột {letter} “{heading}” là {about}{guessed}{ticked}.")
    said += [
        f"Ô trống ở cột {kind.column(key).label}: {mapping.blank(key, kind).says}."
        for key in dict.fromkeys(use.key for use in mapping.columns.values())
        if key != ORDER and len(kind.column(key).blanks) > 1
    ]
    for one in mapping.more:
        said.append(f"Bảng tiếp theo, tiêu đề ở dòng {one.first_heading_row}:")
        said += in_words(one, kind)
    return said


def _said_of(use: Use) -> str:
    return periods.said_of_slot(use.slot) if use.year else f"của {use.part}"
