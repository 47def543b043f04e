"""The council's vote on initiatives, by the regulation of its unit.

The law's text that was read names no threshold for initiative councils, so the
regulation is the unit's own and stands beside every count. The share is always on all
members, absent ones too.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.councils.enums import CouncilKind
from vinhdanh.councils.models import Council
from vinhdanh.initiatives import queries
from vinhdanh.initiatives.actions import go, lock
from vinhdanh.initiatives.models import Ballot, Initiative, VotingRule
from vinhdanh.initiatives.transitions import Verb
from vinhdanh.viet import dates


@dataclass(frozen=True)
class Count:
    """The votes of a meeting on one initiative."""

    held_on: date
    present: int
    agree: int
    disagree: int
    invalid: int = 0

    @property
    def votes(self) -> int:
        return self.agree + self.disagree + self.invalid


def set_rule(
    actor: Any,
    council: Council,
    *,
    quorum: tuple[int, int],
    threshold: tuple[int, int],
    strict: bool,
    regulation: str,
) -> VotingRule:
    """Write how an initiative council votes; counts already made keep their rule."""
    rights.require(actor, "council.establish", council)
    _refuse_rule(council, quorum, threshold, strict=strict)
    if not regulation.strip():
        raise Refused("voting.no_regulation", _("Hãy ghi quy chế quy định điều này."))
    with transaction.atomic():
        rule, _made = VotingRule.objects.update_or_create(
            council=council,
            defaults={
                "quorum_num": quorum[0],
                "quorum_den": quorum[1],
                "threshold_num": threshold[0],
                "threshold_den": threshold[1],
                "strict": strict,
                "regulation": regulation,
            },
        )
        audit.record(
            actor,
            "initiative.set_rule",
            rule,
            after={
                "quorum": f"{quorum[0]}/{quorum[1]}",
                "threshold": f"{threshold[0]}/{threshold[1]}",
                "strict": strict,
                "regulation": regulation,
            },
        )
    return rule


def _refuse_rule(
    council: Council,
    quorum: tuple[int, int],
    threshold: tuple[int, int],
    *,
    strict: bool,
) -> None:
    if council.kind != CouncilKind.INITIATIVE:
        raise Refused(
            "voting.other_council",
            _("“%(name)s” không phải Hội đồng sáng kiến.") % {"name": council},
        )
    for part, whole in (quorum, threshold):
        if not 0 < part <= whole:
            raise Refused(
                "voting.ratio", _("Tỷ lệ phải lớn hơn 0 và không quá 1, ví dụ: 2/3.")
            )
    if strict and threshold[0] == threshold[1]:
        raise Refused(
            "voting.beyond_all", _("Không thể đòi trên 100 % thành viên đồng ý.")
        )


def record_ballot(actor: Any, initiative: Initiative, count: Count) -> Ballot:
    """Record a council's count on an initiative, and move it by the result.

    Raises Refused without a council or its regulation, without a quorum, or for a
    count that cannot be. A second count of the same meeting is a recount.
    """
    rights.require(actor, "initiative.count", initiative)
    council, rule = _council_and_rule(initiative, count.held_on)
    members = queries.members_of(council, count.held_on)
    _refuse_count(count, members, rule)
    needed = rule.votes_needed(members)
    passed = count.agree >= needed
    verb = Verb.AGREE if passed else Verb.NOT_AGREE
    votes = {
        "held_on": count.held_on,
        "members": members,
        "present": count.present,
        "agree": count.agree,
        "disagree": count.disagree,
        "invalid": count.invalid,
        "votes_needed": needed,
    }
    with transaction.atomic():
        locked = lock(initiative, verb)
        ballot = Ballot.objects.create(
            initiative=locked,
            council=council,
            rule=_frozen(rule),
            passed=passed,
            counted_at=clock.now(),
            counted_by=actor,
            counted_by_name=str(actor),
            **votes,
        )
        go(actor, locked, verb, after=votes)
    return ballot


def _council_and_rule(
    initiative: Initiative, held_on: date
) -> tuple[Council, VotingRule]:
    """Return who votes on a day and how; refuse where one of them is not known."""
    if held_on > clock.today():
        raise Refused(
            "ballot.not_yet",
            _("Ngày họp %(day)s chưa đến.") % {"day": dates.short(held_on)},
        )
    council = queries.council_for(initiative, held_on)
    if council is None:
        raise Refused(
            "ballot.no_council",
            _("Ngày %(day)s không có Hội đồng sáng kiến. Hãy lập Hội đồng trước.")
            % {"day": dates.short(held_on)},
        )
    rule = queries.rule_of(council)
    if rule is None:
        raise Refused(
            "ballot.no_rule",
            _(
                "Chưa ghi quy chế biểu quyết của “%(name)s” nên chưa biết ngưỡng. "
                "Người lập Hội đồng ghi quy chế ở trang sáng kiến này."
            )
            % {"name": council},
        )
    return council, rule


def _refuse_count(count: Count, members: int, rule: VotingRule) -> None:
    if min(count.present, count.agree, count.disagree, count.invalid) < 0:
        raise Refused("ballot.negative", _("Số phiếu không thể âm."))
    if count.present > members:
        raise Refused(
            "ballot.too_many_present",
            _("Có mặt %(present)s người nhưng Hội đồng chỉ có %(members)s thành viên.")
            % {"present": count.present, "members": members},
        )
    if count.votes > count.present:
        raise Refused(
            "ballot.too_many",
            _("%(votes)s phiếu nhưng chỉ có %(present)s thành viên có mặt.")
            % {"votes": count.votes, "present": count.present},
        )
    needed = rule.quorum_needed(members)
    if count.present < needed:
        raise Refused(
            "ballot.no_quorum",
            _(
                "Có mặt %(present)s/%(members)s thành viên, cần từ %(needed)s để biểu "
                "quyết (%(regulation)s)."
            )
            % {
                "present": count.present,
                "members": members,
                "needed": needed,
                "regulation": rule.regulation,
            },
        )


def _frozen(rule: VotingRule) -> dict[str, Any]:
    return {
        "quorum": [rule.quorum_num, rule.quorum_den],
        "threshold": [rule.threshold_num, rule.threshold_den],
        "strict": rule.strict,
        "regulation": rule.regulation,
    }
