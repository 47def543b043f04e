import io
from datetime import date, datetime

import pytest
import xlsxwriter

from tests.sheets import making
from vinhdanh.sheets import extents, workbook
from vinhdanh.sheets.refusal import SheetRefused


@pytest.mark.parametrize(
    ("letters", "index"), [("A", 0), ("Z", 25), ("AA", 26), ("BH", 59), ("XFD", 16383)]
)
def test_columns_are_named_as_excel_names_them(letters, index):
    assert extents.column_index(letters) == index
    assert extents.column_letter(index) == letters


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        ("An", "An"),
        (3.0, "3"),
        (3.5, "3,5"),
        (7, "7"),
        (True, "Đúng"),
        (date(1980, 2, 28), "28/02/1980"),
        (datetime(1980, 2, 28, 7), "28/02/1980"),  # noqa: DTZ001
    ],
)
def test_a_cell_is_shown_as_a_person_sees_it(cell, seen):
    assert workbook.shown(cell) == seen


def test_cells_without_a_place_are_counted_along():
    part = (
        b"<sheetData><row><c><v>1</v></c><c><v>2</v></c></row>"
        b'<row hidden="1"><c t="e"><v>#N/A</v></c><c><f>A1</f></c></row></sheetData>'
    )
    assert extents.of_worksheet(part) == extents.Extent(
        (1, 1), frozenset({(1, 0)}), frozenset({(1, 1)}), (1,)
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_comes_through_its_own_door(separator, encoding):
    rows = [making.HEADINGS, (1, "An, Nguyễn", "28/02/1980", "Phòng; ban", "HTT")]
    data = making.comma(*rows, separator=separator, encoding=encoding)
    found = making.opened(data, "ds.csv")
    assert found.sheets[0].rows[1] == [
        "1",
        "An, Nguyễn",
        "28/02/1980",
        "Phòng; ban",
        "HTT",
    ]


def test_a_sheet_too_wide_is_left_aside_and_the_others_read():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.add_worksheet("Chấm điểm").write(0, 70, "x")
    book.add_worksheet("Nháp").hide()
    sheet = book.add_worksheet("Danh sách")
    for row, cells in enumerate((making.HEADINGS, making.AN)):
        sheet.write_row(row, 0, cells)
    sheet.activate()
    book.close()
    found = making.opened(buffer.getvalue())
    assert [sheet.name for sheet in found.sheets] == ["Danh sách"]
    too_wide, hidden = found.left_aside
    assert too_wide == (
        "Trang tính “Chấm điểm”: có dữ liệu tới dòng 1, cột BS, ngoài giới hạn 20000 "
        "dòng và 60 cột. Xóa các dòng, cột thừa (kể cả ô chỉ có dấu cách), lưu lại rồi "
        "gửi."
    )
    assert hidden == "Trang tính “Nháp” đang ẩn nên không được đọc."
    with pytest.raises(SheetRefused, match="không có trang tính “Nháp”"):
        found.sheet("Nháp")


def test_an_empty_workbook_says_so():
    with pytest.raises(SheetRefused, match="Mọi trang tính đều trống"):
        making.opened(making.xlsx())
