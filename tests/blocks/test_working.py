"""The lead's year: movement, covenant, scoring, reviews; what members send."""

from datetime import date, timedelta

import pytest
from django.db.models import Count

from tests.blocks import scenes
from tests.blocks.scenes import movement_form
from vinhdanh.base import clock
from vinhdanh.base.files import keep_file
from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import actions, calendar, queries
from vinhdanh.blocks.enums import PostWay, Step, StepState
from vinhdanh.blocks.models import BlockPost, MemberFiling
from vinhdanh.covenants import queries as covenants
from vinhdanh.covenants.actions import PledgeLine, renew_covenant
from vinhdanh.movements.enums import Scope
from vinhdanh.scoring import actions as scoring
from vinhdanh.scoring.enums import StageKind


def refused(deed, *args, **kwargs) -> str:
    with pytest.raises(Refused) as caught:
        deed(*args, **kwargs)
    return caught.value.code


def state(khoi, step: Step, on: date) -> tuple[str, str]:
    found = next(line for line in calendar.steps(khoi.year, on) if line.step == step)
    return found.state, found.detail


def test_the_movement_lies_with_the_lead_and_invites_all_members(khoi):
    movement = actions.begin_movement(khoi.bach, khoi.year, movement_form())

    assert movement.unit == khoi.committee
    assert movement.key_tasks.count() == 9
    assert {row.unit for row in movement.invitations.all()} == {
        khoi.home,
        khoi.council,
        khoi.finance,
    }
    assert refused(actions.begin_movement, khoi.bach, khoi.year) == (
        "block.movement_twice"
    )
    assert refused(actions.begin_movement, khoi.cuc, khoi.year) == (
        "forbidden.block.lead"
    )


def test_next_year_s_movement_begins_with_last_year_s_lines(khoi):
    actions.begin_movement(khoi.bach, khoi.year, movement_form())
    ahead = actions.begin_year(khoi.nga, khoi.block, 2026)
    actions.seat_lead(
        khoi.nga, ahead, khoi.council, on=date(2026, 1, 9), way=PostWay.ELECTED
    )

    movement = actions.begin_movement(khoi.cuc, ahead)

    assert (movement.unit, movement.scope) == (khoi.council, Scope.INVITED)
    assert movement.name == ("Phong trào thi đua Khối các cơ quan tham mưu năm 2026")
    assert [row.printed_name for row in movement.launchers.all()] == [
        "Khối các cơ quan tham mưu"
    ]
    assert movement.targets.count() == 1
    assert movement.key_tasks.count() == 9


def test_without_a_lead_nobody_acts_for_it(khoi):
    BlockPost.objects.all().delete()

    assert refused(actions.begin_movement, khoi.bach, khoi.year) == "block.no_lead"


def test_the_covenant_is_among_all_members(khoi):
    words = {"name": "Giao ước", "text": "Cùng thi đua."}
    assert refused(actions.begin_covenant, khoi.bach, khoi.year, **words) == (
        "block.covenant_without_movement"
    )
    scenes.launched(khoi)

    covenant = actions.begin_covenant(
        khoi.bach, khoi.year, **words, pledges=[PledgeLine("Không trễ hạn")]
    )

    assert {party.unit for party in covenant.parties.all()} == set(khoi.units)
    assert refused(actions.begin_covenant, khoi.bach, khoi.year, **words) == (
        "block.covenant_twice"
    )


def test_a_member_counts_the_signatures_of_all_parties(khoi):
    scenes.launched(khoi)
    actions.begin_covenant(khoi.bach, khoi.year, name="Giao ước", text="Cùng thi đua.")

    seen = covenants.visible_to(khoi.dung).annotate(asked=Count("parties"))

    assert [covenant.asked for covenant in seen] == [4]


