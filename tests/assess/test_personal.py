"""What a record says of a person: service, absence, posts, awards with their basis."""

from datetime import date

import pytest

from tests.assess.people import person
from vinhdanh.assess import RecordError, judge
from vinhdanh.assess.records import year_rows
from vinhdanh.statutes.load import corpus


def _row(record, year=2016):
    rows = {row["year"]: row for row in year_rows(record, 0, corpus())}
    return rows[year]


def _absent(*absences, **changes):
    listed = [{"kind": kind, "working_days": days} for kind, days in absences]
    changes = {"absence_working_days": None, **changes}
    return person("Lan", absences=listed, **changes)


def test_time_counted_as_work_is_left_out_of_the_days_of_absence():
    row = _row(_absent(("maternity", 120), ("sick", 10), ("unpaid", 5)))

    assert (row["absence_all_days"], row["absence_working_days"]) == (135, 15)


def test_a_total_that_disagrees_with_the_list_is_an_error():
    with pytest.raises(RecordError) as raised:
        _row(_absent(("maternity", 120), ("sick", 10), absence_working_days=130))

    assert str(raised.value) == (
        "Hồ sơ “Lan”, năm 2016: “absence_working_days” là 130 nhưng các lần nghỉ trong "
        "“absences” phải tính là 10 ngày; hãy sửa một trong hai."
    )


@pytest.mark.parametrize(
    ("since", "months"),
    [
        (date(2016, 7, 1), 6),
        (date(2016, 7, 2), 5),
        (date(2015, 1, 1), 24),
        (date(2017, 5, 1), 0),
        (None, None),
    ],
)
def test_a_contract_counts_whole_months_to_the_end_of_the_year(since, months):
    assert _row(person("Lan") | {"contract_since": since})["contract_months"] == months


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2007, 1, 1), date(2016, 12, 31), 120),
        (date(2007, 1, 2), date(2016, 12, 31), 119),
        (date(2007, 1, 15), date(2008, 1, 14), 12),
        (date(2007, 1, 15), date(2008, 1, 13), 11),
        (date(2015, 1, 1), None, 24),
        (date(2017, 1, 1), None, 0),
    ],
)
def test_a_post_counts_whole_months_up_to_the_judged_year(first, last, months):
    post = {"post": "department_head", "from": first, "to": last}

    row = _row(person("Lan") | {"posts": [post]})

    assert row["months_department_head"] == months
    assert row["months_provincial_chair"] == 0


def test_without_a_list_of_posts_no_post_is_known():
    assert _row(person("Lan"))["months_department_head"] is None


def test_the_end_of_a_discipline_is_remembered_in_later_years():
    ended = {2014: {"discipline_ended_on": date(2014, 7, 1)}}

    row = _row(person("Lan", earlier=ended))

    assert (row["months_since_discipline"], row["years_since_discipline"]) == (30, 2)


@pytest.mark.parametrize(
    ("basis", "held"),
    [
        ("merit", (True, True, True)),
        ("service", (True, True, True)),
        ("foreign", (True, True, True)),
        ("sudden", (False, True, True)),
        ("movement", (False, False, True)),
        (None, (None, None, True)),
    ],
)
def test_the_basis_says_whether_an_award_counts_upwards(basis, held):
    row = _row(person("Lan", awards=[{"award": "BK_TTG", "basis": basis}]))

    names = ("held", "held_or_sudden", "held_anyhow")
    assert tuple(row[f"{name}.BK_TTG"] for name in names) == held
    assert row["held_anyhow.HCLD_3"] is False


def test_an_award_listed_alone_says_nothing_of_the_others():
    row = _row(person("Lan", titles=None, awards=[{"award": "GK", "basis": "sudden"}]))

    assert (row["held_anyhow.GK"], row["held.GK"]) == (True, None)
    assert row["held_anyhow.BK_TTG"] is None


