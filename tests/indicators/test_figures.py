import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import figures


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [
        ("50.000", 5_000_000),
        ("50000", 5_000_000),
        ("50 000", 5_000_000),
        ("1,5", 150),
        ("1,05", 105),
        ("98,75", 9875),
        ("1.234,5", 123_450),
        ("-2", -200),
        ("0", 0),
    ],
)
def test_figure_is_read_as_offices_write_it(typed: str, hundredths: int) -> None:
    assert figures.parse(typed) == hundredths


@pytest.mark.parametrize(
    "typed", ["", "hàng trăm", "1.5", "1,234", "1.23.456", "50,000.5", "9" * 20]
)
def test_what_is_no_figure_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        figures.parse(typed)

    assert refusal.value.message == (
        f"“{typed}” không phải số. Ví dụ đúng: 50.000 hoặc 1,5."
    )


@given(st.integers(min_value=-(10**11), max_value=10**11))
def test_figure_shown_is_read_back(hundredths: int) -> None:
    assert figures.parse(figures.show(hundredths)) == hundredths
