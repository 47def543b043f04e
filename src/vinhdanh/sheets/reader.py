"""One pass over one table of a sheet: cells to plain values, every problem named."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from vinhdanh.sheets import rows as row_kinds
from vinhdanh.sheets import ticks
from vinhdanh.sheets.beside import PARENT
from vinhdanh.sheets.extents import column_index, column_letter
from vinhdanh.sheets.kinds import (
    ORDER,
    UNKNOWN,
    Asked,
    BadCell,
    Found,
    ListKind,
    Remark,
)
from vinhdanh.sheets.lane import Lane, key_of
from vinhdanh.sheets.mapping import Mapping, Use
from vinhdanh.sheets.outline import Outline
from vinhdanh.sheets.problems import Problem
from vinhdanh.sheets.workbook import Cell, Sheet, shown
from vinhdanh.viet import legacy

_UNKNOWN: Final = Found(None)
_MOST_KEPT: Final = 10_000
"""Different cells of a column to keep: names seldom come again."""

UNIT_PATH: Final = "unit_path"
"""The key of the names of the units over a row's unit, outermost first."""


@dataclass(slots=True)
class Row:
    """One subject of the list.

    number: the row as Excel counts. cells: every cell as shown, by letter, those of
    columns not understood too. values: plain data by key; yearly keys hold a dict
    {"2016": …}. None is unknown, never no and never 0.
    """

    number: int
    sheet_cells: list[Cell]
    values: dict[str, Any]

    @property
    def cells(self) -> dict[str, str]:
        return {
            column_letter(column): shown(cell)
            for column, cell in enumerate(self.sheet_cells)
            if cell != ""
        }

    def to_json(self) -> dict[str, Any]:
        return {"number": self.number, "cells": self.cells, "values": self.values}


