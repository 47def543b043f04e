"""The JSON door on offices, papers, votes, several awards and the law of 2026."""

import json

import pytest

from tests.assess.outside import faults_of
from vinhdanh.assess import LocalRule
from vinhdanh.assess.json_door import answer_lines


def ask(line, **options):
    (answer,) = answer_lines([json.dumps(line, ensure_ascii=False)], **options)
    assert "error" in answer or faults_of(line) == []
    return answer


COMMUNE = {"unit_kind": "peoples_committee", "level": "commune", "legal_person": True}


@pytest.mark.parametrize(
    ("day", "office", "article"),
    [
        (
            "2025-06-30",
            "district_chair",
            "khoản 2 Điều 80 Luật Thi đua, khen thưởng 2022",
        ),
        ("2025-07-01", "commune_chair", "Điều 59 Nghị định 129/2025/NĐ-CP"),
    ],
)
def test_who_decides_a_communes_fighter_changes_with_the_two_tiers(
    day, office, article
):
    answer = ask({"ask": "competence", "award": "CSTDCS", "day": day} | COMMUNE)

    assert (answer["verdict"], answer["standing"]) == ("yes", "SOURCED")
    assert (answer["decides"]["office"], answer["articles"]) == (office, [article])
    assert answer["way"][-1] == answer["decides"]["name"]
    assert answer["text"].startswith("“Chiến sĩ thi đua cơ sở”: Chủ tịch Ủy ban")
    assert answer["text_en"].endswith(f"proposes ({article}).")


def test_a_recalled_competence_is_to_be_confirmed():
    line = {"ask": "competence", "award": "CSTD_TINH", "year": 2025}

    answer = ask(line | {"level": "province"})

    assert (answer["verdict"], answer["standing"]) == ("confirm", "RECALLED")
    assert answer["decides"]["office"] == "provincial_chair"


def test_what_of_the_unit_is_not_known_is_missing():
    line = {"ask": "competence", "award": "CSTDCS", "year": 2025}

    answer = ask(line | {"unit_kind": "office", "level": "unit"})

    assert (answer["verdict"], answer["decides"]) == ("unknown", None)
    assert answer["missing"] == [
        "đơn vị có tư cách pháp nhân hay không (cán bộ tổ chức)"
    ]


def test_a_procedure_lists_papers_time_vote_and_notice():
    line = {"ask": "procedure", "award": "CSTDTQ", "year": 2024, "day": "2025-03-03"}

    answer = ask(line | {"start": "2025-03-03", "council_level": "province"})
    parts = answer["answers"]

    assert answer["regime"] == "R2"
    assert (parts["dossier"]["verdict"], parts["dossier"]["sets"]) == ("yes", 1)
    assert parts["dossier"]["papers"][1]["paper"] == "report"
    assert parts["dossier"]["articles"] == ["Điều 33 Nghị định 98/2023/NĐ-CP"]
    submit = next(one for one in parts["deadlines"] if one["step"] == "submit")
    assert (submit["verdict"], submit["due_on"]) == ("yes", "2025-12-31")
    assert (parts["council"]["threshold"], parts["council"]["quorum"]) == (
        "90/100",
        "2/3",
    )
    assert parts["council"]["quorum_standing"] == "RECALLED"
    assert parts["council"]["board"]["deputies"] == [0, 4]
    assert parts["public_notice"]["due"] is True
    assert parts["consultation"]["verdict"] == "unknown"


def test_working_days_are_counted_from_the_day_told():
    line = {"ask": "procedure", "award": "CSTDTQ", "year": 2024, "day": "2025-03-03"}

    def due(line):
        steps = ask(line)["answers"]["deadlines"]
        return next(s["due_on"] for s in steps if s["step"] == "appraise_central")

    assert due(line) is None
    assert due(line | {"start": "2025-03-03"}) == "2025-03-31"


def test_a_council_without_a_threshold_is_unknown_unless_its_own_rule_is_told():
    line = {"ask": "procedure", "award": "LDTT", "day": "2025-03-03"}
    own = LocalRule.parse(
        {
            "id": "quy-chế",
            "title": "LDTT",
            "kind": "council",
            "first_day": "2025-01-01",
            "source": "Quy chế minh họa",
            "quorum": [3, 4],
            "threshold": [2, 3],
            "strict": False,
            "ballot": "open",
        }
    )

    silent = ask(line)["answers"]["council"]
    told = ask(line, local=[own])["answers"]["council"]

    assert (silent["verdict"], silent["articles"]) == ("unknown", [])
    found = [told[key] for key in ("verdict", "quorum", "threshold", "ballot")]
    assert found == ["yes", "3/4", "2/3", "open"]


