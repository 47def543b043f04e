from datetime import date

import pytest

from tests.worlds import Office
from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.councils import actions, queries
from vinhdanh.councils.actions import MemberLine
from vinhdanh.councils.enums import CouncilPost
from vinhdanh.councils.models import Council
from vinhdanh.registry import actions as registry


def test_council_keeps_the_order_and_posts_of_its_decision(council: Council) -> None:
    members = queries.members_on(council, date(2024, 6, 1))

    assert [(row.printed_name, row.post) for row in members][:3] == [
        ("Trần Thị Hạnh", CouncilPost.CHAIR),
        ("Lê Văn Quang", CouncilPost.SECRETARY),
        ("Nguyễn Văn An", CouncilPost.MEMBER),
    ]
    assert members[0].printed_post == "Trưởng phòng"
    assert len(members) == 9
    assert [event.verb for event in audit.events_of(council)] == ["council.establish"]


def test_a_person_of_two_merged_records_is_one_member(
    office: Office, council: Council
) -> None:
    again = registry.add_person(
        office.lan, office.second, registry.PersonForm(name="Nguyễn Văn Ân")
    )
    council.memberships.create(
        person=again, printed_name=again.name, position=99, first_day=council.first_day
    )
    assert queries.members_on(council, date(2024, 6, 1)).count() == 10

    registry.merge_people(office.lan, office.an, again, choices={}, reason="một người")

    members = queries.members_on(council, date(2024, 6, 1))
    assert len(members) == 9
    assert "Nguyễn Văn Ân" not in [row.printed_name for row in members]


@pytest.mark.parametrize(
    ("posts", "code"),
    [
        ((CouncilPost.MEMBER, CouncilPost.SECRETARY), "council.one_chair"),
        ((CouncilPost.CHAIR, CouncilPost.CHAIR), "council.one_chair"),
        ((CouncilPost.CHAIR, CouncilPost.MEMBER), "council.no_secretary"),
    ],
)
def test_council_has_one_chair_and_a_secretary(
    office: Office, posts: tuple[str, str], code: str
) -> None:
    people = (office.an, office.binh)

    with pytest.raises(Refused) as refusal:
        _establish(office, list(map(MemberLine, people, posts)))

    assert refusal.value.code == code
    assert Council.objects.count() == 0


def test_person_named_twice_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as refusal:
        _establish(
            office,
            [
                MemberLine(office.an, CouncilPost.CHAIR),
                MemberLine(office.an, CouncilPost.SECRETARY),
            ],
        )

    assert refusal.value.message == (
        "Nguyễn Văn An có tên hai lần trong Hội đồng. Hãy bỏ bớt một dòng."
    )


def test_council_is_set_up_by_the_authority(office: Office) -> None:
    with pytest.raises(rights.Forbidden):
        actions.establish_council(
            office.lan,
            office.unit,
            name="Hội đồng",
            decision="",
            first_day=date(2024, 1, 1),
            members=[],
        )


def test_member_leaves_on_her_last_day(office: Office, council: Council) -> None:
    member = council.memberships.get(person=office.chi)

    actions.end_membership(office.minh, member, last_day=date(2024, 6, 30))

    assert queries.members_on(council, date(2024, 6, 30)).count() == 9
    assert queries.members_on(council, date(2024, 7, 1)).count() == 8


def test_member_comes_back_after_leaving(office: Office, council: Council) -> None:
    line = MemberLine(office.chi)
    member = council.memberships.get(person=office.chi)
    with pytest.raises(Refused) as refusal:
        actions.add_member(office.minh, council, line, first_day=date(2024, 7, 1))
    actions.end_membership(office.minh, member, last_day=date(2024, 6, 30))

    actions.add_member(office.minh, council, line, first_day=date(2024, 7, 1))

    assert refusal.value.code == "council.twin"
    assert queries.members_on(council, date(2024, 7, 1)).count() == 9


def test_second_chair_waits_for_the_first_to_leave(
    office: Office, council: Council
) -> None:
    newcomer = registry.add_person(
        office.lan, office.second, registry.PersonForm(name="Mai Thị Mười")
    )
    line = MemberLine(newcomer, CouncilPost.CHAIR)
    with pytest.raises(Refused) as refusal:
        actions.add_member(office.minh, council, line, first_day=date(2025, 1, 1))
    first = council.memberships.get(post=CouncilPost.CHAIR)
    actions.end_membership(office.minh, first, last_day=date(2024, 12, 31))

    actions.add_member(office.minh, council, line, first_day=date(2025, 1, 1))

    assert refusal.value.code == "council.two_chairs"
    assert queries.members_on(council, date(2025, 1, 1)).count() == 9


def test_council_of_another_office_is_unseen(office: Office, council: Council) -> None:
    assert list(queries.visible_to(office.hoa)) == []
    assert list(queries.visible_to(office.lan)) == [council]


def _establish(office: Office, members: list[MemberLine]) -> Council:
    return actions.establish_council(
        office.minh,
        office.unit,
        name="Hội đồng",
        decision="05/QĐ-VP",
        first_day=date(2024, 1, 1),
        members=members,
    )
