"""What an office does with nominations."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.nominations.models import Nomination, NominationStep
from vinhdanh.nominations.transitions import TRANSITIONS, Verb


def move(actor: Any, nomination: Nomination, verb: Verb, *, reason: str = "") -> None:
    """Take a nomination along one row of the transition table.

    Leaves a step (who, when, why) and an audit event. Raises Refused when the
    state has no such way, a needed reason is missing, or the right is another's.
    """
    row = TRANSITIONS[verb]
    if row.right:
        rights.require(actor, row.right, nomination)
    if row.needs_reason and not reason.strip():
        raise Refused("nomination.reason_missing", _("Hãy ghi lý do."))
    with transaction.atomic():
        locked = Nomination.objects.select_for_update().get(pk=nomination.pk)
        if locked.state not in row.sources:
            raise Refused(
                "nomination.no_such_way",
                _("“%(name)s” đang ở trạng thái “%(state)s” nên không thể: %(verb)s.")
                % {
                    "name": locked.name,
                    "state": locked.get_state_display(),
                    "verb": row.label,
                },
            )
        before = locked.state
        locked.state = row.target
        locked.save(update_fields=["state"])
        leave_step(actor, locked, before, verb, reason)
        audit.record(
            actor,
            f"nomination.{verb}",
            locked,
            before={"state": before},
            after={"state": str(row.target)},
            reason=reason,
        )
    nomination.state = locked.state


def leave_step(
    actor: Any, nomination: Nomination, before: str, verb: Verb, reason: str
) -> None:
    """Write the row that says who took the nomination where, when and why."""
    NominationStep.objects.create(
        nomination=nomination,
        from_state=before,
        to_state=nomination.state,
        verb=verb,
        by=actor,
        by_name=str(actor),
        at=clock.now(),
        reason=reason,
    )
