from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import figures
from vinhdanh.indicators.enums import Qualifier
from vinhdanh.indicators.figures import Amount, Typed


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
    assert figures.read(typed) == Typed(hundredths, Qualifier.EXACT, "")


@pytest.mark.parametrize(
    "typed",
    ["", "hàng vỏ", "1.5", "1,234", "1.23.456", "50,000.5", "9" * 20, "độ 50"],
)
def test_what_is_no_figure_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        figures.read(typed)

    assert refusal.value.message == (
        f"“{typed}” không phải số. Ví dụ đúng: 50.000 hoặc 1,5 hoặc hơn 50.000."
    )


@pytest.mark.parametrize(
    ("typed", "expected", "shown"),
    [
        ("hơn 50.000", Typed(5_000_000, Qualifier.OVER, ""), "hơn 50.000"),
        ("> 50.000", Typed(5_000_000, Qualifier.OVER, ""), "hơn 50.000"),
        ("Trên 1.000 lượt", Typed(100_000, Qualifier.OVER, "lượt"), "hơn 1.000"),
        ("gần 24.000", Typed(2_400_000, Qualifier.NEARLY, ""), "gần 24.000"),
        ("≈ 24.000", Typed(2_400_000, Qualifier.ABOUT, ""), "khoảng 24.000"),
        ("ít nhất 3", Typed(300, Qualifier.AT_LEAST, ""), "ít nhất 3"),
        (">= 3", Typed(300, Qualifier.AT_LEAST, ""), "ít nhất 3"),
        ("dưới 1,5 %", Typed(150, Qualifier.UNDER, "%"), "dưới 1,5"),
        ("ước đạt 12", Typed(1_200, Qualifier.ESTIMATE, ""), "ước 12"),
        ("hàng trăm", Typed(10_000, Qualifier.MAGNITUDE, ""), "hàng trăm"),
        ("hàng trăm hồ sơ", Typed(10_000, Qualifier.MAGNITUDE, "hồ sơ"), "hàng trăm"),
        ("Hàng nghìn", Typed(100_000, Qualifier.MAGNITUDE, ""), "hàng nghìn"),
        ("1.024 lượt", Typed(102_400, Qualifier.EXACT, "lượt"), "1.024"),
    ],
)
def test_a_qualifier_is_kept(typed: str, expected: Typed, shown: str) -> None:
    assert figures.read(typed) == expected
    assert figures.said(expected.hundredths, expected.qualifier) == shown


COUNTED = st.integers(min_value=-(10**11), max_value=10**11)
QUALIFIERS = [each for each in Qualifier if each != Qualifier.MAGNITUDE]
MAGNITUDES = st.sampled_from([1_000, 10_000, 100_000, 1_000_000, 100_000_000])
AMOUNTS = st.one_of(
    st.builds(Amount.of, COUNTED, st.sampled_from(QUALIFIERS)),
    st.builds(Amount.of, MAGNITUDES, st.just(Qualifier.MAGNITUDE)),
)


@given(AMOUNTS)
def test_figure_shown_is_read_back(amount: Amount) -> None:
    typed = figures.read(amount.shown)

    assert Amount.of(typed.hundredths, typed.qualifier) == amount


@settings(max_examples=60)
@given(st.lists(AMOUNTS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_sum_is_of_all_parts_whatever_their_order(amounts, random) -> None:
    shuffled = random.sample(amounts, len(amounts))
    summed = figures.total(amounts)

    assert summed is not None
    assert summed.exact == sum(each.exact for each in amounts)
    assert figures.total(shuffled) == summed


@settings(max_examples=60)
@given(st.lists(AMOUNTS, min_size=1, max_size=6), st.integers(0, 5))
def test_sum_of_sums_is_the_sum(amounts, at) -> None:
    first, second = amounts[: at + 1], amounts[at + 1 :]
    parts = [figures.total(some) for some in (first, second) if some]

    assert figures.total([part for part in parts if part]) == figures.total(amounts)


@settings(max_examples=60)
@given(st.lists(AMOUNTS, min_size=1, max_size=6))
def test_one_approximate_part_makes_the_sum_approximate(amounts) -> None:
    summed = figures.total(amounts)

    assert summed is not None
    assert summed.is_approximate == any(each.is_approximate for each in amounts)


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (("hơn 50.000", "24.000"), "hơn 74.000"),
        (("hơn 2", "ít nhất 3"), "hơn 5"),
        (("gần 10", "5"), "gần 15"),
        (("gần 10", "dưới 5"), "dưới 15"),
        (("hơn 10", "gần 5"), "khoảng 15"),
        (("ước 10", "5"), "ước 15"),
        (("ước 10", "hơn 5"), "khoảng 15"),
        (("hàng trăm", "300"), "ít nhất 400"),
        (("hàng trăm",), "hàng trăm"),
        (("1", "2"), "3"),
    ],
)
def test_sum_says_how_it_is_bounded(parts: tuple[str, ...], shown: str) -> None:
    typed = [figures.read(part) for part in parts]
    summed = figures.total([Amount.of(t.hundredths, t.qualifier) for t in typed])

    assert str(summed) == shown


def test_mean_is_exact_and_rounded_only_to_be_read() -> None:
    third = figures.mean([Amount.of(100), Amount.of(0), Amount.of(0)])

    assert third == Amount(Fraction(100, 3))
    assert third is not None
    assert (third.hundredths, third.shown) == (33, "0,33")
    assert figures.mean([Amount.of(1), Amount.of(0)]).hundredths == 1  # type: ignore[union-attr]
    assert figures.mean([Amount.of(-1), Amount.of(0)]).hundredths == -1  # type: ignore[union-attr]
    assert figures.mean([]) is None
    assert figures.total([]) is None