def test_nothing_is_held_before_the_year_the_list_begins_with():
    record = person("Lan") | {"nothing_before": 2014}

    rows = {row["year"]: row for row in year_rows(record, 0, corpus())}

    assert min(rows) == 1996
    assert {rows[year]["held.CSTDCS"] for year in range(1996, 2014)} == {False}
    assert {2014, 2015} & rows.keys() == set()


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (
            person("Lan", titles=["LDTT"]) | {"nothing_before": 2017},
            (
                "Hồ sơ “Lan”: “nothing_before” là 2017 nhưng năm 2016 có danh hiệu, "
                "khen thưởng; hãy sửa một trong hai."
            ),
        ),
        (
            person("Lan") | {"posts": [{"post": "head", "from": date(2010, 1, 1)}]},
            (
                "Hồ sơ “Lan”, posts: không có chức vụ “head”. Hãy dùng: "
                "central_committee_member,"
            ),
        ),
        (
            person("Lan") | {"posts": [{"post": "general_director"}]},
            "Hồ sơ “Lan”, posts: mỗi chức vụ cần ngày bắt đầu (from) không sau ngày",
        ),
        (
            person("Lan", training={"result": "fair"}),
            "Hồ sơ “Lan”, năm 2016, training: thiếu “months” (số tháng của khóa",
        ),
        (
            person("Lan", former_unit_comment=True),
            "Hồ sơ “Lan”, năm 2016: có “former_unit_comment” nhưng thiếu",
        ),
        (
            _absent(("holiday", 3)),
            "Hồ sơ “Lan”, năm 2016, absences: không có lý do nghỉ “holiday”.",
        ),
        (
            _absent(("sick", None)),
            "Hồ sơ “Lan”, năm 2016, absences: thiếu “working_days” (số ngày).",
        ),
        (
            person("Lan", awards=[{"award": "GK", "basis": "luck"}]),
            "Hồ sơ “Lan”, năm 2016, awards: không có loại hình “luck”.",
        ),
        (
            person("Lan") | {"gender": "x"},
            "Hồ sơ “Lan”: không có mức của gender “x”.",
        ),
    ],
)
def test_a_fault_names_the_place_and_what_to_write(record, message):
    with pytest.raises(RecordError) as raised:
        judge([record], ["LDTT"], year=2016)

    assert str(raised.value).startswith(message)


def test_the_rule_of_a_situation_is_shown_only_to_those_in_it():
    moved = {"months_at_former_unit": 7, "former_unit_comment": False}
    plain, transferred = judge(
        [person("Lan"), person("Minh", **moved)], ["LDTT"], year=2016
    )

    assert "transfer" not in {r.criterion for r in plain.reasons}
    assert transferred.word == "no"
    assert transferred.short == (
        "Người chuyển công tác: nhận xét của đơn vị cũ: nếu có: thời gian công tác ở "
        "đơn vị cũ trong năm dưới 6 tháng hoặc có nhận xét của đơn vị cũ — 7 tháng; "
        "không có nhận xét của đơn vị cũ (Điều 5 Nghị định 65/2014/NĐ-CP)."
    )


def test_an_exemption_is_cited_in_the_reason():
    lan = person("Lan", recruited_on=date(2024, 9, 1))
    record = lan | {
        "contract_since": date(2024, 7, 1),
        "years": {2024: lan["years"][2016]},
    }
    verdict = judge([record], ["LDTT"], year=2024)[0]

    service = next(r for r in verdict.reasons if r.criterion == "service")
    assert service.mark is True
    assert service.exemptions == (
        (
            "thời gian hợp đồng lao động liên tục tại cơ quan được tính (điểm d khoản "
            "5 Điều 1 Thông tư 01/2024/TT-BNV)"
        ),
    )


def test_evidence_of_a_ladder_is_that_of_the_year_it_starts_from():
    earlier = {
        2012: {"titles": ["BK_TTG"], "evidence": {"titles": "QĐ 15/QĐ-TTg năm 2012"}},
        2009: {"titles": [], "evidence": {"titles": "sổ khen thưởng"}},
    }
    verdict = judge([person("Lan", earlier=earlier)], ["HCLD_3"], year=2016)[0]

    merit = next(r for r in verdict.reasons if r.criterion == "merit")
    assert merit.evidence == ("QĐ 15/QĐ-TTg năm 2012",)
