from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.worlds import Office
from vinhdanh.accounts.models import User
from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import actions, holding, queries, transfers
from vinhdanh.registry.models import BodyMember, Person, Post, Transfer

DAY = date(2024, 7, 1)


def sent(office: Office, **words: object) -> Transfer:
    post = queries.present_post(office.an)
    assert post is not None
    form = actions.TransferForm(
        **({"receiving": office.other, "on": DAY} | words)  # type: ignore[arg-type]
    )
    return actions.send_person(office.lan, post, form)


def names_in(unit: object, day: date = DAY) -> list[str]:
    return [person.name for person in queries.people_of(unit, day)]  # type: ignore[arg-type]


def test_until_it_is_confirmed_she_stays_on_the_list_and_both_sides_see_it(
    office: Office,
) -> None:
    made = sent(office)

    assert "Nguyễn Văn An" in names_in(office.first)
    assert list(transfers.visible_to(office.lan)) == [made]
    assert list(transfers.visible_to(office.hoa)) == [made]
    assert office.an not in queries.people_visible_to(office.hoa)


def test_confirmed_the_old_post_ends_the_day_before(office: Office) -> None:
    made = sent(office, title="Phó Trưởng phòng", decision_no="12/QĐ")

    post = actions.receive_person(office.hoa, made)

    assert (post.unit, post.title, post.first_day) == (
        office.other,
        "Phó Trưởng phòng",
        DAY,
    )
    assert "Nguyễn Văn An" not in names_in(office.first)
    assert "Nguyễn Văn An" in names_in(office.first, date(2024, 6, 30))
    assert names_in(office.other) == ["Nguyễn Văn An"]
    assert office.an in queries.people_visible_to(office.hoa)


def test_the_receiving_side_confirms_and_the_sending_side_does_not(
    office: Office,
) -> None:
    made = sent(office)

    with pytest.raises(rights.Forbidden):
        actions.receive_person(office.lan, made)
    with pytest.raises(rights.Forbidden):
        actions.withdraw_transfer(office.hoa, made, reason="Nhầm")


def test_declined_nothing_changes_and_it_cannot_be_answered_again(
    office: Office,
) -> None:
    made = sent(office)
    actions.decline_person(office.hoa, made, answer="Chưa có chỉ tiêu biên chế")

    assert "Nguyễn Văn An" in names_in(office.first)
    with pytest.raises(Refused) as refusal:
        actions.receive_person(office.hoa, made)
    assert refusal.value.message == ("Việc chuyển này đã xong: đơn vị mới chưa nhận.")
    assert sent(office).state == "pending"


def test_within_one_office_who_answers_for_both_does_it_at_once(
    office: Office,
) -> None:
    made = sent(office, receiving=office.second)

    made.refresh_from_db()
    assert made.state == "confirmed"
    assert "Nguyễn Văn An" in names_in(office.second)


def test_one_transfer_waits_at_a_time(office: Office) -> None:
    sent(office)

    with pytest.raises(Refused) as refusal:
        sent(office)
    assert refusal.value.code == "transfer.pending"


def test_a_transfer_is_after_the_post_began(office: Office) -> None:
    with pytest.raises(Refused):
        sent(office, on=date(2010, 3, 1))
    assert sent(office, on=date(2010, 3, 2)).state == "pending"


def depart(office: Office, kind: str, on: date = DAY) -> object:
    return actions.record_departure(
        office.lan, office.an, actions.DepartureForm(kind=kind, on=on)
    )


def test_who_retires_is_on_the_list_to_the_last_day(office: Office) -> None:
    depart(office, "retired")

    assert "Nguyễn Văn An" in names_in(office.first)
    assert "Nguyễn Văn An" not in names_in(office.first, date(2024, 7, 2))


def test_a_departure_taken_back_restores_the_posts(office: Office) -> None:
    before = list(Post.objects.filter(person=office.an).values())
    made = depart(office, "died")

    actions.take_back_departure(office.lan, made, reason="Báo nhầm")  # type: ignore[arg-type]

    assert list(Post.objects.filter(person=office.an).values()) == before


