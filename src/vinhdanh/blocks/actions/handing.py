"""A lead hands the block over to the next; both sides confirm the same words."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.accounts import fresh
from vinhdanh.accounts.fresh import SignIn
from vinhdanh.base import audit, chain, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import queries
from vinhdanh.blocks.actions.leading import require_lead
from vinhdanh.blocks.enums import HandedKind
from vinhdanh.blocks.models import BlockPost, BlockYear, HandedLine, HandOver
from vinhdanh.registry.models import Unit

SIDES = ("given", "received")


@dataclass(frozen=True)
class Task:
    """Work that goes on with the next lead, and until when, where known."""

    text: str
    due_on: date | None = None


def write_hand_over(
    actor: Any,
    block_year: BlockYear,
    *,
    on: date,
    place: str = "",
    with_flag: bool = False,
    flag_note: str = "",
    documents: Sequence[str] = (),
    tasks: Sequence[Task] = (),
) -> HandOver:
    """Write the record by which the lead hands over to next year's lead.

    Written again until one side has confirmed it, or once the receiver sent it back.
    Raises Refused while the next lead is not known, or where the lead stays the same.
    """
    giver = require_lead(actor, block_year)
    ahead = queries.next_year(block_year)
    receiver = queries.lead_of(ahead) if ahead is not None else None
    if receiver is None:
        raise Refused(
            "block.no_next_lead",
            _("Chưa có trưởng khối năm %(year)s để bàn giao.")
            % {"year": block_year.year + 1},
        )
    if receiver.unit_id == giver.unit_id:
        raise Refused(
            "block.same_lead",
            _("Trưởng khối năm sau vẫn là đơn vị này, không bàn giao."),
        )
    with transaction.atomic():
        BlockYear.objects.select_for_update().get(pk=block_year.pk)
        there = HandOver.objects.filter(block_year=block_year).first()
        if there is not None and (there.given_at or there.received_at):
            raise Refused(
                "block.hand_over_confirmed",
                _("Đã có bên xác nhận. Muốn sửa thì bên nhận trả lại biên bản."),
            )
        record, _made = HandOver.objects.update_or_create(
            block_year=block_year,
            defaults={
                "from_unit": giver.unit,
                "to_unit": receiver.unit,
                "handed_on": on,
                "place": place,
                "with_flag": with_flag,
                "flag_note": flag_note if with_flag else "",
                "sent_back": "",
            },
        )
        record.lines.all().delete()
        HandedLine.objects.bulk_create(_lines(record, documents, tasks))
        audit.record(actor, "block.hand_over", record, after=words(record))
    return record


def _lines(
    record: HandOver, documents: Sequence[str], tasks: Sequence[Task]
) -> list[HandedLine]:
    told: list[tuple[str, str, date | None]] = [
        (HandedKind.DOCUMENT, name, None) for name in documents
    ]
    told += [(HandedKind.TASK, task.text, task.due_on) for task in tasks]
    return [
        HandedLine(
            hand_over=record, kind=kind, position=position, text=text, due_on=due_on
        )
        for position, (kind, text, due_on) in enumerate(told, start=1)
        if text.strip()
    ]


def words(record: HandOver) -> dict[str, Any]:
    """All that a confirmation of the record stands for."""
    return {
        "block": str(record.block_year),
        "from": str(record.from_unit),
        "to": str(record.to_unit),
        "handed_on": record.handed_on,
        "place": record.place,
        "with_flag": record.with_flag,
        "flag_note": record.flag_note,
        "lines": [[line.kind, line.text, line.due_on] for line in record.lines.all()],
    }


def hash_of(record: HandOver) -> str:
    """SHA-256 of the record's canonical words, in hexadecimal."""
    return hashlib.sha256(chain.canonical(words(record))).hexdigest()


