from datetime import date, time

import pytest
import time_machine

from tests.councils.sittings import Sitting, call_roll
from tests.worlds import Office
from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.councils import actions, counting, queries
from vinhdanh.councils.enums import MeetingState, Presence
from vinhdanh.councils.models import Council, Meeting
from vinhdanh.nominations.models import Round
from vinhdanh.registry import actions as registry
from vinhdanh.registry.models import Person

pytestmark = pytest.mark.usefixtures("own_rule")


def test_opening_fixes_the_roll(sitting: Sitting) -> None:
    member = sitting.council.memberships.get(person=sitting.office.chi)

    actions.end_membership(sitting.office.minh, member, last_day=date(2024, 12, 1))

    assert counting.roll_of(sitting.meeting) == counting.Roll(
        members=9, present=0, written=0, absent=0, uncalled=9
    )
    assert queries.members_of(sitting.meeting) == 9


def test_roll_holds_the_members_of_the_day_only(
    office: Office, council: Council, sitting: Sitting
) -> None:
    member = council.memberships.get(person=office.chi)
    actions.end_membership(office.minh, member, last_day=date(2024, 12, 1))
    later = actions.convene_meeting(
        office.thu, council, sitting.round, held_on=date(2024, 12, 25)
    )

    with time_machine.travel("2024-12-25 14:00 +07:00", tick=False):
        opened = actions.open_meeting(office.thu, later)

    assert opened.members == 8


def test_meeting_opens_on_its_day_and_not_before(
    office: Office, council: Council, sitting: Sitting
) -> None:
    meeting = actions.convene_meeting(
        office.thu, council, sitting.round, held_on=date(2024, 12, 25)
    )

    with (
        time_machine.travel("2024-12-24 23:59 +07:00", tick=False),
        pytest.raises(Refused) as refusal,
    ):
        actions.open_meeting(office.thu, meeting)
    with time_machine.travel("2024-12-25 00:00 +07:00", tick=False):
        opened = actions.open_meeting(office.thu, meeting)

    assert (refusal.value.code, refusal.value.message) == (
        "meeting.not_yet",
        "Phiên họp triệu tập ngày 25/12/2024; hãy khai mạc khi đến ngày đó.",
    )
    assert opened.state == MeetingState.OPEN


def test_meeting_over_another_units_round_is_refused(
    office: Office, council: Council
) -> None:
    foreign = Round.objects.create(
        unit=office.other, year=2024, name="Đợt khác", governing_day=date(2024, 12, 31)
    )

    with pytest.raises(Refused) as refusal:
        actions.convene_meeting(
            office.thu, council, foreign, held_on=date(2024, 12, 20)
        )

    assert refusal.value.code == "meeting.other_unit"


@pytest.mark.parametrize(
    ("held_on", "is_refused"), [(date(2023, 12, 31), True), (date(2024, 1, 1), False)]
)
def test_council_meets_while_in_force(
    office: Office,
    council: Council,
    sitting: Sitting,
    held_on: date,
    *,
    is_refused: bool,
) -> None:
    if is_refused:
        with pytest.raises(Refused) as refusal:
            actions.convene_meeting(office.thu, council, sitting.round, held_on=held_on)
        assert refusal.value.code == "meeting.council_not_in_force"
        return

    meeting = actions.convene_meeting(
        office.thu, council, sitting.round, held_on=held_on
    )
    assert meeting.state == MeetingState.CONVENED


def test_only_the_secretary_records(sitting: Sitting) -> None:
    with pytest.raises(rights.Forbidden) as refusal:
        actions.record_attendance(sitting.office.lan, sitting.meeting, {})

    assert refusal.value.message == "Việc này do thư ký Hội đồng thực hiện."


def test_roll_call_is_kept_and_audited(sitting: Sitting) -> None:
    call_roll(sitting, present=7, written=1)

    assert counting.roll_of(sitting.meeting) == counting.Roll(
        members=9, present=7, written=1, absent=1, uncalled=0
    )
    event = audit.events_of(sitting.meeting).latest("pk")
    assert event.verb == "meeting.attendance"
    assert (event.after or {}).get("Trần Thị Hạnh") == [Presence.PRESENT, ""]


