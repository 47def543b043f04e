"""What the rooms above say before units are reorganised: a line each, and its fate."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from tests import worlds
from tests.worlds import Office
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import User
from vinhdanh.base.refusal import Refused
from vinhdanh.councils.models import Council
from vinhdanh.covenants.models import Covenant, CovenantParty
from vinhdanh.eligibility.models import AdoptedRule
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger.enums import Way
from vinhdanh.movements.models import Movement, Registration
from vinhdanh.nominations.models import Nomination, Round
from vinhdanh.registry import actions, queries
from vinhdanh.registry.enums import BodyKind
from vinhdanh.registry.following import Consequence
from vinhdanh.registry.models import Person, Reorganisation, Transfer, Unit

ON, EVE = date(2020, 1, 1), date(2019, 12, 31)


def foreseen(office: Office, actor: User | None = None) -> dict[str, Consequence]:
    """What follows from the two divisions becoming one, by title."""
    found = actions.foresee(actor or office.lan, merger_of(office)).consequences
    return {consequence.title: consequence for consequence in found}


def merger_of(office: Office) -> actions.Merger:
    return actions.Merger(
        units=(office.first, office.second),
        new=actions.UnitForm(name="Phòng Chung", kind="division"),
        on=ON,
        decision_no="15/QĐ-UBND",
        decided_on=date(2019, 12, 20),
    )


def lines(consequence: Consequence) -> list[tuple[str, str]]:
    return [(line.text, line.follows) for line in consequence.lines]


def movement(office: Office, **changes: Any) -> Movement:
    values = {
        "unit": office.first,
        "year": 2020,
        "name": "Thi đua năm 2020",
        "state": "launched",
        "first_day": date(2019, 12, 1),
        "last_day": date(2020, 12, 31),
    }
    return Movement.objects.create(**values | changes)


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({}, 1),
        ({"last_day": ON}, 1),
        ({"last_day": EVE}, 0),
        ({"state": "reviewed"}, 0),
    ],
)
def test_movement_under_way_is_named(
    office: Office, changes: dict[str, Any], count: int
) -> None:
    movement(office, **changes)

    named = foreseen(office).get("Phong trào đang có")

    assert (len(named.lines) if named else 0) == count


def test_movement_of_the_office_above_is_not_touched(office: Office) -> None:
    movement(office, unit=office.unit)

    assert "Phong trào đang có" not in foreseen(office)


def test_registrations_and_covenants_keep_their_names(office: Office) -> None:
    of_the_office = movement(office, unit=office.unit)
    Registration.objects.create(
        movement=of_the_office,
        subject=office.an.subject,
        unit=office.first,
        award="CSTDCS",
        printed_name="Nguyễn Văn An",
        filed_on=date(2019, 12, 5),
    )
    covenant = Covenant.objects.create(
        unit=office.unit, movement=of_the_office, name="Giao ước 2020", text="…"
    )
    CovenantParty.objects.create(
        covenant=covenant,
        subject=office.first.subject,
        unit=office.first,
        printed_name="Phòng Tổng hợp",
    )

    found = foreseen(office)

    assert lines(found["Đăng ký danh hiệu"]) == [
        ("Nguyễn Văn An: CSTĐCS", "Thi đua năm 2020")
    ]
    assert lines(found["Giao ước thi đua"]) == [
        ("Giao ước 2020: Phòng Tổng hợp", "chưa ký")
    ]


def test_open_round_and_nomination_are_named(office: Office) -> None:
    round_ = Round.objects.create(
        unit=office.first, year=2019, name="Bình xét 2019", governing_day=EVE
    )
    Nomination.objects.create(
        round=round_,
        subject=office.an.subject,
        unit=office.first,
        award="LDTT",
        name="Nguyễn Văn An",
    )

    found = foreseen(office)

    assert lines(found["Đợt bình xét đang mở"]) == [
        ("Bình xét 2019, Phòng Tổng hợp", "đang nhận đề nghị")
    ]
    assert lines(found["Đề nghị khen thưởng đang làm"]) == [
        ("Nguyễn Văn An: LĐTT", "Bình xét 2019, đã đề nghị")
    ]


def test_council_does_not_go_over_by_itself(office: Office) -> None:
    Council.objects.create(
        unit=office.first, name="Hội đồng của Phòng", first_day=date(2015, 1, 1)
    )
    Council.objects.create(
        unit=office.first,
        name="Hội đồng đã thôi",
        first_day=date(2010, 1, 1),
        last_day=EVE,
    )

    assert lines(foreseen(office)["Hội đồng"]) == [
        ("Hội đồng của Phòng, Phòng Tổng hợp", "không tự chuyển sang đơn vị mới")
    ]


def test_own_rule_is_not_taken_over(office: Office) -> None:
    AdoptedRule.objects.create(
        unit=office.first,
        rule_id="hoi-dong",
        title="Quy chế của Phòng",
        source="12/QĐ-VP",
        first_day=date(2015, 1, 1),
        rule={},
        adopted_at="2015-01-01T00:00:00Z",
    )

    assert lines(foreseen(office)["Quy định riêng của đơn vị"]) == [
        ("Quy chế của Phòng", "Phòng Tổng hợp")
    ]


def test_titles_of_the_year_before_go_on_with_their_people(office: Office) -> None:
    for subject, code, name in (
        (office.an.subject, "LDTT", "Nguyễn Văn An"),
        (office.first.subject, "TTLDTT", "Phòng Tổng hợp"),
    ):
        line = ledger.AwardLine(
            subject=subject,
            code=code,
            year=2019,
            unit=office.first,
            recipient_name=name,
        )
        ref = ledger.DecisionRef("Chánh Văn phòng", f"{code}/QĐ", date(2019, 12, 20))
        with transaction.atomic():
            ledger.enter_awards(office.lan, [line], ref, way=Way.IMPORTED)

    found = foreseen(office)

    assert lines(found["Chuỗi năm của cá nhân"]) == [
        ("Nguyễn Văn An", "năm 2019: LĐTT")
    ]
    assert lines(found["Thành tích của tập thể"]) == [
        ("Phòng Tổng hợp → Phòng Chung", "1 khen thưởng trong sổ"),
        ("Phòng Hành chính → Phòng Chung", "0 khen thưởng trong sổ"),
    ]
    assert found["Thành tích của tập thể"].is_warning


def test_renaming_touches_none_of_it(office: Office) -> None:
    movement(office)
    form = actions.Renaming(
        unit=office.first,
        name="Phòng Khác",
        on=ON,
        decision_no="15/QĐ-UBND",
        decided_on=date(2019, 12, 20),
    )

    assert actions.foresee(office.lan, form).consequences == ()


def test_who_keeps_accounts_is_told_how_many_and_not_who(office: Office) -> None:
    keeper = worlds.user_with("Trịnh Quản", "quan", office.unit, Role.UNIT_ADMIN)
    round_ = Round.objects.create(
        unit=office.first, year=2019, name="Bình xét 2019", governing_day=EVE
    )
    Nomination.objects.create(
        round=round_,
        subject=office.an.subject,
        unit=office.first,
        award="LDTT",
        name="Nguyễn Văn An",
    )

    found = foreseen(office, keeper)

    assert lines(found["Đề nghị khen thưởng đang làm"]) == [
        ("1 mục; tên chỉ hiện với người được xem loại dữ liệu này.", "")
    ]


def test_change_before_the_texts_that_are_known_is_told_as_such(office: Office) -> None:
    form = actions.Merger(
        units=(office.first, office.second),
        new=actions.UnitForm(name="Phòng Chung", kind="division"),
        on=date(2008, 8, 1),
        decision_no="15/2008/QH12",
        decided_on=date(2008, 5, 29),
    )

    (told,) = [
        each
        for each in actions.foresee(office.lan, form).consequences
        if each.title == "Thành tích của tập thể"
    ]

    assert told.text.startswith("Chương trình chưa có văn bản của ngày 01/08/2008")


# --- people on their way, and bodies -----------------------------------------------


def merged(office: Office) -> Reorganisation:
    """The two divisions of the small office become one on the first of 2020."""
    return actions.reorganise(office.lan, merger_of(office))


def sent(
    sender: User, person: Person, receiving: Unit, on: date = date(2020, 3, 1)
) -> Transfer:
    post = queries.post_on(person, EVE)
    assert post is not None
    return actions.send_person(sender, post, actions.TransferForm(receiving, on))


def posts(person: Person) -> list[tuple[str, date | None, date | None]]:
    rows = queries.all_posts(person).order_by("pk")
    return [(str(post.unit), post.first_day, post.last_day) for post in rows]


def test_whom_a_merged_unit_was_sending_leaves_the_successor(office: Office) -> None:
    transfer = sent(office.lan, office.an, office.other)

    told = foreseen(office)["Người đang chờ xác nhận tiếp nhận"]
    merged(office)
    actions.receive_person(office.hoa, transfer)

    way = "Phòng Chung → Sở Tài chính"
    assert lines(told) == [("Nguyễn Văn An, về đơn vị mới ngày 01/03/2020", way)]
    assert posts(office.an) == [
        ("Phòng Tổng hợp", date(2010, 3, 1), EVE),
        ("Phòng Chung", ON, date(2020, 2, 29)),
        ("Sở Tài chính", date(2020, 3, 1), None),
    ]


@pytest.mark.parametrize("on", [ON, date(2020, 3, 1)])
def test_whom_a_merged_unit_was_to_receive_comes_to_the_successor(
    office: Office, on: date
) -> None:
    ba = actions.add_person(
        office.hoa,
        office.other,
        actions.PersonForm(name="Võ Văn Ba"),
        since=date(2010, 3, 1),
    )
    transfer = sent(office.hoa, ba, office.first, on)

    merged(office)
    actions.receive_person(User.objects.get(pk=office.lan.pk), transfer)

    assert posts(ba)[1] == ("Phòng Chung", on, None)


def test_a_merger_taken_back_gives_the_transfer_back_to_its_unit(
    office: Office,
) -> None:
    transfer = sent(office.lan, office.an, office.other)

    deed = merged(office)
    actions.take_back(User.objects.get(pk=office.lan.pk), deed, why="nhầm")

    transfer.refresh_from_db()
    assert transfer.sending == office.first
    assert transfer.left_post == queries.present_post(office.an)


@pytest.mark.parametrize("on", [date(2019, 12, 1), ON])
def test_who_was_to_have_left_by_then_is_settled_first(
    office: Office, on: date
) -> None:
    sent(office.lan, office.an, office.other, on)

    with pytest.raises(Refused, match="Nguyễn Văn An đang chờ “Sở Tài chính”"):
        foreseen(office)
    with pytest.raises(Refused, match="rút lại việc chuyển ấy trước"):
        merged(office)


def test_nobody_is_received_at_a_unit_that_has_ended(office: Office) -> None:
    transfer = sent(office.lan, office.an, office.other)
    Unit.objects.filter(pk=office.other.pk).update(last_day=date(2021, 12, 31))

    with pytest.raises(Refused, match="đã kết thúc hoạt động"):
        actions.receive_person(office.hoa, transfer)

    assert len(posts(office.an)) == 1


@pytest.mark.parametrize(
    ("last_day", "is_named"), [(None, True), (ON, True), (EVE, False)]
)
def test_the_bodies_that_sit_in_a_merged_unit_are_named(
    office: Office, last_day: date | None, is_named: bool
) -> None:
    body = actions.found_body(
        office.lan, office.first, name="Tổ giám sát", kind=BodyKind.BOARD
    )
    form = actions.TermForm("2017 - 2020", date(2017, 1, 1), last_day)
    actions.add_term(office.lan, body, form)

    told = foreseen(office).get("Tập thể có nhiệm kỳ")

    assert (told is not None) == is_named
    if told is not None:
        assert told.is_warning
        assert lines(told)[0][0] == "Tổ giám sát, Phòng Tổng hợp"
