"""The roster out and in again, its template, and how long a large one takes."""

import sys
import time
from datetime import date

import pytest

from tests.sheets import making
from vinhdanh.sheets import mapping, reading, roster, writing
from vinhdanh.sheets.kinds import Asked
from vinhdanh.sheets.roster import ROSTER

FIRST = ("B", "Ch", "D", "Đ", "G", "H", "Kh", "L", "M", "Ng", "Nh", "Ph", "T", "X")
MIDDLE = "aàảãáạăắặâầậeẹêếệiỉịoòọôồộơờợuủụưứựyỳỵ"
LAST = ("", "n", "m", "t", "nh", "ng", "c")


def test_a_year_of_birth_alone_reads_back():
    first = making.roster(("", "Lê An", "1980", "Phòng Một", "HTT"))
    data = writing.workbook([roster.table([first.rows[0].values], 2016)])
    values = making.read(data).rows[0].values
    assert (values["birth_date"], values["birth_date_partial"]) == (None, "1980")


def test_the_template_is_understood_when_it_comes_back_filled():
    workbook = making.opened(roster.template(2016), "mau.xlsx")
    found = mapping.guess(workbook, ROSTER, year=2016)
    assert mapping.refusals(found, ROSTER) == []
    assert found.not_understood() == []
    assert (found.sheet, found.first_heading_row) == ("Danh sách", 3)
    assert {use.year for use in found.columns.values() if use.key == "rating"} == {
        2014,
        2015,
        2016,
    }
    assert [sheet.name for sheet in workbook.sheets] == ["Danh sách", "Hướng dẫn"]
    empty = reading.read(workbook, found, ROSTER, year=2016)
    assert making.sentences(empty) == [
        "Cả trang tính: không có người nào dưới dòng tiêu đề."
    ]


@pytest.mark.parametrize("column", ROSTER.columns, ids=lambda column: column.key)
def test_each_example_in_the_guide_is_a_right_one(column):
    if column.key in ("sex", "note") or column.key.startswith("initiative_"):
        return
    kind = "titles" if column.key == "titles" else column.key
    year = None if kind == "titles" else 2016
    found = column.read(column.example, Asked(2016, year))
    assert found.value not in (None, "", [])
    assert found.remarks == ()


def test_five_thousand_people_are_read_well_under_five_seconds():
    headings = (
        *("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Phòng"),
        *("Ngày vào cơ quan", "Xếp loại 2014", "Xếp loại 2015", "Xếp loại 2016"),
        *("Số ngày nghỉ 2016", "Kỷ luật", "Sáng kiến", "Danh hiệu 2014"),
        *("Danh hiệu 2015", "Ghi chú"),
    )
    people = [
        (
            *(number, f"Nguyễn Văn {_word(number)}"),
            *(date(1960 + number % 40, 1 + number % 12, 1 + number % 28), "Nữ"),
            *("Chuyên viên", f"Phòng Số {number % 40}", date(2010, 1, 1 + number % 28)),
            *("HTTNV", "HTXSNV", "HTTNV", number % 30, "Không"),
            f"Sáng kiến {number} (cấp cơ sở, {number + 1}/QĐ-VP ngày 20/12/2016)",
            *("LĐTT", "LĐTT, CSTĐCS", "x"),
        )
        for number in range(5000)
    ]
    data = making.xlsx(headings, *people)
    began = time.process_time()  # this process alone, whatever else the machine does
    found = making.read(data)
    seconds = time.process_time() - began
    assert len(found.rows) == 5000
    assert found.problems == []
    limit = 20 if sys.gettrace() else 5  # measuring coverage slows every line
    assert seconds < limit, f"{seconds:.1f} s"


def _word(number):
    vowel, rest = MIDDLE[number % 38], number // 38
    return f"{FIRST[rest % 14]}{vowel}{LAST[rest // 14 % 7]} {FIRST[rest // 98]}e"


def test_words_too_long_for_a_register_are_told_with_row_and_cell():
    workbook = making.opened(
        making.xlsx(
            ("Họ và tên", "Ngày sinh", "Phòng", "Chức vụ", "Sáng kiến"),
            ("Lê An", "28/02/1980", "P", "v" * 201, f"{'s' * 501} (cấp cơ sở)"),
            ("Lê Bình", "28/02/1980", "P", "v" * 200, f"{'s' * 500} (cấp cơ sở)"),
        )
    )
    chosen = mapping.guess(workbook, ROSTER, year=2016)

    found = reading.read(workbook, chosen, ROSTER, year=2016)

    assert [problem.sentence for problem in found.errors] == [
        "Dòng 2, cột “Chức vụ” (D): dài 201 ký tự, nhiều hơn 200. Viết gọn lại.",
        "Dòng 2, cột “Sáng kiến” (E): dài 501 ký tự, nhiều hơn 500. Viết gọn lại.",
    ]
