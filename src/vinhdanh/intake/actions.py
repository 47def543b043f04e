"""What an office does with a sheet: read it, mend it, confirm it or put it away."""

import hashlib
from collections.abc import Callable
from pathlib import PurePath
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, files, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.intake import entering, queries, staging
from vinhdanh.intake.enums import BatchState, RowWord
from vinhdanh.intake.models import ImportBatch, ImportRow
from vinhdanh.intake.understanding import Place
from vinhdanh.registry import actions as registry
from vinhdanh.registry.enums import UnitKind
from vinhdanh.registry.models import Person, Unit
from vinhdanh.sheets import mapping as mappings
from vinhdanh.sheets import reading
from vinhdanh.sheets.kinds import ListKind
from vinhdanh.sheets.mapping import Mapping as SheetMapping
from vinhdanh.sheets.refusal import SheetRefused
from vinhdanh.sheets.roster import ROSTER
from vinhdanh.sheets.workbook import Workbook
from vinhdanh.viet import text

KINDS: dict[str, ListKind] = {ROSTER.code: ROSTER}
ROWS_AT_ONCE = 500
Answer = TypeVar("Answer")
_MEDIA_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".csv": "text/csv",
}


class ReadBefore(Refused):
    """The same file was sent before; `batch` is what became of it."""

    def __init__(self, batch: ImportBatch) -> None:
        super().__init__(
            "import.read_before",
            _(
                "Tệp này đã được gửi ngày %(day)s (%(state)s). Mở lại lần đó, hoặc "
                "chọn đọc lại nếu dữ liệu của cơ quan đã thay đổi."
            )
            % {
                "day": batch.created_at.strftime("%d/%m/%Y"),
                "state": batch.get_state_display(),
            },
        )
        self.batch = batch


def mapping_of(batch: ImportBatch) -> SheetMapping:
    """Return how the columns of a sheet are understood."""
    return SheetMapping.from_json(batch.mapping)


def read_sheet(
    actor: Any,
    unit: Unit,
    data: bytes,
    filename: str,
    *,
    kind: str = ROSTER.code,
    year: int,
    again: bool = False,
) -> ImportBatch:
    """Store a sheet, guess what its columns mean and stage its rows.

    Nothing enters the registry or the ledger. Raises Refused with the sentence of
    what is wrong when the file cannot be read at all, and ReadBefore when the same
    file of the same unit was read before, unless `again`.
    """
    rights.require(actor, "import.run", unit)
    sha256 = hashlib.sha256(data).hexdigest()
    earlier = queries.earlier_of_same_file(unit, kind, sha256)
    if earlier is not None and not again:
        raise ReadBefore(earlier)
    name = PurePath(filename.replace("\\", "/")).name
    book = _opened(data, name)
    guessed = _asking(lambda: mappings.guess(book, KINDS[kind], year=year))
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            unit=unit,
            list_kind=kind,
            year=year,
            file=files.keep_file(
                data,
                name=name,
                media_type=_MEDIA_TYPES[PurePath(name).suffix.lower()],
                unit_id=unit.pk,
                actor=actor,
            ),
            mapping=guessed.to_json(),
            created_by=actor,
            created_at=clock.now(),
        )
        _stage(batch, book)
        audit.record(
            actor,
            "import.read",
            batch,
            after={"file": name, "sha256": sha256, "rows": batch.rows.count()},
        )
    return batch


def remap(actor: Any, batch: ImportBatch, mapping: SheetMapping) -> None:
    """Read the same file again with other meanings of its columns."""
    with transaction.atomic():
        batch = _waiting(actor, batch)
        before = batch.mapping
        batch.mapping = mapping.to_json()
        _restage(batch)
        audit.record(
            actor,
            "import.remap",
            batch,
            before={"columns": before["columns"]},
            after={"columns": batch.mapping["columns"]},
        )


