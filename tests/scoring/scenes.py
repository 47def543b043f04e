"""A small block of two divisions, its table and its scoring; all invented."""

from dataclasses import dataclass
from typing import Any

from tests.worlds import Office
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import actions
from vinhdanh.scoring.enums import ScoredKind, StageKind
from vinhdanh.scoring.models import (
    CriteriaVersion,
    Criterion,
    Scoring,
    ScoringStage,
    Sheet,
)


def criterion(code: str, part: str, standard: int, **rest: Any) -> dict[str, Any]:
    """A line of a table, points given in whole points."""
    return {
        "code": code,
        "part": part,
        "name": code.replace("_", " ").capitalize(),
        "formula": "given",
        "side": "standard",
        "standard": standard * 100,
        "bonus_pct": 0,
        "measure": "",
        "indicator_code": "",
        "details": {},
    } | rest


def part(code: str, points: int | None = None) -> dict[str, Any]:
    stored = None if points is None else points * 100
    return {"code": code, "name": f"Mục {code}", "parent": None, "points": stored}


def table() -> dict[str, Any]:
    """60 points by figures, 40 by the standing body, a penalty that bars the flag."""
    return {
        "points": 100_00,
        "bonus_most": 4_00,
        "bands": [
            {"code": "HTXS", "name": "xuất sắc", "least": 90_00, "floor_pct": 85},
            {"code": "HTT", "name": "tốt", "least": 75_00},
            {"code": "HT", "name": "hoàn thành", "least": 0},
        ],
        "ties": ["I"],
        "parts": [part("I", 60), part("II", 40), part("III")],
        "criteria": [
            criterion(
                "van_ban",
                "I",
                60,
                formula="ratio",
                bonus_pct=10,
                measure="văn bản",
            ),
            criterion("cong_tac_thi_dua", "II", 40),
            criterion(
                "canh_cao",
                "III",
                20,
                formula="count_capped",
                side="penalty",
                details={"each": 20_00, "bars": ["CO_TINH"]},
            ),
        ],
    }


@dataclass
class Block:
    office: Office
    version: CriteriaVersion
    scoring: Scoring

    @property
    def self_stage(self) -> ScoringStage:
        return self.scoring.stages.get(kind=StageKind.SELF)

    @property
    def lead_stage(self) -> ScoringStage:
        return self.scoring.stages.get(kind=StageKind.LEAD)

    def sheet(self, unit: Unit) -> Sheet:
        return self.scoring.sheets.get(unit=unit)

    def criterion(self, code: str) -> Criterion:
        return self.version.criteria.get(code=code)

    def change(
        self, unit: Unit, code: str, seen: int = 0, reason: str = "", **entry: Any
    ) -> actions.Change:
        return actions.Change(
            self.sheet(unit).pk, self.criterion(code).pk, seen, entry, reason
        )

    def lead_marks(self, *changes: actions.Change) -> actions.Saved:
        return actions.save_marks(
            self.office.lan, self.lead_stage, self.office.unit, changes
        )

    def mark_all(self, unit: Unit, actual: int, points: int, warned: int = 0) -> None:
        """The lead's whole sheet of a division: so many of 100 documents, points."""
        done = self.lead_marks(
            self.change(unit, "van_ban", plan=100_00, actual=actual * 100),
            self.change(unit, "cong_tac_thi_dua", points=points * 100),
            self.change(unit, "canh_cao", times=warned),
        )
        assert not done.conflicts
        assert not done.problems


def block(office: Office) -> Block:
    draft = actions.make_set(
        office.lan,
        office.unit,
        name="Thi đua các phòng",
        scored_kind=ScoredKind.UNIT,
        source="Dữ liệu mẫu",
    )
    actions.write_table(office.lan, draft, table())
    version = actions.put_in_force(office.minh, draft)
    scoring = actions.open_scoring(
        office.lan,
        office.unit,
        version,
        name="Chấm điểm các phòng năm 2025",
        year=2025,
        subjects=[
            actions.SubjectLine(unit.subject, unit)
            for unit in (office.first, office.second)
        ],
        stages=[
            actions.StagePlan(StageKind.SELF),
            actions.StagePlan(StageKind.LEAD, office.unit),
        ],
    )
    return Block(office, version, scoring)
