"""What a page of the grid draws: its rows and cells, and whose they are to mark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.base import rights
from vinhdanh.indicators import figures
from vinhdanh.pages.scoring import typed, words
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import entries, enums, queries
from vinhdanh.scoring.method.leaf import Worth
from vinhdanh.scoring.method.ranking import hundredths
from vinhdanh.scoring.method.rules import Side
from vinhdanh.scoring.method.total import add_up
from vinhdanh.scoring.models import CrossDuty, Mark, Scoring, ScoringStage, Sheet
from vinhdanh.scoring.results import Reckoning

Key = tuple[int, int]
"""A sheet's and a criterion's id."""


@dataclass
class Field:
    """One input of a cell. `source`: where its figure is from, if not typed."""

    name: str
    label: Any
    text: str
    kind: str
    choices: Sequence[tuple[str, str]] = ()
    source: Mapping[str, Any] = field(default_factory=dict)

    @property
    def said(self) -> Any:
        """The text as it is read: of a choice, its words."""
        return dict(self.choices).get(self.text, self.text)


@dataclass
class Earlier:
    """What an earlier stage gave, and how far this one departs from it."""

    stage: ScoringStage
    points: str
    apart: str = ""


@dataclass
class Cell:
    """What the grid draws of one criterion of one sheet.

    `by_name`: who else wrote it, where several units write in the name of one.
    """

    name: str
    rule: entries.Rule
    sheet: Sheet
    seen: int
    fields: list[Field]
    mark: Mark | None = None
    more_url: str = ""
    worth: str = ""
    lacks: str = ""
    earlier: list[Earlier] = field(default_factory=list)
    problem: str = ""
    theirs: Mark | None = None
    theirs_said: str = ""
    by_name: str = ""
    is_mine: bool = False
    is_saved: bool = False

    @property
    def params(self) -> str:
        """The names of this cell's inputs: a save of one cell sends no others."""
        names = ["seen", "reason", *(field.name for field in self.fields)]
        return ",".join(f"{self.name}-{name}" for name in names)


@dataclass
class Row:
    """A sheet's cells, and what the stage gives it: so far, while something lacks."""

    sheet: Sheet
    cells: list[Cell]
    total: str
    missing: int


