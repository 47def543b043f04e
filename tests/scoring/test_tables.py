"""Criteria tables: what keeps one from being put in force, and what stays fixed."""

import pytest

from tests.scoring.scenes import criterion, part, table
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.scoring import actions, checking, tables
from vinhdanh.scoring.enums import ScoredKind, VersionState


def test_a_sound_table_has_no_fault():
    assert checking.faults(table()) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"criteria": [criterion("a", "I", 60)]},
            "Các tiêu chí cộng lại được 60 điểm, tổng điểm chuẩn ghi 100.",
        ),
        ({"criteria": []}, "Bảng chưa có tiêu chí nào."),
        ({"parts": [part("I", 60), part("II", 41), part("III")]}, "Mục II ghi 41 điểm"),
        (
            {"parts": [*table()["parts"], part("IV")]},
            "Mục IV “Mục IV” chưa có tiêu chí",
        ),
        ({"bands": table()["bands"][::-1]}, "xếp từ cao xuống thấp"),
        ({"bands": table()["bands"][:1]}, "bắt đầu từ 0 điểm"),
        ({"ties": ["IX"]}, "xét theo “IX”"),
    ],
)
def test_a_fault_of_the_whole_table_is_said(change, said):
    assert any(said in sentence for sentence in checking.faults(table() | change))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"standard": -5_00}, "điểm âm"),
        ({"standard": 0}, "chưa ghi điểm"),
        ({"formula": "ratio"}, "chưa có đơn vị tính"),
        ({"bonus_pct": 10}, "định lượng mới có điểm thưởng vượt"),
        ({"formula": "grade_abcd"}, "tỷ lệ điểm của từng mức"),
        (
            {"formula": "grade_abcd", "details": {"grades": {"A": 110}}},
            "từ 0 % đến 100 %",
        ),
        ({"formula": "count_capped"}, "điểm của mỗi lần"),
        ({"formula": "ladder"}, "các bậc"),
        ({"formula": "ladder", "details": {"steps": [[5, 500], [5, 900]]}}, "các bậc"),
        (
            {"formula": "ladder", "details": {"steps": [[5, 5_00], [9, 40_01]]}},
            "có bậc 40,01 điểm, quá mức tối đa 40 của tiêu chí",
        ),
        (
            {"formula": "plus_minus_bounded", "details": {"each": 1, "least": 40_01}},
            "điểm thấp nhất cao hơn mức tối đa",
        ),
        ({"name": " "}, "chưa ghi tên"),
    ],
)
def test_a_fault_of_a_criterion_names_it(row, said):
    told = table()
    told["criteria"][1] |= row

    sentence = next(one for one in checking.faults(told) if said in one)
    assert sentence.startswith("Tiêu chí cong_tac_thi_dua")


@pytest.mark.parametrize(
    ("formula", "details"),
    [
        ("ladder", {"steps": [[5, 5_00], [9, 40_00]]}),
        ("plus_minus_bounded", {"each": 1_00, "least": 40_00}),
        ("plus_minus_bounded", {"each": 1_00, "least": -40_00}),
    ],
)
def test_points_up_to_the_most_of_a_criterion_are_no_fault(formula, details):
    told = table()
    told["criteria"][1] |= {"formula": formula, "details": details}

    assert checking.faults(told) == []


def test_only_the_head_or_authority_puts_a_table_in_force(office):
    draft = actions.make_set(
        office.lan, office.unit, name="Bộ mới", scored_kind=ScoredKind.UNIT
    )
    actions.write_table(office.lan, draft, table())

    with pytest.raises(Forbidden):
        actions.put_in_force(office.lan, draft)
    assert actions.put_in_force(office.minh, draft).fingerprint == tables.fingerprint(
        table()
    )


def test_a_table_in_force_is_followed_by_a_version_and_not_changed(scored):
    office = scored.office
    with pytest.raises(Refused) as refused:
        actions.write_table(office.lan, scored.version, table())
    assert refused.value.code == "criteria.in_force"

    draft = actions.new_version(office.lan, scored.version.criteria_set)
    assert actions.new_version(office.lan, scored.version.criteria_set) == draft
    assert tables.content(draft) == tables.content(scored.version)

    actions.put_in_force(office.minh, draft)
    scored.version.refresh_from_db()
    assert scored.version.state == VersionState.RETIRED


def test_a_faulty_table_is_refused_with_every_fault(office):
    draft = actions.make_set(
        office.lan, office.unit, name="Bộ mới", scored_kind=ScoredKind.UNIT
    )
    told = table() | {"ties": ["IX"]}
    told["criteria"][1]["standard"] = 41_00
    actions.write_table(office.lan, draft, told)

    with pytest.raises(Refused) as refused:
        actions.put_in_force(office.minh, draft)
    assert "101" in str(refused.value)
    assert "“IX”" in str(refused.value)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"code": "van_ban"}, "criteria.codes"),
        ({"code": ""}, "criteria.codes"),
        ({"standard": -1}, "criteria.negative"),
        ({"part": "IX"}, "criteria.part"),
    ],
)
def test_what_no_table_can_hold_is_refused_and_leaves_the_draft_alone(
    office, row, code
):
    draft = actions.make_set(
        office.lan, office.unit, name="Bộ mới", scored_kind=ScoredKind.UNIT
    )
    draft = actions.write_table(office.lan, draft, table())
    told = table()
    told["criteria"][1] |= row

    with pytest.raises(Refused) as refused:
        actions.write_table(office.lan, draft, told)
    assert refused.value.code == code
    assert tables.content(draft) == table()
