"""Runs of years as folded columns agree with a plain loop over the years."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.plain import count_in_run, over_years, run
from tests.law.columns import answers
from vinhdanh.law.condition import column_of
from vinhdanh.law.fact import more_of
from vinhdanh.law.flag import Holds
from vinhdanh.law.ladder import NotBefore
from vinhdanh.law.streak import WINDOW, CountInRun, CountOver, InARow

marks = st.lists(st.sampled_from([True, True, False, None]), min_size=10, max_size=10)
counts = st.lists(st.sampled_from([0, 0, 1, 2, None]), min_size=10, max_size=10)


open_years = st.lists(st.booleans(), min_size=10, max_size=10)


def _frame(flags, numbers, more=None):
    more = more or [[None] * WINDOW] * len(numbers)
    columns = {}
    for lag in range(WINDOW):
        flag = pl.Series([row[lag] for row in flags], dtype=pl.Boolean)
        name = "earned.CSTDCS" if lag == 0 else column_of("held.CSTDCS", lag)
        columns[name] = flag
        if lag == 0:
            columns["earned.CSTDCS!"] = flag
        columns[column_of("initiatives_unused", lag)] = pl.Series(
            [row[lag] for row in numbers], dtype=pl.Int32
        )
        columns[column_of(more_of("initiatives_unused"), lag)] = pl.Series(
            [row[lag] for row in more], dtype=pl.Boolean
        )
    return pl.DataFrame(columns)


def _answers(condition, flags, numbers, more=None):
    frame = _frame(flags, numbers, more)
    return answers(frame, condition)


@settings(max_examples=40, deadline=None)
@given(st.lists(marks, min_size=1, max_size=20), st.integers(1, 6))
def test_years_in_a_row_agree_with_the_loop(flags, least):
    numbers = [[0] * WINDOW] * len(flags)

    found = _answers(InARow(Holds("CSTDCS"), least), flags, numbers)

    assert found == [run(row, least) for row in flags]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(marks, counts), min_size=1, max_size=20), st.integers(1, 4))
def test_a_count_within_the_run_agrees_with_the_loop(rows, least):
    flags, numbers = [r[0] for r in rows], [r[1] for r in rows]
    condition = CountInRun("initiatives_unused", Holds("CSTDCS"), least)

    found = _answers(condition, flags, numbers)

    assert found == [count_in_run(f, n, least) for f, n in rows]


@settings(max_examples=40, deadline=None)
@given(st.lists(counts, min_size=1, max_size=20), st.integers(1, 4))
def test_a_count_over_the_years_agrees_with_the_loop(numbers, least):
    flags = [[None] * WINDOW] * len(numbers)

    found = _answers(CountOver("initiatives_unused", least), flags, numbers)

    assert found == [over_years(row, least) for row in numbers]


def between(least, most):
    """What is certain when anything from the least to the most may be true."""
    return True if least is True else False if most is False else None


def raised(numbers, more, by):
    pairs = zip(numbers, more, strict=True)
    return [n if n is None or not is_open else n + by for n, is_open in pairs]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(marks, counts, open_years), min_size=1, max_size=20),
    st.integers(1, 4),
)
def test_a_year_that_may_hold_more_is_never_the_reason_for_no(rows, least):
    flags, numbers, more = ([row[at] for row in rows] for at in range(3))
    within = CountInRun("initiatives_unused", Holds("CSTDCS"), least)
    over = CountOver("initiatives_unused", least)

    in_run = _answers(within, flags, numbers, more)
    in_all = _answers(over, flags, numbers, more)

    assert in_run == [
        between(count_in_run(f, n, least), count_in_run(f, raised(n, m, least), least))
        for f, n, m in rows
    ]
    assert in_all == [
        between(over_years(n, least), over_years(raised(n, m, least), least))
        for _f, n, m in rows
    ]


def test_a_missing_year_leaves_a_run_open_and_a_lost_one_ends_it():
    gap, lost = [True, None, True], [True, False, True]
    flags = [[*gap, *[True] * 7], [*lost, *[True] * 7]]

    found = _answers(InARow(Holds("CSTDCS"), 3), flags, [[0] * WINDOW] * 2)

    assert found == [None, False]


def test_a_title_held_before_the_span_does_not_count():
    columns = {
        column_of("held.CSTD_TINH", lag): pl.Series(
            [lag == 2, lag == 3, None if lag == 1 else False], dtype=pl.Boolean
        )
        for lag in range(1, WINDOW)
    }

    found = answers(pl.DataFrame(columns), NotBefore("CSTD_TINH", 3))

    assert found == [False, True, None]