GOOD = {"rating": "HTT", "discipline": "none", "pending_inquiry": False}
DOSSIER = {
    "ask": "transition",
    "kind": "individual",
    "titles": ["LDTT", "TTLDTT"],
    "year": 2026,
    "recruited_on": "2015-03-01",
    "years": {"2026": GOOD},
}


@pytest.mark.parametrize(
    ("received_on", "regimes"),
    [("2026-09-30", ["R3a", "R3b"]), ("2026-10-01", ["R3b"])],
)
def test_a_dossier_received_before_october_2026_is_shown_under_both_laws(
    received_on, regimes
):
    answer = ask(DOSSIER | {"received_on": received_on})
    worker = answer["answers"]["LDTT"]

    assert [one["regime"] for one in answer["versions"]] == regimes
    assert [one["regime"] for one in worker["versions"]] == regimes
    assert worker["versions"][-1]["verdict"] == "confirm"
    assert worker["verdict"] == ("yes" if len(regimes) > 1 else "confirm")


def test_both_laws_say_whose_a_collectives_title_is():
    answer = ask(DOSSIER | {"received_on": "2026-09-30"})

    said = [one["verdict"] for one in answer["answers"]["TTLDTT"]["versions"]]
    assert said == ["no", "confirm"]


def test_a_transition_without_the_day_of_receipt_is_refused():
    error = ask(DOSSIER)["error"]

    assert error["field"] == "received_on"
    assert error["message"] == (
        "Dòng 1: thiếu “received_on”: ngày cơ quan có thẩm quyền nhận hồ sơ."
    )


def given(*awards, year=2025):
    return [{"award": a, "year": year, "recipient": "individual"} for a in awards]


def test_of_titles_of_one_year_the_highest_alone_is_paid():
    answer = ask(
        {
            "ask": "bonuses",
            "decided_on": "2026-01-15",
            "given": given("CSTDCS", "LDTT", "BK_TINH"),
        }
    )

    assert [line["paid"] for line in answer["lines"]] == [True, False, True]
    assert [line["payable"] for line in answer["lines"]] == [2340000, 710000, 3510000]
    assert answer["lines"][1]["amount"] == 702000
    assert (answer["verdict"], answer["payable"]) == ("yes", 5850000)


def test_where_the_rule_is_only_recalled_the_lower_title_waits():
    line = {"ask": "bonuses", "decided_on": "2019-01-15"}

    answer = ask(line | {"given": given("CSTDCS", "LDTT", year=2018)})

    assert (answer["verdict"], answer["payable"], answer["to_confirm"]) == (
        "confirm",
        1390000,
        420000,
    )
    assert answer["lines"][1]["paid"] is None


def test_an_award_whose_figure_is_not_known_leaves_the_sum_unknown():
    line = {"ask": "bonuses", "decided_on": "2015-01-15"}

    answer = ask(line | {"given": given("BK_TINH", year=2014)})

    assert (answer["verdict"], answer["missing"]) == ("unknown", ["bonus.BK_TINH"])


@pytest.mark.parametrize(
    ("line", "word", "needs_decision"),
    [
        ({"change": "merge", "day": "2025-07-01"}, "unknown", True),
        ({"change": "split", "subject": "individual", "year": 2025}, "unknown", True),
        ({"change": "rename", "year": 2016}, "unknown", True),
    ],
)
def test_whose_years_count_on_is_a_persons_decision(line, word, needs_decision):
    answer = ask({"ask": "lineage"} | line)

    found = (answer["verdict"], answer["needs_decision"], answer["standing"])
    assert found == (word, needs_decision, "UNKNOWN")
    assert answer["text"].endswith(
        "Cần một quyết định của người có thẩm quyền, nêu rõ căn cứ."
    )


@pytest.mark.parametrize(
    ("day", "word"), [("2025-08-04", "unknown"), ("2025-08-05", "no")]
)
def test_a_dissolved_body_is_not_awarded_from_the_circular_of_2025(day, word):
    answer = ask({"ask": "lineage", "change": "dissolve", "day": day})

    assert answer["award_after"]["verdict"] == word


@pytest.mark.parametrize(
    ("line", "field", "nearest"),
    [
        ({"ask": "competence", "award": "CSTDC", "year": 2025}, "award", "CSTDCS"),
        ({"ask": "procedure", "award": "LDT", "year": 2025}, "award", "LDTT"),
        ({"ask": "lineage", "change": "merged", "year": 2025}, "change", "merge"),
        (
            {"ask": "bonuses", "decided_on": "2026-01-15", "given": given("LDT")},
            "given[0].award",
            "LDTT",
        ),
    ],
)
def test_a_name_nobody_knows_offers_the_nearest(line, field, nearest):
    error = ask(line)["error"]

    assert error["field"] == field
    assert error["message"].endswith(f"Có phải “{nearest}”?")
