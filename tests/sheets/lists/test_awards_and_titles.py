"""Past awards, registrations and nominees: sections, ticks, votes, decisions."""

from tests.sheets.lists import lists

AWARDS = (
    *("STT", "Họ tên/Tên tập thể", "Chức vụ, đơn vị"),
    *("Danh hiệu, hình thức khen thưởng", "Năm", "Số quyết định", "Ngày QĐ"),
    "Cơ quan ban hành",
)


def test_awards_under_sections_of_subject_and_award():
    found = lists.read(
        "past_awards",
        AWARDS,
        ("A", "TẬP THỂ"),
        (
            1,
            "Phòng Tổng hợp",
            "",
            "Tập thể LĐXS",
            2015,
            "12/QĐ-UBND",
            "05/01/2016",
            "UBND",
        ),
        ("B", "CÁ NHÂN"),
        ("I", "Chiến sĩ thi đua cơ sở: 2 cá nhân"),
        (1, "Nguyễn Văn An", "Phó CVP", "", 2015, "13/QĐ-VP", "", ""),
        ("II", "Danh hiệu Lao động tiên tiến"),
        (1, "Lê Bình", "Chuyên viên", "", 2015, "", 2016, ""),
    )

    keys = ("name", "subject_kind", "award", "year", "decision_no", "decided_on")
    assert lists.told(found, *keys) == [
        ("Phòng Tổng hợp", "unit", "TTLDXS", 2015, "12/QĐ-UBND", "2016-01-05"),
        ("Nguyễn Văn An", "person", "CSTDCS", 2015, "13/QĐ-VP", None),
        ("Lê Bình", "person", "LDTT", 2015, None, None),
    ]
    assert found.rows[2].values["decided_on_partial"] == "2016"
    assert found.errors == []


def test_a_list_without_a_year_column_is_of_the_lists_year():
    found = lists.read(
        "past_awards", ("STT", "Họ và tên", "Danh hiệu"), (1, "Lê An", "LĐTT")
    )

    assert lists.told(found, "award", "year") == [("LDTT", 2016)]


def test_awards_that_cannot_be_told_are_all_told():
    found = lists.read(
        "past_awards",
        ("STT", "Họ và tên", "Danh hiệu", "Năm"),
        (1, "Lê An", "Bằng khen", 2015),
        (2, "Lê Bình", "LĐTT, CSTĐCS", 2015),
        (3, "Lê Chi", "LĐTT", ""),
        (4, "Lê Dũng", "Huy hiệu 30 năm", 2015),
        (5, "Lê Én", "Cờ thi đua của bộ, ban, ngành, tỉnh", 2015),
    )

    said = [p.sentence for p in found.errors]
    assert "Dòng 2, cột “Danh hiệu” (C): “Bằng khen” không rõ" in said[0]
    assert "Ghi rõ cấp (cơ sở, thành phố hoặc tỉnh, toàn quốc)." in said[0]
    assert any("Dòng 3" in one and "ghi mỗi thứ một dòng" in one for one in said)
    assert any("Dòng 4" in one and "chưa ghi năm được xét" in one for one in said)
    assert any("Dòng 5" in one and "“Huy hiệu 30 năm” không rõ" in one for one in said)
    assert found.rows[4].values["award"] == "CO_TINH"
    assert found.rows[4].values["subject_kind"] == "unit"


def test_a_collective_title_for_a_person_is_an_error():
    found = lists.read(
        "past_awards",
        ("Họ tên, tên tập thể", "Đối tượng", "Danh hiệu", "Năm"),
        ("Lê An", "Cá nhân", "TTLĐTT", 2015),
    )

    assert lists.sentences(found) == [
        (
            "Dòng 2, cột “Danh hiệu” (C): danh hiệu này chỉ dành cho tập thể; xem lại "
            "đối tượng hoặc danh hiệu."
        )
    ]