def test_a_death_is_not_in_the_future_and_nothing_is_recorded_twice(
    office: Office,
) -> None:
    with pytest.raises(Refused) as refusal:
        depart(office, "died", date(2999, 1, 1))
    assert refusal.value.message == "Ngày từ trần ở sau hôm nay."
    depart(office, "retired")
    with pytest.raises(Refused) as refusal:
        depart(office, "died")
    assert refusal.value.code == "departure.twice"


def test_nobody_departs_while_another_unit_is_to_confirm(office: Office) -> None:
    sent(office)

    with pytest.raises(Refused) as refusal:
        depart(office, "retired")
    assert refusal.value.message == (
        "Đang chờ “Sở Tài chính” xác nhận tiếp nhận. Hãy rút lại việc chuyển trước."
    )


def test_another_capacity_ends_the_one_before(office: Office) -> None:
    for kind, day in (("contract", date(2015, 1, 1)), ("civil_servant", DAY)):
        actions.record_employment(
            office.lan, office.an, actions.EmploymentForm(kind=kind, first_day=day)
        )

    rows = office.an.employments.values_list("kind", "first_day", "last_day")
    assert list(rows) == [
        ("contract", date(2015, 1, 1), date(2024, 6, 30)),
        ("civil_servant", DAY, None),
    ]


def test_an_earlier_capacity_found_later_ends_where_the_next_begins(
    office: Office,
) -> None:
    for kind, day in (("civil_servant", DAY), ("contract", date(2015, 1, 1))):
        actions.record_employment(
            office.lan, office.an, actions.EmploymentForm(kind=kind, first_day=day)
        )

    rows = office.an.employments.values_list("kind", "last_day")
    assert list(rows) == [("contract", date(2024, 6, 30)), ("civil_servant", None)]


# --- whose she is once she has gone ------------------------------------------------


@pytest.fixture
def gone(office: Office) -> Office:
    """An is with the neighbour since 1 July 2024, with a number and a reprimand."""
    actions.receive_person(office.hoa, sent(office))
    actions.record_identity(office.hoa, office.an, "079085012345")
    reprimand = actions.DisciplineForm(
        kind="reprimand", first_day=date(2025, 4, 1), source="QĐ của Sở"
    )
    actions.record_discipline(office.hoa, office.an, reprimand)
    return office


def _writings(office: Office, person: Person) -> dict[str, Callable[[User], object]]:
    number, measure = person.identity_numbers.get(), person.discipline_records.get()
    post = queries.present_post(person)
    assert post is not None
    day = date(2025, 5, 1)
    return {
        "reveal": lambda who: actions.reveal_identity(who, number, reason="xem"),
        "strike": lambda who: actions.strike_identity(who, number, reason="nhầm"),
        "discipline": lambda who: actions.end_discipline(
            who, measure, on=day, source="QĐ"
        ),
        "employment": lambda who: actions.record_employment(
            who, person, actions.EmploymentForm(kind="contract", first_day=day)
        ),
        "work": lambda who: actions.record_work(
            who, person, name="Số hóa", year=2025, scope="grassroots"
        ),
        "inquiry": lambda who: actions.open_inquiry(
            who, person.subject, kind="complaint", first_day=day, source="Đơn"
        ),
        "facts": lambda who: actions.record_year_facts(
            who, person.subject, 2025, {"rating": "HTT"}, source="Sổ"
        ),
        "post": lambda who: actions.end_post(who, post, on=day, reason="thôi"),
    }


def test_who_has_gone_is_no_longer_the_old_offices_to_write_of(gone: Office) -> None:
    for deed in _writings(gone, gone.an).values():
        with pytest.raises(rights.Forbidden):
            deed(gone.lan)

    assert rights.can(gone.lan, "person.see", gone.an)
    assert rights.can(gone.lan, "person.merge", gone.an)
    for verb in ("person.change", "identity.record", "identity.reveal"):
        assert not rights.can(gone.lan, verb, gone.an)
        assert rights.can(gone.hoa, verb, gone.an)
    for deed in _writings(gone, gone.an).values():
        if gone.an.identity_numbers.exists():
            deed(gone.hoa)


