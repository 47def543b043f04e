"""A sheet that an office sends: stored, read, its rows staged."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, files, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.intake import again, batches, queries
from vinhdanh.intake.actions.locking import locked
from vinhdanh.intake.enums import BatchState
from vinhdanh.intake.following import UNDER_WAY
from vinhdanh.intake.models import ImportBatch
from vinhdanh.registry.models import Unit
from vinhdanh.sheets.container import Limits
from vinhdanh.sheets.workbook import Workbook
from vinhdanh.viet import dates

_MEDIA_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
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
                "day": dates.short(timezone.localdate(batch.created_at)),
                "state": batch.get_state_display(),
            },
        )
        self.batch = batch


def read_sheet(
    actor: Any,
    unit: Unit,
    data: bytes,
    filename: str,
    *,
    kind: str = "",
    year: int,
    again: bool = False,
) -> ImportBatch:
    """Store a sheet, guess which list it is and what its columns mean, stage its rows.

    Nothing enters the registry or the ledger. Raises Refused with the sentence of
    what is wrong when the file cannot be read at all, and ReadBefore when the same
    file of the same unit was read before, unless `again`.
    """
    rights.require(actor, "import.run", unit)
    if not again:
        _refuse_read_before(unit, kind, data)
    book = batches.opened(data, _plain_name(filename))
    batch = receive_sheet(actor, unit, data, filename, kind=kind, year=year, again=True)
    return stage_received(actor, batch, book)


def receive_sheet(
    actor: Any,
    unit: Unit,
    data: bytes,
    filename: str,
    *,
    kind: str = "",
    year: int,
    again: bool = False,
) -> ImportBatch:
    """Store a sheet to be read later. Raises ReadBefore as `read_sheet` does."""
    rights.require(actor, "import.run", unit)
    if not again:
        _refuse_read_before(unit, kind, data)
    name = _plain_name(filename)
    if len(data) > Limits.file_bytes:
        # Not even stored; opening it says how large it may be.
        batches.opened(data, name)
    media_type = _MEDIA_TYPES.get(PurePath(name).suffix.lower())
    if media_type is None:
        batches.opened(data, name)
        raise Refused("import.unreadable", _("Tệp này không phải bảng tính."))
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            unit=unit,
            list_kind=kind,
            year=year,
            state=BatchState.READING,
            file=files.keep_file(
                data, name=name, media_type=media_type, unit_id=unit.pk, actor=actor
            ),
            mapping={},
            created_by=actor,
            created_at=clock.now(),
        )
        audit.record(
            actor,
            "import.receive",
            batch,
            after={"file": name, "sha256": batch.file.sha256},
        )
    return batch


def _refuse_read_before(unit: Unit, kind: str, data: bytes) -> None:
    sha256 = hashlib.sha256(data).hexdigest()
    earlier = queries.earlier_of_same_file(unit, kind, sha256)
    if earlier is not None:
        raise ReadBefore(earlier)


def stage_received(
    actor: Any, batch: ImportBatch, book: Workbook | None = None
) -> ImportBatch:
    """Read a stored sheet and stage its rows; what cannot be read says why.

    One that is understood otherwise since is read, or only compared, again. book: the
    same sheet where it has been opened already.
    """
    with transaction.atomic():
        batch = locked(actor, batch, BatchState.READING)
        if again.is_asked(batch):
            batch = again.take_up(batch)
        else:
            _read_first(batch, book)
        audit.record(
            actor,
            "import.read",
            batch,
            after={"rows": batch.rows.count(), "state": str(batch.state)},
        )
    return batch


def _read_first(batch: ImportBatch, book: Workbook | None) -> None:
    try:
        if book is None:
            data = files.read_file(batch.file)
            book = batches.opened(data, batch.file.original_name)
        if not batch.mapping:
            batches.understand(batch, book)
        batch.state = BatchState.READ
        batches.stage(batch, book)
    except Refused as refusal:
        batch.state = BatchState.UNREADABLE
        batch.reading = {"refused": refusal.message}
        batch.save()


def remove_sent_file(actor: Any, batch: ImportBatch) -> None:
    """Remove the bytes of a sheet that is no longer needed: entered, or put away.

    Its staged rows, the file's name and its hash stay: the same file sent again is
    still recognised.
    """
    with transaction.atomic():
        rights.require(actor, "import.run", batch)
        batch = (
            ImportBatch.objects.select_for_update(of=("self",))
            .select_related("unit__subject", "file")
            .get(pk=batch.pk)
        )
        if batch.state in UNDER_WAY:
            raise Refused(
                "import.file_needed",
                _("Danh sách này %(state)s nên còn cần tệp. Hãy nhập hoặc bỏ trước.")
                % {"state": batch.get_state_display()},
            )
        if not batch.file.file:
            raise Refused("import.file_removed", _("Tệp đã được xóa trước đó."))
        files.remove_file(batch.file)
        audit.record(
            actor,
            "import.remove_file",
            batch,
            before={"file": batch.file.original_name, "sha256": batch.file.sha256},
        )


def _plain_name(filename: str) -> str:
    return PurePath(filename.replace("\\", "/")).name
