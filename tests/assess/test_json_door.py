"""The JSON door: answers, refusals that name the field, nothing guessed."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assess.outside import faults_of
from tests.assess.people import collective, idea, person
from vinhdanh.assess import LocalRule
from vinhdanh.assess.doors_cli import verdict
from vinhdanh.assess.json_door import answer_lines


def ask(line):
    """The answer; what the door reads, the published schema must accept too."""
    text = json.dumps(line, default=str, ensure_ascii=False)
    (answer,) = answer_lines([text])
    if "error" not in answer:
        assert faults_of(json.loads(text)) == []
    return answer


def refusal(line):
    return ask(line)["error"]


def lan(*titles, **more):
    record = person("Trần Thị Lan", initiatives=[idea()])
    return record | {"titles": list(titles) or ["LDTT"], "year": 2016} | more


def test_a_person_is_judged_with_reasons_articles_and_a_receipt():
    answer = ask(lan("LDTT", "CSTDCS"))

    fighter = answer["answers"]["CSTDCS"]
    assert (answer["regime"], answer["day"]) == ("R1a", "2016-12-31")
    assert fighter["verdict"] == "yes"
    assert fighter["summary_en"] == "Every measurable standard is met."
    assert fighter["reasons"][0]["criterion"] == "is_advanced_worker"
    assert fighter["reasons"][0]["met"] == "yes"
    assert "Điều 23" in fighter["articles"][0]
    assert len(fighter["receipt"]["facts_hash"]) == 64


def test_what_is_not_known_is_missing_with_who_supplies_it():
    record = lan()
    record["years"][2016]["rating"] = None

    said = ask(record)["answers"]["LDTT"]

    assert said["verdict"] == "unknown"
    assert said["missing"] == [
        {
            "fact": "rating",
            "label": "xếp loại năm 2016",
            "label_en": "yearly rating",
            "supplier": "thủ trưởng đơn vị (kết quả đánh giá, xếp loại năm)",
        }
    ]
    assert said["summary_en"] == "Missing: yearly rating."


def test_a_sourced_no_says_why_in_both_languages():
    record = lan()
    record["years"][2016]["absence_working_days"] = 40

    said = ask(record)["answers"]["LDTT"]

    assert said["verdict"] == "no"
    assert said["summary"].startswith("Ngày nghỉ trong năm:")
    assert said["summary_en"].startswith("Absence in the year:")


def test_a_title_for_collectives_is_not_for_a_person():
    said = ask({"kind": "individual", "titles": ["CO_CP"], "year": 2021})

    assert said["answers"]["CO_CP"]["verdict"] == "no"
    assert said["answers"]["CO_CP"]["summary"] == (
        "Không xét: “Cờ thi đua của Chính phủ” là danh hiệu của tập thể, không tặng cá "
        "nhân."
    )
    assert said["answers"]["CO_CP"]["articles"] == [
        "Điều 25 Luật Thi đua, khen thưởng 2003 (sửa đổi 2013)"
    ]


@pytest.mark.parametrize(("days", "word"), [(39, "yes"), (40, "no"), (None, "unknown")])
def test_one_criterion_is_answered_alone(days, word):
    record = {
        "kind": "individual",
        "titles": ["LDTT"],
        "year": 2016,
        "criterion": "absence",
        "years": {2016: {"absence_working_days": days}},
    }

    said = ask(record)["answers"]["LDTT"]

    assert said["verdict"] == word
    assert [reason["criterion"] for reason in said["reasons"]] == ["absence"]


def test_a_criterion_that_people_judge_needs_a_person():
    said = ask(lan(criterion="solidarity"))["answers"]["LDTT"]

    assert said["verdict"] == "confirm"


def test_an_assumed_fact_takes_what_the_title_asks_and_no_more():
    record = {
        "kind": "individual",
        "titles": ["LDTT", "CSTDCS"],
        "year": 2024,
        "assumed": ["rating", "service_months", "discipline", "pending_inquiry"],
        "years": {2024: {"initiatives": [], "science_projects": []}},
    }

    answer = ask(record)

    values = {one["fact"]: one["value_en"] for one in answer["assumed"]}
    assert values["rating"] == "good"
    assert values["service_months"] == "6 months"
    assert answer["answers"]["LDTT"]["verdict"] == "yes"
    # An excellent rating alone would do for the fighter; a good one was assumed.
    assert answer["answers"]["CSTDCS"]["verdict"] != "yes"


def test_an_assumed_value_may_be_given():
    record = {
        "kind": "individual",
        "titles": ["LDTT"],
        "year": 2016,
        "criterion": "rating_good",
        "assumed": {"rating": "HT"},
    }

    assert ask(record)["answers"]["LDTT"]["verdict"] == "no"


@pytest.mark.parametrize(
    ("share", "word"),
    [("50%", "no"), ("51%", "yes"), ("11/20", "yes"), ("10/20", "no")],
)
def test_a_share_is_taken_exactly(share, word):
    record = {
        "kind": "collective",
        "titles": ["TTLDTT"],
        "year": 2016,
        "criterion": "advanced_share",
        "years": {2016: {"advanced_workers": share}},
    }

    assert ask(record)["answers"]["TTLDTT"]["verdict"] == word


def test_a_share_alone_gives_way_to_greater_counts():
    record = {
        "kind": "collective",
        "titles": ["TTLDXS"],
        "year": 2016,
        "criterion": "advanced_share",
        "years": {2016: {"advanced_workers": "1/3", "grassroots_fighters": 400}},
    }

    (reason,) = ask(record)["answers"]["TTLDXS"]["reasons"]

    assert reason["found"] == "200/600 (33,3%)"


def test_a_judgement_and_a_title_may_be_assumed():
    record = {
        "kind": "collective",
        "titles": ["TTLDXS"],
        "year": 2016,
        "assumed": ["unity", "TTLDTT"],
        "criterion": "unity",
    }

    answer = ask(record)

    assert answer["answers"]["TTLDXS"]["verdict"] == "yes"
    assert [one["label"] for one in answer["assumed"]] == [
        "điều phải kết luận: unity",
        "đã đạt “Tập thể lao động tiên tiến”",
    ]


def test_what_cannot_be_taken_as_met_by_its_name_needs_its_value():
    record = {"kind": "collective", "titles": ["TTLDTT"], "year": 2016}

    error = refusal(record | {"assumed": ["advanced_workers"]})

    assert error["message"].startswith("Dòng 1: “advanced_workers” cần giá trị cụ thể")


def test_a_discipline_that_ended_is_read_with_the_whole_record():
    record = lan()
    record["years"][2014] = {
        "discipline": "warning",
        "discipline_ended_on": "2015-02-01",
    }

    assert ask(record)["answers"]["LDTT"]["verdict"] == "yes"


def test_a_recalled_rule_asks_a_person_in_both_languages():
    said = ask({"kind": "individual", "titles": ["GK"], "year": 2016})["answers"]["GK"]

    assert said["verdict"] == "confirm"
    assert said["summary_en"].startswith("A person must confirm")


def test_a_share_counts_on_the_members_where_they_are_given():
    record = collective("Phòng", advanced_workers="70%") | {
        "titles": ["TTLDTT"],
        "year": 2016,
        "criterion": "advanced_share",
    }

    (reason,) = ask(record)["answers"]["TTLDTT"]["reasons"]

    assert reason["found"] == "14/20 (70,0%)"


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        (
            {"recruted_on": "2010-01-01"},
            "recruted_on",
            "Dòng 1: không có trường “recruted_on”. Có phải “recruited_on”?",
        ),
        (
            {"years": {2016: {"ratng": "HTT"}}},
            "years.2016.ratng",
            (
                "Dòng 1: không có trường “ratng” (tại “years.2016.ratng”). Có phải "
                "“rating”?"
            ),
        ),
        (
            {"titles": ["LDT"]},
            "titles",
            (
                "Dòng 1: không có danh hiệu, hình thức “LDT” (tại “titles”). Có phải "
                "“LDTT”?"
            ),
        ),
        (
            {"kind": "person"},
            "kind",
            (
                "Dòng 1: không có giá trị “person” (tại “kind”). Được dùng: "
                "collective, household, individual."
            ),
        ),
        ({"year": None}, "year", "Dòng 1: thiếu “year”: năm xét."),
        (
            {"year": "2016"},
            "year",
            'Dòng 1: “year” là "2016"; cần số nguyên từ 1945 đến 2100.',
        ),
        (
            {"day": "31/12/2016"},
            "day",
            'Dòng 1: “day” là "31/12/2016"; cần ngày như “2025-12-31”.',
        ),
        (
            {"year": 2010},
            "",
            (
                "Dòng 1: ngày xét chưa có luật nào trong chương trình; luật có từ ngày "
                "01/06/2014. Xem lại “year”, “day” hoặc “decided_on”."
            ),
        ),
        ({"name": 7}, "name", "Dòng 1: “name” là 7; cần chữ trong ngoặc kép."),
        (
            {"titles": "LDTT"},
            "titles",
            'Dòng 1: “titles” là "LDTT"; cần một danh sách […].',
        ),
        ({"years": []}, "years", "Dòng 1: “years” là []; cần một đối tượng {…}."),
        (
            {"years": {"nay": {}}},
            "years",
            'Dòng 1: “years” là "nay"; cần năm như “2025”.',
        ),
        (
            {"years": {2016: [1]}},
            "years.2016",
            "Dòng 1: “years.2016” là [1]; cần một đối tượng {…}.",
        ),
        (
            {"years": {2016: {"pending_inquiry": "không"}}},
            "years.2016.pending_inquiry",
            'Dòng 1: “years.2016.pending_inquiry” là "không"; cần true hoặc false.',
        ),
        (
            {"ask": "money?"},
            "ask",
            "Dòng 1: không có câu hỏi “money?” (tại “ask”). Có phải “money”?",
        ),
        (
            {"assumed": "registered"},
            "assumed",
            "Dòng 1: “assumed” phải là danh sách tên dữ kiện, hoặc tên kèm giá trị.",
        ),
        (
            {"years": {}, "assumed": {"rating": "HTSX"}},
            "assumed.rating",
            "Dòng 1: không có giá trị “HTSX” (tại “assumed.rating”). Có phải “HTXS”?",
        ),
        (
            {"years": {}, "assumed": {"absence_working_days": True}},
            "assumed.absence_working_days",
            (
                "Dòng 1: giá trị coi như đạt của “absence_working_days” là True, "
                "không đúng kiểu."
            ),
        ),
        (
            {"criterion": "absense"},
            "criterion",
            (
                "Dòng 1: không có tiêu chí của LDTT “absense” (tại "
                "“criterion”). Có phải “absence”?"
            ),
        ),
        (
            {"assumed": ["rating"]},
            "assumed",
            "Dòng 1: “rating” vừa có trong dữ kiện vừa được coi là đạt; bỏ một nơi.",
        ),
        (
            {"assumed": ["registred"]},
            "assumed",
            (
                "Dòng 1: không có dữ kiện của các danh hiệu được hỏi “registred” (tại "
                "“assumed”). Có phải “registered”?"
            ),
        ),
        (
            {"recruited_on": "2015-01-01", "years": {2012: {"titles": ["LDTT"]}}},
            "years.2012.titles",
            (
                "Dòng 1: “Lao động tiên tiến” của năm 2012 có trước năm tuyển dụng "
                "(01/01/2015). Sửa năm của danh hiệu, hoặc ghi ngày tuyển dụng lần đầu."
            ),
        ),
        (
            {"years": {2016: {"initiatives": [{"level": "grassroots", "year": 2015}]}}},
            "years.2016.initiatives",
            "Dòng 1: “years.2016.initiatives” ghi năm 2015; chuyển vào năm 2015.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_write(change, field, message):
    error = refusal(lan() | change)

    assert (error["field"], error["message"]) == (field, message)
    assert error["message_en"].startswith("Line 1: ")


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        (
            {"advanced_workers": "105%"},
            "“years.2016.advanced_workers” là 105%, quá 100%. Xem lại tử số và mẫu số.",
        ),
        (
            {"members": 19, "advanced_workers": "70%"},
            (
                "“years.2016.advanced_workers”: tỷ lệ 70% của 19 người không phải số "
                "người nguyên. Ghi số người, hoặc phân số đúng."
            ),
        ),
        (
            {"advanced_workers": "70"},
            (
                '“years.2016.advanced_workers” là "70"; cần số người, hoặc tỷ lệ như '
                "“70%”, “14/20”."
            ),
        ),
    ],
)
def test_a_share_that_cannot_be_is_refused(facts, message):
    line = {"kind": "collective", "titles": ["TTLDTT"], "year": 2016}

    assert refusal(line | {"years": {2016: facts}})["message"] == f"Dòng 1: {message}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "không phải JSON (ký tự 2). Mỗi dòng cần đúng một đối tượng JSON."),
        ("[]", 'phải là một đối tượng JSON, ví dụ {"kind": "individual", …}.'),
    ],
)
def test_a_line_that_is_no_object_is_refused(text, message):
    (answer,) = answer_lines([text])

    assert answer["error"]["message"] == f"Dòng 1: {message}"


def test_the_other_lines_are_answered_in_their_order():
    lines = [
        json.dumps(lan(id="đúng"), default=str),
        "",
        json.dumps({"id": "sai", "kind": "individual", "tiles": []}),
        json.dumps(lan("CSTDCS"), default=str),
    ]

    answers = list(answer_lines(lines))

    assert [(a["line"], "error" in a) for a in answers] == [
        (1, False),
        (3, True),
        (4, False),
    ]
    assert answers[1]["id"] == "sai"


def test_a_fault_of_the_engine_stops_its_own_line_only():
    bad = collective("Phòng", members=5) | {"titles": ["TTLDTT"], "year": 2016}
    good = collective("Ban") | {"titles": ["TTLDTT"], "year": 2016}

    first, second = answer_lines(json.dumps(line) for line in (bad, good))

    assert "“advanced_workers” là 14, nhiều hơn 5 người" in first["error"]["message"]
    assert second["answers"]["TTLDTT"]["verdict"] == "yes"


@pytest.mark.parametrize(
    ("proposed", "word", "allowed", "over"), [(5, "yes", 5, 0), (6, "no", 5, 1)]
)
def test_a_quota_names_its_base_cap_and_who_is_over(proposed, word, allowed, over):
    answer = ask(
        {
            "ask": "quota",
            "award": "CSTDCS",
            "year": 2018,
            "base": {"LDTT": 38},
            "proposed": proposed,
        }
    )

    found = [answer[key] for key in ("base_set", "base", "share", "cap")]
    assert found == ["LDTT", 38, "15/100", 5]
    assert (answer["verdict"], answer["allowed"], answer["over"]) == (
        word,
        allowed,
        over,
    )


def test_a_quota_without_its_base_is_unknown():
    answer = ask({"ask": "quota", "award": "CSTDCS", "year": 2018, "proposed": 5})

    assert (answer["verdict"], answer["missing"]) == ("unknown", ["base.LDTT"])


def test_an_offices_own_cap_counts_too():
    own = LocalRule.parse(
        {
            "id": "trần",
            "title": "CSTDCS",
            "kind": "quota",
            "first_day": "2016-01-01",
            "source": "Quy chế minh họa",
            "share": [1, 10],
            "base": "LDTT",
        }
    )
    line = {"ask": "quota", "award": "CSTDCS", "year": 2016, "proposed": 5}

    (answer,) = answer_lines([json.dumps(line | {"base": {"LDTT": 38}})], local=[own])
    (lacking,) = answer_lines([json.dumps(line)], local=[own])

    assert (answer["cap"], answer["over"]) == (3, 2)
    assert lacking["missing"] == ["base.LDTT"]


def test_money_is_computed_and_rounded_in_dong():
    answer = ask(
        {
            "ask": "money",
            "award": "CSTDCS",
            "recipient": "individual",
            "decided_on": "2020-01-15",
        }
    )

    found = [answer[key] for key in ("base_salary", "coefficient", "amount", "payable")]
    assert found == [1490000, "1.00", 1490000, 1490000]


def test_money_for_a_code_nobody_knows_offers_the_nearest():
    line = {"ask": "money", "award": "CSTDC", "recipient": "individual"}

    error = refusal(line | {"decided_on": "2020-01-15"})

    assert error["field"] == "award"
    assert "CSTDCS" in error["message"]


def test_the_rule_is_told_without_anybody():
    line = {"ask": "rule", "kind": "collective", "titles": ["TTLDTT"], "year": 2024}

    told = ask(line | {"criterion": "advanced_share"})["rules"]["TTLDTT"]

    (criterion,) = told["criteria"]
    assert "ít nhất 70%" in criterion["text"]
    assert "at least 70%" in criterion["text_en"]
    assert criterion["standing"] == "SOURCED"


def test_a_title_and_a_form_may_be_proposed_together():
    proposed = [
        {"award": "CSTD_TINH", "year": 2020},
        {"award": "BK_TINH", "year": 2020},
    ]

    answer = ask({"ask": "together", "year": 2020, "proposed": proposed})

    assert answer["verdict"] == "yes"
    assert answer["pairs"][0]["awards"] == ["CSTD_TINH", "BK_TINH"]


def test_a_question_without_day_or_year_is_refused():
    error = refusal({"ask": "quota", "award": "CSTDCS", "proposed": 1})

    assert error["message"] == "Dòng 1: thiếu “year” hoặc “day”."


RATINGS = st.sampled_from([None, "HT", "HTT", "HTXS"])


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(RATINGS, st.sampled_from([None, 0, 39, 40]), st.integers(1, 3)),
        min_size=1,
        max_size=8,
    )
)
def test_a_line_alone_is_answered_as_among_many(told):
    lines = []
    for rating, days, titles in told:
        facts = {"rating": rating, "absence_working_days": days, "discipline": "none"}
        lines.append(
            json.dumps(
                {
                    "id": "x",
                    "kind": "individual",
                    "titles": ["LDTT", "CSTDCS", "GK"][:titles],
                    "year": 2016,
                    "recruited_on": "2010-03-01",
                    "years": {"2016": facts, "2015": {"rating": rating}},
                }
            )
        )

    together = list(answer_lines(lines))

    alone = [next(answer_lines([line])) for line in lines]
    assert [a["answers"] for a in together] == [a["answers"] for a in alone]


def test_the_command_reads_and_writes_files_and_its_code_says_so(tmp_path, capsys):
    source, out = tmp_path / "vào.jsonl", tmp_path / "ra.jsonl"
    source.write_text(json.dumps(lan(), default=str) + "\n", "utf-8")

    assert verdict(["--in", str(source), "--out", str(out)]) == 0
    assert json.loads(out.read_text("utf-8"))["answers"]["LDTT"]["verdict"] == "yes"

    source.write_text("{}\n" + json.dumps(lan(), default=str), "utf-8")
    assert verdict(["--in", str(source), "--out", str(out)]) == 1
    assert len(out.read_text("utf-8").splitlines()) == 2
    assert capsys.readouterr().err.startswith("Dòng 1: ")

    assert verdict(["--in", str(tmp_path / "không có")]) == 2
    assert capsys.readouterr().err.startswith("Chưa trả lời được: không mở được “")
