"""Stages get more time by a deed; what was opened wrongly is opened anew."""

from datetime import date, timedelta

import pytest

from tests.scoring.scenes import Block
from vinhdanh.base import clock
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.scoring import actions
from vinhdanh.scoring.enums import AppealOutcome
from vinhdanh.scoring.models import Scoring, ScoringStage

REASON = "Chờ quyết toán"


def in_days(count: int) -> date:
    return clock.today() + timedelta(days=count)


def closing(stage: ScoringStage, days: int) -> ScoringStage:
    stage.closes_on = in_days(days)
    stage.save()
    return stage


def refused(actor, stage: ScoringStage, days: int, reason: str = REASON) -> str:
    with pytest.raises(Refused) as refusal:
        actions.extend_stage(actor, stage, in_days(days), reason)
    return refusal.value.code


def test_a_stage_past_its_day_takes_marks_again_once_it_is_given_more_time(scored):
    office = scored.office
    stage = closing(scored.lead_stage, -2)
    change = scored.change(office.first, "cong_tac_thi_dua", points=40_00)
    with pytest.raises(Refused):
        scored.lead_marks(change)

    actions.extend_stage(office.lan, stage, in_days(1), REASON)

    assert len(scored.lead_marks(change).saved) == 1
    event = AuditEvent.objects.get(verb="scoring.extend")
    assert event.before == {"closes_on": in_days(-2).isoformat()}
    assert event.after == {"stage": "lead", "closes_on": in_days(1).isoformat()}
    assert event.reason == REASON


def test_only_who_organises_gives_more_time_with_a_reason_and_a_later_day(scored):
    lan, stage = scored.office.lan, closing(scored.lead_stage, 3)

    assert refused(lan, stage, 5, reason=" ") == "scoring.no_reason"
    assert refused(lan, stage, 3) == "scoring.not_later"
    assert refused(lan, closing(stage, -3), 0) == "scoring.not_later"
    assert refused(lan, scored.self_stage, 5) == "scoring.no_deadline"
    with pytest.raises(Forbidden):
        actions.extend_stage(scored.office.hanh, stage, in_days(5), REASON)
    assert actions.extend_stage(lan, stage, in_days(1), REASON).closes_on == in_days(1)


def test_a_stage_is_not_given_more_time_than_the_next_one(scored):
    lan = scored.office.lan
    closing(scored.lead_stage, 5)
    own = closing(scored.self_stage, -1)

    assert refused(lan, own, 6) == "scoring.stages_backwards"
    assert actions.extend_stage(lan, own, in_days(5), REASON).closes_on == in_days(5)


def test_after_an_appeal_upheld_the_stage_is_given_time_to_score_again(scored):
    office = scored.office
    for unit in (office.first, office.second):
        scored.mark_all(unit, actual=100, points=30)
    actions.finalise(office.minh, scored.scoring)
    stage = closing(scored.lead_stage, -1)
    assert refused(office.lan, stage, 5) == "scoring.final"
    appeal = actions.file_appeal(office.hanh, scored.sheet(office.first), "Thiếu điểm")
    actions.answer_appeal(
        office.minh, appeal, outcome=AppealOutcome.UPHELD, answer="Chấm lại."
    )

    actions.extend_stage(office.lan, stage, in_days(5), "Chấm lại theo kiến nghị")
    scored.lead_marks(
        scored.change(office.first, "cong_tac_thi_dua", seen=1, points=36_00)
    )

    (one, _two) = actions.rescore(office.minh, scored.scoring, reason="Kiến nghị")
    assert (one.total, one.rank) == (96_00, 1)


def test_a_scoring_that_nobody_has_begun_is_cancelled_and_leaves_its_story(scored):
    lan = scored.office.lan
    with pytest.raises(Refused) as refusal:
        actions.cancel_scoring(lan, scored.scoring, " ")
    assert refusal.value.code == "scoring.no_reason"
    with pytest.raises(Forbidden):
        actions.cancel_scoring(scored.office.hanh, scored.scoring, "Nhầm bảng")

    actions.cancel_scoring(lan, scored.scoring, "Nhầm bảng")

    assert not Scoring.objects.exists()
    event = AuditEvent.objects.get(verb="scoring.cancel")
    assert event.reason == "Nhầm bảng"
    assert event.before["name"] == "Chấm điểm các phòng năm 2025"


def begun_by_a_mark(scored: Block) -> None:
    scored.lead_marks(scored.change(scored.office.first, "canh_cao", times=0))


def begun_by_a_word(scored: Block) -> None:
    scored.lead_marks(scored.change(scored.office.first, "canh_cao", reason="Xem lại"))


def begun_by_a_question(scored: Block) -> None:
    office = scored.office
    actions.file_appeal(office.hanh, scored.sheet(office.first), "Khi nào chấm?")


@pytest.mark.parametrize(
    "begin", [begun_by_a_mark, begun_by_a_word, begun_by_a_question]
)
def test_a_scoring_that_somebody_has_begun_is_not_cancelled(scored, begin):
    begin(scored)

    with pytest.raises(Refused) as refusal:
        actions.cancel_scoring(scored.office.lan, scored.scoring, "Nhầm bảng")
    assert refusal.value.code == "scoring.begun"


def test_what_was_typed_and_taken_out_again_does_not_keep_a_scoring(scored):
    first = scored.office.first
    scored.lead_marks(scored.change(first, "canh_cao", times=1))
    scored.lead_marks(scored.change(first, "canh_cao", seen=1))

    actions.cancel_scoring(scored.office.lan, scored.scoring, "Nhầm bảng")

    assert not Scoring.objects.exists()


def test_who_saves_into_a_scoring_cancelled_meanwhile_is_told(scored):
    office, stage = scored.office, scored.lead_stage
    change = scored.change(office.first, "cong_tac_thi_dua", points=40_00)
    actions.cancel_scoring(office.lan, Scoring.objects.get(), "mở nhầm")

    with pytest.raises(Refused) as refusal:
        actions.save_marks(office.lan, stage, office.unit, [change])

    assert refusal.value.code == "scoring.cancelled"
