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
    Remark,
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
    noun: str = "người"

    @property
    def errors(self) -> list[Problem]:
        return [found for found in self.problems if found.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        return [found for found in self.problems if found.severity == "warning"]

    @property
    def account(self) -> str:
        """“42 dòng dưới tiêu đề = 38 người + 3 dòng tên đơn vị + 1 dòng trống.”"""
        parts = [f"{len(self.rows)} {self.noun}"]
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


class _Reader:
    """One pass over a sheet; holds what the rows share."""

    def __init__(
        self, sheet: Sheet, mapping: Mapping, kind: ListKind, year: int
    ) -> None:
        self.sheet = sheet
        self.mapping = mapping
        self.kind = kind
        self.year = year
        self.uses: list[tuple[int, Use, Column]] = [
            (column_index(letter), use, kind.column(use.key))
            for letter, use in mapping.columns.items()
            if use.key != ORDER
        ]
        self.name_letters = mapping.letters_of(kind.name_key)
        self.fill_down = row_kinds.filled_down(sheet, mapping, kind)
        self.problems: list[Problem] = []
        self.unknown_blanks: Counter[str] = Counter()
        # Offices repeat themselves: one reading serves all cells with the same words.
        self.seen: dict[tuple[int, type, Cell], Found] = {}
        self.is_marked = bool(sheet.extent.errors or sheet.extent.uncomputed)
        self.empty = {
            column: Found(mapping.blank(about.key, kind).value)
            for column, _, about in self.uses
        }

    def read(self) -> Reading:
        below = list(enumerate(self.sheet.rows))[self.mapping.last_heading_row :]
        sorted_rows = row_kinds.classify(self.sheet, self.mapping, self.kind)
        rows: list[Row] = []
        skipped: Counter[str] = Counter()
        section: dict[str, Any] = {}
        for index, cells in below:
            what = sorted_rows[index]
            if what.kind == "person":
                rows.append(self._row(index, cells, section))
                continue
            skipped[what.kind] += 1
            if what.kind == "section":
                section = self._under(section, what.words)
            elif what.kind == "unclear":
                self._say(index, None, "", what.words, "error")
        self._review(rows)
        self._say_hidden()
        self._say_unknown_blanks()
        self._find_twins(rows)
        if not rows:
            nobody = f"không có {self.kind.noun} nào dưới dòng tiêu đề."
            self.problems.append(Problem(0, "", "", "", nobody))
        self.problems.sort(key=lambda found: (found.row, _place(found.column_letter)))
        return Reading(rows, self.problems, len(below), dict(skipped), self.kind.noun)

    def _under(self, section: dict[str, Any], words: str) -> dict[str, Any]:
        """What is said of the rows below a section's row; wider sections go on."""
        said = self.kind.section(words) or {self.kind.unit_key: words}
        order = self.kind.section_keys
        level = min((order.index(key) for key in said if key in order), default=0)
        wider = {key: section[key] for key in order[:level] if key in section}
        return {**wider, **said}

    def _review(self, rows: list[Row]) -> None:
        values = [row.values for row in rows]
        for at, remark in self.kind.review(values, Asked(self.year)):
            self._remark(rows[at].number - 1, remark)

    def _row(self, index: int, cells: list[Cell], section: dict[str, Any]) -> Row:
        values: dict[str, Any] = {}
        for column, use, about in self.uses:
            cell = cells[column] if column < len(cells) else ""
            if self.fill_down:
                cell = self.fill_down.get((index, column), cell)
            found = self._cell(index, column, cell, use, about)
            self._keep(values, use, about, found)
        for key, said in section.items():
            values[key] = values.get(key) or said
        unit = self.kind.unit_key
        if unit and not values.get(unit):
            values[unit] = None
            if self.kind.needs_unit:
                at = next(iter(self.mapping.letters_of(unit)), None)
                what = "chưa rõ thuộc phòng, đơn vị nào."
                self._say(index, at, "", what, "warning")
        for remark in self.kind.finish(values, Asked(self.year)):
            self._remark(index, remark)
        return Row(index + 1, cells, values)

    def _remark(self, index: int, remark: Remark) -> None:
        letters = self.mapping.letters_of(remark.key) if remark.key else []
        letter = letters[0] if letters else None
        value = self._shown(index, letter)
        self._say(index, letter, value, remark.what, remark.severity, remark.example)

    def _keep(
        self, values: dict[str, Any], use: Use, about: Column, found: Found
    ) -> None:
        value = found.value
        if about.key == self.kind.name_key and values.get(about.key) and value:
            value = f"{values[about.key]} {value}"
        if not (about.is_yearly or about.is_per_heading):
            values[about.key] = value
        elif use.slot:
            by_slot = values[about.key] = values.get(about.key) or {}
            by_slot[use.slot] = value
        elif value is None:
            values.setdefault(about.key, None)
        else:  # each entry names its year
            by_year = values[about.key] = values.get(about.key) or {}
            for entry in value:
                by_year.setdefault(str(entry["year"]), []).append(entry)
        if found.beside:
            values.update(found.beside)

    def _cell(
        self, index: int, column: int, cell: Cell, use: Use, about: Column
    ) -> Found:
        key = (column, type(cell), cell)
        known = self.seen.get(key)
        if known is not None and not known.remarks and not self.is_marked:
            return known
        letter = column_letter(column)
        if (index, column) in self.sheet.extent.errors or _is_excel_error(cell):
            what = f"ô báo lỗi {shown(cell) or 'của Excel (#N/A…)'}; coi là chưa rõ."
            self._say(index, letter, shown(cell), what, "warning", about.example)
            return Found(None)
        if (index, column) in self.sheet.extent.uncomputed:
            what = "công thức chưa có kết quả. Mở tệp bằng Excel, lưu lại rồi gửi."
            self._say(index, letter, "", what, "error", about.example)
            return Found(None)
        if not row_kinds.is_filled(cell):
            return self._blank(index, column, letter, use, about)
        found = known or self._read_once(cell, use, about)
        if isinstance(found, BadCell):
            example = found.example or about.example
            self._say(index, letter, shown(cell), str(found), "error", example)
            return Found(None)
        self.seen[key] = found
        for remark in found.remarks:
            self._say(index, letter, shown(cell), remark, "warning")
        return found

    def _read_once(self, cell: Cell, use: Use, about: Column) -> Found | BadCell:
        if isinstance(cell, str) and legacy.looks_like_legacy(cell):
            return BadCell(
                f"“{cell}” gõ bằng phông chữ cũ (TCVN3 hoặc VNI). Chuyển ô sang mã "
                "Unicode."
            )
        try:
            return about.read(cell, Asked(self.year, use.year, use.part))
        except BadCell as bad:
            return bad

    def _blank(
        self, index: int, column: int, letter: str, use: Use, about: Column
    ) -> Found:
        covered = self.sheet.covered
        if covered and (anchor := row_kinds.merged_into(self.sheet, index, column)):
            what = f"ô gộp với ô {anchor}. Bỏ gộp (Unmerge) và ghi vào từng dòng."
            self._say(index, letter, "", what, "error", about.example)
            return Found(None)
        if about.is_required and self.mapping.letters_of(use.key)[0] == letter:
            is_name = about.key == self.kind.name_key
            what = f"để trống {about.label.lower()}"
            what += "." if is_name else "; coi là chưa rõ."
            severity: Literal["error", "warning"] = "error" if is_name else "warning"
            self._say(index, letter, "", what, severity, about.example)
        meant = self.mapping.blank(about.key, self.kind)
        if meant is UNKNOWN and len(about.blanks) > 1:
            self.unknown_blanks[letter] += 1
        return self.empty[column]

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
        more = self.kind.identity_if_told
        keys: dict[str, str] = {}
        for row in rows:
            name = row.values.get(self.kind.name_key)
            if not name:
                continue
            told = [row.values.get(key) for key in (*self.kind.identity, *more)]
            words = [str(value or "") for value in told]
            for said in words:
                if said not in keys:
                    keys[said] = text.search_key(said)
            key = tuple([keys[said] for said in words])
            if key not in first:
                first[key] = row
                continue
            other = first[key].number
            lacking = self._lacking(row)
            if not lacking:
                what = (
                    f"“{name}” trùng với dòng {other} (cùng "
                    f"{self.kind.identity_says}). Xóa một dòng."
                )
                self._say(row.number - 1, letter, name, what, "error")
            else:
                what = (
                    f"“{name}” có thể trùng với dòng {other}; thiếu {lacking} nên "
                    "không phân biệt được."
                )
                self._say(row.number - 1, letter, name, what, "warning")

    def _lacking(self, row: Row) -> str:
        """Which of what tells rows apart is missing: “ngày sinh hoặc đơn vị”."""
        return " hoặc ".join(
            self.kind.column(key).label.lower()
            for key in self.kind.identity
            if not row.values.get(key)
        )


def _place(letter: str) -> int:
    return column_index(letter)


def _is_excel_error(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.strip() in row_kinds.EXCEL_ERRORS
