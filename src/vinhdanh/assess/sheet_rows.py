"""Rows of an officer's list → records of the law, and every problem in one place."""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from vinhdanh.assess.contradictions import (
    said_before_recruitment,
    titles_before_recruitment,
)
from vinhdanh.assess.sheet_columns import COLLECTIVES, PEOPLE
from vinhdanh.sheets import headings, mapping, reading
from vinhdanh.sheets.problems import Problem
from vinhdanh.sheets.refusal import SheetRefused
from vinhdanh.sheets.workbook import Sheet, Workbook
from vinhdanh.viet import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.sheets.kinds import ListKind, Severity
    from vinhdanh.sheets.mapping import Mapping
    from vinhdanh.sheets.reading import Row

_SUBJECT_OF = {PEOPLE.code: "individual", COLLECTIVES.code: "collective"}
_YEARLY = (
    "rating",
    "absence_working_days",
    "discipline",
    "pending_inquiry",
    "members",
    "advanced_workers",
    "fulfilled",
    "grassroots_fighters",
    "disciplined_warning",
)
_WORKS = ("initiatives", "science_projects")
_NOT_JUDGED_BY = frozenset({"birth_date", "sex", "post", "unit", "note"})
_BASE_TITLE = {"individual": "LDTT", "collective": "TTLDTT"}
_SURE = 0.75


@dataclass(frozen=True)
class Subject:
    """A person or collective of the list; `fault` says why it cannot be judged."""

    row: int
    name: str
    unit: str
    record: dict[str, Any]
    fault: str = ""


@dataclass(frozen=True)
class Listed:
    """One list of a workbook: its sheet, how it was read, whom it names."""

    kind: str
    sheet: Sheet
    mapping: Mapping
    subjects: tuple[Subject, ...]
    problems: tuple[Problem, ...]
    understood: tuple[str, ...]


def lists_of(workbook: Workbook, year: int) -> list[Listed]:
    """The list of people and the list of collectives of a workbook, where there are.

    Raises `SheetRefused` when no sheet is either, or its columns cannot be told.
    """
    best: dict[str, tuple[int, Sheet, ListKind]] = {}
    for sheet in workbook.sheets:
        strengths = [
            (found.strength if (found := headings.find(sheet, kind)) else 0, kind)
            for kind in (PEOPLE, COLLECTIVES)
        ]
        strength, kind = max(strengths, key=lambda pair: pair[0])
        if strength > best.get(kind.code, (0,))[0]:
            best[kind.code] = (strength, sheet, kind)
    if not best:
        mapping.guess(workbook, PEOPLE, year=year)  # refuses, saying what is wanted
    return [
        _listed(workbook, sheet, kind, year)
        for _, sheet, kind in (best[code] for code in _SUBJECT_OF if code in best)
    ]


def _listed(workbook: Workbook, sheet: Sheet, kind: ListKind, year: int) -> Listed:
    alone = Workbook(workbook.filename, workbook.kind, (sheet,))
    columns = mapping.guess(alone, kind, year=year)
    if years := _later_years(columns, year):
        raise SheetRefused(years)
    read = reading.read(alone, columns, kind, year=year)
    subject_kind = _SUBJECT_OF[kind.code]
    problems = [
        _for_a_list(found) for found in read.problems if not _is_idle(found, columns)
    ]
    faults: dict[int, str] = {}
    for found in problems:
        if found.severity == "error" and found.row:
            faults.setdefault(found.row, found.sentence)
    subjects = []
    for row in read.rows:
        record = _record(row, subject_kind, year)
        for found in _contradictions(record, row, columns):
            problems.append(found)
            faults.setdefault(row.number, found.sentence)
        subjects.append(
            Subject(
                row.number,
                str(row.values.get("name") or ""),
                str(row.values.get("unit") or ""),
                record,
                faults.get(row.number, ""),
            )
        )
    problems += _unknown_columns(columns, kind)
    problems.sort(key=lambda found: found.row)
    said = (
        f"Trang tính “{sheet.name}”: {read.account}",
        *mapping.in_words(columns, kind),
    )
    return Listed(subject_kind, sheet, columns, tuple(subjects), tuple(problems), said)


