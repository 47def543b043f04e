"""Identity numbers and capacities that come with a list; the numbers are invented."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core import serializers

from tests.intake.sheets import workbook
from tests.worlds import Office, user_with
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.intake import actions, leaving, undoing
from vinhdanh.intake.models import ImportBatch, ImportRow, ImportTrace
from vinhdanh.registry import actions as registry
from vinhdanh.registry import identity
from vinhdanh.registry.models import Employment, IdentityNumber, Person
from vinhdanh.sheets import writing
from vinhdanh.sheets.lists import LISTS, tables

NUMBER, OTHER, OLD = "001080012345", "001082067890", "012345678"
HEADINGS = ("Họ và tên", "Ngày sinh", "Phòng", "Số CCCD", "Loại hình lao động")


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> None:
    settings.VINHDANH_KEYS = tmp_path / "khoa"


def line(name: str, number: Any, kind: str = "", born: str = "01/01/1980") -> list[Any]:
    return [name, born, "Phòng Tổng hợp", number, kind]


def read(office: Office, *lines: list[Any], year: int = 2016) -> ImportBatch:
    data = workbook(lines, headings=HEADINGS)
    return actions.read_sheet(
        office.lan, office.unit, data, "danh-sach.xlsx", year=year, again=True
    )


def sentences(batch: ImportBatch) -> list[str]:
    batch.refresh_from_db()
    return [found["what"] for found in batch.problems if found["column_letter"] == "D"]


def numbers_of(person: Person) -> list[str]:
    return [one.digits for one in identity.masked(person)]


def settled(office: Office, *lines: list[Any], year: int = 2016) -> ImportBatch:
    return actions.confirm(office.lan, read(office, *lines, year=year))


def test_a_number_and_a_capacity_enter_with_a_new_person(office: Office) -> None:
    batch = settled(office, line("Mai Văn Tám", NUMBER, "Hợp đồng"))

    person = Person.objects.get(subject__name="Mai Văn Tám")
    assert numbers_of(person) == ["••••••••2345"]
    row = IdentityNumber.objects.get(person=person)
    assert identity.open_number(identity.seal(None), row) == NUMBER
    served = Employment.objects.get(person=person)
    assert (served.kind, served.first_day) == ("contract", None)
    assert batch.rows.get().values["identity"]["mask"] == "••••••••2345"


def test_no_stored_row_problem_or_event_holds_a_number(office: Office) -> None:
    batch = read(office, line("Mai Văn Tám", NUMBER), line("Hồ Thị Chín", NUMBER[:-1]))
    actions.mend_cell(office.lan, batch, 6, "D", OTHER)
    actions.mend_cell(office.lan, batch, 6, "B", "02/02/1982")
    actions.confirm(office.lan, batch)

    kept = serializers.serialize(
        "json",
        [
            *ImportBatch.objects.all(),
            *ImportRow.objects.all(),
            *ImportTrace.objects.all(),
            *AuditEvent.objects.all(),
        ],
    )
    kept += json.dumps([each.after for each in AuditEvent.objects.all()])
    for number in (NUMBER, NUMBER[:-1], OTHER):
        assert number not in kept
    chin = Person.objects.get(subject__name="Hồ Thị Chín")
    assert numbers_of(chin) == ["••••••••7890"]


def test_a_bad_number_is_told_without_being_shown(office: Office) -> None:
    batch = read(office, line("Mai Văn Tám", "00108001234"))

    (found,) = batch.problems
    assert found["value"] == "•••••••1234"
    assert found["what"].startswith("căn cước công dân có 12 số")
    assert batch.rows.get().raw["D"] == "•••••••1234"


def test_a_column_of_numbers_that_a_list_does_not_use_is_masked_too(
    office: Office,
) -> None:
    data = workbook(
        [["Nguyễn Văn An", "01/01/1980", "HTTNV", NUMBER]],
        headings=("Họ và tên", "Ngày sinh", "Xếp loại 2016", "CMND/CCCD"),
        title="KẾT QUẢ XẾP LOẠI NĂM 2016",
    )
    batch = actions.read_sheet(
        office.lan, office.unit, data, "xep-loai.xlsx", kind="grades", year=2016
    )
    assert batch.rows.get().raw["D"] == "••••••••2345"


@pytest.mark.parametrize("heading", ["Ghi chú", "Mã riêng", "Số CC", "Mã số thuế"])
def test_no_number_is_kept_in_clear_whatever_its_heading(
    office: Office, heading: str
) -> None:
    sent = "079185067231"
    headings = (*HEADINGS[:3], "Điện thoại", heading)
    rows = [
        ["Mai Văn Tám", "01/01/1980", "Phòng Tổng hợp", "0912345678", sent],
        [f"Hồ {sent}", "31/02/1980", "Phòng Tổng hợp", "", f"số {sent}"],
    ]
    batch = actions.read_sheet(
        office.lan, office.unit, workbook(rows, headings=headings), "a.xlsx", year=2016
    )
    actions.mend_cell(office.lan, batch, 5, "E", OTHER)
    actions.mend_cell(office.lan, batch, 6, "E", f"số {OTHER}")

    events = [[each.before, each.after] for each in AuditEvent.objects.all()]
    kept = serializers.serialize(
        "json", [*ImportBatch.objects.all(), *ImportRow.objects.all()]
    ) + json.dumps(events)
    assert sent not in kept
    assert OTHER not in kept
    first = batch.rows.get(sheet_row=5)
    assert (first.raw["D"], first.raw["E"]) == ("0912345678", "••••••••7890")


def test_the_same_number_is_the_same_person_wherever_she_works_now(
    office: Office,
) -> None:
    settled(office, line("Mai Văn Tám", NUMBER))

    batch = read(office, ["Mai Văn Tám", "02/02/1980", "Phòng Hành chính", NUMBER, ""])

    row = batch.rows.get()
    assert (row.word, row.person.name) == ("changed", "Mai Văn Tám")
    assert [item["what"] for item in row.changes] == ["birth_date", "unit"]


def test_a_known_number_under_another_name_is_in_doubt(office: Office) -> None:
    settled(office, line("Mai Văn Tám", NUMBER))
    tam = Person.objects.get(subject__name="Mai Văn Tám")

    batch = read(office, line("Mai Văn Bảy", NUMBER))
    assert batch.rows.get().word == "doubt"
    assert batch.rows.get().candidates == [tam.pk]

    actions.choose_person(office.lan, batch, 5, None)
    assert sentences(batch) == [
        "số này đã ghi cho Mai Văn Tám. Chọn Mai Văn Tám cho dòng này, hoặc sửa số."
    ]
    actions.choose_person(office.lan, batch, 5, tam)
    assert sentences(batch) == []
    row = batch.rows.get()
    assert [item["what"] for item in row.changes] == ["name"]


def test_a_namesake_with_another_number_is_in_doubt(office: Office) -> None:
    settled(office, line("Mai Văn Tám", NUMBER))
    tam = Person.objects.get(subject__name="Mai Văn Tám")

    batch = read(office, line("Mai Văn Tám", OTHER))
    assert (batch.rows.get().word, batch.rows.get().candidates) == ("doubt", [tam.pk])

    actions.choose_person(office.lan, batch, 5, None)
    actions.confirm(office.lan, batch)
    assert Person.objects.filter(subject__name="Mai Văn Tám").count() == 2


def test_an_old_card_beside_a_citizens_number_is_no_conflict(office: Office) -> None:
    settled(office, line("Mai Văn Tám", NUMBER))
    settled(office, line("Mai Văn Tám", OLD))

    tam = Person.objects.get(subject__name="Mai Văn Tám")
    assert sorted(numbers_of(tam)) == ["•••••5678", "••••••••2345"]


def test_two_rows_with_one_number_are_an_error(office: Office) -> None:
    batch = read(office, line("Mai Văn Tám", NUMBER), line("Hồ Thị Chín", NUMBER))
    assert sentences(batch) == [
        (
            "cùng số định danh với dòng 5. Một số chỉ của một người: sửa số, hoặc xóa "
            "một dòng."
        )
    ]


def test_a_number_of_somebody_elsewhere_is_told_without_a_name(office: Office) -> None:
    far = user_with("Lê Thị Xa", "xa", office.other, "officer")
    person = registry.add_person(
        far, office.other, registry.PersonForm(name="Vũ Văn Xa")
    )
    registry.record_identity(far, person, NUMBER)
    batch = read(office, line("Mai Văn Tám", NUMBER))
    assert sentences(batch)[0].startswith("số này đã ghi cho một người ở cơ quan khác")


def test_a_second_capacity_begins_with_the_year_of_its_list(office: Office) -> None:
    settled(office, line("Mai Văn Tám", "", "Công chức"))
    batch = read(office, line("Mai Văn Tám", "", "Viên chức"), year=2018)
    assert [found["what"] for found in batch.problems] == [
        (
            "trước đây ghi công chức; danh sách không có ngày đổi nên sẽ ghi từ "
            "01/01/2018. Nếu ngày khác, sửa ở trang của người này sau khi nhập."
        )
    ]
    actions.confirm(office.lan, batch)

    rows = Employment.objects.filter(person__subject__name="Mai Văn Tám")
    assert list(rows.values_list("kind", "first_day", "last_day")) == [
        ("civil_servant", None, date(2017, 12, 31)),
        ("public_employee", date(2018, 1, 1), None),
    ]
    # The same year again corrects; an earlier list still finds what stood then.
    settled(office, line("Mai Văn Tám", "", "Cán bộ"), year=2018)
    assert list(rows.values_list("kind", flat=True)) == ["civil_servant", "cadre"]
    again = read(office, line("Mai Văn Tám", "", "Công chức"), year=2016)
    assert again.rows.get().word == "same"


def test_an_undo_takes_numbers_and_capacities_back(office: Office) -> None:
    settled(office, line("Mai Văn Tám", "", "Công chức"))
    batch = settled(office, line("Mai Văn Tám", NUMBER, "Viên chức"), year=2018)

    undoing.undo(office.lan, batch)

    assert not IdentityNumber.objects.exists()
    served = Employment.objects.get(person__subject__name="Mai Văn Tám")
    assert (served.kind, served.last_day) == ("civil_servant", None)


def test_a_number_written_since_stands_on_the_import(office: Office) -> None:
    batch = settled(office, line("Mai Văn Tám", ""))
    tam = Person.objects.get(subject__name="Mai Văn Tám")
    registry.record_identity(office.lan, tam, NUMBER)

    with pytest.raises(Refused, match="Mai Văn Tám: đã được ghi số định danh"):
        undoing.undo(office.lan, batch)


def test_the_list_goes_out_masked_and_comes_in_as_the_same(office: Office) -> None:
    settled(office, line("Mai Văn Tám", NUMBER, "Hợp đồng"))
    rows = leaving.rows(office.lan, "roster", office.unit, 2016)
    (told,) = [row for row in rows if row["name"] == "Mai Văn Tám"]
    assert (told["identity"], told["employment"]) == ("••••••••2345", "contract")

    data = writing.workbook([tables.table(LISTS["roster"], rows, 2016)])
    batch = actions.read_sheet(office.lan, office.unit, data, "ra.xlsx", year=2016)
    assert {row.word for row in batch.rows.all()} == {"same"}


def test_whoever_may_reveal_takes_the_numbers_out_in_full_and_is_logged(
    office: Office,
) -> None:
    settled(office, line("Mai Văn Tám", NUMBER))
    rows = leaving.rows(
        office.lan, "roster", office.unit, 2016, numbers_for="Đối chiếu bảo hiểm"
    )
    assert NUMBER in [row["identity"] for row in rows]
    event = AuditEvent.objects.get(verb="identity.reveal")
    assert event.reason == "Đối chiếu bảo hiểm"

    with pytest.raises(Refused):
        leaving.rows(office.lan, "roster", office.unit, 2016, numbers_for=" ")
