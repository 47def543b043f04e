"""A reorganisation whose day has not come: written down, looked at, done on the day."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry.actions.changes import AnyChange
from vinhdanh.registry.actions.reorganisation import foresee, reorganise
from vinhdanh.registry.models import Reorganisation, ReorganisationPlan

Sent = Sequence[tuple[str, str]]


def save_plan(
    actor: Any,
    form: AnyChange,
    sent: Sent,
    *,
    asked: str = "",
    plan: ReorganisationPlan | None = None,
) -> ReorganisationPlan:
    """Keep a reorganisation of a day to come as a draft; nothing else changes.

    sent: what was filled in, to be opened again; asked: of which unit the form is.
    Raises Refused where it could not be done as things stand today, and for a day
    that has come: such a one is done, not planned.
    """
    if form.on <= clock.today():
        raise Refused(
            "plan.day_has_come",
            _("Đã đến ngày %(day)s: hãy thực hiện, không cần lưu dự thảo.")
            % {"day": f"{form.on:%d/%m/%Y}"},
        )
    foresee(actor, form, ahead=True)
    with transaction.atomic():
        row = _open(actor, plan) if plan else ReorganisationPlan()
        row.unit = form.concerned()[0]
        row.kind, row.on, row.asked = form.kind, form.on, asked
        row.decision_no = form.decision_no
        row.sent = [list(pair) for pair in sent]
        row.made_at, row.made_by_name = clock.now(), str(actor)
        row.save()
        audit.record(
            actor,
            "reorganisation.plan",
            row,
            after={"on": form.on, "decision": form.decision_no},
        )
    return row


def drop_plan(actor: Any, plan: ReorganisationPlan) -> None:
    """Put a draft away; nothing of it was done."""
    with transaction.atomic():
        row = _open(actor, plan)
        row.dropped_at = clock.now()
        row.save(update_fields=["dropped_at"])
        audit.record(actor, "reorganisation.drop_plan", row)


def carry_out(
    actor: Any, form: AnyChange, plan: ReorganisationPlan | None
) -> Reorganisation:
    """Carry a reorganisation out, and note on its draft, if any, that it was."""
    with transaction.atomic():
        row = _open(actor, plan) if plan else None
        deed = reorganise(actor, form)
        if row is not None:
            row.deed = deed
            row.save(update_fields=["deed"])
    return deed


def _open(actor: Any, plan: ReorganisationPlan) -> ReorganisationPlan:
    rights.require(actor, "unit.change", plan)
    row = ReorganisationPlan.objects.select_for_update().get(pk=plan.pk)
    if row.deed_id is not None or row.dropped_at is not None:
        raise Refused("plan.closed", _("Dự thảo này đã được thực hiện hoặc đã bỏ."))
    return row
