"""Tables as a page draws them, read for a sheet: words, merged cells, kinds."""

import io
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from vinhdanh.pages.shell import drawn
from vinhdanh.sheets.writing import Hundredths, workbook


def written(head: str, *rows: str) -> drawn.Table:
    above = f"<thead><tr>{head}</tr></thead>"
    below = "".join(f"<tr>{row}</tr>" for row in rows)
    return drawn.table(f"{above}<tbody>{below}</tbody>", "Bảng")


def one(cell: str, classes: str = "") -> object:
    """The value of one cell under one heading."""
    (row,) = written("<th>Cột</th>", f'<td class="{classes}">{cell}</td>').rows
    return row[0]


def test_blocks_are_lines_and_spaces_are_one() -> None:
    assert one("Lê  Thị\n Bình<div>Chuyên viên,\n Phòng A</div>") == (
        "Lê Thị Bình\nChuyên viên, Phòng A"
    )


@pytest.mark.parametrize(
    "left_out",
    [
        '<a class="btn" href="/">Mở</a>',
        "<button>Ghi</button>",
        '<span class="visually-hidden">chỉ để nghe</span>',
        '<a class="vd-no-print" href="/">rút</a>',
        '<input type="hidden" name="a" value="b">',
    ],
)
def test_buttons_and_what_is_only_heard_stay_out(left_out: str) -> None:
    assert one(f"đã xác nhận {left_out}") == "đã xác nhận"


def test_a_heading_that_the_page_shortens_is_whole_in_the_sheet() -> None:
    heading = (
        '<th data-whole="1. Kiến nghị cử tri được theo dõi"><b>1. Kiến nghị…</b></th>'
    )
    found = drawn.table(
        f"<thead><tr><th>Bên</th>{heading}</tr></thead>"
        "<tbody><tr><th>Ban Pháp chế</th><td>100 %</td></tr></tbody>",
        "Kết quả",
    )

    assert [column.label for column in found.columns] == [
        "Bên",
        "1. Kiến nghị cử tri được theo dõi",
    ]
    assert found.rows == (("Ban Pháp chế", "100 %"),)


def test_fields_say_what_stands_in_them() -> None:
    chosen = "<select><option>một</option><option selected>hai</option></select>"
    assert one('<input type="checkbox" checked>') == "x"
    assert one('<input type="checkbox">') is None
    assert one('<input type="date" value="2016-03-09">') == date(2016, 3, 9)
    assert one("<textarea>lý do</textarea>") == "lý do"
    assert one(chosen) == "hai"


def test_a_sign_says_its_label() -> None:
    assert one('<svg class="icon" aria-label="lỗi"><use href="x"></use></svg> sai') == (
        "lỗi sai"
    )


@pytest.mark.parametrize("blank", ["", "–", " – "])
def test_a_dash_is_an_empty_cell(blank: str) -> None:
    assert one(blank) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("0", 0),
        ("1.234", 1234),
        ("-5", -5),
        ("1.234,5", Hundredths(123450)),
        ("-0,05", Hundredths(-5)),
        ("1.23", "1.23"),
        ("007", "007"),
        ("khoảng 12", "khoảng 12"),
        ("03/38", "03/38"),
    ],
)
def test_numbers_are_typed_where_the_page_marks_them(words: str, value: object) -> None:
    assert one(words, "is-number") == value


def test_digits_elsewhere_stay_text() -> None:
    assert one("12") == "12"


def test_dates_are_typed_and_impossible_ones_stay_text() -> None:
    assert one("29/02/2016") == date(2016, 2, 29)
    assert one("29/02/2015") == "29/02/2015"


def test_a_column_of_years_is_of_years() -> None:
    years = written("<th>Năm</th>", "<td>2015</td>", "<td>2016</td>")
    mixed = written("<th>Năm</th>", "<td>2015</td>", "<td>2016–2017</td>")

    assert (years.columns[0].kind, years.rows) == ("year", ((2015,), (2016,)))
    assert mixed.rows == (("2015",), ("2016–2017",))


def test_sums_of_money_are_numbers_and_the_heading_says_of_what() -> None:
    table = written("<th>Tiền thưởng</th>", "<td>2.340.000 đ</td>", "<td>–</td>")

    assert table.columns[0].label == "Tiền thưởng (đồng)"
    assert table.rows == ((2_340_000,), (None,))


def test_a_column_of_deeds_stays_out() -> None:
    table = written(
        '<th>Tên</th><th><span class="visually-hidden">Việc</span></th>'
        '<th class="vd-no-print">Thôi</th>',
        '<th>Bình</th><td><a href="/">Ghi</a></td><td class="vd-no-print">x</td>',
    )

    assert [column.label for column in table.columns] == ["Tên"]
    assert table.rows == (("Bình",),)


def test_a_row_that_is_not_printed_stays_out() -> None:
    html = '<tbody><tr><td>a</td></tr><tr class="vd-no-print"><td>b</td></tr></tbody>'

    assert drawn.table(html, "Bảng").rows == (("a",),)


def test_merged_headings_stand_over_each_column() -> None:
    html = (
        '<thead><tr><th rowspan="2">Tên</th><th colspan="2">2016</th></tr>'
        "<tr><th>Đạt</th><th>Không</th></tr></thead>"
        "<tbody><tr><td>a</td><td>b</td><td>c</td></tr></tbody>"
    )

    table = drawn.table(html, "Bảng")

    labels = [column.label for column in table.columns]
    assert labels == ["Tên", "2016 – Đạt", "2016 – Không"]


def test_a_stretch_of_years_stands_in_each_and_a_part_s_name_once() -> None:
    table = written(
        "<th>Mục</th><th>2015</th><th>2016</th>",
        '<td colspan="3">I. Văn phòng</td>',
        '<th>Chức vụ</th><td colspan="2">Chuyên viên</td>',
    )

    assert table.rows == (
        ("I. Văn phòng", None, None),
        ("Chức vụ", "Chuyên viên", "Chuyên viên"),
    )


def test_words_like_a_formula_are_text_in_the_file() -> None:
    table = written("<th>=1+1</th>", "<td>=HYPERLINK(1)</td>", "<td>@SUM(A1)</td>")

    data = io.BytesIO(workbook([table]))
    with zipfile.ZipFile(data) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    data.seek(0)
    rows = CalamineWorkbook.from_filelike(data).get_sheet_by_index(0).to_python()

    assert "<f>" not in sheet
    assert [row[0] for row in rows[2:]] == ["=1+1", "=HYPERLINK(1)", "@SUM(A1)"]


def test_a_text_longer_than_a_cell_is_cut_with_a_sign() -> None:
    value = one("ă" * 40_000)

    assert isinstance(value, str)
    assert (len(value), value[-1]) == (32_767, "…")
