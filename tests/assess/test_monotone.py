"""A favourable fact more never turns a met criterion into one that fails.

Where the law itself makes it so, the pair of criterion and fact is listed here and in
docs/reference/law-monotone.md. Every fact of every history is improved in one year of
its own copy; all copies are one evaluation.
"""

import random
import re
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from tests.assess.test_reference import DAYS, YEAR, YEARS, facts_of, pool, titles_of
from vinhdanh.assess.histories import history_frame
from vinhdanh.assess.judging import national_book
from vinhdanh.law.evaluate import evaluate, inputs_of
from vinhdanh.law.frame import facts_frame
from vinhdanh.statutes.load import corpus

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "law-monotone.md"
KINDS = ("individual", "collective")
SUBJECTS = 160
NOT_MONOTONE = {
    # An award of the same kind uses up the years that led to it.
    ("CSTD_TINH.streak_not_used", "held.CSTD_TINH"),
    ("BK_TINH.years_not_rewarded", "held.BK_TINH"),
}


def best(fact):
    """The good side of a fact; None where it has none."""
    if fact.startswith(("held", "judged.")):
        return True
    if fact.startswith("more."):
        return None
    known = corpus().facts.get(fact)
    if known.good in {"yes", "no"}:
        return known.good == "yes"
    if known.good == "high":
        return len(known.levels) - 1 if known.levels else 20
    return 0 if known.good == "low" else None


@cache
def drawn(kind):
    """The histories of some subjects, mostly good, oldest year first."""
    draw = random.Random(7)  # noqa: S311  the same every time
    rows = SUBJECTS * YEARS
    facts = {
        # Awards and judgements are rarer, so that one more may make the difference.
        name: draw.choices(pool(name, 40 if "." in name else 85, 8), k=rows)
        for name in facts_of(kind)
    }
    chosen = [draw.randrange(YEARS) for _ in range(SUBJECTS)]
    types = history_frame([dict.fromkeys(facts)], corpus().facts).schema
    place = [n for n in range(SUBJECTS) for _ in range(YEARS)]
    frame = pl.DataFrame(facts, schema={name: types[name] for name in facts})
    return frame.with_columns(
        pl.Series("subject", place, dtype=pl.Int32),
        pl.Series("year", [*range(YEAR - YEARS + 1, YEAR + 1)] * SUBJECTS, pl.Int32),
        pl.Series("improved", [n % YEARS == chosen[n // YEARS] for n in range(rows)]),
    )


def improved(kind):
    """The facts that have a good side, and a copy of all subjects for each of them."""
    base = drawn(kind)
    facts = [name for name in facts_of(kind) if best(name) is not None]
    copies = [base]
    for number, name in enumerate(facts, start=1):
        better = pl.when("improved").then(pl.lit(best(name))).otherwise(pl.col(name))
        copies.append(
            base.with_columns(
                better.cast(base.schema[name]).alias(name),
                pl.col("subject") + number * SUBJECTS,
            )
        )
    return facts, pl.concat(copies)


def asked(number, kind, day):
    since = "recruited_on" if kind == "individual" else "founded_on"
    return pl.DataFrame(
        {"subject": range(number)}, schema={"subject": pl.Int32}
    ).with_columns(
        pl.lit(YEAR, dtype=pl.Int32).alias("year"),
        pl.lit(day).alias("governing_day"),
        pl.lit(DAYS["R1a"].replace(year=1980)).alias(since),
    )


@cache
def broken(kind, regime):
    """The pairs of criterion and fact in which the better fact made it fail."""
    titles = titles_of(kind, regime)
    facts, history = improved(kind)
    who = asked(SUBJECTS * (len(facts) + 1), kind, DAYS[regime])
    frame = facts_frame(history, who, inputs_of(titles), corpus().facts)
    verdicts = evaluate(frame, kind, [t.award for t in titles], national_book())
    found = set()
    for title in titles:
        for criterion in title.criteria:
            name = f"{title.award}.{criterion.id}"
            marks = verdicts[name].to_list()
            before = marks[:SUBJECTS]
            for number, fact in enumerate(facts, start=1):
                after = marks[number * SUBJECTS : (number + 1) * SUBJECTS]
                pairs = zip(before, after, strict=True)
                if any(b is True and a is False for b, a in pairs):
                    found.add((name, fact))
    return found


@pytest.mark.parametrize("regime", DAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_better_fact_breaks_nothing_but_what_is_listed(kind, regime):
    assert broken(kind, regime) - NOT_MONOTONE == set()


def test_every_listed_pair_is_really_so():
    found = set().union(*(broken(kind, regime) for kind in KINDS for regime in DAYS))

    assert found & NOT_MONOTONE == NOT_MONOTONE


def test_the_page_lists_the_same_pairs():
    rows = re.findall(
        r"^\| `([\w.]+)` \| `([\w.]+)` \|", PAGE.read_text(), re.MULTILINE
    )

    assert set(rows) == NOT_MONOTONE
