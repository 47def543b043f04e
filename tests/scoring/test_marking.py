"""Marks by several hands, results, appeals."""

import pytest

from vinhdanh.base import clock
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.scoring import actions, queries
from vinhdanh.scoring.enums import AppealOutcome, StageKind
from vinhdanh.scoring.models import Mark, Result
from vinhdanh.scoring.results import Reckoning, stage_totals


def test_a_unit_scores_itself_and_nobody_else(scored):
    office = scored.office
    own = scored.change(office.first, "cong_tac_thi_dua", points=38_00)
    done = actions.save_marks(office.hanh, scored.self_stage, office.first, [own])
    assert [mark.points for mark in done.saved] == [38_00]

    others = scored.change(office.second, "cong_tac_thi_dua", points=10_00)
    with pytest.raises(Refused) as refused:
        actions.save_marks(office.hanh, scored.self_stage, office.first, [others])
    assert refused.value.code == "score.not_yours"
    with pytest.raises(Forbidden):
        actions.save_marks(office.hanh, scored.self_stage, office.second, [others])
    with pytest.raises(Refused):
        actions.save_marks(office.hanh, scored.lead_stage, office.first, [own])


def test_two_who_score_one_cell_are_both_told(scored):
    first, code = scored.office.first, "cong_tac_thi_dua"
    scored.lead_marks(scored.change(first, code, points=30_00))
    scored.lead_marks(scored.change(first, code, seen=1, points=31_00))

    late = scored.change(first, code, seen=1, points=35_00, reason="xem minh chứng")
    done = scored.lead_marks(late)

    assert done.saved == []
    (conflict,) = done.conflicts
    assert conflict.theirs.points == 31_00
    assert conflict.yours == late
    assert Mark.objects.get().points == 31_00

    again = scored.lead_marks(
        scored.change(first, code, seen=2, points=35_00, reason="đã bàn")
    )
    assert again.saved[0].revision == 3


def test_many_cells_are_saved_with_as_many_statements_as_one(
    scored, django_assert_max_num_queries
):
    office, code = scored.office, "cong_tac_thi_dua"

    def count(*changes) -> int:
        with django_assert_max_num_queries(20) as captured:
            assert len(scored.lead_marks(*changes).saved) == len(changes)
        return len(captured)

    units = office.first, office.second
    for unit in units:
        scored.lead_marks(scored.change(unit, code, points=30_00))
    one = count(scored.change(office.first, code, seen=1, points=31_00))
    two = count(
        scored.change(office.first, code, seen=2, points=32_00),
        scored.change(office.second, code, seen=1, points=32_00),
    )

    assert two == one


def test_two_who_type_the_same_are_one(scored):
    first, code = scored.office.first, "cong_tac_thi_dua"
    scored.lead_marks(scored.change(first, code, points=30_00))

    done = scored.lead_marks(scored.change(first, code, points=30_00))

    assert [mark.revision for mark in done.saved] == [1]
    assert done.conflicts == []


def test_a_wrong_cell_is_said_and_the_others_are_kept(scored):
    first, second = scored.office.first, scored.office.second
    done = scored.lead_marks(
        scored.change(first, "cong_tac_thi_dua", points=40_01),
        scored.change(first, "van_ban", plan=-1, actual=0),
        scored.change(second, "cong_tac_thi_dua", points=40_00),
    )

    assert [sentence.split(": ")[1] for sentence in done.problems.values()] == [
        "Nhiều nhất 40 điểm.",
        "Số không được âm. Điểm trừ đã có dòng riêng, ghi số dương.",
    ]
    assert [mark.points for mark in done.saved] == [40_00]


def test_every_saved_cell_leaves_an_event(scored):
    first, code = scored.office.first, "cong_tac_thi_dua"
    scored.lead_marks(scored.change(first, code, points=30_00))
    scored.lead_marks(scored.change(first, code, seen=1, points=31_00))

    latest, earlier = AuditEvent.objects.filter(verb="score.enter")[:2]
    assert earlier.before is None
    assert latest.before == earlier.after
    assert latest.after == {"of": first.name, "criterion": code, "points": 31_00}


def test_a_stage_past_its_day_takes_no_more(scored, time_machine):
    stage = scored.self_stage
    stage.closes_on = clock.today()
    stage.save()
    first = scored.office.first
    change = scored.change(first, "cong_tac_thi_dua", points=1_00)
    actions.save_marks(scored.office.hanh, stage, first, [change])

    stage.closes_on = clock.today().replace(year=clock.today().year - 1)
    stage.save()
    with pytest.raises(Refused) as refused:
        actions.save_marks(scored.office.hanh, stage, first, [change])
    assert refused.value.code == "scoring.stage_closed"


