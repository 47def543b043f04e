"""The corpus holds together: cites exist, standings agree, days follow each other."""

from dataclasses import replace
from datetime import date

import pytest

from vinhdanh.law.cite import Cite, CiteError, Instruments, Standing
from vinhdanh.law.dates import LawDateError
from vinhdanh.law.evaluate import parameters_of
from vinhdanh.statutes import load
from vinhdanh.statutes.titles import TITLES

CODES = (
    *("LDTT", "CSTDCS", "CSTD_TINH", "CSTDTQ", "TTLDTT", "TTLDXS", "CO_TINH", "CO_CP"),
    *("GK", "BK_TINH", "BK_TTG", "HCLD_3", "HCLD_2", "HCLD_1"),
    *("HCDL_3", "HCDL_2", "HCDL_1", "XA_TIEU_BIEU", "THON_VAN_HOA"),
    *("GIA_DINH_VAN_HOA", "KNC"),
)
RULED = {
    "individual": (
        *("LDTT", "CSTDCS", "CSTD_TINH", "CSTDTQ", "GK", "KNC", "BK_TINH", "BK_TTG"),
        *("HCLD_3", "HCLD_2", "HCLD_1", "HCDL_3", "HCDL_2", "HCDL_1"),
    ),
    "collective": (
        *("TTLDTT", "TTLDXS", "CO_TINH", "CO_CP", "XA_TIEU_BIEU", "THON_VAN_HOA"),
        *("GK", "BK_TINH", "BK_TTG", "HCLD_3", "HCLD_2", "HCLD_1", "HCDL_3"),
    ),
    "household": ("GIA_DINH_VAN_HOA",),
}


def _check_cites(titles, instruments):
    for title in titles:
        for criterion in title.criteria:
            if criterion.cite is not None:
                instruments.check(criterion.cite)


def test_every_award_is_listed_once_with_its_subjects():
    awards = load.corpus().awards

    assert tuple(awards) == CODES
    assert awards["GK"].subjects == {"individual", "collective"}
    assert awards["CO_CP"].level == "state"
    assert [a.kind for a in awards.values()].count("title") == 11


def test_a_title_of_communes_is_called_by_the_name_of_the_day():
    title = load.corpus().awards["XA_TIEU_BIEU"]

    assert title.name_on(date(2025, 6, 30)) == "Xã, phường, thị trấn tiêu biểu"
    assert title.name_on(date(2025, 7, 1)) == "Xã, phường, đặc khu tiêu biểu"


def test_every_ruled_award_has_one_standard_a_regime_and_subject():
    keys = [(t.award, t.subject, t.regime) for t in TITLES]
    regimes = [regime.id for regime in load.corpus().regimes]

    expected = {
        (award, subject, regime)
        for subject, awards in RULED.items()
        for award in awards
        for regime in regimes
    }
    assert len(keys) == len(set(keys))
    assert set(keys) == expected


def test_every_cite_of_a_title_is_in_the_instruments():
    _check_cites(TITLES, load.corpus().instruments)


def test_a_title_that_cites_an_unlisted_article_fails():
    title = TITLES[0]
    wrong = replace(title.criteria[0], cite=Cite("15/2003/QH11", 99))

    with pytest.raises(CiteError):
        _check_cites([replace(title, criteria=(wrong,))], load.corpus().instruments)


def test_a_title_that_cites_an_unlisted_instrument_fails():
    kept = [i for i in load.corpus().instruments if i.number != "65/2014/NĐ-CP"]

    with pytest.raises(CiteError):
        _check_cites(TITLES, Instruments(kept))


@pytest.mark.parametrize("title", TITLES, ids=lambda t: f"{t.award}-{t.regime}")
def test_a_cited_instrument_is_in_force_at_the_end_of_its_regime(title):
    known = load.corpus()
    regime = next(r for r in known.regimes if r.id == title.regime)
    day = regime.in_force.last_day or date(2026, 12, 31)

    for cite in filter(None, (criterion.cite for criterion in title.criteria)):
        assert known.instruments.get(cite.instrument).in_force.covers(day)


def test_what_has_no_place_in_the_law_is_never_marked_sourced():
    unplaced = [c for t in TITLES for c in t.criteria if c.cite is None]

    assert {(c.id, c.standing) for c in unplaced} == {
        ("no_pending_inquiry", Standing.RECALLED),
        ("existed", Standing.RECALLED),
        ("cultural_standard", Standing.RECALLED),
    }


@pytest.mark.parametrize(
    "title", TITLES, ids=lambda t: f"{t.award}-{t.subject}-{t.regime}"
)
def test_a_criterion_is_no_surer_than_the_values_it_reads(title):
    known = load.corpus()
    regime = next(r for r in known.regimes if r.id == title.regime)
    day = regime.in_force.last_day or regime.in_force.first_day

    for criterion in title.criteria:
        if criterion.standing is Standing.SOURCED:
            wanted = criterion.holds.parameters()
            values = known.parameters.on(day, wanted).values()
            assert {v.standing for v in values} <= {Standing.SOURCED}


def test_nothing_under_the_unread_law_is_marked_sourced():
    unread = [t for t in TITLES if t.regime == "R3b"]

    standings = {c.standing for t in unread for c in t.criteria}

    assert standings == {Standing.UNKNOWN}


def test_every_parameter_is_read_by_some_title():
    assert parameters_of(TITLES) == {p.id for p in load.corpus().parameters}


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        (date(2014, 6, 1), "R1a"),
        (date(2017, 9, 30), "R1a"),
        (date(2017, 10, 1), "R1b"),
        (date(2023, 12, 31), "R1b"),
        (date(2024, 1, 1), "R2"),
        (date(2025, 6, 30), "R2"),
        (date(2025, 7, 1), "R3a"),
        (date(2026, 9, 30), "R3a"),
        (date(2026, 10, 1), "R3b"),
    ],
)
def test_a_day_belongs_to_one_regime(day, regime):
    assert load.corpus().regimes.on(day).id == regime


def test_a_day_before_every_regime_names_the_first_day():
    with pytest.raises(LawDateError) as raised:
        load.corpus().regimes.on(date(2014, 5, 31))

    assert str(raised.value) == (
        "No regime in force on 2014-05-31; first in force 2014-06-01."
    )


def test_the_hash_changes_with_any_rule_file(tmp_path, monkeypatch):
    (tmp_path / "titles").mkdir()
    (tmp_path / "facts.toml").write_text("[rating]\n")
    monkeypatch.setattr(load, "FOLDER", tmp_path)
    count = load.corpus_hash.__wrapped__

    before = count()
    (tmp_path / "titles" / "one.py").write_text("A = 1\n")
    after = count()
    (tmp_path / "signed.toml").write_text("# a signature is no rule\n")

    assert before != after
    assert count() == after
