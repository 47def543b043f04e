"""Rows and all their problems at once."""

import json
import unicodedata
from datetime import date

import pytest

from tests.sheets import making
from vinhdanh.sheets import mapping, reading
from vinhdanh.sheets.roster import ROSTER


def test_a_person_is_read_with_typed_values():
    found = making.roster((1, "Lê An", date(1980, 2, 28), "Phòng Một", "HTXSNV"))
    assert found.problems == []
    assert found.rows[0].number == 2
    assert found.rows[0].values == {
        "name": "Lê An",
        "birth_date": "1980-02-28",
        "unit": "Phòng Một",
        "rating": {"2016": "HTXS"},
    }
    assert found.rows[0].cells == {
        "A": "1",
        "B": "Lê An",
        "C": "28/02/1980",
        "D": "Phòng Một",
        "E": "HTXSNV",
    }


def test_every_bad_cell_is_told_at_once():
    found = making.roster(
        making.AN,
        (2, "Lê Bình", "31/02/1980", "Phòng Một", "A+"),
        (3, "", "01/01/1981", "Phòng Một", "HTT"),
        (4, "Lê 4", "hôm qua", "Phòng Một", "HTT"),
    )
    assert making.sentences(found) == [
        (
            "Dòng 3, cột “Ngày sinh” (C): “31/02/1980” không phải ngày có thật. "
            "Ví dụ đúng: 28/02/1980."
        ),
        (
            "Dòng 3, cột “Xếp loại 2016” (E): “A+” không phải mức xếp loại. Các mức: "
            "HTXSNV (hoàn thành xuất sắc nhiệm vụ), HTTNV (tốt), HTNV, KHTNV "
            "(không hoàn thành); chưa hoặc không được xếp loại thì để trống ô. Ví dụ "
            "đúng: HTTNV."
        ),
        "Dòng 4, cột “Họ và tên” (B): để trống họ và tên. Ví dụ đúng: Nguyễn Văn An.",
        (
            "Dòng 5, cột “Họ và tên” (B): “Lê 4” có chữ số nên không phải họ và tên. "
            "Ví dụ đúng: Nguyễn Văn An."
        ),
        (
            "Dòng 5, cột “Ngày sinh” (C): “hôm qua” không đọc được thành ngày. "
            "Ví dụ đúng: 28/02/1980."
        ),
    ]
    assert len(found.errors) == 5
    assert found.rows[1].values["birth_date"] is None


def test_a_name_typed_in_pieces_is_one_name():
    found = making.roster(
        (1, unicodedata.normalize("NFD", "Đặng Thị Ẩn"), "28/02/1980", "Phòng Một", ""),
        (2, "Nguyễn\u00a0Văn\u200b  Ý", "28/02/1980", "Phòng Một", ""),
    )
    assert making.names(found) == ["Đặng Thị Ẩn", "Nguyễn Văn Ý"]
    assert found.problems == []


def test_a_blank_is_unknown_and_never_no():
    found = making.roster((1, "Lê An", "", "Phòng Một", ""))
    assert found.rows[0].values["birth_date"] is None
    assert found.rows[0].values["rating"] == {"2016": None}
    assert making.sentences(found) == [
        (
            "Dòng 2, cột “Ngày sinh” (C): để trống ngày sinh; coi là chưa rõ. "
            "Ví dụ đúng: 28/02/1980."
        )
    ]
    assert found.errors == []


def test_what_a_blank_means_is_chosen():
    headings = (
        "Họ và tên",
        "Ngày sinh",
        "Phòng",
        "Kỷ luật",
        "Số ngày nghỉ",
        "Sáng kiến",
    )
    workbook = making.opened(making.xlsx(headings, ("Lê An", "28/02/1980", "P")))
    usual = mapping.guess(workbook, ROSTER, year=2016)
    other = (
        usual.with_blank("discipline", "none")
        .with_blank("absence_working_days", "zero")
        .with_blank("initiatives", "unknown")
    )
    found = [
        reading.read(workbook, chosen, ROSTER, year=2016).rows[0].values
        for chosen in (usual, other)
    ]
    assert [values["discipline"] for values in found] == [
        {"2016": None},
        {"2016": "none"},
    ]
    assert [values["absence_working_days"] for values in found] == [
        {"2016": None},
        {"2016": 0},
    ]
    assert [values["initiatives"] for values in found] == [[], None]


