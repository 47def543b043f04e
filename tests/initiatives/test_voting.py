"""The council's vote, and the decision that recognises or refuses."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from tests.initiatives.conftest import HELD_ON, Room
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.councils import actions as councils
from vinhdanh.eligibility import facts
from vinhdanh.initiatives import actions, queries, voting
from vinhdanh.initiatives.models import Ballot, Initiative, VotingRule
from vinhdanh.nominations.models import Round
from vinhdanh.registry.models import Authorship, RecognisedWork

DECISION = {
    "decision_no": "45/QĐ-VP",
    "decided_on": date(2024, 12, 1),
    "authority_name": "Chánh Văn phòng",
}


def code_of(deed: Any, *args: Any, **more: Any) -> str:
    with pytest.raises(Refused) as refusal:
        deed(*args, **more)
    return refusal.value.code


@pytest.mark.parametrize(
    ("agree", "disagree", "passed"), [(3, 1, True), (2, 2, False), (2, 0, False)]
)
def test_more_than_half_of_all_members_must_agree(
    room: Room, agree: int, disagree: int, passed: bool
) -> None:
    appraised = room.appraised()

    ballot = voting.record_ballot(
        room.office.thu, appraised, room.count(agree, disagree)
    )

    appraised.refresh_from_db()
    assert (ballot.passed, ballot.votes_needed, ballot.members) == (passed, 3, 4)
    assert appraised.state == ("agreed" if passed else "not_agreed")


@pytest.mark.parametrize(
    ("num", "den", "strict", "members", "needed"),
    [
        (1, 2, True, 4, 3),
        (1, 2, True, 5, 3),
        (1, 2, False, 4, 2),
        (2, 3, False, 9, 6),
        (2, 3, False, 10, 7),
        (2, 3, True, 9, 7),
        (1, 1, False, 9, 9),
    ],
)
def test_votes_needed_are_exact(
    num: int, den: int, strict: bool, members: int, needed: int
) -> None:
    rule = VotingRule(threshold_num=num, threshold_den=den, strict=strict)

    assert rule.votes_needed(members) == needed


@pytest.mark.parametrize(("present", "holds"), [(2, False), (3, True)])
def test_without_a_quorum_nothing_is_counted(
    room: Room, present: int, holds: bool
) -> None:
    appraised = room.appraised()
    count = room.count(present, present=present)

    if holds:
        assert voting.record_ballot(room.office.thu, appraised, count).passed
    else:
        code = code_of(voting.record_ballot, room.office.thu, appraised, count)
        assert code == "ballot.no_quorum"
        assert Ballot.objects.count() == 0


@pytest.mark.parametrize(
    ("count", "code"),
    [
        (voting.Count(HELD_ON, 4, 3, 2), "ballot.too_many"),
        (voting.Count(HELD_ON, 4, 3, 1, 1), "ballot.too_many"),
        (voting.Count(HELD_ON, 5, 3, 2), "ballot.too_many_present"),
        (voting.Count(HELD_ON, 4, -1, 2), "ballot.negative"),
        (voting.Count(date(2023, 12, 31), 4, 3, 1), "ballot.no_council"),
        (voting.Count(date(2999, 1, 1), 4, 3, 1), "ballot.not_yet"),
    ],
)
def test_a_count_that_cannot_be_is_refused(
    room: Room, count: voting.Count, code: str
) -> None:
    appraised = room.appraised()

    assert code_of(voting.record_ballot, room.office.thu, appraised, count) == code


def test_without_a_regulation_the_threshold_is_not_known(room: Room) -> None:
    VotingRule.objects.all().delete()
    appraised = room.appraised()

    code = code_of(voting.record_ballot, room.office.thu, appraised, room.count(4))

    assert code == "ballot.no_rule"


def test_what_nobody_appraised_is_not_voted_on(room: Room) -> None:
    filed = room.filed()

    code = code_of(voting.record_ballot, room.office.thu, filed, room.count(4))

    assert code == "initiative.no_such_way"


def test_a_recount_stands_and_the_first_count_stays_on_file(room: Room) -> None:
    agreed = room.agreed()

    voting.record_ballot(room.office.thu, agreed, room.count(2, 2))

    agreed.refresh_from_db()
    assert agreed.state == "not_agreed"
    assert Ballot.objects.count() == 2
    last = queries.last_ballot(agreed)
    assert (last.agree, last.rule["regulation"]) == (2, "Quy chế số 31/QC-VP, Điều 4")


def test_a_count_is_never_rewritten(room: Room) -> None:
    room.agreed()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Ballot.objects.update(agree=1)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"quorum": (0, 3)}, "voting.ratio"),
        ({"threshold": (4, 3)}, "voting.ratio"),
        ({"threshold": (1, 1)}, "voting.beyond_all"),
        ({"regulation": " "}, "voting.no_regulation"),
    ],
)
def test_a_rule_that_no_regulation_can_hold_is_refused(
    room: Room, more: dict[str, Any], code: str
) -> None:
    words = {
        "quorum": (2, 3),
        "threshold": (1, 2),
        "strict": True,
        "regulation": "Quy chế",
    } | more

    assert code_of(voting.set_rule, room.office.minh, room.council, **words) == code


def test_only_the_secretary_counts_and_only_the_authority_decides(room: Room) -> None:
    appraised = room.appraised()
    for stranger in (room.office.lan, room.office.minh, room.office.hoa):
        with pytest.raises(Forbidden):
            voting.record_ballot(stranger, appraised, room.count(4))

    agreed = appraised
    voting.record_ballot(room.office.thu, agreed, room.count(4))
    for stranger in (room.office.lan, room.office.thu, room.office.hoa):
        with pytest.raises(Forbidden):
            actions.recognise(stranger, agreed, **DECISION)
        with pytest.raises(Forbidden):
            actions.refuse(stranger, agreed, reason="không")


def test_a_recognised_initiative_is_its_authors_work_and_reaches_the_law(
    room: Room,
) -> None:
    agreed = room.agreed()

    actions.recognise(room.office.minh, agreed, **DECISION)

    work = RecognisedWork.objects.get()
    assert (work.name, work.decision_no, work.recognised_by, work.scope) == (
        room.form.name,
        "45/QĐ-VP",
        "Chánh Văn phòng",
        "grassroots",
    )
    assert list(Authorship.objects.values_list("share_pct", flat=True)) == [60, 40]
    made = facts.records([room.office.binh.subject], year=2024)[0]
    assert made["years"][2024]["initiatives"][0]["recognised_by"] == "Chánh Văn phòng"


def test_two_initiatives_of_one_name_and_decision_are_two_works(room: Room) -> None:
    agreed = room.agreed()
    form = replace(room.form, authors=[actions.AuthorLine(room.office.chi)])
    second = actions.file_initiative(room.office.lan, form)
    advice = actions.OpinionForm("recognise", "Có hiệu quả rõ", is_new=True)
    actions.appraise(room.office.thu, second, advice)
    voting.record_ballot(room.office.thu, second, room.count(4))

    for initiative in (agreed, second):
        actions.recognise(room.office.minh, initiative, **DECISION)

    assert [
        sorted(work.authorships.values_list("person__subject__name", flat=True))
        for work in RecognisedWork.objects.order_by("pk")
    ] == [["Hoàng Thị Bình", "Nguyễn Văn An"], ["Đặng Kim Chi"]]


def test_what_the_council_did_not_agree_to_is_not_recognised(room: Room) -> None:
    appraised = room.appraised()
    voting.record_ballot(room.office.thu, appraised, room.count(1, 3))

    code = code_of(actions.recognise, room.office.minh, appraised, **DECISION)

    assert code == "initiative.no_such_way"
    assert RecognisedWork.objects.count() == 0


def test_what_is_refused_keeps_its_reason(room: Room) -> None:
    agreed = room.agreed()
    assert code_of(actions.refuse, room.office.minh, agreed, reason=" ") == (
        "initiative.no_reason"
    )

    actions.refuse(room.office.minh, agreed, reason="Chưa áp dụng đủ 6 tháng")

    kept = Initiative.objects.get()
    assert (kept.state, kept.reason) == ("refused", "Chưa áp dụng đủ 6 tháng")
    assert kept.steps.last().reason == "Chưa áp dụng đủ 6 tháng"
    assert RecognisedWork.objects.count() == 0


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"decision_no": " "}, "initiative.no_decision"),
        ({"authority_name": ""}, "initiative.no_decision"),
        ({"decided_on": date(2024, 11, 19)}, "initiative.decision_before_vote"),
        ({"decided_on": date(2999, 1, 1)}, "initiative.decision_in_future"),
    ],
)
def test_a_decision_without_number_or_before_the_vote_is_refused(
    room: Room, more: dict[str, Any], code: str
) -> None:
    agreed = room.agreed()

    assert code_of(actions.recognise, room.office.minh, agreed, **DECISION | more) == (
        code
    )


def test_an_initiative_council_holds_no_meeting_on_awards(room: Room) -> None:
    office = room.office
    round_ = Round.objects.create(
        unit=office.unit, year=2024, name="Đợt", governing_day=date(2024, 12, 31)
    )

    code = code_of(
        councils.convene_meeting, office.thu, room.council, round_, held_on=HELD_ON
    )

    assert code == "meeting.other_council"
