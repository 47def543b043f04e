"""Initiatives: authors in all the ways they are written, shares, levels, years."""

import pytest

from tests.sheets.lists import lists
from vinhdanh.sheets.kinds import Asked, BadCell
from vinhdanh.sheets.lists.initiatives import authors

OF_WHICH_UNIT = "thuộc đơn vị nào. Ghi mỗi tác giả một dòng."
HEADINGS = ("TT", "Tên sáng kiến", "Tác giả", "Cấp công nhận", "Năm", "Quyết định")


def author(name, share=None, unit=None):
    return {"name": name, "unit": unit, "share_pct": share}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Nguyễn Văn An", [author("Nguyễn Văn An")]),
        ("Lê An, Lê Bình", [author("Lê An"), author("Lê Bình")]),
        (
            "1. Lê An (60%)\n2. Lê Bình (40%)",
            [author("Lê An", 60), author("Lê Bình", 40)],
        ),
        ("- Lê An: 60%; - Lê Bình: 40%", [author("Lê An", 60), author("Lê Bình", 40)]),
        (
            "Lê An (Phòng Kinh tế, Ngân sách; 70%); Lê Chi - Phòng B 30%",
            [
                author("Lê An", 70, "Phòng Kinh tế, Ngân sách"),
                author("Lê Chi", 30, "Phòng B"),
            ],
        ),
        ("Lê An, Phòng Tổng hợp", [author("Lê An", None, "Phòng Tổng hợp")]),
        ("chưa rõ", None),
    ],
)
def test_authors(cell, expected):
    assert authors(cell, Asked(2016)).value == expected


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        (
            "Lê An (33,3%)",
            "“Lê An (33,3%)”: tỷ lệ đóng góp cần là số nguyên phần trăm.",
        ),
        ("Lê An (0%)", "“Lê An (0%)”: tỷ lệ ngoài khoảng 1–100%."),
        ("Lê An; Lê An", "“Lê An” được ghi hai lần."),
        ("12", "“12” không phải tên tác giả."),
        (
            "Lê An, Phòng A, Lê Bình",
            f"“Lê An, Phòng A, Lê Bình” không rõ ai {OF_WHICH_UNIT}",
        ),
    ],
)
def test_authors_that_cannot_be_told(cell, what):
    with pytest.raises(BadCell) as refused:
        authors(cell, Asked(2016))
    assert str(refused.value) == what


def test_a_title_of_address_is_taken_off_and_told():
    found = authors("Ông Nguyễn Văn An", Asked(2016))

    assert found.value == [author("Nguyễn Văn An")]
    assert found.remarks == ("“Ông Nguyễn Văn An”: bỏ “Ông”, đọc là “Nguyễn Văn An”.",)


def test_a_name_that_begins_like_a_total_is_an_initiative():
    found = lists.read(
        "initiatives",
        HEADINGS,
        ("", "Tổng hợp kiến nghị cử tri", "Lê An", "Cơ sở", 2016, ""),
        ("", "Tổng cộng: 1 sáng kiến"),
    )

    assert lists.told(found, "name", "scope", "year") == [
        ("Tổng hợp kiến nghị cử tri", "grassroots", 2016)
    ]


def test_shares_in_a_column_of_their_own_go_to_the_authors_in_order():
    headings = ("Tên sáng kiến", "Tác giả", "Tỷ lệ đóng góp", "Cấp")
    found = lists.read(
        "initiatives",
        headings,
        ("Số hóa hồ sơ", "Lê An; Lê Bình", "60; 40", "tỉnh"),
        ("Một cửa", "Lê An; Lê Bình", "60; 30; 10", "tỉnh"),
        ("Hai cửa", "Lê An (60%); Lê Bình (50%)", "", "tỉnh"),
        ("Ba cửa", "Lê An; Lê Bình", "60; 30", "tỉnh"),
    )

    assert found.rows[0].values["authors"] == [
        author("Lê An", 60),
        author("Lê Bình", 40),
    ]
    assert lists.sentences(found) == [
        (
            "Dòng 3, cột “Tỷ lệ đóng góp” (C): có 2 tác giả nhưng 3 tỷ lệ đóng góp. "
            "Ví dụ đúng: 60; 40."
        ),
        "Dòng 4, cột “Tác giả” (B): các tỷ lệ đóng góp cộng lại 110%, quá 100%.",
        ("Dòng 5, cột “Tác giả” (B): các tỷ lệ đóng góp cộng lại 90%, chưa đủ 100%."),
    ]


def test_a_row_for_each_author_under_merged_cells():
    found = lists.read(
        "initiatives",
        HEADINGS,
        (1, "Số hóa hồ sơ", "Lê An", "Cơ sở", 2016, "45/QĐ-VP"),
        ("", "", "Lê Bình", "", "", ""),
        merged=("A2:A3", "B2:B3", "D2:D3", "E2:E3", "F2:F3"),
    )

    assert lists.told(found, "name", "authors", "scope", "year", "decision_no") == [
        ("Số hóa hồ sơ", [author("Lê An")], "grassroots", 2016, "45/QĐ-VP"),
        ("Số hóa hồ sơ", [author("Lê Bình")], "grassroots", 2016, "45/QĐ-VP"),
    ]


def test_a_year_not_said_is_the_decisions_and_else_asked_for():
    found = lists.read(
        "initiatives",
        HEADINGS,
        (1, "Số hóa hồ sơ", "Lê An", "Cơ sở", "", "45/QĐ-VP ngày 20/12/2015"),
        (2, "Một cửa", "Lê An", "Cơ sở", "", ""),
        (3, "Hai cửa", "Lê An", "Cơ sở", "2015-2016", ""),
    )

    assert [row.values["year"] for row in found.rows] == [2015, None, None]
    assert lists.sentences(found)[0] == (
        "Dòng 2, cột “Năm” (E): chưa ghi năm; lấy năm 2015 của ngày quyết định."
    )
    assert (
        "Dòng 4, cột “Năm” (E): “2015-2016” là nhiều năm. Ghi một năm, là năm được "
        "xét. Ví dụ đúng: 2016."
    ) in lists.sentences(found)


def test_the_same_initiative_twice_is_told():
    line = (1, "Số hóa hồ sơ", "Lê An", "Cơ sở", 2016, "")
    found = lists.read("initiatives", HEADINGS, line, line)

    assert lists.sentences(found) == [
        (
            "Dòng 3, cột “Tên sáng kiến” (B): “Số hóa hồ sơ” trùng với dòng 2 (cùng "
            "tên, tác giả, năm). Xóa một dòng."
        )
    ]
