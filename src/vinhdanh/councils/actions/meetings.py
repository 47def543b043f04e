"""A meeting from its convening to its close; once closed nothing changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.councils import counting, queries
from vinhdanh.councils.enums import CouncilKind, MeetingState, Presence
from vinhdanh.councils.models import Attendance, Council, Meeting, Membership
from vinhdanh.nominations.enums import NominationState
from vinhdanh.nominations.models import Round
from vinhdanh.viet import dates, text


@dataclass(frozen=True)
class Call:
    """What the roll call says of a member."""

    presence: str
    reason: str = ""


def convene_meeting(
    actor: Any,
    council: Council,
    round_: Round,
    *,
    held_on: date,
    place: str = "",
    started_at: time | None = None,
) -> Meeting:
    """Call the council together over the nominations of a round."""
    rights.require(actor, "meeting.convene", council)
    if council.kind != CouncilKind.AWARD:
        raise Refused(
            "meeting.other_council",
            _("“%(council)s” không xét đề nghị khen thưởng.") % {"council": council},
        )
    if round_.unit_id != council.unit_id:
        raise Refused(
            "meeting.other_unit",
            _("“%(round)s” không phải đợt bình xét của “%(unit)s”.")
            % {"round": round_, "unit": council.unit},
        )
    if held_on < council.first_day or (council.last_day and held_on > council.last_day):
        raise Refused(
            "meeting.council_not_in_force",
            _("Ngày %(day)s Hội đồng không có hiệu lực. Hãy chọn Hội đồng của ngày đó.")
            % {"day": dates.short(held_on)},
        )
    with transaction.atomic():
        meeting = Meeting.objects.create(
            council=council,
            round=round_,
            held_on=held_on,
            place=place,
            started_at=started_at,
        )
        audit.record(
            actor,
            "meeting.convene",
            meeting,
            after={"round": str(round_), "held_on": held_on, "place": place},
        )
    return meeting


def open_meeting(actor: Any, meeting: Meeting) -> Meeting:
    """Open a meeting: the roll is fixed to the members in force on its day."""
    rights.require(actor, "meeting.record", meeting)
    with transaction.atomic():
        locked = lock(meeting, MeetingState.CONVENED)
        if locked.held_on > clock.today():
            raise Refused(
                "meeting.not_yet",
                _("Phiên họp triệu tập ngày %(day)s; hãy khai mạc khi đến ngày đó.")
                % {"day": dates.short(locked.held_on)},
            )
        members = list(queries.members_on(locked.council, locked.held_on))
        if not members:
            raise Refused(
                "meeting.no_member",
                _("Ngày %(day)s Hội đồng không có thành viên nào. Hãy xem lại ngày.")
                % {"day": dates.short(locked.held_on)},
            )
        Attendance.objects.bulk_create(
            Attendance(meeting=locked, membership=member) for member in members
        )
        locked.members = len(members)
        locked.state = MeetingState.OPEN
        locked.save(update_fields=["members", "state"])
        audit.record(actor, "meeting.open", locked, after={"members": len(members)})
    return locked


def record_attendance(
    actor: Any, meeting: Meeting, calls: Mapping[Membership, Call]
) -> Meeting:
    """Write who sat, who sent a written opinion, who was absent and why.

    Members not named stay as they are. Raises Refused when votes already counted
    would no longer fit those present.
    """
    rights.require(actor, "meeting.record", meeting)
    with transaction.atomic():
        locked = lock(meeting, MeetingState.OPEN)
        roll = {row.membership_id: row for row in locked.attendances.all()}
        before, after = {}, {}
        for member, call in calls.items():
            row = roll.get(member.pk)
            if row is None:
                raise Refused(
                    "meeting.no_such_member",
                    _("%(name)s không có trong danh sách thành viên của phiên họp.")
                    % {"name": member.printed_name},
                )
            presence, reason = Presence(call.presence), text.clean_line(call.reason)
            if (row.presence, row.reason) == (presence, reason):
                continue
            before[member.printed_name] = [row.presence, row.reason]
            after[member.printed_name] = [presence.value, reason]
            row.presence, row.reason = presence, reason
        if not after:
            return locked
        Attendance.objects.bulk_update(roll.values(), ["presence", "reason"])
        _refuse_unsettled(locked)
        audit.record(actor, "meeting.attendance", locked, before=before, after=after)
    return locked


def close_meeting(
    actor: Any,
    meeting: Meeting,
    *,
    discussion: str,
    conclusion: str,
    ended_at: time | None = None,
) -> Meeting:
    """Close a meeting with its discussion and conclusion; then nothing changes.

    Raises Refused, with their names, while nominations of the round wait for a count.
    """
    rights.require(actor, "meeting.close", meeting)
    with transaction.atomic():
        locked = lock(meeting, MeetingState.OPEN)
        waiting = locked.round.nominations.filter(state=NominationState.SUBMITTED)
        names = sorted(waiting.values_list("name", flat=True))
        if names:
            raise Refused(
                "meeting.uncounted",
                _("Còn %(n)s đề nghị chưa có kết quả biểu quyết: %(names)s.")
                % {"n": len(names), "names": ", ".join(names)},
            )
        if not conclusion.strip():
            raise Refused("meeting.no_conclusion", _("Hãy ghi kết luận phiên họp."))
        locked.discussion, locked.conclusion = discussion, conclusion
        locked.ended_at = ended_at
        locked.state = MeetingState.CLOSED
        locked.save()
        audit.record(
            actor,
            "meeting.close",
            locked,
            after={"conclusion": conclusion, "discussion": discussion},
        )
    return locked


def lock(meeting: Meeting, state: MeetingState) -> Meeting:
    """Lock a meeting for a deed that needs it in this state, or refuse."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    locked = Meeting.objects.select_related("council__unit__subject", "round").get(
        pk=meeting.pk
    )
    if locked.state != state:
        raise Refused(
            "meeting.other_state",
            _("Phiên họp %(state)s nên không làm được việc này.")
            % {"state": locked.get_state_display()},
        )
    return locked


def _refuse_unsettled(meeting: Meeting) -> None:
    """Refuse a roll call that the counts already recorded no longer fit."""
    roll = counting.roll_of(meeting)
    for tally in queries.latest_tallies(meeting).values():
        cast = tally.agree + tally.disagree + tally.invalid - tally.written
        if cast > roll.present or tally.written > roll.written:
            raise Refused(
                "meeting.votes_exceed",
                _("Điểm danh không còn khớp với kết quả đã ghi của “%(name)s”.")
                % {"name": tally.nomination.name},
            )
