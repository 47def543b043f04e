"""Large workbooks read back as they were written, and run nothing."""

import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest

from vinhdanh.sheets.large import PLAIN, Look, Page, Row, workbook
from vinhdanh.sheets.workbook import open_workbook

TEXT = Look(border=True, wrap=True)
DAY = Look(number="dd/mm/yyyy")


def page(rows, *, name="Kết quả", **more):
    """A page of rows of (value, look); None: no cell there."""
    widths = [12.0] * max((len(row) for row in rows), default=1)
    return Page(name, [row_of(cells) for cells in rows], widths, (1, 1), **more)


def row_of(cells):
    pairs = [cell or ("", None) for cell in cells]
    return Row([value for value, _ in pairs], [look for _, look in pairs])


def read(*pages):
    return open_workbook(workbook(pages), "a.xlsx").sheets


def parts(*pages):
    with zipfile.ZipFile(io.BytesIO(workbook(pages))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize(
    "value",
    ["Trần Thị Lan", " hai dấu cách ", "dòng\nthứ hai", "<b>&\"'</b>", 12, 3.5, True],
)
def test_a_value_reads_back_as_it_was(value):
    (sheet,) = read(page([[("Tên", PLAIN)], [(value, TEXT)]]))

    assert sheet.rows[1][0] == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2016, 2, 29), date(2016, 2, 29)),
        (datetime(2016, 2, 29, 12), datetime(2016, 2, 29, 12)),  # noqa: DTZ001
    ],
)
def test_a_day_reads_back_as_a_day(value, expected):
    (sheet,) = read(page([[("Ngày", PLAIN)], [(value, DAY)]]))

    assert sheet.rows[1][0] == expected


def test_times_are_parts_of_a_day():
    rows = [
        [("Giờ", PLAIN)],
        [(time(6), PLAIN)],
        [(timedelta(days=1, hours=12), PLAIN)],
    ]

    (sheet,) = read(page(rows))

    assert [row[0] for row in sheet.rows[1:]] == [0.25, 1.5]


@pytest.mark.parametrize("words", ["=1+1", "+84", "-1", "@a", "＝1"])
def test_text_that_looks_like_a_formula_is_quoted_text(words):
    written = parts(page([[("Tên", PLAIN)], [(words, TEXT)]]))

    assert "<f>" not in written["xl/worksheets/sheet1.xml"]
    assert written["xl/styles.xml"].count('quotePrefix="1"') == 1
    assert read(page([[("Tên", PLAIN)], [(words, TEXT)]]))[0].rows[1][0] == words


def test_what_xml_cannot_hold_is_left_out_and_an_escape_stays_text():
    (sheet,) = read(page([[("a\x00b", PLAIN)], [("_x0041_", PLAIN)]]))

    assert [row[0] for row in sheet.rows] == ["ab", "_x0041_"]


def test_a_text_longer_than_a_cell_is_cut():
    (sheet,) = read(page([[("a" * 40_000, PLAIN)]]))

    assert (len(sheet.rows[0][0]), sheet.rows[0][0][-1]) == (32_767, "…")


def test_an_empty_cell_keeps_its_look_and_no_cell_leaves_a_gap():
    (sheet,) = read(page([[("", TEXT), None, ("c", TEXT)]]))

    assert sheet.rows == [["", "", "c"]]


def test_rows_that_share_their_looks_keep_their_own_values_and_types():
    alike = (TEXT, PLAIN, DAY)
    rows = [
        Row(("Tên", 1, "Ngày"), alike),
        Row(("Lan", True, date(2016, 3, 1)), alike),
        Row(("Minh", 1.5, ""), alike),
        Row(("Lan", 1, date(2016, 3, 1)), alike),
    ]

    (sheet,) = read(Page("Kết quả", rows, [12.0] * 3, (1, 1)))

    assert sheet.rows[1:] == [
        ["Lan", True, date(2016, 3, 1)],
        ["Minh", 1.5, ""],
        ["Lan", 1, date(2016, 3, 1)],
    ]
    assert [type(row[1]) for row in sheet.rows[1:]] == [bool, float, float]


def test_the_heading_stays_in_sight_and_is_printed_on_each_page():
    made = page(
        [[("Tên", TEXT)], [("Lan", TEXT)]],
        name="Danh sách 'A'",
        kept=1,
        merged=["A1:B1"],
        heights={1: 30},
        filter="A1:A2",
    )

    written = parts(made)

    sheet, book = written["xl/worksheets/sheet1.xml"], written["xl/workbook.xml"]
    assert '<pane xSplit="1" ySplit="1" topLeftCell="B2"' in sheet
    assert '<row r="1" ht="30" customHeight="1">' in sheet
    assert '<autoFilter ref="A1:A2"/>' in sheet
    assert '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>' in sheet
    assert 'fitToWidth="1" fitToHeight="0" pageOrder="overThenDown"' in sheet
    assert "'Danh sách  A'!$A:$A,'Danh sách  A'!$1:$1<" in book
    assert "!$A$1:$A$2" in book


def test_sheets_of_one_name_are_told_apart():
    one = page([[("a", PLAIN)]])

    assert [sheet.name for sheet in read(one, one)] == ["Kết quả", "Kết quả 2"]


def test_the_same_pages_are_the_same_bytes():
    one = page([[("a", PLAIN)], [("b", TEXT)]])

    assert workbook([one]) == workbook([one])
