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
        ({"kind": "rule"}, "“kind” là 'rule'; hãy ghi criterion"),
        ({"titel": "x"}, "không có trường “titel”. Có phải là “title”?"),
        ({"title": "LDT"}, "không có danh hiệu, hình thức “LDT”. Có phải là “LDTT”?"),
        ({"source": ""}, "thiếu “source”."),
        ({"subject": None}, "“subject” là individual (cá nhân)"),
        ({"says": ""}, "thiếu “says”: quy định bằng vài chữ."),
        (
            {"first_day": "31/12/2016"},
            "'31/12/2016' không phải là ngày; hãy ghi như 2016-01-31.",
        ),
        (
            {"last_day": "2016-01-01"},
            ("ngày đầu 01/07/2016 ở sau ngày cuối; hãy đổi chỗ hai ngày hoặc sửa năm."),
        ),
        ({"holds": "x"}, "điều kiện phải là một bảng, không phải 'x'."),
        ({"holds": {"all": []}}, "“all” chưa có điều kiện nào."),
        (
            {"holds": {"not": 1}},
            "['not'] không phải là điều kiện; hãy dùng all, any, fact, earned hoặc",
        ),
        (
            {"holds": {"fact": "ratting", "at_least": "HT"}},
            "không có dữ kiện “ratting”. Có phải là “rating”?",
        ),
        (
            {"holds": {"fact": "rating"}},
            "dữ kiện “rating” cần đúng một trong các phép so sánh at_least,",
        ),
        (
            {"holds": {"fact": "rating", "at_least": "TỐT"}},
            "không có mức “TỐT”. Có phải là “HTT”?",
        ),
        (
            {"holds": {"fact": "registered", "at_least": 1}},
            "“is” chỉ dùng cho dữ kiện có hoặc không",
        ),
        (
            {"holds": {"fact": "registered", "is": 1}},
            "“registered” là có (true) hoặc không (false).",
        ),
        (
            {"holds": {"fact": "service_months", "below": "x"}},
            "“service_months” phải là số nguyên.",
        ),
        (
            {"holds": {"fact": "members", "share": [3, 2], "of": "members"}},
            "“share” là [3, 2]",
        ),
        (
            {"holds": {"fact": "members", "share": [1, 2]}},
            "tỷ lệ viết như {'fact': …",
        ),
        (
            {"holds": {"fact": "rating", "share": [1, 2], "of": "members"}},
            "không có số đếm “rating”.",
        ),
        ({"holds": {"judged": "x"}}, "điều kiện do Hội đồng xét cần câu hỏi"),
        ({"holds": {"earned": "X"}}, "không có danh hiệu, hình thức “X”."),
        ({"kind": "quota", "share": [3, 2], "base": "LDTT"}, "“share” là [3, 2]"),
        (
            {"kind": "quota", "share": [1, 2], "base": "x"},
            "không có danh hiệu, hình thức “x”.",
        ),
        (
            {"kind": "quota", "share": [1, 2], "base": "LDTT", "rounding": "flor"},
            "không có cách làm tròn “flor”. Có phải là “floor”?",
        ),
        (
            {"kind": "council", "quorum": [2, 3], "threshold": [1, 2], "ballot": "x"},
            "không có cách biểu quyết “x”.",
        ),
        ({"kind": "council", "quorum": "2/3"}, "“quorum” là '2/3'; hãy ghi hai số"),
    ],
)
def test_a_rule_that_cannot_be_read_says_why(changes, message):
    with pytest.raises(LocalRuleError) as raised:
        LocalRule.parse(CRITERION | changes)

    assert str(raised.value).startswith(f"Quy định “them”: {message}")
