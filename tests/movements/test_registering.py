from datetime import date

import pytest
import time_machine
from django.db import transaction

from tests.worlds import Office, user_with
from vinhdanh.accounts.enums import Role
from vinhdanh.base import audit, rights
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger.enums import Way
from vinhdanh.movements import actions, queries
from vinhdanh.movements.enums import RegistrationState as State
from vinhdanh.movements.models import Movement, Registration, RegistrationStep
from vinhdanh.registry import actions as registry


def _filed(movement: Movement) -> set[tuple[str, str, str]]:
    rows = movement.registrations.values_list("printed_name", "award", "state")
    return set(rows)


def test_officer_registers_two_titles_of_a_person(
    office: Office, movement: Movement
) -> None:
    rows = actions.register(office.lan, movement, office.an.subject, ["LDTT", "CSTDCS"])

    assert _filed(movement) == {
        ("Nguyễn Văn An", "LDTT", State.FILED),
        ("Nguyễn Văn An", "CSTDCS", State.FILED),
    }
    assert {row.unit for row in rows} == {office.first}
    assert {row.filed_on for row in rows} == {date(2026, 2, 10)}


def test_whoever_two_records_are_of_is_registered_once(
    office: Office, movement: Movement
) -> None:
    again = registry.add_person(
        office.lan, office.second, registry.PersonForm(name="Nguyễn Văn Ân")
    )
    actions.register(office.lan, movement, again.subject, ["LDTT"])
    registry.merge_people(office.lan, office.an, again, choices={}, reason="một người")

    made = actions.register(office.lan, movement, office.an.subject, ["LDTT"])

    assert made == []
    assert movement.registrations.count() == 1


def test_registration_leaves_a_step_and_an_event(
    office: Office, movement: Movement
) -> None:
    before = AuditEvent.objects.count()

    (row,) = actions.register(office.lan, movement, office.an.subject, ["LDTT"])

    steps = row.steps.values_list("from_state", "to_state", "by_name", "reason")
    assert list(steps) == [("", State.FILED, "Nguyễn Thị Lan", "")]
    assert AuditEvent.objects.count() == before + 1
    event = audit.events_of(row).get()
    assert (event.verb, event.unit_id) == ("registration.file", office.first.pk)
    assert audit.check() is None


def test_registering_again_changes_nothing(office: Office, movement: Movement) -> None:
    actions.register(office.lan, movement, office.an.subject, ["LDTT"])

    again = actions.register(office.lan, movement, office.an.subject, ["LDTT"])

    assert again == []
    assert RegistrationStep.objects.count() == 1


def test_member_registers_herself_and_nobody_else(
    office: Office, movement: Movement
) -> None:
    binh = user_with(
        "Hoàng Thị Bình", "binh", office.first, Role.MEMBER, person=office.binh
    )

    actions.register(binh, movement, office.binh.subject, ["LDTT"])
    with pytest.raises(rights.Forbidden):
        actions.register(binh, movement, office.an.subject, ["LDTT"])

    assert _filed(movement) == {("Hoàng Thị Bình", "LDTT", State.FILED)}


def test_head_registers_her_own_units_people_only(
    office: Office, movement: Movement
) -> None:
    actions.register(office.hanh, movement, office.an.subject, ["LDTT"])
    with pytest.raises(rights.Forbidden):
        actions.register(office.hanh, movement, office.chi.subject, ["LDTT"])

    assert _filed(movement) == {("Nguyễn Văn An", "LDTT", State.FILED)}


def test_title_of_the_other_kind_is_refused(office: Office, movement: Movement) -> None:
    with pytest.raises(Refused) as person:
        actions.register(office.lan, movement, office.an.subject, ["TTLDTT"])
    with pytest.raises(Refused) as unit:
        actions.register(office.lan, movement, office.first.subject, ["LDTT"])

    assert person.value.message == (
        "“Tập thể lao động tiên tiến” không dành cho cá nhân “Nguyễn Văn An”."
    )
    assert unit.value.code == "registration.other_kind"


