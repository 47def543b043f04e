"""A staged sheet entered as a whole, at once or by the worker."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.accounts.models import User
from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.intake import batches, entering, footprint, queries, staging
from vinhdanh.intake.actions.locking import locked, waiting
from vinhdanh.intake.enums import BatchState, RowWord
from vinhdanh.intake.models import ImportBatch
from vinhdanh.intake.staged import Stage
from vinhdanh.registry import actions as registry
from vinhdanh.registry.enums import UnitKind
from vinhdanh.registry.models import Unit
from vinhdanh.viet import text


def confirm_later(actor: Any, batch: ImportBatch) -> ImportBatch:
    """Mark a long list as being entered; the worker then confirms it."""
    with transaction.atomic():
        batch = waiting(actor, batch)
        # As last compared: the worker compares once more before it enters anything.
        _refuse_open_questions(queries.errors(batch), queries.counts(batch))
        batch.state = BatchState.ENTERING
        batch.save(update_fields=["state"])
        audit.record(actor, "import.confirm_later", batch)
    return batch


def take_back(actor: Any, batch: ImportBatch, why: str) -> None:
    """Let a list wait for confirmation again, with the reason it was not entered."""
    with transaction.atomic():
        batch = locked(actor, batch, BatchState.ENTERING)
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
        batch = locked(actor, batch, BatchState.READ, BatchState.ENTERING)
        stage = batches.matched(batch)
        _refuse_open_questions(stage.errors, stage.counts)
        watch = footprint.begin(staging.touched(stage))
        founded = _found_units(actor, unit, stage)
        if founded:
            # An account knows the tree as it was when it was read.
            actor = User.objects.get(pk=actor.pk)
            stage = batches.matched(batch)
            _refuse_open_questions(stage.errors, stage.counts)
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


def _refuse_open_questions(
    errors: list[dict[str, Any]], counts: dict[str, int]
) -> None:
    if errors:
        raise Refused(
            "import.errors",
            _("Còn %(count)s lỗi trong danh sách, nên chưa nhập gì. Lỗi đầu: %(first)s")
            % {"count": len(errors), "first": errors[0]["sentence"]},
        )
    doubts = counts[RowWord.DOUBT]
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
    """Found the units that the rows lack, each under the one that stands over it."""
    names, founded = stage.comparing.names, dict[tuple[str, ...], Unit]()
    lacking = {
        staging.lacking_unit(row, stage.comparing): None
        for row in stage.rows
        if row.unit is None and row.unit_name
    }
    for path in lacking:
        parent = unit
        for depth, name in enumerate(path):
            key = tuple(text.fold(each) for each in path[: depth + 1])
            known = founded.get(key) or names.named(name, path[:depth])
            if known is None:
                form = registry.UnitForm(name, UnitKind.DIVISION, parent=parent)
                known = founded[key] = registry.found_unit(actor, form)
                # An account knows the tree as it was when it was read.
                actor = User.objects.get(pk=actor.pk)
            parent = known
    return list(founded.values())