class Board:
    """One page of the grid of a stage, for the units that the user scores for."""

    def __init__(
        self,
        user: Any,
        scoring: Scoring,
        stage: ScoringStage,
        sheets: Sequence[Sheet],
        scorer: Unit | None = None,
    ) -> None:
        self.user, self.scoring, self.stage = user, scoring, stage
        self.scorer = scorer
        self.reckoning = Reckoning(scoring)
        self.rules = {
            pk: rule
            for pk, rule in self.reckoning.rules.items()
            if stage.covers(rule.reckoned.part)
        }
        self.sheets = list(sheets)
        self.query = f"?cho={scorer.subject.public_id}" if scorer else ""
        self.scorers = scorers_of(user, stage, self.sheets, scorer)
        self.read()

    def read(self) -> None:
        """Read the marks, anew after a save."""
        self.marks = queries.marks_for(self.reckoning, self.sheets)
        self.mine = {
            (m.sheet_id, m.criterion_id): m
            for m in self.marks
            if m.stage_id == self.stage.pk and m.unit_id == self.scorers.get(m.sheet_id)
        }

    @cached_property
    def deputies(self) -> list[Unit]:
        """The units that write here in the lead's name."""
        if self.stage.kind != enums.StageKind.LEAD:
            return []
        return list(self.stage.deputies.select_related("subject"))

    def _told_from(self, mark: Mark | None) -> str:
        """Who else wrote a mark, where several units write in the name of one."""
        if mark is None or mark.by_id == self.user.pk or not self.deputies:
            return ""
        return mark.by_name

    @property
    def save_url(self) -> str:
        """Where one cell is saved."""
        return self.query_on("scoring-cell", self.scoring.public_id, self.stage.kind)

    def query_on(self, name: str, *args: Any) -> str:
        """The address of a page, asked for the same scoring unit as this one."""
        return reverse(name, args=args) + self.query

    @property
    def is_hidden(self) -> bool:
        """Are the marks of others at this stage, and theirs of it, still unseen?"""
        return self.scoring.hides(self.stage)

    def rows(self, told: Mapping[Key, Cell] | None = None) -> list[Row]:
        """The rows to draw; `told`: cells that a save could not keep, as typed."""
        each = self.reckoning.each(self.marks)
        shown = self._shown()
        before = self._before()
        rows = []
        for sheet in self.sheets:
            cells, worths = [], {}
            for pk, rule in self.rules.items():
                key = (sheet.pk, pk)
                mark = shown.get(key)
                cell = (told or {}).get(key) or self.cell(sheet, rule, mark)
                worth = each[mark.pk] if mark else None
                if worth is not None:
                    worths[rule.code] = worth
                _say_worth(cell, worth, before.get(key, ()))
                cells.append(cell)
            rows.append(self._row(sheet, cells, worths))
        return rows

    def _row(self, sheet: Sheet, cells: list[Cell], worths: dict[str, Worth]) -> Row:
        score = add_up(self.reckoning.method, worths)
        here = {rule.code for rule in self.rules.values()}
        missing = here & set(score.missing)
        return Row(sheet, cells, points(score.total), len(missing))

    def _shown(self) -> dict[Key, Mark]:
        """The mark that each cell shows: the user's, or one that she may see."""
        if self.is_hidden:
            return self.mine
        others = {
            (m.sheet_id, m.criterion_id): m
            for m in self.marks
            if m.stage_id == self.stage.pk and m.sheet_id not in self.scorers
        }
        return others | self.mine

    def _before(self) -> dict[Key, list[tuple[ScoringStage, Worth]]]:
        """What the stages before gave, where this one may see it."""
        earlier = [
            stage
            for stage in self.reckoning.stages
            if stage.position < self.stage.position and not self.scoring.hides(stage)
        ]
        if not earlier or self.is_hidden:
            return {}
        said: dict[Key, list[tuple[ScoringStage, Worth]]] = {}
        seen = {stage.pk for stage in earlier}
        found = self.reckoning.by_stage(m for m in self.marks if m.stage_id in seen)
        for stage in earlier:
            for sheet, of in found.get(stage.pk, {}).items():
                for criterion, worth in of.items():
                    said.setdefault((sheet, criterion), []).append((stage, worth))
        return said

    def cell(self, sheet: Sheet, rule: entries.Rule, mark: Mark | None) -> Cell:
        """A cell as stored."""
        return Cell(
            name=typed.cell_name(sheet.pk, rule.pk),
            rule=rule,
            sheet=sheet,
            seen=mark.revision if mark else 0,
            fields=fields_of(rule, typed.texts_of(mark, rule), mark),
            mark=mark,
            more_url=self.query_on(
                "scoring-mark", sheet.public_id, self.stage.kind, rule.code
            ),
            by_name=self._told_from(mark),
            is_mine=sheet.pk in self.scorers and self.scoring.is_open,
        )


def _say_worth(
    cell: Cell, worth: Worth | None, earlier: Sequence[tuple[ScoringStage, Worth]]
) -> None:
    side = cell.rule.reckoned.side
    cell.worth = shown_worth(worth, side)
    if worth is not None and worth.missing:
        cell.lacks = entries.lacking(worth.missing)
    cell.earlier = [
        Earlier(stage, shown_worth(gave, side) or "–", apart(worth, gave, side))
        for stage, gave in earlier
    ]


def apart(one: Worth | None, other: Worth, side: Side) -> str:
    """“−4” or “+1,5”: how far points depart from an earlier stage's; "" for not.

    Of a penalty, what takes off less is more.
    """
    if one is None or one.missing or other.missing:
        return ""
    difference = one.points + one.bonus - other.points - other.bonus
    if not difference:
        return ""
    difference = -difference if side is Side.PENALTY else difference
    sign = "+" if difference > 0 else "−"
    return f"{sign}{points(abs(difference))}"


