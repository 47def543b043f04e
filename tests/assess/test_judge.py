import json
import subprocess
import sys
from datetime import date

import pytest

from tests.assess.people import collective, idea, person
from vinhdanh.assess import (
    LawDateError,
    RecordError,
    Verdict,
    Word,
    awards,
    corpus,
    judge,
    sample_rules,
)


def _words(records, titles, **options):
    verdicts = judge(records, titles, year=2016, **options)
    return [(v.subject, v.award, v.word.value) for v in verdicts]


def test_one_verdict_per_record_and_title_in_their_order():
    records = [collective("Phòng Tổng hợp"), person("Lan"), person("Minh", rating="HT")]

    words = _words(records, ["TTLDTT", "LDTT"])
    fitting = _words(records, ["TTLDTT", "LDTT"], fitting=True)

    assert words == [
        ("Phòng Tổng hợp", "TTLDTT", "yes"),
        ("Phòng Tổng hợp", "LDTT", "no"),
        ("Lan", "TTLDTT", "no"),
        ("Lan", "LDTT", "yes"),
        ("Minh", "TTLDTT", "no"),
        ("Minh", "LDTT", "no"),
    ]
    assert fitting == [words[0], words[3], words[5]]


def test_a_person_asked_for_a_collectives_title_is_told_whose_it_is():
    verdict = judge([person("Lan")], ["TTLDTT"], year=2016)[0]

    assert verdict.short == (
        "Không xét: “Tập thể lao động tiên tiến” là danh hiệu của tập thể, không tặng "
        "cá nhân."
    )
    assert verdict.receipt.explanation.splitlines()[1] == (
        "  ✗ “Tập thể lao động tiên tiến” là danh hiệu của tập thể — đề nghị cho cá "
        "nhân (Điều 28 Luật Thi đua, khen thưởng 2003 (sửa đổi 2013))"
    )


@pytest.mark.parametrize(
    ("award", "year", "word"),
    [
        ("TTLDTT", 2025, "no"),
        ("TTLDTT", 2026, "confirm"),
        ("XA_TIEU_BIEU", 2016, "confirm"),
    ],
)
def test_what_is_not_read_does_not_turn_a_person_away(award, year, word):
    verdict = judge([person("Lan")], [award], year=year)[0]

    assert verdict.word.value == word


def test_an_ordinary_advanced_worker_passes_and_the_council_sees_two_questions():
    verdict = judge([person("Lan")], ["LDTT"], year=2016)[0]

    assert verdict.word is Word.YES
    assert (
        verdict.short == "Đủ các tiêu chuẩn đo đếm được. Hội đồng xem xét 2 nội dung."
    )
    assert verdict.missing == ()
    assert [(r.criterion, r.mark, r.judged) for r in verdict.reasons] == [
        ("rating_good", True, False),
        ("solidarity", None, True),
        ("ethics", None, True),
        ("service", True, False),
        ("absence", True, False),
        ("discipline", True, False),
        ("registered", True, False),
        ("no_pending_inquiry", True, False),
    ]


def test_a_missing_fact_is_named_with_who_supplies_it():
    verdict = judge([person("Hoa", rating=None)], ["LDTT"], year=2016)[0]

    assert verdict.word is Word.UNKNOWN
    assert verdict.short == "Còn thiếu: xếp loại năm 2016."
    assert [(m.fact, m.label, m.supplier) for m in verdict.missing] == [
        (
            "rating",
            "xếp loại năm 2016",
            "thủ trưởng đơn vị (kết quả đánh giá, xếp loại năm)",
        )
    ]


def test_what_is_missing_for_the_lower_title_is_asked_for_the_higher_one():
    lan = person("Lan", rating=None, initiatives=[idea()])

    verdict = judge([lan], ["CSTDCS"], year=2016)[0]

    assert verdict.word is Word.UNKNOWN
    assert [m.fact for m in verdict.missing] == ["rating"]


