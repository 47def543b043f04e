"""The points of the sample block for 2016, all invented, by its four stages."""

from typing import Any

from vinhdanh.blocks import actions
from vinhdanh.blocks.models import BlockYear
from vinhdanh.commands.sample.block_members import (
    COMMITTEE,
    FINANCE,
    HOME,
    PLANNING,
    Members,
)
from vinhdanh.scoring import actions as scoring
from vinhdanh.scoring import library
from vinhdanh.scoring.enums import StageKind
from vinhdanh.scoring.models import CriteriaVersion, Sheet

# By member: tasks done of 100, quality, reform, discipline, emulation, bonus.
POINTS = {
    HOME: (100, 20, 10, "A", 20, 4),
    COMMITTEE: (100, 19, 9, "A", 19, 3),
    FINANCE: (99, 19, 9, "A", 18, 2),
    PLANNING: (98, 18, 9, "A", 18, 3),
}
PLAIN = (96, 17, 8, "A", 17, 0)


def score(members: Members, year: BlockYear) -> None:
    """Score by self, across, by the lead, by the standing body; then freeze."""
    lead, host = members.lead_2016, members.host
    version = _table(members)
    plan = actions.ScoringPlan(is_blind=True, standing_parts=("III",))
    opened = actions.begin_scoring(lead, year, version, plan)
    codes = dict(version.criteria.values_list("code", "pk"))
    stages = {stage.kind: stage for stage in opened.stages.all()}
    sheets = {s.unit_id: s for s in opened.sheets.select_related("unit__subject")}
    duties = {s.pk: s.duties.get().unit for s in sheets.values()}
    for kind in (StageKind.SELF, StageKind.CROSS):
        for sheet in sheets.values():
            scorer = sheet.unit if kind == StageKind.SELF else duties[sheet.pk]
            user = members.user_of(scorer)
            scoring.save_marks(user, stages[kind], scorer, _cells(sheet, codes))
    scoring.save_marks(
        lead,
        stages[StageKind.LEAD],
        members.units[COMMITTEE],
        [cell for sheet in sheets.values() for cell in _cells(sheet, codes)],
    )
    scoring.save_marks(
        host,
        stages[StageKind.STANDING],
        members.units[HOME],
        [_of_standing(sheet, codes) for sheet in sheets.values()],
    )
    scoring.finalise(lead, opened)
    year.refresh_from_db()


def _table(members: Members) -> CriteriaVersion:
    lead = members.lead_2016
    preset = library.presets()["advisory_block"]
    draft = scoring.make_set(
        lead,
        members.units[COMMITTEE],
        name="Tiêu chí thi đua của khối năm 2016",
        scored_kind=preset.scored_kind,
        source="Dữ liệu mẫu",
    )
    scoring.copy_table(lead, draft, preset.content, source=preset.source)
    return scoring.put_in_force(lead, draft)


def _cells(sheet: Sheet, codes: dict[str, int]) -> list[scoring.Change]:
    done, quality, reform, grade, _emulation, bonus = POINTS.get(sheet.unit.name, PLAIN)
    entries: dict[str, dict[str, Any]] = {
        "nhiem_vu_dung_han": {"plan": 100_00, "actual": done * 100},
        "chat_luong": {"points": quality * 100},
        "cai_cach_hanh_chinh": {"points": reform * 100},
        "ky_luat_noi_bo": {"grade": grade},
        "diem_thuong": {"points": bonus * 100},
        "diem_tru": {"points": 0},
    }
    return [
        scoring.Change(sheet.pk, codes[code], 0, told) for code, told in entries.items()
    ]


def _of_standing(sheet: Sheet, codes: dict[str, int]) -> scoring.Change:
    points = POINTS.get(sheet.unit.name, PLAIN)[4] * 100
    return scoring.Change(sheet.pk, codes["to_chuc_thi_dua"], 0, {"points": points})
