"""One path for one person and for millions, and a second opinion in plain Python."""

from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import plain
from vinhdanh.assess import judge
from vinhdanh.assess.columns import judge_history
from vinhdanh.assess.histories import history_frame
from vinhdanh.assess.records import subject_row, year_rows
from vinhdanh.law.verdict import CODES
from vinhdanh.statutes.load import corpus

DAYS = {
    "R1a": date(2016, 12, 31),
    "R1b": date(2018, 12, 31),
    "R2": date(2024, 12, 31),
    "R3a": date(2025, 12, 31),
}
LEVELS = ("grassroots", "province", "nationwide")
TITLES = list(plain.TITLES)


def maybe(values):
    """One of the values, or not known."""
    return st.one_of(values, st.none())


works = maybe(
    st.lists(
        st.fixed_dictionaries(
            {"level": st.sampled_from(LEVELS), "used_for_title": st.booleans()}
        ),
        max_size=2,
    )
)
years = st.fixed_dictionaries(
    {
        "rating": st.sampled_from(["HTXS", "HTXS", "HTT", "HTT", "HT", "KHT", None]),
        "absence_working_days": maybe(st.sampled_from([0, 39, 40, 41])),
        "discipline": st.sampled_from(["none", "none", "none", "reprimand", None]),
        "pending_inquiry": st.sampled_from([False, False, False, True, None]),
        "initiatives": works,
        "science_projects": works,
        "registered": st.sampled_from([["LDTT"], ["LDTT"], [], None]),
        "titles": maybe(
            st.lists(
                st.sampled_from(["LDTT", "CSTDCS", "CSTDCS", "CSTD_TINH"]), max_size=3
            )
        ),
    }
)
recruits = maybe(st.integers(0, 400).map(lambda n: date(2016, 12, 31) - timedelta(n)))


SIZES = st.integers(1, 6)


@st.composite
def people(draw, size=SIZES):
    """Some people with up to ten recorded years up to 2016."""
    records = []
    for index in range(draw(size)):
        known = draw(st.sets(st.integers(2007, 2016), max_size=10)) | {2016}
        records.append(
            {
                "id": f"p{index}",
                "kind": "individual",
                "name": f"Người {index}",
                "recruited_on": draw(recruits),
                "years": {year: draw(years) for year in sorted(known)},
            }
        )
    return records


def _as_lists(record):
    """The record as the plain loop takes it: lists, newest year first."""
    rows = {row["year"]: row for row in year_rows(record, 0, corpus())}
    names = {name for row in rows.values() for name in row} - {"subject", "year"}
    person = {
        name: [rows.get(year, {}).get(name) for year in range(2016, 2006, -1)]
        for name in names
    }
    return person | {"recruited_on": record["recruited_on"]}


@settings(max_examples=20, deadline=None)
@given(people(), st.sampled_from(sorted(DAYS)))
def test_columns_agree_with_the_plain_loop(records, regime):
    verdicts = judge(records, TITLES, year=2016, day=DAYS[regime])

    found = [(v.subject, v.award, v.word.value) for v in verdicts]
    expected = [
        (record["id"], title, word)
        for record in records
        for title, word in plain.judge(_as_lists(record), regime, 2016).items()
    ]
    assert found == expected


@settings(max_examples=8, deadline=None)
@given(people(), st.randoms(use_true_random=False), st.sampled_from(sorted(DAYS)))
def test_the_order_of_people_never_matters(records, random, regime):
    shuffled = random.sample(records, len(records))

    straight = judge(records, TITLES, year=2016, day=DAYS[regime])
    mixed = judge(shuffled, TITLES, year=2016, day=DAYS[regime])

    key = {(v.subject, v.award): v for v in mixed}
    assert [key[v.subject, v.award] for v in straight] == straight


@settings(max_examples=4, deadline=None)
@given(people(size=st.just(5)), st.sampled_from(sorted(DAYS)))
def test_one_person_alone_is_judged_as_among_a_thousand(records, regime):
    among = _words_of_frame(records, DAYS[regime], times=200)[:5]
    alone = [
        [v.word for v in judge([record], TITLES, year=2016, day=DAYS[regime])]
        for record in records
    ]

    assert alone == among


def _words_of_frame(records, day, *, times=1):
    """The words of the long frame the records make so many times, a list a person."""
    rows = [row for n, r in enumerate(records) for row in year_rows(r, n, corpus())]
    persons = pl.DataFrame(
        [subject_row(r, n) for n, r in enumerate(records)],
        schema={"subject": pl.Int32, "recruited_on": pl.Date},
    )
    history = _again(history_frame(rows, corpus().facts), len(records), times)
    persons = _again(persons, len(records), times)
    words = judge_history(history, persons, TITLES, year=2016, day=day)
    return [[CODES[row[t]] for t in TITLES] for row in words.iter_rows(named=True)]


def _again(frame, number, times):
    """The rows of `number` subjects so many times, each time as other subjects."""
    more = [
        frame.with_columns((pl.col("subject") + n * number).cast(pl.Int32))
        for n in range(times)
    ]
    return pl.concat(more)


@settings(max_examples=8, deadline=None)
@given(people(), st.sampled_from(sorted(DAYS)))
def test_a_long_frame_is_judged_as_its_records(records, regime):
    found = _words_of_frame(records, DAYS[regime])

    verdicts = judge(records, TITLES, year=2016, day=DAYS[regime])
    words = [word for row in found for word in row]
    assert words == [v.word for v in verdicts]
