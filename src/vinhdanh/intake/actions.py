"""What an office does with a sheet: read it, mend it, confirm it or put it away."""

import hashlib
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.accounts.models import User
from vinhdanh.base import audit, clock, files, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.intake import (
    batches,
    entering,
    footprint,
    hiding,
    queries,
    remembering,
    staging,
)
from vinhdanh.intake.enums import BatchState, RowWord
from vinhdanh.intake.models import ImportBatch
from vinhdanh.intake.staged import NEW, Stage, choice_key
from vinhdanh.registry import actions as registry
from vinhdanh.registry.enums import UnitKind
from vinhdanh.registry.models import Person, Unit
from vinhdanh.sheets.container import Limits
from vinhdanh.sheets.mapping import Mapping as SheetMapping
from vinhdanh.sheets.workbook import Workbook
from vinhdanh.viet import text

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

    book: the same sheet where it has been opened already.
    """
    with transaction.atomic():
        batch = _locked(actor, batch, BatchState.READING)
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
        audit.record(
            actor,
            "import.read",
            batch,
            after={"rows": batch.rows.count(), "state": str(batch.state)},
        )
    return batch


def remap(actor: Any, batch: ImportBatch, mapping: SheetMapping) -> None:
    """Read the same file again with other meanings of its columns."""
    with transaction.atomic():
        batch = _waiting(actor, batch)
        before = batch.mapping
        batch.mapping = mapping.to_json()
        batches.restage(batch)
        remembering.remember(batch, mapping)
        audit.record(
            actor,
            "import.remap",
            batch,
            before={name: before[name] for name in ("columns", "blank_means")},
            after={name: batch.mapping[name] for name in ("columns", "blank_means")},
        )


def choose_kind(actor: Any, batch: ImportBatch, kind: str) -> None:
    """Read the same file as another kind of list; what was settled begins afresh."""
    if kind not in batches.KINDS:
        raise Refused("import.no_such_kind", _("Hãy chọn loại danh sách đã cho."))
    with transaction.atomic():
        batch = _waiting(actor, batch)
        before = batch.list_kind
        batch.list_kind, batch.mapping = kind, {}
        batch.choices, batch.new_units, batch.target = {}, [], ""
        batches.restage(batch)
        audit.record(
            actor,
            "import.choose_kind",
            batch,
            before={"kind": before},
            after={"kind": kind},
        )


def forget_mapping(actor: Any, batch: ImportBatch) -> None:
    """Guess the columns afresh, and let the office's earlier choice go."""
    with transaction.atomic():
        batch = _waiting(actor, batch)
        remembering.forget(batch, batches.mapping_of(batch))
        batch.mapping = {}
        batches.restage(batch)
        audit.record(actor, "import.forget_mapping", batch)


def mend_cell(
    actor: Any, batch: ImportBatch, sheet_row: int, column: str, words: str
) -> None:
    """Write another text in place of a cell of the sheet; the file stays as sent."""
    mend_cells(actor, batch, sheet_row, {column: words})


