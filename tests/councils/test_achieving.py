"""Registered, proposed, voted and conferred are four states, and stay apart."""

from dataclasses import replace
from datetime import date

import pytest

from tests.councils.sittings import Sitting, call_roll
from tests.movements.conftest import FORM
from tests.worlds import Office
from vinhdanh.councils import actions as councils
from vinhdanh.councils.counting import Count
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger.models import Award
from vinhdanh.movements import achieving, actions
from vinhdanh.movements.achieving import Case, Stage
from vinhdanh.movements.models import Movement
from vinhdanh.nominations.enums import NominationState
from vinhdanh.nominations.models import Nomination

OFFICE = "Chánh Văn phòng"


@pytest.fixture
def movement(office: Office) -> Movement:
    """The movement of 2024: An, Bình and Chi register LĐTT, Bình CSTĐCS too."""
    form = replace(
        FORM,
        year=2024,
        first_day=date(2024, 1, 1),
        last_day=date(2024, 12, 31),
        registration_opens=None,
        registration_closes=None,
        key_tasks=(),
    )
    draft = actions.prepare_movement(office.lan, office.unit, form)
    made = actions.launch_movement(office.minh, draft, on=date(2024, 1, 5))
    wanted = {
        office.an.subject: ["LDTT"],
        office.binh.subject: ["LDTT", "CSTDCS"],
        office.chi.subject: ["LDTT"],
    }
    actions.register_many(office.lan, made, wanted)
    return made


def _confer(office: Office, *people: str, code: str = "LDTT") -> None:
    by_name = {person.name: person for person in (office.an, office.binh, office.chi)}
    ledger.record_outside_decision(
        office.lan,
        office.unit,
        [
            ledger.AwardLine(
                subject=by_name[name].subject,
                unit=office.second if name == office.chi.name else office.first,
                code=code,
                year=2024,
                recipient_name=name,
                unit_name="Phòng",
            )
            for name in people
        ],
        ledger.DecisionRef(
            number="15/QĐ-VP", decided_on=date(2024, 12, 20), authority_name=OFFICE
        ),
    )


def _told(movement: Movement) -> dict[tuple[str, str], set[str]]:
    return {
        (case.name, case.title.code): set(case.stages)
        for case in achieving.cases(movement)
    }


def test_registered_alone_is_nothing_more(office: Office, movement: Movement) -> None:
    only = {Stage.REGISTERED}

    assert _told(movement) == {
        ("Nguyễn Văn An", "LDTT"): only,
        ("Hoàng Thị Bình", "LDTT"): only,
        ("Hoàng Thị Bình", "CSTDCS"): only,
        ("Đặng Kim Chi", "LDTT"): only,
    }


def test_proposed_and_voted_come_from_their_rooms(
    office: Office, movement: Movement, sitting: Sitting, own_rule: None
) -> None:
    call_roll(sitting, 9)
    councils.record_tallies(
        office.thu,
        sitting.meeting,
        [Count(sitting.an, 9, 0), Count(sitting.binh, 1, 8)],
    )

    found = _told(movement)

    assert found["Nguyễn Văn An", "LDTT"] == {
        Stage.REGISTERED,
        Stage.PROPOSED,
        Stage.VOTED,
    }
    assert found["Hoàng Thị Bình", "LDTT"] == {Stage.REGISTERED, Stage.PROPOSED}
    assert found["Đặng Kim Chi", "LDTT"] == {Stage.REGISTERED}


def test_last_count_of_a_case_stands(
    office: Office, movement: Movement, sitting: Sitting, own_rule: None
) -> None:
    call_roll(sitting, 9)
    for agree in (9, 2):
        councils.record_tally(
            office.thu, sitting.meeting, sitting.an, agree=agree, disagree=9 - agree
        )

    assert Stage.VOTED not in _told(movement)["Nguyễn Văn An", "LDTT"]


def test_withdrawn_nomination_was_not_proposed(
    office: Office, movement: Movement, sitting: Sitting
) -> None:
    Nomination.objects.filter(pk=sitting.an.pk).update(state=NominationState.WITHDRAWN)

    assert Stage.PROPOSED not in _told(movement)["Nguyễn Văn An", "LDTT"]


def test_conferred_counts_by_title_and_unit(office: Office, movement: Movement) -> None:
    _confer(office, office.an.name, office.chi.name)
    _confer(office, office.an.name, code="CSTDCS")

    rows = achieving.cases(movement)

    assert [
        (row.title.code, row.registered, row.conferred, row.missed, row.unasked)
        for row in achieving.by_title(rows)
    ] == [("LDTT", 3, 2, 1, 0), ("CSTDCS", 1, 0, 1, 1)]
    assert [
        (str(row.unit), row.title.code, row.registered, row.conferred, row.unasked)
        for row in achieving.by_unit(rows)
    ] == [
        ("Phòng Hành chính", "LDTT", 1, 1, 0),
        ("Phòng Tổng hợp", "LDTT", 2, 1, 0),
        ("Phòng Tổng hợp", "CSTDCS", 1, 0, 1),
    ]


def test_unasked_award_names_its_person(office: Office, movement: Movement) -> None:
    _confer(office, office.an.name, code="CSTDCS")

    (case,) = [case for case in achieving.cases(movement) if case.is_unasked]

    assert isinstance(case, Case)
    assert (case.name, case.award) == ("Nguyễn Văn An", Award.objects.get())
    assert not case.is_missed


def test_revoked_award_and_withdrawn_registration_do_not_count(
    office: Office, movement: Movement
) -> None:
    _confer(office, office.an.name)
    ledger.revoke_award(office.minh, Award.objects.get(), reason="Khai không đúng")
    row = movement.registrations.get(subject=office.an.subject)
    actions.withdraw(office.lan, row, "Chuyển công tác")

    assert ("Nguyễn Văn An", "LDTT") not in _told(movement)


def test_award_of_another_year_is_not_this_one_s(
    office: Office, movement: Movement
) -> None:
    _confer(office, office.an.name)
    Movement.objects.filter(pk=movement.pk).update(year=2023)
    movement.refresh_from_db()

    assert Stage.CONFERRED not in _told(movement)["Nguyễn Văn An", "LDTT"]