def test_the_covenant_step_counts_signatures(khoi):
    day = date(2025, 1, 25)
    assert state(khoi, Step.COVENANT, day) == (StepState.AHEAD, "chưa soạn phong trào")
    movement = actions.begin_movement(khoi.bach, khoi.year, movement_form())
    assert state(khoi, Step.COVENANT, day)[1] == "phong trào đang soạn"
    scenes.movements.launch_movement(khoi.bach, movement, on=date(2025, 1, 20))
    khoi.year.refresh_from_db()
    assert state(khoi, Step.COVENANT, day)[1] == "đã phát động, chưa có giao ước"
    covenant = actions.begin_covenant(
        khoi.bach, khoi.year, name="Giao ước", text="Cùng thi đua."
    )
    assert state(khoi, Step.COVENANT, day) == (StepState.RUNNING, "0/4 đơn vị đã ký")
    assert state(khoi, Step.COVENANT, date(2025, 2, 15))[0] == StepState.RUNNING
    assert state(khoi, Step.COVENANT, date(2025, 2, 16))[0] == StepState.LATE

    covenant.parties.update(signed_on=date(2025, 2, 15))
    assert state(khoi, Step.COVENANT, date(2026, 1, 1)) == (
        StepState.DONE,
        "4/4 đơn vị đã ký",
    )
    covenant.parties.update(signed_on=date(2025, 2, 16))
    assert state(khoi, Step.COVENANT, date(2026, 1, 1))[0] == StepState.DONE_LATE


def test_a_covenant_written_anew_is_signed_anew(khoi):
    scenes.launched(khoi)
    words = {"name": "Giao ước", "text": "Cùng thi đua."}
    covenant = actions.begin_covenant(khoi.bach, khoi.year, **words)
    covenant.parties.update(signed_on=date(2025, 2, 1))

    newer = renew_covenant(khoi.bach, covenant, khoi.units, **words)

    khoi.year.refresh_from_db()
    assert queries.covenant_of(khoi.year) == newer
    assert state(khoi, Step.COVENANT, date(2025, 2, 2)) == (
        StepState.RUNNING,
        "0/4 đơn vị đã ký",
    )


def test_every_member_registers_for_itself(khoi):
    seat = khoi.seat(khoi.council)
    text = "100 % nhiệm vụ đúng hạn"

    def file(actor, member=seat, step=Step.REGISTER, **words):
        return actions.file_for(actor, khoi.year, member, step, **words)

    file(khoi.cuc, text=text)

    assert refused(file, khoi.dung, text=text) == "forbidden.block.take_part"
    assert refused(file, khoi.cuc, step=Step.VOTE, text=text) == (
        "block.nothing_to_file"
    )
    assert refused(file, khoi.cuc, step=Step.FINAL, text=" ") == "block.empty_filing"
    assert refused(file, khoi.cuc, text=text, on=date(2999, 1, 1)) == (
        "block.filed_ahead"
    )
    assert [(row.member, row.text) for row in khoi.year.filings.all()] == [(seat, text)]


def test_only_the_host_records_a_paper_with_its_day(khoi):
    seat, yesterday = khoi.seat(khoi.council), clock.today() - timedelta(days=1)

    def file(actor, on):
        return actions.file_for(
            actor, khoi.year, seat, Step.REGISTER, text="Chỉ tiêu", on=on
        )

    assert refused(file, khoi.cuc, yesterday) == "block.own_day"
    assert refused(file, khoi.bach, yesterday) == "forbidden.block.take_part"
    assert file(khoi.cuc, clock.today()).filed_on == clock.today()
    assert file(khoi.nga, yesterday).filed_on == yesterday


def test_a_member_that_left_files_no_more(khoi):
    seat = khoi.seat(khoi.council)
    actions.end_seat(khoi.nga, seat, last_year=2024)

    assert (
        refused(
            actions.file_for, khoi.cuc, khoi.year, seat, Step.REGISTER, text="Chỉ tiêu"
        )
        == "block.no_member"
    )


def test_what_is_sent_again_keeps_the_file_and_mends_the_words(khoi):
    seat = khoi.seat(khoi.council)
    paper = keep_file(
        b"ban dang ky", name="dk.pdf", media_type="application/pdf", unit_id=None
    )
    actions.file_for(khoi.cuc, khoi.year, seat, Step.REGISTER, file=paper)

    actions.file_for(khoi.cuc, khoi.year, seat, Step.REGISTER, text="Mới")

    row = MemberFiling.objects.get()
    assert (row.text, row.file, row.filed_on) == ("Mới", paper, clock.today())


