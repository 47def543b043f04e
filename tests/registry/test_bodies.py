"""Bodies with terms, their members over time, and delegates."""

from dataclasses import replace
from datetime import date

import pytest

from tests.worlds import Office
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.registry import actions, bodies, queries
from vinhdanh.registry.actions import PersonForm, SeatForm, TermForm
from vinhdanh.registry.models import Body, BodyTerm

TERM = TermForm("2017 - 2019", date(2017, 1, 1), date(2019, 12, 31), "NQ 01")


def board(office: Office) -> Body:
    return actions.found_body(
        office.lan,
        office.unit,
        name="Ban Thanh tra nhân dân",
        kind="inspection_board",
    )


def term(office: Office) -> BodyTerm:
    return actions.add_term(office.lan, board(office), TERM)


def sitting(body: Body, day: date) -> list[str]:
    return [member.person.name for member in bodies.members_on(body, day)]


def test_a_body_is_a_subject_of_its_unit(office: Office) -> None:
    body = board(office)

    assert body.subject.kind == "body"
    assert queries.unit_of_subject(body.subject) == office.unit
    assert list(bodies.visible_to(office.hanh)) == [body]
    assert list(bodies.visible_to(office.hoa)) == []


def test_a_body_of_the_same_name_or_without_one_is_refused(office: Office) -> None:
    board(office)

    for name, code in (("ban  THANH TRA nhân dân", "body.twin"), (" ", "body.no_name")):
        with pytest.raises(Refused) as refusal:
            actions.found_body(office.lan, office.unit, name=name, kind="other")
        assert refusal.value.code == code


def test_members_sit_from_the_first_to_the_last_day_of_the_term(
    office: Office,
) -> None:
    made = term(office)
    actions.seat_member(office.lan, made, SeatForm(office.an, "Trưởng ban"))

    for day, names in (
        (date(2016, 12, 31), []),
        (date(2017, 1, 1), ["Nguyễn Văn An"]),
        (date(2019, 12, 31), ["Nguyễn Văn An"]),
        (date(2020, 1, 1), []),
    ):
        assert sitting(made.body, day) == names


def test_who_leaves_and_who_comes_within_a_term_sit_in_turn(office: Office) -> None:
    made = term(office)
    seat = actions.seat_member(office.lan, made, SeatForm(office.an))
    actions.end_seat(office.lan, seat, last_day=date(2018, 6, 30))
    actions.seat_member(
        office.lan, made, SeatForm(office.binh, first_day=date(2018, 7, 1))
    )

    assert sitting(made.body, date(2018, 6, 30)) == ["Nguyễn Văn An"]
    assert sitting(made.body, date(2018, 7, 1)) == ["Hoàng Thị Bình"]


@pytest.mark.parametrize(
    "form",
    [
        {"first_day": date(2016, 12, 31)},
        {"first_day": date(2019, 6, 1), "last_day": date(2020, 1, 1)},
    ],
)
def test_a_seat_outside_its_term_is_refused(
    office: Office, form: dict[str, date]
) -> None:
    made = term(office)

    with pytest.raises(Refused) as refusal:
        actions.seat_member(office.lan, made, SeatForm(office.an, **form))

    assert refusal.value.code == "seat.outside_term"


def test_the_same_person_twice_at_once_is_refused(office: Office) -> None:
    made = term(office)
    actions.seat_member(office.lan, made, SeatForm(office.an))

    with pytest.raises(Refused) as refusal:
        actions.seat_member(office.lan, made, SeatForm(office.an))

    assert refusal.value.code == "seat.twin"


def test_terms_follow_and_never_overlap(office: Office) -> None:
    made = term(office)

    with pytest.raises(Refused) as refusal:
        actions.add_term(
            office.lan, made.body, TermForm("2019 - 2021", date(2019, 12, 31))
        )
    assert refusal.value.code == "term.overlaps"

    following = actions.add_term(
        office.lan, made.body, TermForm("2020 - 2022", date(2020, 1, 1))
    )
    assert bodies.terms_of(made.body) == [following, made]


