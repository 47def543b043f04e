"""Whose years count after a merger: those before the founding by a decision alone."""

from datetime import date

import pytest

from tests.assess.people import collective
from vinhdanh.assess import judge

FOUNDED = date(2015, 7, 1)
EXCELLENT = {"rating": "HTXS", "titles": ["TTLDXS"]}


def _merged(lineage, *, founded_on=FOUNDED):
    record = collective("Phòng Tổng hợp", judged={"democracy": True})
    record["years"] |= {2014: dict(EXCELLENT), 2015: dict(EXCELLENT)}
    record["years"][2016]["titles"] = ["TTLDXS"]
    return record | {"founded_on": founded_on, "lineage": lineage}


def _streak(record, *, until):
    """The word on a certificate that asks two years in a row, the last one `until`."""
    record["years"] = {y: f for y, f in record["years"].items() if y <= until}
    facts = {"basis": "merit", "pending_inquiry": False}
    record["years"][until] = record["years"][until] | facts
    (verdict,) = judge([record], ["BK_TINH"], year=until, day=date(2024, 12, 31))
    return verdict


@pytest.mark.parametrize(
    ("lineage", "known"),
    [
        ([{"name": "Phòng cũ", "kind": "merge", "citation": "15/QĐ-UBND"}], True),
        ([{"name": "Phòng cũ", "kind": "merge"}], False),
        ([{"name": "Phòng cũ", "kind": "merge", "citation": ""}], False),
        (
            [
                {"name": "Phòng cũ", "kind": "merge", "citation": "15/QĐ-UBND"},
                {"name": "Phòng khác", "kind": "merge"},
            ],
            False,
        ),
    ],
)
def test_years_before_the_founding_count_by_a_decision_with_its_citation(
    lineage, known
):
    verdict = _streak(_merged(lineage), until=2015)

    merit = next(r for r in verdict.reasons if r.criterion == "merit")
    assert merit.mark is (True if known else None)


def test_the_units_own_years_count_without_any_decision():
    lineage = [{"name": "Phòng cũ", "kind": "merge"}]

    verdict = _streak(_merged(lineage), until=2016)

    merit = next(r for r in verdict.reasons if r.criterion == "merit")
    assert merit.mark is True


def test_without_a_founding_day_nothing_is_left_out():
    lineage = [{"name": "Phòng cũ", "kind": "merge"}]

    verdict = _streak(_merged(lineage, founded_on=None), until=2015)

    merit = next(r for r in verdict.reasons if r.criterion == "merit")
    assert merit.mark is True
