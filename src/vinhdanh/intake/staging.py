"""From a stored sheet to staged rows: every problem at once, nothing entered yet."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vinhdanh.intake import footprint, matching, untaken
from vinhdanh.intake.entering import ENTERINGS
from vinhdanh.intake.entering.protocol import Entering
from vinhdanh.intake.enums import RowWord
from vinhdanh.intake.numbers import marks_of
from vinhdanh.intake.roll import roll_of
from vinhdanh.intake.staged import (
    Comparing,
    Seen,
    Settled,
    Stage,
    Staged,
    in_order,
)
from vinhdanh.intake.understanding import Place
from vinhdanh.intake.unit_names import UnitNames
from vinhdanh.registry.models import Subject, Unit
from vinhdanh.registry.queries import parent_of
from vinhdanh.sheets.extents import column_index
from vinhdanh.sheets.kinds import ListKind
from vinhdanh.sheets.lists.initiatives import INITIATIVES
from vinhdanh.sheets.mapping import Mapping as SheetMapping
from vinhdanh.sheets.roster import ROSTER
from vinhdanh.sheets.workbook import Cell, Sheet, Workbook
from vinhdanh.viet import text

# What such a list tells of is neither a person nor a unit of its own.
_ABOUT_NOBODY = frozenset({"indicator_values", "score_sheets"})


def with_mended(
    book: Workbook, mapping: SheetMapping, mended: Mapping[str, Mapping[str, str]]
) -> Workbook:
    """Return the workbook with the officer's own cells in place of the file's."""
    if not mended:
        return book
    return replace(
        book,
        sheets=tuple(
            _mend_sheet(sheet, mended) if sheet.name == mapping.sheet else sheet
            for sheet in book.sheets
        ),
    )


def _mend_sheet(sheet: Sheet, mended: Mapping[str, Mapping[str, str]]) -> Sheet:
    rows = list(sheet.rows)
    places = set()
    for number, cells in mended.items():
        index = int(number) - 1
        row: list[Cell] = list(rows[index])
        for letter, words in cells.items():
            column = column_index(letter)
            row += [""] * (column + 1 - len(row))
            row[column] = words
            places.add((index, column))
        rows[index] = row
    extent = replace(
        sheet.extent,
        errors=sheet.extent.errors - places,
        uncomputed=sheet.extent.uncomputed - places,
    )
    return replace(sheet, rows=rows, extent=extent)


def match(
    rows: list[Staged],
    problems: list[dict[str, Any]],
    kind: ListKind,
    place: Place,
    unit: Unit,
    settled: Settled,
) -> Stage:
    """Say of every row whom it is about and what it would change.

    problems: those of the reading; those of the comparison are added to them.
    """
    comparing = Compared(kind, place, unit, settled)
    found = [*problems, *comparing.problems(rows, wrong_rows(problems))]
    return Stage(rows, sorted(found, key=in_order), comparing.last)


def wrong_rows(problems: Iterable[Mapping[str, Any]]) -> set[int]:
    """Return the rows of which a problem is an error."""
    return {found["row"] for found in problems if found["severity"] == "error"}


def is_row_by_row(kind: ListKind) -> bool:
    """Say whether the rows of such a list are compared each on its own."""
    return kind.code == ROSTER.code


class Compared:
    """A sheet as it is compared with the registry, all rows or some at a time."""

    def __init__(
        self, kind: ListKind, place: Place, unit: Unit, settled: Settled
    ) -> None:
        self.kind, self.place, self.unit, self.settled = kind, place, unit, settled
        self.names = UnitNames(unit, date(place.year, 12, 31))
        self.seen = Seen()
        self.of_the_whole: list[dict[str, Any]] = []
        self.last: Comparing

    def problems(self, rows: list[Staged], wrong: set[int]) -> list[dict[str, Any]]:
        """Say a word on every row, and return what is wrong beyond their cells.

        wrong: the rows whose cells have an error.
        """
        kind, settled, entering = self.kind, self.settled, ENTERINGS[self.kind.code]
        comparing = self.last = self._with(rows)
        found: list[dict[str, Any]] = []
        if kind.code not in _ABOUT_NOBODY:
            found += _find_everybody(rows, comparing, settled)
        elif kind.unit_key:
            found += _find_units(rows, comparing, settled)
        found += entering.prepare(rows, comparing)
        found += untaken.problems(rows, comparing, entering.not_taken)
        found += untaken.unread(rows, comparing)
        wrong = wrong | wrong_rows(found)
        for row in rows:
            row.word = _word(row, comparing, entering, is_wrong=row.number in wrong)
        return [each for each in found if self._is_new(each)]

    def _is_new(self, problem: dict[str, Any]) -> bool:
        """Say whether a problem of the whole sheet was not told of earlier rows."""
        if problem["row"] or problem in self.of_the_whole:
            return bool(problem["row"])
        self.of_the_whole.append(problem)
        return True

    def _with(self, rows: list[Staged]) -> Comparing:
        names: list[str] = []
        if self.kind.code not in _ABOUT_NOBODY:
            for row in rows:
                authors = row.values.get("authors")
                told = [author["name"] for author in authors] if authors else []
                names += told or [row.values.get(self.kind.name_key) or ""]
        day = date(self.place.year, 12, 31)
        return Comparing(
            self.unit,
            self.kind,
            self.place,
            self.names,
            roll_of(
                self.unit,
                names,
                day,
                marks_of(rows),
                names_works=self.kind.code == INITIATIVES.code,
            ),
            target=self.settled.target,
            seen=self.seen,
        )


def touched(stage: Stage) -> set[int]:
    """Return the known subjects of which an import would write something.

    With the records merged into them: their posts and parts are mended where they are.
    """
    found = _written_of(stage)
    merged = set[int]()
    for some in footprint.chunks(found, footprint.KEYS_AT_ONCE):
        rows = Subject.objects.filter(alias_of__in=some).order_by()
        merged |= set(rows.values_list("pk", flat=True))
    return found | merged


def _written_of(stage: Stage) -> set[int]:
    touches = ENTERINGS[stage.comparing.kind.code].touches
    if touches is not None:
        return touches(stage.rows, stage.comparing)
    is_about_nobody = stage.comparing.kind.code in _ABOUT_NOBODY
    found: set[int] = set()
    for row in stage.rows:
        if not row.changes and row.unit is not None:
            continue
        found |= {person.pk for person in row.people}
        if row.collective is not None:
            found.add(row.collective.pk)
        if is_about_nobody:
            found.add((row.unit or stage.comparing.unit).pk)
    return found


def _find_units(
    rows: list[Staged], comparing: Comparing, settled: Settled
) -> list[dict[str, Any]]:
    to_found = {text.fold(name) for name in settled.new_units}
    found = []
    for row in rows:
        row.unit_name = row.values.get(comparing.kind.unit_key) or ""
        path = row.values.get("unit_path") or ()
        row.unit = comparing.names.named(row.unit_name, path)
        if row.unit is not None:
            continue
        if alike := comparing.names.all_named(row.unit_name, path):
            found.append(_alike_units(row, comparing, alike))
        elif text.fold(in_full(row, comparing)) in to_found:
            continue
        elif gone := comparing.names.ended(row.unit_name):
            found.append(_ended_unit(row, comparing, *gone))
        else:
            found.append(_unknown_unit(row, comparing))
    return found


def _find_everybody(
    rows: list[Staged], comparing: Comparing, settled: Settled
) -> list[dict[str, Any]]:
    found = _find_units(rows, comparing, settled)
    is_roster = matching.is_roster(comparing)
    for row in rows:
        row.person, row.collective = None, None
        row.coauthors, row.elsewhere = [], []
        row.candidates, row.asked, row.is_new_person = [], 0, False
        if is_roster:
            matching.find_person(row, comparing, settled)
        else:
            found += matching.find_known(row, comparing, settled)
    if is_roster:
        found += matching.chosen_twice(rows, comparing)
    return found


def _word(
    row: Staged, comparing: Comparing, entering: Entering, *, is_wrong: bool
) -> RowWord:
    """Return the word of a row, and set what it would change."""
    row.changes = []
    is_about = comparing.kind.code in _ABOUT_NOBODY or row.subject is not None
    is_open = bool(row.candidates) and not row.is_new_person and not _is_settled(row)
    if is_about and not is_open and not (is_wrong and not row.person):
        row.changes = entering.changes(row, comparing)
    if is_wrong:
        return RowWord.ERROR
    if row.is_new_person:
        return RowWord.NEW
    if is_open:
        return RowWord.DOUBT
    if not row.changes:
        return RowWord.SAME
    is_roster = matching.is_roster(comparing)
    is_added = all(item["before"] is None for item in row.changes)
    return RowWord.NEW if is_added and not is_roster else RowWord.CHANGED


def _is_settled(row: Staged) -> bool:
    """Say whether everybody whom the row names is known."""
    named = len(row.values.get("authors") or [None])
    return sum(1 for _person in row.people) == named


def _alike_units(
    row: Staged, comparing: Comparing, alike: list[Unit]
) -> dict[str, Any]:
    above = [parent_of(unit) or comparing.unit for unit in alike]
    what = _(
        "“%(office)s” có %(count)s đơn vị tên “%(name)s” (thuộc %(above)s). Ghi kèm "
        "đơn vị cấp trên, ví dụ “%(name)s, %(first)s”."
    ) % {
        "office": comparing.unit.name,
        "count": len(alike),
        "name": row.unit_name,
        "above": "; ".join(f"“{unit}”" for unit in above),
        "first": above[0],
    }
    return comparing.problem(row, comparing.kind.unit_key, what)


def _ended_unit(
    row: Staged, comparing: Comparing, unit: Unit, into: list[Unit]
) -> dict[str, Any]:
    what = _("“%(name)s” đã kết thúc ngày %(last)s. Ghi tên đơn vị hiện nay.") % {
        "name": row.unit_name,
        "last": f"{unit.last_day:%d/%m/%Y}",
    }
    if into:
        what = _(
            "“%(name)s” đã kết thúc ngày %(last)s, nay là %(into)s. Ghi tên đơn vị "
            "hiện nay."
        ) % {
            "name": row.unit_name,
            "last": f"{unit.last_day:%d/%m/%Y}",
            "into": "; ".join(f"“{each}”" for each in into),
        }
    return comparing.problem(row, comparing.kind.unit_key, what)


def _unknown_unit(row: Staged, comparing: Comparing) -> dict[str, Any]:
    what = _(
        "“%(office)s” chưa có đơn vị “%(name)s”. Sửa tên trong ô cho khớp, hoặc thêm "
        "đơn vị này."
    ) % {"office": comparing.unit.name, "name": in_full(row, comparing)}
    said = comparing.problem(row, comparing.kind.unit_key, what)
    return said | {"unit": in_full(row, comparing)}


def in_full(row: Staged, comparing: Comparing) -> str:
    """Return how a unit that is not there is told: “Trường Hoa Sen › Tổ Văn phòng”."""
    return " › ".join(lacking_unit(row, comparing))


def lacking_unit(row: Staged, comparing: Comparing) -> tuple[str, ...]:
    """Return the unit that a row names and nobody knows: its path, then its name."""
    path = row.values.get("unit_path") or ()
    return comparing.names.lacking(row.unit_name, path)
