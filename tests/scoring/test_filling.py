"""Cells filled from the year's indicators: with their source, nothing typed lost."""

import pytest

from tests.scoring.scenes import Block, criterion, part, table
from vinhdanh.indicators import actions as indicators
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import actions
from vinhdanh.scoring.enums import ScoredKind, StageKind
from vinhdanh.scoring.models import Mark


@pytest.fixture
def measured(scored: Block) -> Block:
    """The two divisions, scored by documents done of those received, by meetings."""
    office = scored.office
    for code, name in (
        ("van_ban_den", "Văn bản đến"),
        ("van_ban_xu_ly", "Văn bản đã xử lý"),
        ("cuoc_hop", "Cuộc họp"),
    ):
        made = indicators.define_indicator(
            office.lan, office.unit, code=code, name=name, measure="văn bản"
        )
        indicators.set_reporters(office.lan, made, [office.first, office.second])
    told = table() | {
        "points": 30_00,
        "ties": [],
        "bands": [],
        "parts": [part("I", 30)],
        "criteria": [
            criterion(
                "van_ban",
                "I",
                20,
                formula="ratio",
                measure="văn bản",
                indicator_code="van_ban_xu_ly",
                details={"plan_code": "van_ban_den"},
            ),
            criterion(
                "cuoc_hop",
                "I",
                10,
                formula="count_capped",
                indicator_code="cuoc_hop",
                details={"each": 1_00},
            ),
        ],
    }
    draft = actions.make_set(
        office.lan, office.unit, name="Theo chỉ số", scored_kind=ScoredKind.UNIT
    )
    actions.write_table(office.lan, draft, told)
    version = actions.put_in_force(office.minh, draft)
    made = actions.open_scoring(
        office.lan,
        office.unit,
        version,
        name="Theo chỉ số",
        year=2025,
        subjects=[
            actions.SubjectLine(unit.subject, unit)
            for unit in (office.first, office.second)
        ],
        stages=[actions.StagePlan(StageKind.LEAD, office.unit)],
    )
    return Block(office, version, made)


def report(measured: Block, code: str, unit: Unit, figure: str) -> None:
    row = measured.office.unit.indicators.get(code=code)
    indicators.record_value(measured.office.lan, row, 2025, figure, unit=unit)


def fill(measured: Block) -> actions.Filled:
    sheets = list(measured.scoring.sheets.select_related("subject", "unit__subject"))
    office = measured.office
    return actions.fill_from_indicators(
        office.lan, measured.lead_stage, office.unit, sheets
    )


def test_plan_and_actual_come_from_the_indicators_with_their_source(measured):
    first = measured.office.first
    report(measured, "van_ban_den", first, "hơn 1.200")
    report(measured, "van_ban_xu_ly", first, "1.180")
    report(measured, "cuoc_hop", first, "7")

    done = fill(measured)

    assert done.cells == 2
    figures = {m.criterion.code: m for m in Mark.objects.filter(sheet__unit=first)}
    documents, meetings = figures["van_ban"], figures["cuoc_hop"]
    assert (documents.plan, documents.actual) == (1_200_00, 1_180_00)
    assert documents.sources["plan"]["shown"] == "hơn 1.200"
    assert documents.sources["actual"]["name"] == "Văn bản đã xử lý"
    assert meetings.times == 7


def test_what_nobody_reported_stays_unknown(measured):
    report(measured, "van_ban_xu_ly", measured.office.first, "1.180")

    done = fill(measured)

    mark = Mark.objects.get()
    assert (mark.plan, mark.actual) == (None, 1_180_00)
    assert {
        (offer.sheet.unit, offer.rule.code, offer.field) for offer in done.unknown
    } == {
        (measured.office.first, "van_ban", "plan"),
        (measured.office.first, "cuoc_hop", "times"),
        (measured.office.second, "van_ban", "plan"),
        (measured.office.second, "van_ban", "actual"),
        (measured.office.second, "cuoc_hop", "times"),
    }


def test_what_was_typed_is_not_written_over_and_typing_takes_the_source_away(measured):
    first = measured.office.first
    measured.lead_marks(measured.change(first, "van_ban", plan=1_000_00))
    report(measured, "van_ban_den", first, "1.200")
    report(measured, "van_ban_xu_ly", first, "1.180")

    fill(measured)
    mark = Mark.objects.get()
    assert (mark.plan, set(mark.sources)) == (1_000_00, {"actual"})

    measured.lead_marks(
        measured.change(first, "van_ban", seen=2, plan=1_000_00, actual=1_181_00)
    )
    mark.refresh_from_db()
    assert (mark.actual, mark.sources) == (1_181_00, {})


def test_a_part_of_a_meeting_is_no_number_of_times(measured):
    report(measured, "cuoc_hop", measured.office.first, "7,5")

    done = fill(measured)

    assert done.cells == 0
    assert not Mark.objects.exists()
