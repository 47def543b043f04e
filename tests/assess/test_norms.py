from datetime import date

import pytest

from vinhdanh.assess import (
    LawDateError,
    LocalRule,
    LocalRuleError,
    corpus,
    council_rule,
    legal_bases,
    quotas,
    regime_on,
    sample_rules,
)

R1A, R1B = date(2016, 12, 31), date(2018, 12, 31)
R2, R3A, R3B = date(2024, 12, 31), date(2026, 9, 30), date(2026, 10, 1)
BASE = {"LDTT": 38, "headcount": 38}


def _quota(day, *, award="CSTDCS", proposed=16, base=BASE, local=()):
    return quotas(
        award, year=day.year, day=day, base=base, proposed=proposed, local=local
    )


def _rule(**changes):
    plain = {
        "id": "han-muc",
        "title": "CSTDCS",
        "kind": "quota",
        "first_day": "2016-01-01",
        "source": "Quy chế mẫu",
        "share": [10, 100],
        "base": "headcount",
    }
    return LocalRule.parse(plain | changes)


def test_under_the_decree_of_2017_the_cap_is_five_of_38_and_eleven_are_over():
    quota = _quota(R1B)

    assert (quota.cap, quota.over, quota.standing) == (5, 11, "SOURCED")
    assert quota.sentence == (
        "Không quá 15% số đạt “Lao động tiên tiến” (38), làm tròn xuống: 5; đề nghị "
        "16, vượt 11: Hội đồng chọn. (khoản 3 Điều 9 Nghị định 91/2017/NĐ-CP)"
    )


def test_share_of_a_number_not_known_yet_is_no_cap_of_zero():
    quota = _quota(R1B, proposed=2, base={"LDTT": None, "headcount": 38})

    assert (quota.cap, quota.base, quota.over) == (None, None, 0)
    assert (quota.share, quota.standing) == ("15/100", "SOURCED")
    assert quota.sentence == (
        "Không quá 15% số đạt “Lao động tiên tiến”; số đạt “Lao động tiên tiến” chưa "
        "rõ nên chưa tính được hạn mức; đề nghị 2. (khoản 3 Điều 9 Nghị định "
        "91/2017/NĐ-CP)"
    )


def test_cap_that_can_be_counted_stands_beside_one_that_cannot():
    quota = _quota(
        R1B, proposed=4, base={"LDTT": None, "headcount": 38}, local=[_rule()]
    )

    assert (quota.cap, quota.base_name, quota.over) == (3, "headcount", 1)
    assert "số đạt “Lao động tiên tiến” chưa rõ" in quota.sentence


@pytest.mark.parametrize(
    ("day", "cap"),
    [
        (R1A, None),
        (date(2017, 9, 30), None),
        (date(2017, 10, 1), 5),
        (date(2023, 12, 31), 5),
        (date(2024, 1, 1), None),
        (R3A, None),
    ],
)
def test_the_cap_holds_from_its_first_to_its_last_day(day, cap):
    assert _quota(day).cap == cap


def test_under_the_unread_law_the_cap_is_not_known():
    quota = _quota(R3B)

    assert (quota.cap, quota.over, quota.standing) == (None, 0, "UNKNOWN")


def test_a_recalled_cap_says_that_it_is():
    quota = _quota(R2, award="CO_CP", proposed=3, base={"CO_TINH": 10})

    assert (quota.cap, quota.over, quota.standing) == (2, 1, "RECALLED")


def test_an_office_may_be_stricter_than_the_nation_and_is_named():
    loose, strict = _rule(share=[50, 100]), _rule(share=[10, 100])

    assert _quota(R1B, local=[loose]).cap == 5
    quota = _quota(R1B, local=[strict])
    assert (quota.cap, quota.base_name, quota.cite) == (3, "headcount", "Quy chế mẫu")


def test_a_base_that_is_not_given_is_never_taken_as_zero():
    with pytest.raises(ValueError, match="counts on 'LDTT'; give it in `base`"):
        _quota(R1B, base={"headcount": 38})


