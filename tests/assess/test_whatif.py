"""The issue's office: 38 people, 16 proposed, under the law of four other days."""

from datetime import date

from tests.assess.people import idea, person
from vinhdanh.assess import Word, compare

DAYS = [date(2018, 12, 31), date(2024, 12, 31), date(2026, 9, 30), date(2026, 10, 1)]
NONE = {y: {"initiatives": [], "science_projects": []} for y in range(2007, 2016)}


def _office():
    """Sixteen with an initiative, six excellent without one, sixteen good."""
    with_idea = [
        person(f"sk{n:02}", initiatives=[idea()], earlier=NONE) for n in range(16)
    ]
    excellent = [person(f"xs{n}", rating="HTXS", earlier=NONE) for n in range(6)]
    good = [person(f"ht{n:02}", earlier=NONE) for n in range(16)]
    return with_idea + excellent + good


def test_only_the_governing_day_is_replaced():
    comparison = compare(_office(), ["LDTT", "CSTDCS"], year=2016, days=DAYS)

    assert [day.regime.id for day in comparison.days] == ["R1b", "R2", "R3a", "R3b"]
    assert [v.year for day in comparison.days for v in day.verdicts[:1]] == [2016] * 4


def test_under_2018_the_cap_is_over_by_eleven_and_all_sixteen_are_named():
    day = compare(_office(), ["LDTT", "CSTDCS"], year=2016, days=DAYS[:1]).days[0]

    quota = day.quotas["CSTDCS"]
    assert (quota.cap, quota.base, quota.proposed, quota.over) == (5, 38, 16, 11)
    assert day.over_cap == {"CSTDCS": tuple(f"sk{n:02}" for n in range(16))}


def test_under_2024_the_branch_is_named_and_no_cap_holds():
    day = compare(_office(), ["CSTDCS"], year=2016, days=DAYS[1:2]).days[0]

    assert day.quotas["CSTDCS"].cap is None
    assert day.over_cap == {}
    yes = [v.subject for v in day.verdicts if v.word is Word.YES]
    assert len(yes) == 22
    assert day.branches["CSTDCS"]["xs0"] == ("xếp loại hoàn thành xuất sắc nhiệm vụ",)
    assert day.branches["CSTDCS"]["sk00"] == (
        (
            "số sáng kiến được công nhận từ cấp cơ sở từ 1 sáng kiến trở lên, kể cả "
            "của các năm trước"
        ),
    )
    assert set(day.branches["CSTDCS"]) == set(yes)


def test_only_those_proposed_count_against_the_cap():
    proposed = {"CSTDCS": [f"sk{n:02}" for n in range(7)]}

    day = compare(
        _office(), ["CSTDCS"], year=2016, days=DAYS[:1], proposed=proposed
    ).days[0]

    assert (day.quotas["CSTDCS"].proposed, day.quotas["CSTDCS"].over) == (7, 2)


def test_under_october_2026_everything_is_marked_not_reviewed():
    day = compare(_office(), ["LDTT", "CSTDCS"], year=2016, days=DAYS[3:]).days[0]

    assert day.regime.reviewed is False
    assert {v.word for v in day.verdicts} == {Word.CONFIRM}
    assert day.quotas["CSTDCS"].standing == "UNKNOWN"


def test_differences_are_named_by_rule():
    comparison = compare(_office(), ["CSTDCS"], year=2016, days=DAYS[:2])

    differing = [d.subject for d in comparison.differences]
    first = comparison.differences[0]
    assert differing == [f"xs{n}" for n in range(6)]
    assert [word.value for word in first.words] == ["no", "yes"]
    assert [rule.split(":")[0] for rule in first.rules] == [
        "Có sáng kiến hoặc đề tài khoa học",
        "Hoàn thành xuất sắc nhiệm vụ, hoặc có sáng kiến, đề tài",
        "Sáng kiến, đề tài của chính năm xét (quy định của nhiều nơi)",
    ]
    assert comparison.days[0].word_of("xs0", "CSTDCS") is Word.NO
    assert comparison.days[0].word_of("xs0", "LDTT") is None
