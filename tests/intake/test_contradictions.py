"""What the confirmation would refuse is told before, with its row and cell."""

from datetime import date
from typing import Any

import pytest

from tests.intake.sheets import HEADINGS, line, workbook
from tests.worlds import Office
from vinhdanh.intake import actions
from vinhdanh.intake.models import ImportBatch
from vinhdanh.registry import actions as registry
from vinhdanh.registry.enums import LeaveKind
from vinhdanh.registry.models import Person, YearFact

WORKS = (
    *("STT", "Tên sáng kiến", "Tác giả", "Đơn vị", "Cấp công nhận"),
    *("Số quyết định", "Năm"),
)


def roster(office: Office, **cells: str) -> ImportBatch:
    headings = list(HEADINGS)
    headings[9:11] = ["Số ngày nghỉ 2016", "Kỷ luật 2016"]
    row = line("Nguyễn Văn An", "01/01/1985", titles="", **cells)
    return actions.read_sheet(
        office.lan,
        office.unit,
        workbook([line("Mai Văn Tám", titles=""), row], headings=headings),
        "ds.xlsx",
        year=2016,
        again=True,
    )


def works(office: Office, *authors: str) -> ImportBatch:
    rows = [
        ["1", "Sáng kiến một", each, "Phòng Tổng hợp", "cấp cơ sở", "1/QĐ", "2016"]
        for each in authors
    ]
    return actions.read_sheet(
        office.lan,
        office.unit,
        workbook(rows, headings=WORKS, title=""),
        "sang-kien.xlsx",
        kind="initiatives",
        year=2016,
        again=True,
    )


def errors(batch: ImportBatch) -> list[tuple[int, str, str]]:
    return [
        (found["row"], found["column_letter"], found["what"])
        for found in batch.problems
        if found["severity"] == "error"
    ]


def discipline(office: Office, person: Person) -> None:
    form = registry.DisciplineForm(
        kind="reprimand", first_day=date(2016, 5, 1), source="QĐ 1"
    )
    registry.record_discipline(office.lan, person, form)


def merged(office: Office) -> Person:
    form = registry.PersonForm(
        name="Nguyễn Văn Ân",
        birth_date=date(1985, 1, 1),
        recruited_on=date(2010, 3, 1),
    )
    return registry.add_person(office.lan, office.second, form)


@pytest.mark.parametrize("is_merged", [False, True])
def test_a_measure_on_record_that_the_list_denies_is_told_at_its_cell(
    office: Office, *, is_merged: bool
) -> None:
    alias = merged(office)
    discipline(office, alias if is_merged else office.an)
    registry.merge_people(office.lan, office.an, alias, choices={}, reason="trùng")
    YearFact.objects.all().delete()

    ((row, letter, what),) = errors(roster(office))
    assert (row, letter) == (6, "K")
    assert "hồ sơ kỷ luật ghi “khiển trách”" in what

    batch = roster(office, discipline="Khiển trách")
    assert errors(batch) == []
    actions.confirm(office.lan, batch)
    assert YearFact.objects.get(subject=office.an.pk, year=2016).discipline == (
        "reprimand"
    )


def test_days_of_leave_that_their_kinds_contradict_are_told_at_their_cell(
    office: Office,
) -> None:
    facts: dict[str, Any] = {"absences": {LeaveKind.SICK: 5}}
    registry.record_year_facts(office.lan, office.an.subject, 2016, facts, source="sổ")

    ((row, letter, what),) = errors(roster(office, absent="7"))
    assert (row, letter) == (6, "J")
    assert "ghi nghỉ 7 ngày, nhưng các lý do nghỉ cộng lại là 5 ngày" in what

    actions.confirm(office.lan, roster(office, absent="5"))


def test_parts_over_the_whole_are_told_with_those_on_record(office: Office) -> None:
    registry.record_work(
        office.lan,
        office.an,
        name="Sáng kiến một",
        year=2016,
        scope="grassroots",
        decision_no="1/QĐ",
        share_pct=80,
    )

    ((row, letter, what),) = errors(works(office, "Hoàng Thị Bình (50%)"))
    assert (row, letter) == (5, "C")
    assert "cộng lại là 130 %" in what

    for authors in (
        "Hoàng Thị Bình (20%)",
        "Nguyễn Văn An (20%), Hoàng Thị Bình (80%)",
        "Hoàng Thị Bình (90%), Nguyễn Văn An (10%)",
    ):
        actions.confirm(office.lan, works(office, authors))


def test_parts_told_in_two_rows_of_one_work_are_added(office: Office) -> None:
    batch = works(office, "Nguyễn Văn An (60%)", "Hoàng Thị Bình (50%)")

    assert [(row, letter) for row, letter, _what in errors(batch)] == [(6, "C")]
