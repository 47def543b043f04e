"""What several stages say of one sheet: which of them counts, now and when frozen."""

from itertools import product

import pytest

from tests.scoring.scenes import Block
from vinhdanh.base.refusal import Refused
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import actions, queries
from vinhdanh.scoring.enums import StageKind
from vinhdanh.scoring.method.total import Score
from vinhdanh.scoring.models import CriteriaVersion, Criterion, Mark, Result, Scoring
from vinhdanh.scoring.results import Reckoning

THREE = (StageKind.SELF, StageKind.LEAD, StageKind.STANDING)


@pytest.fixture
def looked_over(scored: Block) -> Block:
    """A division that scores itself; the lead, then the standing body score all."""
    office = scored.office
    made = actions.open_scoring(
        office.lan,
        office.unit,
        scored.version,
        name="Thường trực xem lại tất cả, sau cùng",
        year=2025,
        subjects=[actions.SubjectLine(office.first.subject, office.first)],
        stages=[
            actions.StagePlan(StageKind.SELF),
            actions.StagePlan(StageKind.LEAD, office.unit),
            actions.StagePlan(StageKind.STANDING, office.unit),
        ],
    )
    return Block(office, scored.version, made)


def say(block: Block, kind: StageKind, code: str, seen: int = 0, **entry: int) -> Mark:
    """A stage's own cell of the division's sheet."""
    office = block.office
    stage = block.scoring.stages.get(kind=kind)
    scorer = office.first if kind == StageKind.SELF else office.unit
    change = block.change(office.first, code, seen, **entry)
    (mark,) = actions.save_marks(office.lan, stage, scorer, [change]).saved
    return mark


def whole(block: Block, kind: StageKind) -> None:
    """Full points by a stage; of warnings it says nothing."""
    say(block, kind, "van_ban", plan=100_00, actual=100_00)
    say(block, kind, "cong_tac_thi_dua", points=40_00)


def shown(block: Block) -> Score:
    """What the pages show of the division before anything is frozen."""
    sheet = block.sheet(block.office.first)
    reckoning = Reckoning(block.scoring)
    marks = queries.marks_for(reckoning, [sheet])
    return reckoning.outcomes([sheet], marks, so_far=True)[sheet.pk].score


def frozen(block: Block) -> Result:
    (result,) = actions.finalise(block.office.minh, block.scoring)
    return result


SAID = ("nothing", "cleared", 0, 1)
BY_STAGES = [
    *product(["nothing"], SAID, SAID),
    (1, "nothing", "nothing"),
    (1, "cleared", "nothing"),
    (1, "nothing", 0),
]


@pytest.mark.parametrize("said", BY_STAGES, ids=str)
def test_the_latest_stage_that_wrote_of_a_warning_is_shown_and_frozen(
    looked_over, said
):
    whole(looked_over, StageKind.STANDING)
    for kind, warned in zip(THREE, said, strict=True):
        if warned == "cleared":
            say(looked_over, kind, "canh_cao", times=1)
            say(looked_over, kind, "canh_cao", seen=1)
        elif warned != "nothing":
            say(looked_over, kind, "canh_cao", times=warned)
    written = [warned for warned in said if isinstance(warned, int)]
    counts = bool(written) and written[-1] == 1

    before = shown(looked_over)
    result = frozen(looked_over)

    assert (result.total, result.penalty) == ((80_00, 20_00) if counts else (100_00, 0))
    assert result.barred == ({"CO_TINH": ["canh_cao"]} if counts else {})
    assert (before.total * 100, before.penalty * 100) == (result.total, result.penalty)
    assert set(before.barred) == set(result.barred)


def test_a_warning_that_the_unit_declares_stays_though_the_lead_passes_over_it(scored):
    office = scored.office
    own = scored.change(office.first, "canh_cao", times=1)
    actions.save_marks(office.hanh, scored.self_stage, office.first, [own])
    for unit in (office.first, office.second):
        scored.lead_marks(
            scored.change(unit, "van_ban", plan=100_00, actual=100_00),
            scored.change(unit, "cong_tac_thi_dua", points=40_00),
        )

    one, two = actions.finalise(office.minh, scored.scoring)

    assert (one.total, one.barred, one.rank) == (80_00, {"CO_TINH": ["canh_cao"]}, 2)
    assert (two.total, two.barred, two.rank) == (100_00, {}, 1)


@pytest.mark.parametrize("granted", [0, 1])
def test_a_bonus_that_only_its_receiver_wrote_of_waits_for_another_s_word(
    looked_over, granted
):
    Criterion.objects.filter(code="canh_cao").update(
        side="bonus", details={"each": 5_00}
    )
    looked_over.scoring.refresh_from_db()
    whole(looked_over, StageKind.STANDING)
    say(looked_over, StageKind.SELF, "canh_cao", times=1)

    with pytest.raises(Refused, match="mới do đối tượng tự ghi"):
        frozen(looked_over)

    say(looked_over, StageKind.LEAD, "canh_cao", times=granted)
    assert frozen(looked_over).total == shown(looked_over).total * 100


