"""What blocks tell the desk."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.base import clock, rights
from vinhdanh.blocks import calendar, queries
from vinhdanh.blocks.enums import BallotState, Step
from vinhdanh.blocks.models import BlockPost, BlockYear, HandOver
from vinhdanh.blocks.models.blocks import LEAD
from vinhdanh.ledger.queries import standing_awards
from vinhdanh.nominations.models import Nomination
from vinhdanh.pages.desk.waiting import Figure, Waiting
from vinhdanh.registry.models import Unit

_MOST = 10
_REPORTS = (Step.HALF_YEAR, Step.FINAL)
# A report is told of this long before the day on which it is aimed at.
_AHEAD = timedelta(days=45)


def waiting(user: Any, year: int) -> list[Waiting]:
    """Tell members what to send and vote on, leads what is late and handed over."""
    seen = queries.years_visible_to(user)
    told = [
        each
        for found in seen.filter(year=year)[:_MOST]
        for each in _of_year(user, found)
    ]
    # The year's report falls due in the year after.
    for found in seen.filter(year=year - 1)[:_MOST]:
        told += _to_report(user, found, Q(latest_on__year=year))
    return [*told, *_to_confirm(user), *_to_nominate(user, year)]


def _of_year(user: Any, found: BlockYear) -> list[Waiting]:
    return [
        *_to_register(user, found),
        *_to_report(user, found),
        *_to_vote(user, found),
        *_late(user, found),
    ]


def _to_register(user: Any, found: BlockYear) -> list[Waiting]:
    mine = queries.own_members(user, "block.take_part", found)
    sent = set(
        found.filings.filter(step=Step.REGISTER).values_list("member", flat=True)
    )
    left = [member for member in mine if member.pk not in sent]
    if not left:
        return []
    deadline = found.deadlines.filter(step=Step.REGISTER).first()
    return [
        Waiting(
            _("Đăng ký chỉ tiêu với %(block)s") % {"block": found.block},
            len(left),
            reverse("block-step", args=[found.public_id, Step.REGISTER.value]),
            due_on=deadline.latest_on if deadline else None,
            why=_("Trưởng khối chờ đăng ký của từng đơn vị thành viên."),
            action=_("Gửi đăng ký"),
        )
    ]


def _to_report(user: Any, found: BlockYear, which: Q | None = None) -> list[Waiting]:
    """The reports that are due soon or late, until the review was held without."""
    deadlines = found.deadlines.filter(
        which or Q(),
        step__in=_REPORTS,
        due_on__lte=clock.today() + _AHEAD,
    ).exclude(step__in=found.held.values("step"))
    told: list[Waiting] = []
    if not (due := list(deadlines)):
        return told
    mine = queries.own_members(user, "block.take_part", found)
    sent = set(found.filings.filter(step__in=_REPORTS).values_list("step", "member"))
    for deadline in due:
        left = [row for row in mine if (deadline.step, row.pk) not in sent]
        if left:
            told.append(
                Waiting(
                    _("Gửi báo cáo “%(step)s” cho %(block)s")
                    % {"step": Step(deadline.step).label, "block": found},
                    len(left),
                    reverse("block-step", args=[found.public_id, deadline.step]),
                    due_on=deadline.latest_on,
                    why=_("Trưởng khối chờ báo cáo của từng đơn vị thành viên."),
                    action=_("Gửi báo cáo"),
                )
            )
    return told


def _to_vote(user: Any, found: BlockYear) -> list[Waiting]:
    ballots = found.ballots.filter(state=BallotState.OPEN, is_on_paper=False)
    told = []
    for ballot in ballots.prefetch_related("voters"):
        voted = {row.member_id for row in ballot.voters.all()}
        mine = queries.own_members(user, "block.vote", found)
        if left := [member for member in mine if member.pk not in voted]:
            told.append(
                Waiting(
                    _("Bỏ phiếu suy tôn của %(block)s") % {"block": found.block},
                    len(left),
                    reverse("block-ballot", args=[ballot.public_id]),
                    why=_("Mỗi đơn vị thành viên bỏ một lá phiếu."),
                    action=_("Bỏ phiếu"),
                )
            )
    return told


def _late(user: Any, found: BlockYear) -> list[Waiting]:
    """The steps past their last day, for who leads the block that year."""
    post = queries.lead_of(found)
    if post is None or not rights.can(user, "block.lead", post):
        return []
    return [
        Waiting(
            _("%(block)s: %(step)s") % {"block": found.block, "step": line.step.label},
            1,
            reverse("block-year", args=[found.public_id]),
            due_on=line.deadline.latest_on if line.deadline else None,
            why=line.detail,
            action=_("Mở năm của khối"),
        )
        for line in calendar.overdue(found)
    ]


def _to_confirm(user: Any) -> list[Waiting]:
    """Hand-overs that wait for the word of a side that the user may give."""
    posts = rights.visible(
        user, "block.hand_over", BlockPost.objects.filter(place=LEAD)
    ).select_related("block_year")
    mine = {(p.block_year.block_id, p.block_year.year, p.unit_id) for p in posts}
    rows = HandOver.objects.exclude(
        given_at__isnull=False, received_at__isnull=False
    ).select_related("block_year__block")
    told = []
    for row in rows:
        block, year = row.block_year.block_id, row.block_year.year
        gives = row.given_at is None and (block, year, row.from_unit_id) in mine
        takes = row.received_at is None and (block, year + 1, row.to_unit_id) in mine
        if gives or takes:
            told.append(
                Waiting(
                    _("Xác nhận bàn giao trưởng khối: %(block)s")
                    % {"block": row.block_year.block},
                    1,
                    reverse("block-hand-over", args=[row.block_year.public_id]),
                    action=_("Mở biên bản"),
                )
            )
    return told


def _to_nominate(user: Any, year: int) -> list[Waiting]:
    """What blocks propose for the user's units, and no round has taken up yet."""
    units = rights.visible(user, "nomination.file", Unit.objects.order_by())
    proposed = list(queries.proposed_for(units, year))
    if not proposed:
        return []
    subjects = [row.member.unit_id for row in proposed]
    taken = set(
        Nomination.objects.filter(subject__in=subjects, round__year=year).values_list(
            "subject_id", "award"
        )
    )
    held = set(
        standing_awards()
        .filter(subject__in=subjects, year=year)
        .values_list("subject_id", "code")
    )
    left = [
        row for row in proposed if (row.member.unit_id, row.award) not in taken | held
    ]
    if not left:
        return []
    return [
        Waiting(
            _("Lập hồ sơ khen thưởng mà khối đã đề nghị"),
            len(left),
            f"{reverse('round-list')}?nam={year}",
            why="; ".join(str(row.member.unit) for row in left[:_MOST]),
            action=_("Mở các đợt bình xét"),
        )
    ]


def figures(user: Any, year: int) -> list[Figure]:
    """Tell of each block that the user's units are in: who leads it."""
    years = queries.years_visible_to(user).filter(year=year)[:_MOST]
    told = []
    for found in years:
        post = queries.lead_of(found)
        told.append(
            Figure(
                found.block.name,
                _("%(n)s đơn vị") % {"n": len(queries.members_of(found))},
                reverse("block-year", args=[found.public_id]),
                detail=_("trưởng khối: %(unit)s") % {"unit": post.unit}
                if post
                else _("chưa có trưởng khối"),
            )
        )
    return told
