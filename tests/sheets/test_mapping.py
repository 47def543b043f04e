"""Headings as offices write them, the guess, its words, and changing it."""

import json
from dataclasses import replace

import pytest

from tests.sheets import making
from vinhdanh.sheets import mapping, reading
from vinhdanh.sheets.mapping import Use
from vinhdanh.sheets.refusal import SheetRefused
from vinhdanh.sheets.roster import ROSTER


def keys(found):
    return {
        letter: f"{use.key} {use.year}" if use.year else use.key
        for letter, use in found.columns.items()
    }


OTHER_HEADINGS = {
    "short": (
        ("TT", "Họ tên", "NS", "GT", "CV", "ĐV", "XL 2016", "Danh hiệu"),
        "order name birth_date sex post unit rating+2016 titles",
    ),
    "long, another order": (
        (
            "Đơn vị công tác",
            "Chức danh, chức vụ",
            "Họ và tên cán bộ, công chức",
            "Ngày, tháng, năm sinh",
            "KQ đánh giá năm 2015",
            "Kết quả đánh giá, xếp loại chất lượng năm 2016",
            "Hình thức kỷ luật",
            "Thời gian vào cơ quan",
        ),
        (
            "unit post name birth_date rating+2015 rating+2016 discipline+2016 "
            "recruited_on"
        ),
    ),
    "with remarks in brackets and line breaks": (
        (
            "Số\nTT",
            "HỌ VÀ TÊN\n(chữ in hoa)",
            "Năm sinh (ngày/tháng/năm)",
            "Phòng, ban",
            "Sáng kiến kinh nghiệm (tên, cấp, số QĐ)",
            "Danh hiệu thi đua đạt được năm 2015",
            "Số ngày nghỉ (không kể nghỉ phép)",
        ),
        (
            "order name birth_date unit initiatives+2016 titles+2015 "
            "absence_working_days+2016"
        ),
    ),
}


@pytest.mark.parametrize("style", OTHER_HEADINGS)
def test_columns_are_known_by_many_names_in_any_order(style):
    headings, expected = OTHER_HEADINGS[style]
    found = making.guessed(making.xlsx(headings, ["x"] * len(headings)))
    assert list(keys(found).values()) == [
        word.replace("+", " ") for word in expected.split()
    ]
    assert mapping.refusals(found, ROSTER) == []


def test_headings_on_row_four_under_a_merged_title():
    data = making.xlsx(
        ("VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN",),
        ("DANH SÁCH CÁN BỘ, CÔNG CHỨC NĂM 2016",),
        (),
        making.HEADINGS,
        making.AN,
        merged=("A1:E1", "A2:E2"),
    )
    # merge_range leaves the words to the upper left cell, written after it
    found = making.guessed(data)
    assert (found.first_heading_row, found.last_heading_row) == (4, 4)
    assert making.names(making.read(data)) == ["Nguyễn Văn An"]


def two_levels(merged):
    return making.xlsx(
        ("Danh sách năm 2016",),
        ("STT", "Họ và tên", "Ngày sinh", "Xếp loại", "", "", "Sáng kiến", "", "Phòng"),
        ("", "", "", 2014, 2015, "Năm 2016", "Tên", "Cấp", ""),
        ("1", "2", "3", "4", "5", "6", "7", "8", "9"),
        (1, "Lê An", "28/02/1980", "HTNV", "", "HTT", "A", "cơ sở", "Phòng Một"),
        merged=merged,
    )


@pytest.mark.parametrize(
    "merged",
    [
        (),
        ("A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:H2", "I2:I3"),
    ],
    ids=["not merged", "merged"],
)
def test_headings_of_two_levels(merged):
    found = making.guessed(two_levels(merged))
    assert keys(found) == {
        "A": "order",
        "B": "name",
        "C": "birth_date",
        "D": "rating 2014",
        "E": "rating 2015",
        "F": "rating 2016",
        "G": "initiative_name",
        "H": "initiative_scope",
        "I": "unit",
    }
    assert (found.first_heading_row, found.last_heading_row) == (2, 3)


def test_a_heading_cut_in_two_rows():
    data = making.xlsx(
        ("TT", "Họ và", "Ngày tháng", "Đơn vị"),
        ("", "tên", "năm sinh", "công tác"),
        (1, "Lê An", "28/02/1980", "Phòng Một"),
    )
    assert keys(making.guessed(data)) == {
        "A": "order",
        "B": "name",
        "C": "birth_date",
        "D": "unit",
    }
    assert making.names(making.read(data)) == ["Lê An"]


def test_family_and_given_name_in_two_columns():
    data = making.xlsx(
        ("TT", "Họ và tên", "", "Ngày sinh", "Phòng"),
        (1, "Lê Thị", "An", "28/02/1980", "Phòng Một"),
        merged=("B1:C1",),
    )
    assert making.names(making.read(data)) == ["Lê Thị An"]


def test_the_guess_is_said_in_words():
    said = mapping.in_words(
        making.guessed(
            making.xlsx(
                ("Họ và tên", "Ngày sinh", "Xếp loại", "Kỷ luật", "Số điện thoại"),
                ("Lê An", "28/02/1980", "HTT", "", "0900"),
            )
        ),
        ROSTER,
    )
    assert said == [
        "Cột A “Họ và tên” là họ và tên.",
        "Cột B “Ngày sinh” là ngày sinh.",
        "Cột C “Xếp loại” là xếp loại năm 2016, vì tiêu đề không ghi năm.",
        "Cột D “Kỷ luật” là kỷ luật năm 2016, vì tiêu đề không ghi năm.",
        "Cột E “Số điện thoại” không được dùng; nội dung vẫn được giữ.",
        "Ô trống ở cột Kỷ luật: chưa rõ.",
    ]


