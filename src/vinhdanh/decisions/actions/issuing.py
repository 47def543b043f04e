"""Issuing a paper: number, ledger and states in one transaction, and voiding it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, background, clock, numbering, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.decisions import bases, queries, tasks
from vinhdanh.decisions.actions.granting import granted_line
from vinhdanh.decisions.enums import PaperKind, PaperState
from vinhdanh.decisions.models import OfficialPaper, PaperLine
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger.enums import Way
from vinhdanh.ledger.queries import standing_awards
from vinhdanh.nominations.enums import NominationState
from vinhdanh.nominations.models import Nomination
from vinhdanh.nominations.moves import move_many
from vinhdanh.nominations.transitions import Verb
from vinhdanh.viet import dates

# Phụ lục III NĐ 30/2020/NĐ-CP.
PREFIX = {PaperKind.DECISION: "QĐ", PaperKind.SUBMISSION: "TTr"}


def issue(
    actor: Any, paper: OfficialPaper, on: date, *, keeps_bases: bool = False
) -> OfficialPaper:
    """Issue a draft on a day: it takes the next number and has its effect at once.

    A decision enters its awards into the ledger; a submission sends its nominations
    to the authority above. All in one transaction: whoever fails leaves no gap in
    the numbers. Raises Refused when the day lies in the future, before the council's
    meeting or before the number before it, and when a line is no longer agreed; and
    (`decision.other_law`) when the legal bases are not those of the day, unless the
    actor `keeps_bases` as they are written.
    """
    rights.require(actor, "decision.issue", paper)
    with transaction.atomic():
        locked = OfficialPaper.objects.select_for_update().get(pk=paper.pk)
        _refuse_unfit(locked, on)
        other = bases.strayed(locked, on)
        if other and not keeps_bases:
            raise _other_law(other, on)
        register = queries.register_of(locked, on)
        # The number first: its lock makes papers of one register wait in a row, so
        # that the day of the number before is settled when it is looked at.
        number = numbering.take_number(register, on.year)
        _refuse_wrong_day(locked, register, on)
        locked.register, locked.number = register, number
        locked.sign = f"{PREFIX[PaperKind(locked.kind)]}-{locked.unit.document_sign}"
        locked.state = PaperState.ISSUED
        locked.issued_on, locked.issued_at = on, clock.now()
        locked.issued_by = actor
        locked.version += 1
        locked.save()
        lines = list(
            queries.lines_of(locked).select_related(
                "nomination__unit", "nomination__round"
            )
        )
        if locked.kind == PaperKind.DECISION:
            _confer(actor, locked, lines)
        else:
            move_many(
                actor,
                [line.nomination for line in lines],
                Verb.FORWARD,
                reason=locked.full_number,
            )
        audit.record(
            actor,
            "decision.issue",
            locked,
            after={"number": locked.full_number, "on": on, "lines": len(lines)}
            | ({"keeps_bases": [*other.past, *other.lacking]} if other else {}),
        )
        background.enqueue(tasks.keep_pdf, locked.pk)
    return locked


def _refuse_unfit(paper: OfficialPaper, on: date) -> None:
    if paper.state != PaperState.DRAFT:
        raise Refused(
            "decision.issued_already",
            _("Văn bản này đã ban hành với số %(number)s.")
            % {"number": paper.full_number},
        )
    if not paper.unit.document_sign:
        raise Refused(
            "decision.no_sign",
            _(
                "Chưa có ký hiệu văn bản của “%(unit)s” (ví dụ: VP). Hãy ghi ở mục Đơn "
                "vị rồi ban hành lại."
            )
            % {"unit": paper.unit},
        )
    if on > clock.today():
        raise Refused(
            "decision.in_future",
            _("Ngày ban hành %(day)s ở sau ngày hôm nay.") % {"day": dates.short(on)},
        )


def _other_law(other: bases.Strayed, on: date) -> Refused:
    said = [
        _("Căn cứ của dự thảo không theo văn bản có hiệu lực ngày %(day)s.")
        % {"day": dates.short(on)},
        *(_("Không có hiệu lực ngày đó: “%s”.") % line for line in other.past),
        *(_("Còn thiếu: “%s”.") % line for line in other.lacking),
        _(
            "Hãy sửa dự thảo, đặt ngày dự kiến ban hành là ngày này: căn cứ chưa sửa "
            "tay được gợi ý lại. Nếu cố ý viện dẫn như vậy (điều khoản chuyển tiếp), "
            "hãy đánh dấu “Giữ nguyên căn cứ như dự thảo”."
        ),
    ]
    return Refused("decision.other_law", "\n".join(said))


def _refuse_wrong_day(paper: OfficialPaper, register: str, on: date) -> None:
    met = queries.council_day(paper)
    if met is not None and on < met:
        raise Refused(
            "decision.before_council",
            _("Ngày ban hành %(day)s ở trước ngày Hội đồng họp (%(met)s).")
            % {"day": dates.short(on), "met": dates.short(met)},
        )
    last = queries.last_day_in(register)
    if last is not None and on < last:
        raise Refused(
            "decision.before_last_number",
            _(
                "Số liền trước đã ban hành ngày %(last)s nên số mới không thể mang "
                "ngày %(day)s."
            )
            % {"last": dates.short(last), "day": dates.short(on)},
        )


def _confer(actor: Any, paper: OfficialPaper, lines: list[PaperLine]) -> None:
    """Enter the awards of a decision into the ledger and tell the nominations."""
    nominations = [line.nomination for line in lines]
    move_many(actor, nominations, Verb.CONFER, reason=paper.full_number)
    awards = ledger.enter_awards(
        actor,
        [granted_line(line.nomination) for line in lines],
        ledger.DecisionRef(
            authority_name=paper.authority_title,
            number=paper.full_number,
            decided_on=paper.issued_on,
            authority_unit=paper.unit,
        ),
        way=Way.ISSUED,
    )
    for line, award in zip(lines, awards, strict=True):
        line.award = award
        line.nomination.conferred_as = award
    PaperLine.objects.bulk_update(lines, ["award"], batch_size=500)
    Nomination.objects.bulk_update(nominations, ["conferred_as"], batch_size=500)


def void_paper(actor: Any, paper: OfficialPaper, *, reason: str) -> OfficialPaper:
    """Void an issued paper: the number stays used, what it brought about is undone.

    The awards of a decision are revoked in the ledger with the same reason, and its
    nominations stand again as the council left them.
    """
    rights.require(actor, "decision.issue", paper)
    if not reason.strip():
        raise Refused("decision.reason_missing", _("Hãy ghi lý do bỏ văn bản."))
    with transaction.atomic():
        locked = OfficialPaper.objects.select_for_update().get(pk=paper.pk)
        if locked.state != PaperState.ISSUED:
            raise Refused(
                "decision.not_issued", _("Chỉ bỏ được văn bản đang có hiệu lực.")
            )
        lines = list(queries.lines_of(locked))
        if locked.kind == PaperKind.SUBMISSION:
            _refuse_answered(lines)
        locked.state = PaperState.VOIDED
        locked.void_reason = reason.strip()[:300]
        locked.version += 1
        locked.save()
        _undo(actor, locked, lines, reason)
        audit.record(
            actor,
            "decision.void",
            locked,
            before={"state": str(PaperState.ISSUED)},
            after={"state": str(PaperState.VOIDED), "number": locked.full_number},
            reason=reason,
        )
    return locked


def _refuse_answered(lines: list[PaperLine]) -> None:
    answered = [
        line.nomination.name
        for line in lines
        if line.nomination.state == NominationState.CONFERRED
    ]
    if answered:
        raise Refused(
            "decision.answered",
            _("Cấp trên đã có quyết định với: %(names)s. Không bỏ tờ trình nữa.")
            % {"names": ", ".join(answered)},
        )


def _undo(
    actor: Any, paper: OfficialPaper, lines: list[PaperLine], reason: str
) -> None:
    why = _("%(number)s đã bỏ: %(reason)s") % {
        "number": paper.full_number,
        "reason": reason.strip(),
    }
    standing = standing_awards().filter(paper_line__in=lines)
    for award in standing.order_by("paper_line__position"):
        ledger.revoke_award(actor, award, reason=why)
    nominations = [line.nomination for line in lines]
    move_many(actor, nominations, Verb.ANNUL, reason=why)
    for nomination in nominations:
        nomination.conferred_as = None
    Nomination.objects.bulk_update(nominations, ["conferred_as"], batch_size=500)
