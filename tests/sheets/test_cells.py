"""What one cell says, and the sentence for a cell that says nothing readable."""

import re
from datetime import date

import pytest

from vinhdanh.sheets import cells, honours
from vinhdanh.sheets.kinds import Asked, BadCell

ASKED = Asked(2016, 2016)
ANY_YEAR = Asked(2016)


@pytest.mark.parametrize(
    ("reader", "cell", "value"),
    [
        (cells.person_name, "  Đặng\u00a0Văn  Ăn ", "Đặng Văn Ăn"),
        (cells.sex, "Nữ", "female"),
        (cells.sex, "NAM", "male"),
        (cells.rating, "HTXSNV", "HTXS"),
        (cells.rating, "Hoàn thành xuất sắc nhiệm vụ", "HTXS"),
        (cells.rating, "Hoàn thành tốt nhiệm vụ.", "HTT"),
        (cells.rating, "htnv", "HT"),
        (cells.rating, "Hoàn thành nhiệm vụ nhưng còn hạn chế về năng lực", "HT"),
        (cells.rating, "Không hoàn thành nhiệm vụ", "KHT"),
        (cells.discipline, "Không", "none"),
        (cells.discipline, "không bị kỷ luật", "none"),
        (cells.discipline, "-", "none"),
        (cells.discipline, "chưa rõ", None),
        (cells.discipline, "Khiển trách (QĐ 12/QĐ-VP)", "reprimand"),
        (cells.discipline, "Cảnh cáo", "warning"),
        (cells.discipline, "hạ bậc lương", "demotion"),
        (cells.discipline, "Cách chức", "removal"),
        (cells.discipline, "Buộc thôi việc", "dismissal"),
        (cells.working_days, 3.0, 3),
        (cells.working_days, "39 ngày", 39),
        (cells.working_days, "không", 0),
        (cells.working_days, "?", None),
        (cells.working_days, "2,0", 2),
        (cells.birth_date, date(1980, 2, 28), "1980-02-28"),
        (cells.birth_date, "28/02/80", "1980-02-28"),
        (cells.birth_date, "?", None),
        (cells.recruitment_date, "01/03/16", "2016-03-01"),
        (cells.recruitment_date, 42370, "2016-01-01"),
    ],
)
def test_a_cell_is_read(reader, cell, value):
    found = reader(cell, ASKED)
    assert (found.value, found.remarks) == (value, ())


@pytest.mark.parametrize(
    ("reader", "cell", "value", "remark"),
    [
        (cells.person_name, "Đ/c Lê Cúc", "Lê Cúc", "bỏ “Đ/c”, đọc là “Lê Cúc”"),
        (cells.person_name, "Ỷ", "Ỷ", "chỉ có một chữ"),
        (cells.rating, "chưa đánh giá", None, "coi là chưa xếp loại"),
        (cells.working_days, "39,5", 39, "phần nửa ngày không được lưu"),
        (cells.birth_date, "1980", None, "chỉ có năm"),
        (cells.recruitment_date, "3/2010", None, "chỉ có tháng và năm"),
    ],
)
def test_a_doubtful_cell_is_read_with_a_word(reader, cell, value, remark):
    found = reader(cell, ASKED)
    assert found.value == value
    assert len(found.remarks) == 1
    assert remark in found.remarks[0]


def test_a_year_alone_is_kept_beside_the_missing_date():
    assert cells.birth_date("1980", ASKED).beside == {"birth_date_partial": "1980"}
    assert cells.recruitment_date("3/2010", ASKED).beside == {
        "recruited_on_partial": "2010-03"
    }


