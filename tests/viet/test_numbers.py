import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.viet import numbers


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "không"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (25, "hai mươi lăm"),
        (44, "bốn mươi bốn"),
        (105, "một trăm linh năm"),
        (111, "một trăm mười một"),
        (1005, "một nghìn không trăm linh năm"),
        (10_010, "mười nghìn không trăm mười"),
        (1_000_005, "một triệu không trăm linh năm"),
        (2_340_000, "hai triệu ba trăm bốn mươi nghìn"),
        (1_000_000_000, "một tỷ"),
        (1_000_000_000_005, "một nghìn tỷ không trăm linh năm"),
        (-3, "âm ba"),
    ],
)
def test_numbers_are_said_as_people_say_them(number, said):
    assert numbers.words(number) == said


def test_money_and_counts_are_written_as_on_papers():
    assert numbers.group(1_234_567) == "1.234.567"
    assert numbers.money(2_340_000) == "2.340.000 đ"
    assert numbers.money_words(1_210_000) == "Một triệu hai trăm mười nghìn đồng"
    assert numbers.count_of(3, 3) == "03/03"
    assert numbers.count_of(16, 38) == "16/38"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (12, 12),
        (12.0, 12),
        ("12", 12),
        ("12,0", 12),
        ("1.234", 1234),
        ("1 234 567", 1_234_567),
        ("1,234,567", 1_234_567),
        ("-5", -5),
    ],
)
def test_whole_numbers_are_read_from_cells(cell, number):
    assert numbers.whole(cell) == number


@pytest.mark.parametrize(
    "cell", ["", "mười", "1.23", "3,5", 3.5, "1.234,567", True, float("nan")]
)
def test_what_is_no_whole_number_is_refused_in_words(cell):
    with pytest.raises(numbers.NotANumber, match="không phải số"):
        numbers.whole(cell)


@given(st.integers())
def test_grouped_numbers_read_back(number):
    assert numbers.whole(numbers.group(number)) == number


@given(st.integers(min_value=0, max_value=10**13), st.integers(0, 10**13))
def test_two_numbers_are_never_said_alike(one, other):
    assert (numbers.words(one) == numbers.words(other)) == (one == other)
