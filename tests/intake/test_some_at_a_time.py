"""A long roster is compared and entered some rows at a time, as if it were at once."""

import pytest

from tests.intake.sheets import INITIATIVE, line, workbook
from tests.worlds import Office
from vinhdanh.intake import actions, batches
from vinhdanh.intake.entering import roster
from vinhdanh.intake.models import ImportBatch
from vinhdanh.registry.models import Authorship, Person

LINES = [
    line("Mai Văn Tám", initiatives=INITIATIVE),
    line("Lý Thị Chín", "02/02/1982", initiatives=INITIATIVE),
    line("Mai Văn Tám", unit="Phòng Không Có"),
    line("Lý Thị Chín", "31/02/1982"),
    line("Mai Văn Tám", initiatives=INITIATIVE),
]


@pytest.fixture
def one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ROWS_AT_ONCE", 1)
    monkeypatch.setattr(roster, "ROWS_AT_ONCE", 1)


def read(office: Office, lines: list[object], again: bool = False) -> ImportBatch:
    return actions.read_sheet(
        office.lan, office.unit, workbook(lines), "a.xlsx", year=2016, again=again
    )


def said(batch: ImportBatch) -> tuple[object, ...]:
    rows = batch.rows.values_list("sheet_row", "word", "raw", "values", "unit_name")
    return list(rows), batch.problems, batch.reading


def test_some_at_a_time_says_what_all_at_once_says(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read(office, LINES)
    monkeypatch.setattr(batches, "ROWS_AT_ONCE", 1)

    parts = read(office, LINES, again=True)

    assert said(parts) == said(whole)
    assert {found["row"] for found in parts.problems} >= {7, 8, 9}
    actions.say_no_inquiry(office.lan, parts, is_so=True)
    parts.refresh_from_db()
    assert said(parts) == said(whole)


@pytest.mark.usefixtures("one_at_a_time")
def test_a_work_of_two_people_entered_one_by_one_stays_one_work(office: Office) -> None:
    batch = read(office, LINES[:2])

    done = actions.confirm(office.lan, batch).result

    assert (done["rows"], done["people"], done["added"]) == (2, 2, 2)
    assert Person.objects.filter(subject__name="Lý Thị Chín").count() == 1
    assert Authorship.objects.count() == 2
    assert len(set(Authorship.objects.values_list("work", flat=True))) == 1


@pytest.mark.usefixtures("one_at_a_time")
def test_two_rows_of_one_known_person_are_told_apart_from_afar(office: Office) -> None:
    actions.confirm(office.lan, read(office, LINES[:2]))

    batch = read(office, [LINES[0], LINES[1], line("MAI VĂN TÁM")], again=True)

    assert [row.word for row in batch.rows.all()] == ["same", "same", "error"]
    assert any("như dòng 5" in found["what"] for found in batch.problems)