def test_a_sourced_no_asks_for_nothing_more():
    lan = person("Lan", rating="HT", absence_working_days=None)

    verdict = judge([lan], ["LDTT"], year=2016)[0]

    assert verdict.word is Word.NO
    assert verdict.missing == ()
    assert verdict.standing == "SOURCED"
    assert verdict.short == (
        "Hoàn thành tốt nhiệm vụ: xếp loại từ hoàn thành tốt nhiệm vụ trở lên — hoàn "
        "thành nhiệm vụ (Điều 24 Luật Thi đua, khen thưởng 2003 (sửa đổi 2013))."
    )


def test_a_recalled_rule_asks_to_confirm_and_never_rejects():
    verdict = judge([person("Lan", pending_inquiry=True)], ["LDTT"], year=2016)[0]

    assert verdict.word is Word.CONFIRM
    assert verdict.standing == "RECALLED"
    assert verdict.short.startswith("Cần người xác nhận: Không trong thời gian")


def test_the_title_conferred_that_year_stands_before_the_evaluation():
    conferred = person("Lan", rating=None, titles=["LDTT"], initiatives=[idea()])
    nominated = person("Minh", initiatives=[idea()])

    verdicts = judge([conferred, nominated], ["CSTDCS"], year=2016)

    assert [(v.word.value, v.reasons[0].found) for v in verdicts] == [
        ("yes", "đã được công nhận “Lao động tiên tiến”"),
        ("yes", "“Lao động tiên tiến”: đủ tiêu chuẩn trong lần xét này"),
    ]


def test_evidence_follows_the_fact_that_a_criterion_reads():
    lan = person("Lan", evidence={"rating": "dòng 14, cột K", "initiatives": "QĐ 12"})

    reasons = judge([lan], ["LDTT"], year=2016)[0].reasons

    assert [r.evidence for r in reasons if r.criterion == "rating_good"] == [
        ("dòng 14, cột K",)
    ]
    assert {r.evidence for r in reasons if r.criterion != "rating_good"} == {()}


def test_judgements_of_the_council_are_used_once_recorded():
    no = person("Lan", judged={"solidarity": False})
    yes = person("Hoa", judged={"solidarity": True, "ethics": True})

    verdicts = judge([no, yes], ["LDTT"], year=2016)

    assert [v.word.value for v in verdicts] == ["no", "yes"]
    assert verdicts[0].reasons[1].found == (
        "Hội đồng Thi đua - Khen thưởng đã kết luận: không đạt"
    )
    assert verdicts[1].short == "Đủ các tiêu chuẩn đo đếm được."


def test_an_award_whose_standard_is_not_encoded_goes_to_a_person():
    verdict = judge([collective("Phòng Một")], ["HCDL_1"], year=2016)[0]

    assert (verdict.word, verdict.standing) == (Word.CONFIRM, "UNKNOWN")
    assert verdict.reasons == ()


def test_under_the_unread_law_everything_goes_to_a_person():
    records = [
        person("Lan", rating="HTXS", initiatives=[idea()]),
        person("Minh", rating="KHT"),
        person("Hoa", rating=None),
        collective("Phòng Tổng hợp"),
    ]

    verdicts = judge(records, list(awards()), year=2016, day=date(2026, 10, 1))

    assert {v.word for v in verdicts} == {Word.CONFIRM}
    assert {v.standing for v in verdicts} == {"UNKNOWN"}


def test_the_sample_rule_decides_the_unit_certificate_and_is_named_local():
    records = [person("Lan"), person("Minh", rating="HT"), collective("Phòng Một")]

    verdicts = judge(records, ["GK"], year=2016, local=sample_rules())

    assert [v.word.value for v in verdicts] == ["yes", "no", "yes"]
    local = [r for r in verdicts[0].reasons if r.local]
    assert [r.cite for r in local] == [
        "Quy chế thi đua, khen thưởng của Văn phòng mẫu, Điều 12 (quy định minh họa)"
    ]
    assert "quy định của cơ quan" in local[0].line()


