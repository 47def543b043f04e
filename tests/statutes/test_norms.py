"""The norms hold together: places exist, days follow each other, names are known."""

import tomllib
from collections import defaultdict
from dataclasses import replace

import pytest

from vinhdanh.law.cite import Cite, CiteError, Standing
from vinhdanh.law.dates import check_sequence
from vinhdanh.statutes import load, load_norms
from vinhdanh.statutes.load_norms import norms

EVERY = norms().every()


def _spans(keyed):
    """Days in order, for each key."""
    found = defaultdict(list)
    for key, norm in keyed:
        found[key].append(norm.in_force)
    return {
        key: sorted(spans, key=lambda span: span.first_day)
        for key, spans in found.items()
    }


def test_every_place_is_in_the_instruments_and_in_force_all_the_norms_days():
    instruments = load.corpus().instruments
    wrong = []
    for norm in EVERY:
        if norm.cite is None:
            continue
        span, mine = instruments.get(norm.cite.instrument).in_force, norm.in_force
        starts = span.covers(mine.first_day)
        open_end = mine.last_day is None and span.last_day is None
        if not (starts and (open_end or span.covers(mine.last_day or mine.first_day))):
            wrong.append((norm.cite.instrument, mine))
        if mine.last_day is None and span.last_day is not None:
            wrong.append((norm.cite.instrument, mine))

    assert wrong == []


def test_what_is_sourced_names_its_place():
    placeless = [
        norm
        for norm in EVERY
        if norm.standing is Standing.SOURCED and norm.cite is None and not norm.source
    ]

    assert placeless == []


def test_a_norm_that_cites_an_unlisted_article_fails(monkeypatch):
    wrong = replace(norms().payers[2], cite=Cite("98/2023/NĐ-CP", 999))

    with pytest.raises(CiteError, match="Điều 999 of 98/2023/NĐ-CP"):
        load_norms.check_norms(replace(norms(), payers=(wrong,)))


def test_a_norm_that_names_an_unknown_award_fails():
    wrong = replace(norms().notices[0], awards=frozenset({"LDT"}))

    with pytest.raises(LookupError, match=r"Awards \['LDT'\] not listed"):
        load_norms.check_norms(replace(norms(), notices=(wrong,)))


def test_no_honour_is_listed_twice():
    with (load.FOLDER / "norms" / "honours.toml").open("rb") as stream:
        own = set(tomllib.load(stream))

    assert own & set(load.corpus().awards) == set()
    assert set(norms().honours) == own | set(load.corpus().awards)


@pytest.mark.parametrize(
    "keyed",
    [
        [
            ((award, row.recipient, row.level), row)
            for row in norms().coefficients
            for award in row.hundredths
        ],
        [
            ((award, row.recipient), row)
            for row in norms().multipliers
            for award in row.awards
        ],
        [("rounding", row) for row in norms().roundings],
        [(row.case, row) for row in norms().together],
        [(level, row) for row in norms().payers for level in row.levels],
        [("superior", row) for row in norms().superiors],
        [(award, row) for row in norms().dossiers for award in row.awards],
        [("simplified", row) for row in norms().simplified],
        [
            ((row.step, key, row.sector, row.is_local), row)
            for row in norms().deadlines
            for key in row.awards or row.levels
        ],
        [(row.level, row) for row in norms().compositions],
        [(award, row) for row in norms().notices for award in row.awards],
        [(award, row) for row in norms().consultations for award in row.awards],
        [(row.who, row) for row in norms().services],
        [(row.id, row) for row in norms().statements],
    ],
    ids=[
        *("coefficients", "multipliers", "rounding", "together", "payers"),
        *("superior", "dossiers", "simplified", "deadlines", "compositions"),
        *("notices", "consultations", "services", "statements"),
    ],
)
def test_one_norm_answers_one_question_on_one_day(keyed):
    for key, spans in _spans(keyed).items():
        check_sequence(str(key), spans, gaps_allowed=True)


def test_base_salaries_follow_each_other_without_a_gap():
    check_sequence("base salary", [row.in_force for row in norms().salaries])


def test_one_office_decides_an_award_of_one_kind_of_unit_on_one_day():
    keyed = [
        ((award, level, kind), row)
        for row in norms().decides
        for award in row.awards
        for level in sorted(row.levels) or [""]
        for kind in sorted(row.kinds) or [""]
    ]

    for key, spans in _spans(keyed).items():
        check_sequence(str(key), spans, gaps_allowed=True)


def test_a_standing_is_never_better_than_the_law_that_was_read():
    """What starts with the law of 2026, whose text was not read, is not SOURCED."""
    unread = next(r for r in load.corpus().regimes if not r.reviewed)
    new = [
        norm for norm in EVERY if norm.in_force.first_day >= unread.in_force.first_day
    ]

    assert {norm.standing for norm in new} == {Standing.UNKNOWN}


def test_the_working_day_calendar_knows_the_years_of_the_samples():
    calendar = norms().calendar

    assert [year for year in range(2016, 2027) if not calendar.knows(year)] == []
    for year, days in calendar.off.items():
        assert {day.year for day in days} == {year}
        assert [day for day in days if day.weekday() > 4] == []
    for year, days in calendar.worked.items():
        assert {day.year for day in days} == {year}
        assert {day.weekday() for day in days} == {5}
