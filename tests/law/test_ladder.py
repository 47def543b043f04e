"""A rung of the ladder: an award, then years in a row after it with counts inside."""

from datetime import date

import polars as pl
import pytest

from tests.law.columns import answers
from vinhdanh.law.condition import AllOf, column_of
from vinhdanh.law.flag import ANY_BASIS, AnyFlag, Holds, Rated, Received, Since
from vinhdanh.law.frame import facts_frame
from vinhdanh.law.ladder import Had, after
from vinhdanh.law.streak import WINDOW, CountInRun, InARow
from vinhdanh.statutes.load import corpus

GOOD = Rated(2)
RUNG = AllOf(after("BK_TTG", GOOD, 5, ((Holds("CSTDCS"), 3), (Rated(3), 1))))


def _mark(condition, years, *, nothing_before=None):
    """The condition in 2024 for one person with these years."""
    names = {name for facts in years.values() for name in facts}
    rows = [
        {"subject": 0, "year": year, **dict.fromkeys(names), **facts}
        for year, facts in years.items()
    ]
    asked = pl.DataFrame(
        {
            "subject": [0],
            "year": pl.Series([2024], dtype=pl.Int32),
            "governing_day": [date(2024, 12, 31)],
            "nothing_before": pl.Series([nothing_before], dtype=pl.Int32),
        }
    )
    inputs = condition.inputs()
    frame = facts_frame(pl.DataFrame(rows), asked, inputs, corpus().facts)
    if condition.awards():
        frame = frame.with_columns(
            pl.col("held.CSTDCS").alias("earned.CSTDCS"),
            pl.col("held.CSTDCS").alias("earned.CSTDCS!"),
        )
    return answers(frame, condition)[0]


def _year(rating=2, fighter=False, **held):
    return {"rating": rating, "held.CSTDCS": fighter, "held.BK_TTG": False, **held}


def _ladder(award_year, **changed):
    """Five good years after the certificate, three as fighter, one excellent."""
    years = {year: _year() for year in range(2015, 2025)}
    years |= {year: _year(fighter=True) for year in (2020, 2021, 2022)}
    years[2024] = _year(rating=3)
    years[award_year] = _year() | {"held.BK_TTG": True}
    return years | {int(year): facts for year, facts in changed.items()}


def test_the_years_are_counted_after_the_award():
    assert _mark(RUNG, _ladder(2019)) is True
    # Of the five years 2020 is the award's own: four are left.
    assert _mark(RUNG, _ladder(2020) | {2023: _year(fighter=True)}) is None
    closed = _ladder(2020) | {2023: _year(fighter=True)}
    assert _mark(RUNG, closed, nothing_before=2015) is False


def test_a_lost_year_after_the_award_ends_the_run():
    assert _mark(RUNG, _ladder(2019, **{"2022": _year(rating=1)})) is False
    unknown = _year(rating=None, fighter=True)
    assert _mark(RUNG, _ladder(2019, **{"2022": unknown})) is None


def test_each_count_is_taken_within_the_run():
    outside = _ladder(2019, **{"2020": _year(), "2018": _year(fighter=True)})
    assert _mark(RUNG, outside, nothing_before=2015) is False
    assert _mark(RUNG, _ladder(2019, **{"2024": _year()}), nothing_before=2015) is False


def test_an_award_older_than_the_window_is_found():
    years = {year: _year(fighter=True) for year in range(2004, 2025)}
    years[2004] = _year() | {"held.BK_TTG": True}
    years[2024] = _year(rating=3, fighter=True)

    assert _mark(RUNG, years) is True


@pytest.mark.parametrize(
    ("nothing_before", "mark"), [(None, None), (2000, None), (2015, False)]
)
def test_an_award_of_years_nobody_wrote_down_stays_open(nothing_before, mark):
    years = {year: _year() for year in range(2015, 2025)}

    assert _mark(Had("BK_TTG"), years, nothing_before=nothing_before) is mark


def test_the_award_of_the_judged_year_itself_is_not_an_earlier_one():
    years = {2024: _year() | {"held.BK_TTG": True}}

    assert _mark(Had("BK_TTG"), years, nothing_before=2024) is False


def test_a_flag_with_several_ways_holds_by_any():
    either = AnyFlag((Rated(3), Holds("TTLDXS")))
    row = {"rating@1": None, "held.TTLDXS@1": True}
    frame = pl.DataFrame(row, schema={"rating@1": pl.Int8, "held.TTLDXS@1": pl.Boolean})

    assert frame.select(a=either.at(1, settled=False))["a"].to_list() == [True]


@pytest.mark.parametrize("conferred", [True, False])
def test_only_what_was_conferred_this_year_is_received(conferred):
    years = {year: _year() for year in range(2015, 2025)}
    years[2024] = _year(**{"held.CO_TINH": conferred})
    years[2014] = _year(rating=1)

    assert _mark(CountInRun(Received("CO_TINH"), GOOD, 1), years) is (
        True if conferred else None
    )


def test_an_award_without_a_basis_counts_on_every_basis():
    years = {2023: {"held.BK_TTG": True, "held_anyhow.BK_TTG": True}, 2024: {}}
    plain = {2023: {"held.BK_TTG": True}, 2024: {}}
    sudden = {2023: {"held.BK_TTG": False, "held_anyhow.BK_TTG": True}, 2024: {}}

    assert _mark(Had("BK_TTG", ANY_BASIS), years) is True
    assert _mark(Had("BK_TTG", ANY_BASIS), plain) is True
    assert _mark(Had("BK_TTG", ANY_BASIS), sudden) is True
    assert _mark(Had("BK_TTG"), sudden, nothing_before=2023) is False


def test_a_sorted_history_and_a_shuffled_one_are_read_alike():
    years = _ladder(2019)
    shuffled = dict(sorted(years.items(), key=lambda pair: pair[0] % 3))

    assert _mark(RUNG, years) is _mark(RUNG, shuffled) is True


def test_a_count_beyond_the_window_is_open():
    years = {year: _year() for year in range(2000, 2025)}
    years[2000] = _year() | {"held.BK_TTG": True}
    years |= {year: _year(fighter=True) for year in (2002, 2003, 2004)}
    run = Since("BK_TTG", GOOD)
    narrow = CountInRun(Holds("CSTDCS"), run, 3)

    assert _mark(narrow, years) is None
    assert _mark(CountInRun(Holds("CSTDCS"), run, 3, window=25), years) is True
    assert _mark(InARow(run, 5), years) is True


def test_what_lies_beyond_the_window_is_asked_for_without_a_year():
    row = {column_of("rating", lag): 2 for lag in range(WINDOW)}
    row |= {column_of("held.CSTDCS", lag): False for lag in range(WINDOW)}
    since = dict.fromkeys(("since.held.BK_TTG", "possible.held.BK_TTG"), 24)
    narrow = CountInRun(Holds("CSTDCS"), Since("BK_TTG", GOOD), 3)

    asked = narrow.open_facts(row | since | {"earned.CSTDCS": False}, speech=None)

    assert asked == {"held.CSTDCS": []}


@pytest.mark.parametrize(("nothing_before", "mark"), [(None, None), (2024, False)])
def test_an_award_the_history_never_speaks_of_is_not_known(nothing_before, mark):
    years = {2023: {"rating": 2}, 2024: {"rating": 2}}

    assert _mark(Had("BK_TTG"), years, nothing_before=nothing_before) is mark
