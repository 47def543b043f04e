"""Key tasks are done, or taken up again; superiors' words become tasks."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.movements import running
from vinhdanh.movements.models import Directive, KeyTask, Movement
from vinhdanh.registry.models import Unit
from vinhdanh.viet import dates


def finish_task(
    actor: Any, task: KeyTask, *, on: date | None = None, remark: str = ""
) -> KeyTask:
    """Say that a key task is done: by the launching unit, or by who answers for it.

    on: the day it was done, today unless given.
    """
    day = on or clock.today()
    with transaction.atomic():
        locked = _locked(actor, task)
        if day > clock.today():
            raise Refused(
                "task.future",
                _("Ngày hoàn thành %(day)s chưa đến.") % {"day": dates.short(day)},
            )
        before = _as_words(locked)
        locked.done_on, locked.remark = day, remark
        locked.done_by, locked.done_by_name = actor, str(actor)
        locked.save()
        audit.record(
            actor, "task.finish", locked, before=before, after=_as_words(locked)
        )
    return locked


def reopen_task(actor: Any, task: KeyTask, *, reason: str) -> KeyTask:
    """Take a done task up again, with the reason."""
    if not reason.strip():
        raise Refused("task.reason", _("Hãy ghi lý do mở lại nhiệm vụ."))
    with transaction.atomic():
        locked = _locked(actor, task)
        before = _as_words(locked)
        locked.done_on = locked.done_by = None
        locked.done_by_name = ""
        locked.remark = reason
        locked.save()
        audit.record(
            actor,
            "task.reopen",
            locked,
            before=before,
            after=_as_words(locked),
            reason=reason,
        )
    return locked


def track_directive(
    actor: Any,
    directive: Directive,
    movement: Movement,
    *,
    owner: Unit | None = None,
    due_on: date | None = None,
) -> KeyTask:
    """Make a superior's word a tracked task of a movement, launched or not."""
    rights.require(actor, "movement.record", movement)
    if owner is not None and owner.pk not in running.units_taking_part(movement):
        raise Refused(
            "task.owner",
            _("“%(unit)s” không tham gia phong trào này.") % {"unit": owner},
        )
    with transaction.atomic():
        Movement.objects.select_for_update().get(pk=movement.pk)
        if movement.key_tasks.filter(directive=directive).exists():
            raise Refused(
                "directive.tracked",
                _("Ý kiến chỉ đạo này đã là nhiệm vụ của phong trào."),
            )
        task = KeyTask.objects.create(
            movement=movement,
            position=movement.key_tasks.count() + 1,
            name=directive.words,
            owner=owner,
            due_on=due_on or directive.due_on,
            directive=directive,
        )
        audit.record(
            actor,
            "directive.track",
            task,
            after={"name": task.name, "by": directive.given_by, "due_on": task.due_on},
        )
    return task


def _locked(actor: Any, task: KeyTask) -> KeyTask:
    locked = (
        KeyTask.objects.select_for_update(of=("self",))
        .select_related("movement", "owner__subject")
        .get(pk=task.pk)
    )
    if not running.may_finish(actor, locked):
        rights.require(actor, "task.finish", locked)
    if locked.movement.is_draft:
        raise Refused(
            "task.draft", _("Phong trào chưa phát động nên chưa theo dõi nhiệm vụ.")
        )
    return locked


def _as_words(task: KeyTask) -> dict[str, Any]:
    return {"done_on": task.done_on, "by": task.done_by_name, "remark": task.remark}
