"""What goes out is typed, harmless, and reads back."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets import making
from vinhdanh.sheets import writing
from vinhdanh.sheets.writing import Hundredths, Ratio, Table, TableColumn, Taken

COLUMNS = (
    TableColumn("Đơn vị", "text", 30),
    TableColumn("Số người", "int"),
    TableColumn("Ngày", "date"),
    TableColumn("LĐTT", "ratio"),
)
ROW = ("Phòng Tổng hợp", 12, date(2016, 12, 30), Ratio(3, 3))
TABLE = Table("Tổng hợp", COLUMNS, (ROW, (None, None, None, None)), notes=("Ghi chú",))


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def cells(data):
    return making.opened(data).sheets[0].rows


def test_values_keep_their_kinds():
    rows = cells(writing.workbook([TABLE]))
    assert rows[0][0] == "Tổng hợp"
    assert rows[2] == ["Đơn vị", "Số người", "Ngày", "LĐTT"]
    assert rows[3] == ["Phòng Tổng hợp", 12.0, date(2016, 12, 30), "03/03"]
    assert rows[6][0] == "Ghi chú"


def test_a_sheet_is_set_up_to_be_read_and_printed():
    sheet = parts(writing.workbook([TABLE]))
    xml = sheet["xl/worksheets/sheet1.xml"]
    assert 'state="frozen"' in xml
    assert 'topLeftCell="A4"' in xml
    assert 'orientation="landscape"' in xml
    assert 'paperSize="9"' in xml
    assert "Trang &amp;P/&amp;N" in xml
    assert "_xlnm.Print_Titles" in sheet["xl/workbook.xml"]


def test_whose_table_it_is_stands_under_its_title_and_moves_no_row():
    plain = writing.workbook([TABLE])
    under = "Phiếu chấm: Phòng Tổng hợp · Chấm điểm các phòng năm 2026"
    said = writing.workbook([replace(TABLE, under=under)])

    assert cells(plain)[1] == ["", "", "", ""]
    assert cells(said)[1] == [under, "", "", ""]
    assert cells(said)[2:] == cells(plain)[2:]


def test_the_same_table_is_the_same_bytes():
    assert writing.workbook([TABLE]) == writing.workbook([TABLE])


def test_sheet_names_are_made_fit_and_different():
    tables = [
        Table(title, COLUMNS, ()) for title in ("Quý I/II: [x]", "A" * 40, "A" * 40)
    ]
    names = parts(writing.workbook(tables))["xl/workbook.xml"]
    assert 'name="Quý I II   x"' in names
    assert f'name="{"A" * 31}"' in names
    assert f'name="{"A" * 29} 2"' in names


def test_drop_down_lists_offer_the_words_in_use():
    table = Table("T", (TableColumn("GT", choices=("Nam", "Nữ")),), (), empty_rows=5)
    assert "Nam,Nữ" in parts(writing.workbook([table]))["xl/worksheets/sheet1.xml"]


def test_a_row_of_another_width_is_refused():
    with pytest.raises(ValueError, match="zip"):
        writing.workbook([Table("T", COLUMNS, (("x",),))])


def test_a_text_too_long_for_a_cell_is_refused():
    with pytest.raises(ValueError, match="nhiều nhất 32767 ký tự"):
        writing.workbook([Table("T", (TableColumn("A"),), (("x" * 32_768,),))])


RISKY = st.sampled_from("=+-@\t\r＝＋－＠").flatmap(
    lambda start: st.text(
        st.characters(exclude_categories=("Cs", "Cc")), max_size=30
    ).map(lambda rest: start + rest)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(RISKY, min_size=1, max_size=5))
def test_no_text_becomes_a_formula(texts):
    table = Table("T", (TableColumn("A"),), tuple((words,) for words in texts))
    sheet = parts(writing.workbook([table]))
    xml = sheet["xl/worksheets/sheet1.xml"]
    assert "<f>" not in xml
    assert "<hyperlink" not in xml
    assert 'quotePrefix="1"' in sheet["xl/styles.xml"]


@pytest.mark.parametrize(
    ("hundredths", "written", "cell"),
    [
        (123_450, "1.234,5", 1234.5),
        (-5, "-0,05", -0.05),
        (100_000, "1.000", 1000.0),
        (99_999_999_999_999, "999.999.999.999,99", 999_999_999_999.99),
    ],
)
def test_a_number_with_decimals_is_a_number_in_the_sheet(hundredths, written, cell):
    table = Table("Số", (TableColumn("Điểm", "number"),), ((Hundredths(hundredths),),))

    assert cells(writing.workbook([table]))[3] == [cell]
    assert str(Hundredths(hundredths)) == written


def test_a_year_has_no_thousands():
    table = Table("Năm", (TableColumn("Năm", "year"),), ((2016,),))
    book = parts(writing.workbook([table]))

    assert cells(writing.workbook([table]))[3] == [2016.0]
    style = re.search(r'<c r="A4" s="(\d+)"', book["xl/worksheets/sheet1.xml"])[1]
    looks = re.findall(r"<xf [^>]*>", book["xl/styles.xml"].split("<cellXfs")[1])
    assert 'numFmtId="1"' in looks[int(style)]  # 0, without #,##0


def test_a_row_is_as_high_as_its_words_need():
    rows = (("một dòng",), ("hai\ndòng",), ("bốn chữ một dòng " * 3,))
    table = Table("Bảng", (TableColumn("Một tiêu đề dài hơn cột", width=10),), rows)
    xml = parts(writing.workbook([table]))["xl/worksheets/sheet1.xml"]

    heights = dict(re.findall(r'<row r="(\d+)"[^>]*? ht="(\d+)"', xml))
    assert heights == {"3": "45", "5": "30", "6": "90"}


def test_choices_with_commas_or_too_long_stand_on_a_sheet_of_their_own():
    long = tuple(f"Lựa chọn dài số {number:02d}" for number in range(40))
    columns = (
        TableColumn("Mức", choices=("HTT", "HT")),
        TableColumn("Đơn vị", choices=("Phòng Kinh tế, Ngân sách", "Phòng Hai")),
        TableColumn("Dài", choices=long),
    )
    data = writing.workbook([Table("Mẫu", columns, (), empty_rows=3)])

    xml = parts(data)["xl/worksheets/sheet1.xml"]
    assert '<formula1>"HTT,HT"</formula1>' in xml
    assert "<formula1>'Danh mục'!$A$3:$A$4</formula1>" in xml
    assert "<formula1>'Danh mục'!$B$3:$B$42</formula1>" in xml
    choices = making.opened(data).sheet("Danh mục").rows
    assert choices[2] == ["Phòng Kinh tế, Ngân sách", long[0]]


def test_who_took_a_list_stands_at_its_foot_and_changes_none_of_its_cells():
    at = datetime(2016, 11, 22, 14, 5, tzinfo=UTC)
    taken = Taken("Lan & Minh", "Phòng R&D " + "rất dài " * 40, at)
    data = writing.workbook([TABLE], taken=taken)

    book = parts(data)
    foot = re.search("<oddFooter>(.*)</oddFooter>", book["xl/worksheets/sheet1.xml"])[1]
    assert foot.startswith("&amp;L&amp;8Lan &amp;&amp; Minh, Phòng R&amp;&amp;D rất")
    assert foot.endswith("&amp;RTrang &amp;P/&amp;N")
    assert "tải lúc 14:05 ngày 22/11/2016" in book["docProps/core.xml"]
    assert cells(data) == cells(writing.workbook([TABLE]))
    assert Taken("Lan", "", at).words == "Lan, tải lúc 14:05 ngày 22/11/2016"
