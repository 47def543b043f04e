"""Facts of a year that hang together: leave by kind, discipline, inquiries."""

from datetime import date
from typing import Any

import pytest

from tests.worlds import Office
from vinhdanh.assess import personal
from vinhdanh.base import clock
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.registry import actions, enums, queries, years
from vinhdanh.registry.models import DisciplineRecord, YearFact

YEAR = 2024
WARNING = actions.DisciplineForm(
    kind="warning",
    first_day=date(2024, 3, 1),
    last_day=date(2025, 2, 28),
    decision_no="12/QĐ-VP",
    source="Quyết định 12/QĐ-VP",
)


def write(office: Office, facts: dict[str, Any]) -> YearFact:
    return actions.record_year_facts(
        office.lan, office.an.subject, YEAR, facts, source="sổ chấm công"
    )


def write_many(office: Office, facts: dict[str, Any]) -> YearFact:
    """Do the same deed in bulk."""
    line = years.YearLine(
        office.an, office.first, YEAR, facts, dict.fromkeys(facts, "sổ chấm công")
    )
    years.record_facts_of_years(office.lan, [line])
    return known(office)


def known(office: Office) -> YearFact:
    return YearFact.objects.get(subject=office.an.subject, year=YEAR)


BOTH = pytest.mark.parametrize("write_facts", [write, write_many])


def test_kinds_of_leave_are_those_of_the_law() -> None:
    assert tuple(enums.LeaveKind.values) == personal.ABSENCES


def test_a_grade_keeps_the_paper_it_stands_in(office: Office) -> None:
    row = write(
        office,
        {
            "rating": "HTXS",
            "rating_decision_no": "05/TB-VP",
            "rating_decided_on": date(2024, 12, 10),
            "rating_authority": "Chánh Văn phòng",
        },
    )

    assert row.rating_decision_no == "05/TB-VP"
    assert row.sources["rating_decided_on"] == "sổ chấm công"


@BOTH
def test_days_by_kind_say_the_total_without_what_counts_as_work(
    office: Office, write_facts: Any
) -> None:
    row = write_facts(office, {"absences": {"sick": 7, "unpaid": 3, "maternity": 120}})

    assert row.absence_working_days == 10
    assert row.sources["absence_working_days"] == "sổ chấm công"


@BOTH
def test_no_leave_at_all_is_known_and_is_nought(
    office: Office, write_facts: Any
) -> None:
    assert write_facts(office, {"absences": {}}).absence_working_days == 0


@BOTH
def test_a_total_against_its_kinds_is_refused(office: Office, write_facts: Any) -> None:
    with pytest.raises(Refused) as refusal:
        write_facts(office, {"absences": {"sick": 7}, "absence_working_days": 8})

    assert refusal.value.code == "year_fact.absence_contradiction"
    assert "ghi nghỉ 8 ngày" in refusal.value.message
    assert not YearFact.objects.filter(subject=office.an.subject, year=YEAR).exists()


@BOTH
def test_a_later_total_against_the_known_kinds_is_refused(
    office: Office, write_facts: Any
) -> None:
    write(office, {"absences": {"sick": 7}})

    with pytest.raises(Refused) as refusal:
        write_facts(office, {"absence_working_days": 8})

    assert refusal.value.code == "year_fact.absence_contradiction"
    assert known(office).absence_working_days == 7


@BOTH
def test_a_later_total_that_agrees_keeps_the_kinds(
    office: Office, write_facts: Any
) -> None:
    write(office, {"absences": {"sick": 7}})

    row = write_facts(office, {"absence_working_days": 7, "rating": "HTT"})

    assert row.absences == {"sick": 7}
    assert row.rating == "HTT"


def test_a_total_unknown_on_purpose_leaves_the_kinds_unknown(office: Office) -> None:
    write(office, {"absences": {"sick": 7}})

    row = write(office, {"absence_working_days": None})

    assert row.absences is None
    assert row.absence_working_days is None


@pytest.mark.parametrize("days", [-1, 367])
def test_days_that_no_year_has_are_refused(office: Office, days: int) -> None:
    with pytest.raises(Refused) as refusal:
        write(office, {"absences": {"sick": days}})

    assert refusal.value.code == "year_fact.absence_days"


def test_a_kind_of_leave_nobody_knows_is_a_fault_of_the_program(office: Office) -> None:
    with pytest.raises(ValueError, match="fishing"):
        write(office, {"absences": {"fishing": 2}})


def test_a_measure_says_the_discipline_of_the_year_it_began_in(office: Office) -> None:
    actions.record_discipline(office.lan, office.an, WARNING)

    assert known(office).discipline == "warning"
    assert not YearFact.objects.filter(subject=office.an.subject, year=2025).exists()


def test_of_two_measures_in_a_year_the_heavier_stands(office: Office) -> None:
    actions.record_discipline(office.lan, office.an, WARNING)
    actions.record_discipline(
        office.lan,
        office.an,
        actions.DisciplineForm(
            kind="reprimand", first_day=date(2024, 9, 1), source="Quyết định 30"
        ),
    )

    assert known(office).discipline == "warning"


