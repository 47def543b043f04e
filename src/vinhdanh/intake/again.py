"""A sheet understood otherwise: looked at anew at once, a long one by the worker.

What was settled for a long sheet waits in its `reading` until the worker has looked
at it: till then its rows stand beside the meanings that they were read with.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q

from vinhdanh.base.refusal import Refused
from vinhdanh.intake import batches, staging
from vinhdanh.intake.enums import BatchState
from vinhdanh.intake.hiding import KEY
from vinhdanh.intake.models import ImportBatch, ImportRow
from vinhdanh.registry.models import Person
from vinhdanh.sheets.mapping import Mapping as SheetMapping

LONG_BYTES = 100_000
"""A file of about 2,000 rows, looked at in two seconds; a longer one waits."""

_ASKED = "again"


def read(batch: ImportBatch, **settled: Any) -> None:
    """Read the file again, with fields of the batch as they were settled."""
    _look(batch, settled, is_read=False)


def compare(batch: ImportBatch, **settled: Any) -> None:
    """Compare the rows again, with fields of the batch as they were settled."""
    _look(batch, settled, is_read=True)


def compare_one(batch: ImportBatch, row: ImportRow, person: Person | None) -> None:
    """Compare a row again of which was said whom it is about.

    Of a long roster at once, with the few other rows that the choice concerns.
    """
    is_long = batch.file.size_bytes > LONG_BYTES
    if not is_long or not staging.is_row_by_row(batches.KINDS[batch.list_kind]):
        compare(batch)
        return
    batch.result = {}
    people = {found.pk for found in (row.person, person) if found is not None}
    batches.rematch_some(batch, _concerned(batch, row, people))


def _concerned(batch: ImportBatch, row: ImportRow, people: set[int]) -> list[ImportRow]:
    """Return a row and all that are about the same people or bear the same number."""
    found, count = [row], 0
    while len(found) > count:
        count = len(found)
        people |= {each.person_id for each in found if each.person_id}
        marks = [each.values[KEY]["mark"] for each in found if each.values.get(KEY)]
        same = Q(sheet_row=row.sheet_row) | Q(person__in=people)
        if marks:
            same |= Q(**{f"values__{KEY}__mark__in": marks})
        found = list(batch.rows.filter(same))
    return found


def is_asked(batch: ImportBatch) -> bool:
    """Say whether a batch that is being read was read before."""
    return _ASKED in batch.reading


def take_up(batch: ImportBatch) -> ImportBatch:
    """Look at a batch as was asked; what is refused leaves its rows as they were.

    Mended cells stay, for the next reading. Call inside a transaction.
    """
    asked = batch.reading[_ASKED]
    try:
        with transaction.atomic():
            batch.state = BatchState.READ
            _now(batch, asked["settled"], is_read=asked["is_read"])
    except Refused as refusal:
        batch.refresh_from_db()
        del batch.reading[_ASKED]
        batch.state = BatchState.READ
        batch.result = {"refused": refusal.message, "settled": asked["settled"]}
        batch.save()
    return batch


def refused_mapping(batch: ImportBatch) -> SheetMapping | None:
    """Return the meanings of columns that were chosen last and could not be read."""
    wanted = batch.result.get("settled", {}).get("mapping")
    return SheetMapping.from_json(wanted) if wanted else None


def _look(batch: ImportBatch, settled: dict[str, Any], *, is_read: bool) -> None:
    if batch.file.size_bytes <= LONG_BYTES:
        _now(batch, settled, is_read=is_read)
        return
    batch.reading[_ASKED] = {"settled": settled, "is_read": is_read}
    batch.state = BatchState.READING
    batch.save()


def _now(batch: ImportBatch, settled: dict[str, Any], *, is_read: bool) -> None:
    batch.reading.pop(_ASKED, None)
    batch.result = {}
    for name, value in settled.items():
        setattr(batch, name, value)
    if is_read:
        batches.rematch(batch)
    else:
        batches.restage(batch)
