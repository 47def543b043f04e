"""One date of birth and one sex out of several columns."""

import pytest

from tests.sheets import making


def people(headings, *rows):
    numbered = [(number, *row) for number, row in enumerate(rows, 1)]
    head = ("STT", "Họ và tên", "Đơn vị", *headings)
    found = making.read(making.xlsx(head, *numbered))
    keys = ("birth_date", "birth_date_partial", "sex", "unit_path")
    return (
        [{k: row.values[k] for k in keys if row.values.get(k)} for row in found.rows],
        [problem.what for problem in found.problems],
    )


BY_SEX = ("Năm sinh nam", "Năm sinh nữ")


@pytest.mark.parametrize(
    ("cells", "said", "told"),
    [
        (("28/02/1980", ""), {"birth_date": "1980-02-28", "sex": "male"}, []),
        (("", "28/02/1980"), {"birth_date": "1980-02-28", "sex": "female"}, []),
        (("", ""), {}, ["để trống năm sinh; coi là chưa rõ."]),
        (
            ("01/01/1980", "02/02/1990"),
            {},
            ["ghi ngày, năm sinh ở cả cột nam và cột nữ."],
        ),
    ],
)
def test_the_column_of_the_birth_tells_the_sex(cells, said, told):
    assert people(BY_SEX, ("Lê An", "Phòng A", *cells)) == ([said], told)


def test_a_date_of_birth_besides_is_kept():
    headings = ("Ngày sinh", *BY_SEX)
    assert people(headings, ("Lê An", "Phòng A", "28/02/1980")) == (
        [{"birth_date": "1980-02-28"}],
        [],
    )


@pytest.mark.parametrize(
    ("cells", "said", "told"),
    [
        ((28, 2, 1980), {"birth_date": "1980-02-28"}, 0),
        (("", "2", "1980"), {"birth_date_partial": "1980-02"}, 1),
        (("", "", "1980"), {"birth_date_partial": "1980"}, 1),
        ((28, 2, ""), {}, 1),
        ((31, 2, 1980), {}, 1),
        (("hai", 2, 1980), {"birth_date_partial": "1980-02"}, 2),
    ],
)
def test_a_date_in_three_columns_is_put_together(cells, said, told):
    headings = ("Ngày sinh ngày", "Ngày sinh tháng", "Ngày sinh năm")
    found, problems = people(headings, ("Lê An", "Phòng A", *cells))
    assert found == [said]
    assert len(problems) == told, problems


@pytest.mark.parametrize(
    ("cells", "sex", "told"),
    [
        (("x", ""), "male", 0),
        (("", "x"), "female", 0),
        (("Nam", ""), "male", 0),
        (("không", "x"), "female", 0),
        (("x", "x"), None, 1),
        (("?!", ""), None, 1),
    ],
)
def test_a_tick_tells_the_sex(cells, sex, told):
    headings = ("Ngày sinh", "Nam", "Nữ")
    found, problems = people(headings, ("Lê An", "Phòng A", "28/02/1980", *cells))
    assert found[0].get("sex") == sex
    assert len([said for said in problems if "ô trống" not in said]) == told, problems


def test_an_office_beside_its_department_is_the_unit_over_it():
    headings = ("Ngày sinh", "Đơn vị cấp trên")
    found, _ = people(headings, ("Lê An", "Phòng A", "28/02/1980", "Sở Nội vụ"))
    assert found[0]["unit_path"] == ["Sở Nội vụ"]
