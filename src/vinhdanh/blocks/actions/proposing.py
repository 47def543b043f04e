"""The block proposes units for a flag or Bằng khen; it confers nothing itself."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.base import audit, clock
from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import queries, standings
from vinhdanh.blocks.actions.leading import require_lead
from vinhdanh.blocks.enums import BallotState, ProposalState
from vinhdanh.blocks.models import Ballot, BlockMember, BlockYear, Proposal
from vinhdanh.blocks.standings import Count


def propose(
    actor: Any,
    block_year: BlockYear,
    member: BlockMember,
    award: str,
    *,
    reason: str = "",
    on: date | None = None,
) -> Proposal:
    """Propose a unit for an award, within the allowance and by the vote.

    Raises Refused for whom the scoring bars, who was not voted on or fell, beyond the
    allowance, or without a reason past others with more votes, or with as many where
    the allowance does not reach for all of them.
    """
    require_lead(actor, block_year)
    name = assess.awards()[award].name
    _refuse_barred(block_year, member, award, name)
    with transaction.atomic():
        BlockYear.objects.select_for_update().get(pk=block_year.pk)
        most = _most(block_year, award, name)
        mine = Proposal.objects.filter(block_year=block_year, award=award)
        others = mine.filter(state=ProposalState.PROPOSED).exclude(member=member)
        if others.count() >= most:
            raise Refused(
                "block.allowance_used",
                _("Khối được đề nghị nhiều nhất %(most)s “%(award)s” và đã đề nghị đủ.")
                % {"most": most, "award": name},
            )
        _refuse_unvoted(
            block_year, member, award, most, has_reason=bool(reason.strip())
        )
        proposal, _made = Proposal.objects.update_or_create(
            block_year=block_year,
            member=member,
            award=award,
            defaults={
                "reason": reason,
                "proposed_on": on or clock.today(),
                "state": ProposalState.PROPOSED,
            },
        )
        audit.record(
            actor,
            "block.propose",
            proposal,
            after={"unit": str(member.unit), "award": award},
            reason=reason,
        )
    return proposal


def withdraw_proposal(actor: Any, proposal: Proposal, *, reason: str) -> Proposal:
    """Withdraw a proposal. Raises Refused once the ledger has the award."""
    require_lead(actor, proposal.block_year)
    if not reason.strip():
        raise Refused("block.withdraw_reason", _("Hãy ghi lý do rút đề nghị."))
    key = (proposal.member.unit_id, proposal.award)
    if key in queries.conferred_on(proposal.block_year):
        raise Refused(
            "block.conferred", _("Đơn vị đã được khen nên không rút đề nghị.")
        )
    with transaction.atomic():
        locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
        locked.state = ProposalState.WITHDRAWN
        locked.save(update_fields=["state"])
        audit.record(
            actor,
            "block.withdraw",
            locked,
            after={"unit": str(locked.member.unit), "award": locked.award},
            reason=reason,
        )
    return locked


def _refuse_barred(
    block_year: BlockYear, member: BlockMember, award: str, name: str
) -> None:
    ranking = standings.final_ranking(block_year)
    places = {place.member.pk: place for place in ranking}
    if member.pk not in places:
        raise Refused(
            "block.not_scored",
            _(
                "Chưa đủ căn cứ: “%(unit)s” chưa có điểm chốt năm %(year)s. Trưởng "
                "khối và thường trực chấm xong thì chốt điểm."
            )
            % {"unit": member.unit, "year": block_year.year},
        )
    if bars := places[member.pk].barred.get(award):
        raise Refused(
            "block.barred",
            _("“%(unit)s” không được đề nghị “%(award)s”: %(why)s.")
            % {"unit": member.unit, "award": name, "why": "; ".join(bars)},
        )


def _most(block_year: BlockYear, award: str, name: str) -> int:
    row = block_year.allowances.filter(award=award).first()
    if row is None:
        raise Refused(
            "block.no_allowance",
            _("Khối chưa có số lượng “%(award)s” được đề nghị năm nay.")
            % {"award": name},
        )
    return row.most


def _refuse_unvoted(
    block_year: BlockYear,
    member: BlockMember,
    award: str,
    most: int,
    *,
    has_reason: bool,
) -> None:
    ballot = Ballot.objects.filter(
        block_year=block_year, award=award, state=BallotState.CLOSED
    ).first()
    found = standings.counts(ballot) if ballot is not None else []
    count = next((row for row in found if row.line.member_id == member.pk), None)
    if ballot is None or count is None:
        raise Refused(
            "block.not_voted",
            _("Các thành viên chưa bỏ phiếu suy tôn “%(unit)s” cho hình thức này.")
            % {"unit": member.unit},
        )
    if count.has_passed is False:
        raise Refused(
            "block.vote_short",
            _("“%(unit)s” được %(n)s/%(base)s phiếu, cần ít nhất %(needed)s phiếu.")
            % {
                "unit": member.unit,
                "n": count.agree,
                "base": count.base,
                "needed": standings.votes_needed(ballot, count.base),
            },
        )
    if not has_reason:
        _refuse_out_of_order(found, count, most)


def _refuse_out_of_order(found: Sequence[Count], count: Count, most: int) -> None:
    unit = count.line.member.unit
    before = sum(row.agree > count.agree for row in found)
    if before >= most:
        raise Refused(
            "block.out_of_order",
            _("%(n)s đơn vị khác được nhiều phiếu hơn “%(unit)s”. Hãy ghi lý do.")
            % {"n": before, "unit": unit},
        )
    equals = sum(row.agree == count.agree for row in found)
    if before + equals > most:
        raise Refused(
            "block.equal_votes",
            _(
                "%(n)s đơn vị cùng được %(votes)s phiếu mà chỉ còn đề nghị được "
                "%(left)s. Hãy ghi lý do chọn “%(unit)s”."
            )
            % {
                "n": equals,
                "votes": count.agree,
                "left": most - before,
                "unit": unit,
            },
        )
