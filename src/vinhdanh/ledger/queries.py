"""What an office asks the ledger."""

from typing import Any, TypeVar

from django.db.models import (
    Case,
    Exists,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)

from vinhdanh import assess
from vinhdanh.base import chain, rights
from vinhdanh.ledger.enums import EntryKind, Standing
from vinhdanh.ledger.models import Award, LedgerEntry
from vinhdanh.viet import text

CHAIN = "ledger"
Row = TypeVar("Row", bound=Model)


def standing_awards() -> QuerySet[Award]:
    """Return the awards that stand: entered, and not revoked."""
    revoked = LedgerEntry.objects.filter(
        award=OuterRef("pk"), kind=EntryKind.REVOCATION
    )
    entered = LedgerEntry.objects.filter(award=OuterRef("pk"), kind=EntryKind.AWARD)
    return Award.objects.filter(Exists(entered), ~Exists(revoked))


def once_each(awards: QuerySet[Award]) -> QuerySet[Award]:
    """Leave out of these awards what another record merged with hers says as well.

    Both entries stand in the ledger, where nothing is repointed; of one person they are
    one award. The record that stays is taken at its word, else the earlier entry.
    """
    same = awards.order_by().filter(
        code=OuterRef("code"), year=OuterRef("year"), basis=OuterRef("basis")
    )
    main = OuterRef("subject__alias_of")
    earlier = same.filter(subject__alias_of=main, pk__lt=OuterRef("pk"))
    said = Exists(same.filter(subject=main)) | Exists(earlier)
    return awards.filter(Q(subject__alias_of=None) | ~Q(said))


def with_standing(awards: QuerySet[Award]) -> QuerySet[Any]:
    """Add `standing` to each award, as `standing_of` says it, in the same statement."""
    entries = LedgerEntry.objects.filter(award=OuterRef("pk"))
    return awards.annotate(
        standing=Case(
            When(
                Exists(entries.filter(kind=EntryKind.REVOCATION))
                | ~Exists(entries.filter(kind=EntryKind.AWARD)),
                then=Value(Standing.REVOKED.value),
            ),
            When(
                Exists(entries.filter(kind=EntryKind.CORRECTION)),
                then=Value(Standing.CORRECTED.value),
            ),
            default=Value(Standing.STANDS.value),
        )
    )


def visible_to(user: Any) -> QuerySet[Award]:
    """Return the awards a user may see, standing or not."""
    return rights.visible(user, "award.see", Award.objects.all())


def standing_of(award: Award) -> Standing:
    """Say whether an award stands today, by its entries."""
    kinds = set(award.entries.values_list("kind", flat=True))
    if EntryKind.AWARD not in kinds or EntryKind.REVOCATION in kinds:
        return Standing.REVOKED
    return Standing.CORRECTED if EntryKind.CORRECTION in kinds else Standing.STANDS


def history_of(award: Award) -> QuerySet[LedgerEntry]:
    """Return the entries of one award with their payloads, first to last."""
    return award.entries.select_related("payload").order_by("seq")


def with_later_entries(rows: QuerySet[Row], entries: str = "entries") -> QuerySet[Row]:
    """Read with each award what came after it, in one statement for them all.

    entries: where they hang, “award__entries” for rows that each have an award.
    """
    later = LedgerEntry.objects.exclude(kind=EntryKind.AWARD)
    return rows.prefetch_related(
        Prefetch(
            entries,
            queryset=later.select_related("payload").order_by("seq"),
            to_attr="later",
        )
    )


def later_entries(award: Award) -> list[LedgerEntry]:
    """Return corrections, revocation and reissues of an award, first to last.

    Asks the database only when `with_later_entries` has not read them already.
    """
    read: list[LedgerEntry] | None = getattr(award, "later", None)
    if read is not None:
        return read
    return list(history_of(award).exclude(kind=EntryKind.AWARD))


def search_text(name: str, unit_name: str, code: str) -> str:
    """Return what a search looks in: recipient, unit and award, folded."""
    return text.fold(f"{name} {unit_name} {assess.awards()[code].name}")


def as_it_reads_today(award: Award) -> dict[str, str]:
    """Return name, title, unit and achievement with the corrections applied."""
    words = {
        "recipient_name": award.recipient_name,
        "recipient_title": award.recipient_title,
        "unit_name": award.unit_name,
        "achievement": award.achievement,
    }
    for entry in later_entries(award):
        if entry.kind == EntryKind.CORRECTION:
            words |= entry.payload.payload["changes"]
    return words


def award_payload(award: Award) -> dict[str, Any]:
    """Return what the entry of an award commits to."""
    return {
        "award": str(award.public_id),
        "subject": award.subject_id,
        "unit": award.unit_id,
        "authority_unit": award.authority_unit_id,
        "source": award.source,
        "code": award.code,
        "year": award.year,
        "basis": award.basis,
        "way": award.way,
        "recipient_name": award.recipient_name,
        "recipient_title": award.recipient_title,
        "unit_name": award.unit_name,
        "achievement": award.achievement,
        "authority_name": award.authority_name,
        "decision_number": award.decision_number,
        "decided_on": award.decided_on,
    }


def entry_body(entry: LedgerEntry) -> dict[str, Any]:
    """Return what the hash of a ledger entry covers."""
    return {
        "seq": entry.seq,
        "kind": str(entry.kind),
        "award": entry.award_id,
        "payload_commitment": entry.payload_commitment,
        "created_at": entry.created_at,
        "actor_id": entry.actor_id,
        "prev_hash": entry.prev_hash,
    }


def check_chain() -> chain.Broken | None:
    """Recompute the ledger chain and its commitments; return the first bad entry."""
    entries = LedgerEntry.objects.order_by("seq").select_related("payload", "award")
    broken = chain.first_broken(
        CHAIN,
        ((e.seq, e.prev_hash, e.entry_hash, entry_body(e)) for e in entries.iterator()),
    )
    if broken is not None:
        return broken
    for entry in entries.iterator():
        kept = getattr(entry, "payload", None)
        if kept is None:
            continue
        if chain.commitment(kept.salt, kept.payload) != entry.payload_commitment:
            return chain.Broken(entry.seq, "payload differs from its commitment")
        if entry.kind == EntryKind.AWARD and kept.payload != chain.plain(
            award_payload(entry.award)
        ):
            return chain.Broken(entry.seq, "award differs from its entry")
    return None
