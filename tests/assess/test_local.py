import json
from datetime import date

import pytest

from tests.assess.people import collective, person
from vinhdanh.assess import (
    LocalRule,
    LocalRuleError,
    condition_sentence,
    judge,
    sample_rules,
)

CRITERION = {
    "id": "them",
    "title": "LDTT",
    "kind": "criterion",
    "subject": "individual",
    "first_day": "2016-07-01",
    "last_day": "2016-12-31",
    "source": "Quy chế mẫu",
    "says": "Không nghỉ quá năm ngày",
    "holds": {"fact": "absence_working_days", "at_most": 5},
}


def _word(rule, *, day, **changes):
    rules = [LocalRule.parse(rule)]
    return judge([person("Lan", **changes)], ["LDTT"], year=2016, day=day, local=rules)[
        0
    ].word.value


def test_an_office_criterion_binds_only_on_its_days():
    days = [date(2016, 6, 30), date(2016, 7, 1), date(2016, 12, 31), date(2017, 1, 1)]

    words = [_word(CRITERION, day=day, absence_working_days=6) for day in days]

    assert words == ["yes", "no", "no", "yes"]


@pytest.mark.parametrize(
    ("holds", "changes", "word"),
    [
        ({"fact": "rating", "at_least": "HTXS"}, {}, "no"),
        ({"fact": "rating", "more_than": "HT"}, {}, "yes"),
        ({"fact": "rating", "below": "HTXS"}, {}, "yes"),
        ({"fact": "registered", "is": True}, {}, "yes"),
        (
            {
                "any": [
                    {"fact": "rating", "at_least": "HTXS"},
                    {"fact": "initiatives_grassroots", "at_least": 1},
                ]
            },
            {"initiatives": None},
            "unknown",
        ),
        ({"judged": "guong_mau", "question": "Gương mẫu"}, {}, "yes"),
        (
            {"judged": "guong_mau", "question": "Gương mẫu"},
            {"judged": {"guong_mau": False}},
            "no",
        ),
    ],
)
def test_the_condition_language_over_the_same_facts(holds, changes, word):
    rule = CRITERION | {"holds": holds}

    assert _word(rule, day=date(2016, 12, 31), **changes) == word


@pytest.mark.parametrize(("advanced", "word"), [(14, "no"), (15, "yes"), (16, "yes")])
def test_an_office_may_ask_a_greater_share(advanced, word):
    rule = CRITERION | {
        "title": "TTLDTT",
        "subject": "collective",
        "says": "Ba phần tư đạt Lao động tiên tiến",
        "holds": {"fact": "advanced_workers", "share": [75, 100], "of": "members"},
    }

    (verdict,) = judge(
        [collective("Phòng", advanced_workers=advanced)],
        ["TTLDTT"],
        year=2016,
        local=[LocalRule.parse(rule)],
    )

    assert verdict.word.value == word
    (reason,) = [each for each in verdict.reasons if each.local]
    assert reason.sentence == (
        "Ba phần tư đạt Lao động tiên tiến: số cá nhân đạt Lao động tiên tiến: ít "
        "nhất 75% số cá nhân của tập thể"
    )


def test_a_condition_is_said_as_the_explanation_will_say_it():
    holds = {
        "all": [
            {"fact": "rating", "at_least": "HTT"},
            {"fact": "absence_working_days", "at_most": 20},
        ]
    }

    assert condition_sentence(holds) == (
        "xếp loại từ hoàn thành tốt nhiệm vụ trở lên; và số ngày làm việc nghỉ trong "
        "năm (không kể thời gian luật cho tính là làm việc) không quá 20 ngày"
    )
    assert condition_sentence(holds, english=True).startswith(
        "yearly rating: good or higher; and "
    )


def test_a_rule_survives_json():
    rules = [*sample_rules(), LocalRule.parse(CRITERION)]

    for rule in rules:
        assert LocalRule.parse(json.loads(json.dumps(rule.as_dict()))) == rule


def test_the_sample_rules_are_marked_as_invented():
    assert {rule.invented for rule in sample_rules()} == {True}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "rule"}, "kind is 'rule'; write criterion, quota or council."),
        ({"titel": "x"}, "Unknown key 'titel'. Did you mean 'title'?"),
        ({"title": "LDT"}, "Unknown award 'LDT'. Did you mean 'LDTT'?"),
        ({"source": ""}, "source is missing."),
        ({"subject": None}, "subject must be individual or collective."),
        ({"says": ""}, "'says' is missing: the rule in a few words."),
        (
            {"first_day": "31/12/2016"},
            "'31/12/2016' is not a day; write it as 2016-01-31.",
        ),
        (
            {"last_day": "2016-01-01"},
            (
                "In force from 2016-07-01 to 2016-01-01: the last day comes before the "
                "first. Swap them or correct the year."
            ),
        ),
        ({"holds": "x"}, "a condition must be a table, not 'x'."),
        ({"holds": {"all": []}}, "'all' holds no condition."),
        (
            {"holds": {"not": 1}},
            "['not'] is no condition; write all, any, fact, earned or judged.",
        ),
        (
            {"holds": {"fact": "ratting", "at_least": "HT"}},
            "Unknown fact 'ratting'. Did you mean 'rating'?",
        ),
        (
            {"holds": {"fact": "rating"}},
            "fact 'rating' needs exactly one of at_least, more_than",
        ),
        (
            {"holds": {"fact": "rating", "at_least": "TỐT"}},
            "Unknown level 'TỐT'. Did you mean 'HTT'?",
        ),
        (
            {"holds": {"fact": "registered", "at_least": 1}},
            "use 'is' for yes-or-no facts only; 'registered' is a yes_no.",
        ),
        (
            {"holds": {"fact": "registered", "is": 1}},
            "'registered' is true or false.",
        ),
        (
            {"holds": {"fact": "service_months", "below": "x"}},
            "'service_months' takes a whole number.",
        ),
        (
            {"holds": {"fact": "members", "share": [3, 2], "of": "members"}},
            "share is [3, 2]",
        ),
        (
            {"holds": {"fact": "members", "share": [1, 2]}},
            "a share is written {'fact': …",
        ),
        (
            {"holds": {"fact": "rating", "share": [1, 2], "of": "members"}},
            "Unknown count 'rating'.",
        ),
        ({"holds": {"judged": "x"}}, "a judged condition needs its question."),
        ({"holds": {"earned": "X"}}, "Unknown award 'X'."),
        ({"kind": "quota", "share": [3, 2], "base": "LDTT"}, "share is [3, 2]"),
        ({"kind": "quota", "share": [1, 2], "base": "x"}, "Unknown award 'x'."),
        (
            {"kind": "quota", "share": [1, 2], "base": "LDTT", "rounding": "flor"},
            "Unknown rounding 'flor'. Did you mean 'floor'?",
        ),
        (
            {"kind": "council", "quorum": [2, 3], "threshold": [1, 2], "ballot": "x"},
            "Unknown ballot 'x'.",
        ),
        ({"kind": "council", "quorum": "2/3"}, "quorum is '2/3'; write two whole"),
    ],
)
def test_a_rule_that_cannot_be_read_says_why(changes, message):
    with pytest.raises(LocalRuleError) as raised:
        LocalRule.parse(CRITERION | changes)

    assert str(raised.value).startswith(f"Local rule 'them': {message}")
