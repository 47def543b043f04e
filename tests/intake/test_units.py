"""Units that a list names by its sections, and those of one name."""

from datetime import date
from typing import Any

import pytest

from tests.intake.sheets import line, workbook
from tests.worlds import Office
from vinhdanh.accounts.models import User
from vinhdanh.intake import actions, queries, undoing
from vinhdanh.intake.models import ImportBatch
from vinhdanh.registry import actions as registry
from vinhdanh.registry.models import Person, Unit
from vinhdanh.registry.queries import parent_of

HOA_SEN, BINH_HOA = "Trường Mầm non Hoa Sen", "Trường Tiểu học Bình Hòa"


def read(office: Office, *lines: list[str]) -> ImportBatch:
    data = workbook(lines)
    return actions.read_sheet(
        office.lan, office.unit, data, "ds.xlsx", year=2016, again=True
    )


def section(number: str, name: str) -> list[str]:
    return [number, name]


def person(name: str, **cells: str) -> list[str]:
    return line(name, unit="", **cells)


def schools(office: Office, titles: str = "") -> ImportBatch:
    return read(
        office,
        section("I", HOA_SEN),
        section("", "Tổ Văn phòng"),
        person("Mai Văn Tám", titles=titles),
        section("II", BINH_HOA),
        section("", "Tổ Văn phòng"),
        person("Lý Thị Chín", titles=""),
    )


def unit_of(name: str) -> Unit:
    return Person.objects.get(subject__name=name).posts.get().unit


def found(office: Office, name: str, parent: Unit) -> Unit:
    form = registry.UnitForm(name=name, kind="division", parent=parent)
    unit = registry.found_unit(office.lan, form)
    office.lan.__dict__.update(User.objects.get(pk=office.lan.pk).__dict__)
    return unit


def test_units_under_two_schools_are_founded_each_under_its_own(
    office: Office,
) -> None:
    batch = schools(office)
    wanted = [f"{HOA_SEN} › Tổ Văn phòng", f"{BINH_HOA} › Tổ Văn phòng"]
    assert queries.unknown_units(batch) == wanted

    actions.add_unit_for(office.lan, batch, *wanted)
    done = actions.confirm(office.lan, batch)

    assert sorted(done.result["units"]) == sorted(
        [HOA_SEN, "Tổ Văn phòng", BINH_HOA, "Tổ Văn phòng"]
    )
    for name, school in (("Mai Văn Tám", HOA_SEN), ("Lý Thị Chín", BINH_HOA)):
        team = unit_of(name)
        over = parent_of(team)
        assert (team.name, over and over.name) == ("Tổ Văn phòng", school)
        assert over
        assert parent_of(over) == office.unit
    again = schools(office)
    assert {row.word for row in again.rows.all()} == {"same"}


def test_what_was_founded_leaves_with_the_import(office: Office) -> None:
    before = set(Unit.objects.values_list("pk", flat=True))
    batch = schools(office)
    actions.add_unit_for(office.lan, batch, *queries.unknown_units(batch))
    actions.confirm(office.lan, batch)

    undoing.undo(User.objects.get(pk=office.lan.pk), batch, "nhầm tệp")

    assert set(Unit.objects.values_list("pk", flat=True)) == before


def test_a_unit_that_the_ledger_names_stays_with_those_over_it(
    office: Office,
) -> None:
    batch = schools(office, titles="LĐTT 2015")
    actions.add_unit_for(office.lan, batch, *queries.unknown_units(batch))
    actions.confirm(office.lan, batch)

    undoing.undo(User.objects.get(pk=office.lan.pk), batch, "nhầm tệp")

    kept = Unit.objects.get(subject__name="Tổ Văn phòng")
    over = parent_of(kept)
    assert over
    assert over.name == HOA_SEN
    assert not Unit.objects.filter(subject__name=BINH_HOA).exists()