@pytest.mark.parametrize(
    ("reader", "cell", "what"),
    [
        (cells.person_name, "Nguyễn Văn 2", "“Nguyễn Văn 2” có chữ số"),
        (cells.person_name, "---", "“---” không phải họ và tên."),
        (cells.sex, "x", "“x” không phải giới tính."),
        (cells.rating, "A", "“A” không phải mức xếp loại."),
        (cells.discipline, "nhắc nhở", "không rõ là hình thức kỷ luật nào"),
        (cells.discipline, "Khiển trách, cảnh cáo", "không rõ là hình thức kỷ luật"),
        (cells.discipline, "Không khiển trách", "không rõ là hình thức kỷ luật"),
        (cells.working_days, "nhiều", "“nhiều” không phải số ngày."),
        (cells.working_days, "3,7", "“3,7” không phải số ngày."),
        (cells.working_days, date(2016, 1, 3), "“03/01/2016” không phải số ngày."),
        (cells.working_days, 400, "“400” nằm ngoài khoảng 0–366 ngày"),
        (cells.working_days, -1, "“-1” nằm ngoài khoảng"),
        (cells.birth_date, "31/02/1980", "“31/02/1980” không phải ngày có thật."),
        (cells.birth_date, "01/01/2010", "cho tuổi 6 vào năm 2016; xem lại năm sinh."),
    ],
)
def test_a_bad_cell_is_refused_in_words(reader, cell, what):
    with pytest.raises(BadCell, match=re.escape(what)):
        reader(cell, ASKED)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("LĐTT", "LDTT"),
        ("Lao động tiên tiến", "LDTT"),
        ("CSTĐCS", "CSTDCS"),
        ("CSTĐ cơ sở", "CSTDCS"),
        ("Chiến sỹ thi đua cơ sở", "CSTDCS"),
        ("chiến sĩ thi đua cấp cơ sở", "CSTDCS"),
        ("CSTĐ cấp thành phố", "CSTD_TINH"),
        ("CSTĐ tỉnh", "CSTD_TINH"),
        ("Chiến sĩ thi đua toàn quốc", "CSTDTQ"),
        ("CSTĐTQ", "CSTDTQ"),
        ("Bằng khen UBND thành phố", "BK_TINH"),
        ("Bằng khen của Chủ tịch UBND tỉnh", "BK_TINH"),
        ("BK TTg", "BK_TTG"),
        ("Bằng khen Thủ tướng Chính phủ", "BK_TTG"),
        ("Giấy khen", "GK"),
        ("Huân chương Lao động hạng Ba", "HCLD_3"),
    ],
)
def test_a_title_is_known_by_its_names_in_use(words, code):
    assert honours.titles(words, ASKED).value == [{"code": code, "year": 2016}]


@pytest.mark.parametrize(
    ("cell", "won"),
    [
        ("LĐTT 2013, 2014; CSTĐCS (2015)", "LDTT13 LDTT14 CSTDCS15"),
        ("LĐTT và CSTĐCS năm 2015", None),
        ("LĐTT các năm 2013-2015", "LDTT13 LDTT14 LDTT15"),
        ("CSTĐCS: 2014\nLĐTT: 2014", "CSTDCS14 LDTT14"),
        ("CSTĐCS 2014; CSTĐCS 2014", "CSTDCS14"),
        ("Không", ""),
    ],
)
def test_several_titles_stand_in_a_cell_each_with_its_year(cell, won):
    if won is None:
        with pytest.raises(BadCell, match="“LĐTT” chưa ghi năm"):
            honours.titles(cell, ANY_YEAR)
        return
    found = honours.titles(cell, ANY_YEAR).value
    assert " ".join(f"{t['code']}{t['year'] - 2000}" for t in found) == won


@pytest.mark.parametrize(
    ("cell", "asked", "what"),
    [
        ("Bằng khen", ASKED, "Ghi rõ cấp"),
        ("CSTĐ", ASKED, "Ghi rõ cấp"),
        ("Người tốt việc tốt", ASKED, "không rõ là danh hiệu, hình thức"),
        ("LĐTT", ANY_YEAR, "và tiêu đề cột cũng không ghi"),
        ("2014", ANY_YEAR, "không rõ là danh hiệu gì"),
        ("CSTĐCS 2014", ASKED, "ghi năm khác với năm 2016"),
    ],
)
def test_a_title_that_cannot_be_told_is_refused_in_words(cell, asked, what):
    with pytest.raises(BadCell, match=what):
        honours.titles(cell, asked)


