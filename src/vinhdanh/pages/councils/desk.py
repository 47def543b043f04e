"""What councils and their meetings tell the desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.base import rights
from vinhdanh.councils import queries
from vinhdanh.councils.enums import CouncilKind, MeetingState
from vinhdanh.councils.models import Council, Meeting
from vinhdanh.nominations.enums import NominationState
from vinhdanh.nominations.models import Nomination
from vinhdanh.pages.desk.waiting import Step, Waiting


def waiting(user: Any, year: int) -> list[Waiting]:
    """Return meetings to hold, and for the secretary what waits for a vote."""
    mine = rights.visible(
        user,
        "meeting.record",
        Meeting.objects.select_related("council__unit__subject", "round"),
    ).filter(round__year=year)
    meetings = list(mine.exclude(state=MeetingState.CLOSED).order_by("held_on", "pk"))
    found = [_of_meeting(meeting) for meeting in meetings]
    return found + _without_meeting(user, year, meetings)


def _of_meeting(meeting: Meeting) -> Waiting:
    page = reverse("meeting", args=[meeting.public_id])
    if meeting.state == MeetingState.CONVENED:
        return Waiting(
            label=_("Khai mạc phiên họp ngày %(day)s")
            % {"day": meeting.held_on.strftime("%d/%m/%Y")},
            count=1,
            url=page,
            due_on=meeting.held_on,
            action=_("Mở phiên họp"),
        )
    left = meeting.round.nominations.filter(state=NominationState.SUBMITTED).count()
    if left:
        return Waiting(
            label=_("Ghi kết quả biểu quyết %(n)s đề nghị") % {"n": left},
            count=left,
            url=page,
            due_on=meeting.held_on,
            why=_("Phiên họp đang mở."),
            action=_("Ghi kết quả"),
        )
    return Waiting(
        label=_("Kết thúc phiên họp và lập biên bản"),
        count=1,
        url=page,
        due_on=meeting.held_on,
        why=_("Mọi đề nghị đã có kết quả biểu quyết."),
        action=_("Kết thúc phiên họp"),
    )


def _without_meeting(user: Any, year: int, meetings: list[Meeting]) -> list[Waiting]:
    """Submitted nominations whose round has no meeting called."""
    councils = rights.visible(
        user,
        "meeting.convene",
        Council.objects.filter(kind=CouncilKind.AWARD).order_by("-first_day", "-pk"),
    )
    council = councils.first()
    if council is None:
        return []
    submitted = Nomination.objects.filter(
        round__year=year,
        round__unit__in=councils.values("unit"),
        state=NominationState.SUBMITTED,
    ).exclude(round__in=[meeting.round_id for meeting in meetings])
    count = submitted.count()
    if not count:
        return []
    return [
        Waiting(
            label=_("Triệu tập Hội đồng: %(n)s đề nghị chờ biểu quyết") % {"n": count},
            count=count,
            url=reverse("meeting-new", args=[council.public_id]),
            action=_("Triệu tập phiên họp"),
        )
    ]


def step(user: Any, year: int) -> list[Step]:
    """Return whether the council has met over the year's nominations."""
    meetings = queries.meetings_visible_to(user).filter(round__year=year)
    states = list(meetings.values_list("state", flat=True))
    url = f"{reverse('council-list')}?nam={year}"
    if not states:
        return [Step("council", _("Hội đồng"), "todo", url)]
    closed = states.count(MeetingState.CLOSED)
    detail = _("%(n)s/%(of)s phiên họp đã kết thúc") % {"n": closed, "of": len(states)}
    if closed == len(states):
        return [Step("council", _("Hội đồng"), "done", url, detail)]
    return [Step("council", _("Hội đồng"), "running", url, detail)]
