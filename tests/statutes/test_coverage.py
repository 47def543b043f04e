"""docs/reference/law-coverage.md says where every rule is, and cannot rot."""

import pytest

from tests.statutes import coverage
from vinhdanh.statutes.load import corpus
from vinhdanh.statutes.load_norms import norms
from vinhdanh.statutes.titles import TITLES

LINES = coverage.lines()
KEYS = {key for line in LINES for key in line.keys}
SECTIONS = (
    *("0.", "1.1", "1.2", "1.3", "1.4", "2.", "3.0", "3.1", "3.2", "3.3", "3.4"),
    *("3.5", "3.6", "4.", "5.1", "5.2", "5.3", "5.4", "6.", "7.", "8.", "9."),
    *("11.", "12a.", "12b."),
)


def test_every_chapter_has_its_table():
    sections = list(dict.fromkeys(line.section for line in LINES))

    assert [s.split(" ")[0] for s in sections] == list(SECTIONS)


def test_every_key_names_something():
    unknown = []
    for line in LINES:
        for key in line.keys:
            try:
                coverage.standings(key)
            except LookupError as fault:
                unknown.append(f"dòng {line.number}: {fault}")

    assert unknown == []


def test_every_row_says_where_it_is_or_why_it_is_not():
    silent = [f"{x.number}: {x.rule}" for x in LINES if not x.keys and not x.reason]

    assert silent == []


def test_the_marks_are_those_of_the_corpus():
    """Mended by `python -m tests.statutes.coverage`."""
    stale = [
        f"dòng {line.number}: “{line.marks}” phải là “{coverage.marks(line.keys)}”"
        for line in LINES
        if line.marks != coverage.marks(line.keys)
    ]

    assert stale == []


def test_no_rule_of_the_corpus_is_left_out():
    used = {f"told:{row.id}" for row in norms().statements}
    used |= {f"parameter:{row.id}" for row in corpus().parameters}
    used |= {f"deadline:{row.step}" for row in norms().deadlines}
    used |= {f"coefficient:{a}" for c in norms().coefficients for a in c.hundredths}
    used |= {f"council:{award}" for row in corpus().ballots for award in row.awards}
    used |= {f"quota:{row.award}" for row in corpus().caps}
    used |= {f"dossier:{award}" for row in norms().dossiers for award in row.awards}
    used |= {f"together:{row.case}" for row in norms().together}

    assert used - KEYS == set()


def test_no_criterion_is_left_out():
    whole = {key.partition(":")[2] for key in KEYS if key.startswith("criterion:")}
    left = {
        f"{title.award}.{criterion.id}"
        for title in TITLES
        for criterion in title.criteria
        if not {f"{title.award}.*", f"{title.award}.{criterion.id}"} & whole
    }

    assert left == set()


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("parameter:ldtt_min_ratng", "nothing in the corpus has that name"),
        ("rule:x", "no such kind"),
        ("criterion:LDTT.rating", "nothing in the corpus has that name"),
    ],
)
def test_a_key_that_names_nothing_is_found(key, message):
    with pytest.raises(LookupError, match=message):
        coverage.standings(key)