def test_the_years_in_which_she_was_theirs_stay_the_old_offices(gone: Office) -> None:
    def write(year: int) -> object:
        facts = {"rating": "HTT"}
        return actions.record_year_facts(
            gone.lan, gone.an.subject, year, facts, source="Sổ"
        )

    assert write(2023)
    for year in (2024, 2025):  # she left within 2024: its list is the other office's
        with pytest.raises(rights.Forbidden):
            write(year)


def test_the_old_office_opens_the_old_years_page_and_no_other(
    gone: Office, client: Client
) -> None:
    key = gone.an.subject.public_id
    actions.record_year_facts(
        gone.lan, gone.an.subject, 2023, {"rating": "HTT"}, source="Sổ"
    )
    client.force_login(gone.lan)

    page = client.get(reverse("person", args=[key])).content.decode()
    old = client.get(reverse("year-facts", args=[key, 2023]))

    assert reverse("year-facts", args=[key, 2023]) in page
    assert reverse("year-facts", args=[key, 2025]) not in page
    assert reverse("person-mend", args=[key]) not in page
    assert old.status_code == 200
    assert reverse("discipline-add", args=[key, 2023]) not in old.content.decode()
    for name, words in (("year-facts", [key, 2025]), ("person-identity", [key])):
        assert client.get(reverse(name, args=words)).status_code == 403


def test_whoever_holds_no_post_stays_with_the_last_office(office: Office) -> None:
    actions.record_departure(
        office.lan, office.an, actions.DepartureForm(kind="retired", on=DAY)
    )

    for verb in ("person.change", "identity.reveal"):
        assert rights.can(office.lan, verb, office.an)
        assert not rights.can(office.hoa, verb, office.an)


def test_who_is_between_two_posts_is_of_the_one_that_ended(office: Office) -> None:
    office.an.posts.update(unit=office.first, last_day=DAY)
    Post.objects.create(person=office.an, unit=office.other, first_day=date(2999, 1, 1))

    assert queries.unit_id_of(office.an) == office.first.pk


@pytest.mark.parametrize(
    ("left", "office_of_seat"),
    [(date(2015, 12, 31), True), (date(2021, 6, 30), False), (date(2022, 1, 1), False)],
)
def test_whoever_sat_in_a_body_longer_than_she_had_a_post_stays_with_its_office(
    office: Office, left: date, office_of_seat: bool
) -> None:
    board = actions.found_body(office.hoa, office.other, name="Ban", kind="other")
    days = date(2016, 1, 1), date(2021, 6, 30)
    term = actions.add_term(office.hoa, board, actions.TermForm("2016 - 2021", *days))
    BodyMember.objects.create(
        term=term, person=office.an, first_day=days[0], last_day=days[1]
    )
    office.an.posts.update(first_day=date(2010, 1, 1), last_day=left)

    hers = [
        rights.can(who, "person.change", office.an) for who in (office.hoa, office.lan)
    ]

    assert hers == [office_of_seat, not office_of_seat]
    # Of the years of the term the office of the body may write all the same.
    assert 2018 in holding.years_held(office.hoa, "person.change", office.an, [2018])


def test_a_post_of_a_record_merged_into_hers_is_hers(gone: Office) -> None:
    again = actions.add_person(
        gone.lan, gone.second, actions.PersonForm(name="Nguyễn Văn Ân")
    )
    actions.merge_people(gone.lan, gone.an, again, choices={}, reason="một người")

    for person in (gone.an, again):
        assert rights.can(gone.lan, "person.change", person)
        assert rights.can(gone.hoa, "person.change", person)

    again.posts.update(last_day=DAY)

    for person in (gone.an, again):
        assert not rights.can(gone.lan, "person.change", person)
        assert rights.can(gone.hoa, "person.change", person)
