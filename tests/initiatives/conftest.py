"""An initiative and a council of five to vote on it; everybody is invented."""

from dataclasses import dataclass
from datetime import date

import pytest

from tests.worlds import Office, user_with
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import User
from vinhdanh.councils import actions as councils
from vinhdanh.councils.enums import CouncilKind, CouncilPost
from vinhdanh.councils.models import Council
from vinhdanh.initiatives import actions, voting
from vinhdanh.initiatives.actions import AuthorLine, InitiativeForm
from vinhdanh.initiatives.models import Initiative

HELD_ON = date(2024, 11, 20)


@dataclass
class Room:
    """Four members of the office sit in the council; An is a member of no role."""

    office: Office
    council: Council
    binh: User
    form: InitiativeForm

    def filed(self) -> Initiative:
        return actions.file_initiative(self.office.lan, self.form)

    def appraised(self) -> Initiative:
        initiative = self.filed()
        actions.appraise(
            self.office.thu,
            initiative,
            actions.OpinionForm("recognise", "Có hiệu quả rõ", is_new=True),
        )
        return initiative

    def count(self, agree: int, disagree: int = 0, present: int = 4) -> voting.Count:
        return voting.Count(HELD_ON, present, agree, disagree)

    def agreed(self) -> Initiative:
        initiative = self.appraised()
        voting.record_ballot(self.office.thu, initiative, self.count(4))
        return initiative


@pytest.fixture
def room(office: Office) -> Room:
    heads = [office.hanh.person, office.quang.person]
    people = [*heads, office.chi, office.binh]
    posts = [CouncilPost.CHAIR, CouncilPost.SECRETARY] + [CouncilPost.MEMBER] * 2
    council = councils.establish_council(
        office.minh,
        office.unit,
        name="Hội đồng sáng kiến",
        decision="Quyết định 30/QĐ-VP",
        first_day=date(2024, 1, 1),
        kind=CouncilKind.INITIATIVE,
        members=[
            councils.MemberLine(person, post)
            for person, post in zip(people, posts, strict=True)
        ],
    )
    voting.set_rule(
        office.minh,
        council,
        quorum=(2, 3),
        threshold=(1, 2),
        strict=True,
        regulation="Quy chế số 31/QC-VP, Điều 4",
    )
    binh = user_with(
        "Hoàng Thị Bình", "binh", office.first, Role.MEMBER, person=office.binh
    )
    form = InitiativeForm(
        name="Sổ theo dõi kiến nghị cử tri trên bảng tính dùng chung",
        year=2024,
        solution="Một bảng tính cho ba phòng, có lịch nhắc",
        effect="Rút thời gian tổng hợp từ 5 ngày còn 1 ngày",
        authors=[AuthorLine(office.an, 60), AuthorLine(office.binh, 40)],
        applied_on=date(2024, 3, 1),
    )
    return Room(office, council, binh, form)