def test_blanks_that_only_she_can_explain_are_told_once_for_a_column():
    headings = ("Họ và tên", "Ngày sinh", "Phòng", "Kỷ luật", "Sáng kiến")
    people = (("Lê An", "28/02/1980", "P"), ("Lê Ba", "28/02/1981", "P", "Không"))
    workbook = making.opened(making.xlsx(headings, *people, ("Lê Ca", "1/3/1982", "P")))
    usual = mapping.guess(workbook, ROSTER, year=2016)

    unsaid = reading.read(workbook, usual, ROSTER, year=2016)
    said = reading.read(
        workbook, usual.with_blank("discipline", "none"), ROSTER, year=2016
    )

    assert making.sentences(unsaid) == [
        (
            "Cả trang tính, cột “Kỷ luật” (D): 2 ô trống, coi là chưa rõ. Nếu ô trống "
            "nghĩa là không bị kỷ luật, hãy chọn như vậy ở phần “Đổi cách hiểu”. Ví dụ "
            "đúng: Không."
        )
    ]
    assert said.problems == []


@pytest.mark.parametrize("error", ["#N/A", "#REF!"])
def test_an_excel_error_is_unknown_with_a_word(error):
    found = making.read(
        making.xlsx(making.HEADINGS, making.AN, formulas={"E2": ("=NA()", error)})
    )
    assert found.rows[0].values["rating"] == {"2016": None}
    assert [problem.severity for problem in found.problems] == ["warning"]
    assert "ô báo lỗi" in making.sentences(found)[0]


def test_a_formula_without_a_result_is_an_error():
    data = making.repacked(
        making.xlsx(making.HEADINGS, making.AN, formulas={"E2": ("=A2", "HTT")}),
        replace={
            "xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"<v>HTT</v>", b"")
        },
    )
    assert making.sentences(making.read(data)) == [
        (
            "Dòng 2, cột “Xếp loại 2016” (E): công thức chưa có kết quả. Mở tệp bằng "
            "Excel, lưu lại rồi gửi. Ví dụ đúng: HTTNV."
        )
    ]


def test_section_rows_name_the_unit_of_the_rows_below():
    found = making.read(
        making.xlsx(
            ("STT", "Họ và tên", "Ngày sinh", "Xếp loại 2016"),
            ("I", "Lãnh đạo Văn phòng"),
            (1, "Lê An", "28/02/1980", "HTT"),
            ("II. Phòng Tổng hợp (2 người)",),
            (1, "Lê Bình", "28/02/1981", "HTT"),
            ("", "Lê Cúc", "28/02/1982", "HTT"),
            ("", "Phòng Hành chính:"),
            (1, "Lê Dung", "28/02/1983", "HTT"),
        )
    )
    assert [(row.values["name"], row.values["unit"]) for row in found.rows] == [
        ("Lê An", "Lãnh đạo Văn phòng"),
        ("Lê Bình", "Phòng Tổng hợp"),
        ("Lê Cúc", "Phòng Tổng hợp"),
        ("Lê Dung", "Phòng Hành chính"),
    ]
    assert found.problems == []
    assert found.account == "7 dòng dưới tiêu đề = 4 người + 3 dòng tên đơn vị."