def test_two_columns_for_one_thing_are_refused_by_name():
    found = making.guessed(
        making.xlsx(("Họ và tên", "Ngày sinh", "Phòng", "Năm sinh"), ("Lê An",))
    )
    assert mapping.refusals(found, ROSTER) == [
        (
            "Cột B “Ngày sinh” và cột D “Năm sinh” cùng được hiểu là ngày sinh: giữ "
            "một cột, bỏ chọn cột kia."
        )
    ]
    freed = found.used_as("D", None)
    assert mapping.refusals(freed, ROSTER) == []
    assert freed.not_understood() == ["D"]


def test_a_looser_heading_gives_way_to_an_exact_one():
    found = making.guessed(
        making.xlsx(("Họ và tên", "Ngày sinh", "Đơn vị", "Đơn vị nơi ở"), ("Lê An",))
    )
    assert keys(found) == {"A": "name", "B": "birth_date", "C": "unit"}


def test_what_is_only_asked_for_is_no_title_won():
    found = making.guessed(
        making.xlsx(
            ("Họ và tên", "Ngày sinh", "Danh hiệu đề nghị 2016", "Đăng ký danh hiệu"),
            ("Lê An",),
        )
    )
    assert keys(found) == {"A": "name", "B": "birth_date"}


def test_a_missing_required_column_is_refused_by_name():
    data = making.xlsx(("Họ và tên", "Phòng"), ("Lê An", "Phòng Một"))
    workbook = making.opened(data)
    found = mapping.guess(workbook, ROSTER, year=2016)
    with pytest.raises(SheetRefused, match="Thiếu cột “Ngày sinh”: chọn cột nào"):
        reading.read(workbook, found, ROSTER, year=2016)


def test_an_unknown_use_is_refused():
    found = making.guessed(making.xlsx(making.HEADINGS, making.AN))
    assert mapping.refusals(found.used_as("E", "salary"), ROSTER) == [
        "Không có loại cột “salary”; chọn lại cho cột E."
    ]


def test_a_sheet_without_headings_is_refused_with_what_they_are():
    with pytest.raises(SheetRefused) as refused:
        making.guessed(making.xlsx(("a", "b"), ("c", "d")))
    assert str(refused.value) == (
        "Không tìm thấy dòng tiêu đề trong 15 dòng đầu của tệp “danh-sach.xlsx”. Bảng "
        "cần một dòng tiêu đề có các cột “Họ và tên”, “Ngày sinh”; có thể tải mẫu để "
        "điền."
    )


def test_a_sheet_in_an_old_font_is_refused_with_advice():
    with pytest.raises(SheetRefused, match="phông chữ cũ"):
        making.guessed(making.xlsx(("Hä vµ¸ tªn", "Ngµy sinh"), ("NguyÔn V¨¶n An", 1)))


def test_a_mapping_is_changed_by_hand_and_remembered():
    found = making.guessed(making.xlsx(making.HEADINGS, making.AN))
    changed = found.used_as("E", "rating", 2015).with_blank("discipline", "none")
    assert changed.columns["E"] == Use("rating", 2015)
    kept = json.loads(json.dumps(changed.to_json()))
    assert mapping.Mapping.from_json(kept) == changed


TABLES = (
    making.HEADINGS[:4],
    making.AN[:4],
    ("TT", "Đơn vị", "Năm sinh", "Họ tên", "LĐTT 2015"),
    (1, "Phòng Một", "01/03/1985", "Trần Thị Bình", "x"),
)


def test_a_further_table_has_a_mapping_of_its_own_that_is_remembered():
    found = making.guessed(making.xlsx(*TABLES))
    (further,) = found.more
    assert (found.at(2), found.at(3), found.at(4)) == (found, found, further)
    assert further.columns["E"] == Use("titles", 2015, tick="ldtt")
    assert mapping.Mapping.from_json(json.loads(json.dumps(found.to_json()))) == found
    assert "Bảng tiếp theo, tiêu đề ở dòng 3:" in mapping.in_words(found, ROSTER)
    assert mapping.in_words(found, ROSTER)[-2] == (
        "Cột E “LĐTT 2015” là danh hiệu đã đạt năm 2015; dấu x nghĩa là như tiêu đề."
    )


def test_what_is_wrong_with_a_further_table_is_told_too():
    found = making.guessed(making.xlsx(*TABLES))
    (further,) = found.more
    broken = replace(found, more=(further.used_as("C", None),))
    assert mapping.refusals(broken, ROSTER) == [
        (
            "Thiếu cột “Ngày sinh”: chọn cột nào là ngày sinh, hoặc thêm cột ấy vào "
            "bảng rồi gửi lại."
        )
    ]


def test_the_meaning_of_a_tick_stays_while_its_column_means_the_same():
    found = making.guessed(making.xlsx(*TABLES)).more[0]
    assert found.used_as("E", "titles", 2015).columns["E"].tick == "ldtt"
    assert found.used_as("E", "titles", 2014).columns["E"].tick == ""
    assert found.used_as("E", "note").columns["E"].tick == ""
