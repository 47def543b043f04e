"""Who decides and who proposes, on both sides of each change of law."""

from datetime import date

import pytest

from vinhdanh.assess import LawDateError, competence


@pytest.mark.parametrize(
    ("day", "award", "decides", "standing"),
    [
        (date(2017, 9, 30), "CSTDCS", "district_chair", "SOURCED"),
        (date(2017, 10, 1), "CSTDCS", "district_chair", "SOURCED"),
        (date(2025, 6, 30), "CSTDCS", "district_chair", "SOURCED"),
        (date(2025, 7, 1), "CSTDCS", "commune_chair", "SOURCED"),
        (date(2025, 6, 30), "TTLDTT", "district_chair", "SOURCED"),
        (date(2025, 7, 1), "TTLDTT", "commune_chair", "SOURCED"),
        (date(2025, 6, 30), "THON_VAN_HOA", "district_chair", "SOURCED"),
        (date(2025, 7, 1), "THON_VAN_HOA", "commune_chair", "SOURCED"),
        (date(2016, 12, 31), "LDTT", "commune_chair", "SOURCED"),
        (date(2025, 6, 30), "LDTT", "commune_chair", "SOURCED"),
        (date(2025, 6, 30), "GIA_DINH_VAN_HOA", "commune_chair", "SOURCED"),
        (date(2026, 9, 30), "GK", "commune_chair", "SOURCED"),
        (date(2026, 10, 1), "GK", "commune_chair", "UNKNOWN"),
    ],
)
def test_what_a_communes_chair_decides_and_since_when(day, award, decides, standing):
    found = competence(award, day, level="commune")

    assert (found.decides, found.standing) == (decides, standing)


def test_before_july_2025_the_commune_proposes_what_the_district_decides():
    found = competence("CSTDCS", date(2025, 6, 30), level="commune")

    assert found.proposes == "commune_chair"
    assert found.sentence == (
        "“Chiến sĩ thi đua cơ sở”: Chủ tịch Ủy ban nhân dân cấp huyện quyết định; Chủ "
        "tịch Ủy ban nhân dân cấp xã đề nghị (khoản 2 Điều 80 Luật Thi đua, khen "
        "thưởng 2022)."
    )


@pytest.mark.parametrize("award", ["LDTT", "BK_TINH", "HCLD_3"])
def test_a_district_that_is_no_more_decides_and_proposes_nothing(award):
    before = competence(award, date(2025, 6, 30), level="district")
    after = competence(award, date(2025, 7, 1), level="district")

    assert before.decides
    assert (after.decides, after.proposes) == (None, None)
    assert after.sentence.startswith("Từ ngày 01/07/2025 không còn cấp huyện")


@pytest.mark.parametrize(
    ("legal", "decides"),
    [(True, "department_head"), (False, "direct_superior"), (None, None)],
)
def test_legal_personality_decides_and_unknown_is_asked_for(legal, decides):
    found = competence(
        "LDTT",
        date(2022, 12, 31),
        unit_kind="office",
        level="province",
        has_legal_personality=legal,
    )

    assert found.decides == decides
    assert bool(found.missing) is (legal is None)


@pytest.mark.parametrize(
    ("known", "missing"),
    [({}, "cấp của đơn vị"), ({"level": "province"}, "loại đơn vị")],
)
def test_level_and_kind_are_asked_for_when_they_decide(known, missing):
    found = competence("LDTT", date(2026, 3, 1), **known)

    assert (found.decides, found.missing) == (None, missing)


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2019, 12, 31), "RECALLED"),
        (date(2020, 1, 1), "SOURCED"),
        (date(2024, 1, 1), "SOURCED"),
    ],
)
def test_an_enterprise_decides_through_its_director(day, standing):
    found = competence("CSTDCS", day, unit_kind="enterprise", level="unit")

    assert (found.decides, found.standing) == ("enterprise_director", standing)


