from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from vinhdanh.law.frame import HistoryError, facts_frame
from vinhdanh.statutes.load import corpus

INPUTS = {("rating", 0), ("rating", 1), ("rating", 9), ("held.LDTT", 2)}


def _asked(*subjects, recruited=None):
    return pl.DataFrame(
        {
            "subject": list(subjects),
            "year": [2016] * len(subjects),
            "governing_day": [date(2016, 12, 31)] * len(subjects),
            "recruited_on": [recruited] * len(subjects),
        },
        schema_overrides={"subject": pl.Int32, "recruited_on": pl.Date},
    )


def _dense(*subjects):
    rows = [(s, y) for s in subjects for y in range(2007, 2017)]
    return pl.DataFrame(
        {
            "subject": [s for s, _ in rows],
            "year": [y for _, y in rows],
            "rating": [(s + y) % 4 for s, y in rows],
            "held.LDTT": [y % 2 == 0 for _, y in rows],
        },
        schema_overrides={"subject": pl.Int32},
    )


def test_sorted_dense_years_and_shuffled_years_lay_out_alike():
    history, asked = _dense(7, 3), _asked(7, 3)
    shuffled = history.sample(fraction=1.0, shuffle=True, seed=1)

    straight = facts_frame(history, asked, INPUTS, corpus().facts)
    joined = facts_frame(shuffled, asked, INPUTS, corpus().facts)

    assert_frame_equal(straight, joined)
    assert straight["rating"].to_list() == [(7 + 2016) % 4, (3 + 2016) % 4]
    assert straight["rating@9"].to_list() == [(7 + 2007) % 4, (3 + 2007) % 4]
    assert straight["held.LDTT@2"].to_list() == [True, True]


def test_a_year_without_a_row_is_not_known():
    history = _dense(1).filter(pl.col("year") != 2015)

    frame = facts_frame(history, _asked(1), INPUTS, corpus().facts)

    assert frame["rating@1"].to_list() == [None]
    assert frame["rating"].to_list() == [(1 + 2016) % 4]


def test_a_fact_nobody_has_is_a_column_of_nulls_in_its_type():
    frame = facts_frame(
        _dense(1), _asked(1), {("absence_working_days", 0)}, corpus().facts
    )

    assert frame["absence_working_days"].dtype == pl.Int32()
    assert frame["absence_working_days"].to_list() == [None]


def test_two_rows_for_one_year_are_refused():
    twice = pl.concat([_dense(1), _dense(1).tail(1)])

    with pytest.raises(HistoryError) as raised:
        facts_frame(twice, _asked(1), INPUTS, corpus().facts)

    assert str(raised.value) == (
        "Subject 1 has more than one row for 2016; merge them into one."
    )


@pytest.mark.parametrize(
    ("recruited", "months"),
    [
        (date(2016, 3, 1), 10),
        (date(2016, 3, 2), 9),
        (date(2016, 12, 1), 1),
        (date(2016, 12, 31), 0),
        (date(2017, 2, 1), 0),
        (date(2015, 1, 1), 24),
        (None, None),
    ],
)
def test_service_counts_whole_months_to_the_end_of_the_year(recruited, months):
    frame = facts_frame(
        _dense(1),
        _asked(1, recruited=recruited),
        {("service_months", 0)},
        corpus().facts,
    )

    assert frame["service_months"].to_list() == [months]


@pytest.mark.parametrize(
    ("founded", "years"),
    [
        (date(2007, 1, 1), 10),
        (date(2007, 1, 2), 9),
        (date(2016, 12, 31), 0),
        (date(2018, 5, 1), 0),
        (None, None),
    ],
)
def test_existence_counts_whole_years_to_the_end_of_the_year(founded, years):
    asked = _asked(1).with_columns(pl.lit(founded, dtype=pl.Date).alias("founded_on"))

    frame = facts_frame(_dense(1), asked, {("existence_years", 0)}, corpus().facts)

    assert frame["existence_years"].to_list() == [years]