def mend_cell(
    actor: Any, batch: ImportBatch, sheet_row: int, column: str, words: str
) -> None:
    """Write another text in place of a cell of the sheet; the file stays as sent."""
    with transaction.atomic():
        batch = _waiting(actor, batch)
        row = batch.rows.filter(sheet_row=sheet_row).first()
        known = set(batch.mapping["columns"]) | set(batch.mapping["headings"])
        if row is None or column not in known:
            raise Refused(
                "import.no_such_cell",
                _("Danh sách không có ô %(column)s%(row)s.")
                % {"column": column, "row": sheet_row},
            )
        batch.mended.setdefault(str(sheet_row), {})[column] = text.clean(words)
        _restage(batch)
        audit.record(
            actor,
            "import.mend_cell",
            batch,
            before={"cell": f"{column}{sheet_row}", "text": row.raw.get(column, "")},
            after={"cell": f"{column}{sheet_row}", "text": text.clean(words)},
        )


def choose_person(
    actor: Any, batch: ImportBatch, sheet_row: int, person: Person | None
) -> None:
    """Say whom a doubtful row is about; None for somebody new."""
    with transaction.atomic():
        batch = _waiting(actor, batch)
        row = batch.rows.filter(sheet_row=sheet_row).first()
        if row is None or not row.candidates:
            raise Refused(
                "import.nothing_to_choose",
                _("Dòng %(row)s không có gì phải chọn.") % {"row": sheet_row},
            )
        if person is not None and person.pk not in row.candidates:
            raise Refused(
                "import.not_a_candidate",
                _("“%(name)s” không phải người cùng tên với dòng %(row)s.")
                % {"name": person.name, "row": sheet_row},
            )
        choice = staging.NEW if person is None else person.pk
        batch.choices[str(sheet_row)] = choice
        _rematch(batch)
        audit.record(
            actor,
            "import.choose_person",
            batch,
            after={"row": sheet_row, "person": person.name if person else staging.NEW},
        )


def add_unit_for(actor: Any, batch: ImportBatch, *names: str) -> None:
    """Mark units that the sheet names and the registry lacks to be founded.

    They are founded only when the import is confirmed, in its transaction.
    """
    with transaction.atomic():
        batch = _waiting(actor, batch)
        wanted = [name for name in queries.unknown_units(batch) if name in names]
        if not wanted:
            raise Refused(
                "import.no_such_unit",
                _("Danh sách không có đơn vị nào cần thêm như vậy."),
            )
        batch.new_units = [*batch.new_units, *wanted]
        _rematch(batch)
        audit.record(actor, "import.add_unit", batch, after={"units": wanted})


def discard(actor: Any, batch: ImportBatch) -> None:
    """Put a sheet away; nothing of it was entered."""
    with transaction.atomic():
        batch = _waiting(actor, batch)
        batch.state = BatchState.DISCARDED
        batch.save(update_fields=["state"])
        audit.record(actor, "import.discard", batch)


def confirm(actor: Any, batch: ImportBatch) -> ImportBatch:
    """Enter everything in one transaction, or nothing.

    Compared once more with the registry as it stands now: raises Refused while an
    error or an undecided person remains. The same list twice adds nothing.
    """
    rights.require(actor, "import.run", batch)
    with transaction.atomic():
        # Two imports of one office queue up here, so that neither adds a twin.
        unit = Unit.objects.select_for_update().get(pk=batch.unit_id)
        batch = _waiting(actor, batch)
        stage = _matched(batch)
        _refuse_open_questions(stage)
        founded = _found_units(actor, unit, stage)
        if founded:
            # An account knows the tree as it was when it was read.
            actor = type(actor).objects.get(pk=actor.pk)
            stage = _matched(batch)
            _refuse_open_questions(stage)
        done = entering.enter(actor, stage.rows, _place(batch))
        if done["rows"] != done["people"]:
            message = f"{done['rows']} rows in, {done['people']} people out"
            raise RuntimeError(message)
        _keep(batch, stage)
        batch.result = done | {"units": founded}
        batch.state = BatchState.IMPORTED
        batch.imported_at = clock.now()
        batch.save()
        audit.record(actor, "import.confirm", batch, after=batch.result)
    return batch


