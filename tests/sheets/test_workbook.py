import io
import zipfile
from datetime import date, datetime
from types import SimpleNamespace

import pytest
import python_calamine as calamine
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


def test_a_workbook_with_a_password_is_refused(monkeypatch):
    def locked(_file):
        raise calamine.PasswordError("locked")

    data = making.xlsx(making.HEADINGS, making.AN)
    monkeypatch.setattr(calamine, "load_workbook", locked)
    with pytest.raises(SheetRefused, match="được đặt mật khẩu"):
        making.opened(data)


def test_an_xls_is_held_to_the_limits_and_its_charts_passed_over(monkeypatch):
    class Sheet:
        merged_cell_ranges = None
        start = (0, 0)

        def __init__(self, rows):
            self.rows = rows
            self.end = (len(rows) - 1, max(map(len, rows)) - 1)

        def iter_rows(self):
            return iter(self.rows)

    kinds, visible = calamine.SheetTypeEnum, calamine.SheetVisibleEnum.Visible
    sheets = {"Rộng": Sheet([["x"] * 61]), "DS": Sheet([["Lê An"]])}
    book = SimpleNamespace(
        sheets_metadata=[
            SimpleNamespace(name="Biểu đồ", typ=kinds.ChartSheet, visible=visible),
            *(
                SimpleNamespace(name=name, typ=kinds.WorkSheet, visible=visible)
                for name in sheets
            ),
        ],
        get_sheet_by_name=sheets.__getitem__,
    )
    monkeypatch.setattr(calamine, "load_workbook", lambda _file: book)
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le")
    found = making.opened(data, "ds.xls")
    assert [sheet.name for sheet in found.sheets] == ["DS"]
    assert [aside[:16] for aside in found.left_aside] == ["Trang tính “Rộng"]


def test_a_chart_has_no_extent():
    parts = {
        "xl/workbook.xml": b'<workbook xmlns="http://schemas.openxmlformats.org/'
        b'spreadsheetml/2006/main"><sheets><sheet name="A"/></sheets></workbook>'
    }
    assert extents.of_xlsx(parts) == {extents.ANY_SHEET: extents.NOTHING_KNOWN}


ODS_ROW = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>{}</text:p>'
    '</table:table-cell><table:table-cell office:value-type="date" '
    'office:date-value="1980-02-28"><text:p>28/02/1980</text:p></table:table-cell>'
    "</table:table-row>"
)


def test_an_ods_is_read():
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:'
        'office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        '<office:spreadsheet><table:table table:name="DS">'
        "<table:table-row><table:table-cell office:value-type='string'>"
        "<text:p>Họ và tên</text:p></table:table-cell>"
        "<table:table-cell office:value-type='string'>"
        "<text:p>Ngày sinh</text:p></table:table-cell></table:table-row>"
        + ODS_ROW.format("Lê An")
        + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<m/>")
    found = making.read(buffer.getvalue(), "ds.ods")
    assert [row.values["name"] for row in found.rows] == ["Lê An"]
    assert found.rows[0].values["birth_date"] == "1980-02-28"


def test_rows_and_columns_left_empty_at_the_edge_keep_their_places():
    found = making.opened(making.xlsx((), ("", "", "Lê An"), ("", "x")))
    assert found.sheets[0].rows == [["", "", ""], ["", "", "Lê An"], ["", "x", ""]]


def test_a_long_sheet_is_measured_piece_by_piece(monkeypatch):
    part = b"<sheetData>" + b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c><c r="C%d" t="e"><v>#N/A</v></c></row>'
        % (row, row, row)
        for row in range(1, 40)
    )
    whole = extents.of_worksheet(part)
    monkeypatch.setattr(extents, "_PIECE", 100)
    assert extents.of_worksheet(part) == whole
    assert whole.last == (38, 2)
    assert len(whole.errors) == 39


@pytest.mark.parametrize(
    ("cells", "last"),
    [
        (
            b'<c r="A2"><v>1</v></c><c r="C2" t="s"><v>0</v></c><c r="D2" s="4"/>',
            (1, 2),
        ),
        # No program puts the farther cell first; a hostile file may.
        (b'<c r="XFD2"><v>1</v></c><c r="A2"><v>1</v></c>', (1, 16383)),
        (b'<c r="T2"><v>1</v></c><c r="A2"><v>1</v></c>', (1, 19)),
        (b'<c r="A99"><v>1</v></c>', (98, 0)),
        (b"<c><v>1</v></c>", (1, 0)),
        (b'<c r="B2" s="1"/>', (-1, -1)),
        (b'<c r="B2" s="1"></c>', (-1, -1)),
        (b'<c r="A2"><v>1</v></c><c r="B2" t="e"><v>#N/A</v></c>', (1, 1)),
    ],
)
def test_the_far_corner_is_that_of_the_values(cells, last):
    part = b'<sheetData><row r="2" spans="1:3">' + cells + b"</row></sheetData>"
    assert extents.of_worksheet(part).last == last


def test_a_hidden_row_without_a_number_counts_on_the_rows_before_it():
    part = (
        b'<sheetData><row r="3"><c r="A3"><v>1</v></c></row>'
        b'<row hidden="1"><c r="A4"><v>1</v></c></row></sheetData>'
    )
    assert extents.of_worksheet(part).hidden_rows == (3,)


def test_an_empty_workbook_says_so():
    with pytest.raises(SheetRefused, match="Mọi trang tính đều trống"):
        making.opened(making.xlsx())


@pytest.mark.parametrize(
    ("spoilt", "after"),
    [
        ('3,"Lê Cúc,03/01/1985,Phòng A\n', ""),
        ('3,Lê Cúc,03/01/1985,"Phòng A\n', '5,Lê Em,05/01/1985,"Phòng A"\n'),
    ],
)
def test_a_quotation_mark_that_is_not_closed_is_told_with_its_line(spoilt, after):
    lines = (
        "STT,Họ và tên,Ngày sinh,Đơn vị\n",
        '1,Lê An,01/01/1985,"Phòng ""Một cửa"""\n',
        '2,"Lê\nBa",02/01/1985,Tổ "Hai"\n',
        spoilt,
        "4,Lê Dung,04/01/1985,Phòng A\n",
        after,
    )
    with pytest.raises(SheetRefused, match="hỏng ở dòng 5: dấu ngoặc kép"):
        making.opened("".join(lines).encode(), "ds.csv")

    whole = making.opened("".join(lines[:3]).encode(), "ds.csv").sheets[0]
    assert whole.rows[1][3] == 'Phòng "Một cửa"'
    assert whole.rows[2][3] == 'Tổ "Hai"'
