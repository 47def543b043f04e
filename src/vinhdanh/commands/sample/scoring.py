"""The divisions of the sample office score their year 2026; all points invented."""

from vinhdanh.commands.sample.cast import Cast
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import actions, library
from vinhdanh.scoring.enums import StageKind
from vinhdanh.scoring.models import Scoring, ScoringStage, Sheet

YEAR = 2026
# By division: tasks done of 120, quality, reform, discipline, emulation.
# One line a division, in the order of their names.
SELF = ((122, 19, 9, "A", 19), (120, 18, 9, "A", 18), (114, 18, 8, "B", 19))
LEAD = ((120, 18, 9, "A", 18), (120, 17, 9, "A", 18))


def live_through(cast: Cast) -> None:
    """Adopt a table; all divisions score themselves, the office scores two of three."""
    preset = library.presets()["advisory_block"]
    draft = actions.make_set(
        cast.officer,
        cast.unit,
        name="Thi đua các phòng",
        scored_kind=preset.scored_kind,
        source="Dữ liệu mẫu",
    )
    actions.copy_table(cast.officer, draft, preset.content, source=preset.source)
    version = actions.put_in_force(cast.head, draft)
    divisions = cast.divisions
    scoring = actions.open_scoring(
        cast.officer,
        cast.unit,
        version,
        name="Chấm điểm các phòng năm 2026",
        year=YEAR,
        subjects=[actions.SubjectLine(unit.subject, unit) for unit in divisions],
        stages=[
            actions.StagePlan(StageKind.SELF),
            actions.StagePlan(StageKind.LEAD, cast.unit),
        ],
    )
    sheets = list(scoring.sheets.select_related("unit"))
    own, lead = scoring.stages.all()
    for sheet, line in zip(sheets, SELF, strict=True):
        _mark(cast, scoring, own, sheet.unit, sheet, line)
    for sheet, line in zip(sheets, LEAD, strict=False):
        _mark(cast, scoring, lead, cast.unit, sheet, line)
    actions.file_appeal(
        cast.user("truongphong2"),
        sheets[1],
        "Chưa tính việc tham mưu kỳ họp chuyên đề tháng 9 vào chất lượng tham mưu.",
        version.criteria.get(code="chat_luong"),
    )


def _mark(
    cast: Cast,
    scoring: Scoring,
    stage: ScoringStage,
    scorer: Unit,
    sheet: Sheet,
    line: tuple[int, int, int, str, int],
) -> None:
    done, quality, reform, grade, emulation = line
    entries: dict[str, dict[str, object]] = {
        "nhiem_vu_dung_han": {"plan": 120_00, "actual": done * 100},
        "chat_luong": {"points": quality * 100},
        "cai_cach_hanh_chinh": {"points": reform * 100},
        "ky_luat_noi_bo": {"grade": grade},
        "to_chuc_thi_dua": {"points": emulation * 100},
    }
    criteria = dict(scoring.version.criteria.values_list("code", "pk"))
    changes = [
        actions.Change(sheet.pk, criteria[code], 0, entry)
        for code, entry in entries.items()
    ]
    actions.save_marks(cast.officer, stage, scorer, changes)