@BOTH
def test_a_list_that_denies_a_measure_on_record_is_refused(
    office: Office, write_facts: Any
) -> None:
    actions.record_discipline(office.lan, office.an, WARNING)

    with pytest.raises(Refused) as refusal:
        write_facts(office, {"discipline": "none"})

    assert refusal.value.code == "year_fact.discipline_contradiction"
    assert "cảnh cáo" in refusal.value.message
    assert known(office).discipline == "warning"


@BOTH
def test_a_list_that_agrees_with_the_record_is_taken(
    office: Office, write_facts: Any
) -> None:
    actions.record_discipline(office.lan, office.an, WARNING)

    assert write_facts(office, {"discipline": "warning", "rating": "HT"}).rating == "HT"


def test_an_annulled_measure_leaves_the_year_unknown_not_clean(office: Office) -> None:
    record = actions.record_discipline(office.lan, office.an, WARNING)

    actions.annul_discipline(
        office.lan, record, on=date(2024, 6, 1), reason="Quyết định hủy số 20"
    )

    assert known(office).discipline is None
    assert DisciplineRecord.objects.count() == 1
    assert write(office, {"discipline": "none"}).discipline == "none"


def test_a_measure_ends_once_its_last_day_is_written(office: Office) -> None:
    open_end = actions.DisciplineForm(
        kind="reprimand", first_day=date(2024, 3, 1), source="Quyết định 12"
    )
    record = actions.record_discipline(office.lan, office.an, open_end)

    ended = actions.end_discipline(
        office.lan, record, on=date(2024, 6, 1), source="Quyết định 25"
    )

    assert ended.last_day == date(2024, 6, 1)


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (
            actions.DisciplineForm("none", date(2024, 3, 1), "Quyết định 12"),
            "discipline.none",
        ),
        (actions.DisciplineForm("warning", date(2024, 3, 1), " "), "source.missing"),
        (
            actions.DisciplineForm(
                "warning", date(2024, 3, 1), "Quyết định 12", date(2024, 2, 28)
            ),
            "period.reversed",
        ),
    ],
)
def test_a_measure_without_kind_source_or_order_is_refused(
    office: Office, form: actions.DisciplineForm, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.record_discipline(office.lan, office.an, form)

    assert refusal.value.code == code


def test_the_same_measure_twice_is_refused(office: Office) -> None:
    actions.record_discipline(office.lan, office.an, WARNING)

    with pytest.raises(Refused) as refusal:
        actions.record_discipline(office.lan, office.an, WARNING)

    assert refusal.value.code == "discipline.twin"


def test_only_the_officer_of_the_unit_records_a_measure(office: Office) -> None:
    for stranger in (office.hanh, office.hoa):
        with pytest.raises(Forbidden):
            actions.record_discipline(stranger, office.an, WARNING)


def open_one(office: Office, first_day: date) -> Any:
    return actions.open_inquiry(
        office.lan,
        office.an.subject,
        kind="complaint",
        first_day=first_day,
        source="Thông báo thụ lý số 3",
    )


@pytest.mark.parametrize(
    ("year", "is_open"), [(2023, False), (2024, True), (2025, True)]
)
def test_an_open_inquiry_keeps_open_the_years_judged_while_it_lasts(
    office: Office, monkeypatch: pytest.MonkeyPatch, year: int, is_open: bool
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2025, 6, 1))
    open_one(office, date(2025, 2, 1))

    found = queries.open_inquiries([office.an.pk], year)

    assert (office.an.pk in found) is is_open


def test_an_inquiry_that_has_ended_keeps_nothing_open(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2025, 6, 1))
    inquiry = open_one(office, date(2025, 2, 1))

    actions.close_inquiry(
        office.lan, inquiry, on=date(2025, 5, 31), conclusion="Không có vi phạm"
    )

    assert queries.open_inquiries([office.an.pk], 2024) == {}


def test_an_inquiry_closed_without_conclusion_or_twice_is_refused(
    office: Office,
) -> None:
    inquiry = open_one(office, date(2025, 2, 1))

    with pytest.raises(Refused) as refusal:
        actions.close_inquiry(office.lan, inquiry, on=date(2025, 5, 1), conclusion="  ")
    assert refusal.value.code == "inquiry.no_conclusion"

    day = date(2025, 5, 1)
    actions.close_inquiry(office.lan, inquiry, on=day, conclusion="Xong")
    with pytest.raises(Refused) as refusal:
        actions.close_inquiry(office.lan, inquiry, on=day, conclusion="Xong")
    assert refusal.value.code == "inquiry.closed"


def test_an_inquiry_of_tomorrow_or_a_second_one_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as refusal:
        open_one(office, date(2999, 1, 1))
    assert refusal.value.code == "inquiry.in_future"

    open_one(office, date(2025, 2, 1))
    with pytest.raises(Refused) as refusal:
        open_one(office, date(2025, 3, 1))
    assert refusal.value.code == "inquiry.twin"
