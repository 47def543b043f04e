"""Where the points of a score sheet go: an open scoring's stage, its marks."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Q

from vinhdanh.base import clock
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import entries, queries
from vinhdanh.scoring.enums import ScoringState, StageKind
from vinhdanh.scoring.method import leaf
from vinhdanh.scoring.method.leaf import NotAnEntry
from vinhdanh.scoring.method.ranking import hundredths
from vinhdanh.scoring.method.rules import Formula, Side
from vinhdanh.scoring.models import Scoring, ScoringStage, Sheet
from vinhdanh.scoring.results import Reckoning
from vinhdanh.viet import text

COLUMNS = {StageKind.SELF: "self_points", StageKind.CROSS: "cross_points"}
OF_THE_REST = "final_points"


@dataclass(frozen=True)
class Desk:
    """A stage of a scoring at which an office scores."""

    scoring: Scoring
    stage: ScoringStage

    @property
    def value(self) -> str:
        """How it is named among the places a list may go to."""
        return f"{self.scoring.public_id}.{self.stage.kind}"

    @property
    def column(self) -> str:
        """The key of the column of points that this stage takes."""
        return COLUMNS.get(StageKind(self.stage.kind), OF_THE_REST)

    def __str__(self) -> str:
        return f"{self.scoring} – {self.stage}"


def desks_of(unit: Unit, year: int, *, only_open: bool = True) -> list[Desk]:
    """Return the stages of a year at which a unit scores, the last stage first."""
    mine = Q(unit=unit) & ~Q(kind__in=[StageKind.SELF, StageKind.CROSS])
    mine |= Q(kind=StageKind.SELF, scoring__sheets__unit=unit)
    mine |= Q(kind=StageKind.CROSS, scoring__sheets__duties__unit=unit)
    stages = ScoringStage.objects.filter(mine, scoring__year=year).distinct()
    if only_open:
        not_closed = Q(closes_on=None) | Q(closes_on__gte=clock.today())
        stages = stages.filter(not_closed, scoring__state=ScoringState.OPEN)
    rows = stages.select_related("scoring__version").order_by("scoring", "-position")
    return [Desk(stage.scoring, stage) for stage in rows]


class Board:
    """The criteria, sheets and marks of a desk, found by what a sheet calls them."""

    def __init__(self, desk: Desk, unit: Unit) -> None:
        self.desk, self.unit = desk, unit
        scoring, stage = desk.scoring, desk.stage
        self.rules = entries.rules_of(scoring, stage)
        self.elsewhere = {
            text.fold(rule.name)
            for pk, rule in entries.rules_of(scoring).items()
            if pk not in self.rules
        }
        self.parts = {text.fold(part.name) for part in scoring.version.parts.all()}
        self._by_name: dict[str, list[entries.Rule]] = defaultdict(list)
        for rule in self.rules.values():
            self._by_name[text.fold(rule.name)].append(rule)
        self.sheets = self._own_sheets()
        self._by_subject: dict[str, list[Sheet]] = defaultdict(list)
        for sheet in self.sheets:
            for name in {text.fold(sheet.printed_name), text.fold(sheet.subject.name)}:
                self._by_subject[name].append(sheet)
        marks = queries.marks_of(self.sheets).filter(stage=stage, unit=unit)
        self.marks = {(m.sheet_id, m.criterion_id): m for m in marks}
        self._worths = Reckoning(scoring).by_stage(marks)[stage.pk]

    def _own_sheets(self) -> list[Sheet]:
        rows = self.desk.scoring.sheets.select_related("subject")
        if self.desk.stage.kind == StageKind.SELF:
            rows = rows.filter(unit=self.unit)
        elif self.desk.stage.kind == StageKind.CROSS:
            rows = rows.filter(duties__unit=self.unit)
        return list(rows)

    def rule(self, name: str) -> entries.Rule | None:
        """Return the criterion of that name, if it is one."""
        found = self._by_name.get(text.fold(name), [])
        return found[0] if len(found) == 1 else None

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of that subject; of the only one where no name is told."""
        found = self._by_subject.get(text.fold(name), []) if name else self.sheets
        return found[0] if len(found) == 1 else None

    def points(self, sheet: Sheet, rule: entries.Rule) -> int | None:
        """Return the points given so far, in hundredths; None where none can be."""
        worth = self._worths.get(sheet.pk, {}).get(rule.pk)
        return None if worth is None or worth.missing else hundredths(worth.points)

    def is_given(self, sheet: Sheet, rule: entries.Rule, points: int) -> bool:
        """Say whether these points stand already, with what exceeds or without it."""
        worth = self._worths.get(sheet.pk, {}).get(rule.pk)
        if worth is None or worth.missing:
            return False
        return points in {
            hundredths(worth.points),
            hundredths(worth.points + worth.bonus),
        }


def entry_of(rule: entries.Rule, points: int) -> Mapping[str, Any] | None:
    """Return the one entry that gives a criterion these points, None if many could.

    Points that figures make (a plan and what was done, how often) name no figures.
    """
    asked = rule.reckoned
    if asked.formula is Formula.GIVEN:
        return {"points": points}
    choices: list[dict[str, Any]] = []
    if asked.formula is Formula.ALL_OR_NOTHING:
        choices = [{"reached": True}, {"reached": False}]
    elif asked.formula is Formula.GRADE:
        choices = [{"grade": grade} for grade in asked.grades]
    fitting = [
        told
        for told in choices
        if leaf.worth(asked, entries.entry_of(told)).points == Fraction(points, 100)
    ]
    return fitting[0] if len(fitting) == 1 else None


def fault_of(rule: entries.Rule, entry: Mapping[str, Any]) -> str:
    """Say why a criterion cannot have an entry; empty when it can."""
    try:
        entries.check(rule, entry)
    except NotAnEntry as fault:
        return entries.sentence(fault, rule)
    return ""


def counted(rule: entries.Rule, points: int) -> int:
    """Return the points as the room keeps them: those taken off without their sign."""
    return abs(points) if rule.reckoned.side is Side.PENALTY else points