def test_rows_that_are_no_people_are_passed_over_and_counted():
    found = making.read(
        making.xlsx(
            making.HEADINGS,
            ("(1)", "(2)", "(3)", "(4)", "(5)"),
            making.AN,
            (),
            making.HEADINGS,
            making.BINH,
            ("", "Tổng cộng: 2 người"),
            ("Ghi chú: xếp loại theo quyết định của Chánh Văn phòng",),
            ("", "NGƯỜI LẬP BIỂU", "", "", "CHÁNH VĂN PHÒNG"),
            ("", "Lê Ký", "", "", "Lê Duyệt"),
        )
    )
    assert making.names(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert found.problems == []
    assert found.rows_in == len(found.rows) + sum(found.skipped.values())
    assert found.account == (
        "9 dòng dưới tiêu đề = 2 người + 1 dòng đánh số cột + 1 dòng trống + 1 dòng "
        "tiêu đề nhắc lại + 1 dòng cộng + 3 dòng ghi chú, chữ ký cuối bảng."
    )


def test_a_list_of_names_and_dates_alone_loses_nobody_at_its_end():
    found = making.roster(
        ("Lê An", "28/02/1980"),
        ("Lê Bình", date(1981, 2, 28)),
        ("Lê Cúc", "1982"),
        ("NGƯỜI LẬP", "THỦ TRƯỞNG"),
        headings=("Họ và tên", "Ngày sinh"),
    )
    assert making.names(found) == ["Lê An", "Lê Bình", "Lê Cúc"]
    assert found.skipped == {"foot": 1}


def test_units_numbered_like_people_are_still_units():
    found = making.read(
        making.xlsx(
            ("STT", "Họ và tên", "Ngày sinh"),
            (1, "Phòng Tổng hợp"),
            ("1.1", "Lê An", "28/02/1980"),
            ("A",),
            ("", "", "", ""),
            (2, "Tổ Văn thư"),
            ("2.1", "Lê Bình", "28/02/1981"),
        )
    )
    assert [(row.values["name"], row.values["unit"]) for row in found.rows] == [
        ("Lê An", "Phòng Tổng hợp"),
        ("Lê Bình", "Tổ Văn thư"),
    ]
    assert [problem.row for problem in found.errors] == [4]


def test_a_lone_word_between_people_is_asked_about():
    found = making.roster(making.AN, ("", "Nguyễn Văn Lạc"), making.BINH)
    assert making.names(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert making.sentences(found) == [
        (
            "Dòng 3: “Nguyễn Văn Lạc” không rõ là người hay tên đơn vị. Bỏ dòng này, "
            "hoặc điền đủ họ tên và ngày sinh."
        )
    ]
    assert len(found.errors) == 1


def test_the_same_person_twice_is_told_with_both_rows():
    found = making.roster(
        making.AN,
        making.BINH,
        (3, "NGUYỄN VĂN AN", date(1980, 2, 28), "Phòng Tổng hợp", "HTXSNV"),
        (4, "Nguyễn Văn An", "28/02/1980", "Phòng Khác", "HTXSNV"),
    )
    assert making.sentences(found) == [
        (
            "Dòng 4, cột “Họ và tên” (B): “NGUYỄN VĂN AN” trùng với dòng 2 (cùng họ "
            "tên, ngày sinh, đơn vị). Xóa một dòng."
        )
    ]
    assert found.problems[0].severity == "error"


def test_two_people_that_cannot_be_told_apart_are_only_asked_about():
    found = making.roster(
        (1, "Lê An", "", "Phòng Một", ""), (2, "Lê An", "", "Phòng Một", "")
    )
    assert "có thể trùng với dòng 2" in making.sentences(found)[1]
    assert found.errors == []


def test_a_unit_merged_over_its_people_fills_down():
    found = making.read(
        making.xlsx(
            making.HEADINGS,
            (1, "Lê An", "28/02/1980", "Phòng Một", "HTT"),
            (2, "Lê Bình", "28/02/1980", "", "HTT"),
            merged=("D2:D3",),
        )
    )
    assert [row.values["unit"] for row in found.rows] == ["Phòng Một", "Phòng Một"]
    assert found.problems == []


def test_a_merged_cell_among_the_data_is_an_error():
    found = making.read(
        making.xlsx(
            making.HEADINGS,
            (1, "Lê An", "28/02/1980", "Phòng Một", "HTT"),
            (2, "Lê Bình", "28/02/1981", "Phòng Một", ""),
            merged=("E2:E3",),
        )
    )
    assert making.sentences(found) == [
        (
            "Dòng 3, cột “Xếp loại 2016” (E): ô gộp với ô E2. Bỏ gộp (Unmerge) và ghi "
            "vào từng dòng. Ví dụ đúng: HTTNV."
        )
    ]


def test_hidden_rows_are_read_and_said():
    found = making.read(
        making.xlsx(making.HEADINGS, making.AN, making.BINH, hidden=(2,))
    )
    assert len(found.rows) == 2
    assert making.sentences(found) == [
        "Cả trang tính: có 1 dòng đang ẩn, vẫn được đọc: 3."
    ]


def test_a_list_of_nobody_is_an_error():
    assert making.sentences(making.roster()) == [
        "Cả trang tính: không có người nào dưới dòng tiêu đề."
    ]


def test_a_person_without_a_unit_is_asked_about():
    found = making.roster((1, "Lê An", "28/02/1980", "", "HTT"))
    assert making.sentences(found) == [
        "Dòng 2, cột “Phòng” (D): chưa rõ thuộc phòng, đơn vị nào."
    ]
    assert found.rows[0].values["unit"] is None
    assert found.errors == []


@pytest.mark.parametrize(
    ("cell", "titles"),
    [
        (
            "LĐTT 2014; CSTĐCS 2015",
            {
                "2014": [{"code": "LDTT", "year": 2014}],
                "2015": [{"code": "CSTDCS", "year": 2015}],
            },
        ),
        ("không", {}),
        ("chưa rõ", None),
    ],
)
def test_titles_under_a_heading_without_a_year_keep_their_own(cell, titles):
    found = making.roster(
        ("Lê An", "28/02/1980", "P", cell),
        headings=("Họ và tên", "Ngày sinh", "Phòng", "Danh hiệu"),
    )
    assert found.rows[0].values["titles"] == titles
    assert found.problems == []


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        (("A; B; C", "cơ sở; cơ sở", "2016"), "Có 3 sáng kiến nhưng 2 cấp."),
        (("", "cơ sở", ""), "Thiếu tên sáng kiến."),
        (("Không", "cơ sở", ""), "Có cấp hoặc số quyết định mà thiếu tên sáng kiến."),
    ],
)
def test_initiatives_in_columns_that_do_not_agree_are_told(cells, what):
    found = making.roster(
        ("Lê An", "28/02/1980", "P", *cells),
        headings=(
            *("Họ và tên", "Ngày sinh", "Phòng"),
            *("Tên sáng kiến", "Cấp công nhận", "Năm công nhận"),
        ),
    )
    (problem,) = found.errors
    assert problem.sentence.startswith("Dòng 2, cột “Tên sáng kiến” (D): ")
    assert what in problem.sentence
    assert found.rows[0].values["initiatives"] in (None, [])