def mend_cells(
    actor: Any, batch: ImportBatch, sheet_row: int, cells: Mapping[str, str]
) -> None:
    """Write other texts in place of cells of one row, and read the sheet once."""
    with transaction.atomic():
        batch = _waiting(actor, batch)
        row = batch.rows.filter(sheet_row=sheet_row).first()
        known = set(batch.mapping["columns"]) | set(batch.mapping["headings"])
        for column in cells:
            if row is None or column not in known:
                raise Refused(
                    "import.no_such_cell",
                    _("Danh sách không có ô %(column)s%(row)s.")
                    % {"column": column, "row": sheet_row},
                )
        changed = {
            column: text.clean(words)
            for column, words in cells.items()
            if row is not None and text.clean(words) != row.raw.get(column, "")
        }
        if row is None or not changed:
            return
        mapping = batches.mapping_of(batch)
        kept = hiding.sealed_cells(actor, batch, mapping, changed)
        batch.mended.setdefault(str(sheet_row), {}).update(kept)
        batches.restage(batch)
        audit.record(
            actor,
            "import.mend_cell",
            batch,
            before={f"{at}{sheet_row}": row.raw.get(at, "") for at in changed},
            after={
                f"{at}{sheet_row}": words
                for at, words in hiding.masked_cells(kept).items()
            },
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
        choice = NEW if person is None else person.pk
        batch.choices[choice_key(sheet_row, row.asked)] = choice
        batches.rematch(batch)
        audit.record(
            actor,
            "import.choose_person",
            batch,
            after={"row": sheet_row, "person": person.name if person else NEW},
        )


def say_no_inquiry(actor: Any, batch: ImportBatch, *, is_so: bool) -> None:
    """Take the officer's word that nobody on the list is under inquiry that year.

    It enters with the list, as a fact of each person, under the officer's name.
    """
    with transaction.atomic():
        batch = _waiting(actor, batch)
        batch.says_no_inquiry = is_so
        batches.rematch(batch)
        audit.record(actor, "import.say_no_inquiry", batch, after={"is_so": is_so})


def choose_target(actor: Any, batch: ImportBatch, target: str) -> None:
    """Say which of several open rounds, or stages of a scoring, a list goes to.

    Said again it looks afresh: points that others wrote meanwhile are then seen.
    """
    with transaction.atomic():
        batch = _waiting(actor, batch)
        batch.target = target
        batches.restage(batch)
        audit.record(actor, "import.choose_target", batch, after={"target": target})


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
        batches.rematch(batch)
        audit.record(actor, "import.add_unit", batch, after={"units": wanted})


def discard(actor: Any, batch: ImportBatch) -> None:
    """Put a sheet away; nothing of it was entered."""
    with transaction.atomic():
        batch = _waiting(actor, batch)
        batch.state = BatchState.DISCARDED
        batch.save(update_fields=["state"])
        audit.record(actor, "import.discard", batch)


def confirm_later(actor: Any, batch: ImportBatch) -> ImportBatch:
    """Mark a long list as being entered; the worker then confirms it."""
    with transaction.atomic():
        batch = _waiting(actor, batch)
        _refuse_open_questions(batches.matched(batch))
        batch.state = BatchState.ENTERING
        batch.save(update_fields=["state"])
        audit.record(actor, "import.confirm_later", batch)
    return batch


def take_back(actor: Any, batch: ImportBatch, why: str) -> None:
    """Let a list wait for confirmation again, with the reason it was not entered."""
    with transaction.atomic():
        batch = _locked(actor, batch, BatchState.ENTERING)
        batch.state = BatchState.READ
        batch.result = {"refused": why}
        batch.save(update_fields=["state", "result"])
        audit.record(actor, "import.take_back", batch, reason=why)


def confirm(actor: Any, batch: ImportBatch) -> ImportBatch:
    """Enter everything in one transaction, or nothing.

    Compared once more with the registry as it stands now: raises Refused while an
    error or an undecided person remains. The same list twice adds nothing.
    """
    rights.require(actor, "import.run", batch)
    with transaction.atomic():
        # Two imports of one office queue up here, so that neither adds a twin.
        unit = Unit.objects.select_for_update().get(pk=batch.unit_id)
        batch = _locked(actor, batch, BatchState.READ, BatchState.ENTERING)
        stage = batches.matched(batch)
        _refuse_open_questions(stage)
        watch = footprint.begin(staging.touched(stage))
        founded = _found_units(actor, unit, stage)
        if founded:
            # An account knows the tree as it was when it was read.
            actor = User.objects.get(pk=actor.pk)
            stage = batches.matched(batch)
            _refuse_open_questions(stage)
        done = entering.enter(actor, stage)
        if done["rows"] != done["people"]:
            message = f"{done['rows']} rows in, {done['people']} people out"
            raise RuntimeError(message)
        fresh = [
            row.person.pk for row in stage.rows if row.is_new_person and row.person
        ]
        footprint.keep(batch, watch, [*fresh, *(unit.pk for unit in founded)])
        batches.keep(batch, stage)
        batch.result = done | {"units": [unit.name for unit in founded]}
        batch.state = BatchState.IMPORTED
        batch.imported_at = clock.now()
        batch.save()
        audit.record(actor, "import.confirm", batch, after=batch.result)
    return batch


def _plain_name(filename: str) -> str:
    return PurePath(filename.replace("\\", "/")).name


def _waiting(actor: Any, batch: ImportBatch) -> ImportBatch:
    return _locked(actor, batch, BatchState.READ)


def _locked(actor: Any, batch: ImportBatch, *states: BatchState) -> ImportBatch:
    """Lock the batch and return it as it stands, if it is in one of the states."""
    rights.require(actor, "import.run", batch)
    locked = (
        ImportBatch.objects.select_for_update(of=("self",))
        .select_related("unit__subject", "file")
        .get(pk=batch.pk)
    )
    if locked.state not in states:
        raise Refused(
            "import.closed",
            _("Danh sách này %(state)s, không sửa được nữa.")
            % {"state": locked.get_state_display()},
        )
    return locked


def _refuse_open_questions(stage: Stage) -> None:
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


def _found_units(actor: Any, unit: Unit, stage: Stage) -> list[Unit]:
    lacking = {
        text.fold(row.unit_name): row.unit_name
        for row in stage.rows
        if row.unit is None and row.unit_name
    }
    return [
        registry.found_unit(
            actor,
            registry.UnitForm(name=name, kind=UnitKind.DIVISION, parent=unit),
        )
        for name in lacking.values()
    ]
