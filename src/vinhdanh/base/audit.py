"""The audit chain: every deed leaves one event, in the deed's own transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from vinhdanh.base import bulk, chain, clock
from vinhdanh.base.models import AuditEvent

CHAIN = "audit"
SYSTEM = "Hệ thống"
# Rows of one INSERT; SQLite takes 32,766 parameters a statement.
BATCH = 1000


@dataclass(frozen=True)
class Deed:
    """One of many deeds done in one go: what, to which object, what changed."""

    verb: str
    obj: models.Model
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    reason: str = ""
    unit_id: int | None = None


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
    deed = Deed(verb, obj, before, after, reason, unit_id)
    return record_many(actor, [deed])[0]


def record_many(actor: Any, deeds: Sequence[Deed]) -> list[AuditEvent]:
    """Write the events of many deeds as consecutive links of the chain.

    The head of the chain is locked once and the rows are written in bulk: a roster
    of 5,000 people takes seconds where an event at a time took minutes.
    """
    if not transaction.get_connection().in_atomic_block:
        message = "An audit event is written in the transaction of its deed"
        raise transaction.TransactionManagementError(message)
    if not deeds:
        return []
    link = chain.next_link(CHAIN)
    events: list[AuditEvent] = []
    for deed in deeds:
        event = _event(actor, deed, link)
        event.entry_hash = chain.entry_hash(body(event))
        events.append(event)
        link = chain.Link(seq=link.seq + 1, prev_hash=event.entry_hash)
    bulk.make(events)
    last = events[-1]
    chain.close_link(CHAIN, chain.Link(last.seq, last.prev_hash), last.entry_hash)
    return events


def _event(actor: Any, deed: Deed, link: chain.Link) -> AuditEvent:
    obj = deed.obj
    return AuditEvent(
        seq=link.seq,
        at=clock.now(),
        actor_id=getattr(actor, "pk", None),
        actor_name=str(actor) if actor is not None else SYSTEM,
        verb=deed.verb,
        object_type=obj._meta.label_lower,  # noqa: SLF001
        object_id=str(obj.pk),
        object_name=str(obj)[:300],
        unit_id=deed.unit_id if deed.unit_id is not None else unit_of(obj),
        before=None if deed.before is None else chain.plain(deed.before),
        after=None if deed.after is None else chain.plain(deed.after),
        reason=deed.reason,
        prev_hash=link.prev_hash,
    )


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
    if not path:
        return int(obj.pk)  # a unit belongs to itself
    *way, last = path.split("__")
    value: Any = obj
    for part in way:
        value = getattr(value, part, None)
    # The key itself: the unit need not be read for it.
    key = getattr(value, f"{last}_id", None)
    return None if key is None else int(key)
