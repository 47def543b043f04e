"""An officer's own list as records, to be asked what a question of records may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vinhdanh.assess.sheet_rows import lists_of
from vinhdanh.assess.sheet_subjects import SheetRecords, SheetSubject
from vinhdanh.sheets.workbook import open_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping


def sheet_records(data: bytes, filename: str, *, year: int) -> SheetRecords:
    """The records of a list for a year; rows with an error are left out and told.

    Raises `SheetRefused` with a sentence for a file that cannot be used at all.
    """
    subjects: dict[str, SheetSubject] = {}
    records: list[Mapping[str, Any]] = []
    problems: list[str] = []
    faults = 0
    for listed in lists_of(open_workbook(data, filename), year):
        problems += [found.sentence for found in listed.problems]
        for row in listed.subjects:
            if row.fault:
                faults += 1
                continue
            key = f"{listed.kind}-{row.row}"
            subjects[key] = SheetSubject(key, row.name, row.unit, listed.kind, row.row)
            records.append({**row.record, "id": key})
    return SheetRecords(subjects, tuple(records), tuple(problems), faults)