def test_titles_registered_by_ticks_and_by_words():
    found = lists.read(
        "registrations",
        ("ĐĂNG KÝ THI ĐUA NĂM 2016",),
        ("STT", "Họ và tên", "Chức vụ", "Danh hiệu thi đua đăng ký", "", ""),
        ("", "", "", "LĐTT", "CSTĐCS", "CSTĐ TP"),
        ("", "Phòng Tổng hợp"),
        (1, "Nguyễn Văn An", "Chuyên viên", "x", "x", ""),
        (2, "Lê Bình", "Chuyên viên", "", "", ""),
        merged=("D2:F2",),
    )

    assert lists.told(found, "name", "unit", "awards") == [
        ("Nguyễn Văn An", "Phòng Tổng hợp", ["LDTT", "CSTDCS"]),
        ("Lê Bình", "Phòng Tổng hợp", None),
    ]
    assert [p.severity for p in found.problems] == ["warning"]


def test_several_titles_in_a_cell():
    found = lists.read(
        "registrations",
        ("STT", "Tên tập thể, cá nhân", "Danh hiệu đăng ký năm 2016"),
        (1, "Phòng Tổng hợp", "TTLĐXS, Cờ thi đua của UBND thành phố"),
        (2, "Nguyễn Văn An", "LĐTT và CSTĐCS"),
        (3, "Lê Bình", "chưa rõ"),
    )

    assert lists.told(found, "subject_kind", "awards") == [
        ("unit", ["TTLDXS", "CO_TINH"]),
        ("person", ["LDTT", "CSTDCS"]),
        (None, None),
    ]


def test_somebody_may_register_under_two_titles_but_not_twice_under_one():
    headings = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ")
    line = (1, "Lê An", "28/02/1980", "CV")
    found = lists.read(
        "registrations",
        headings,
        ("I", "Lao động tiên tiến"),
        line,
        ("II", "Chiến sĩ thi đua cơ sở"),
        line,
        line,
    )

    assert lists.told(found, "awards") == [(["LDTT"],), (["CSTDCS"],), (["CSTDCS"],)]
    assert lists.sentences(found) == [
        (
            "Dòng 6, cột “Họ và tên” (B): “Lê An” trùng với dòng 5 (cùng tên, ngày "
            "sinh, danh hiệu). Xóa một dòng."
        )
    ]


def test_votes_in_one_cell_and_in_several():
    one = lists.read(
        "nominees",
        ("STT", "Họ và tên", "Danh hiệu đề nghị", "Số phiếu đồng ý"),
        (1, "Nguyễn Văn An", "CSTĐCS", "15/17 (88,24%)"),
        (2, "Lê Bình", "CSTĐCS", "15/17 (90%)"),
        (3, "Lê Chi", "CSTĐCS", "18/17"),
        (4, "Lê Dũng", "CSTĐCS", ""),
    )
    several = lists.read(
        "nominees",
        ("STT", "Họ và tên", "Kết quả bỏ phiếu", "", "Tổng số thành viên"),
        ("", "", "Đồng ý", "Không đồng ý", ""),
        ("I", "Danh hiệu “Lao động tiên tiến”"),
        (1, "Nguyễn Văn An", 15, 2, 17),
        (2, "Lê Bình", 15, 3, 17),
        merged=("C1:D1",),
    )

    votes = {"agree": 15, "disagree": None, "invalid": None, "total": 17}
    assert [row.values["votes"] for row in one.rows] == [votes, votes, None, None]
    assert lists.sentences(one) == [
        "Dòng 3, cột “Số phiếu đồng ý” (D): 15/17 không phải 90%; đọc theo số phiếu.",
        (
            "Dòng 4, cột “Số phiếu đồng ý” (D): “18/17”: số phiếu đồng ý nhiều hơn "
            "tổng số. Ví dụ đúng: 15/17."
        ),
    ]
    assert several.rows[0].values["votes"] == votes | {"disagree": 2}
    assert several.rows[0].values["awards"] == ["LDTT"]
    assert lists.sentences(several) == [
        (
            "Dòng 5, cột “Kết quả bỏ phiếu Đồng ý” (C): các phiếu cộng lại 18, nhiều "
            "hơn tổng số 17."
        )
    ]
