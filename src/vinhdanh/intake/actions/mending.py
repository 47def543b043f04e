"""What the officer settles before a sheet is entered: columns, cells, who it is.

A long sheet is then being read: who calls these sends it to the worker.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit
from vinhdanh.base.refusal import Refused
from vinhdanh.intake import again, batches, hiding, queries, remembering
from vinhdanh.intake.actions.locking import waiting
from vinhdanh.intake.enums import BatchState
from vinhdanh.intake.models import ImportBatch
from vinhdanh.intake.staged import NEW, choice_key
from vinhdanh.registry.models import Person
from vinhdanh.sheets.mapping import Mapping as SheetMapping
from vinhdanh.viet import text


def remap(actor: Any, batch: ImportBatch, mapping: SheetMapping) -> None:
    """Read the same file again with other meanings of its columns."""
    with transaction.atomic():
        batch = waiting(actor, batch)
        before = batch.mapping
        after = mapping.to_json()
        again.read(batch, mapping=after)
        remembering.remember(batch, mapping)
        audit.record(
            actor,
            "import.remap",
            batch,
            before={name: before[name] for name in ("columns", "blank_means")},
            after={name: after[name] for name in ("columns", "blank_means")},
        )


def choose_kind(actor: Any, batch: ImportBatch, kind: str) -> None:
    """Read the same file as another kind of list; what was settled begins afresh."""
    if kind not in batches.KINDS:
        raise Refused("import.no_such_kind", _("Hãy chọn loại danh sách đã cho."))
    with transaction.atomic():
        batch = waiting(actor, batch)
        before = batch.list_kind
        again.read(
            batch, list_kind=kind, mapping={}, choices={}, new_units=[], target=""
        )
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
        batch = waiting(actor, batch)
        remembering.forget(batch, batches.mapping_of(batch))
        again.read(batch, mapping={})
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
        batch = waiting(actor, batch)
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
        again.read(batch)
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
        batch = waiting(actor, batch)
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
        again.compare_one(batch, row, person)
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
        batch = waiting(actor, batch)
        again.compare(batch, says_no_inquiry=is_so)
        audit.record(actor, "import.say_no_inquiry", batch, after={"is_so": is_so})


def choose_target(actor: Any, batch: ImportBatch, target: str) -> None:
    """Say which of several open rounds, or stages of a scoring, a list goes to.

    Said again it looks afresh: points that others wrote meanwhile are then seen.
    """
    with transaction.atomic():
        batch = waiting(actor, batch)
        again.read(batch, target=target)
        audit.record(actor, "import.choose_target", batch, after={"target": target})


def add_unit_for(actor: Any, batch: ImportBatch, *names: str) -> None:
    """Mark units that the sheet names and the registry lacks to be founded.

    They are founded only when the import is confirmed, in its transaction.
    """
    with transaction.atomic():
        batch = waiting(actor, batch)
        wanted = [name for name in queries.unknown_units(batch) if name in names]
        if not wanted:
            raise Refused(
                "import.no_such_unit",
                _("Danh sách không có đơn vị nào cần thêm như vậy."),
            )
        again.compare(batch, new_units=[*batch.new_units, *wanted])
        audit.record(actor, "import.add_unit", batch, after={"units": wanted})


def discard(actor: Any, batch: ImportBatch) -> None:
    """Put a sheet away; nothing of it was entered."""
    with transaction.atomic():
        batch = waiting(actor, batch)
        batch.state = BatchState.DISCARDED
        batch.save(update_fields=["state"])
        audit.record(actor, "import.discard", batch)