def test_results_are_frozen_with_the_table_and_come_out_the_same_twice(scored):
    office = scored.office
    scored.mark_all(office.first, actual=105, points=36)
    scored.mark_all(office.second, actual=110, points=40, warned=1)

    one, two = actions.finalise(office.minh, scored.scoring)

    assert (one.total, one.over, one.band, one.rank) == (99_00, 3_00, "HTXS", 1)
    assert (two.total, two.over, two.band, two.rank) == (84_00, 4_00, "HTT", 2)
    assert two.barred == {"CO_TINH": ["canh_cao"]}
    assert two.parts == {"I": 60_00, "II": 40_00, "III": -20_00}
    assert {one.fingerprint, two.fingerprint} == {scored.version.fingerprint}
    assert actions.rescore(office.minh, scored.scoring, reason="tính lại") == []
    assert Result.objects.count() == 2


def test_a_scoring_with_a_gap_is_not_made_final(scored):
    office = scored.office
    scored.mark_all(office.first, actual=100, points=36)

    with pytest.raises(Refused) as refused:
        actions.finalise(office.minh, scored.scoring)
    assert str(refused.value) == (
        "Còn 1 phiếu chưa chấm đủ (Phòng Hành chính: “Van ban” (bước “đơn vị tổ chức, "
        "trưởng khối chấm” chưa chấm), “Cong tac thi dua” (bước “đơn vị tổ chức, "
        "trưởng khối chấm” chưa chấm))."
    )
    assert Result.objects.count() == 0


def test_equal_totals_are_parted_by_the_named_part_or_share_the_rank(scored):
    office = scored.office
    scored.mark_all(office.first, actual=100, points=30)
    scored.mark_all(office.second, actual=95, points=33)

    one, two = actions.finalise(office.minh, scored.scoring)

    assert one.total == two.total == 90_00
    assert (one.rank, two.rank) == (1, 2)  # part I: 60 against 57
    assert not one.is_shared


def test_two_who_read_the_same_points_share_class_and_rank(scored):
    office = scored.office
    for unit, documents in ((office.first, 26_999), (office.second, 27_000)):
        scored.lead_marks(
            scored.change(unit, "van_ban", plan=30_000_00, actual=documents * 100),
            scored.change(unit, "cong_tac_thi_dua", points=36_00),
        )

    one, two = actions.finalise(office.minh, scored.scoring)

    assert (one.total, one.band, one.rank, one.is_shared) == (90_00, "HTXS", 1, True)
    assert (two.total, two.band, two.rank, two.is_shared) == (90_00, "HTXS", 1, True)


def test_stages_stand_side_by_side_and_the_last_one_decides(scored):
    office = scored.office
    own = scored.change(office.first, "cong_tac_thi_dua", points=40_00)
    actions.save_marks(office.hanh, scored.self_stage, office.first, [own])
    scored.mark_all(office.first, actual=100, points=34)
    reckoning = Reckoning(scored.scoring)
    sheet = scored.sheet(office.first)
    marks = queries.marks_of([sheet])

    totals = stage_totals(reckoning, [sheet], marks)
    assert totals[StageKind.SELF][sheet.pk].parts["II"] == 40
    assert totals[StageKind.LEAD][sheet.pk].parts["II"] == 34
    assert reckoning.outcomes([sheet], marks)[sheet.pk].score.total == 94


def test_so_far_the_latest_stage_that_marked_is_shown(scored):
    office = scored.office
    own = scored.change(office.first, "cong_tac_thi_dua", points=40_00)
    actions.save_marks(office.hanh, scored.self_stage, office.first, [own])
    sheet = scored.sheet(office.first)
    reckoning, marks = Reckoning(scored.scoring), queries.marks_of([sheet])

    so_far = reckoning.outcomes([sheet], marks, so_far=True)[sheet.pk]
    decided = reckoning.outcomes([sheet], marks)[sheet.pk]

    assert so_far.score.total == 40
    assert decided.score.total == 0
    assert set(decided.score.missing) == {"van_ban", "cong_tac_thi_dua"}


