import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.viet import numbers


def test_money_and_counts_are_written_as_on_papers():
    assert numbers.group(1_234_567) == "1.234.567"
    assert numbers.money(2_340_000) == "2.340.000 đ"
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