@pytest.mark.parametrize(
    ("day", "decides", "standing"),
    [
        (date(2023, 12, 31), "prime_minister", "RECALLED"),
        (date(2024, 1, 1), "government", "SOURCED"),
        (date(2025, 6, 30), "government", "SOURCED"),
        (date(2025, 7, 1), "prime_minister", "UNKNOWN"),
    ],
)
def test_who_decides_the_governments_flag(day, decides, standing):
    found = competence("CO_CP", day, level="province")

    assert (found.decides, found.standing) == (decides, standing)


@pytest.mark.parametrize(
    ("level", "decides", "proposes"),
    [
        ("central", "minister", "unit_head"),
        ("province", "provincial_chair", "department_head"),
        ("commune", "provincial_chair", "commune_chair"),
    ],
)
def test_the_ministry_or_the_province_by_the_units_level(level, decides, proposes):
    found = competence("BK_TINH", date(2026, 3, 1), level=level)

    assert (found.decides, found.proposes) == (decides, proposes)


def test_an_enterprise_proposes_through_its_director():
    found = competence(
        "BK_TINH", date(2026, 3, 1), unit_kind="enterprise", level="unit"
    )

    assert (found.decides, found.proposes) == (
        "provincial_chair",
        "enterprise_director",
    )


def test_without_a_level_both_offices_are_named():
    found = competence("BK_TINH", date(2026, 3, 1))

    assert found.decides == "ministry_or_province"
    assert found.decides_name == (
        "Bộ trưởng, người đứng đầu ngành hoặc Chủ tịch Ủy ban nhân dân cấp tỉnh"
    )


def test_a_peoples_council_is_recalled_and_its_practice_told():
    own = competence(
        "LDTT", date(2022, 12, 31), unit_kind="peoples_council", level="province"
    )
    high = competence(
        "BK_TINH", date(2022, 12, 31), unit_kind="peoples_council", level="province"
    )

    assert (own.decides, own.standing) == ("joint_office_chief", "RECALLED")
    assert (high.decides, high.proposes) == ("provincial_chair", "joint_office_chief")
    assert high.practice.startswith("Thực tiễn (Đồng Nai 2019–2024, Lào Cai 2019)")
    assert own.practice == ""


@pytest.mark.parametrize(
    ("day", "way"),
    [
        (
            date(2025, 6, 30),
            ["tập thể", "Chủ tịch Ủy ban nhân dân cấp xã", "cấp huyện", "Sở Nội vụ"],
        ),
        (date(2025, 7, 1), ["tập thể", "Chủ tịch Ủy ban nhân dân cấp xã", "Sở Nội vụ"]),
    ],
)
def test_the_district_step_disappears_from_the_way(day, way):
    found = competence("HCLD_3", day, level="commune").way

    assert len(found) == len(way) + 4
    assert all(part in step for part, step in zip(way, found, strict=False))
    assert found[-4:] == (
        "Chủ tịch Ủy ban nhân dân cấp tỉnh",
        "Bộ Nội vụ",
        "Thủ tướng Chính phủ",
        "Chủ tịch nước",
    )


def test_a_village_below_a_ministry_has_no_rule_and_that_is_said():
    found = competence("THON_VAN_HOA", date(2026, 3, 1), level="province")

    assert (found.decides, found.missing, found.standing) == (None, "", "UNKNOWN")
    assert found.sentence == (
        "Chưa có căn cứ về người quyết định “Thôn, tổ dân phố văn hóa” cho loại đơn vị "
        "này."
    )


def test_unknown_names_and_days_are_refused():
    with pytest.raises(ValueError, match="Unknown level 'ward'"):
        competence("LDTT", date(2026, 3, 1), level="ward")
    with pytest.raises(ValueError, match="Unknown kind 'shop'"):
        competence("LDTT", date(2026, 3, 1), unit_kind="shop")
    with pytest.raises(LawDateError):
        competence("LDTT", date(2014, 1, 1), level="commune")