def test_a_term_that_ends_early_ends_the_seats_still_held(office: Office) -> None:
    made = term(office)
    seat = actions.seat_member(office.lan, made, SeatForm(office.an))

    actions.end_term(office.lan, made, last_day=date(2018, 12, 31))

    seat.refresh_from_db()
    assert seat.last_day == date(2018, 12, 31)


def test_a_term_does_not_end_within_the_next_one(office: Office) -> None:
    made = term(office)
    actions.end_term(office.lan, made, last_day=date(2018, 12, 31))
    following = replace(TERM, name="2019 - 2021", first_day=date(2019, 1, 1))
    actions.add_term(office.lan, made.body, following)

    with pytest.raises(Refused) as refusal:
        actions.end_term(office.lan, made, last_day=date(2019, 1, 1))

    assert refusal.value.code == "term.overlaps"
    actions.end_term(office.lan, made, last_day=date(2018, 11, 30))


def test_a_term_does_not_end_before_somebody_came(office: Office) -> None:
    made = term(office)
    actions.seat_member(
        office.lan, made, SeatForm(office.an, first_day=date(2018, 7, 1))
    )

    with pytest.raises(Refused) as refusal:
        actions.end_term(office.lan, made, last_day=date(2018, 6, 30))

    assert refusal.value.code == "term.member_later"


def test_only_who_may_change_the_unit_changes_its_bodies(office: Office) -> None:
    made = term(office)

    with pytest.raises(Forbidden):
        actions.seat_member(office.minh, made, SeatForm(office.an))
    with pytest.raises(Forbidden):
        actions.add_term(office.hoa, made.body, TERM)
    with pytest.raises(Forbidden):
        actions.found_body(office.hanh, office.unit, name="Ban khác", kind="other")


def council(office: Office, name: str, kind: str) -> BodyTerm:
    body = actions.found_body(office.lan, office.unit, name=name, kind=kind)
    return actions.add_term(
        office.lan,
        body,
        TermForm("2016 - 2021", date(2016, 6, 1), date(2021, 6, 30)),
    )


def test_a_delegate_from_elsewhere_has_a_term_and_a_group_and_no_post(
    office: Office,
) -> None:
    delegates = council(office, "Hội đồng nhân dân khóa XV", "peoples_council")
    group = council(office, "Tổ đại biểu số 1", "delegate_group")

    actions.enter_delegate(
        office.lan,
        delegates,
        PersonForm(name="Cao Thị Nga", birth_date=date(1970, 1, 1)),
        post="Đại biểu",
        group=group,
    )

    (seat,) = bodies.members_on(delegates.body, date(2017, 1, 1))
    assert seat.person.name == "Cao Thị Nga"
    assert bodies.groups_of(office.unit) == {seat.person_id: group.body}
    assert not bodies.members_on(delegates.body, date(2021, 7, 1))
    assert seat.person.posts.count() == 0
    assert seat.person in queries.people_visible_to(office.lan)
    assert seat.person not in queries.people_visible_to(office.hoa)
    assert seat.person not in queries.roster(office.lan, 2017)


def test_a_delegate_who_works_here_is_the_person_already_known(office: Office) -> None:
    delegates = council(office, "Hội đồng nhân dân khóa XV", "peoples_council")

    with pytest.raises(Refused) as refusal:
        actions.enter_delegate(office.lan, delegates, PersonForm(name="nguyễn văn an"))
    assert refusal.value.code == "person.namesake"

    actions.enter_delegate(
        office.lan,
        delegates,
        PersonForm(name="Nguyễn Văn An", birth_date=date(1960, 2, 2)),
    )
    assert bodies.members_on(delegates.body, date(2017, 1, 1)).count() == 1


def test_a_person_is_told_the_bodies_she_sat_in(office: Office) -> None:
    made = term(office)
    actions.seat_member(office.lan, made, SeatForm(office.an, "Trưởng ban"))

    (seat,) = bodies.memberships_of(office.an)

    assert (seat.term.body, seat.post) == (made.body, "Trưởng ban")
