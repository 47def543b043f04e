"""Lộ trình: worked paths of invented people and units, the running year being 2026."""

from datetime import date

import pytest

from tests.assess.people import collective, idea, year
from vinhdanh.assess import LocalRule, roadmap
from vinhdanh.statutes.load import corpus

R3A = date(2026, 6, 30)
FIGHTER = ["LDTT", "CSTDCS"]


def minh(**earlier):
    """Minh, in service since 2015; `y2025=...` are the titles of that year."""
    years = {
        int(key[1:]): year(rating="HTT", titles=titles)
        for key, titles in earlier.items()
        if titles is not None
    }
    past = {y: year(titles=[]) for y in range(2015, 2026) if f"y{y}" not in earlier}
    return {
        "id": "minh",
        "kind": "individual",
        "name": "Minh",
        "recruited_on": date(2015, 1, 1),
        "years": past | years,
    }


def office(**changes):
    """An office founded in 1991; `y2025={...}` are changed facts of that year."""
    whole = collective("vp")["years"][2016]
    years = {y: whole | {"titles": []} for y in range(2015, 2026)}
    for key, facts in changes.items():
        years[int(key[1:])] = years[int(key[1:])] | facts
    record = {"id": "vp", "kind": "collective", "name": "Văn phòng", "years": years}
    return record | {"founded_on": date(1991, 1, 1)}


def step(record, award, *, day=R3A, local=()):
    steps = roadmap(record, year=2026, day=day, local=local).steps
    return next(found for found in steps if found.award == award)


def need(found, fact):
    return next(n for n in found.needs if n.fact == fact)


def test_a_third_year_in_a_row_leads_to_the_title_of_the_province():
    found = step(minh(y2024=FIGHTER, y2025=FIGHTER), "CSTD_TINH")

    kept = need(found, "held.CSTDCS")
    assert (found.earliest, found.sooner) == (2026, None)
    assert (kept.years, kept.done) == ((2024, 2025, 2026), (2024, 2025))
    assert kept.text == (
        "Được công nhận “Chiến sĩ thi đua cơ sở” các năm 2024–2026 "
        "(đã có: các năm 2024–2025)"
    )
    assert [[(n.fact, n.amount) for n in way] for way in found.ways] == [
        [("initiatives_province", 1)],
        [("science_projects_province", 1)],
    ]
    assert found.ways[0][0].text == (
        "Số sáng kiến được công nhận ở cấp bộ, ban, ngành, tỉnh: thêm 1 sáng kiến, "
        "chậm nhất năm 2026"
    )


def test_a_year_that_is_missed_breaks_the_run():
    found = step(minh(y2023=FIGHTER, y2024=FIGHTER, y2025=["LDTT"]), "CSTD_TINH")

    assert found.earliest == 2028
    assert need(found, "held.CSTDCS").years == (2026, 2027, 2028)
    assert need(found, "held.CSTDCS").done == ()


def test_the_years_of_an_earlier_title_are_not_used_again():
    years = {"y2023": FIGHTER, "y2024": FIGHTER, "y2025": [*FIGHTER, "CSTD_TINH"]}

    found = step(minh(**years), "CSTD_TINH")

    assert (found.held, found.earliest) == ((2025,), 2028)


def test_a_year_nobody_wrote_down_may_shorten_the_way():
    record = minh(y2024=FIGHTER, y2025=FIGHTER)
    del record["years"][2025]["titles"]

    found = step(record, "CSTD_TINH")

    assert (found.sooner, found.earliest) == (2026, 2028)
    assert [m.label for m in found.missing] == [
        "danh hiệu “Chiến sĩ thi đua cơ sở” năm 2025",
        "danh hiệu “Chiến sĩ thi đua bộ, ban, ngành, tỉnh” năm 2025",
    ]


def test_what_is_known_of_the_running_year_stays():
    record = minh()
    record["years"][2026] = {"rating": "HT", "titles": []}

    found = step(record, "LDTT")

    assert found.earliest == 2027
    assert [reason.criterion for reason in found.lacking] == ["rating_good"]


def test_a_title_already_conferred_in_the_running_year_is_next_due_after_it():
    record = minh()
    record["years"][2026] = {"titles": ["LDTT"]}

    assert step(record, "LDTT").earliest == 2027


def test_without_the_day_of_recruitment_nothing_is_promised():
    found = step(minh() | {"recruited_on": None}, "LDTT")

    assert (found.earliest, found.needs) == (None, ())
    assert found.sooner == 2026
    assert "ngày tuyển dụng" in found.missing[0].supplier


def test_two_ways_to_a_certificate_are_told_apart():
    found = step(minh(y2025=FIGHTER), "BK_TINH")

    assert found.earliest == 2026
    assert need(found, "held.CSTDCS").years == (2025, 2026)
    ways = [[(n.fact, n.amount) for n in way] for way in found.ways]
    assert ways == [[("initiatives_unused", 2)], [("science_projects_unused", 2)]]


def test_an_initiative_in_hand_is_not_asked_again():
    record = minh(y2025=FIGHTER)
    record["years"][2025]["initiatives"] = [idea()]

    ways = step(record, "BK_TINH").ways

    amounts = {n.fact: n.amount for way in ways for n in way}
    assert amounts["initiatives_unused"] == 1
    assert amounts["science_projects_unused"] == 2