@pytest.mark.parametrize("code", ["GK", "DANH_HIEU_LA"])
def test_what_is_no_title_is_refused(
    office: Office, movement: Movement, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.register(office.lan, movement, office.an.subject, [code])

    assert refusal.value.code == "registration.no_title"


def test_draft_takes_no_registration(office: Office, draft: Movement) -> None:
    with pytest.raises(Refused) as refusal:
        actions.register(office.lan, draft, office.an.subject, ["LDTT"])

    assert refusal.value.code == "registration.not_launched"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2026-01-14", "registration.too_early"),
        ("2026-01-15", ""),
        ("2026-02-28", ""),
        ("2026-03-01", "registration.late"),
    ],
)
def test_window_holds_on_both_its_days(
    office: Office, movement: Movement, day: str, code: str
) -> None:
    with time_machine.travel(f"{day} 09:00 +07:00"):
        if code:
            with pytest.raises(Refused) as refusal:
                actions.register(office.lan, movement, office.an.subject, ["LDTT"])
            assert refusal.value.code == code
        else:
            actions.register(office.lan, movement, office.an.subject, ["LDTT"])

    assert movement.registrations.count() == (0 if code else 1)


def test_late_registration_keeps_its_reason(office: Office, movement: Movement) -> None:
    with time_machine.travel("2026-03-01 09:00 +07:00"):
        (row,) = actions.register(
            office.lan, movement, office.an.subject, ["LDTT"], "Đi học tập trung"
        )

    assert row.late_reason == "Đi học tập trung"
    assert row.steps.get().reason == "Đi học tập trung"


def test_day_on_paper_may_lie_back_but_not_ahead(
    office: Office, movement: Movement
) -> None:
    with time_machine.travel("2026-03-20 09:00 +07:00"):
        (row,) = actions.register(
            office.lan, movement, office.an.subject, ["LDTT"], on=date(2026, 2, 27)
        )
        with pytest.raises(Refused) as refusal:
            actions.register(
                office.lan, movement, office.chi.subject, ["LDTT"], on=date(2026, 3, 21)
            )

    assert row.filed_on == date(2026, 2, 27)
    assert refusal.value.code == "registration.future"


def test_whole_roster_is_registered_in_one_deed(
    office: Office, movement: Movement
) -> None:
    actions.register(office.lan, movement, office.an.subject, ["LDTT"])

    rows = actions.register_all(office.lan, movement, office.unit, "LDTT")

    assert len(rows) == 4
    assert movement.registrations.filter(award="LDTT").count() == 5


def test_whole_roster_of_units_leaves_out_the_office_itself(
    office: Office, movement: Movement
) -> None:
    actions.register_all(office.lan, movement, office.unit, "TTLDTT")

    assert _filed(movement) == {
        ("Phòng Hành chính", "TTLDTT", State.FILED),
        ("Phòng Tổng hợp", "TTLDTT", State.FILED),
    }


def test_roster_of_another_unit_is_not_the_heads(
    office: Office, movement: Movement
) -> None:
    with pytest.raises(rights.Forbidden):
        actions.register_all(office.hanh, movement, office.second, "LDTT")

    assert Registration.objects.count() == 0


def test_head_endorses_her_own_people(office: Office, movement: Movement) -> None:
    mine = actions.register(office.lan, movement, office.an.subject, ["LDTT"])

    endorsed = actions.endorse(office.hanh, mine)

    assert [row.state for row in endorsed] == [State.ENDORSED]
    steps = mine[0].steps.values_list("to_state", "by_name")
    assert list(steps) == [
        (State.FILED, "Nguyễn Thị Lan"),
        (State.ENDORSED, "Trần Thị Hạnh"),
    ]


def test_one_registration_elsewhere_endorses_none(
    office: Office, movement: Movement
) -> None:
    rows = [
        *actions.register(office.lan, movement, office.an.subject, ["LDTT"]),
        *actions.register(office.lan, movement, office.chi.subject, ["LDTT"]),
    ]

    with pytest.raises(rights.Forbidden) as refusal:
        actions.endorse(office.hanh, rows)

    assert refusal.value.message == "Việc này do thủ trưởng đơn vị thực hiện."
    assert {state for _n, _a, state in _filed(movement)} == {State.FILED}


