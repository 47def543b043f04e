"""Figures over time and over the tree, without a database."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vinhdanh.indicators import rollup
from vinhdanh.indicators.enums import Frequency, Qualifier, TimeRollUp, TreeRollUp
from vinhdanh.indicators.figures import Amount
from vinhdanh.indicators.periods import MONTHS, Period, codes, read_slot, widest_cover
from vinhdanh.indicators.rollup import Told, check_sum

YEAR = Period(2023)


def told(code: str, hundredths: int, qualifier: str = "", unit: int = 1) -> Told[str]:
    return Told(unit, Period(2023, code), Amount.of(hundredths, qualifier), code)


# --- periods -----------------------------------------------------------------------


def test_slots_are_read_and_written() -> None:
    assert read_slot("2023") == YEAR
    assert read_slot("2023-Q1") == Period(2023, "Q1")
    assert [read_slot(slot) for slot in ("23", "2023-", "2023-Q5", "٢٠٢٣", "")] == [
        None
    ] * 5
    assert Period(2023, "M03").slot == "2023-M03"
    assert [str(Period(2023, code)) for code in ("", "H1", "Q2", "9M")] == [
        "năm 2023",
        "6 tháng đầu năm 2023",
        "quý II năm 2023",
        "9 tháng năm 2023",
    ]


def test_parts_of_a_period() -> None:
    assert len(YEAR.parts(Frequency.MONTH)) == 12
    assert Period(2023, "H1").parts(Frequency.QUARTER) == [
        Period(2023, "Q1"),
        Period(2023, "Q2"),
    ]
    # No half-years make nine months; a month has no quarters in it.
    assert Period(2023, "9M").parts(Frequency.HALF) == [Period(2023, "9M")]
    assert Period(2023, "M01").parts(Frequency.QUARTER) == [Period(2023, "M01")]
    assert codes(Frequency.HALF) == ("H1", "H2")


@settings(max_examples=80)
@given(st.sets(st.sampled_from(sorted(MONTHS)), max_size=8))
def test_widest_cover_never_counts_a_month_twice(chosen: set[str]) -> None:
    found = widest_cover([(Period(2023, c), Period(2023, c)) for c in chosen], YEAR)

    months = [m for p in found for m in range(p.first, p.last + 1)]
    assert len(months) == len(set(months))
    assert len(months) >= max((Period(2023, c).length for c in chosen), default=0)


# --- over time ---------------------------------------------------------------------


def test_months_make_a_year_and_what_is_missing_is_said() -> None:
    rows = [told("M01", 100), told("M02", 200)]

    found = rollup.over_time(rows, YEAR, Frequency.MONTH, TimeRollUp.SUM)

    assert found.amount == Amount.of(300)
    assert (found.reported, found.expected, found.is_complete) == (2, 12, False)


def test_nothing_reported_is_unknown_and_not_zero() -> None:
    for how in TimeRollUp:
        found = rollup.over_time([], YEAR, Frequency.MONTH, how)
        assert (found.amount, found.reported, found.is_complete) == (None, 0, False)


def test_own_report_of_the_year_is_taken_as_it_is() -> None:
    rows = [told("", 1000), told("H1", 300), told("H2", 300)]

    found = rollup.over_time(rows, YEAR, Frequency.HALF, TimeRollUp.SUM)

    assert (found.amount, found.is_complete) == (Amount.of(1000), True)


def test_nine_months_and_halves_do_not_overlap() -> None:
    rows = [told("9M", 900), told("H1", 600), told("H2", 700)]

    found = rollup.over_time(rows, YEAR, Frequency.HALF, TimeRollUp.SUM)

    assert [row.ref for row in found.rows] == ["H1", "H2"]


def test_last_is_the_latest_and_whole_with_the_last_period_alone() -> None:
    rows = [told("Q3", 30), told("Q1", 10)]

    found = rollup.over_time(rows, YEAR, Frequency.QUARTER, TimeRollUp.LAST)
    whole = rollup.over_time([told("Q4", 40)], YEAR, Frequency.QUARTER, TimeRollUp.LAST)

    assert (found.amount, found.is_complete) == (Amount.of(30), False)
    assert (whole.amount, whole.is_complete) == (Amount.of(40), True)


def test_mean_is_of_the_regular_reports() -> None:
    rows = [told("Q1", 100), told("Q2", 200), told("M07", 900)]

    found = rollup.over_time(rows, YEAR, Frequency.QUARTER, TimeRollUp.MEAN)

    assert found.amount == Amount.of(150)


def test_what_is_not_rolled_up_has_its_own_report_or_none() -> None:
    rows = [told("Q1", 100)]

    assert (
        rollup.over_time(rows, YEAR, Frequency.QUARTER, TimeRollUp.NONE).amount is None
    )
    quarter = Period(2023, "Q1")
    found = rollup.over_time(rows, quarter, Frequency.QUARTER, TimeRollUp.NONE)
    assert found.amount == Amount.of(100)


# --- over the tree -----------------------------------------------------------------


def of(rows: list[Told[str]], units: tuple[int, ...], how: str) -> rollup.Figure[str]:
    return rollup.figure(
        rows, units, YEAR, frequency=Frequency.YEAR, over=(TimeRollUp.SUM, how)
    )


def test_units_add_up_and_the_silent_are_counted() -> None:
    rows = [told("", 100, unit=1), told("", 200, unit=2), told("", 900, unit=9)]

    found = of(rows, (1, 2, 3), TreeRollUp.SUM)

    assert (found.shown, found.reported, found.expected) == ("3", 2, 3)
    assert not found.is_complete
    assert {row.unit for row in found.rows} == {1, 2}


def test_units_may_be_averaged_or_left_apart() -> None:
    rows = [told("", 100, unit=1), told("", 200, unit=2)]

    assert of(rows, (1, 2), TreeRollUp.MEAN).shown == "1,5"
    assert of(rows, (1, 2), TreeRollUp.NONE).amount is None
    assert of(rows, (2,), TreeRollUp.NONE).shown == "2"


AMOUNTS = st.builds(
    Amount.of,
    st.integers(0, 10**9),
    st.sampled_from([Qualifier.EXACT, Qualifier.EXACT, Qualifier.OVER]),
)


@settings(max_examples=50)
@given(
    st.dictionaries(st.integers(1, 8), AMOUNTS, max_size=8),
    st.randoms(use_true_random=False),
)
def test_roll_up_is_the_sum_of_its_parts_in_any_order(
    by_unit: dict[int, Amount], shuffling: random.Random
) -> None:
    rows = [Told(unit, YEAR, amount, str(unit)) for unit, amount in by_unit.items()]
    shuffled = shuffling.sample(rows, len(rows))

    found = of(rows, tuple(range(1, 9)), TreeRollUp.SUM)
    again = of(shuffled, tuple(range(8, 0, -1)), TreeRollUp.SUM)

    assert (found.reported, found.expected) == (len(by_unit), 8)
    assert again.amount == found.amount
    if by_unit:
        assert found.amount is not None
        assert found.amount.exact == sum(a.exact for a in by_unit.values())
        rough = any(a.is_approximate for a in by_unit.values())
        assert found.amount.is_approximate == rough
    else:
        assert found.amount is None


# --- the sum check -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("whole", "parts", "state", "difference"),
    [
        (4, (2, 2), "adds_up", "0"),
        (22, (5, 16, 1), "adds_up", "0"),
        (22, (5, 16, 2), "differs", "+1"),
        (22, (5, 16, 0), "differs", "-1"),
        (13, (1, None), "unknown", "-12"),
        (13, (14, None), "differs", "+1"),
        (None, (1, 1), "unknown", ""),
        (13, (None, None), "unknown", ""),
    ],
)
def test_parts_are_held_against_the_whole(whole, parts, state, difference) -> None:
    def amount(n: int | None) -> Amount | None:
        return None if n is None else Amount.of(n * 100)

    check = check_sum(amount(whole), {str(n): amount(p) for n, p in enumerate(parts)})

    assert (check.state, check.difference) == (state, difference)


def test_an_approximate_part_cannot_be_held_against_the_whole() -> None:
    over = Amount.of(500, Qualifier.OVER)

    check = check_sum(Amount.of(900), {"a": over, "b": Amount.of(400)})

    assert check.state == "approximate"
