"""The audit chain: every deed leaves one event, in the deed's own transaction."""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from vinhdanh.base import chain, clock
from vinhdanh.base.models import AuditEvent

CHAIN = "audit"
SYSTEM = "Hệ thống"


def record(
    actor: Any,
    verb: str,
    obj: models.Model,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    unit_id: int | None = None,
) -> AuditEvent:
    """Write who did what to which object; call inside the deed's transaction.

    actor: the user, or None for the program itself. before, after: plain data
    (text, integers, dates) of what changed. Raises TransactionManagementError
    outside a transaction, because an event without its deed would be a lie.
    """
    if not transaction.get_connection().in_atomic_block:
        message = "An audit event is written in the transaction of its deed"
        raise transaction.TransactionManagementError(message)
    link = chain.next_link(CHAIN)
    event = AuditEvent(
        seq=link.seq,
        at=clock.now(),
        actor_id=getattr(actor, "pk", None),
        actor_name=str(actor) if actor is not None else SYSTEM,
        verb=verb,
        object_type=obj._meta.label_lower,  # noqa: SLF001
        object_id=str(obj.pk),
        object_name=str(obj)[:300],
        unit_id=unit_id if unit_id is not None else unit_of(obj),
        before=None if before is None else chain.plain(before),
        after=None if after is None else chain.plain(after),
        reason=reason,
        prev_hash=link.prev_hash,
    )
    event.entry_hash = chain.entry_hash(body(event))
    event.save(force_insert=True)
    chain.close_link(CHAIN, link, event.entry_hash)
    return event


def body(event: AuditEvent) -> dict[str, Any]:
    """Return what the hash of an event covers."""
    return {
        "seq": event.seq,
        "at": event.at,
        "actor_id": event.actor_id,
        "actor_name": event.actor_name,
        "verb": event.verb,
        "object_type": event.object_type,
        "object_id": event.object_id,
        "object_name": event.object_name,
        "unit_id": event.unit_id,
        "before": event.before,
        "after": event.after,
        "reason": event.reason,
        "prev_hash": event.prev_hash,
    }


def check() -> chain.Broken | None:
    """Recompute the whole chain; return the first entry that does not fit."""
    events = AuditEvent.objects.order_by("seq").iterator()
    return chain.first_broken(
        CHAIN,
        ((e.seq, e.prev_hash, e.entry_hash, body(e)) for e in events),
    )


def events_of(obj: models.Model) -> models.QuerySet[AuditEvent]:
    """Return the events of one object, latest first."""
    return AuditEvent.objects.filter(
        object_type=obj._meta.label_lower,  # noqa: SLF001
        object_id=str(obj.pk),
    )


def unit_of(obj: models.Model) -> int | None:
    """Return the id of the unit an object belongs to, by its `unit_path`."""
    path = getattr(type(obj), "unit_path", None)
    if path is None:
        return None
    value: Any = obj
    for part in path.split("__"):
        value = getattr(value, part, None)
        if value is None:
            return None
    return int(value.pk)