def test_the_sample_council_needs_two_thirds_and_more_than_half_of_all():
    rule = council_rule("CSTDCS", day=R1A, local=sample_rules())

    assert [rule.has_quorum(n, 9) for n in (5, 6)] == [False, True]
    assert [rule.votes_needed(n) for n in (7, 8, 9)] == [4, 5, 5]
    assert [rule.passes(n, 8) for n in (4, 5)] == [False, True]
    assert (rule.ballot, rule.strict, rule.standing) == ("secret", True, "SOURCED")
    assert rule.sentence == (
        "Họp khi có ít nhất 2/3 số thành viên; bỏ phiếu kín; thông qua khi trên 1/2 "
        "tổng số thành viên Hội đồng đồng ý (Quy chế làm việc của Hội đồng Thi đua - "
        "Khen thưởng Văn phòng mẫu, Điều 5 (quy định minh họa))."
    )


@pytest.mark.parametrize(
    ("award", "day", "share", "ballot", "standing"),
    [
        ("CSTD_TINH", R1B, (90, 100), "secret", "SOURCED"),
        ("CSTD_TINH", R2, (90, 100), "ballot", "SOURCED"),
        ("CSTDCS", R2, (80, 100), "ballot", "SOURCED"),
        ("CSTDCS", R3A, (80, 100), "ballot", "RECALLED"),
        ("CSTDCS", R1A, (1, 2), "ballot", "UNKNOWN"),
        ("LDTT", R2, (1, 2), "ballot", "UNKNOWN"),
    ],
)
def test_the_national_threshold_by_award_and_day(award, day, share, ballot, standing):
    rule = council_rule(award, day=day)

    assert (rule.threshold_num, rule.threshold_den) == share
    assert (rule.ballot, rule.standing) == (ballot, standing)


def test_the_stricter_of_nation_and_office_holds():
    office = sample_rules()

    national = council_rule("CSTDCS", day=R2, local=office)

    assert national.votes_needed(10) == 8
    assert national.cite == "khoản 7 Điều 30 Nghị định 98/2023/NĐ-CP"


def test_ninety_percent_of_nine_members_is_all_nine():
    rule = council_rule("CSTD_TINH", day=R1B)

    assert rule.sentence == (
        "Họp khi có ít nhất 2/3 số thành viên; bỏ phiếu kín; thông qua khi ít nhất 90% "
        "tổng số thành viên Hội đồng đồng ý (khoản 8 Điều 45 Nghị định 91/2017/NĐ-CP)."
    )

    assert [rule.passes(n, 9) for n in (8, 9)] == [False, True]


def test_two_council_rules_for_one_award_are_an_error_that_names_both():
    own = {
        "title": "LDTT",
        "kind": "council",
        "first_day": "2016-01-01",
        "source": "Quy chế",
        "quorum": [2, 3],
        "threshold": [1, 2],
    }
    rules = [LocalRule.parse(own | {"id": name}) for name in ("mot", "hai")]

    with pytest.raises(LocalRuleError) as raised:
        council_rule("LDTT", day=R1A, local=rules)

    assert str(raised.value) == (
        "Hai quy định “mot” và “hai” cùng điều chỉnh việc biểu quyết LDTT ngày "
        "31/12/2016; hãy cho một quy định hết hiệu lực."
    )


def test_legal_bases_are_those_in_force_that_day():
    bases = legal_bases(["LDTT"], day=R1A)

    amending = "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng"
    assert bases[:3] == [
        "Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003",
        f"{amending} ngày 14 tháng 6 năm 2005",
        f"{amending} ngày 16 tháng 11 năm 2013",
    ]
    assert [line.split(" ngày")[0] for line in bases[3:]] == [
        "Nghị định số 42/2010/NĐ-CP",
        "Nghị định số 39/2012/NĐ-CP",
        "Nghị định số 65/2014/NĐ-CP",
        "Thông tư số 07/2014/TT-BNV",
    ]
    assert [line.split(" ngày")[0] for line in legal_bases([], day=R2)] == [
        "Luật Thi đua, khen thưởng",
        "Nghị định số 98/2023/NĐ-CP",
        "Thông tư số 01/2024/TT-BNV",
    ]


