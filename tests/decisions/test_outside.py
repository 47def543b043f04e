from datetime import date

import pytest

from tests.nominations.dictated import DictatedLaw
from tests.worlds import Office
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.decisions import actions, queries
from vinhdanh.decisions.actions import OutsideDecision, OutsideLine
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.ledger.enums import Way
from vinhdanh.ledger.models import Award
from vinhdanh.nominations.enums import NominationState
from vinhdanh.nominations.models import Nomination
from vinhdanh.registry.models import Post, UnitParent

CITY = OutsideDecision(
    "Chủ tịch Ủy ban nhân dân tỉnh", " 115/QĐ-UBND ", date(2017, 3, 1)
)


@pytest.fixture
def sent(office: Office, submission: OfficialPaper) -> dict[str, Nomination]:
    actions.issue(office.minh, submission, date(2017, 1, 5))
    return {one.name: one for one in queries.forwarded_to_above(office.lan)}


def test_granted_nomination_becomes_an_award_of_the_authority_above(
    office: Office, sent: dict[str, Nomination]
) -> None:
    (award,) = actions.record_outside(
        office.lan, office.unit, CITY, nominations=[sent["Phòng Hành chính"]]
    )

    granted = Nomination.objects.get(name="Phòng Hành chính", award="TTLDXS")
    assert (award.way, award.authority_unit, award.decision_number) == (
        Way.RECORDED,
        None,
        "115/QĐ-UBND",
    )
    assert (award.code, award.year, award.unit) == ("TTLDXS", 2016, office.second)
    assert (granted.state, granted.conferred_as) == (NominationState.CONFERRED, award)
    left = Nomination.objects.get(name="Nguyễn Văn An", award="BK_TINH")
    assert left.state == NominationState.FORWARDED


def test_line_of_the_same_subject_award_and_year_grants_its_nomination(
    office: Office, sent: dict[str, Nomination]
) -> None:
    lines = [
        OutsideLine(office.an.subject, "BK_TINH", 2016),
        OutsideLine(office.binh.subject, "CSTD_TINH", 2016, achievement="Ba năm liền"),
    ]

    awards = actions.record_outside(office.lan, office.unit, CITY, lines=lines)

    assert [(one.recipient_name, one.code) for one in awards] == [
        ("Nguyễn Văn An", "BK_TINH"),
        ("Hoàng Thị Bình", "CSTD_TINH"),
    ]
    assert awards[0].nomination.state == NominationState.CONFERRED
    assert not hasattr(awards[1], "nomination")
    assert (awards[1].recipient_title, awards[1].unit_name, awards[1].achievement) == (
        "Chuyên viên",
        "Phòng Tổng hợp",
        "Ba năm liền",
    )


def test_nomination_named_and_also_given_as_a_line_is_one_award(
    office: Office, sent: dict[str, Nomination]
) -> None:
    actions.record_outside(
        office.lan,
        office.unit,
        CITY,
        nominations=[sent["Nguyễn Văn An"]],
        lines=[OutsideLine(office.an.subject, "BK_TINH", 2016)],
    )

    assert Award.objects.count() == 1


def test_other_year_is_another_achievement(
    office: Office, sent: dict[str, Nomination]
) -> None:
    (award,) = actions.record_outside(
        office.lan,
        office.unit,
        CITY,
        lines=[OutsideLine(office.an.subject, "BK_TINH", 2015)],
    )

    assert not hasattr(award, "nomination")


def test_collective_is_recorded_with_the_unit_above(office: Office) -> None:
    (award,) = actions.record_outside(
        office.lan,
        office.unit,
        CITY,
        lines=[OutsideLine(office.first.subject, "BK_TINH", 2016)],
    )

    assert (award.recipient_name, award.unit_name, award.unit) == (
        "Phòng Tổng hợp",
        "Văn phòng Hội đồng nhân dân tỉnh",
        office.first,
    )


def test_office_itself_is_recorded(office: Office) -> None:
    (award,) = actions.record_outside(
        office.lan,
        office.unit,
        CITY,
        lines=[OutsideLine(office.unit.subject, "CO_TINH", 2016)],
    )

    assert award.unit_name == ""


def test_division_since_dissolved_is_still_ours_in_its_year(office: Office) -> None:
    UnitParent.objects.filter(unit=office.first).update(last_day=date(2020, 6, 30))

    awards = actions.record_outside(
        office.lan,
        office.unit,
        CITY,
        lines=[OutsideLine(office.an.subject, "BK_TINH", 2016)],
    )

    assert awards[0].unit == office.first


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (OutsideDecision(" ", "1", date(2017, 1, 1)), "ledger.authority_missing"),
        (OutsideDecision("Chủ tịch", " ", date(2017, 1, 1)), "ledger.decision_unknown"),
        (OutsideDecision("Chủ tịch", "1", None), "ledger.decision_unknown"),
        (
            OutsideDecision("Chủ tịch", "1", date(2099, 1, 1)),
            "ledger.decision_in_future",
        ),
    ],
)
def test_incomplete_decision_is_refused(
    office: Office, decision: OutsideDecision, code: str
) -> None:
    lines = [OutsideLine(office.an.subject, "BK_TINH", 2016)]

    with pytest.raises(Refused) as refusal:
        actions.record_outside(office.lan, office.unit, decision, lines=lines)

    assert refusal.value.code == code
    assert not Award.objects.exists()


def test_nobody_and_unknown_award_are_refused(office: Office) -> None:
    with pytest.raises(Refused) as nobody:
        actions.record_outside(office.lan, office.unit, CITY)
    with pytest.raises(Refused) as unknown:
        actions.record_outside(
            office.lan,
            office.unit,
            CITY,
            lines=[OutsideLine(office.an.subject, "", 2016)],
        )

    assert nobody.value.code == "ledger.nobody"
    assert unknown.value.code == "ledger.unknown_award"


def test_nomination_that_was_not_sent_is_refused(
    office: Office, law: DictatedLaw, draft: OfficialPaper
) -> None:
    nomination = draft.lines.first().nomination

    with pytest.raises(Refused) as refusal:
        actions.record_outside(office.lan, office.unit, CITY, nominations=[nomination])

    assert refusal.value.message == (
        "Không phải đề nghị đã trình cấp trên: Đặng Kim Chi."
    )


@pytest.mark.parametrize("has_post", [True, False])
def test_person_of_another_office_is_refused(office: Office, has_post: bool) -> None:
    if has_post:
        Post.objects.filter(person=office.an).update(unit=office.other)
    else:
        Post.objects.filter(person=office.an).delete()

    with pytest.raises(Refused) as refusal:
        actions.record_outside(
            office.lan,
            office.unit,
            CITY,
            lines=[OutsideLine(office.an.subject, "BK_TINH", 2016)],
        )

    assert refusal.value.code == "ledger.not_ours"


def test_outside_decisions_are_recorded_by_the_officer_only(
    office: Office, sent: dict[str, Nomination]
) -> None:
    for user in (office.minh, office.hoa):
        with pytest.raises(Forbidden):
            actions.record_outside(
                user, office.unit, CITY, nominations=[sent["Nguyễn Văn An"]]
            )

    assert not Award.objects.exists()
