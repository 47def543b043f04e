"""Councils set up by a decision, and who sits in them from when to when."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.councils.enums import CouncilKind, CouncilPost
from vinhdanh.councils.models import Council, Membership
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Person, Unit
from vinhdanh.viet import dates


@dataclass(frozen=True)
class MemberLine:
    """A member as the decision names her; the printed post of the day by default."""

    person: Person
    post: str = CouncilPost.MEMBER
    printed_post: str = ""


def establish_council(
    actor: Any,
    unit: Unit,
    *,
    name: str,
    decision: str,
    first_day: date,
    members: Sequence[MemberLine],
    last_day: date | None = None,
    kind: str = CouncilKind.AWARD,
) -> Council:
    """Set up a unit's council with its members, in the order of the decision.

    Raises Refused unless it has one chair and a secretary, and each person once.
    """
    rights.require(actor, "council.establish", unit)
    if not name.strip():
        raise Refused("council.no_name", _("Hãy ghi tên Hội đồng."))
    if last_day is not None and last_day < first_day:
        raise Refused(
            "council.period",
            _("Ngày kết thúc %(end)s trước ngày bắt đầu %(start)s. Hãy sửa lại.")
            % {"end": dates.short(last_day), "start": dates.short(first_day)},
        )
    _check_members(members)
    with transaction.atomic():
        council = Council.objects.create(
            unit=unit,
            kind=kind,
            name=name,
            decision=decision,
            first_day=first_day,
            last_day=last_day,
        )
        for place, line in enumerate(members, start=1):
            _sit(council, line, first_day, place)
        audit.record(
            actor,
            "council.establish",
            council,
            after={
                "name": name,
                "decision": decision,
                "first_day": first_day,
                "members": [[line.person.name, str(line.post)] for line in members],
            },
        )
    return council


def add_member(
    actor: Any, council: Council, line: MemberLine, *, first_day: date
) -> Membership:
    """Let a person sit in the council from a day on; an opened meeting's roll stays."""
    rights.require(actor, "council.establish", council)
    with transaction.atomic():
        Council.objects.select_for_update().get(pk=council.pk)
        here = council.memberships.filter(registry.in_force(first_day))
        if here.filter(person=line.person).exists():
            raise Refused(
                "council.twin",
                _("%(name)s đã là thành viên Hội đồng.") % {"name": line.person.name},
            )
        if (
            line.post == CouncilPost.CHAIR
            and here.filter(post=CouncilPost.CHAIR).exists()
        ):
            raise Refused(
                "council.two_chairs",
                _("Hội đồng đang có Chủ tịch. Hãy ghi ngày thôi giữ nhiệm vụ trước."),
            )
        membership = _sit(council, line, first_day, council.memberships.count() + 1)
        audit.record(
            actor,
            "council.add_member",
            membership,
            after={
                "name": line.person.name,
                "post": str(line.post),
                "first_day": first_day,
            },
        )
    return membership


def end_membership(actor: Any, membership: Membership, *, last_day: date) -> Membership:
    """Write the last day of a membership (inclusive)."""
    rights.require(actor, "council.establish", membership)
    if last_day < membership.first_day:
        raise Refused(
            "council.period",
            _("Ngày kết thúc %(end)s trước ngày bắt đầu %(start)s. Hãy sửa lại.")
            % {
                "end": dates.short(last_day),
                "start": dates.short(membership.first_day),
            },
        )
    with transaction.atomic():
        locked = Membership.objects.select_for_update().get(pk=membership.pk)
        before = {"last_day": locked.last_day}
        locked.last_day = last_day
        locked.save(update_fields=["last_day"])
        audit.record(
            actor,
            "council.end_membership",
            locked,
            before=before,
            after={"last_day": last_day},
        )
    return locked


def _check_members(members: Sequence[MemberLine]) -> None:
    times = Counter(line.person.pk for line in members)
    twice = [line.person.name for line in members if times[line.person.pk] > 1]
    if twice:
        raise Refused(
            "council.twin",
            _("%(name)s có tên hai lần trong Hội đồng. Hãy bỏ bớt một dòng.")
            % {"name": twice[0]},
        )
    posts = Counter(line.post for line in members)
    if posts[CouncilPost.CHAIR] != 1:
        raise Refused(
            "council.one_chair",
            _("Hội đồng cần đúng một Chủ tịch; đang có %(n)s.")
            % {"n": posts[CouncilPost.CHAIR]},
        )
    if not posts[CouncilPost.SECRETARY]:
        raise Refused(
            "council.no_secretary", _("Hội đồng cần một thư ký. Hãy chọn thư ký.")
        )


def _sit(council: Council, line: MemberLine, first_day: date, place: int) -> Membership:
    held = registry.post_on(line.person, first_day)
    return Membership.objects.create(
        council=council,
        person=line.person,
        printed_name=line.person.name,
        printed_post=line.printed_post or (held.title if held else ""),
        post=line.post,
        position=place,
        first_day=first_day,
    )