def test_an_appeal_upheld_opens_the_scoring_and_keeps_what_was_frozen(scored):
    office = scored.office
    scored.mark_all(office.first, actual=100, points=30)
    scored.mark_all(office.second, actual=100, points=35)
    actions.finalise(office.minh, scored.scoring)
    sheet = scored.sheet(office.first)
    appeal = actions.file_appeal(office.hanh, sheet, "Chưa tính hội nghị tháng 9.")
    with pytest.raises(Refused) as refused:
        actions.file_appeal(office.hanh, sheet, "Hỏi lại.")
    assert refused.value.code == "appeal.waiting"

    actions.answer_appeal(
        office.minh, appeal, outcome=AppealOutcome.UPHELD, answer="Tính thêm 6 điểm."
    )
    scored.lead_marks(
        scored.change(office.first, "cong_tac_thi_dua", seen=1, points=36_00),
    )
    changed = actions.rescore(office.minh, scored.scoring, reason="Kiến nghị đúng")

    assert {(row.sheet.unit, row.rank, row.revision) for row in changed} == {
        (office.first, 1, 2),
        (office.second, 2, 2),
    }
    assert Result.objects.filter(revision=1).count() == 2


def test_an_appeal_rejected_leaves_the_scoring_final(scored):
    office = scored.office
    scored.mark_all(office.first, actual=100, points=30)
    scored.mark_all(office.second, actual=100, points=35)
    actions.finalise(office.minh, scored.scoring)
    appeal = actions.file_appeal(office.hanh, scored.sheet(office.first), "Thiếu điểm.")

    with pytest.raises(Refused):
        actions.answer_appeal(office.minh, appeal, outcome="", answer="Không")
    actions.answer_appeal(
        office.minh, appeal, outcome=AppealOutcome.REJECTED, answer="Đã tính đủ."
    )

    with pytest.raises(Refused) as refused:
        scored.mark_all(office.first, actual=100, points=36)
    assert refused.value.code == "scoring.final"


def test_a_scorers_habit_leaves_own_scores_out(scored):
    office = scored.office
    own = scored.change(office.first, "cong_tac_thi_dua", points=40_00)
    actions.save_marks(office.hanh, scored.self_stage, office.first, [own])
    scored.mark_all(office.first, actual=100, points=30)
    scored.mark_all(office.second, actual=100, points=40)

    reckoning = Reckoning(scored.scoring)
    found = queries.habits(reckoning)
    (given,) = found[scored.lead_stage.pk].values()

    assert set(found) == {scored.lead_stage.pk}
    assert (given.habit.mean, given.habit.spread, given.habit.count) == (95, 5_00, 2)
    first, second = scored.sheet(office.first), scored.sheet(office.second)
    assert given.totals == {first.pk: 90, second.pk: 100}
    assert given.habit.z(given.totals[first.pk]) == -1_00


def test_a_sheet_marked_by_half_is_left_out_of_a_scorers_habit(scored):
    office = scored.office
    scored.mark_all(office.first, actual=100, points=30)
    scored.lead_marks(scored.change(office.second, "cong_tac_thi_dua", points=5_00))

    found = queries.habits(Reckoning(scored.scoring))

    (given,) = found[scored.lead_stage.pk].values()
    assert given.habit.count == 1


def test_nobody_scores_itself_crosswise(scored):
    office = scored.office
    one, two = scored.sheet(office.first), scored.sheet(office.second)

    with pytest.raises(Refused) as refused:
        actions.assign_cross(office.lan, scored.scoring, [(one, office.first)])
    assert refused.value.code == "scoring.cross_itself"
    pairs = [(one, office.second), (two, office.first)]
    assert actions.assign_cross(office.lan, scored.scoring, pairs) == 2


@pytest.mark.parametrize(
    ("stages", "code"),
    [
        ([], "scoring.stages"),
        ([StageKind.SELF, StageKind.SELF], "scoring.stages"),
        ([StageKind.LEAD], "scoring.stage_without_unit"),
    ],
)
def test_stages_that_cannot_be_are_refused(scored, stages, code):
    office = scored.office
    with pytest.raises(Refused) as refused:
        actions.open_scoring(
            office.lan,
            office.unit,
            scored.version,
            name="Đợt khác",
            year=2025,
            subjects=[actions.SubjectLine(office.first.subject, office.first)],
            stages=[actions.StagePlan(kind) for kind in stages],
        )
    assert refused.value.code == code


def test_the_scoring_of_one_office_is_not_seen_by_another(scored):
    office = scored.office
    assert list(queries.scorings_visible_to(office.lan)) == [scored.scoring]
    assert list(queries.scorings_visible_to(office.hanh)) == [scored.scoring]
    assert list(queries.scorings_visible_to(office.hoa)) == []


def test_a_count_that_no_database_keeps_is_said_by_the_room_itself(scored):
    first = scored.office.first
    done = scored.lead_marks(
        scored.change(first, "canh_cao", times=10**9 + 1),
        scored.change(scored.office.second, "canh_cao", times=10**9),
    )

    (problem,) = done.problems.values()
    assert problem == "Canh cao: Nhiều nhất 1.000.000.000 lần."
    assert [mark.times for mark in done.saved] == [10**9]