def confirm_hand_over(
    actor: Any,
    record: HandOver,
    unit_side: str,
    *,
    title: str,
    seen_hash: str,
    proof: SignIn | None,
) -> HandOver:
    """Confirm a record for the giving (`given`) or the receiving (`received`) side.

    seen_hash: of the words that were read; changed words are not confirmed. proof: that
    the actor gave the password just now. Raises Refused when one of the two no longer
    leads the block.
    """
    post = _posts_of(record)[unit_side]
    rights.require(actor, "block.hand_over", post)
    fresh.require(actor, proof)
    if not title.strip():
        raise Refused("block.no_title", _("Hãy ghi chức vụ của người xác nhận."))
    with transaction.atomic():
        locked = HandOver.objects.select_for_update().get(pk=record.pk)
        _posts_of(locked)
        if getattr(locked, f"{unit_side}_at") is not None:
            raise Refused("block.confirmed_twice", _("Bên này đã xác nhận."))
        told = hash_of(locked)
        if told != seen_hash:
            raise Refused(
                "block.hand_over_changed",
                _("Biên bản vừa được sửa sau khi mở. Hãy đọc bản mới rồi xác nhận."),
            )
        setattr(locked, f"{unit_side}_at", clock.now())
        setattr(locked, f"{unit_side}_by_name", str(actor))
        setattr(locked, f"{unit_side}_by_title", title)
        locked.text_hash = told
        locked.save()
        audit.record(
            actor,
            "block.confirm",
            locked,
            after={"side": unit_side, "title": title, "text_hash": told},
            unit_id=post.unit_id,
        )
    return locked


def send_back(actor: Any, record: HandOver, *, reason: str) -> HandOver:
    """Send a record back to the giver to be mended, by the receiving side.

    Until both sides have confirmed; what either confirmed so far falls away.
    """
    rights.require(actor, "block.hand_over", _posts_of(record)["received"])
    if not reason.strip():
        raise Refused("block.send_back_reason", _("Hãy ghi lý do trả lại biên bản."))
    with transaction.atomic():
        locked = HandOver.objects.select_for_update().get(pk=record.pk)
        if locked.is_confirmed:
            raise Refused(
                "block.handed_over", _("Hai bên đã xác nhận; biên bản giữ nguyên.")
            )
        for side in SIDES:
            setattr(locked, f"{side}_at", None)
            setattr(locked, f"{side}_by_name", "")
            setattr(locked, f"{side}_by_title", "")
        locked.text_hash, locked.sent_back = "", reason
        locked.save()
        audit.record(actor, "block.send_back", locked, reason=reason)
    return locked


def _posts_of(record: HandOver) -> dict[str, BlockPost]:
    """The posts of lead by which the giving and the receiving side act."""
    ahead = queries.next_year(record.block_year)
    giver = queries.lead_of(record.block_year)
    receiver = queries.lead_of(ahead) if ahead is not None else None
    if (
        giver is None
        or receiver is None
        or (giver.unit_id, receiver.unit_id) != (record.from_unit_id, record.to_unit_id)
    ):
        raise Refused(
            "block.lead_changed",
            _(
                "Trưởng khối đã đổi sau khi lập biên bản này. Trưởng khối năm %(year)s "
                "lập lại biên bản với trưởng khối năm sau, rồi hai bên xác nhận."
            )
            % {"year": record.block_year.year},
        )
    return {"given": giver, "received": receiver}


def follow_lead(actor: Any, block_year: BlockYear, lead: Unit) -> None:
    """Let the records with a year's lead follow to the lead that is seated now.

    What the lead takes over and what it hands over. Raises Refused for a record that a
    side has confirmed; one that nobody has is written on for the new lead, and dropped
    where that leaves nobody to hand over to. Call in the seating's transaction.
    """
    years = {"to_unit": queries.year_before(block_year), "from_unit": block_year}
    for side, year in years.items():
        record = HandOver.objects.select_for_update().filter(block_year=year).first()
        if record is None or getattr(record, side) == lead:
            continue
        if record.given_at or record.received_at:
            raise Refused(
                "block.lead_taken_over",
                _("Biên bản bàn giao trưởng khối năm %(year)s đã có bên xác nhận.")
                % {"year": record.block_year.year},
            )
        before = words(record)
        setattr(record, side, lead)
        if record.from_unit == record.to_unit:
            audit.record(actor, "block.hand_over", record, before=before)
            record.delete()
        else:
            record.save(update_fields=[side])
            audit.record(
                actor, "block.hand_over", record, before=before, after=words(record)
            )
