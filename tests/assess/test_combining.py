"""Several proposals together, awards of old as a basis, the law amended in 2026."""

from datetime import date

import pytest

from vinhdanh.assess import (
    LawDateError,
    Proposed,
    combination,
    counts_upwards,
    service_asked,
    transition,
)

TITLE_AND_FORM = [Proposed("CSTD_TINH", 2022), Proposed("BK_TINH", 2022)]
RESCUE = [Proposed("GK", 2024, "cứu nạn"), Proposed("BK_TINH", 2024, "cứu nạn")]


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2017, 10, 1), "SOURCED"),
        (date(2023, 12, 31), "SOURCED"),
        (date(2024, 1, 1), "RECALLED"),
    ],
)
def test_a_title_and_a_form_may_stand_together_in_one_year(day, standing):
    (pair,) = combination(TITLE_AND_FORM, day)

    assert (pair.first, pair.second, pair.rule) == (0, 1, "title_and_form")
    assert (pair.allowed, pair.answer.standing) == (True, standing)


@pytest.mark.parametrize(
    ("day", "allowed"),
    [
        (date(2017, 9, 30), None),  # recalled: a person decides
        (date(2017, 10, 1), False),
        (date(2024, 1, 1), False),
        (date(2026, 9, 30), False),
        (date(2026, 10, 1), None),  # its law is not read
    ],
)
def test_one_achievement_is_not_rewarded_twice(day, allowed):
    (pair,) = combination(RESCUE, day)

    assert (pair.rule, pair.allowed) == ("one_achievement", allowed)


def test_pairs_that_no_rule_speaks_of_are_left_out():
    years = [Proposed("LDTT", 2023), Proposed("BK_TINH", 2024)]
    forms = [Proposed("GK", 2024, "cứu nạn"), Proposed("GK", 2024, "hội thi")]

    assert combination(years, date(2024, 12, 31)) == []
    assert combination(forms, date(2024, 12, 31)) == []
    assert combination([Proposed("GK", 2024)] * 2, date(2024, 12, 31)) == []


@pytest.mark.parametrize(
    ("basis", "target", "day", "holds"),
    [
        ("merit", "BK_TTG", date(2024, 1, 1), True),
        ("merit", "BK_TTG", date(2026, 10, 1), None),
        ("movement", "BK_TTG", date(2017, 9, 30), None),
        ("movement", "BK_TTG", date(2017, 10, 1), False),
        ("movement", "BK_TINH", date(2017, 10, 1), None),  # state-level awards alone
        ("movement", "BK_TTG", date(2024, 1, 1), None),  # recalled
        ("movement", "BK_TINH", date(2025, 7, 1), False),
        ("sudden", "BK_TTG", date(2023, 12, 31), None),
        ("sudden", "BK_TTG", date(2025, 6, 30), None),
        ("sudden", "BK_TTG", date(2025, 7, 1), False),
        ("service", "HCLD_3", date(2025, 7, 1), None),
    ],
)
def test_what_counts_towards_a_higher_award(basis, target, day, holds):
    found = counts_upwards(basis, target, day)

    assert (found.holds, found.needs_decision) == (holds, holds is None)


def test_a_basis_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="Unknown basis 'luck'"):
        counts_upwards("luck", "BK_TTG", date(2025, 7, 1))


@pytest.mark.parametrize(
    ("received", "day", "regimes"),
    [
        (date(2026, 9, 30), date(2026, 9, 30), ("R3a",)),
        (date(2026, 9, 30), date(2026, 10, 1), ("R3a", "R3b")),
        (date(2026, 10, 1), date(2026, 10, 1), ("R3b",)),
        (date(2025, 6, 30), date(2025, 7, 1), ("R3a",)),
    ],
)
def test_a_dossier_received_before_october_2026_is_shown_under_both(
    received, day, regimes
):
    assert transition(received, day).regimes == regimes


def test_the_transition_gives_the_days_to_compare_and_is_only_recalled():
    found = transition(date(2026, 9, 1), date(2026, 12, 31))

    assert found.days == (date(2026, 9, 30), date(2026, 12, 31))
    assert found.standing == "UNKNOWN"
    assert found.sentence.startswith(
        "Hồ sơ đã nhận để thẩm định trước ngày 01/10/2026 tiếp tục theo Luật 2022"
    )
    with pytest.raises(LawDateError):
        transition(date(2013, 1, 1), date(2013, 2, 1))


@pytest.mark.parametrize(
    ("day", "months", "standing"),
    [
        (date(2017, 9, 30), 144, "SOURCED"),  # three years less
        (date(2017, 10, 1), None, "UNKNOWN"),
        (date(2025, 6, 30), None, "UNKNOWN"),
        (date(2025, 7, 1), 120, "SOURCED"),  # a third less
        (date(2026, 10, 1), 120, "UNKNOWN"),
    ],
)
def test_women_in_leading_posts_need_fewer_of_fifteen_years(day, months, standing):
    found = service_asked(180, day)

    assert (found.months, found.standing) == (months, standing)


def test_a_third_less_is_rounded_up_to_a_whole_month():
    assert service_asked(40, date(2025, 7, 1)).months == 27
    with pytest.raises(ValueError, match="Unknown group 'all'"):
        service_asked(40, date(2025, 7, 1), who="all")