class Reader:
    """One pass over a table; holds what the rows share.

    problems, skipped, rows_in: what there was besides the rows, once all were given;
    rows_in = rows + skipped. left: what the last section's row says where no row came
    under it, for the table after this one.
    """

    def __init__(
        self,
        sheet: Sheet,
        mapping: Mapping,
        kind: ListKind,
        year: int,
        *,
        is_followed: bool = False,
    ) -> None:
        self.is_followed = is_followed
        self.left: dict[str, Any] = {}
        self.sheet = sheet
        self.mapping = mapping
        self.kind = kind
        self.year = year
        self.asked = Asked(year)
        # Family and given name in two columns are one name, read as one.
        letters = mapping.letters_of(kind.name_key)
        self.name_columns = [column_index(letter) for letter in letters]
        self.lanes = [
            self._lane(letter, use)
            for letter, use in mapping.columns.items()
            if use.key != ORDER and column_index(letter) not in self.name_columns[1:]
        ]
        self.fill_down = row_kinds.filled_down(sheet, mapping, kind)
        self.outline = Outline()
        self.problems: list[Problem] = []
        self.skipped: Counter[str] = Counter()
        self.rows_in = 0
        self.wrong: set[tuple[int, str]] = set()
        self.unknown_blanks: Counter[str] = Counter()
        self.asked_blanks: dict[int, str] = {}
        extent = sheet.extent
        self.needs_a_look = bool(
            extent.errors
            or extent.uncomputed
            or any(end >= mapping.last_heading_row for _, (end, _) in sheet.merged)
        )

    def _lane(self, letter: str, use: Use) -> Lane:
        about = self.kind.column(use.key)
        slot = use.slot if about.is_yearly or about.is_per_heading else ""
        blank = None if use.tick else self.mapping.blank(use.key, self.kind).value
        return Lane(
            column_index(letter),
            use,
            about,
            use.key,
            slot,
            not (use.tick or about.is_yearly or about.is_per_heading),
            bool(slot) and not use.tick,
            column_index(letter) in self.name_columns and len(self.name_columns) > 1,
            {},
            {},
            Found(blank),
        )

    def go_on(self, before: "Reader | None") -> None:
        """Begin under the section that the table before this one ended with."""
        if before is not None and before.left:
            self.left, self.outline = before.left, before.outline

    def rows(self) -> Iterator[Row]:
        """Every row of the table, one by one; every problem once all were given."""
        first = self.mapping.last_heading_row
        sorted_rows = row_kinds.classify(
            self.sheet, self.mapping, self.kind, is_followed=self.is_followed
        )
        values: list[dict[str, Any]] = []
        places: list[int] = []
        section, named_at = self.left, -1
        if above := row_kinds.section_above(
            self.sheet, self.mapping, self.kind, sorted_rows
        ):
            section = self._under(section, above)
        for index in range(first, len(self.sheet.rows)):
            what = sorted_rows[index]
            if what.kind == "person":
                row = self._row(index, self.sheet.rows[index], section)
                if self.kind.has_review:
                    values.append(row.values)
                places.append(index)
                yield row
                continue
            self.skipped[what.kind] += 1
            if what.kind == "section":
                section, named_at = self._under(section, what), index
            elif what.words:
                is_foot = what.kind == "foot"
                self._say(
                    index, None, "", what.words, "warning" if is_foot else "error"
                )
        self.left = section if named_at > max(places, default=-1) else {}
        self._review(values, places)
        self._count_blanks(places)
        self._say_unknown_blanks()
        self.rows_in = max(len(self.sheet.rows) - first, 0)

    def _under(self, section: dict[str, Any], what: row_kinds.Sorted) -> dict[str, Any]:
        """What is said of the rows below a section's row; wider sections go on."""
        said = self.kind.section(what.words)
        if said is None:
            self.outline.begin(what.number, what.words)
            said = {self.kind.unit_key: what.words}
        order = self.kind.section_keys
        level = min((order.index(key) for key in said if key in order), default=0)
        wider = {key: section[key] for key in order[:level] if key in section}
        return {**wider, **said}

    def _review(self, values: list[dict[str, Any]], places: list[int]) -> None:
        for at, remark in self.kind.review(values, self.asked):
            self._remark(places[at], remark)

    def _row(self, index: int, cells: list[Cell], section: dict[str, Any]) -> Row:
        read = self._looked_at if self.needs_a_look else self._looked_up
        values = read(index, cells)
        for key, said in section.items():
            values[key] = values.get(key) or said
        self._settle_unit(index, values)
        for remark in self.kind.finish(values, self.asked):
            self._remark(index, remark)
        return Row(index + 1, cells, values)

    def _looked_up(self, index: int, cells: list[Cell]) -> dict[str, Any]:
        """What the cells say; nearly all say what others of their column said."""
        values: dict[str, Any] = {}
        wide = len(cells)
        for lane in self.lanes:
            column, _, _, key, slot, is_plain, is_by_slot, is_joined, seen, _, _ = lane
            cell = cells[column] if column < wide else ""
            if is_joined:
                cell = self._whole_name(cells)
            known = seen.get(cell if cell.__class__ is str else key_of(cell))
            if known is None:
                known = self._cell(index, cell, lane)
            if is_plain and known[2] is None:
                values[key] = known[0]
            elif is_by_slot and known[2] is None:
                by_slot = values.get(key)
                if by_slot:
                    by_slot[slot] = known[0]
                else:
                    values[key] = {slot: known[0]}
            else:
                self._keep(values, lane, known, index)
        return values

    def _looked_at(self, index: int, cells: list[Cell]) -> dict[str, Any]:
        """What the cells say, each looked at: merged, an error, without a result."""
        values: dict[str, Any] = {}
        wide = len(cells)
        for lane in self.lanes:
            cell = cells[lane.column] if lane.column < wide else ""
            if lane.is_joined:
                cell = self._whole_name(cells)
            cell = self.fill_down.get((index, lane.column), cell)
            self._keep(values, lane, self._cell(index, cell, lane), index)
        return values

    def _whole_name(self, cells: list[Cell]) -> str:
        there = [cells[at] for at in self.name_columns if at < len(cells)]
        return " ".join(words for cell in there if (words := shown(cell).strip()))

    def _settle_unit(self, index: int, values: dict[str, Any]) -> None:
        """The row's unit, and the names of the units over it where these are said."""
        key = self.kind.unit_key
        unit = values.get(key) if key else None
        if key and not unit:
            values[key] = None
            if self.kind.needs_unit:
                at = next(iter(self.mapping.letters_of(key)), None)
                what = "chưa rõ thuộc phòng, đơn vị nào."
                self._say(index, at, "", what, "warning")
        path = [name for name in self.outline.path if name != unit]
        if parent := values.pop(PARENT, None):
            path = [*[name for name in path if name != parent], parent]
        if path:
            values[UNIT_PATH] = path

    def _remark(self, index: int, remark: Remark) -> None:
        letters = self.mapping.letters_of(remark.key) if remark.key else []
        letter = letters[0] if letters else None
        if letter and (index, letter) in self.wrong:
            return  # one error for one bad cell
        value = self._shown(index, letter)
        self._say(index, letter, value, remark.what, remark.severity, remark.example)

    def _keep(
        self, values: dict[str, Any], lane: Lane, found: Found, index: int
    ) -> None:
        """Put what a cell says with what other cells of the row said of the same."""
        key, value = lane.key, found.value
        if lane.use.tick:
            value = self._with_tick(values, lane, value, index)
        if not (lane.about.is_yearly or lane.about.is_per_heading):
            values[key] = value
        elif lane.slot:
            by_slot = values[key] = values.get(key) or {}
            by_slot[lane.slot] = value
        elif value is None:
            values.setdefault(key, None)
        else:  # each entry names its year
            by_year = values[key] = values.get(key) or {}
            for entry in value:
                by_year.setdefault(str(entry["year"]), []).append(entry)
        if found.beside:
            values.update(found.beside)

    def _with_tick(
        self, values: dict[str, Any], lane: Lane, value: Any, index: int
    ) -> Any:
        """One answer out of several columns, each of which a tick may choose."""
        said = values.get(lane.key)
        if lane.slot and isinstance(said, dict):
            said = said.get(lane.slot)
        if isinstance(value, list):
            return [*(said if isinstance(said, list) else []), *value]
        if value is None:
            return said if lane.slot or not lane.about.is_yearly else None
        if said is not None and said != value:
            what = f"đánh dấu hai mức {lane.about.label.lower()}. Giữ một mức."
            self._say(index, column_letter(lane.column), "x", what, "error")
        return value

    def _cell(self, index: int, cell: Cell, lane: Lane) -> Found:
        letter, about = column_letter(lane.column), lane.about
        place = (index, lane.column)
        if place in self.sheet.extent.errors or _is_excel_error(cell):
            what = f"ô báo lỗi {shown(cell) or 'của Excel (#N/A…)'}; coi là chưa rõ."
            self._say(index, letter, shown(cell), what, "warning", about.example)
            return _UNKNOWN
        if place in self.sheet.extent.uncomputed:
            what = "công thức chưa có kết quả. Mở tệp bằng Excel, lưu lại rồi gửi."
            self._say(index, letter, "", what, "error", about.example)
            return _UNKNOWN
        if not row_kinds.is_filled(cell):
            return self._blank(index, cell, lane, letter)
        key = cell if isinstance(cell, str) else key_of(cell)
        found = lane.seen.get(key) or lane.told.get(key) or self._read_once(cell, lane)
        if isinstance(found, BadCell):
            example = found.example or about.example
            self._say(index, letter, shown(cell), str(found), "error", example)
            return _UNKNOWN
        known = lane.told if found.remarks else lane.seen
        if len(known) < _MOST_KEPT:
            known[key] = found
        for remark in found.remarks:
            self._say(index, letter, shown(cell), remark, "warning")
        return found

    def _read_once(self, cell: Cell, lane: Lane) -> Found | BadCell:
        if isinstance(cell, str) and legacy.looks_like_legacy(cell):
            return BadCell(
                f"“{cell}” gõ bằng phông chữ cũ (TCVN3 hoặc VNI). Chuyển ô sang mã "
                "Unicode."
            )
        use = lane.use
        asked = Asked(self.year, use.year, use.part)
        try:
            if use.tick:
                return ticks.read(cell, use.tick, lane.about, asked)
            return lane.about.read(cell, asked)
        except BadCell as bad:
            return bad

    def _blank(self, index: int, cell: Cell, lane: Lane, letter: str) -> Found:
        about = lane.about
        covered = self.sheet.covered
        if covered and (
            anchor := row_kinds.merged_into(self.sheet, index, lane.column)
        ):
            what = f"ô gộp với ô {anchor}. Bỏ gộp (Unmerge) và ghi vào từng dòng."
            self._say(index, letter, "", what, "error", about.example)
            return _UNKNOWN
        if about.is_required and self.mapping.letters_of(lane.key)[0] == letter:
            is_name = about.key == self.kind.name_key
            what = f"để trống {about.label.lower()}"
            what += "." if is_name else "; coi là chưa rõ."
            severity: Literal["error", "warning"] = "error" if is_name else "warning"
            self._say(index, letter, "", what, severity, about.example)
        meant = self.mapping.blank(about.key, self.kind)
        is_asked = meant is UNKNOWN and len(about.blanks) > 1 and not lane.use.tick
        if cell == "" and not (about.is_required or self.needs_a_look):
            lane.seen[""] = lane.empty
            if is_asked:  # the cells after this one are counted afterwards
                self.asked_blanks[lane.column] = letter
        elif is_asked:
            self.unknown_blanks[letter] += 1
        return lane.empty

    def _say(
        self,
        index: int,
        letter: str | None,
        value: str,
        what: str,
        severity: Literal["error", "warning"],
        example: str = "",
    ) -> None:
        if severity == "error":
            self.wrong.add((index, letter or ""))
        heading = self.mapping.headings.get(letter or "", "")
        self.problems.append(
            Problem(index + 1, letter or "", heading, value, what, example, severity)
        )

    def _shown(self, index: int, letter: str | None) -> str:
        if letter is None:
            return ""
        cells, column = self.sheet.rows[index], column_index(letter)
        return shown(cells[column]) if column < len(cells) else ""

    def _count_blanks(self, places: list[int]) -> None:
        for column, letter in self.asked_blanks.items():
            cells = [self.sheet.cell(index, column) for index in places]
            self.unknown_blanks[letter] += cells.count("")

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


def _is_excel_error(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.strip() in row_kinds.EXCEL_ERRORS
