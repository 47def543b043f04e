"""Rules for some: exemptions, what was noted or claimed, occupations, bases."""

import polars as pl
import pytest

from vinhdanh.law.branch import (
    Among,
    By,
    Claimed,
    ClaimedOver,
    Exemption,
    IfNoted,
    Unless,
    Where,
)
from vinhdanh.law.cite import Cite, Standing
from vinhdanh.law.compare import AtLeast, Is
from vinhdanh.law.condition import AllOf, AnyOf, Judged
from vinhdanh.law.speech import Speech
from vinhdanh.statutes.load import corpus

TYPES = {
    "service_months": pl.Int32,
    "contract_months": pl.Int32,
    "training_months": pl.Int32,
    "training_rules": pl.Boolean,
    "rating": pl.Int8,
    "occupation": pl.Int8,
    "basis": pl.Int8,
    "combat_merit": pl.Boolean,
    "judged.work": pl.Boolean,
}
CONTRACT = AtLeast("contract_months", 6)
WORK = Judged("work", "Lao động có hiệu quả", "Works well")
SPEECH = Speech(
    corpus().facts, corpus().award_names, corpus().parameters, values={}, year=2024
)


def _row(condition, **facts):
    """The row with the condition and all its parts as columns."""
    names = {name for name, _ in condition.inputs()}
    frame = pl.DataFrame(
        {name: [facts.get(name)] for name in names},
        schema={name: TYPES[name] for name in names},
    )
    parts = [node.column().alias(path) for path, node in condition.nodes("c")]
    return frame.with_columns(parts).row(0, named=True)


def _mark(condition, **facts):
    return _row(condition, **facts)["c"]


def _exempted(standing=Standing.SOURCED, noted="contract_months"):
    cite = Cite("01/2024/TT-BNV", 1, 5, "d")
    exemption = Exemption(
        cite, "hợp đồng được tính", "contract counts", CONTRACT, standing, noted
    )
    return Unless(AtLeast("service_months", 6), (exemption,))


@pytest.mark.parametrize(
    ("service", "contract", "mark"),
    [
        (6, None, True),
        (5, None, False),
        (5, 5, False),
        (5, 6, True),
        (None, 6, True),
        (None, None, None),
    ],
)
def test_an_exemption_stands_in_for_the_rule_once_noted(service, contract, mark):
    facts = {"service_months": service, "contract_months": contract}

    assert _mark(_exempted(), **facts) is mark


def test_an_exemption_nobody_needs_noted_leaves_the_answer_open():
    assert _mark(_exempted(noted=""), service_months=5) is None


def test_an_exemption_only_recalled_goes_to_a_person():
    rule = _exempted(Standing.RECALLED)
    row = _row(rule, service_months=5, contract_months=6)
    frame = pl.DataFrame(
        {"service_months": [5], "contract_months": [6]},
        schema={"service_months": pl.Int32, "contract_months": pl.Int32},
    )

    assert row["c"] is None
    assert frame.select(a=rule.column(settled=True))["a"].to_list() == [False]
    assert (rule.is_soft(), _exempted().is_soft()) == (True, False)


def test_the_explanation_names_the_exemption_only_where_it_was_used():
    rule = _exempted()
    used = _row(rule, service_months=5, contract_months=6)
    plain = _row(rule, service_months=7, contract_months=7)

    assert [e.says for e in rule.used(used, "c")] == ["hợp đồng được tính"]
    assert rule.used(plain, "c") == []
    assert rule.found(used, "c", SPEECH) == (
        "5 tháng; áp dụng ngoại lệ: hợp đồng được tính"
    )
    assert rule.found(plain, "c", SPEECH) == "7 tháng"


