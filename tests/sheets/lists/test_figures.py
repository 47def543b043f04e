"""Indicator values and score sheets: figures, periods, trees of criteria."""

import pytest

from tests.sheets.lists import lists
from vinhdanh.sheets import figures
from vinhdanh.sheets.figures import Figure
from vinhdanh.sheets.kinds import BadCell


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (24000, Figure(2_400_000)),
        ("24.000", Figure(2_400_000)),
        ("24 000 lượt", Figure(2_400_000, "", "lượt")),
        ("1,234,567", Figure(123_456_700)),
        ("hơn 1.400 văn bản", Figure(140_000, "hơn", "văn bản")),
        ("Gần 300", Figure(30_000, "gần")),
        ("≈ 12,5", Figure(1250, "khoảng")),
        ("ước đạt 95,5%", Figure(9550, "ước", "%")),
        ("trên 95 %", Figure(9500, "hơn", "%")),
        ("đạt 100%", Figure(10_000, "", "%")),
        ("-3,25", Figure(-325)),
        (12.5, Figure(1250)),
        (0.1 + 0.2, Figure(30)),
        ("10.5", Figure(1050)),
        ("0", Figure(0)),
        ("hàng trăm hồ sơ", Figure(10_000, "hàng", "hồ sơ")),
        ("Hàng ngàn", Figure(100_000, "hàng")),
    ],
)
def test_a_figure_is_read_in_whole_hundredths(cell, expected):
    assert figures.read(cell) == expected


@pytest.mark.parametrize(
    "figure",
    [
        Figure(2_400_000, "hơn", "lượt"),
        Figure(-5),
        Figure(10_000, "hàng", "hồ sơ"),
        Figure(1_000, "hàng"),
    ],
)
def test_a_figure_as_written_reads_back(figure):
    assert figures.read(figures.said(figure)) == figure


WHICH_COMMA = "là hàng nghìn hay phần thập phân. Viết hàng nghìn bằng dấu chấm."


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("nhiều", "“nhiều” không phải số."),
        ("vài 300", "“vài 300” không rõ là con số nào."),
        (1.234, "“1,234” có hơn hai chữ số thập phân; làm tròn đến hai chữ số."),
        ("1,234", f"“1,234”: không rõ dấu phẩy {WHICH_COMMA}"),
        (True, "“Đúng” không phải số."),
        ("99999999999999", "“99999999999999” lớn quá mức ghi được."),
    ],
)
def test_what_is_no_figure_says_why(cell, what):
    with pytest.raises(BadCell) as refused:
        figures.read(cell)
    assert str(refused.value) == what


def figure(hundredths, qualifier="", measure=""):
    return {"hundredths": hundredths, "qualifier": qualifier, "measure": measure}


def test_figures_of_years_targets_and_estimates_under_groups():
    found = lists.read(
        "indicator_values",
        (
            *("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện 2015"),
            *("Kế hoạch năm 2016", "Ước thực hiện 2016", "So sánh %"),
        ),
        ("I", "Tiếp công dân"),
        (1, "Tổng số lượt tiếp", "lượt", 1200, "1.300", "hơn 1.400 lượt", 5),
        (2, "Tỷ lệ giải quyết", "%", "95,5%", "", -3.25, ""),
        ("II", "Kỳ họp"),
        (1, "Tổ chức kỳ họp", "kỳ", "chưa có", "-", "", ""),
    )

    assert lists.told(found, "group", "name", "value", "target") == [
        (
            "Tiếp công dân",
            "Tổng số lượt tiếp",
            {"2015": figure(120_000), "2016": figure(140_000, "hơn")},
            {"2016": figure(130_000)},
        ),
        (
            "Tiếp công dân",
            "Tỷ lệ giải quyết",
            {"2015": figure(9550), "2016": figure(-325, "ước")},
            {"2016": None},
        ),
        ("Kỳ họp", "Tổ chức kỳ họp", {"2015": None, "2016": None}, {"2016": None}),
    ]
    assert lists.sentences(found) == [
        "Dòng 6, cột “Thực hiện 2015” (D): chưa có số liệu thực hiện.",
        "Dòng 6, cột “Kế hoạch năm 2016” (E): “-”: coi là chưa có số liệu.",
    ]


def test_bare_years_and_parts_of_a_year_are_headings():
    _, found = lists.guessed(
        "indicator_values",
        (
            *("TT", "Chỉ tiêu", "ĐVT", "2015"),
            *("Quý I/2016", "6 tháng đầu năm 2016", "T3/2016"),
        ),
        (1, "Hồ sơ", "bộ", 2, 3, 4, 5),
    )

    uses = [(use.key, use.slot) for use in found.columns.values()]
    assert uses[3:] == [
        ("value", "2015"),
        ("value", "2016-Q1"),
        ("value", "2016-H1"),
        ("value", "2016-M03"),
    ]


