"""From a stored sheet to staged rows: every problem at once, nothing entered yet."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vinhdanh.intake import understanding
from vinhdanh.intake.enums import RowWord
from vinhdanh.intake.roll import Roll, UnitNames, roll_of
from vinhdanh.intake.understanding import Place
from vinhdanh.registry.models import Person, Unit
from vinhdanh.sheets import reading
from vinhdanh.sheets.extents import column_index
from vinhdanh.sheets.kinds import ListKind
from vinhdanh.sheets.mapping import Mapping as SheetMapping
from vinhdanh.sheets.problems import Problem
from vinhdanh.sheets.workbook import Cell, Sheet, Workbook
from vinhdanh.viet import text

NEW = "new"
"""The choice that a doubtful row is nobody the registry knows."""


@dataclass
class Staged:
    """A row on its way: what it says, whom it is about, what it would change."""

    number: int
    raw: dict[str, str]
    values: dict[str, Any]
    unit: Unit | None = None
    unit_name: str = ""
    person: Person | None = None
    candidates: list[int] = field(default_factory=list)
    is_new_person: bool = False
    changes: list[dict[str, Any]] = field(default_factory=list)
    word: RowWord = RowWord.NEW


@dataclass
class Stage:
    """All staged rows of a sheet with all their problems."""

    rows: list[Staged]
    problems: list[dict[str, Any]]

    @property
    def errors(self) -> list[dict[str, Any]]:
        return [found for found in self.problems if found["severity"] == "error"]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows stand at each word."""
        found = Counter(str(row.word) for row in self.rows)
        return {word.value: found[word.value] for word in RowWord}


@dataclass(frozen=True)
class Settled:
    """What the officer has settled: persons of doubtful rows, units to be founded."""

    choices: Mapping[str, int | str]
    new_units: Sequence[str]


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


def stage(
    read: reading.Reading, kind: ListKind, place: Place, unit: Unit, settled: Settled
) -> Stage:
    """Compare what was read with the registry and say a word on every row."""
    rows = [Staged(row.number, row.cells, row.values) for row in read.rows]
    problems = [found.to_json() for found in read.problems]
    return match(rows, problems, kind, place, unit, settled)


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
    found = list(problems)
    day = date(place.year, 12, 31)
    names = UnitNames(unit, day)
    to_found = {text.fold(name) for name in settled.new_units}
    roll = roll_of(unit, [row.values.get(kind.name_key) or "" for row in rows], day)
    for row in rows:
        row.unit_name = row.values.get(kind.unit_key) or ""
        row.unit = names.named(row.unit_name)
        if row.unit is None and text.fold(row.unit_name) not in to_found:
            found.append(_unknown_unit(row, kind, place, unit))
        found += _level_missing(row, place)
        _find_person(row, roll, settled.choices.get(str(row.number)))
    found += _chosen_twice(rows, place)
    wrong = {item["row"] for item in found if item["severity"] == "error"}
    for row in rows:
        row.word = _word(row, roll, place, is_wrong=row.number in wrong)
    found.sort(key=lambda item: (item["row"], column_index(item["column_letter"])))
    return Stage(rows, found)


def _find_person(row: Staged, roll: Roll, choice: int | str | None) -> None:
    born = understanding.day(row.values.get("birth_date"))
    namesakes = roll.namesakes(row.values.get("name") or "")
    unit = row.unit.pk if row.unit else None
    same, perhaps = [], []
    for key in namesakes:
        known = roll.people[key].birth_date
        is_same_unit = unit is not None and unit in roll.units[key]
        if born is not None and known == born and is_same_unit:
            same.append(key)
        elif born is None or known is None or known == born or is_same_unit:
            perhaps.append(key)
    row.person, row.candidates, row.is_new_person = None, [], False
    if len(same) == 1:
        row.person = roll.people[same[0]]
    elif same or perhaps:
        row.candidates = same + perhaps
        if choice == NEW:
            row.is_new_person = True
        elif choice in row.candidates:
            row.person = roll.people[int(choice)]
    else:
        row.is_new_person = True


def _word(row: Staged, roll: Roll, place: Place, *, is_wrong: bool) -> RowWord:
    row.changes = changes_of(row, roll, place) if row.person is not None else []
    if is_wrong:
        return RowWord.ERROR
    if row.is_new_person:
        return RowWord.NEW
    if row.person is None:
        return RowWord.DOUBT
    return RowWord.CHANGED if row.changes else RowWord.SAME