@pytest.mark.parametrize(
    ("months", "rules", "mark"),
    [
        (None, None, True),
        (None, False, True),
        (3, True, True),
        (3, False, False),
        (3, None, None),
    ],
)
def test_a_rule_of_a_situation_applies_once_it_is_noted(months, rules, mark):
    rule = IfNoted("training_months", Is("training_rules"))

    row = _row(rule, training_months=months, training_rules=rules)

    assert row["c"] is mark
    if months is None:
        assert rule.found(row, "c", SPEECH) == "không ghi nhận trường hợp này"


@pytest.mark.parametrize(
    ("noted", "mark"), [(None, False), (False, False), (True, True)]
)
def test_a_way_that_must_be_claimed_is_closed_until_it_is(noted, mark):
    assert _mark(Claimed("combat_merit"), combat_merit=noted) is mark


def test_what_nobody_claims_of_other_years_is_not_counted_and_leaves_nothing_open():
    counts = pl.DataFrame(
        {"initiatives_grassroots": [None, None], "initiatives_grassroots@1": [None, 1]},
        schema_overrides={
            "initiatives_grassroots": pl.Int32,
            "initiatives_grassroots@1": pl.Int32,
        },
    )

    column = ClaimedOver("initiatives_grassroots", 1, years=2).column()

    assert counts.select(answer=column)["answer"].to_list() == [False, True]


@pytest.mark.parametrize(
    ("occupation", "rating", "judged", "mark"),
    [
        (0, 2, None, True),
        (0, 1, True, False),
        (2, None, True, True),
        (2, 3, False, False),
        (2, 3, None, None),
        (None, 2, True, True),
        (None, 2, None, None),
    ],
)
def test_those_of_another_occupation_have_a_rule_of_their_own(
    occupation, rating, judged, mark
):
    rule = Where(Among("occupation", (1, 2)), WORK, AtLeast("rating", 2))

    facts = {"occupation": occupation, "rating": rating, "judged.work": judged}
    assert _mark(rule, **facts) is mark


def test_only_the_rule_that_applies_is_asked_for():
    rule = Where(Among("occupation", (2,)), Is("training_rules"), AtLeast("rating", 2))

    farmer = _row(rule, occupation=2)
    employee = _row(rule, occupation=0)

    assert list(rule.open_leaves(farmer, "c")) == [rule.then]
    assert list(rule.open_leaves(employee, "c")) == [rule.otherwise]


@pytest.mark.parametrize(
    ("basis", "mark"), [(None, True), (0, True), (1, False), (2, False)]
)
def test_a_way_is_closed_to_a_proposal_on_another_basis(basis, mark):
    way = By(0, AtLeast("rating", 3))

    row = _row(way, basis=basis, rating=3)

    assert row["c"] is mark
    assert way.is_closed(row, "c") is not mark
    if not mark:
        assert way.found(row, "c", SPEECH) == "không đề nghị theo công trạng"


def test_a_way_already_settled_is_asked_nothing():
    exempted = _exempted()
    rule = Where(Among("occupation", (2,)), WORK, AtLeast("rating", 2))
    ways = AnyOf((exempted, rule, Is("training_rules")))

    row = _row(ways, service_months=5, occupation=0, rating=1)

    assert (row["c"], row["c/0"], row["c/1"]) == (None, False, False)
    assert list(ways.open_leaves(row, "c")) == [Is("training_rules")]
    # Neither is a way for others only: what was found of it is said.
    assert ways.found(row, "c", SPEECH) == (
        "5 tháng; hoàn thành nhiệm vụ; chấp hành quy định của cơ sở đào tạo: chưa có "
        "thông tin"
    )


def test_a_way_for_others_is_left_out_of_what_was_found():
    farmers = AllOf((Among("occupation", (2,)), WORK))
    ways = AnyOf((AtLeast("rating", 3), farmers))

    employee = _row(ways, occupation=0, rating=2)
    farmer = _row(ways, occupation=2, rating=2)

    assert ways.found(employee, "c", SPEECH) == "hoàn thành tốt nhiệm vụ"
    assert ways.found(farmer, "c", SPEECH).endswith(
        "nông dân; Hội đồng Thi đua - Khen thưởng xem xét"
    )
