"""Cells that several lists share: what they say, and what is wrong with them."""

from datetime import date

import pytest

from tests.sheets.lists import lists
from vinhdanh.sheets import periods
from vinhdanh.sheets.kinds import Asked, BadCell
from vinhdanh.sheets.lists import common, initiatives, past_awards

ASKED = Asked(2016)


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (common.year, 2016, 2016),
        (common.year, "năm 2015", 2015),
        (common.year, "chưa rõ", None),
        (common.subject_kind, "Đơn vị", "unit"),
        (common.subject_kind, "hộ gia đình", "household"),
        (common.subject_kind, "?", None),
        (common.subject_name, "Trường THPT số 2", "Trường THPT số 2"),
        (common.people_count, "15 phiếu", 15),
        (common.people_count, "chưa có", None),
        (common.birth_date, "-", None),
        (common.birth_date, "chưa rõ", None),
        (common.birth_date, date(1980, 2, 28), "1980-02-28"),
        (past_awards.basis, "Khen thưởng theo đợt, chuyên đề", "theme"),
        (past_awards.basis, "Khen đột xuất", "sudden"),
        (past_awards.basis, "chưa rõ", None),
        (initiatives._scope, "-", None),
        (initiatives._scope, "cấp bộ", "province"),
        (common.award_list, "không", []),
    ],
)
def test_a_cell_says(read, cell, value):
    assert read(cell, ASKED).value == value


@pytest.mark.parametrize(
    ("read", "cell", "what"),
    [
        (common.year, "hôm qua", "“hôm qua” không phải năm."),
        (common.year, 1016, "“1016” không phải năm."),
        (
            common.subject_kind,
            "ai đó",
            "“ai đó” cần ghi “Cá nhân”, “Tập thể” hoặc “Hộ gia đình”.",
        ),
        (common.subject_name, "12", "“12” không phải tên cá nhân hay tập thể."),
        (common.people_count, "1,5", "“1,5” không phải số nguyên."),
        (common.people_count, -3, "“-3” nhỏ hơn 0."),
        (common.birth_date, "31/02/1980", "“31/02/1980” không phải ngày có thật."),
        (
            initiatives._work_kind,
            "bài báo",
            "“bài báo” cần ghi “Sáng kiến” hoặc “Đề tài khoa học”.",
        ),
    ],
)
def test_a_cell_that_cannot_be_read_says_why(read, cell, what):
    with pytest.raises(BadCell) as refused:
        read(cell, ASKED)
    assert str(refused.value) == what


def test_an_unknown_basis_names_the_right_ones():
    with pytest.raises(BadCell, match="Ghi “Công trạng”, “Chuyên đề”"):
        past_awards.basis("tự nguyện", ASKED)


def test_titles_of_a_person_and_of_a_collective_in_one_row():
    found = lists.read(
        "nominees",
        ("STT", "Họ và tên", "Danh hiệu đề nghị"),
        (1, "Lê An", "LĐTT; TTLĐTT"),
        (2, "Lê Bình", ""),
    )

    assert lists.sentences(found) == [
        (
            "Dòng 2, cột “Danh hiệu đề nghị” (C): vừa danh hiệu cá nhân vừa danh hiệu "
            "tập thể."
        ),
        (
            "Dòng 3, cột “Danh hiệu đề nghị” (C): chưa ghi danh hiệu, hình thức được "
            "đề nghị. Ví dụ đúng: CSTĐCS."
        ),
    ]


def test_two_totals_of_one_vote_are_an_error():
    found = lists.read(
        "nominees",
        ("Họ và tên", "Danh hiệu đề nghị", "Số phiếu đồng ý", "Tổng số phiếu"),
        ("Lê An", "LĐTT", "15/17", 18),
        ("Lê Bình", "LĐTT", "15/17 phiếu?", 17),
    )

    assert lists.sentences(found) == [
        ("Dòng 2, cột “Tổng số phiếu” (D): tổng số phiếu ghi hai cách: 18 và 17."),
        (
            "Dòng 3, cột “Số phiếu đồng ý” (C): “15/17 phiếu?” không rõ là số phiếu "
            "nào. Ví dụ đúng: 15/17."
        ),
    ]


def test_an_award_decided_before_its_year_is_asked_about():
    found = lists.read(
        "past_awards",
        ("Họ và tên", "Danh hiệu", "Năm", "Quyết định"),
        ("Lê An", "LĐTT", 2016, "45/QĐ-VP ngày 20/12/2015"),
        ("Lê Bình", "LĐTT", 2015, "45/QĐ-VP ngày 31/02/2016"),
    )

    assert lists.sentences(found)[1:] == [
        (
            "Dòng 3, cột “Quyết định” (D): “31/02/2016” không phải ngày có thật. "
            "Ví dụ đúng: 45/QĐ-VP ngày 20/12/2016."
        )
    ]
    assert "quyết định ký trước năm 2016" in lists.sentences(found)[0]


@pytest.mark.parametrize(
    ("words", "code", "year", "said"),
    [
        ("Quý IV năm 2016", "Q4", 2016, "quý IV"),
        ("q2/2016", "Q2", 2016, "quý II"),
        ("6 tháng cuối năm", "H2", None, "6 tháng cuối năm"),
        ("6 tháng", "H1", None, "6 tháng đầu năm"),
        ("9 tháng đầu năm 2016", "9M", 2016, "9 tháng"),
        ("Tháng 12", "M12", None, "tháng 12"),
        ("Cả năm 2016", "", 2016, ""),
        ("2016", "", 2016, ""),
    ],
)
def test_a_period_is_read_and_said(words, code, year, said):
    assert periods.read(words) == (code, year)
    assert periods.said(code) == said


@pytest.mark.parametrize("words", ["đầu năm", "quý V", "", "tháng 13"])
def test_what_is_no_period(words):
    assert periods.read(words) is None