def test_a_text_nobody_has_read_is_said_and_the_last_one_stands_in():
    plan = roadmap(minh(), year=2026)

    assert (plan.reviewed, plan.regime, plan.day) == (False, "R3a", date(2026, 9, 30))
    assert plan.notes[1].startswith(
        "Văn bản có hiệu lực ngày 31/12/2026 chưa được rà soát: tính theo "
    )
    assert len(plan.notes) == len(plan.notes_en) == 2


def test_a_text_that_was_read_needs_no_warning():
    plan = roadmap(minh(), year=2026, day=R3A)

    assert (plan.reviewed, plan.day, len(plan.notes)) == (True, R3A, 1)


def test_recalled_parts_mark_the_step():
    assert step(office(), "CO_TINH").standing == "SOURCED"
    assert step(minh(), "CSTD_TINH").standing == "RECALLED"


def test_a_rule_of_the_office_lengthens_the_way():
    rule = LocalRule.parse(
        {
            "id": "hai-nam",
            "kind": "criterion",
            "title": "CSTDCS",
            "first_day": date(2024, 1, 1),
            "source": "Quy chế mẫu",
            "subject": "individual",
            "says": "Không nghỉ quá 10 ngày",
            "holds": {"fact": "absence_working_days", "at_most": 10},
        }
    )
    record = minh(y2024=FIGHTER, y2025=FIGHTER)
    record["years"][2026] = {"absence_working_days": 12}

    found = step(record, "CSTD_TINH", local=[rule])

    assert found.earliest == 2029


def test_a_collective_climbs_by_two_excellent_years():
    found = step(office(y2025={"titles": ["TTLDXS"], "rating": "HTT"}), "BK_TINH")

    assert found.earliest == 2026
    assert need(found, "held.TTLDXS").years == (2025, 2026)


def test_a_share_is_asked_in_the_words_of_its_criterion():
    found = step(office(), "TTLDTT")

    assert need(found, "advanced_workers").text == "Tỷ lệ Lao động tiên tiến năm 2026"


def test_the_flag_is_for_the_leader_of_a_block_or_of_a_movement():
    found = step(office(), "CO_TINH")

    ways = [tuple(n.fact for n in way) for way in found.ways]
    assert ways == [("block_leader", "rating"), ("movement_leader", "movement_years")]


def test_a_standard_nobody_has_read_names_no_year():
    plan = roadmap(office(), year=2026, day=R3A)

    awards = [found.award for found in plan.steps]
    assert {"HCLD_1", "HCDL_3"}.isdisjoint(awards)
    assert len(plan.notes) == 2
    assert plan.notes[1] == (
        "Chưa đọc được tiêu chuẩn của “Huân chương Lao động hạng Nhất”, “Huân chương "
        "Độc lập hạng Ba”: chưa tính được năm sớm nhất."
    )


def test_a_unit_is_not_on_the_road_to_the_titles_of_communities():
    awards = [found.award for found in roadmap(office(), year=2026, day=R3A).steps]

    assert awards[:4] == ["TTLDTT", "TTLDXS", "CO_TINH", "CO_CP"]
    assert {"XA_TIEU_BIEU", "THON_VAN_HOA"}.isdisjoint(awards)


def test_a_certificate_of_the_prime_minister_waits_for_a_third_title():
    record = minh(y2020=["LDTT", "BK_TINH"], y2022=FIGHTER, y2023=FIGHTER)

    found = step(record, "BK_TTG")

    assert found.earliest == 2026
    assert need(found, "held.CSTDCS").years == (2022, 2023, 2026)
    assert need(found, "rating").years == (2022, 2023, 2024, 2025, 2026)
    assert need(found, "since.held.BK_TINH").done == (2020,)


def test_the_national_title_takes_two_titles_of_the_province():
    years = {f"y{year}": FIGHTER for year in range(2020, 2026)}
    years["y2022"] = [*FIGHTER, "CSTD_TINH"]

    found = step(minh(**years), "CSTDTQ")

    assert found.earliest == 2026
    assert need(found, "held.CSTD_TINH").years == (2022, 2026)


def test_a_collective_reaches_the_order_five_years_after_the_certificate():
    years = {"y2020": {"titles": ["BK_TINH"]}, "y2023": {"titles": ["CO_TINH"]}}

    found = step(office(**years), "HCLD_3")

    assert need(found, "since.held.BK_TTG").years == (2026,)
    assert found.earliest == 2031
    ways = [[(n.fact, n.years, n.amount) for n in way] for way in found.ways]
    assert [("held.CO_CP", (), 1), ("rating", tuple(range(2027, 2032)), None)] in ways


def test_english_says_the_same():
    found = step(minh(y2023=FIGHTER, y2024=FIGHTER, y2025=["LDTT"]), "CSTD_TINH")

    assert found.text_en.startswith(
        "In 2028 at the earliest. Holding “Chiến sĩ thi đua cơ sở” in 2026–2028."
    )
    assert found.text.startswith(
        "Sớm nhất năm 2028. Được công nhận “Chiến sĩ thi đua cơ sở” các năm 2026–2028."
    )


@pytest.mark.parametrize("kind", ["individual", "collective"])
def test_every_fact_but_the_listed_has_a_good_side(kind):
    neutral = {"members", "basis", "gender", "occupation"}
    neutral |= {"training_months", "months_at_former_unit", "seconded"}

    lacking = {f.id for f in corpus().facts if kind in f.subjects and not f.good}

    assert lacking - neutral == set()
