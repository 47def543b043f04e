"""Taking nominations along the transition table, one or all of them at once."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.nominations import queries
from vinhdanh.nominations.models import Nomination, NominationStep
from vinhdanh.nominations.transitions import TRANSITIONS, Verb
from vinhdanh.viet import text


def move(actor: Any, nomination: Nomination, verb: Verb, *, reason: str = "") -> None:
    """Take a nomination along one row of the transition table; see `move_many`."""
    move_many(actor, [nomination], verb, reason=reason)


def move_many(
    actor: Any, nominations: Sequence[Nomination], verb: Verb, *, reason: str = ""
) -> None:
    """Take nominations along one row of the transition table, all of them or none.

    Each leaves a step (who, when, why) and an audit event. Raises Refused when a
    state has no such way, a needed reason or word is missing, or the right is
    another's.
    """
    row = TRANSITIONS[verb]
    if row.right:
        for nomination in nominations:
            rights.require(actor, row.right, nomination)
    if row.needs_reason and not reason.strip():
        raise Refused("nomination.reason_missing", _("Hãy ghi lý do."))
    ids = [nomination.pk for nomination in nominations]
    with transaction.atomic():
        # A plain lock first: PostgreSQL locks no row of a query with outer joins.
        list(Nomination.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
        locked = list(
            queries.with_word(Nomination.objects.filter(pk__in=ids)).order_by("pk")
        )
        _refuse_wrong_states(locked, verb)
        in_the_way = queries.obstacles(locked) if row.needs_clear_word else []
        if in_the_way:
            raise Refused(
                "nomination.in_the_way", "\n".join(one.sentence for one in in_the_way)
            )
        move_all(actor, locked, verb, reason)
    for nomination in nominations:
        nomination.state = row.target


def _refuse_wrong_states(nominations: Sequence[Nomination], verb: Verb) -> None:
    row = TRANSITIONS[verb]
    wrong = [one for one in nominations if one.state not in row.sources]
    if wrong:
        raise Refused(
            "nomination.no_such_way",
            "\n".join(
                _("“%(name)s” đang ở trạng thái “%(state)s” nên không thể: %(verb)s.")
                % {
                    "name": one.name,
                    "state": one.get_state_display(),
                    "verb": row.label,
                }
                for one in wrong
            ),
        )


def move_all(
    actor: Any, nominations: Sequence[Nomination], verb: Verb, reason: str = ""
) -> None:
    """Set the new states in bulk, with a step and an audit event for each."""
    before = [(nomination.state, nomination) for nomination in nominations]
    for nomination in nominations:
        nomination.state = TRANSITIONS[verb].target
    Nomination.objects.bulk_update(nominations, ["state"], batch_size=500)
    leave_traces(actor, before, verb, reason)


def leave_traces(
    actor: Any,
    moved: Sequence[tuple[str, Nomination]],
    verb: Verb,
    reason: str = "",
) -> None:
    """Write for each nomination the row that says who, when, why, and the event."""
    NominationStep.objects.bulk_create(
        NominationStep(
            nomination=nomination,
            from_state=before,
            to_state=nomination.state,
            verb=verb,
            by=actor,
            by_name=str(actor),
            at=clock.now(),
            reason=text.clean_line(reason)[:500],
        )
        for before, nomination in moved
    )
    audit.record_many(
        actor,
        [
            audit.Deed(
                f"nomination.{verb}",
                nomination,
                before={"state": str(before)} if before else None,
                after={"state": str(nomination.state)},
                reason=reason,
                unit_id=nomination.unit_id,
            )
            for before, nomination in moved
        ],
    )