@pytest.mark.parametrize(
    ("day", "circular"),
    [
        (date(2025, 8, 4), "Thông tư số 01/2024/TT-BNV"),
        (date(2025, 8, 5), "Thông tư số 15/2025/TT-BNV"),
        (date(2026, 7, 10), "Thông tư số 15/2025/TT-BNV"),
    ],
)
def test_a_paper_under_the_decree_of_2025_cites_the_circular_of_its_day(day, circular):
    heads = [line.split(" ngày")[0] for line in legal_bases(["LDTT"], day=day)]

    assert heads == [
        "Luật Thi đua, khen thưởng",
        "Nghị định số 152/2025/NĐ-CP",
        circular,
    ]


def test_no_paper_cites_the_decree_of_2025_after_it_lapses():
    heads = [
        [line.split(" ngày")[0] for line in legal_bases(["LDTT"], day=day)]
        for day in (date(2027, 2, 28), date(2027, 3, 1))
    ]

    assert ["Nghị định số 152/2025/NĐ-CP" in listed for listed in heads] == [
        True,
        False,
    ]


def test_an_unknown_award_is_refused_with_the_nearest():
    with pytest.raises(ValueError, match="Unknown award 'LDT'"):
        legal_bases(["LDT"], day=R1A)


def test_the_regime_of_a_day_tells_its_days_and_whether_it_was_read():
    info = regime_on(R1B)

    assert (info.id, info.first_day, info.last_day, info.reviewed) == (
        "R1b",
        date(2017, 10, 1),
        date(2023, 12, 31),
        True,
    )
    assert regime_on(R3B).reviewed is False
    with pytest.raises(LawDateError):
        regime_on(date(2013, 1, 1))


def test_the_corpus_tells_version_and_hash():
    info = corpus()

    assert info.version == "2026-11-21"
    assert len(info.hash) == 64


def test_a_stricter_office_outvotes_the_nation():
    own = {
        "id": "chat",
        "title": "CSTDCS",
        "kind": "council",
        "first_day": "2016-01-01",
        "source": "Quy chế chặt",
        "quorum": [3, 4],
        "threshold": [9, 10],
    }

    rule = council_rule("CSTDCS", day=R2, local=[LocalRule.parse(own)])

    assert (rule.votes_needed(10), rule.cite) == (9, "Quy chế chặt")
    assert [rule.has_quorum(n, 8) for n in (5, 6)] == [False, True]


@pytest.mark.parametrize(
    ("award", "day", "standing", "said"),
    [
        ("CSTDCS", R1A, "SOURCED", "Luật và Nghị định 65/2014/NĐ-CP không đặt tỷ lệ"),
        ("CSTDCS", R2, "SOURCED", "Luật 2022 không quy định tỷ lệ xét tặng danh hiệu"),
        ("CSTDCS", R3A, "RECALLED", "Luật 2022 không quy định tỷ lệ xét tặng danh"),
        ("LDTT", R2, "SOURCED", "Không có tỷ lệ tối đa Lao động tiên tiến."),
        ("CO_CP", R1A, "SOURCED", "Nghị định 65/2014/NĐ-CP không đặt tỷ lệ"),
        ("BK_TINH", R2, "UNKNOWN", "Chưa có quy định nào trong hệ thống hạn chế"),
    ],
)
def test_that_there_is_no_cap_is_told_with_its_place_or_not_known(
    award, day, standing, said
):
    quota = _quota(day, award=award)

    assert (quota.cap, quota.allowed, quota.over) == (None, 16, 0)
    assert quota.standing == standing
    assert quota.sentence.startswith(said)


def test_seventy_percent_of_advanced_workers_is_no_cap_of_thirty():
    assert _quota(R2).sentence_en == (
        "The law of 2022 sets no ratio for titles and gives no power to set one; "
        "Grassroots Fighters are among the Advanced Workers, so a collective's least "
        "70% is no cap of 30%."
    )


