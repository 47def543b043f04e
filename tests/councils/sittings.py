"""A council of nine and its meeting, for tests; everybody is invented."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time

import time_machine

from tests.worlds import Office
from vinhdanh import assess
from vinhdanh.councils import actions
from vinhdanh.councils.enums import CouncilPost, Presence
from vinhdanh.councils.models import Council, Meeting, Membership
from vinhdanh.eligibility import actions as eligibility
from vinhdanh.nominations.enums import NominationState
from vinhdanh.nominations.models import Nomination, Round
from vinhdanh.registry import actions as registry
from vinhdanh.registry.models import Person

HELD_ON = date(2024, 12, 20)
OWN_RULE = assess.LocalRule.parse(
    {
        "id": "hoi-dong",
        "title": "*",
        "kind": "council",
        "first_day": "2020-01-01",
        "source": "Quy chế Hội đồng, Điều 5",
        "quorum": [2, 3],
        "threshold": [1, 2],
        "strict": True,
        "ballot": "secret",
    }
)


@dataclass
class Sitting:
    """A meeting of nine over three people's titles, and one unit's."""

    office: Office
    council: Council
    round: Round
    meeting: Meeting
    an: Nomination
    binh: Nomination
    chi: Nomination


def nine_people(office: Office) -> list[Person]:
    names = ("Sáu", "Bảy", "Tám", "Chín")
    new = [
        registry.add_person(
            office.lan,
            office.first,
            registry.PersonForm(
                name=f"Phạm Thị {name}", title="Phó Trưởng phòng", sex="female"
            ),
        )
        for name in names
    ]
    heads = [office.hanh.person, office.quang.person]
    return [*(head for head in heads if head), office.an, office.binh, office.chi, *new]


def council_of_nine(office: Office) -> Council:
    """Set up the office's council: Hạnh chairs, Quang is its secretary."""
    posts = [CouncilPost.CHAIR, CouncilPost.SECRETARY] + [CouncilPost.MEMBER] * 7
    return actions.establish_council(
        office.minh,
        office.unit,
        name="Hội đồng Thi đua - Khen thưởng Văn phòng",
        decision="05/QĐ-VP",
        first_day=date(2024, 1, 1),
        members=[
            actions.MemberLine(person, post)
            for person, post in zip(nine_people(office), posts, strict=True)
        ],
    )


@contextmanager
def on_the_day() -> Iterator[None]:
    """Stop the clock in the afternoon of the meeting."""
    with time_machine.travel("2024-12-20 14:00 +07:00", tick=False):
        yield


def adopt_own_rule(office: Office) -> None:
    """Adopt the office's own rule: 2/3 present, more than half of all, secret."""
    eligibility.adopt_local_rule(office.minh, office.unit, OWN_RULE)


def nominate(round_: Round, office: Office, person: Person, award: str) -> Nomination:
    return Nomination.objects.create(
        round=round_,
        subject=person.subject,
        unit=office.first,
        unit_name="Phòng Tổng hợp",
        award=award,
        name=person.name,
        state=NominationState.SUBMITTED,
    )


def open_sitting(office: Office, council: Council) -> Sitting:
    """Open a meeting of nine over three people's titles."""
    round_ = Round.objects.create(
        unit=office.unit,
        year=2024,
        name="Bình xét năm 2024",
        governing_day=date(2024, 12, 31),
    )
    meeting = actions.convene_meeting(
        office.thu,
        council,
        round_,
        held_on=HELD_ON,
        place="Phòng họp tầng 3",
        started_at=time(14, 0),
    )
    return Sitting(
        office=office,
        council=council,
        round=round_,
        meeting=actions.open_meeting(office.thu, meeting),
        an=nominate(round_, office, office.an, "LDTT"),
        binh=nominate(round_, office, office.binh, "LDTT"),
        chi=nominate(round_, office, office.chi, "CSTDCS"),
    )


def call_roll(sitting: Sitting, present: int, written: int = 0) -> list[Membership]:
    """Call the roll: the first so many are present, the next wrote, the rest absent."""
    roll = [row.membership for row in sitting.meeting.attendances.all()]
    words = (
        [actions.Call(Presence.PRESENT)] * present
        + [actions.Call(Presence.WRITTEN, "Đi công tác")] * written
        + [actions.Call(Presence.ABSENT, "Ốm")] * (len(roll) - present - written)
    )
    actions.record_attendance(
        sitting.office.thu, sitting.meeting, dict(zip(roll, words, strict=True))
    )
    return roll