def test_without_an_office_rule_the_unit_certificate_goes_to_a_person():
    verdict = judge([person("Lan")], ["GK"], year=2016)[0]

    assert verdict.word is Word.CONFIRM
    assert verdict.short == (
        "Cần người xác nhận: cơ quan chưa có quy định về tiêu chuẩn này trong hệ thống."
    )


def test_a_verdict_survives_json():
    records = [person("Lan", initiatives=[idea()]), person("Minh", rating=None)]

    for verdict in judge(records, ["LDTT", "CSTDCS", "BK_TINH"], year=2016):
        assert Verdict.from_dict(json.loads(json.dumps(verdict.as_dict()))) == verdict


def test_a_receipt_tells_law_day_and_facts():
    first, again = (judge([person("Lan")], ["LDTT"], year=2016)[0] for _ in "12")
    other = judge([person("Lan", rating="HTXS")], ["LDTT"], year=2016)[0]
    ruled = judge([person("Lan")], ["LDTT"], year=2016, local=sample_rules())[0]

    receipt = first.receipt
    assert (receipt.regime, receipt.governing_day) == ("R1a", date(2016, 12, 31))
    assert (receipt.corpus_version, receipt.corpus_hash) == (
        corpus().version,
        corpus().hash,
    )
    assert receipt == again.receipt
    hashes = {v.receipt.facts_hash for v in (first, other, ruled)}
    assert len(hashes) == 3
    head, *lines = receipt.explanation.splitlines()
    assert head == f"“Lao động tiên tiến” năm 2016: đạt. {first.short}"
    assert lines == [f"  {reason.line()}" for reason in first.reasons]


def test_a_day_without_law_is_an_error_that_names_the_days():
    with pytest.raises(LawDateError) as raised:
        judge([person("Lan")], ["LDTT"], year=2012)

    assert str(raised.value) == (
        "No regime in force on 2012-12-31; first in force 2014-06-01."
    )


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (
            {"id": "1", "kind": "person", "years": {}},
            (
                "Hồ sơ “1”: “kind” là 'person'; hãy ghi individual (cá nhân), "
                "collective (tập thể) hoặc household (hộ gia đình)."
            ),
        ),
        (
            person("Lan") | {"recruited": date(2010, 1, 1)},
            ("Hồ sơ “Lan”: không có trường “recruited”. Có phải là “recruited_on”?"),
        ),
        (
            person("Lan", abscence_working_days=3),
            (
                "Hồ sơ “Lan”, năm 2016: không có trường “abscence_working_days”. Có"
                " phải là “absence_working_days”?"
            ),
        ),
        (
            person("Lan", rating="HTX"),
            (
                "Hồ sơ “Lan”, năm 2016: không có mức của rating “HTX”. Có phải là "
                "“HTXS”?"
            ),
        ),
        (
            person("Lan", pending_inquiry=0),
            (
                "Hồ sơ “Lan”, năm 2016: “pending_inquiry” là 0; hãy ghi có (true) "
                "hoặc không (false)."
            ),
        ),
        (
            person("Lan", absence_working_days=-1),
            (
                "Hồ sơ “Lan”, năm 2016: “absence_working_days” là -1; hãy ghi số "
                "nguyên từ 0."
            ),
        ),
        (
            person("Lan", recruited_on="2010-01-01"),
            (
                "Hồ sơ “Lan”: “recruited_on” là '2010-01-01'; hãy ghi một ngày, "
                "hoặc để trống."
            ),
        ),
        (
            person("Lan", initiatives=[{"level": "city"}]),
            (
                "Hồ sơ “Lan”, năm 2016, initiatives: không có cấp “city”. Hãy dùng:"
                " grassroots, nationwide, province."
            ),
        ),
        (
            person("Lan", titles=["LDT"]),
            (
                "Hồ sơ “Lan”, năm 2016, titles: không có danh hiệu, hình thức "
                "“LDT”. Có phải là “LDTT”?"
            ),
        ),
        (
            collective("Phòng Một", members=0),
            (
                "Hồ sơ “Phòng Một”, năm 2016: “members” là 0; hãy để trống khi chưa"
                " biết số người."
            ),
        ),
        (
            collective("Phòng Một", advanced_workers=21),
            (
                "Hồ sơ “Phòng Một”, năm 2016: “advanced_workers” là 21, nhiều hơn "
                "20 người của tập thể; hãy sửa một trong hai."
            ),
        ),
        (person("Lan") | {"id": 7}, "Hồ sơ “7”: “id” phải là chữ."),
    ],
)
def test_a_record_that_cannot_be_read_says_what_to_write(record, message):
    with pytest.raises(RecordError) as raised:
        judge([record], ["LDTT", "TTLDTT"], year=2016)

    assert str(raised.value) == message