@pytest.mark.parametrize(("counted", "cap"), [("unit", 3), ("submission", 5), ("", 3)])
def test_a_local_cap_may_be_counted_on_each_unit_alone(counted, cap):
    local = [_rule(share=[10, 100], counted="unit")]
    quota = quotas(
        "CSTDCS",
        year=2018,
        day=R1B,
        base=BASE,
        proposed=16,
        local=local,
        counted=counted,
    )

    assert (quota.cap, quota.allowed, quota.over) == (cap, cap, 16 - cap)


@pytest.mark.parametrize(
    ("award", "day", "sector", "cap"),
    [
        ("CSTDCS", date(2020, 12, 31), "armed_forces", 3),
        ("CSTDCS", date(2020, 12, 31), "", 5),
        ("LDTT", date(2023, 12, 31), "armed_forces", 26),
        ("LDTT", date(2024, 1, 1), "armed_forces", None),
        ("TTLDXS", date(2024, 12, 31), "procuracy", 1),  # never below one
        ("TTLDXS", date(2023, 12, 31), "procuracy", None),
    ],
)
def test_a_sector_has_caps_of_its_own(award, day, sector, cap):
    base = BASE | {"TTLDTT": 4}

    quota = quotas(award, year=2024, day=day, base=base, proposed=9, sector=sector)

    assert quota.cap == cap


@pytest.mark.parametrize(
    ("day", "cap", "standing"),
    [
        (date(2017, 9, 30), None, "SOURCED"),
        (date(2017, 10, 1), 2, "SOURCED"),
        (date(2023, 12, 31), 2, "SOURCED"),
        (date(2024, 1, 1), 2, "RECALLED"),
        (date(2026, 9, 30), 2, "RECALLED"),
        (date(2026, 10, 1), None, "UNKNOWN"),
    ],
)
def test_the_cap_on_the_governments_flag_by_day(day, cap, standing):
    quota = _quota(day, award="CO_CP", proposed=3, base={"CO_TINH": 10})

    assert (quota.cap, quota.standing) == (cap, standing)


@pytest.mark.parametrize(
    ("award", "day", "basis", "note"),
    [
        ("CSTDCS", R1A, "design", "Chưa rõ tỷ lệ phiếu: Nghị định 65/2014/NĐ-CP không"),
        ("LDTT", R2, "design", "Tỷ lệ 90%, 80% quy định cho Hội đồng cấp trình"),
        ("BK_TINH", R1B, "design", "Tỷ lệ 90%, bỏ phiếu kín quy định cho Chiến sĩ"),
        ("LDTT", date(2014, 8, 19), "design", "Chưa rõ tỷ lệ phiếu theo pháp luật"),
        ("CSTDCS", R2, "national", ""),
    ],
)
def test_where_no_threshold_is_known_the_rule_says_so_and_why(award, day, basis, note):
    rule = council_rule(award, day=day)

    assert rule.basis == basis
    assert rule.note.startswith(note)
    assert bool(rule.note) is bool(note)


def test_an_offices_own_threshold_is_told_as_its_own():
    rule = council_rule("LDTT", day=R2, local=sample_rules())

    assert (rule.basis, rule.note) == ("own", "")


@pytest.mark.parametrize(
    ("day", "ballot", "standing"),
    [
        (R1B, "secret", "SOURCED"),
        (R2, "ballot", "SOURCED"),
        (R3A, "ballot", "RECALLED"),
    ],
)
def test_a_hero_needs_ninety_percent(day, ballot, standing):
    rule = council_rule("AHLD", day=day)

    assert (rule.votes_needed(10), rule.ballot, rule.standing) == (9, ballot, standing)


@pytest.mark.parametrize(
    ("day", "level", "named"),
    [
        (date(2025, 6, 30), "commune", False),
        (date(2025, 7, 1), "commune", True),
        (date(2025, 7, 1), "province", False),
        (date(2027, 2, 28), "commune", True),
        (date(2027, 3, 1), "commune", False),
    ],
)
def test_a_communes_decision_names_the_decree_that_gave_it_the_power(day, level, named):
    bases = legal_bases(["CSTDCS"], day=day, level=level)

    assert any("129/2025/NĐ-CP" in line for line in bases) is named
