"""Yearly grades: by year, by ticks, of people and of collectives."""

from tests.sheets.lists import lists

FORM = (
    ("KẾT QUẢ XẾP LOẠI NĂM 2016",),
    ("STT", "Họ và tên", "Chức vụ", "Xếp loại", "", "", ""),
    ("", "", "", "HTXSNV", "HTTNV", "HTNV", "KHTNV"),
)


def ticked(*rows):
    return lists.read("grades", *FORM, *rows, merged=("D2:G2",))


def test_a_tick_under_a_grade_is_that_grade():
    found = ticked(
        ("I", "Văn phòng"),
        (1, "Ông Nguyễn Văn An", "Chuyên viên", "x"),
        (2, "Trần Thị Bình", "Chuyên viên", "", "X"),
    )

    assert lists.told(found, "name", "unit", "rating") == [
        ("Nguyễn Văn An", "Văn phòng", {"2016": "HTXS"}),
        ("Trần Thị Bình", "Văn phòng", {"2016": "HTT"}),
    ]


def test_no_tick_is_unknown_and_two_are_an_error():
    found = ticked((1, "Lê An", "CV"), (2, "Lê Chi", "CV", "x", "", "x"))

    assert found.rows[0].values["rating"] == {"2016": None}
    assert lists.sentences(found) == [
        "Dòng 5, cột “Xếp loại HTNV” (F): đánh dấu hai mức xếp loại. Giữ một mức."
    ]


def test_a_list_of_collectives_is_named_by_its_unit_column():
    found = lists.read(
        "grades",
        ("STT", "Đơn vị", "Xếp loại năm 2015", "Xếp loại năm 2016"),
        (1, "Phòng Hành chính, Quản trị", "HTT", "Hoàn thành xuất sắc nhiệm vụ"),
    )

    assert lists.told(found, "name", "subject_kind", "rating") == [
        ("Phòng Hành chính, Quản trị", "unit", {"2015": "HTT", "2016": "HTXS"})
    ]
    assert lists.sentences(found) == []


def test_a_decision_in_one_cell_is_taken_apart():
    found = lists.read(
        "grades",
        ("Họ và tên", "Xếp loại", "Số QĐ, ngày tháng năm, cơ quan ban hành"),
        ("Lê An", "HTT", "QĐ số 45 / QĐ-VP ngày 20/12/2016 của Chánh Văn phòng"),
        ("Lê Bình", "HTT", "45/QĐ-VP"),
    )

    assert lists.told(found, "decision_no", "decided_on", "authority") == [
        ("45/QĐ-VP", "2016-12-20", "Chánh Văn phòng"),
        ("45/QĐ-VP", None, None),
    ]


def test_what_is_only_ones_own_grade_is_not_taken():
    _, found = lists.guessed(
        "grades", ("Họ và tên", "Tự xếp loại", "Xếp loại"), ("Lê An", "HTXS", "HTT")
    )

    assert [use.key for use in found.columns.values()] == ["name", "rating"]


def test_a_family_name_is_not_the_word_of_a_unit():
    names = ("Vũ Thị Lan Anh", "Trương Văn Ba", "Đoàn Thị Hương", "Tô Văn Sở")
    found = lists.read(
        "grades",
        ("STT", "Họ và tên", "Đơn vị", "Xếp loại năm 2016"),
        *((1, name, "Phòng Tổng hợp", "HTT") for name in names),
        (5, "Vụ Tổ chức", "", "HTT"),
        (6, "Đoàn Thanh niên", "", "HTT"),
    )

    kinds = [values["subject_kind"] for values in (row.values for row in found.rows)]
    assert kinds == [None, None, None, None, "unit", "unit"]