def test_initiatives_not_known_stay_unknown():
    found = making.roster(
        ("Lê An", "28/02/1980", "P", "chưa rõ", ""),
        headings=("Họ và tên", "Ngày sinh", "Phòng", "Tên sáng kiến", "Cấp công nhận"),
    )
    assert found.rows[0].values["initiatives"] is None
    assert found.warnings == []


def test_dates_of_one_person_must_agree():
    headings = ("Họ và tên", "Ngày sinh", "Phòng", "Ngày vào cơ quan")
    found = making.roster(
        ("Lê An", "28/02/1980", "P", "01/01/1970"),
        ("Lê Bình", "28/02/1980", "P", "01/01/2017"),
        headings=headings,
    )
    assert [(p.severity, p.row, p.what) for p in found.problems] == [
        ("error", 2, "Ngày vào cơ quan trước ngày sinh; xem lại hai ngày này."),
        ("warning", 3, "Ngày vào cơ quan sau năm 2016."),
    ]


def test_a_cell_in_an_old_font_is_told():
    found = making.roster((1, "Lª Thµ¸nh", "28/02/1980", "Phòng Một", "HTT"))
    assert "phông chữ cũ" in making.sentences(found)[0]


def test_csv_reads_as_the_workbook_does():
    rows = (making.HEADINGS, making.AN, making.BINH)
    by_csv = making.read(making.comma(*rows, separator=";"), "ds.csv")
    by_xlsx = making.read(making.xlsx(*rows))
    assert [row.values for row in by_csv.rows] == [row.values for row in by_xlsx.rows]


def test_a_reading_is_plain_json():
    found = making.roster(making.AN, (2, "Lê B", "31/02/1980", "P", "HTT"))
    plain = json.loads(json.dumps(found.to_json()))
    assert plain["rows"][0]["values"]["name"] == "Nguyễn Văn An"
    assert plain["problems"][0]["sentence"] == found.problems[0].sentence
    assert plain["account"] == found.account
