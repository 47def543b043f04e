"""From a workbook and a mapping to rows and all their problems at once."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from vinhdanh.sheets import rows as row_kinds
from vinhdanh.sheets.extents import column_index, column_letter
from vinhdanh.sheets.kinds import (
    ORDER,
    UNKNOWN,
    Asked,
    BadCell,
    Column,
    Found,
    ListKind,
)
from vinhdanh.sheets.mapping import Mapping, Use, refusals
from vinhdanh.sheets.problems import Problem
from vinhdanh.sheets.refusal import SheetRefused
from vinhdanh.sheets.workbook import Cell, Sheet, Workbook, open_workbook, shown
from vinhdanh.viet import legacy, text

__all__ = ["Reading", "Row", "open_workbook", "read"]


@dataclass(frozen=True)
class Row:
    """One subject of the list.

    number: the row as Excel counts. cells: every cell as shown, by letter, those of
    columns not understood too. values: plain data by key; yearly keys hold a dict
    {"2016": …}. None is unknown, never no and never 0.
    """

    number: int
    sheet_cells: list[Cell]
    values: dict[str, Any]

    @cached_property
    def cells(self) -> dict[str, str]:
        return {
            column_letter(column): shown(cell)
            for column, cell in enumerate(self.sheet_cells)
            if cell != ""
        }

    def to_json(self) -> dict[str, Any]:
        return {"number": self.number, "cells": self.cells, "values": self.values}


@dataclass(frozen=True)
class Reading:
    """All rows of a sheet, all problems, and what became of every other row.

    skipped: how many rows of each kind were passed over (blank, section, total, …);
    rows_in = rows + skipped.
    """

    rows: list[Row]
    problems: list[Problem]
    rows_in: int
    skipped: dict[str, int] = field(default_factory=dict)

    @property
    def errors(self) -> list[Problem]:
        return [found for found in self.problems if found.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        return [found for found in self.problems if found.severity == "warning"]

    @property
    def account(self) -> str:
        """“42 dòng dưới tiêu đề = 38 người + 3 dòng tên đơn vị + 1 dòng trống.”"""
        parts = [f"{len(self.rows)} người"]
        parts += [
            f"{count} {row_kinds.SAID[kind]}" for kind, count in self.skipped.items()
        ]
        return f"{self.rows_in} dòng dưới tiêu đề = {' + '.join(parts)}."

    def to_json(self) -> dict[str, Any]:
        return {
            "rows": [row.to_json() for row in self.rows],
            "problems": [found.to_json() for found in self.problems],
            "rows_in": self.rows_in,
            "skipped": self.skipped,
            "account": self.account,
        }


def read(workbook: Workbook, mapping: Mapping, kind: ListKind, *, year: int) -> Reading:
    """Every row of the mapped sheet with every problem in it.

    year: the year the list is about. Raises `SheetRefused` where the mapping itself
    cannot be used (a required column missing, two columns for one thing).
    """
    if reasons := refusals(mapping, kind):
        raise SheetRefused(" ".join(reasons))
    sheet = workbook.sheet(mapping.sheet)
    return _Reader(sheet, mapping, kind, year).read()


@dataclass(frozen=True)
class _Used:
    """A column that is read.

    is_alone: its value is its own, of no year and not joined to another column's.
    known: what its cells say that need no word, by cell.
    """

    place: int
    letter: str
    use: Use
    about: Column
    year: str | None
    blank: Found
    is_alone: bool
    known: dict[Cell, Found] = field(default_factory=dict)


class _Reader:
    """One pass over a sheet; holds what the rows share."""

    def __init__(
        self, sheet: Sheet, mapping: Mapping, kind: ListKind, year: int
    ) -> None:
        self.sheet = sheet
        self.mapping = mapping
        self.kind = kind
        self.year = year
        self.uses = [
            _Used(
                place=column_index(letter),
                letter=letter,
                use=use,
                about=kind.column(use.key),
                year=None if use.year is None else str(use.year),
                blank=Found(mapping.blank(use.key, kind).value),
                is_alone=not kind.column(use.key).is_per_year
                and use.key != kind.name_key,
            )
            for letter, use in mapping.columns.items()
            if use.key != ORDER
        ]
        self.unit_letter = next(iter(mapping.letters_of(kind.unit_key)), None)
        self.name_letters = mapping.letters_of(kind.name_key)
        self.fill_down = row_kinds.filled_down(sheet, mapping, kind)
        self.problems: list[Problem] = []
        self.unknown_blanks: Counter[str] = Counter()
        below = mapping.last_heading_row
        self.has_merged = any(row >= below for row, _ in sheet.covered)
        self.is_marked = bool(sheet.extent.errors or sheet.extent.uncomputed)

    def read(self) -> Reading:
        below = list(enumerate(self.sheet.rows))[self.mapping.last_heading_row :]
        sorted_rows = row_kinds.classify(self.sheet, self.mapping, self.kind)
        rows: list[Row] = []
        skipped: Counter[str] = Counter()
        section: str | None = None
        for index, cells in below:
            what = sorted_rows[index]
            if what.kind == "person":
                rows.append(self._row(index, cells, section))
                continue
            skipped[what.kind] += 1
            if what.kind == "section":
                section = what.words
            elif what.kind == "unclear":
                self._say(index, None, "", what.words, "error")
        self._say_hidden()
        self._say_unknown_blanks()
        self._find_twins(rows)
        if not rows:
            self.problems.append(
                Problem(0, "", "", "", "không có người nào dưới dòng tiêu đề.")
            )
        self.problems.sort(key=lambda found: (found.row, _place(found.column_letter)))
        return Reading(rows, self.problems, len(below), dict(skipped))

    def _row(self, index: int, cells: list[Cell], section: str | None) -> Row:
        values: dict[str, Any] = {}
        wide = len(cells)
        for used in self.uses:
            cell = cells[used.place] if used.place < wide else ""
            if self.fill_down:
                cell = self.fill_down.get((index, used.place), cell)
            # True would be found where 1 is known.
            is_new = self.is_marked or isinstance(cell, bool)
            found = None if is_new else used.known.get(cell)
            if found is None:
                found = self._cell(index, cell, used)
            if used.is_alone:
                values[used.about.key] = found.value
            else:
                self._keep(values, used, found.value)
            if found.beside:
                values.update(found.beside)
        unit = self.kind.unit_key
        if not values.get(unit):
            values[unit] = section
            if not section:
                what = "chưa rõ thuộc phòng, đơn vị nào."
                self._say(index, self.unit_letter, "", what, "warning")
        for remark in self.kind.finish(values, Asked(self.year)):
            letters = self.mapping.letters_of(remark.key) if remark.key else []
            letter = letters[0] if letters else None
            value = self._shown(index, letter)
            self._say(
                index, letter, value, remark.what, remark.severity, remark.example
            )
        return Row(index + 1, cells, values)

    def _keep(self, values: dict[str, Any], used: _Used, value: Any) -> None:
        key = used.about.key
        if key == self.kind.name_key and values.get(key) and value:
            value = f"{values[key]} {value}"
        if not used.about.is_per_year:
            values[key] = value
        elif used.year is not None:
            if not values.get(key):
                values[key] = {}
            values[key][used.year] = value
        elif value is None:
            values.setdefault(key, None)
        else:  # each entry names its year
            by_year = values[key] = values.get(key) or {}
            for entry in value:
                by_year.setdefault(str(entry["year"]), []).append(entry)

    def _cell(self, index: int, cell: Cell, used: _Used) -> Found:
        letter, about, place = used.letter, used.about, (index, used.place)
        if place in self.sheet.extent.errors or _is_excel_error(cell):
            what = f"ô báo lỗi {shown(cell) or 'của Excel (#N/A…)'}; coi là chưa rõ."
            self._say(index, letter, shown(cell), what, "warning", about.example)
            return Found(None)
        if place in self.sheet.extent.uncomputed:
            what = "công thức chưa có kết quả. Mở tệp bằng Excel, lưu lại rồi gửi."
            self._say(index, letter, "", what, "error", about.example)
            return Found(None)
        if not row_kinds.is_filled(cell):
            return self._blank(index, used)
        found = self._read_once(cell, used)
        if isinstance(found, BadCell):
            example = found.example or about.example
            self._say(index, letter, shown(cell), str(found), "error", example)
            return Found(None)
        for remark in found.remarks:
            self._say(index, letter, shown(cell), remark, "warning")
        # Offices repeat themselves: one reading serves all cells with the same words.
        if not found.remarks and not isinstance(cell, bool):
            used.known[cell] = found
        return found

    def _read_once(self, cell: Cell, used: _Used) -> Found | BadCell:
        if isinstance(cell, str) and legacy.looks_like_legacy(cell):
            return BadCell(
                f"“{cell}” gõ bằng phông chữ cũ (TCVN3 hoặc VNI). Chuyển ô sang mã "
                "Unicode."
            )
        try:
            return used.about.read(cell, Asked(self.year, used.use.year))
        except BadCell as bad:
            return bad

    def _blank(self, index: int, used: _Used) -> Found:
        letter, about = used.letter, used.about
        covered = self.sheet.covered
        if covered and (anchor := row_kinds.merged_into(self.sheet, index, used.place)):
            what = f"ô gộp với ô {anchor}. Bỏ gộp (Unmerge) và ghi vào từng dòng."
            self._say(index, letter, "", what, "error", about.example)
            return Found(None)
        is_asked = about.is_required and self.mapping.letters_of(about.key)[0] == letter
        if is_asked:
            is_name = about.key == self.kind.name_key
            what = f"để trống {about.label.lower()}"
            what += "." if is_name else "; coi là chưa rõ."
            severity: Literal["error", "warning"] = "error" if is_name else "warning"
            self._say(index, letter, "", what, severity, about.example)
        meant = self.mapping.blank(about.key, self.kind)
        if meant is UNKNOWN and len(about.blanks) > 1:
            self.unknown_blanks[letter] += 1
        elif not is_asked and not self.has_merged:
            used.known[""] = used.blank
        return used.blank

    def _say(
        self,
        index: int,
        letter: str | None,
        value: str,
        what: str,
        severity: Literal["error", "warning"],
        example: str = "",
    ) -> None:
        heading = self.mapping.headings.get(letter or "", "")
        self.problems.append(
            Problem(index + 1, letter or "", heading, value, what, example, severity)
        )

    def _shown(self, index: int, letter: str | None) -> str:
        if letter is None:
            return ""
        cells, column = self.sheet.rows[index], column_index(letter)
        return shown(cells[column]) if column < len(cells) else ""

    def _say_hidden(self) -> None:
        hidden = [
            str(row + 1)
            for row in self.sheet.extent.hidden_rows
            if self.mapping.last_heading_row <= row < len(self.sheet.rows)
        ]
        if hidden:
            which = ", ".join(hidden[:20]) + ("…" if len(hidden) > 20 else "")  # noqa: PLR2004
            what = f"có {len(hidden)} dòng đang ẩn, vẫn được đọc: {which}."
            self.problems.append(Problem(0, "", "", "", what, severity="warning"))

    def _say_unknown_blanks(self) -> None:
        """Tell of empty cells that may mean something, which only she can say."""
        for letter, count in self.unknown_blanks.items():
            about = self.kind.column(self.mapping.columns[letter].key)
            other = next(blank for blank in about.blanks if blank is not UNKNOWN)
            what = (
                f"{count} ô trống, coi là chưa rõ. Nếu ô trống nghĩa là {other.says}, "
                "hãy chọn như vậy ở phần “Đổi cách hiểu”."
            )
            self._say(-1, letter, "", what, "warning", about.example)

    def _find_twins(self, rows: list[Row]) -> None:
        first: dict[tuple[str, ...], Row] = {}
        letter = self.name_letters[0]
        keys: dict[str, str] = {}
        for row in rows:
            name = row.values.get(self.kind.name_key)
            if not name:
                continue
            told = [row.values.get(key) for key in self.kind.identity]
            words = [str(value or "") for value in told]
            for said in words:
                if said not in keys:
                    keys[said] = text.search_key(said)
            key = tuple([keys[said] for said in words])
            if key not in first:
                first[key] = row
                continue
            other = first[key].number
            if all(told):
                what = (
                    f"“{name}” trùng với dòng {other} (cùng họ tên, ngày sinh, đơn "
                    "vị). Xóa một dòng."
                )
                self._say(row.number - 1, letter, name, what, "error")
            else:
                what = (
                    f"“{name}” có thể trùng với dòng {other}; thiếu ngày sinh hoặc đơn "
                    "vị nên không phân biệt được."
                )
                self._say(row.number - 1, letter, name, what, "warning")


def _place(letter: str) -> int:
    return column_index(letter)


def _is_excel_error(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.strip() in row_kinds.EXCEL_ERRORS
