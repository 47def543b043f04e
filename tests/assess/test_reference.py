"""The column engine and the plain walk agree on random histories under each regime.

The histories are drawn once; every regime judges the same ones. Each criterion is
compared, not only the words, so that one mistake cannot hide behind another.
VINHDANH_HISTORIES says how many: two thousand, or ten thousand in `.ci/run`.
"""

import os
import random
from datetime import date, timedelta
from functools import cache

import polars as pl
import pytest

from tests.assess import reference
from vinhdanh.assess.histories import history_frame
from vinhdanh.assess.judging import national_book
from vinhdanh.law import walk
from vinhdanh.law.compare import AtLeast, AtMost, MoreThan, Share
from vinhdanh.law.evaluate import evaluate, inputs_of, parameters_of, titles_on
from vinhdanh.law.frame import DERIVED, facts_frame
from vinhdanh.law.history import Subject
from vinhdanh.law.verdict import CODES
from vinhdanh.statutes.load import corpus

YEARS = 10
YEAR = 2016
DAYS = {
    "R1a": date(2016, 12, 31),
    "R1b": date(2018, 12, 31),
    "R2": date(2024, 12, 31),
    "R3a": date(2025, 12, 31),
    "R3b": date(2026, 12, 31),
}
HISTORIES = int(os.environ.get("VINHDANH_HISTORIES", "2000"))
PEOPLE = {"individual": HISTORIES * 6 // 10, "collective": HISTORIES * 4 // 10}
QUALITIES = ((92, 0), (90, 4), (60, 20), (3, 2))  # good, not known: in a hundred


def titles_of(kind, regime):
    """Every standard of that kind under that regime, each after what it looks at."""
    awards = corpus().awards
    codes = [code for code, row in awards.items() if kind in row.subjects]
    return titles_on(national_book(), DAYS[regime], kind, codes)


def values_on(titles, regime):
    return national_book().parameters.on(DAYS[regime], parameters_of(titles))


@cache
def facts_of(kind):
    """The facts any regime reads, as a history carries them."""
    inputs = inputs_of(title for regime in DAYS for title in titles_of(kind, regime))
    names = {name for name, _ in inputs} - DERIVED.keys()
    spans = {name.partition(".")[2] for name in names if name.startswith("since.")}
    asked = {n for n in names if not n.startswith(("since.", "possible."))}
    plain = {f"held.{name.rpartition('.')[2]}" for name in spans}
    return sorted(asked | spans | plain)


def pool(fact, good, unknown):
    """A hundred values to draw from."""
    if fact.startswith(("held", "judged.")):
        best, others = [True], [False]
    elif fact.startswith("more."):
        return [False] * (100 - unknown) + [True, None] * (unknown // 2)
    else:
        known = corpus().facts.get(fact)
        best, others = sides(known)
    rest = 100 - good - unknown
    values = [best[n % len(best)] for n in range(good)]
    values += [others[n % len(others)] for n in range(max(0, rest))]
    return values + [None] * unknown


def sides(fact):
    """Values on the good side, and others."""
    if fact.type == "yes_no":
        return ([False], [True]) if fact.good == "no" else ([True], [False])
    if fact.type == "level":
        ranks = list(range(len(fact.levels)))
        return (
            (ranks[-2:], ranks[:-2]) if fact.good == "high" else (ranks[:1], ranks[1:])
        )
    if fact.id == "members":
        return [20], [3, 7]
    if fact.good == "high":
        return [1, 2, 14, 20], [0]
    return [0, 39], [40, 41]


@cache
def histories(kind):
    """facts → values of all histories, each ten years, oldest first; and the dates."""
    draw = random.Random(20161231)  # noqa: S311  the same histories every time
    facts = {name: [] for name in facts_of(kind)}
    number = PEOPLE[kind] // len(QUALITIES)
    for good, unknown in QUALITIES:
        for name in facts:
            facts[name] += draw.choices(pool(name, good, unknown), k=number * YEARS)
    days = [draw.randrange(1, 12_000) for _ in range(PEOPLE[kind])]
    dates = [None if n % 50 == 0 else date(YEAR, 12, 31) - timedelta(n) for n in days]
    return facts, dates


def frame_of(kind, titles, day):
    facts, dates = histories(kind)
    since = "recruited_on" if kind == "individual" else "founded_on"
    asked = pl.DataFrame(
        {
            "subject": range(len(dates)),
            "year": [YEAR] * len(dates),
            "governing_day": [day] * len(dates),
            since: dates,
            "nothing_before": [None if d is None else d.year for d in dates],
        },
        schema={
            "subject": pl.Int32,
            "year": pl.Int32,
            "governing_day": pl.Date,
            since: pl.Date,
            "nothing_before": pl.Int32,
        },
    )
    years = pl.DataFrame(
        {
            "subject": [n for n in range(len(dates)) for _ in range(YEARS)],
            "year": [*range(YEAR - YEARS + 1, YEAR + 1)] * len(dates),
        },
        schema={"subject": pl.Int32, "year": pl.Int32},
    )
    types = history_frame([dict.fromkeys(facts)], corpus().facts).schema
    known = pl.DataFrame(facts, schema={name: types[name] for name in facts})
    history = pl.concat([years, known], how="horizontal")
    return facts_frame(history, asked, inputs_of(titles), corpus().facts)


def subjects_of(kind):
    facts, dates = histories(kind)
    since = "recruited_on" if kind == "individual" else "founded_on"
    for number, day in enumerate(dates):
        last = (number + 1) * YEARS - 1
        first = number * YEARS - 1 if number else None
        own = {name: values[last:first:-1] for name, values in facts.items()}
        before = None if day is None else day.year
        yield Subject(YEAR, own, nothing_before=before, **{since: day})


@pytest.mark.parametrize("regime", DAYS)
@pytest.mark.parametrize("kind", PEOPLE)
def test_columns_agree_with_the_plain_walk(kind, regime):
    titles, day = titles_of(kind, regime), DAYS[regime]
    values = values_on(titles, regime)
    reviewed = corpus().regimes.on(day).reviewed
    codes = [title.award for title in titles]

    verdicts = evaluate(frame_of(kind, titles, day), kind, codes, national_book())

    expected = [
        reference.judge(titles, subject, values, reviewed=reviewed)
        for subject in subjects_of(kind)
    ]
    for name in expected[0]:
        found = verdicts[name].to_list()
        if name in codes:
            found = [CODES[code].value for code in found]
        wanted = [row[name] for row in expected]
        assert [n for n, w in enumerate(wanted) if found[n] != w] == [], name


@pytest.mark.parametrize("kind", PEOPLE)
def test_the_histories_are_of_every_kind(kind):
    """Every criterion comes out both ways; else the agreement would say little."""
    titles = titles_of(kind, "R3a")
    codes = [title.award for title in titles]

    verdicts = evaluate(
        frame_of(kind, titles, DAYS["R3a"]), kind, codes, national_book()
    )

    marks = [f"{t.award}.{c.id}" for t in titles for c in t.criteria]
    lacking = {m for m in marks if not {True, False} <= set(verdicts[m].unique())}
    assert lacking == set()


def test_a_condition_it_does_not_know_is_an_error():
    class Unheard:
        pass

    asked = walk.Asked(Subject(YEAR, {}), {})

    with pytest.raises(TypeError, match="does not know Unheard"):
        walk.mark_of(Unheard(), asked)


def test_a_flag_it_does_not_know_is_an_error():
    class Unheard:
        pass

    with pytest.raises(TypeError, match="does not know Unheard"):
        walk.flag_at(Unheard(), 0, walk.Asked(Subject(YEAR, {}), {}))


@pytest.mark.parametrize(
    ("part", "whole", "mark"),
    [(7, 10, True), (6, 10, False), (None, 10, None), (7, None, None)],
)
def test_a_share_of_what_is_not_known_is_not_known(part, whole, mark):
    facts = {"advanced_workers": [part], "members": [whole]}
    asked = walk.Asked(Subject(YEAR, facts), {})

    share = Share("advanced_workers", "members", (70, 100))

    assert walk.mark_of(share, asked) is mark


@pytest.mark.parametrize(
    ("condition", "at_the_bound", "over"),
    [(AtLeast, True, True), (MoreThan, False, True), (AtMost, True, False)],
)
def test_a_bound_is_met_on_its_own_side(condition, at_the_bound, over):
    def mark(value):
        facts = {"absence_working_days": [value]}
        asked = walk.Asked(Subject(YEAR, facts), {})
        return walk.mark_of(condition("absence_working_days", 39), asked)

    assert (mark(39), mark(40), mark(None)) == (at_the_bound, over, None)
