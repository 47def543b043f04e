"""From a workbook and a mapping to rows and all their problems at once."""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from vinhdanh.sheets import rows as row_kinds
from vinhdanh.sheets import sheet_wide, twins
from vinhdanh.sheets.extents import column_index
from vinhdanh.sheets.kinds import ListKind
from vinhdanh.sheets.mapping import Mapping, refusals
from vinhdanh.sheets.problems import Problem
from vinhdanh.sheets.reader import Reader, Row
from vinhdanh.sheets.refusal import SheetRefused
from vinhdanh.sheets.workbook import Sheet, Workbook, open_workbook

__all__ = ["Reading", "Row", "open_workbook", "read"]


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
        said = dict(row_kinds.SAID)
        if self.noun != "người":
            said["section"] = "dòng tên mục"
        parts += [f"{count} {said[kind]}" for kind, count in self.skipped.items()]
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
    parts = [
        Reader(part, columns, kind, year).read()
        for part, columns in _tables(sheet, mapping)
    ]
    rows = [row for part in parts for row in part.rows]
    problems = [found for part in parts for found in part.problems]
    problems += sheet_wide.problems(sheet, mapping, kind, rows)
    problems += sheet_wide.other_lists(workbook, mapping, kind)
    problems += twins.problems(rows, mapping, kind)
    problems = [sheet_wide.placed(found, sheet) for found in problems]
    problems.sort(key=lambda found: (found.row, column_index(found.column_letter)))
    skipped: Counter[str] = Counter()
    for part in parts:
        skipped.update(part.skipped)
    rows_in = sum(part.rows_in for part in parts)
    return Reading(rows, problems, rows_in, dict(skipped), kind.noun)


def _tables(sheet: Sheet, mapping: Mapping) -> Iterator[tuple[Sheet, Mapping]]:
    """Each table of the sheet, cut off where the next one begins."""
    tables = (mapping, *mapping.more)
    for table, after in itertools.zip_longest(tables, tables[1:]):
        end = after.first_heading_row - 1 if after else len(sheet.rows)
        part = replace(sheet, rows=sheet.rows[:end]) if after else sheet
        yield part, replace(table, more=())
