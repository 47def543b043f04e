"""Bonus money: base salary of the decision's day × coefficient, and what is payable."""

from dataclasses import replace
from datetime import date

import pytest

from vinhdanh.assess import Given, LawDateError, bonus, bonuses, money

# (award, recipient, day of the decision, computed): as published by newspapers and
# offices under 91/2017/NĐ-CP and 98/2023/NĐ-CP.
PUBLISHED = [
    ("CSTDTQ", "individual", date(2019, 7, 1), 6_705_000),
    ("CSTT", "individual", date(2023, 6, 30), 447_000),
    ("LDTT", "individual", date(2024, 1, 1), 540_000),
    ("THON_VAN_HOA", "collective", date(2024, 6, 30), 2_700_000),
    ("HC_SAO_VANG", "individual", date(2024, 6, 30), 82_800_000),
    ("HCDL_3", "individual", date(2024, 6, 30), 18_900_000),
    ("TTLDXS", "collective", date(2023, 12, 31), 2_700_000),
    ("BK_TTG", "individual", date(2019, 6, 30), 4_865_000),
    ("BK_TINH", "individual", date(2019, 7, 1), 1_490_000),
    ("TTLDTT", "collective", date(2019, 7, 1), 1_192_000),
    ("CSTDTQ", "individual", date(2024, 1, 7), 8_100_000),
]


@pytest.mark.parametrize(("award", "recipient", "day", "amount"), PUBLISHED)
def test_the_published_sums_come_out(award, recipient, day, amount):
    assert bonus(award, decided_on=day, recipient=recipient).amount == amount


@pytest.mark.parametrize(
    ("day", "dong"),
    [
        (date(2014, 6, 1), 1_150_000),
        (date(2016, 4, 30), 1_150_000),
        (date(2016, 5, 1), 1_210_000),
        (date(2017, 6, 30), 1_210_000),
        (date(2017, 7, 1), 1_300_000),
        (date(2018, 6, 30), 1_300_000),
        (date(2018, 7, 1), 1_390_000),
        (date(2019, 6, 30), 1_390_000),
        (date(2019, 7, 1), 1_490_000),
        (date(2023, 6, 30), 1_490_000),
        (date(2023, 7, 1), 1_800_000),
        (date(2024, 6, 30), 1_800_000),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
    ],
)
def test_the_decision_day_picks_the_base_salary(day, dong):
    assert bonus("LDTT", decided_on=day).base_salary == dong


@pytest.mark.parametrize(
    ("day", "amount", "payable"),
    [
        (date(2023, 6, 30), 223_500, 220_000),  # nearest: as the decree's own example
        (date(2023, 7, 1), 270_000, 270_000),
    ],
)
def test_the_old_decrees_round_a_communes_certificate_to_the_nearest(
    day, amount, payable
):
    found = bonus("GK", decided_on=day, level="commune")

    assert (found.amount, found.payable, found.standing) == (amount, payable, "SOURCED")


def test_447_thousand_is_paid_as_450_before_2024_and_rounding_is_up_after():
    before = bonus("LDTT", decided_on=date(2023, 6, 30))
    after = bonus("LDTT", decided_on=date(2025, 1, 1))

    assert (before.amount, before.payable) == (447_000, 450_000)
    assert (after.amount, after.payable) == (702_000, 710_000)


@pytest.mark.parametrize(
    ("recipient", "amount"),
    [("individual", 3_510_000), ("collective", 7_020_000), ("household", 5_265_000)],
)
def test_a_certificate_is_doubled_for_a_collective_and_half_more_for_a_household(
    recipient, amount
):
    found = bonus("BK_TINH", decided_on=date(2026, 6, 30), recipient=recipient)

    assert (found.amount, found.standing) == (amount, "SOURCED")


def test_before_2025_a_households_share_is_only_recalled_and_earlier_not_known():
    weak = bonus("BK_TINH", decided_on=date(2025, 6, 30), recipient="household")
    none = bonus("BK_TINH", decided_on=date(2023, 12, 31), recipient="household")

    assert (weak.amount, weak.standing) == (5_265_000, "UNKNOWN")
    assert (none.amount, none.payable, none.standing) == (None, None, "UNKNOWN")


