"""How an office understands its own columns is remembered for the next such sheet."""

import pytest

from tests.intake.sheets import HEADINGS, line, workbook
from tests.worlds import Office
from vinhdanh.intake import actions, batches
from vinhdanh.intake.models import ImportBatch, RememberedMapping

NOTES = (*HEADINGS, "Ghi chú nội bộ")


def read(
    office: Office, name: str, year: int = 2016, headings: tuple[str, ...] = NOTES
) -> ImportBatch:
    data = workbook(
        [[*line("Mai Văn Tám"), "Văn thư"]],
        headings=headings,
        title=f"DANH SÁCH {name}",
    )
    return actions.read_sheet(office.lan, office.unit, data, f"{name}.xlsx", year=year)


@pytest.fixture
def chosen(office: Office) -> ImportBatch:
    batch = read(office, "mot")
    mapping = batches.mapping_of(batch).used_as("E", None).used_as("N", "post")
    actions.remap(office.lan, batch, mapping.with_blank("initiatives", "none"))
    batch.refresh_from_db()
    return batch


def test_the_next_sheet_of_the_same_form_is_read_as_chosen(
    office: Office, chosen: ImportBatch
) -> None:
    again = read(office, "hai")

    assert again.mapping["columns"] == chosen.mapping["columns"]
    assert again.mapping["blank_means"]["initiatives"] == "none"
    assert again.guessed["remembered"]["file"] == "mot.xlsx"
    assert again.rows.get().values["post"] == "Văn thư"


def test_next_years_list_has_next_years_columns(
    office: Office, chosen: ImportBatch
) -> None:
    headings = tuple(
        words.replace("2016", "2017").replace("2015", "2016") for words in NOTES
    )

    again = read(office, "sau", year=2017, headings=headings)

    assert again.guessed["remembered"]["file"] == "mot.xlsx"
    assert [again.mapping["columns"][at]["year"] for at in ("H", "I")] == [2016, 2017]


def test_other_headings_and_other_offices_are_guessed(
    office: Office, chosen: ImportBatch
) -> None:
    other = read(office, "khac", headings=(*HEADINGS, "Ghi chú"))

    assert other.guessed["remembered"] == {}
    assert other.rows.get().values["post"] == "Chuyên viên"


def test_a_choice_is_let_go(office: Office, chosen: ImportBatch) -> None:
    again = read(office, "hai")

    actions.forget_mapping(office.lan, again)

    again.refresh_from_db()
    assert again.rows.get().values["post"] == "Chuyên viên"
    assert (again.guessed["remembered"], RememberedMapping.objects.count()) == ({}, 0)