def test_withdrawn_registration_is_not_endorsed(
    office: Office, movement: Movement
) -> None:
    (row,) = actions.register(office.lan, movement, office.an.subject, ["LDTT"])
    actions.withdraw(office.lan, row, "Chuyển công tác")

    with pytest.raises(Refused) as refusal:
        actions.endorse(office.hanh, [row])

    assert refusal.value.message == ("“Nguyễn Văn An” đã rút nên không thể: Xác nhận.")


def test_withdrawing_needs_a_reason_and_can_be_undone(
    office: Office, movement: Movement
) -> None:
    (row,) = actions.register(office.lan, movement, office.an.subject, ["LDTT"])

    with pytest.raises(Refused) as refusal:
        actions.withdraw(office.lan, row, " ")
    withdrawn = actions.withdraw(office.lan, row, "Ghi nhầm")
    (again,) = actions.register(office.lan, movement, office.an.subject, ["LDTT"])

    assert refusal.value.code == "registration.reason_missing"
    assert withdrawn.state == State.WITHDRAWN
    assert (again.pk, again.state) == (row.pk, State.FILED)


def test_counts_are_n_of_the_roster(office: Office, movement: Movement) -> None:
    actions.register_all(office.lan, movement, office.first, "LDTT")
    rows = actions.register_all(office.lan, movement, office.unit, "TTLDTT")
    actions.endorse(office.minh, rows)

    counts = queries.title_counts(movement)

    assert [
        (row.award, row.registered, row.endorsed, row.conferred, row.roster)
        for row in counts
    ] == [("LDTT", 3, 0, 0, 5), ("TTLDTT", 2, 2, 0, 2)]


def test_conferred_titles_are_counted_from_the_ledger(
    office: Office, movement_of_2025: Movement
) -> None:
    actions.register_all(office.lan, movement_of_2025, office.first, "LDTT")
    decision = ledger.DecisionRef("Chánh Văn phòng", "01/QĐ-VP", date(2026, 1, 5))
    line = ledger.AwardLine(office.an.subject, "LDTT", 2025, office.first, "An")
    ledger_line = [line]
    with transaction.atomic():
        ledger.enter_awards(office.minh, ledger_line, decision, way=Way.IMPORTED)

    (count,) = queries.title_counts(movement_of_2025)

    assert (count.registered, count.conferred, count.roster) == (3, 1, 5)


def test_unit_counts_say_who_is_still_missing(
    office: Office, movement: Movement
) -> None:
    rows = actions.register(office.lan, movement, office.an.subject, ["LDTT"])
    actions.endorse(office.minh, rows)

    counts = queries.unit_counts(movement)

    assert [
        (row.unit, row.people, row.registered, row.endorsed, row.missing)
        for row in counts
    ] == [(office.second, 2, 0, 0, 2), (office.first, 3, 1, 1, 2)]


def test_withdrawn_registration_counts_as_none(
    office: Office, movement: Movement
) -> None:
    (row,) = actions.register(office.lan, movement, office.an.subject, ["LDTT"])
    actions.withdraw(office.lan, row, "Ghi nhầm")

    missing = {person.name for person in queries.not_registered(movement)}

    assert queries.title_counts(movement) == []
    assert missing == {
        "Nguyễn Văn An",
        "Hoàng Thị Bình",
        "Đặng Kim Chi",
        "Trần Thị Hạnh",
        "Lê Văn Quang",
    }


def test_member_sees_her_own_registration_only(
    office: Office, movement: Movement
) -> None:
    actions.register_all(office.lan, movement, office.unit, "LDTT")
    binh = user_with(
        "Hoàng Thị Bình", "binh", office.first, Role.MEMBER, person=office.binh
    )

    seen = queries.registrations_visible_to(binh)

    assert [row.printed_name for row in seen] == ["Hoàng Thị Bình"]
    assert list(queries.registrations_visible_to(office.hoa)) == []
    assert queries.registrations_to_endorse(office.hanh).count() == 3
