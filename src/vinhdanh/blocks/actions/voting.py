"""Members vote on whom to honour; the count is kept in the vote's own transaction."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import queries, standings
from vinhdanh.blocks.actions.leading import require_lead
from vinhdanh.blocks.enums import BallotState, Denominator
from vinhdanh.blocks.models import (
    Allowance,
    Ballot,
    BallotChoice,
    BallotLine,
    BallotVoter,
    BlockMember,
    BlockYear,
)


def open_ballot(
    actor: Any,
    block_year: BlockYear,
    award: str,
    *,
    on: date,
    is_secret: bool,
    is_on_paper: bool = False,
    denominator: str = Denominator.ALL_MEMBERS,
    needed: tuple[int, int] | None = None,
) -> Ballot:
    """Put all members that nothing bars to the vote for one award.

    needed: the share of the denominator that carries a unit, None where the block has
    no rule. Raises Refused before the scoring is frozen: until then nobody knows whom
    the scoring bars.
    """
    require_lead(actor, block_year)
    name = assess.awards()[award].name
    if not block_year.allowances.filter(award=award).exists():
        raise Refused(
            "block.no_allowance",
            _("Khối chưa có số lượng “%(award)s” được đề nghị năm nay.")
            % {"award": name},
        )
    if needed is not None and not 0 < needed[0] <= needed[1]:
        raise Refused(
            "block.share", _("Tỷ lệ phiếu cần đạt phải lớn hơn 0 và không quá 1.")
        )
    places = standings.final_ranking(block_year)
    if not places:
        raise Refused(
            "block.not_scored",
            _("Khối chưa chốt điểm năm %(year)s nên chưa lấy phiếu suy tôn.")
            % {"year": block_year.year},
        )
    with transaction.atomic():
        BlockYear.objects.select_for_update().get(pk=block_year.pk)
        if Ballot.objects.filter(block_year=block_year, award=award).exists():
            raise Refused(
                "block.ballot_twice",
                _("Đã lấy phiếu “%(award)s” năm nay.") % {"award": name},
            )
        ballot = Ballot.objects.create(
            block_year=block_year,
            award=award,
            held_on=on,
            is_secret=is_secret,
            is_on_paper=is_on_paper,
            denominator=denominator,
            needed_num=needed[0] if needed else None,
            needed_den=needed[1] if needed else None,
            members_total=len(queries.members_of(block_year)),
        )
        free = [place.member for place in places if award not in place.barred]
        BallotLine.objects.bulk_create(
            BallotLine(ballot=ballot, member=member, position=position)
            for position, member in enumerate(free, start=1)
        )
        audit.record(
            actor,
            "block.open_ballot",
            ballot,
            after={
                "award": award,
                "on": on,
                "is_secret": is_secret,
                "members": ballot.members_total,
                "units": [str(member.unit) for member in free],
            },
        )
    return ballot


def cast(
    actor: Any, ballot: Ballot, member: BlockMember, chosen: Collection[BallotLine]
) -> BallotVoter:
    """Cast a member's vote: it agrees with the lines chosen, with no other.

    In a secret vote only that the member voted is written, and each line's count.
    """
    rights.require(actor, "block.vote", member)
    with transaction.atomic():
        locked = _open(ballot)
        if locked.is_on_paper:
            raise Refused(
                "block.on_paper",
                _("Khối bỏ phiếu giấy; trưởng khối nhập kết quả kiểm phiếu."),
            )
        _refuse_strangers(locked, [member])
        if locked.voters.filter(member=member).exists():
            raise Refused(
                "block.voted_twice",
                _("“%(unit)s” đã bỏ phiếu.") % {"unit": member.unit},
            )
        lines = list(locked.lines.select_related("member__unit__subject"))
        agreed = {line.pk for line in chosen}
        if agreed - {line.pk for line in lines}:
            raise Refused(
                "block.other_ballot", _("Có đơn vị không nằm trong lá phiếu.")
            )
        _refuse_too_many(locked, len(agreed))
        voter = BallotVoter.objects.create(
            ballot=locked, member=member, by_name=str(actor)
        )
        for line in lines:
            line.agree += line.pk in agreed
            line.disagree += line.pk not in agreed
        BallotLine.objects.bulk_update(lines, ["agree", "disagree"])
        told: dict[str, Any] = {"unit": str(member.unit)}
        if not locked.is_secret:
            BallotChoice.objects.bulk_create(
                BallotChoice(voter=voter, line=line, agrees=line.pk in agreed)
                for line in lines
            )
            told["chosen"] = [str(ln.member.unit) for ln in lines if ln.pk in agreed]
        audit.record(actor, "block.vote", locked, after=told, unit_id=member.unit_id)
    return voter


def record_count(
    actor: Any,
    ballot: Ballot,
    voters: Sequence[BlockMember],
    votes: Mapping[int, tuple[int, int]],
) -> Ballot:
    """Enter the count of a paper vote: who voted, and each line's for and against.

    votes: {line id: (agree, disagree)}; what is left of the papers was invalid. Raises
    Refused for a line left out or more votes than papers, each by its name.
    """
    require_lead(actor, ballot.block_year)
    with transaction.atomic():
        locked = _open(ballot)
        if not locked.is_on_paper:
            raise Refused(
                "block.on_screen",
                _("Các thành viên bỏ phiếu trên trang này nên không nhập kết quả."),
            )
        _refuse_strangers(locked, voters)
        lines = list(locked.lines.select_related("member__unit__subject"))
        _refuse_miscount(locked, lines, len(voters), votes)
        locked.voters.all().delete()
        BallotVoter.objects.bulk_create(
            BallotVoter(ballot=locked, member=member, by_name=str(actor))
            for member in voters
        )
        for line in lines:
            line.agree, line.disagree = votes[line.pk]
        BallotLine.objects.bulk_update(lines, ["agree", "disagree"])
        audit.record(
            actor,
            "block.count",
            locked,
            after={
                "voters": [str(member.unit) for member in voters],
                "votes": {
                    str(line.member.unit): [line.agree, line.disagree] for line in lines
                },
            },
        )
    return locked


def _refuse_miscount(
    ballot: Ballot,
    lines: Sequence[BallotLine],
    papers: int,
    votes: Mapping[int, tuple[int, int]],
) -> None:
    faults = []
    for line in lines:
        agree, disagree = votes.get(line.pk, (-1, -1))
        name = line.member.unit
        if agree < 0 or disagree < 0:
            faults.append(_("“%(unit)s”: chưa ghi số phiếu.") % {"unit": name})
        elif agree + disagree > papers:
            faults.append(
                _("“%(unit)s”: %(n)s phiếu, nhưng chỉ có %(papers)s đơn vị bỏ phiếu.")
                % {"unit": name, "n": agree + disagree, "papers": papers}
            )
    most = _most(ballot) * papers
    if not faults and (total := sum(votes[line.pk][0] for line in lines)) > most:
        faults.append(
            _("Cộng được %(n)s phiếu đồng ý; mỗi đơn vị chọn nhiều nhất %(each)s.")
            % {"n": total, "each": _most(ballot)}
        )
    if faults:
        raise Refused("block.miscount", " ".join(faults))


def close_ballot(actor: Any, ballot: Ballot) -> Ballot:
    """Close a vote; its count stands. Raises Refused while nobody has voted."""
    require_lead(actor, ballot.block_year)
    with transaction.atomic():
        locked = _open(ballot)
        voted = locked.voters.count()
        if not voted:
            raise Refused("block.nobody_voted", _("Chưa có đơn vị nào bỏ phiếu."))
        locked.state, locked.closed_at = BallotState.CLOSED, clock.now()
        locked.save(update_fields=["state", "closed_at"])
        audit.record(
            actor,
            "block.close_ballot",
            locked,
            after={
                "voters": voted,
                "votes": {
                    str(line.member.unit): line.agree
                    for line in locked.lines.select_related("member__unit__subject")
                },
            },
        )
    return locked


def _open(ballot: Ballot) -> Ballot:
    locked = Ballot.objects.select_for_update().get(pk=ballot.pk)
    if not locked.is_open:
        raise Refused("block.ballot_closed", _("Đã kiểm phiếu; kết quả giữ nguyên."))
    return locked


def _refuse_strangers(ballot: Ballot, members: Sequence[BlockMember]) -> None:
    there = {row.pk for row in queries.members_of(ballot.block_year)}
    for member in members:
        if member.pk not in there:
            raise Refused(
                "block.no_member",
                _("“%(unit)s” không phải thành viên khối năm %(year)s.")
                % {"unit": member.unit, "year": ballot.block_year.year},
            )


def _most(ballot: Ballot) -> int:
    return Allowance.objects.get(block_year=ballot.block_year, award=ballot.award).most


def _refuse_too_many(ballot: Ballot, chosen: int) -> None:
    if chosen > (most := _most(ballot)):
        raise Refused(
            "block.chose_too_many",
            _("Lá phiếu chọn %(n)s đơn vị; khối được đề nghị nhiều nhất %(most)s.")
            % {"n": chosen, "most": most},
        )
