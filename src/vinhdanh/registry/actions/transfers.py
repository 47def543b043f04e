"""A person going from one unit to another: one side sends, the other receives."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import enums
from vinhdanh.registry.enums import TransferState
from vinhdanh.registry.models import Person, Post, Transfer, Unit
from vinhdanh.registry.standing import refuse_ended


@dataclass(frozen=True)
class TransferForm:
    """What the sending unit writes; `on` is the first day at the receiving one."""

    receiving: Unit
    on: date
    title: str = ""
    leader_class: str = enums.LeaderClass.DIRECT_WORKER
    decision_no: str = ""
    decided_on: date | None = None
    was_commented: bool | None = None
    former_unit_comment: str = ""


def send_person(actor: Any, post: Post, form: TransferForm) -> Transfer:
    """Send a person from the unit of a post to another unit, which is to confirm.

    Until then the post stands and the person stays on the sending unit's list. Who
    answers for both units receives in the same deed.
    """
    rights.require(actor, "person.change", post.unit)
    person = post.person
    if form.receiving.pk == post.unit_id:
        raise Refused("transfer.same_unit", _("Đơn vị nhận chính là đơn vị đang ở."))
    _refuse_ended(form.receiving, form.on)
    if post.first_day and form.on <= post.first_day:
        raise Refused(
            "transfer.before_post",
            _("Ngày về đơn vị mới phải sau ngày bắt đầu chức vụ đang giữ."),
        )
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        if person.transfers.filter(state=TransferState.PENDING).exists():
            raise Refused(
                "transfer.pending",
                _("%(name)s đang có một lần chuyển chờ xác nhận.") % {"name": person},
            )
        made = Transfer.objects.create(
            person=person,
            sending=post.unit,
            left_post=post,
            sent_by=str(actor),
            **vars(form),
        )
        _note(actor, "transfer.send", made, unit=post.unit_id)
        if rights.can(actor, "person.change", form.receiving):
            receive_person(actor, made)
    return made


def receive_person(actor: Any, transfer: Transfer, *, answer: str = "") -> Post:
    """Confirm a transfer: the old post ends the day before, the new one begins."""
    rights.require(actor, "person.change", transfer.receiving)
    with transaction.atomic():
        now = _pending(transfer)
        _refuse_ended(now.receiving, now.on)
        left = now.left_post
        if left is not None and (left.last_day is None or left.last_day >= now.on):
            left.last_day = now.on - timedelta(days=1)
            left.save(update_fields=["last_day"])
        now.new_post = Post.objects.create(
            person=now.person,
            unit=now.receiving,
            title=now.title,
            leader_class=now.leader_class,
            first_day=now.on,
        )
        _answer(actor, now, TransferState.CONFIRMED, answer)
        _note(actor, "transfer.receive", now, unit=now.receiving_id)
    transfer.refresh_from_db()
    return now.new_post


def decline_person(actor: Any, transfer: Transfer, *, answer: str) -> None:
    """Send a transfer back with a reason: nothing changes at the sending unit."""
    rights.require(actor, "person.change", transfer.receiving)
    if not answer.strip():
        raise Refused("transfer.no_answer", _("Hãy ghi vì sao chưa nhận."))
    with transaction.atomic():
        now = _pending(transfer)
        _answer(actor, now, TransferState.DECLINED, answer)
        _note(actor, "transfer.decline", now, unit=now.receiving_id, reason=answer)


def withdraw_transfer(actor: Any, transfer: Transfer, *, reason: str) -> None:
    """Take a transfer back before the other side has confirmed."""
    rights.require(actor, "person.change", transfer.sending)
    if not reason.strip():
        raise Refused("transfer.no_answer", _("Hãy ghi vì sao rút lại."))
    with transaction.atomic():
        now = _pending(transfer)
        _answer(actor, now, TransferState.WITHDRAWN, reason)
        _note(actor, "transfer.withdraw", now, unit=now.sending_id, reason=reason)


def _refuse_ended(receiving: Unit, first_day: date) -> None:
    """Refuse a unit that does not stand on the first day there, or no more today."""
    refuse_ended(receiving, first_day)
    refuse_ended(receiving, max(first_day, clock.today()))


def _pending(transfer: Transfer) -> Transfer:
    rows = Transfer.objects.select_for_update(of=("self",))
    now = rows.select_related("person__subject", "sending", "receiving").get(
        pk=transfer.pk
    )
    if now.state != TransferState.PENDING:
        raise Refused(
            "transfer.answered",
            _("Việc chuyển này đã xong: %(state)s.")
            % {"state": now.get_state_display()},
        )
    return now


def _answer(actor: Any, transfer: Transfer, state: str, answer: str) -> None:
    transfer.state, transfer.answer = state, answer
    transfer.answered_by, transfer.answered_at = str(actor), clock.now()
    transfer.save()


def _note(
    actor: Any, verb: str, transfer: Transfer, *, unit: int, reason: str = ""
) -> None:
    after = {
        "sending": str(transfer.sending),
        "receiving": str(transfer.receiving),
        "on": transfer.on,
        "title": transfer.title,
    }
    audit.record(actor, verb, transfer.person, after=after, reason=reason, unit_id=unit)
