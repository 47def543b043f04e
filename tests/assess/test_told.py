"""Rules that are told, and the questions where the law is silent."""

from datetime import date

import pytest

from vinhdanh.assess import (
    initiative_recogniser,
    lineage,
    may_award_dissolved,
    registration_required,
    revocation_grounds,
    rule_told,
    rules_told,
    topics,
)


@pytest.mark.parametrize(
    ("day", "holds", "standing"),
    [
        (date(2014, 6, 1), True, "SOURCED"),
        (date(2023, 12, 31), True, "SOURCED"),
        (date(2024, 1, 1), None, "UNKNOWN"),
        (date(2026, 10, 1), None, "UNKNOWN"),
    ],
)
def test_registration_is_required_until_2023_and_then_not_known(day, holds, standing):
    found = registration_required(day)

    assert (found.holds, found.standing) == (holds, standing)
    assert found.needs_decision is (holds is None)


@pytest.mark.parametrize(
    ("level", "day", "cite"),
    [
        ("grassroots", date(2017, 9, 30), "Điều 4 Nghị định 65/2014/NĐ-CP"),
        ("grassroots", date(2017, 10, 1), "khoản 3 Điều 9 Nghị định 91/2017/NĐ-CP"),
        ("grassroots", date(2024, 1, 1), "Điều 23 Luật Thi đua, khen thưởng 2022"),
        ("province", date(2023, 12, 31), "khoản 2 Điều 9 Nghị định 91/2017/NĐ-CP"),
        (
            "province",
            date(2024, 1, 1),
            "khoản 2 Điều 22 Luật Thi đua, khen thưởng 2022",
        ),
        (
            "nationwide",
            date(2026, 9, 30),
            "khoản 2 Điều 21 Luật Thi đua, khen thưởng 2022",
        ),
    ],
)
def test_who_recognises_an_initiative_by_level_and_day(level, day, cite):
    rule = initiative_recogniser(level, day)

    assert (rule.cites, rule.standing) == ((cite,), "SOURCED")


def test_who_recognises_nationwide_effect_before_2024_is_not_known():
    assert initiative_recogniser("nationwide", date(2023, 12, 31)) is None
    with pytest.raises(ValueError, match="Unknown level 'world'"):
        initiative_recogniser("world", date(2024, 1, 1))


def test_the_law_of_2022_has_four_grounds_of_revocation():
    after = revocation_grounds(date(2024, 1, 1))

    assert [rule.id for rule in after] == [
        "revocation.fraud",
        "revocation.forged",
        "revocation.unlawful",
        "revocation.violation",
    ]
    assert after[0].sentence == (
        "Gian dối trong kê khai thành tích (khoản 2 Điều 93 Luật Thi đua, khen thưởng "
        "2022)."
    )
    assert after[0].sentence_en == (
        "Fraud in declaring merit (khoản 2 Điều 93 Luật Thi đua, khen thưởng 2022)."
    )
    assert revocation_grounds(date(2023, 12, 31)) == []


@pytest.mark.parametrize("kind", ["merge", "split", "rename", "dissolve", "move"])
@pytest.mark.parametrize("subject", ["individual", "collective"])
@pytest.mark.parametrize(
    "day", [date(2016, 12, 31), date(2025, 8, 4), date(2025, 8, 5)]
)
def test_whose_years_count_is_always_a_human_decision_with_its_citation(
    kind, subject, day
):
    found = lineage(kind, day, subject=subject)

    assert (found.holds, found.needs_decision) == (None, True)
    assert found.sentence.endswith(
        "Cần một quyết định của người có thẩm quyền, nêu rõ căn cứ."
    )


def test_a_lineage_tells_what_is_recalled_or_that_the_texts_are_silent():
    merged = lineage("merge", date(2025, 8, 5))
    renamed = lineage("rename", date(2025, 8, 5))

    assert merged.cites == ("Thông tư 15/2025/TT-BNV",)
    assert merged.standing == renamed.standing == "UNKNOWN"
    assert renamed.sentence == (
        "Văn bản chưa rõ việc tính các năm trước khi đổi tên. Cần một quyết định của "
        "người có thẩm quyền, nêu rõ căn cứ."
    )
    with pytest.raises(ValueError, match="Unknown change 'sell'"):
        lineage("sell", date(2025, 8, 5))
    with pytest.raises(ValueError, match="Unknown subject 'household'"):
        lineage("merge", date(2025, 8, 5), subject="household")


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2025, 8, 4), None), (date(2025, 8, 5), False), (date(2026, 9, 30), False)],
)
def test_a_dissolved_body_gets_no_award_from_august_2025(day, holds):
    found = may_award_dissolved(day)

    assert (found.holds, found.needs_decision) == (holds, holds is None)


def test_under_the_unread_law_nothing_is_refused():
    assert may_award_dissolved(date(2026, 10, 1)).holds is None


def test_the_rules_of_a_topic_are_those_of_the_day():
    before = [rule.id for rule in rules_told("transition", date(2026, 9, 30))]
    after = [rule.id for rule in rules_told("transition", date(2026, 10, 1))]

    assert (before, after) == ([], ["transition.received_before", "draft.2026"])
    assert topics()[:3] == ["combining", "principles", "registration"]
    with pytest.raises(ValueError, match="Unknown topic 'pay'"):
        rules_told("pay", date(2026, 10, 1))


def test_a_rule_by_its_id():
    rule = rule_told("date.money", date(2024, 1, 1))

    assert rule.cites == ("Điều 53 Nghị định 98/2023/NĐ-CP",)
    assert rule_told("labour_hero", date(2014, 5, 31)) is None
    with pytest.raises(ValueError, match=r"Unknown rule 'date\.mony'"):
        rule_told("date.mony", date(2024, 1, 1))