def test_the_unit_of_another_school_is_not_taken_for_the_one_of_that_name(
    office: Office,
) -> None:
    found(office, "Tổ Văn phòng", found(office, HOA_SEN, office.unit))

    batch = read(
        office,
        section("I", BINH_HOA),
        section("", "Tổ Văn phòng"),
        person("Lý Thị Chín"),
    )

    assert batch.rows.get().unit is None
    assert queries.unknown_units(batch) == [f"{BINH_HOA} › Tổ Văn phòng"]


@pytest.mark.parametrize(
    "heading", ["KHỐI CƠ QUAN", "CÔNG CHỨC", "Văn phòng HĐND tỉnh", "VĂN PHÒNG"]
)
def test_a_heading_that_only_groups_is_no_unit(office: Office, heading: str) -> None:
    batch = read(
        office, section("A", heading), section("I", "Phòng Mới"), person("Lý Thị Chín")
    )

    assert queries.unknown_units(batch) == ["Phòng Mới"]


def test_a_known_unit_is_found_under_a_heading_nobody_knows(office: Office) -> None:
    batch = read(
        office,
        section("A", "Trung tâm điều hành"),
        section("I", office.first.name),
        person("Lý Thị Chín"),
    )

    assert batch.rows.get().unit == office.first


def test_a_cell_may_say_which_of_two_units_with_the_one_over_it(
    office: Office,
) -> None:
    for school in (HOA_SEN, BINH_HOA):
        found(office, "Tổ Văn phòng", found(office, school, office.unit))

    one = read(office, line("Lý Thị Chín", unit=f"Tổ Văn phòng, {BINH_HOA}"))
    doubtful = read(office, line("Lý Thị Chín", unit="Tổ Văn phòng"))

    unit = one.rows.get().unit
    over = unit and parent_of(unit)
    assert over
    assert over.name == BINH_HOA
    assert doubtful.rows.get().unit is None
    said = doubtful.problems[0]["sentence"]
    assert "có 2 đơn vị tên “Tổ Văn phòng”" in said
    assert f"ví dụ “Tổ Văn phòng, {HOA_SEN}”" in said


def reorganised(office: Office, form: Any) -> None:
    registry.reorganise(office.lan, form)
    office.lan.__dict__.update(User.objects.get(pk=office.lan.pk).__dict__)


DECIDED: dict[str, Any] = {
    "on": date(2016, 7, 1),
    "decision_no": "45/NQ-HĐND",
    "decided_on": date(2016, 6, 20),
}


def test_a_unit_merged_in_the_year_is_told_of_and_not_founded_again(
    office: Office,
) -> None:
    both = (office.first, office.second)
    new = registry.UnitForm(name="Phòng Mới", kind="division")
    reorganised(office, registry.Merger(units=both, new=new, **DECIDED))

    batch = read(office, line("Lý Thị Chín", unit=office.first.name))

    (said,) = [each["sentence"] for each in queries.errors(batch)]
    assert "đã kết thúc ngày 30/06/2016, nay là “Phòng Mới”" in said
    assert queries.unknown_units(batch) == []


def test_a_dissolved_unit_is_told_of_though_nothing_continues_it(
    office: Office,
) -> None:
    places = {office.an.pk: office.second}
    form = registry.Dissolution(unit=office.first, places=places, **DECIDED)
    reorganised(office, form)

    batch = read(office, line("Lý Thị Chín", unit=office.first.name))

    (said,) = [each["sentence"] for each in queries.errors(batch)]
    assert "đã kết thúc ngày 30/06/2016. Ghi tên đơn vị hiện nay." in said


def test_a_name_from_before_is_still_the_unit_s_own(office: Office) -> None:
    form = registry.Renaming(unit=office.first, name="Phòng Một", **DECIDED)
    reorganised(office, form)

    batch = read(office, line("Lý Thị Chín", unit="Phòng Tổng hợp"))

    assert batch.rows.get().unit == office.first


@pytest.mark.parametrize("cell", ["Lãnh đạo Văn phòng HĐND", "Lãnh đạo Văn phòng"])
def test_leaders_of_an_office_told_short_belong_to_it(
    office: Office, cell: str
) -> None:
    assert read(office, line("Mai Văn Tám", unit=cell)).rows.get().unit == office.unit