def fields_of(
    rule: entries.Rule, texts: Mapping[str, str], mark: Mark | None = None
) -> list[Field]:
    """The inputs of a cell, filled in."""
    kinds = {"reached": "choice", "grade": "choice", "times": "whole"}
    choices: dict[str, list[tuple[str, Any]]] = {
        "reached": words.outcomes(rule.reckoned),
        "grade": [("", "–"), *((g, g) for g in rule.reckoned.grades)],
    }
    sources = mark.sources if mark else {}
    return [
        Field(
            name,
            words.field(name, rule.reckoned),
            text,
            kinds.get(name.removesuffix("_minus"), "figure"),
            choices.get(name, ()),
            sources.get(name, {}),
        )
        for name, text in texts.items()
    ]


def shown_worth(worth: Worth | None, side: Side) -> str:
    """“19,5 + 0,4”, of a penalty “−5”; nothing where nothing can be said."""
    if worth is None or worth.missing:
        return ""
    said = points(worth.points)
    if side is Side.PENALTY and worth.points:
        return f"−{said}"
    return f"{said} + {points(worth.bonus)}" if worth.bonus else said


def points(exact: Fraction) -> str:
    """Exact points as read, to the hundredth."""
    return figures.show(hundredths(exact))


def scorers_of(
    user: Any,
    stage: ScoringStage,
    sheets: Sequence[Sheet],
    scorer: Unit | None = None,
) -> dict[int, int]:
    """{sheet: unit} of the sheets that the user scores here, and for which unit.

    scorer: of several units for which the user scores crosswise, the one meant, whose
    sheets these are.
    """
    if scorer is not None:
        return {sheet.pk: scorer.pk for sheet in sheets}
    if stage.kind == enums.StageKind.SELF:
        asked = Sheet.objects.filter(pk__in=[sheet.pk for sheet in sheets]).order_by()
        own = rights.visible(user, "score.enter", asked)
        return dict(own.values_list("pk", "unit"))
    if stage.kind != enums.StageKind.CROSS:
        scores = rights.visible(user, "score.enter", queries.scorers_at([stage]))
        unit = stage.unit_id if scores.exists() else None
        return {sheet.pk: unit for sheet in sheets if unit is not None}
    duties = CrossDuty.objects.filter(sheet__in=[s.pk for s in sheets])
    pairs = list(duties.values_list("sheet_id", "unit_id"))
    units = scoring_units(user, {unit for _sheet, unit in pairs})
    mine = set(units.values_list("pk", flat=True))
    return {sheet: unit for sheet, unit in pairs if unit in mine}


def scoring_units(user: Any, units: Any) -> QuerySet[Unit]:
    """Those of some units for which the user enters scores."""
    rows = Unit.objects.filter(pk__in=units).order_by()
    return rights.visible(user, "score.enter", rows)


def cross_scorers(user: Any, scoring: Scoring) -> list[Unit]:
    """The units for which the user scores crosswise, by name."""
    duties = CrossDuty.objects.filter(sheet__scoring=scoring).order_by()
    rows = scoring_units(user, duties.values("unit"))
    return list(rows.select_related("subject").order_by("subject__sort_key"))


def sheets_for(
    user: Any, scoring: Scoring, stage: ScoringStage | None = None
) -> QuerySet[Sheet]:
    """The sheets that the user may read.

    All for organisers and for who scores them all at a stage, else own and duties.
    """
    rows: QuerySet[Sheet] = scoring.sheets.select_related("unit__subject")
    if queries.organises(user, scoring):
        return rows
    scorers = queries.scorers_at(scoring.stages.all())
    if rights.visible(user, "score.enter", scorers).exists():
        return rows
    own = rights.visible(user, "scoring.see", Sheet.objects.filter(scoring=scoring))
    seen = Q(pk__in=own.values("pk"))
    if stage is not None and stage.kind == enums.StageKind.CROSS:
        units = rights.visible(user, "score.enter", Unit.objects.order_by())
        seen |= Q(duties__unit__in=units.values("pk"))
    return rows.filter(seen).distinct()


def said(mark: Mark, rule: entries.Rule) -> str:
    """What somebody else wrote in a cell, in words."""
    parts = [
        f"{field.label} {field.said}"
        for field in fields_of(rule, typed.texts_of(mark, rule))
        if field.text
    ]
    return ", ".join(parts) or _("để trống")