def test_registration_is_done_when_the_last_member_has(khoi):
    day = date(2025, 1, 5)
    assert state(khoi, Step.REGISTER, day) == (StepState.AHEAD, "0/4 đơn vị đã đăng ký")
    for unit in khoi.units[:3]:
        actions.file_for(
            khoi.nga, khoi.year, khoi.seat(unit), "register", text="x", on=day
        )
    assert state(khoi, Step.REGISTER, day) == (
        StepState.RUNNING,
        "3/4 đơn vị đã đăng ký",
    )
    assert state(khoi, Step.REGISTER, date(2025, 1, 6))[0] == StepState.LATE
    assert Step.REGISTER in {
        line.step for line in calendar.overdue(khoi.year, date(2025, 1, 6))
    }

    late = date(2025, 1, 6)
    seat = khoi.seat(khoi.finance)
    actions.file_for(khoi.nga, khoi.year, seat, "register", text="x", on=late)
    assert state(khoi, Step.REGISTER, late)[0] == StepState.DONE_LATE
    actions.file_for(khoi.nga, khoi.year, seat, "register", text="x", on=day)
    assert state(khoi, Step.REGISTER, late)[0] == StepState.DONE


def test_the_host_holds_a_review_in_the_lead_s_place(khoi):
    def hold(actor, step=Step.HALF_YEAR, conclusion="Các đơn vị làm tốt"):
        return actions.hold_review(
            actor, khoi.year, step, on=date(2025, 8, 20), conclusion=conclusion
        )

    assert hold(khoi.bach).unit == khoi.committee
    assert hold(khoi.nga).unit == khoi.home
    assert refused(hold, khoi.cuc) == "forbidden.block.steer"
    assert refused(hold, khoi.bach, Step.SCORE) == "block.no_review"
    assert refused(hold, khoi.bach, Step.FINAL, " ") == "block.no_conclusion"
    assert state(khoi, Step.HALF_YEAR, date(2025, 9, 1)) == (
        StepState.DONE_LATE,
        "họp ngày 20/08/2025, Sở Nội vụ chủ trì",
    )
    assert state(khoi, Step.FINAL, date(2026, 1, 31)) == (
        StepState.AHEAD,
        "0/4 báo cáo đã gửi",
    )


def test_scoring_goes_from_the_member_to_the_standing_body(khoi):
    plan = actions.ScoringPlan(is_blind=True, standing_parts=("II",))

    opened = actions.begin_scoring(khoi.bach, khoi.year, scenes.version(khoi), plan)

    stages = [
        (row.kind, row.unit, row.parts, row.is_blind) for row in opened.stages.all()
    ]
    rest = ["I", "III", "IV"]
    assert stages == [
        (StageKind.SELF, None, rest, False),
        (StageKind.CROSS, None, rest, True),
        (StageKind.LEAD, khoi.committee, rest, False),
        (StageKind.STANDING, khoi.home, ["II"], False),
    ]
    by_lead = opened.stages.get(kind=StageKind.LEAD)
    assert [*by_lead.deputies.all()] == [
        p.unit for p in queries.posts_of(khoi.year)[1:]
    ]
    assert by_lead.deputies.exists()
    sheets = [sheet.unit for sheet in opened.sheets.all()]
    assert sheets == [row.unit for row in queries.members_of(khoi.year)]
    duties = {
        sheet.unit: duty.unit
        for sheet in opened.sheets.all()
        for duty in sheet.duties.all()
    }
    assert set(duties) == set(duties.values()) == set(khoi.units)
    assert all(scored != scorer for scored, scorer in duties.items())
    khoi.year.refresh_from_db()
    assert state(khoi, Step.SCORE, date(2025, 12, 1)) == (
        StepState.RUNNING,
        "đang chấm",
    )
    assert (
        refused(actions.begin_scoring, khoi.bach, khoi.year, opened.version, plan)
        == "block.scoring_twice"
    )


def test_without_parts_of_its_own_the_standing_body_looks_over_all(khoi):
    plan = actions.ScoringPlan(is_cross=False)

    opened = actions.begin_scoring(khoi.bach, khoi.year, scenes.version(khoi), plan)

    assert [(row.kind, row.parts) for row in opened.stages.all()] == [
        (StageKind.SELF, []),
        (StageKind.LEAD, []),
        (StageKind.STANDING, []),
    ]


def test_a_scoring_opened_wrongly_is_cancelled_and_opened_anew(khoi):
    plan = actions.ScoringPlan(self_closes=date(2025, 1, 1))
    wrong = actions.begin_scoring(khoi.bach, khoi.year, scenes.version(khoi), plan)

    scoring.cancel_scoring(khoi.bach, wrong, "Ghi nhầm hạn tự chấm")
    khoi.year.refresh_from_db()
    assert khoi.year.scoring is None
    again = actions.begin_scoring(
        khoi.bach, khoi.year, wrong.version, actions.ScoringPlan()
    )

    khoi.year.refresh_from_db()
    assert khoi.year.scoring == again
