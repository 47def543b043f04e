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
        return _account(len(self.rows), self.rows_in, self.skipped, self.noun)

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
    going = Going(workbook, mapping, kind, year=year)
    rows = list(going.rows())
    return Reading(rows, going.problems, going.rows_in, going.skipped, kind.noun)


class Going:
    """A mapped sheet as it is read, row by row, for lists too long to hold.

    problems: those found so far; in the order of the sheet, and all of them, with
    rows_in, skipped and account once all rows were given.
    """

    def __init__(
        self, workbook: Workbook, mapping: Mapping, kind: ListKind, *, year: int
    ) -> None:
        if reasons := refusals(mapping, kind):
            raise SheetRefused(" ".join(reasons))
        self.workbook, self.mapping, self.kind = workbook, mapping, kind
        self.year = year
        self.problems: list[Problem] = []
        self.skipped: dict[str, int] = {}
        self.rows_in = self.count = 0

    def rows(self) -> Iterator[Row]:
        """Every row, once. Raises `SheetRefused` for a sheet that no program writes."""
        sheet = self.workbook.sheet(self.mapping.sheet)
        same = twins.Twins(self.mapping, self.kind)
        skipped: Counter[str] = Counter()
        reader: Reader | None = None
        tables = _tables(sheet, self.mapping)
        for number, (part, columns) in enumerate(tables):
            before, reader = (
                reader,
                Reader(
                    part,
                    columns,
                    self.kind,
                    self.year,
                    is_followed=number < len(self.mapping.more),
                ),
            )
            reader.go_on(before)
            # A row is given after what is wrong with it has been said.
            for row in reader.rows():
                self._take(reader)
                if twin := same.problem(row):
                    self.problems.append(twin)
                self.count += 1
                yield row
            self._take(reader)
            skipped.update(reader.skipped)
            self.rows_in += reader.rows_in
        self.skipped = dict(skipped)
        self._say_of_the_whole(sheet)

    def _take(self, reader: Reader) -> None:
        self.problems += reader.problems
        reader.problems.clear()

    def _say_of_the_whole(self, sheet: Sheet) -> None:
        found = sheet_wide.problems(sheet, self.mapping, self.kind, self.count)
        found += sheet_wide.other_lists(self.workbook, self.mapping, self.kind)
        placed = (sheet_wide.placed(one, sheet) for one in self.problems + found)
        self.problems = sorted(
            placed, key=lambda one: (one.row, column_index(one.column_letter))
        )

    @property
    def account(self) -> str:
        """As `Reading.account`."""
        return _account(self.count, self.rows_in, self.skipped, self.kind.noun)


def _account(count: int, rows_in: int, skipped: dict[str, int], noun: str) -> str:
    parts = [f"{count} {noun}"]
    said = dict(row_kinds.SAID)
    if noun != "người":
        said["section"] = "dòng tên mục"
    parts += [f"{count} {said[kind]}" for kind, count in skipped.items()]
    return f"{rows_in} dòng dưới tiêu đề = {' + '.join(parts)}."


def _tables(sheet: Sheet, mapping: Mapping) -> Iterator[tuple[Sheet, Mapping]]:
    """Each table of the sheet, cut off where the next one begins."""
    tables = (mapping, *mapping.more)
    for table, after in itertools.zip_longest(tables, tables[1:]):
        end = after.first_heading_row - 1 if after else len(sheet.rows)
        part = replace(sheet, rows=sheet.rows[:end]) if after else sheet
        yield part, replace(table, more=())
