"""An officer's own list as records, to be asked what a question of records may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vinhdanh.assess.sheet_rows import lists_of
from vinhdanh.assess.sheet_subjects import SheetRecords, SheetSubject
from vinhdanh.sheets.workbook import open_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


# What a list that is silent may be taken to say of everybody in the judged year.
_TAKEN: Mapping[str, Mapping[str, object]] = {
    "individual": {
        "pending_inquiry": False,
        "registered": ["LDTT"],
        "discipline": "none",
    },
    "collective": {"pending_inquiry": False, "registered": ["TTLDTT"]},
}


def sheet_records(
    data: bytes, filename: str, *, year: int, assumed: Sequence[str] = ()
) -> SheetRecords:
    """The records of a list for a year; rows with an error are left out and told.

    assumed: facts (pending_inquiry, registered, discipline) taken as met for the judged
    year where the list is silent. Raises `SheetRefused` with a sentence for a file that
    cannot be used at all.
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
            records.append({**_with(row.record, year, assumed), "id": key})
    return SheetRecords(subjects, tuple(records), tuple(problems), faults)


def _with(
    record: Mapping[str, Any], year: int, assumed: Sequence[str]
) -> Mapping[str, Any]:
    known = record["years"].get(year) or {}
    taken = {
        name: value
        for name, value in _TAKEN[record["kind"]].items()
        if name in assumed and known.get(name) is None
    }
    return {**record, "years": {**record["years"], year: {**known, **taken}}}