def _later_years(columns: Mapping, year: int) -> str:
    """Refuses a list that speaks of years after the one to be judged only."""
    told = {use.year for use in columns.columns.values() if use.year is not None}
    if told and min(told) > year:
        named = ", ".join(map(str, sorted(told)))
        return (
            f"Các cột của danh sách ghi năm {named}, đều sau năm xét {year}. Xem lại "
            "năm xét hoặc tiêu đề cột."
        )
    return ""


def _for_a_list(found: Problem) -> Problem:
    """The same problem where no page asks how empty cells are meant."""
    where = "hãy chọn như vậy ở phần “Đổi cách hiểu”"
    instead = "ghi vào các ô ấy, hoặc nói rõ rằng coi như đạt"
    return replace(found, what=found.what.replace(where, instead))


def _is_idle(found: Problem, columns: Mapping) -> bool:
    """A problem of a column that no rule reads: the row is judged all the same."""
    use = columns.columns.get(found.column_letter)
    if use is not None and use.key in _NOT_JUDGED_BY:
        return True
    return found.severity == "warning" and "thuộc phòng, đơn vị" in found.what


def _record(row: Row, kind: str, year: int) -> dict[str, Any]:
    values = row.values
    years: dict[int, dict[str, Any]] = defaultdict(dict)
    for key in _YEARLY:
        for at, value in (values.get(key) or {}).items():
            if value is not None:
                years[int(at)][key] = value
    _add_titles(years, values, kind)
    record: dict[str, Any] = {"id": str(row.number), "kind": kind}
    if kind == "individual":
        for key in _WORKS:
            _add_works(years, key, values.get(key), year)
        if values.get("recruited_on"):
            record["recruited_on"] = date.fromisoformat(values["recruited_on"])
    return record | {"years": dict(years)}


def _add_titles(
    years: dict[int, dict[str, Any]], values: dict[str, Any], kind: str
) -> None:
    for at, won in (values.get("titles") or {}).items():
        if won is not None:
            years[int(at)]["titles"] = [title["code"] for title in won]
    for at, answer in (values.get("registered") or {}).items():
        if answer is not None:
            # The list says that somebody registered; which title binds nobody.
            years[int(at)]["registered"] = [_BASE_TITLE[kind]] if answer else []


def _add_works(
    years: dict[int, dict[str, Any]], key: str, works: Any, year: int
) -> None:
    """Works by year; the judged year has none where the cell names none of it."""
    if works is None:
        return
    years[year].setdefault(key, [])
    unclear = {work["year"] for work in works if work["scope"] is None}
    for work in works:
        years[work["year"]].setdefault(key, []).append({"level": work["scope"]})
    for at in unclear:  # recognised at which level is not known: neither is the count
        years[at][key] = None


def _contradictions(
    record: dict[str, Any], row: Row, columns: Mapping
) -> Iterator[Problem]:
    for year, code in titles_before_recruitment(record):
        letter = next(
            (
                at
                for at in columns.letters_of("titles")
                if columns.columns[at].year in {year, None}
            ),
            "",
        )
        said, _ = said_before_recruitment(record, year, code)
        heading = columns.headings.get(letter, "")
        yield Problem(row.number, letter, heading, row.cells.get(letter, ""), said)


def _unknown_columns(columns: Mapping, kind: ListKind) -> list[Problem]:
    """Columns nobody understands; near a known heading it is surely a slip."""
    known = {
        synonym: column.label for column in kind.columns for synonym in column.synonyms
    }
    found = []
    for letter in columns.not_understood():
        heading = columns.headings[letter]
        words = " ".join(w for w in text.fold(heading).split() if not w.isdecimal())
        near = difflib.get_close_matches(words, known, n=1, cutoff=_SURE)
        what = "không hiểu cột này nên không dùng khi xét; nội dung vẫn giữ nguyên."
        if near:
            what += f" Nếu là “{known[near[0]]}”, sửa tiêu đề rồi xét lại."
        severity: Severity = "error" if near else "warning"
        found.append(
            Problem(columns.last_heading_row, letter, heading, "", what, "", severity)
        )
    return found