def test_standard_points_are_never_taken_from_an_earlier_stage(looked_over):
    whole(looked_over, StageKind.SELF)
    whole(looked_over, StageKind.LEAD)
    say(looked_over, StageKind.STANDING, "van_ban", plan=100_00, actual=90_00)
    say(looked_over, StageKind.STANDING, "cong_tac_thi_dua", points=1_00)
    say(looked_over, StageKind.STANDING, "cong_tac_thi_dua", seen=1)
    sheet = looked_over.sheet(looked_over.office.first)
    marks = queries.marks_of([sheet])

    decided = Reckoning(looked_over.scoring).outcomes([sheet], marks)[sheet.pk].score

    assert dict(decided.missing) == {"cong_tac_thi_dua": "entry"}
    assert shown(looked_over).total == 54 + 40


@pytest.mark.parametrize(
    ("warned", "ranks"), [(0, [1, 1]), (None, [1, 1]), (1, [2, 1])]
)
def test_a_tie_is_parted_by_who_lost_less_by_the_penalty_named(scored, warned, ranks):
    office = scored.office
    CriteriaVersion.objects.update(ties=["canh_cao"])
    bonus = 20_00 if warned else 0
    scored.lead_marks(
        scored.change(office.first, "van_ban", plan=100_00, actual=100_00),
        scored.change(office.first, "cong_tac_thi_dua", points=20_00 + bonus),
        scored.change(office.first, "canh_cao", times=warned),
        scored.change(office.second, "van_ban", plan=100_00, actual=100_00),
        scored.change(office.second, "cong_tac_thi_dua", points=20_00),
    )

    results = actions.finalise(office.minh, Scoring.objects.get())

    assert [row.total for row in results] == [80_00, 80_00]
    assert [row.rank for row in results] == ranks


# -- several who score crosswise ---------------------------------------------------


@pytest.fixture
def crosswise(scored: Block) -> Block:
    """The office and its two divisions, each scored by the two others alone."""
    office = scored.office
    made = actions.open_scoring(
        office.lan,
        office.unit,
        scored.version,
        name="Chấm chéo quyết định",
        year=2025,
        subjects=[
            actions.SubjectLine(unit.subject, unit)
            for unit in (office.unit, office.first, office.second)
        ],
        stages=[actions.StagePlan(StageKind.CROSS)],
        cross_scorers=2,
    )
    return Block(office, scored.version, made)


def score_across(block: Block, scorer: Unit, points: int, *sheets: Unit) -> None:
    stage = block.scoring.stages.get(kind=StageKind.CROSS)
    for unit in sheets:
        changes = [
            block.change(unit, "van_ban", plan=100_00, actual=100_00),
            block.change(unit, "cong_tac_thi_dua", points=points * 100),
        ]
        actions.save_marks(block.office.lan, stage, scorer, changes)


def test_a_sheet_lacks_points_while_one_of_its_cross_scorers_has_not_scored(crosswise):
    office = crosswise.office
    whole, first, second = office.unit, office.first, office.second
    score_across(crosswise, whole, 30, first, second)
    score_across(crosswise, first, 40, whole, second)
    score_across(crosswise, second, 20, whole)

    with pytest.raises(Refused) as refusal:
        actions.finalise(office.minh, crosswise.scoring)
    assert str(refusal.value) == (
        "Còn 1 phiếu chưa chấm đủ (Phòng Tổng hợp: “Van ban” (còn đơn vị chấm chéo "
        "chưa chấm), “Cong tac thi dua” (còn đơn vị chấm chéo chưa chấm))."
    )
    before = Reckoning(crosswise.scoring).outcomes(
        [crosswise.sheet(first)],
        queries.marks_of([crosswise.sheet(first)]),
        so_far=True,
    )[crosswise.sheet(first).pk]
    assert (before.score.total, before.score.is_complete) == (90, False)

    score_across(crosswise, second, 20, first)
    results = actions.finalise(office.minh, crosswise.scoring)

    assert {row.sheet.unit: row.total for row in results} == {
        whole: 90_00,
        first: 85_00,
        second: 95_00,
    }


@pytest.mark.parametrize("sheets_named_one_by_one", [500, 0])
def test_who_was_relieved_of_a_cross_duty_counts_no_more(
    crosswise, monkeypatch, sheets_named_one_by_one
):
    monkeypatch.setattr("vinhdanh.scoring.results._FEW", sheets_named_one_by_one)
    office = crosswise.office
    whole, first, second = office.unit, office.first, office.second
    score_across(crosswise, whole, 10, first, second)
    score_across(crosswise, first, 40, whole, second)
    score_across(crosswise, second, 20, first, whole)
    ring = [(whole, first), (first, second), (second, first)]

    actions.assign_cross(
        office.lan, crosswise.scoring, [(crosswise.sheet(s), by) for s, by in ring]
    )
    results = actions.finalise(office.minh, crosswise.scoring)

    assert {row.sheet.unit: row.total for row in results} == {
        whole: 100_00,
        first: 80_00,
        second: 100_00,
    }