def test_an_unknown_title_offers_the_nearest():
    with pytest.raises(RecordError) as raised:
        judge([person("Lan")], ["CSTDC"], year=2016)

    assert str(raised.value) == (
        "Không có danh hiệu, hình thức “CSTDC”. Có phải là “CSTDCS”?"
    )


def test_importing_the_door_does_not_load_polars():
    code = "import sys, vinhdanh.assess; print('polars' in sys.modules)"

    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "False"


def test_a_missing_inquiry_is_asked_for_in_a_full_sentence():
    day = date(2024, 12, 31)

    verdict = judge([person("Lan", pending_inquiry=None)], ["LDTT"], year=2016, day=day)

    assert verdict[0].short == (
        "Còn thiếu: thông tin về việc xem xét kỷ luật, thanh tra, kiểm tra có dấu hiệu "
        "vi phạm hoặc xác minh khiếu nại, tố cáo năm 2016."
    )


def test_a_missing_day_of_recruitment_names_the_year_once():
    verdict = judge([person("Lan", recruited_on=None)], ["LDTT"], year=2016)[0]

    assert verdict.short == "Còn thiếu: thời gian công tác tính đến hết năm 2016."


@pytest.mark.parametrize(
    ("day", "circular"),
    [
        (date(2025, 8, 4), "Thông tư 01/2024/TT-BNV"),
        (date(2025, 8, 5), "Thông tư 15/2025/TT-BNV"),
    ],
)
def test_a_reason_names_the_circular_in_force_that_day(day, circular):
    verdict = judge([person("Lan")], ["LDTT"], year=2016, day=day)[0]

    assert {r.criterion: r.cite for r in verdict.reasons}["service"] == circular


def test_a_rule_only_recalled_names_no_decree_it_was_not_found_in():
    verdict = judge([person("Lan", pending_inquiry=True)], ["LDTT"], year=2016)[0]

    reason = next(r for r in verdict.reasons if r.criterion == "no_pending_inquiry")
    assert (reason.cite, reason.local) == ("chưa rõ điều khoản, văn bản", False)
    assert verdict.word == "confirm"


def test_a_certificate_of_merit_has_each_way_of_its_own_law():
    ways = {
        day: judge([person("Lan")], ["BK_TINH"], year=2016, day=day)[0].reasons[0]
        for day in (date(2016, 12, 31), date(2024, 12, 31))
    }

    before, after = (reason.sentence for reason in ways.values())
    assert before.endswith(
        "; hoặc (2) phong trào thi đua: Được bình xét trong phong trào thi đua do bộ, "
        "ban, ngành, tỉnh phát động; hoặc (3) thành tích đột xuất: Lập nhiều thành "
        "tích có phạm vi ảnh hưởng trong một lĩnh vực"
    )
    assert after.endswith(
        "; hoặc (5) thành tích đột xuất: Lập thành tích đột xuất có phạm vi ảnh hưởng"
    )


def test_what_one_body_judges_by_several_ways_is_found_once():
    day = date(2024, 12, 31)

    reason = judge([person("Lan")], ["BK_TINH"], year=2016, day=day)[0].reasons[0]

    assert reason.found.count("cấp có thẩm quyền khen thưởng xem xét") == 1
