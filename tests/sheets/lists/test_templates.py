"""Templates: understood when they come back, with lists to choose from and a guide."""

import io
import zipfile

import pytest

from tests.sheets import making
from tests.sheets.lists.lists import YEAR
from vinhdanh.sheets import extents, mapping, reading
from vinhdanh.sheets.kinds import Asked
from vinhdanh.sheets.lists import LISTS, tables
from vinhdanh.sheets.recognition import recognise

UNITS = ("Phòng Tổng hợp", "Phòng Kinh tế, Ngân sách")


def opened(code, **choices):
    return making.opened(tables.template(LISTS[code], YEAR, choices), "mau.xlsx")


@pytest.mark.parametrize("code", LISTS)
def test_a_template_is_understood_when_it_comes_back(code):
    kind = LISTS[code]
    workbook = opened(code, unit=UNITS)

    found = mapping.guess(workbook, kind, year=YEAR)
    empty = reading.read(workbook, found, kind, year=YEAR)

    assert mapping.refusals(found, kind) == []
    assert found.not_understood() == []
    assert (found.sheet, empty.rows) == ("Danh sách", [])
    assert [problem.sentence for problem in empty.errors] == [
        f"Cả trang tính: không có {kind.noun} nào dưới dòng tiêu đề."
    ]


@pytest.mark.parametrize("code", LISTS)
def test_a_template_is_recognised_as_its_kind(code):
    assert recognise(opened(code, unit=UNITS))[0].kind.code == code


@pytest.mark.parametrize("code", sorted(set(LISTS) - {"score_sheets"}))
def test_units_with_commas_are_chosen_from_a_sheet_of_their_own(code):
    data = tables.template(LISTS[code], YEAR, {"unit": UNITS})
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        rules = parts.read("xl/worksheets/sheet1.xml").decode()
    choices = making.opened(data).sheet("Danh mục")

    columns = [at for at, words in enumerate(choices.rows[1]) if "ơn vị" in words]
    assert len(columns) == 1
    at = extents.column_letter(columns[0])
    assert f"<formula1>'Danh mục'!${at}$3:${at}$4</formula1>" in rules
    assert [choices.cell(row, columns[0]) for row in (2, 3)] == list(UNITS)


@pytest.mark.parametrize(
    ("code", "column"),
    [
        pytest.param(code, column, id=f"{code} {column.key}")
        for code, kind in LISTS.items()
        if code != "roster"
        for column in kind.columns
        if column.write is not None and column.example
    ],
)
def test_each_example_in_the_guide_is_a_right_one(code, column):
    found = column.read(column.example, Asked(YEAR, YEAR))

    assert found.value not in (None, "", [])
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("code", "column"),
    [
        pytest.param(code, column, id=f"{code} {column.key}")
        for code, kind in LISTS.items()
        for column in kind.columns
        if column.choices
    ],
)
def test_each_choice_of_a_list_reads_as_something_of_its_own(code, column):
    values = [column.read(words, Asked(YEAR, YEAR)).value for words in column.choices]

    assert len(set(map(str, values))) == len(column.choices)
    assert None not in values


def test_the_guide_says_what_an_empty_cell_means():
    lines = {row[0]: row for row in tables.guide(LISTS["registrations"]).rows}

    assert lines["Sáng kiến đăng ký"] == (
        "Sáng kiến đăng ký",
        "",
        "Số hóa hồ sơ kỳ họp",
        "Ô trống: chưa rõ.",
    )
    assert lines["Họ tên, tên tập thể"][1] == "bắt buộc"
