"""Enough cases: days on both sides of each value, each exemption, each threshold.

A changed threshold is tried on the frames of the cases again, by the columns alone.
"""

import csv
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import polars as pl
import pytest

from tests.statutes import counted
from tests.statutes.judged import judged, outcomes_of
from vinhdanh.assess.judging import national_book
from vinhdanh.assess.norm_cases import norm_case_files
from vinhdanh.law.branch import Unless
from vinhdanh.law.dates import LawDateError
from vinhdanh.law.evaluate import parameters_of, titles_on
from vinhdanh.law.parameter import Parameters
from vinhdanh.law.speech import Speech
from vinhdanh.statutes.load import corpus
from vinhdanh.statutes.load_norms import norms
from vinhdanh.statutes.titles import TITLES
from vinhdanh.viet.dates import parse

DAY = timedelta(days=1)
READ = [title for title in TITLES if title.regime != "R3b"]
NAMES = {id(title): parameters_of([title]) for title in TITLES}
PARAMETERS = sorted(parameters_of(READ))


def readers(parameter):
    """The titles that read a parameter, in reviewed regimes."""
    return [title for title in READ if parameter in NAMES[id(title)]]


def test_no_case_is_written_twice():
    asked = Counter(
        (o.case.award, o.case.criterion, o.case.ask.day, _facts_of(o.case))
        for award in judged()
        for o in outcomes_of(award)
    )

    assert [key[:3] for key, count in asked.items() if count > 1] == []


def _facts_of(case):
    return str(case.ask.record | {"id": ""})


def test_there_are_250_edges_however_strictly_twins_are_left_out():
    edges = [edge for award in judged() for edge in counted.edges(award)]

    assert len(edges) >= 250
    assert len(counted.shared()) >= 250


def test_the_same_edge_on_another_day_counts_once():
    """Pending inquiries are asked about in the same words under every decree."""
    rows = [o for o in outcomes_of("LDTT") if o.case.criterion == "no_pending_inquiry"]
    edges = [edge for edge in counted.edges("LDTT") if edge[2] == "no_pending_inquiry"]

    assert len({o.case.ask.day for o in rows}) > 3
    assert sorted(str(edge[4]) for edge in edges) == ["False", "None", "True"]


def test_the_page_counts_what_is_there():
    """Mended by `python -m tests.statutes.counted`."""
    assert counted.PATH.read_text("utf-8") == counted.page()


NORM_DAYS = {
    "han-muc": ("Ngày áp dụng", corpus().caps),
    "tham-quyen": (
        "Ngày nhận hồ sơ",
        (*norms().decides, *norms().superiors, *norms().abolished),
    ),
    "thoi-han": ("Ngày nhận hồ sơ", norms().deadlines),
    "tien-thuong": (
        "Ngày quyết định",
        (
            *(*norms().salaries, *norms().coefficients),
            *(*norms().multipliers, *norms().roundings),
        ),
    ),
}


@pytest.mark.parametrize("stem", NORM_DAYS)
def test_each_norm_is_asked_about_on_its_edges(stem):
    heading, rows = NORM_DAYS[stem]
    path = next(path for path in norm_case_files() if path.stem == stem)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        seen = {parse(row[heading]) for row in csv.DictReader(stream)}

    wanted = {day for row in rows for day in edges_of(row.in_force)}
    assert sorted(map(str, wanted - seen)) == []


def edges_of(span):
    """The day before, the first, the last, the day after, where there is a law."""
    first, last = span.first_day, span.last_day
    days = filter(None, (first - DAY, first, last, last and last + DAY))
    known = min(regime.in_force.first_day for regime in corpus().regimes)
    return [day for day in days if day >= known]


def is_ruled(title, day):
    """Are all the values that it and the titles it looks at read in force that day?"""
    book = national_book()
    looked_at = titles_on(book, day, title.subject, [title.award])
    try:
        book.parameters.on(day, parameters_of(looked_at))
    except LawDateError:
        return False
    return True