def changes_of(row: Staged, roll: Roll, place: Place) -> list[dict[str, Any]]:
    """Return what the row would change of a known person; blank changes nothing."""
    assert row.person is not None  # noqa: S101 - the caller asks for known persons only
    return [
        *_changes_of_record(row, row.person, roll),
        *_changes_of_years(row, row.person.pk, roll, place),
    ]


def _changes_of_record(row: Staged, person: Person, roll: Roll) -> list[dict[str, Any]]:
    values, post = row.values, roll.posts.get(person.pk)
    found = [
        {"what": what, "before": before, "after": after}
        for what, before, after in (
            ("name", person.name, values.get("name")),
            ("birth_date", _iso(person.birth_date), values.get("birth_date")),
            ("sex", person.sex, values.get("sex")),
            ("recruited_on", _iso(person.recruited_on), values.get("recruited_on")),
            ("post", post.title if post else "", values.get("post")),
        )
        if after and after != (before or None)
    ]
    if (
        post
        and row.unit_name
        and (row.unit is None or row.unit.pk not in roll.held[person.pk])
    ):
        after_unit = row.unit.name if row.unit else row.unit_name
        found.append({"what": "unit", "before": str(post.unit), "after": after_unit})
    return found


def _changes_of_years(
    row: Staged, key: int, roll: Roll, place: Place
) -> list[dict[str, Any]]:
    values, found = row.values, []
    for year, facts, _sources in understanding.year_facts(values, place, row.number):
        stored = roll.facts.get((key, year))
        for fact, value in facts.items():
            before = getattr(stored, fact) if stored else None
            if before != value:
                found.append(
                    {"what": fact, "year": year, "before": before, "after": value}
                )
    for work in understanding.works(values):
        name = text.clean_line(work["name"])
        if (key, name, work["year"], work["decision_no"]) not in roll.works:
            found.append(
                {"what": "work", "year": work["year"], "before": None, "after": name}
            )
    for code, year in understanding.titles(values):
        if (key, code, year) not in roll.awards:
            found.append({"what": "title", "year": year, "before": None, "after": code})
    return found


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _unknown_unit(
    row: Staged, kind: ListKind, place: Place, unit: Unit
) -> dict[str, Any]:
    what = _(
        "“%(office)s” chưa có đơn vị “%(name)s”. Sửa tên trong ô cho khớp, hoặc thêm "
        "đơn vị này."
    ) % {"office": unit.name, "name": row.unit_name}
    said = _problem(row, kind.unit_key, place, row.unit_name, what, "error")
    return said | {"unit": row.unit_name}


def _level_missing(row: Staged, place: Place) -> list[dict[str, Any]]:
    return [
        _problem(
            row,
            "initiatives",
            place,
            name,
            _(
                "sáng kiến “%(name)s” chưa ghi cấp công nhận nên chưa được nhập. Ghi "
                "thêm “cấp cơ sở” hoặc “cấp tỉnh” vào ô."
            )
            % {"name": name},
            "warning",
        )
        for name in understanding.works_without_level(row.values)
    ]


def _chosen_twice(rows: list[Staged], place: Place) -> list[dict[str, Any]]:
    first: dict[int, Staged] = {}
    found = []
    for row in rows:
        if row.person is None:
            continue
        other = first.setdefault(row.person.pk, row)
        if other is not row:
            what = _(
                "cùng chỉ “%(name)s” như dòng %(row)s. Chọn lại người cho một dòng, "
                "hoặc xóa một dòng trong tệp."
            ) % {"name": row.person.name, "row": other.number}
            name = row.values.get("name") or ""
            found.append(_problem(row, "name", place, name, what, "error"))
    return found


def _problem(
    row: Staged, key: str, place: Place, value: str, what: str, severity: str
) -> dict[str, Any]:
    letters = place.mapping.letters_of(key)
    letter = letters[0] if letters else ""
    # The cell as it stands is what the officer mends, not the part that is wrong.
    value = row.raw.get(letter, value)
    heading = place.mapping.headings.get(letter, "")
    is_error = severity == "error"
    return Problem(
        row.number,
        letter,
        heading,
        value,
        what,
        severity="error" if is_error else "warning",
    ).to_json()
