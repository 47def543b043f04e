"""What the registry knows of people reaches the law; what it does not stays unknown."""

from datetime import date

import pytest

from tests.worlds import Office
from vinhdanh import assess
from vinhdanh.base import clock
from vinhdanh.eligibility import facts
from vinhdanh.eligibility.careers import careers
from vinhdanh.ledger.enums import Basis
from vinhdanh.registry import actions, bodies
from vinhdanh.registry.actions import SeatForm, TermForm
from vinhdanh.registry.models import Authorship, Employment, Person, Subject, Transfer

YEAR = 2024


def record(subject: Subject, year: int = YEAR, basis: Basis | None = None) -> dict:
    made = facts.records([subject], year=year, basis=basis)[0]
    # Whatever is fed must be what the law's door understands.
    assess.judge([made], ["LDTT", "BK_TINH"], year=year, day=date(year, 12, 31))
    return made


def know(office: Office, **told: object) -> None:
    actions.record_year_facts(
        office.lan, office.an.subject, YEAR, told, source="sổ chấm công"
    )


def test_nothing_is_said_of_who_nobody_wrote_about(office: Office) -> None:
    made = record(office.an.subject)

    assert not {"gender", "occupation", "contract_since"} & made.keys()
    assert not {"absences", "training", "basis"} & made["years"][YEAR].keys()
    assert made["years"][YEAR]["pending_inquiry"] is None


def test_sex_is_the_gender_of_the_law(office: Office) -> None:
    Person.objects.filter(pk=office.an.pk).update(sex="female")

    assert record(office.an.subject)["gender"] == "female"


def test_leave_by_kind_and_training_reach_the_law(office: Office) -> None:
    know(
        office,
        absences={"maternity": 120, "sick": 4},
        training_months=10,
        training_rules_observed=True,
        training_result="fair",
    )

    year = record(office.an.subject)["years"][YEAR]

    assert year["absences"] == [
        {"kind": "maternity", "working_days": 120},
        {"kind": "sick", "working_days": 4},
    ]
    assert year["absence_working_days"] == 4
    assert year["training"] == {
        "months": 10,
        "rules_observed": True,
        "result": "fair",
    }


def test_who_was_not_sent_to_learn_has_no_training(office: Office) -> None:
    know(office, training_months=0)

    assert "training" not in record(office.an.subject)["years"][YEAR]


def test_the_end_of_a_discipline_stands_in_the_year_it_came(office: Office) -> None:
    form = actions.DisciplineForm(
        kind="warning",
        first_day=date(2023, 5, 1),
        last_day=date(2024, 4, 30),
        source="Quyết định 12",
    )
    actions.record_discipline(office.lan, office.an, form)

    years = record(office.an.subject)["years"]

    assert years[2023]["discipline"] == "warning"
    assert years[YEAR]["discipline_ended_on"] == date(2024, 4, 30)
    assert years[YEAR]["evidence"]["discipline_ended_on"] == "Quyết định 12"
    assert "discipline_ended_on" not in record(office.an.subject, 2023)["years"][2023]


def test_an_annulled_discipline_has_no_end(office: Office) -> None:
    form = actions.DisciplineForm(
        kind="warning",
        first_day=date(2023, 5, 1),
        last_day=date(2024, 4, 30),
        source="Quyết định 12",
    )
    made = actions.record_discipline(office.lan, office.an, form)
    actions.annul_discipline(
        office.lan, made, on=date(2024, 1, 1), reason="Quyết định hủy 20"
    )

    assert "discipline_ended_on" not in record(office.an.subject)["years"][YEAR]


def test_an_open_inquiry_speaks_over_what_a_list_said(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2025, 2, 1))
    know(office, pending_inquiry=False)
    inquiry = actions.open_inquiry(
        office.lan,
        office.an.subject,
        kind="complaint",
        first_day=date(2025, 1, 5),
        source="Thông báo 3",
    )

    year = record(office.an.subject)["years"][YEAR]
    assert year["pending_inquiry"] is True
    assert year["evidence"]["pending_inquiry"] == (
        "xác minh khiếu nại, tố cáo, từ 05/01/2025: Thông báo 3"
    )

    actions.close_inquiry(
        office.lan, inquiry, on=date(2025, 1, 31), conclusion="Tố cáo sai"
    )
    assert record(office.an.subject)["years"][YEAR]["pending_inquiry"] is False


def test_an_inquiry_into_a_unit_reaches_the_law_too(office: Office) -> None:
    actions.open_inquiry(
        office.lan,
        office.first.subject,
        kind="inspection",
        first_day=clock.today(),
        source="Quyết định thanh tra 9",
    )

    year = clock.today().year
    made = facts.records([office.first.subject], year=year)[0]
    assert made["years"][year]["pending_inquiry"] is True