def test_a_row_for_each_period():
    found = lists.read(
        "indicator_values",
        ("TT", "Chỉ tiêu", "Kỳ báo cáo", "Kết quả"),
        (1, "Hồ sơ", "Quý II/2016", "gần 300"),
        (2, "Hồ sơ", "Tháng 3", 12.5),
        (3, "Hồ sơ", "đầu năm", 1),
    )

    assert lists.told(found, "value")[:2] == [
        ({"2016-Q2": figure(30_000, "gần")},),
        ({"2016-M03": figure(1250)},),
    ]
    assert lists.sentences(found) == [
        (
            "Dòng 4, cột “Kỳ báo cáo” (C): “đầu năm” không rõ là kỳ nào. Ghi năm, quý, "
            "tháng hoặc 6 tháng. Ví dụ đúng: Quý I/2016."
        )
    ]


CRITERIA = ("TT", "Nội dung tiêu chí", "Điểm chuẩn", "Điểm tự chấm", "Minh chứng")


def test_a_score_sheet_is_a_tree():
    found = lists.read(
        "score_sheets",
        ("BẢNG CHẤM ĐIỂM",),
        CRITERIA,
        ("A", "Nhiệm vụ", 25, 24, ""),
        ("I", "Tổng hợp, tổ chức kỳ họp", 10, "9,5", "BC 1"),
        ("1", "Đúng hạn", 5, 5, ""),
        ("1.1", "Tài liệu", 5, 4.5, ""),
        ("a", "Gửi trước", 5, "4", ""),
        ("II", "Giám sát", 15, "10", ""),
        ("B", "Điểm thưởng", "tối đa 5", 2, ""),
        ("1", "Cách làm hay", "Mỗi lần 1 điểm", 2, ""),
        ("C", "Điểm trừ", -5, "", ""),
        ("", "Tổng cộng", 25, 26),
    )

    assert lists.told(found, "number", "level", "parent", "role", "max_points") == [
        ("A", 1, None, "part", 2500),
        ("I", 2, 0, "part", 1000),
        ("1", 3, 1, "part", 500),
        ("1.1", 4, 2, "part", 500),
        ("a", 5, 3, "criterion", 500),
        ("II", 2, 0, "criterion", 1500),
        ("B", 1, None, "bonus", 500),
        ("1", 2, 6, "bonus", None),
        ("C", 1, None, "deduction", -500),
    ]
    assert lists.sentences(found) == [
        "Dòng 4, cột “Điểm chuẩn” (C): ghi 10 điểm, các mục bên dưới cộng lại 5 điểm.",
        (
            "Dòng 10, cột “Điểm chuẩn” (C): “Mỗi lần 1 điểm” không phải một số điểm; "
            "coi là chưa rõ điểm tối đa."
        ),
    ]
    assert found.skipped == {"total": 1}


def test_numbers_inside_the_name_and_points_over_the_most():
    found = lists.read(
        "score_sheets",
        ("Tiêu chí", "Điểm tối đa", "Tự chấm"),
        ("I. Kỳ họp", 10, 9),
        ("1. Chuẩn bị", 4, 6),
        ("- Đúng hạn", 4, "nhiều"),
    )

    assert lists.told(found, "number", "name", "level") == [
        ("I", "Kỳ họp", 1),
        ("1", "Chuẩn bị", 2),
        ("-", "Đúng hạn", 3),
    ]
    assert lists.sentences(found) == [
        "Dòng 2, cột “Điểm tối đa” (B): ghi 10 điểm, các mục bên dưới cộng lại 4 điểm.",
        "Dòng 3, cột “Tự chấm” (C): 6 điểm, nhiều hơn điểm tối đa 4.",
        "Dòng 4, cột “Tự chấm” (C): “nhiều” không phải số. Ví dụ đúng: 9,5.",
    ]


def test_columns_of_points_are_of_the_units_their_headings_name():
    found = lists.read(
        "score_sheets",
        (
            *("TT", "Tiêu chí", "Điểm tối đa"),
            *("Phường Một", "Điểm của Phòng Thẩm định", "Nhận xét"),
        ),
        ("1", "Họp", 10, 9, "", "tốt"),
        ("2", "Báo cáo", 5, 4.25, "", "chậm"),
    )

    assert lists.told(found, "scores") == [
        ({"Phường Một": 900, "Phòng Thẩm định": None},),
        ({"Phường Một": 425, "Phòng Thẩm định": None},),
    ]
