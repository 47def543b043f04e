"""Who proposes, amends, returns, appraises and withdraws an initiative."""

from dataclasses import replace
from datetime import date

import pytest

from tests.initiatives.conftest import Room
from tests.worlds import user_with
from vinhdanh.accounts.enums import Role
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.eligibility import facts
from vinhdanh.initiatives import actions, queries
from vinhdanh.initiatives.actions import AuthorLine, OpinionForm
from vinhdanh.initiatives.models import Initiative, Opinion
from vinhdanh.registry import actions as registry


def state(initiative: Initiative) -> str:
    return Initiative.objects.get(pk=initiative.pk).state


def test_an_initiative_belongs_to_the_unit_of_its_first_author(room: Room) -> None:
    filed = room.filed()

    assert filed.unit == room.office.first
    assert [
        (row.printed_name, row.printed_post, row.share_pct)
        for row in filed.authors.all()
    ] == [("Nguyễn Văn An", "Chuyên viên", 60), ("Hoàng Thị Bình", "Chuyên viên", 40)]
    assert state(filed) == "filed"


def test_an_author_files_her_own_and_sees_it(room: Room) -> None:
    filed = actions.file_initiative(room.binh, room.form)

    assert list(queries.visible_to(room.binh)) == [filed]
    assert list(queries.visible_to(room.office.hoa)) == []
    assert list(queries.visible_to(room.office.quang)) == []