def test_the_flags_of_2016_carry_a_weak_mark():
    state = bonus("CO_CP", decided_on=date(2017, 9, 30))
    province = bonus("CO_TINH", decided_on=date(2017, 10, 1))

    assert (state.hundredths, state.amount, state.standing) == (
        2450,
        31_850_000,
        "UNKNOWN",
    )
    assert (province.hundredths, province.standing) == (800, "SOURCED")


def test_what_the_decree_has_no_figure_for_is_not_known_and_never_zero():
    found = bonus("HCLD_3", decided_on=date(2016, 12, 22))

    assert (found.amount, found.payable, found.cites) == (None, None, ())
    assert found.sentence == (
        "Chưa có căn cứ tính tiền thưởng “Huân chương Lao động hạng Ba” cho cá nhân "
        "theo quyết định ngày 22/12/2016: hệ thống không có hệ số của đối tượng này "
        "tại ngày đó; cán bộ tài chính đối chiếu nghị định."
    )


def test_a_title_has_no_figure_for_a_recipient_it_is_not_given_to():
    assert bonus(
        "LDTT", decided_on=date(2025, 1, 1), recipient="collective"
    ).amount is (None)


def test_a_medal_has_a_ceiling_and_the_sentence_says_so():
    found = bonus("KNC", decided_on=date(2026, 6, 30))

    assert (found.at_most, found.amount) == (True, 1_404_000)
    assert found.sentence.startswith(
        "“Kỷ niệm chương”, cá nhân: không quá 0,6 × 2.340.000 = 1.404.000 đồng, thực "
        "chi 1.410.000 đồng"
    )


def test_under_the_unread_law_a_sum_waits_for_a_person():
    found = bonus("LDTT", decided_on=date(2026, 10, 1))

    assert (found.amount, found.payable, found.standing) == (
        759_000,
        760_000,
        "UNKNOWN",
    )
    assert bonus("LDTT", decided_on=date(2027, 3, 1)).amount is None


def test_who_pays_goes_by_the_level_of_the_award():
    own = bonus("GK", decided_on=date(2025, 6, 30))
    state = bonus("BK_TTG", decided_on=date(2025, 6, 30))

    assert own.paid_by == (
        "cấp ra quyết định khen thưởng chi từ quỹ thi đua, khen thưởng của mình"
    )
    assert state.paid_by == (
        "bộ, ban, ngành, tỉnh trình khen chi từ ngân sách, quỹ thi đua, khen thưởng "
        "của mình"
    )


def test_the_sentence_shows_the_sum_and_every_place():
    assert bonus(
        "GK", decided_on=date(2025, 7, 1), recipient="collective"
    ).sentence == (
        "“Giấy khen”, tập thể: 0,6 × 2.340.000 = 1.404.000 đồng, thực chi 1.410.000 "
        "đồng (Điều 54 Nghị định 152/2025/NĐ-CP; Nghị định 73/2024/NĐ-CP; khoản 2 "
        "Điều 49 Nghị định 152/2025/NĐ-CP)."
    )
    assert bonus("CSTDCS", decided_on=date(2025, 7, 1)).sentence_en == (
        "“Chiến sĩ thi đua cơ sở”, an individual: 1 × 2.340.000 = 2.340.000 đồng, "
        "payable 2.340.000 đồng (Điều 50 Nghị định 152/2025/NĐ-CP; Nghị định "
        "73/2024/NĐ-CP; khoản 2 Điều 49 Nghị định 152/2025/NĐ-CP)."
    )


def test_unknown_names_and_days_are_refused():
    with pytest.raises(ValueError, match="Unknown award 'LDT'"):
        bonus("LDT", decided_on=date(2025, 1, 1))
    with pytest.raises(ValueError, match="Unknown recipient 'person'"):
        bonus("LDTT", decided_on=date(2025, 1, 1), recipient="person")
    with pytest.raises(LawDateError):
        bonus("LDTT", decided_on=date(2014, 5, 31))


TITLES = [Given("CSTDCS", "2025"), Given("LDTT", "2025")]


@pytest.mark.parametrize(
    ("day", "paid"),
    [
        (date(2017, 9, 30), [True, None]),  # recalled: a person confirms
        (date(2023, 12, 31), [True, None]),
        (date(2024, 1, 1), [True, None]),  # the decree of 2023 is silent
        (date(2025, 6, 30), [True, None]),
        (date(2025, 7, 1), [True, False]),  # the decree of 2025: the highest alone
        (date(2026, 9, 30), [True, False]),
        (date(2026, 10, 1), [True, None]),  # its law is not read
    ],
)
def test_of_two_titles_of_one_period_the_highest_is_paid(day, paid):
    assert [line.paid for line in bonuses(TITLES, decided_on=day).lines] == paid


