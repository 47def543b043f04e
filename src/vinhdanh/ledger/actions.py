"""The deeds of the ledger: it grows by awards, corrections and revocations."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.base import audit, bulk, chain, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.ledger import queries
from vinhdanh.ledger.enums import Basis, EntryKind, Standing, Way
from vinhdanh.ledger.models import Award, EntryPayload, LedgerEntry
from vinhdanh.ledger.queries import CHAIN
from vinhdanh.registry import aliases
from vinhdanh.registry.models import Subject, Unit
from vinhdanh.viet import text

# Rows of one INSERT; SQLite takes 32,766 parameters a statement.
BATCH = 1000


@dataclass(frozen=True)
class AwardLine:
    """What a decision says of one recipient, as printed that day."""

    subject: Subject
    code: str
    year: int
    unit: Unit
    recipient_name: str
    recipient_title: str = ""
    unit_name: str = ""
    achievement: str = ""
    basis: str = Basis.MERIT
    source: str = ""


@dataclass(frozen=True)
class DecisionRef:
    """The decision an award rests on; number and day may be unknown in history."""

    authority_name: str
    number: str
    decided_on: date | None
    authority_unit: Unit | None = None


def enter_awards(
    actor: Any,
    lines: list[AwardLine],
    decision: DecisionRef,
    *,
    way: Way,
) -> list[Award]:
    """Enter the awards of one decision; call inside the deed's transaction.

    Used by the deeds that have checked the actor's right: issuing a decision,
    recording another authority's, importing history. Raises Refused when the same
    subject already holds the same award for the same year and basis.
    """
    return enter_decisions(actor, [(decision, lines)], way=way)


def enter_decisions(
    actor: Any,
    decisions: Sequence[tuple[DecisionRef, list[AwardLine]]],
    *,
    way: Way,
) -> list[Award]:
    """Enter the awards of several decisions at once, as `enter_awards` does for one.

    Rows are written in bulk: the earlier titles of 5,000 people are one deed.
    """
    if not transaction.get_connection().in_atomic_block:
        message = "Awards are entered in the transaction of their deed"
        raise transaction.TransactionManagementError(message)
    pairs = [(ref, line) for ref, lines in decisions for line in lines]
    if not pairs:
        return []
    # Before looking: two who enter the same award at once take turns.
    _lock_chains()
    _refuse_twins([line for _ref, line in pairs])
    awards = bulk.make([_award(line, ref, way) for ref, line in pairs])
    _append_many(
        actor,
        [(award, EntryKind.AWARD, queries.award_payload(award)) for award in awards],
    )
    return awards


def record_outside_decision(
    actor: Any,
    unit: Unit,
    lines: list[AwardLine],
    decision: DecisionRef,
) -> list[Award]:
    """Record the awards that another authority decided for people of a unit."""
    for place in {unit, *(line.unit for line in lines)}:
        rights.require(actor, "award.record", place)
    if not decision.number or decision.decided_on is None:
        raise Refused(
            "ledger.decision_unknown",
            _("Hãy ghi số và ngày của quyết định khen thưởng."),
        )
    if decision.decided_on > clock.today():
        raise Refused(
            "ledger.decision_in_future",
            _("Ngày quyết định (%(day)s) ở sau ngày hôm nay. Hãy kiểm tra lại.")
            % {"day": decision.decided_on.strftime("%d/%m/%Y")},
        )
    with transaction.atomic():
        awards = enter_awards(actor, lines, decision, way=Way.RECORDED)
        audit.record(
            actor,
            "award.record",
            unit,
            after={
                "authority": decision.authority_name,
                "number": decision.number,
                "decided_on": decision.decided_on,
                "awards": len(awards),
            },
        )
    return awards


def revoke_award(actor: Any, award: Award, *, reason: str, cite: str = "") -> None:
    """Enter the revocation of an award; it stands no longer from this instant."""
    rights.require(actor, "award.revoke", award)
    _add_later_entry(
        actor,
        award,
        EntryKind.REVOCATION,
        {"reason": _reason_given(reason), "cite": cite},
    )


def take_back_imported(actor: Any, awards: Iterable[Award], reason: str) -> int:
    """Enter that imported awards were entered by mistake; return how many.

    For history typed in from a list, by whoever may record it; an award that was
    issued or recorded here is revoked by its authority instead.
    """
    found = list(awards)
    rights.require_all(actor, "award.record", (award.unit for award in found))
    if any(award.way != Way.IMPORTED for award in found):
        raise Refused(
            "ledger.not_imported",
            _("Chỉ rút lại được thành tích cũ đã nhập từ danh sách."),
        )
    if not found:
        return 0
    payload = {"reason": _reason_given(reason), "cite": ""}
    with transaction.atomic():
        _lock_chains()
        standing = queries.standing_awards().filter(
            pk__in=[award.pk for award in found]
        )
        if standing.count() < len(found):
            raise Refused(
                "ledger.already_revoked",
                _("Khen thưởng này đã bị hủy bỏ từ trước."),
            )
        _append_many(actor, [(award, EntryKind.REVOCATION, payload) for award in found])
        audit.record_many(
            actor,
            [audit.Deed("award.take_back", award, after=payload) for award in found],
        )
    return len(found)


def correct_award(
    actor: Any,
    award: Award,
    *,
    changes: dict[str, str],
    reason: str,
) -> None:
    """Enter a correction of what was printed; the award itself stays as it was."""
    rights.require(actor, "award.correct", award)
    allowed = {"recipient_name", "recipient_title", "unit_name", "achievement"}
    if not changes or set(changes) - allowed:
        raise Refused(
            "ledger.nothing_to_correct",
            _("Chỉ đính chính được họ tên, chức vụ, đơn vị hoặc nội dung thành tích."),
        )
    _add_later_entry(
        actor,
        award,
        EntryKind.CORRECTION,
        {"reason": _reason_given(reason), "changes": changes},
    )


def _reason_given(reason: str) -> str:
    if not reason.strip():
        raise Refused("ledger.reason_missing", _("Hãy ghi lý do và căn cứ."))
    return reason.strip()


def _add_later_entry(
    actor: Any, award: Award, kind: EntryKind, payload: dict[str, Any]
) -> None:
    with transaction.atomic():
        # Before looking, so that two revocations queue up.
        _lock_chains()
        if queries.standing_of(award) == Standing.REVOKED:
            raise Refused(
                "ledger.already_revoked",
                _("Khen thưởng này đã bị hủy bỏ từ trước."),
            )
        _append(actor, award, kind, payload)
        audit.record(actor, f"award.{kind}", award, after=payload)


def _lock_chains() -> None:
    """Lock the heads of both chains, the audit log's first.

    Every deed on the ledger takes them in this order: two that took them crosswise
    would wait for each other for ever.
    """
    chain.next_link(audit.CHAIN)
    chain.next_link(CHAIN)


def _refuse_twins(lines: list[AwardLine]) -> None:
    main = _records_that_stay(lines)
    seen = _held_already(main)
    for line in lines:
        key = (main[line.subject.pk], line.code, line.year, str(line.basis))
        if key in seen:
            raise Refused(
                "ledger.twin",
                _("%(who)s đã có “%(award)s” năm %(year)s; không ghi hai lần.")
                % {
                    "who": line.recipient_name,
                    "award": assess.awards()[line.code].name,
                    "year": line.year,
                },
            )
        seen.add(key)


def _records_that_stay(lines: list[AwardLine]) -> dict[int, int]:
    """Return the record that stays of each subject and of those merged with it."""
    subjects = sorted({line.subject.pk for line in lines})
    main: dict[int, int] = {}
    for start in range(0, len(subjects), BATCH):
        main |= aliases.family(subjects[start : start + BATCH])
    return main


def _held_already(main: Mapping[int, int]) -> set[tuple[int, str, int, str]]:
    subjects = sorted(main)
    return {
        (main[subject], code, year, basis)
        for start in range(0, len(subjects), BATCH)
        for subject, code, year, basis in queries.standing_awards()
        .filter(subject__in=subjects[start : start + BATCH])
        .values_list("subject_id", "code", "year", "basis")
    }


def _award(line: AwardLine, decision: DecisionRef, way: Way) -> Award:
    search_text = queries.search_text(line.recipient_name, line.unit_name, line.code)
    return Award(
        subject=line.subject,
        code=line.code,
        year=line.year,
        basis=line.basis,
        way=way,
        unit=line.unit,
        recipient_name=text.clean_line(line.recipient_name),
        recipient_title=text.clean_line(line.recipient_title),
        unit_name=text.clean_line(line.unit_name),
        achievement=text.clean_line(line.achievement),
        authority_unit=decision.authority_unit,
        authority_name=text.clean_line(decision.authority_name),
        decision_number=text.clean_line(decision.number),
        decided_on=decision.decided_on,
        source=text.clean_line(line.source),
        search_text=search_text,
    )


def _append(actor: Any, award: Award, kind: EntryKind, payload: dict[str, Any]) -> None:
    _append_many(actor, [(award, kind, payload)])


def _append_many(
    actor: Any, rows: Sequence[tuple[Award, EntryKind, dict[str, Any]]]
) -> None:
    """Write consecutive links of the ledger, the head of the chain locked once.

    rows: at least one.
    """
    link = chain.next_link(CHAIN)
    entries: list[LedgerEntry] = []
    payloads: list[EntryPayload] = []
    for award, kind, payload in rows:
        salt, plain = secrets.token_hex(32), chain.plain(payload)
        entry = LedgerEntry(
            seq=link.seq,
            kind=kind,
            award=award,
            payload_commitment=chain.commitment(salt, plain),
            created_at=clock.now(),
            actor_id=getattr(actor, "pk", None),
            prev_hash=link.prev_hash,
        )
        entry.entry_hash = chain.entry_hash(queries.entry_body(entry))
        entries.append(entry)
        payloads.append(EntryPayload(entry=entry, salt=salt, payload=plain))
        link = chain.Link(link.seq + 1, entry.entry_hash)
    bulk.make(entries)
    bulk.make(payloads)
    last = entries[-1]
    chain.close_link(CHAIN, chain.Link(last.seq, last.prev_hash), last.entry_hash)