def test_a_member_does_not_file_for_others(room: Room) -> None:
    theirs = replace(room.form, authors=[AuthorLine(room.office.an)])

    with pytest.raises(Forbidden):
        actions.file_initiative(room.binh, theirs)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": " "}, "initiative.empty"),
        ({"effect": ""}, "initiative.empty"),
        ({"authors": []}, "initiative.no_author"),
    ],
)
def test_a_proposal_without_its_parts_is_refused(
    room: Room, more: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.file_initiative(room.office.lan, replace(room.form, **more))

    assert refusal.value.code == code


def test_an_author_twice_or_parts_beyond_the_whole_are_refused(room: Room) -> None:
    an, binh = room.office.an, room.office.binh
    for authors, code in (
        ([AuthorLine(an, 50), AuthorLine(an, 50)], "initiative.author_twice"),
        ([AuthorLine(an, 60), AuthorLine(binh, 41)], "initiative.too_much"),
    ):
        with pytest.raises(Refused) as refusal:
            actions.file_initiative(
                room.office.lan, replace(room.form, authors=authors)
            )
        assert refusal.value.code == code

    actions.file_initiative(
        room.office.lan,
        replace(room.form, authors=[AuthorLine(an, 60), AuthorLine(binh)]),
    )


def test_the_same_initiative_is_proposed_once_until_withdrawn(room: Room) -> None:
    filed = room.filed()
    with pytest.raises(Refused) as refusal:
        room.filed()
    assert refusal.value.code == "initiative.twin"

    actions.withdraw(room.office.lan, filed, reason="gửi nhầm")
    assert state(room.filed()) == "filed"


def test_what_came_back_is_amended_and_filed_again(room: Room) -> None:
    filed = room.filed()
    actions.send_back(room.office.thu, filed, reason="Thiếu số liệu hiệu quả")
    assert state(filed) == "returned"

    better = replace(room.form, effect="Tiết kiệm 4 ngày mỗi kỳ họp", scope="province")
    actions.amend(room.binh, filed, better)

    filed.refresh_from_db()
    assert (filed.state, filed.effect, filed.scope) == (
        "filed",
        "Tiết kiệm 4 ngày mỗi kỳ họp",
        "province",
    )
    assert filed.authors.count() == 2


def test_a_return_or_withdrawal_says_why(room: Room) -> None:
    filed = room.filed()

    for deed in (actions.send_back, actions.withdraw):
        with pytest.raises(Refused) as refusal:
            deed(room.office.lan, filed, reason=" ")
        assert refusal.value.code == "initiative.no_reason"


def test_an_appraised_proposal_is_not_amended(room: Room) -> None:
    appraised = room.appraised()

    with pytest.raises(Refused) as refusal:
        actions.amend(room.office.lan, appraised, room.form)

    assert refusal.value.code == "initiative.no_such_way"


def test_the_last_opinion_of_each_appraiser_counts(room: Room) -> None:
    appraised = room.appraised()
    actions.appraise(
        room.office.lan, appraised, OpinionForm("amend", "Cần thêm minh chứng")
    )
    actions.appraise(
        room.office.thu,
        appraised,
        OpinionForm("not_recognise", "Trùng với giải pháp năm 2022", is_new=False),
    )

    assert [
        (row.by_name, row.advice, row.is_new) for row in queries.opinions_of(appraised)
    ] == [
        ("Nguyễn Thị Lan", "amend", None),
        ("Đỗ Anh Thư", "not_recognise", False),
    ]
    assert Opinion.objects.count() == 3


def test_nobody_appraises_her_own_under_another_record(room: Room) -> None:
    office = room.office
    form = registry.PersonForm(name="Nguyễn Văn An")
    again = registry.add_person(office.lan, office.first, form, is_namesake=True)
    own = user_with(
        "Nguyễn Văn An", "an", office.unit, Role.COUNCIL_MEMBER, person=again
    )
    registry.merge_people(office.lan, office.an, again, choices={}, reason="một người")

    with pytest.raises(Refused) as refusal:
        actions.appraise(own, room.filed(), OpinionForm("recognise", "Rất tốt"))

    assert refusal.value.code == "opinion.own"


def test_nobody_appraises_her_own(room: Room) -> None:
    office = room.office
    own = user_with(
        "Nguyễn Văn An",
        "an",
        office.unit,
        Role.COUNCIL_MEMBER,
        person=office.an,
    )
    filed = room.filed()

    with pytest.raises(Refused) as refusal:
        actions.appraise(own, filed, OpinionForm("recognise", "Rất tốt"))
    assert refusal.value.code == "opinion.own"

    with pytest.raises(Forbidden):
        actions.appraise(room.binh, filed, OpinionForm("recognise", "Rất tốt"))
    with pytest.raises(Refused) as refusal:
        actions.appraise(office.thu, filed, OpinionForm("recognise", " "))
    assert refusal.value.code == "opinion.no_words"


def test_what_is_only_proposed_says_nothing_to_the_law(room: Room) -> None:
    room.agreed()

    made = facts.records([room.office.an.subject], year=2024)[0]

    assert made["years"][2024]["initiatives"] is None


def test_each_deed_leaves_a_step_and_an_event(room: Room) -> None:
    agreed = room.agreed()

    assert list(agreed.steps.values_list("verb", "from_state", "to_state")) == [
        ("file", "", "filed"),
        ("appraise", "filed", "appraised"),
        ("agree", "appraised", "agreed"),
    ]
    assert AuditEvent.objects.filter(verb__startswith="initiative.").count() == 4


def test_what_is_left_of_the_whole_is_shown_and_not_shared_out(room: Room) -> None:
    assert queries.shares_left(room.filed()) == 0

    an = room.office.an
    alone = replace(room.form, name="Hộp thư số", authors=[AuthorLine(an, 70)])
    assert queries.shares_left(actions.file_initiative(room.office.lan, alone)) == 30
    open_part = replace(room.form, name="Lịch chung", authors=[AuthorLine(an)])
    filed = actions.file_initiative(room.office.lan, open_part)
    assert queries.shares_left(filed) is None


def test_a_council_of_the_unit_above_votes(room: Room) -> None:
    filed = room.filed()

    assert queries.council_for(filed, date(2024, 1, 1)) == room.council
    assert queries.council_for(filed, date(2023, 12, 31)) is None