def test_roll_call_of_a_stranger_is_refused(sitting: Sitting) -> None:
    late = actions.add_member(
        sitting.office.minh,
        sitting.council,
        actions.MemberLine(_newcomer(sitting)),
        first_day=date(2024, 12, 20),
    )

    with pytest.raises(Refused) as refusal:
        actions.record_attendance(
            sitting.office.thu,
            sitting.meeting,
            {late: actions.Call(Presence.PRESENT)},
        )

    assert refusal.value.code == "meeting.no_such_member"


def test_roll_that_no_longer_fits_the_votes_is_refused(sitting: Sitting) -> None:
    roll = call_roll(sitting, present=7)
    actions.record_tally(
        sitting.office.thu, sitting.meeting, sitting.an, agree=7, disagree=0
    )

    with pytest.raises(Refused) as refusal:
        actions.record_attendance(
            sitting.office.thu,
            sitting.meeting,
            {roll[0]: actions.Call(Presence.ABSENT)},
        )

    assert refusal.value.message == (
        "Điểm danh không còn khớp với kết quả đã ghi của “Nguyễn Văn An”."
    )
    assert counting.roll_of(sitting.meeting).present == 7


def test_meeting_with_an_uncounted_nomination_stays_open(sitting: Sitting) -> None:
    call_roll(sitting, present=9)
    for nomination in (sitting.an, sitting.chi):
        actions.record_tally(
            sitting.office.thu, sitting.meeting, nomination, agree=9, disagree=0
        )

    with pytest.raises(Refused) as refusal:
        _close(sitting)

    assert refusal.value.message == (
        "Còn 1 đề nghị chưa có kết quả biểu quyết: Hoàng Thị Bình."
    )


def test_closed_meeting_changes_no_more(sitting: Sitting) -> None:
    roll = _count_all(sitting)
    closed = _close(sitting)

    with pytest.raises(Refused) as again:
        _close(sitting)
    with pytest.raises(Refused) as tally:
        actions.record_tally(
            sitting.office.thu, closed, sitting.an, agree=0, disagree=9
        )
    with pytest.raises(Refused) as attendance:
        actions.record_attendance(
            sitting.office.thu, closed, {roll[0]: actions.Call(Presence.ABSENT)}
        )

    assert again.value.message == ("Phiên họp đã kết thúc nên không làm được việc này.")
    assert {tally.value.code, attendance.value.code} == {"meeting.other_state"}
    assert (closed.state, closed.ended_at) == (MeetingState.CLOSED, time(16, 30))


def test_closing_needs_a_conclusion(sitting: Sitting) -> None:
    _count_all(sitting)

    with pytest.raises(Refused) as refusal:
        actions.close_meeting(
            sitting.office.thu, sitting.meeting, discussion="", conclusion=" "
        )

    assert refusal.value.code == "meeting.no_conclusion"


def test_who_chairs_when_the_chair_is_away(sitting: Sitting) -> None:
    roll = call_roll(sitting, present=9)
    actions.record_attendance(
        sitting.office.thu, sitting.meeting, {roll[0]: actions.Call(Presence.ABSENT)}
    )

    chair, secretary = (
        queries.chair_of(sitting.meeting),
        queries.secretary_of(sitting.meeting),
    )

    assert (chair, secretary) == (roll[1], roll[1])


def test_meeting_is_seen_by_council_officer_and_authority(sitting: Sitting) -> None:
    office = sitting.office
    seen = {
        user.username
        for user in (office.lan, office.minh, office.thu, office.hanh, office.hoa)
        if queries.meetings_visible_to(user).exists()
    }

    assert seen == {"lan", "minh", "thu"}


def _newcomer(sitting: Sitting) -> Person:
    return registry.add_person(
        sitting.office.lan,
        sitting.office.second,
        registry.PersonForm(name="Mai Thị Mười"),
    )


def _count_all(sitting: Sitting) -> list:
    roll = call_roll(sitting, present=9)
    for nomination in (sitting.an, sitting.binh, sitting.chi):
        actions.record_tally(
            sitting.office.thu, sitting.meeting, nomination, agree=9, disagree=0
        )
    return roll


def _close(sitting: Sitting) -> Meeting:
    return actions.close_meeting(
        sitting.office.thu,
        sitting.meeting,
        discussion="Các thành viên nhất trí với báo cáo.",
        conclusion="Đề nghị tặng danh hiệu.",
        ended_at=time(16, 30),
    )