def _waiting(actor: Any, batch: ImportBatch) -> ImportBatch:
    """Lock the batch and return it as it stands, if it still waits."""
    rights.require(actor, "import.run", batch)
    locked = (
        ImportBatch.objects.select_for_update(of=("self",))
        .select_related("unit__subject", "file")
        .get(pk=batch.pk)
    )
    if locked.state != BatchState.READ:
        raise Refused(
            "import.closed",
            _("Danh sách này %(state)s, không sửa được nữa.")
            % {"state": locked.get_state_display()},
        )
    return locked


def _opened(data: bytes, name: str) -> Workbook:
    return _asking(lambda: reading.open_workbook(data, name))


def _asking(work: Callable[[], Answer]) -> Answer:
    """Turn the sheets' own refusal into the office's."""
    try:
        return work()
    except SheetRefused as refusal:
        raise Refused("import.unreadable", str(refusal)) from refusal


def _place(batch: ImportBatch) -> Place:
    return Place(batch.file.original_name, batch.year, mapping_of(batch))


def _settled(batch: ImportBatch) -> staging.Settled:
    return staging.Settled(batch.choices, batch.new_units)


def _restage(batch: ImportBatch) -> None:
    _stage(batch, _opened(files.read_file(batch.file), batch.file.original_name))


def _stage(batch: ImportBatch, book: Workbook) -> None:
    kind, place = KINDS[batch.list_kind], _place(batch)
    mended = staging.with_mended(book, place.mapping, batch.mended)
    read = _asking(lambda: reading.read(mended, place.mapping, kind, year=batch.year))
    batch.reading = {
        "rows_in": read.rows_in,
        "account": read.account,
        "left_aside": list(book.left_aside),
        "problems": [found.to_json() for found in read.problems],
    }
    _keep(batch, staging.stage(read, kind, place, batch.unit, _settled(batch)))


def _rematch(batch: ImportBatch) -> None:
    """Compare the staged rows again; the file itself need not be read again."""
    _keep(batch, _matched(batch))


def _matched(batch: ImportBatch) -> staging.Stage:
    rows = [
        staging.Staged(row.sheet_row, row.raw, row.values) for row in batch.rows.all()
    ]
    return staging.match(
        rows,
        batch.reading["problems"],
        KINDS[batch.list_kind],
        _place(batch),
        batch.unit,
        _settled(batch),
    )


def _keep(batch: ImportBatch, stage: staging.Stage) -> None:
    batch.problems = stage.problems
    batch.save()
    batch.rows.all().delete()
    ImportRow.objects.bulk_create(
        [
            ImportRow(
                batch=batch,
                sheet_row=row.number,
                raw=row.raw,
                values=row.values,
                changes=row.changes,
                unit=row.unit,
                unit_name=row.unit_name[:300],
                word=row.word,
                person=row.person,
                candidates=row.candidates,
                is_new_person=row.is_new_person,
            )
            for row in stage.rows
        ],
        batch_size=ROWS_AT_ONCE,
    )


def _refuse_open_questions(stage: staging.Stage) -> None:
    if stage.errors:
        raise Refused(
            "import.errors",
            _("Còn %(count)s lỗi trong danh sách, nên chưa nhập gì. Lỗi đầu: %(first)s")
            % {"count": len(stage.errors), "first": stage.errors[0]["sentence"]},
        )
    doubts = stage.counts[RowWord.DOUBT]
    if doubts:
        raise Refused(
            "import.doubts",
            _(
                "Còn %(count)s dòng chưa chọn là ai, nên chưa nhập gì. Hãy chọn người "
                "cho từng dòng."
            )
            % {"count": doubts},
        )


def _found_units(actor: Any, unit: Unit, stage: staging.Stage) -> list[str]:
    lacking = {
        text.fold(row.unit_name): row.unit_name
        for row in stage.rows
        if row.unit is None
    }
    names = list(lacking.values())
    for name in names:
        registry.found_unit(
            actor,
            registry.UnitForm(name=name, kind=UnitKind.DIVISION, parent=unit),
        )
    return names