def test_title_and_form_are_both_paid_and_the_sums_add_up():
    found = bonuses([*TITLES, Given("BK_TINH", "2025")], decided_on=date(2026, 6, 30))

    assert [line.paid for line in found.lines] == [True, False, True]
    assert (found.payable, found.to_confirm, found.unknown) == (5_850_000, 0, ())
    assert found.lines[1].sentence == (
        "Chỉ chi mức cao nhất: đã chi “Chiến sĩ thi đua cơ sở” (khoản 5 Điều 49 Nghị "
        "định 152/2025/NĐ-CP)."
    )


def test_titles_of_two_periods_are_each_paid_under_the_decree_of_2023():
    two = [Given("LDTT", "2023"), Given("LDTT", "2024")]

    assert bonuses(two, decided_on=date(2025, 1, 10)).payable == 1_420_000


def test_two_forms_for_one_achievement_wait_for_a_person():
    two = [Given("BK_TINH", "2024", "cứu nạn"), Given("GK", "2024", "cứu nạn")]

    found = bonuses(two, decided_on=date(2025, 1, 10))

    assert [line.paid for line in found.lines] == [True, None]
    assert found.to_confirm == 710_000


def test_forms_for_two_achievements_are_each_paid():
    two = [Given("GK", "2024", "cứu nạn"), Given("GK", "2024", "hội thi")]

    assert bonuses(two, decided_on=date(2025, 1, 10)).payable == 1_420_000


def test_titles_of_two_periods_wait_where_no_rule_is_known():
    two = [Given("LDTT", "2018"), Given("LDTT", "2019")]

    found = bonuses(two, decided_on=date(2020, 1, 10))

    assert [line.paid for line in found.lines] == [None, None]
    assert found.to_confirm == 900_000


def test_a_sum_that_is_not_known_is_named():
    found = bonuses(
        [Given("LDTT", "2016"), Given("GK", "2016")], decided_on=date(2017, 1, 10)
    )

    assert (found.payable, found.unknown) == (360_000, ("GK",))


def test_a_villages_title_is_paid_by_who_decides_it():
    found = bonus("THON_VAN_HOA", decided_on=date(2025, 6, 30))

    assert (found.recipient, found.paid_by) == (
        "collective",
        "cấp ra quyết định khen thưởng chi từ quỹ thi đua, khen thưởng của mình",
    )


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 6, 30), "“Xã, phường, thị trấn tiêu biểu”"),
        (date(2025, 7, 1), "“Xã, phường, đặc khu tiêu biểu”"),
    ],
)
def test_a_title_is_called_as_on_the_day(day, name):
    assert bonus("XA_TIEU_BIEU", decided_on=day).sentence.startswith(name)


def test_a_title_whose_sum_is_not_known_is_neither_paid_nor_refused():
    two = [Given("LDTT", "2025"), Given("GIA_DINH_VAN_HOA", "2025")]

    found = bonuses(two, decided_on=date(2026, 3, 1))

    assert [line.paid for line in found.lines] == [None, None]
    assert (found.payable, found.unknown) == (0, ("GIA_DINH_VAN_HOA",))


def test_where_the_law_pays_each_of_one_period_both_are_paid(monkeypatch):
    known = money.norms()
    each = tuple(
        replace(rule, outcome="each") if rule.case == "titles_same_period" else rule
        for rule in known.together
    )
    monkeypatch.setattr(money, "norms", lambda: replace(known, together=each))

    found = bonuses(TITLES, decided_on=date(2026, 3, 1))

    assert [line.paid for line in found.lines] == [True, True]
    assert found.lines[1].sentence_en.startswith("Each is paid (")


def test_a_title_and_two_forms_rest_on_both_rules():
    three = [
        Given("LDTT", "2024"),
        Given("BK_TINH", "2024", "hội thi"),
        Given("GK", "2024", "cứu nạn"),
    ]

    found = bonuses(three, decided_on=date(2025, 1, 10))

    assert [line.paid for line in found.lines] == [True, True, True]
    assert found.lines[1].bonus.standing == "RECALLED"
