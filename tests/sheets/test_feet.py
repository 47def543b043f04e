"""The end of a list: nobody is lost there, and nobody who signs is read."""

import pytest

from tests.sheets import making
from vinhdanh.sheets import mapping, reading
from vinhdanh.sheets.lists import LISTS

HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị")
AN = (1, "Nguyễn Văn An", "01/01/1985", "Chuyên viên", "Phòng A")


def read_as(code, *rows):
    book = making.opened(making.xlsx(*rows))
    chosen = mapping.guess(book, LISTS[code], year=2016)
    return reading.read(book, chosen, LISTS[code], year=2016)


def test_the_last_of_a_list_is_read_without_a_number_and_a_date_of_birth():
    found = making.roster(AN, ("", "Trần Văn Bê", "", "Chuyên viên"), headings=HEADINGS)

    assert making.names(found) == ["Nguyễn Văn An", "Trần Văn Bê"]
    assert found.account == "2 dòng dưới tiêu đề = 2 người."


def test_an_award_not_named_on_the_last_row_is_asked_for():
    found = read_as(
        "past_awards",
        ("Họ và tên", "Danh hiệu", "Năm", "Số quyết định"),
        ("Nguyễn Văn An", "LĐTT", 2015, "1/QĐ"),
        ("Trần Văn Bê", "", 2015, ""),
    )

    assert making.names(found) == ["Nguyễn Văn An", "Trần Văn Bê"]
    assert [(each.row, each.severity) for each in found.problems] == [(3, "error")]


def test_names_alone_at_the_end_are_told_with_their_rows():
    found = read_as(
        "grades",
        ("Họ và tên", "Xếp loại 2016"),
        ("Nguyễn Văn An", "HTTNV"),
        ("Trần Văn Bê", ""),
        ("Lê Thị Cê", ""),
        ("NGƯỜI LẬP BIỂU",),
        ("Đỗ Thị Ký",),
    )

    assert making.names(found) == ["Nguyễn Văn An"]
    assert [(each.row, each.severity) for each in found.problems] == [
        (3, "warning"),
        (4, "warning"),
    ]
    assert "“Trần Văn Bê” đứng một mình cuối danh sách" in found.problems[0].sentence


def test_a_unit_without_its_grade_at_the_end_is_told():
    found = read_as(
        "grades",
        ("Tên đơn vị", "Xếp loại 2016", "Số quyết định"),
        ("Phòng A", "HTTNV", "1/QĐ"),
        ("Nhóm Một của cơ quan", "", "1/QĐ"),
    )

    assert [each.row for each in found.problems] == [3]


def test_a_section_and_who_stands_in_it_without_a_number_belong_together():
    found = making.roster(
        ("I", "Phòng A"),
        AN[:4],
        ("II", "Phòng B"),
        ("", "Trần Văn Bê", "", "Chuyên viên"),
        headings=HEADINGS[:4],
    )

    assert [row.values["unit"] for row in found.rows] == ["Phòng A", "Phòng B"]


@pytest.mark.parametrize(
    "rows",
    [
        (("", "NGƯỜI LẬP BIỂU", "", "CHÁNH VĂN PHÒNG"), ("", "Lê Ký", "", "Lê Duyệt")),
        (("", "Người lập biểu"), ("", "(Ký, ghi rõ họ tên)"), ("", "Đỗ Thị Ký")),
        (("", "", "", "KT. CHÁNH VĂN PHÒNG"), ("", "", "", "PHÓ CHÁNH VĂN PHÒNG")),
        (("", "Nơi nhận:", "", "TM. ỦY BAN NHÂN DÂN"), ("", "- Lưu VT", "", "Lê Ký")),
        (("", "", "", "Long Biên, ngày 20 tháng 12 năm 2016"), ("", "Lê Ký", "", "Đỗ")),
        (("", "Kế toán", "", "Thủ trưởng đơn vị"), ("", "Lê Ký", "", "Lê Duyệt")),
        (("", "Ghi chú: số liệu đến 30/11"), ("", "P. TRƯỞNG PHÒNG"), ("", "Lê Ký")),
        (("", "TRƯỞNG BAN"), ("", "Trương Thị Ký", "", "Lê Duyệt")),
    ],
)
def test_notes_and_signatures_are_nobody_of_the_list(rows):
    found = making.roster(AN, *rows, headings=HEADINGS)

    assert making.names(found) == ["Nguyễn Văn An"]
    assert found.problems == []
    assert found.skipped == {"foot": len(rows)}


def test_a_surname_like_a_post_is_a_surname():
    found = making.roster(
        AN,
        ("", "Trương Văn Bê", "", "Trưởng phòng"),
        ("", "Phó Đức Cê", "", "Phó Chánh Văn phòng"),
        headings=HEADINGS,
    )

    assert making.names(found) == ["Nguyễn Văn An", "Trương Văn Bê", "Phó Đức Cê"]


def test_a_unit_between_two_tables_is_that_of_the_second():
    found = making.roster(
        ("", "I. Phòng A"),
        HEADINGS[:4],
        AN[:4],
        ("II. Phòng B",),
        ("STT", "Họ và tên", "Chức vụ", "Ngày sinh"),
        (1, "Lê Văn Be", "Chuyên viên", "02/01/1985"),
        headings=("DANH SÁCH",),
    )

    assert [row.values["unit"] for row in found.rows] == ["Phòng A", "Phòng B"]
    assert found.problems == []
    assert found.skipped == {"section": 1}


def test_a_unit_inside_one_table_says_nothing_of_the_next():
    found = making.roster(
        ("I", "Phòng A"),
        AN[:4],
        ("", "Người lập biểu"),
        ("STT", "Họ và tên", "Chức vụ", "Ngày sinh"),
        (1, "Lê Văn Be", "Chuyên viên", "02/01/1985"),
        headings=HEADINGS[:4],
    )

    assert [row.values["unit"] for row in found.rows] == ["Phòng A", None]