def initiative(name, scope="grassroots", no="45/QĐ-VP", on="2016-12-20", year=2016):
    return {
        "name": name,
        "scope": scope,
        "decision_no": no,
        "decided_on": on,
        "year": year,
    }


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (
            "Số hóa hồ sơ kỳ họp (cấp cơ sở, 45/QĐ-VP ngày 20/12/2016)",
            [initiative("Số hóa hồ sơ kỳ họp")],
        ),
        (
            "Số hóa hồ sơ; cơ sở; QĐ số 45/QĐ-VP ngày 20/12/2016; 2016",
            [initiative("Số hóa hồ sơ")],
        ),
        (
            (
                "1. Tra cứu, thống kê - báo cáo (cấp thành phố, Quyết định số "
                "9/2015/QĐ-UBND ngày 2 tháng 3 năm 2015)\n"
                "2. Họp không giấy (toàn quốc, 2016, 7/QĐ-TTg)"
            ),
            [
                initiative(
                    "Tra cứu, thống kê - báo cáo",
                    "province",
                    "9/2015/QĐ-UBND",
                    "2015-03-02",
                    2015,
                ),
                initiative("Họp không giấy", "nationwide", "7/QĐ-TTg", None),
            ],
        ),
        (
            "Giám sát ở cấp cơ sở (thành phố, 45/QĐ-VP ngày 20/12/2016)",
            [initiative("Giám sát ở cấp cơ sở", "province")],
        ),
        ("Không", []),
        ("chưa rõ", None),
    ],
)
def test_initiatives_in_one_cell(cell, found):
    assert honours.initiatives(cell, ANY_YEAR).value == found


@pytest.mark.parametrize(
    ("work", "written"),
    [
        (
            initiative("Số hóa hồ sơ", "grassroots", "45/QĐ-VP", "2016-12-20"),
            "Số hóa hồ sơ (cấp cơ sở, 45/QĐ-VP ngày 20/12/2016, 2016)",
        ),
        (
            initiative("Số hóa; cải tiến (kỳ 2)", None, "Số 7", None),
            "«Số hóa; cải tiến (kỳ 2)» (QĐ «Số 7», 2016)",
        ),
    ],
)
def test_an_initiative_as_written_among_others_reads_back(work, written):
    scope = "cấp cơ sở" if work["scope"] else ""

    assert honours.initiative_written(work, scope) == written
    assert honours.initiatives(written, ANY_YEAR).value == [work]


def test_what_an_initiative_lacks_is_said_and_left_open():
    found = honours.initiatives("Họp không giấy", ASKED)
    assert found.value == [initiative("Họp không giấy", None, "", None)]
    assert found.remarks == (
        "“Họp không giấy” chưa ghi cấp công nhận.",
        "“Họp không giấy” chưa có số quyết định công nhận.",
    )


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("Họp không giấy", "“Họp không giấy” chưa ghi năm được công nhận."),
        ("cơ sở; 45/QĐ-VP", "“cơ sở” thiếu tên sáng kiến."),
        ("A (45/QĐ-VP ngày 31/02/2016)", "“31/02/2016” không phải ngày có thật."),
    ],
)
def test_an_initiative_that_cannot_be_told_is_refused_in_words(cell, what):
    with pytest.raises(BadCell, match=re.escape(what)):
        honours.initiatives(cell, ANY_YEAR)


def test_initiatives_in_four_columns_go_together_one_by_one():
    found = honours.joined_initiatives(
        "Một; Hai", "cơ sở", "45/QĐ-VP ngày 20/12/2016; 3/QĐ-UBND", "2016\n2015", ASKED
    )
    assert found.value == [
        initiative("Một"),
        initiative("Hai", "grassroots", "3/QĐ-UBND", None, 2015),
    ]


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        (("Một; Hai; Ba", "cơ sở; cơ sở", "", ""), "Có 3 sáng kiến nhưng 2 cấp."),
        (("", "cơ sở", "", ""), "thiếu tên sáng kiến"),
        (("Một", "to lắm", "", "2016"), "“to lắm” không phải cấp"),
    ],
)
def test_columns_that_do_not_go_together_are_refused(parts, what):
    with pytest.raises(BadCell, match=what):
        honours.joined_initiatives(*parts, ANY_YEAR)