def employ(office: Office, kind: str, first: date, last: date | None = None) -> None:
    Employment.objects.create(
        person=office.an,
        kind=kind,
        occupation="worker" if kind == "worker" else "",
        first_day=first,
        last_day=last,
    )


def test_contracts_that_follow_one_another_run_on(office: Office) -> None:
    employ(office, "contract", date(2020, 1, 1), date(2021, 12, 31))
    employ(office, "contract", date(2022, 1, 1))

    assert record(office.an.subject)["contract_since"] == date(2020, 1, 1)


def test_a_gap_between_contracts_begins_the_count_anew(office: Office) -> None:
    employ(office, "contract", date(2020, 1, 1), date(2021, 12, 30))
    employ(office, "contract", date(2022, 1, 1))

    assert record(office.an.subject)["contract_since"] == date(2022, 1, 1)


def test_who_is_no_longer_on_contract_has_none(office: Office) -> None:
    employ(office, "contract", date(2020, 1, 1), date(2022, 12, 31))
    employ(office, "worker", date(2023, 1, 1))

    made = record(office.an.subject)
    assert "contract_since" not in made
    assert made["occupation"] == "worker"


def transfer(office: Office, on: date, **more: object) -> None:
    Transfer.objects.create(
        person=office.an,
        sending=office.first,
        receiving=office.second,
        on=on,
        decision_no="20/QĐ-VP",
        state=more.pop("state", "confirmed"),
        sent_by="Lan",
        **more,
    )


@pytest.mark.parametrize(
    ("on", "months"),
    [
        (date(2024, 6, 30), 5),
        (date(2024, 7, 1), 6),
        (date(2024, 1, 1), 0),
        (date(2024, 12, 31), 11),
    ],
)
def test_months_at_the_former_unit_are_whole_months_of_the_year(
    office: Office, on: date, months: int
) -> None:
    transfer(office, on, was_commented=True)

    year = record(office.an.subject)["years"][YEAR]
    assert year["months_at_former_unit"] == months
    assert year["former_unit_comment"] is True


def test_a_comment_nobody_told_of_stays_unknown(office: Office) -> None:
    transfer(office, date(2024, 9, 1))

    assert "former_unit_comment" not in record(office.an.subject)["years"][YEAR]


def test_a_transfer_that_nobody_confirmed_has_not_happened(office: Office) -> None:
    transfer(office, date(2024, 9, 1), state="pending")

    assert "months_at_former_unit" not in record(office.an.subject)["years"][YEAR]


def test_used_works_are_told_and_unknown_ones_are_not(office: Office) -> None:
    actions.record_work(
        office.lan, office.an, name="Số hóa hồ sơ", year=YEAR, scope="grassroots"
    )
    know(office, is_initiative_list_complete=True)
    assert (
        "used_for_title"
        not in record(office.an.subject)["years"][YEAR]["initiatives"][0]
    )

    actions.note_use(
        office.lan, Authorship.objects.get(), award="CSTDCS", year=YEAR, source="QĐ 15"
    )
    (work,) = record(office.an.subject)["years"][YEAR]["initiatives"]
    assert work["used_for_title"] is True


@pytest.mark.parametrize(
    ("basis", "told"),
    [(Basis.MERIT, "merit"), (Basis.THEME, "movement"), (Basis.SUDDEN, "sudden")],
)
def test_what_one_is_put_forward_on_reaches_the_law(
    office: Office, basis: Basis, told: str
) -> None:
    assert record(office.an.subject, basis=basis)["years"][YEAR]["basis"] == told


def test_a_body_is_a_collective_of_its_members_of_the_day(office: Office) -> None:
    body = actions.found_body(
        office.lan, office.unit, name="Ban Pháp chế", kind="board"
    )
    term = actions.add_term(
        office.lan, body, TermForm("2021 - 2026", date(2021, 7, 1), date(2026, 6, 30))
    )
    actions.seat_member(office.lan, term, SeatForm(office.an, "Trưởng ban"))
    left = actions.seat_member(office.lan, term, SeatForm(office.binh))
    actions.end_seat(office.lan, left, last_day=date(2024, 12, 30))

    made = record(body.subject)

    assert made["kind"] == "collective"
    assert made["years"][YEAR]["members"] == 1
    assert bodies.members_on(body, date(2024, 12, 30)).count() == 2


def test_the_statements_do_not_grow_with_the_people(
    office: Office, django_assert_num_queries: object
) -> None:
    def asked(people: list[Person]) -> None:
        careers({person.pk: person.pk for person in people}, YEAR)

    with django_assert_num_queries(5):  # type: ignore[operator]
        asked([office.an])
    with django_assert_num_queries(5):  # type: ignore[operator]
        asked([office.an, office.binh, office.chi])