def days_wanted(parameter):
    """First and last day of each value, and the days next to them that have a law."""
    regimes = corpus().regimes
    kinds = {(title.award, title.subject) for title in readers(parameter)}
    wanted = set()
    for value in corpus().parameters.get(parameter).values:
        for day in edges_of(value.in_force):
            regime = regimes.on(day)
            titles = [
                title
                for title in TITLES
                if title.regime == regime.id and (title.award, title.subject) in kinds
            ]
            if any(is_ruled(title, day) for title in titles):
                wanted.add(day)
    return wanted


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_each_value_is_seen_on_its_edges(parameter):
    awards = {title.award for title in readers(parameter)}

    seen = {o.case.ask.day for award in awards for o in outcomes_of(award)}

    missing = sorted(str(day) for day in days_wanted(parameter) - seen)
    assert missing == [], f"{parameter}: no case of {sorted(awards)} on these days"


EXEMPTIONS = [
    (title, criterion, exemption)
    for title in READ
    for criterion in title.criteria
    for _, node in criterion.holds.nodes("")
    if isinstance(node, Unless)
    for exemption in node.exemptions
]


@pytest.mark.parametrize(
    ("title", "criterion", "exemption"),
    EXEMPTIONS,
    ids=[f"{t.award}-{t.regime}-{c.id}-{e.says_en[:20]}" for t, c, e in EXEMPTIONS],
)
def test_each_exemption_is_seen_taken_and_not_taken(title, criterion, exemption):
    reasons = [
        reason
        for outcome in outcomes_of(title.award)
        if outcome.verdict.regime == title.regime
        for reason in outcome.verdict.reasons
        if reason.criterion == criterion.id
    ]

    taken = [r for r in reasons if any(exemption.says in e for e in r.exemptions)]
    failed = [r for r in reasons if not r.exemptions and r.mark is False]

    assert taken != [], "no case in which the exemption is what saves"
    assert failed != [], "no case in which the rule fails and nothing saves"


def shifted(parameter, by):
    """A book in which every value of one parameter is more or less by so much."""
    book = national_book()
    moved = [
        replace(p, values=tuple(replace(v, amount=v.amount + by) for v in p.values))
        if p.id == parameter
        else p
        for p in book.parameters
    ]
    return replace(book, parameters=Parameters(moved))


def first_failing(parameter, by):
    """A case that fails once the parameter is moved; None where no case does."""
    book = shifted(parameter, by)
    awards = sorted({title.award for title in readers(parameter)})
    kinds = {title.subject for title in readers(parameter)}
    sheets = (sheet for award in awards for sheet in judged()[award])
    failing = (where for sheet in sheets for where in sheet.failing(book, kinds))
    return next(failing, None)


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_a_changed_threshold_fails_a_case(parameter):
    is_share = corpus().parameters.get(parameter).values[0].of > 1

    # One in a hundred lower: no whole person is between.
    shifts = {1: "at the edge of"} if is_share else {1: "at the edge of", -1: "under"}
    missing = [said for by, said in shifts.items() if not first_failing(parameter, by)]

    assert missing == [], f"no case is just {missing} {parameter}"


def sentences(title, parameter, book):
    """What the criteria that read the parameter say."""
    regime = next(r for r in book.regimes if r.id == title.regime)
    day = regime.in_force.last_day
    speech = Speech(
        facts=corpus().facts,
        award_names=corpus().award_names,
        parameters=book.parameters,
        values=book.parameters.on(day, parameters_of([title])),
        year=day.year,
    )
    criteria = [c.holds for c in title.criteria if parameter in c.holds.parameters()]
    return [holds.sentence(speech) for holds in criteria]


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_a_changed_threshold_is_said(parameter):
    """One lower, so that a level still has a name."""
    changed = shifted(parameter, -1)

    for title in readers(parameter):
        before = sentences(title, parameter, national_book())
        after = sentences(title, parameter, changed)
        same = [b for b, a in zip(before, after, strict=True) if b == a]
        assert same == [], f"{title.award} {title.regime}"


def test_the_cases_are_judged_together():
    """A sheet's frames hold all its cases, each once."""
    sheet = judged()["LDTT"][0]

    rows = pl.concat([frame.select("subject") for frame, _ in sheet.frames])

    assert rows["subject"].sort().to_list() == list(range(len(sheet.cases)))
