"""The grid: a whole block at one stage, units down and criteria across.

A changed cell is saved by itself; the whole form saves too, so that nothing depends on
a script. What somebody else wrote meanwhile is shown beside what was typed.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import figures
from vinhdanh.pages.scoring import typed, words
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import actions, entries, enums, queries
from vinhdanh.scoring.method.leaf import Worth
from vinhdanh.scoring.method.ranking import hundredths
from vinhdanh.scoring.models import CrossDuty, Mark, Scoring, ScoringStage, Sheet
from vinhdanh.scoring.results import Outcome, Reckoning

# A form of more fields than this is refused by the framework, as an attack would be.
MOST_FIELDS = 900
FEWEST_ROWS, MOST_ROWS = 10, 50


@dataclass
class Field:
    """One input of a cell."""

    name: str
    label: Any
    text: str
    kind: str
    choices: Sequence[tuple[str, str]] = ()


@dataclass
class Cell:
    """What the grid draws of one criterion of one sheet."""

    name: str
    rule: entries.Rule
    sheet: Sheet
    seen: int
    fields: list[Field]
    worth: str = ""
    others: str = ""
    problem: str = ""
    theirs: Mark | None = None
    theirs_said: str = ""
    is_mine: bool = False
    is_saved: bool = False

    @property
    def params(self) -> str:
        """The names of this cell's inputs: a save of one cell sends no others."""
        names = ["seen", *(field.name for field in self.fields)]
        return ",".join(f"{self.name}-{name}" for name in names)


@dataclass
class Row:
    sheet: Sheet
    cells: list[Cell]
    total: str
    missing: int


class Board:
    """One page of the grid of a stage, for the unit that scores it."""

    def __init__(
        self, user: Any, scoring: Scoring, stage: ScoringStage, page: Page[Sheet]
    ) -> None:
        self.user, self.scoring, self.stage, self.page = user, scoring, stage, page
        self.reckoning = Reckoning(scoring)
        self.rules = {
            pk: rule
            for pk, rule in self.reckoning.rules.items()
            if stage.covers(rule.reckoned.part)
        }
        self.sheets = list(page)
        self.marks = list(queries.marks_of(self.sheets))
        self.scorers = scorers_of(user, stage, self.sheets)

    def rows(self, told: Mapping[tuple[int, int], Cell] | None = None) -> list[Row]:
        """The rows to draw; `told`: cells that a save could not keep, as typed."""
        outcomes = self._outcomes()
        mine = {
            (m.sheet_id, m.criterion_id): m
            for m in self.marks
            if m.stage_id == self.stage.pk and m.unit_id == self.scorers.get(m.sheet_id)
        }
        worths_here = self.reckoning.by_stage(
            m for m in self.marks if m.stage_id == self.stage.pk
        ).get(self.stage.pk, {})
        before = self._before()
        rows = []
        for sheet in self.sheets:
            cells = []
            for pk, rule in self.rules.items():
                key = (sheet.pk, pk)
                cell = (told or {}).get(key) or self.cell(sheet, rule, mine.get(key))
                worth = worths_here.get(sheet.pk, {}).get(pk)
                cell.worth = shown_worth(worth)
                cell.others = before.get(key, "")
                cells.append(cell)
            score = outcomes[sheet.pk].score
            rows.append(Row(sheet, cells, _points(score.total), len(score.missing)))
        return rows

    def _outcomes(self) -> dict[int, Outcome]:
        """So far, of this page's sheets; of everybody's where they hang together."""
        if not self.reckoning.needs_everybody:
            return self.reckoning.outcomes(self.sheets, self.marks, so_far=True)
        everybody = list(self.scoring.sheets.all())
        marks = Mark.objects.filter(sheet__scoring=self.scoring)
        return self.reckoning.outcomes(everybody, marks, so_far=True)

    def _before(self) -> dict[tuple[int, int], str]:
        """What the stage before gave, where this one may see it."""
        position = self.stage.position
        earlier = [
            s
            for s in self.reckoning.stages
            if s.position < position and not (s.is_blind and self.scoring.is_open)
        ]
        if not earlier or (self.stage.is_blind and self.scoring.is_open):
            return {}
        seen = {s.pk: s for s in earlier}
        said: dict[tuple[int, int], str] = {}
        found = self.reckoning.by_stage(m for m in self.marks if m.stage_id in seen)
        for stage in earlier:
            for sheet, of in found.get(stage.pk, {}).items():
                for criterion, worth in of.items():
                    said[sheet, criterion] = f"{stage}: {shown_worth(worth) or '–'}"
        return said

    def cell(self, sheet: Sheet, rule: entries.Rule, mark: Mark | None) -> Cell:
        """A cell as stored."""
        return Cell(
            name=typed.cell_name(sheet.pk, rule.pk),
            rule=rule,
            sheet=sheet,
            seen=mark.revision if mark else 0,
            fields=fields_of(rule, typed.texts_of(mark, rule)),
            is_mine=sheet.pk in self.scorers and self.scoring.is_open,
        )


def fields_of(rule: entries.Rule, texts: Mapping[str, str]) -> list[Field]:
    """The inputs of a cell, filled in."""
    kinds = {"reached": "choice", "grade": "choice", "times": "whole"}
    choices: dict[str, list[tuple[str, str]]] = {
        "reached": [("", "–"), ("co", _("đạt")), ("khong", _("không"))],
        "grade": [("", "–"), *((g, g) for g in rule.reckoned.grades)],
    }
    return [
        Field(
            name,
            words.FIELDS[name],
            text,
            kinds.get(name.removesuffix("_minus"), "figure"),
            choices.get(name, ()),
        )
        for name, text in texts.items()
    ]


def shown_worth(worth: Worth | None) -> str:
    """“19,5 + 0,4”; nothing where nothing can be said."""
    if worth is None or worth.missing:
        return ""
    said = _points(worth.points)
    return f"{said} + {_points(worth.bonus)}" if worth.bonus else said


def _points(exact: Any) -> str:
    return figures.show(hundredths(exact))


def scorers_of(
    user: Any, stage: ScoringStage, sheets: Sequence[Sheet]
) -> dict[int, int]:
    """{sheet: unit} of the sheets that the user scores here, and for which unit."""
    if stage.kind == enums.StageKind.SELF:
        pairs = [(sheet.pk, sheet.unit_id) for sheet in sheets]
    elif stage.kind == enums.StageKind.CROSS:
        duties = CrossDuty.objects.filter(sheet__in=[s.pk for s in sheets])
        pairs = list(duties.values_list("sheet_id", "unit_id"))
    else:
        pairs = [(sheet.pk, stage.unit_id) for sheet in sheets if stage.unit_id]
    units = {unit for _sheet, unit in pairs}
    mine = set(
        rights.visible(
            user, "score.enter", Unit.objects.filter(pk__in=units).order_by()
        ).values_list("pk", flat=True)
    )
    return {sheet: unit for sheet, unit in pairs if unit in mine}


def _asked(
    request: HttpRequest, public_id: uuid.UUID, kind: str
) -> tuple[Scoring, ScoringStage]:
    scoring = get_object_or_404(
        queries.scorings_visible_to(request.user), public_id=public_id
    )
    return scoring, get_object_or_404(scoring.stages, kind=kind)


def _page(request: HttpRequest, scoring: Scoring, stage: ScoringStage) -> Page[Sheet]:
    rows = sheets_for(request.user, scoring, stage)
    fields = sum(
        1 + len(entries.ASKED[rule.reckoned.formula])
        for rule in entries.rules_of(scoring, stage).values()
    )
    size = min(MOST_ROWS, max(FEWEST_ROWS, MOST_FIELDS // max(1, fields)))
    return Paginator(rows, size).get_page(request.GET.get("trang"))


def sheets_for(user: Any, scoring: Scoring, stage: ScoringStage | None = None) -> Any:
    """The sheets that the user may read: all for organisers, else own and duties."""
    rows = scoring.sheets.select_related("unit__subject")
    if rights.can(user, "scoring.see", scoring):
        return rows
    own = rights.visible(user, "scoring.see", Sheet.objects.filter(scoring=scoring))
    seen = Q(pk__in=own.values("pk"))
    if stage is not None:
        units = rights.visible(user, "score.enter", Unit.objects.order_by())
        if stage.kind == enums.StageKind.CROSS:
            seen |= Q(duties__unit__in=units.values("pk"))
        elif rights.visible(user, "score.enter", units.filter(pk=stage.unit_id)):
            return rows
    return rows.filter(seen).distinct()


@login_required
def grid(request: HttpRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Show a stage's grid; save all that was typed on it."""
    scoring, stage = _asked(request, public_id, kind)
    board = Board(request.user, scoring, stage, _page(request, scoring, stage))
    told: dict[tuple[int, int], Cell] = {}
    status = 200
    if request.method == "POST":
        told, saved = save(board, request.POST)
        if not told:
            messages.success(request, _("Đã lưu %(n)s ô.") % {"n": saved})
            return redirect(request.get_full_path())
        status = 409 if any(cell.theirs for cell in told.values()) else 422
        board = Board(request.user, scoring, stage, board.page)
    context = {
        "scoring": scoring,
        "stage": stage,
        "stages": board.reckoning.stages,
        "page": board.page,
        "rules": board.rules.values(),
        "rows": board.rows(told),
        "told": told,
        "may_score": bool(board.scorers) and scoring.is_open,
    }
    return render(request, "scoring/grid.html", context, status=status)


def save(
    board: Board, posted: Mapping[str, str]
) -> tuple[dict[tuple[int, int], Cell], int]:
    """Save the cells of a form. Returns those not kept, as typed, and how many were."""
    told: dict[tuple[int, int], Cell] = {}
    sheets = {sheet.pk: sheet for sheet in board.sheets}
    by_scorer: dict[int, list[typed.Typed]] = {}
    for one in typed.cells_in(posted, board.rules):
        scorer = board.scorers.get(one.sheet)
        if scorer is None:
            raise Http404
        if one.problem:
            told[one.sheet, one.criterion] = _as_typed(board, sheets, one)
        else:
            by_scorer.setdefault(scorer, []).append(one)
    count = 0
    for scorer, cells in by_scorer.items():
        unit = Unit.objects.get(pk=scorer)
        changed = _changed(board, cells)
        try:
            done = actions.save_marks(
                board.user, board.stage, unit, [one.change for one in changed]
            )
        except rights.Forbidden:
            raise
        except Refused as refusal:
            # The stage closed while she typed: every cell stays on the page.
            for one in changed:
                one.problem = refusal.message
                told[one.sheet, one.criterion] = _as_typed(board, sheets, one)
            continue
        count += len(done.saved)
        as_typed = {(one.sheet, one.criterion): one for one in changed}
        for conflict in done.conflicts:
            cell = _as_typed(board, sheets, as_typed[conflict.cell])
            cell.theirs, cell.seen = conflict.theirs, conflict.theirs.revision
            cell.theirs_said = said(conflict.theirs, cell.rule)
            told[conflict.cell] = cell
        for key, problem in done.problems.items():
            cell = _as_typed(board, sheets, as_typed[key])
            cell.problem = problem
            told[key] = cell
    return told, count


def _changed(board: Board, cells: Iterable[typed.Typed]) -> list[typed.Typed]:
    """The cells that say something else than is stored."""
    stored = {
        (m.sheet_id, m.criterion_id): m
        for m in board.marks
        if m.stage_id == board.stage.pk and m.unit_id == board.scorers.get(m.sheet_id)
    }
    changed = []
    for one in cells:
        mark = stored.get((one.sheet, one.criterion))
        if mark is None and not any(one.texts.values()):
            continue
        if mark is not None and entries.says(mark, one.entry, mark.reason):
            continue
        changed.append(one)
    return changed


def _as_typed(board: Board, sheets: Mapping[int, Sheet], one: typed.Typed) -> Cell:
    cell = board.cell(sheets[one.sheet], board.rules[one.criterion], None)
    cell.fields = fields_of(cell.rule, one.texts)
    cell.seen, cell.problem = one.seen, one.problem
    return cell


def said(mark: Mark, rule: entries.Rule) -> str:
    """What somebody else wrote in a cell, in words."""
    parts = [
        f"{words.FIELDS[name]} {text}"
        for name, text in typed.texts_of(mark, rule).items()
        if text
    ]
    return ", ".join(parts) or _("để trống")


@login_required
@require_POST
def cell(request: HttpRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Save one cell of the grid; say what became of it, and the row's total."""
    scoring, stage = _asked(request, public_id, kind)
    rules = entries.rules_of(scoring, stage)
    one = next(iter(typed.cells_in(request.POST, rules)), None)
    if one is None:
        raise Http404
    rows = sheets_for(request.user, scoring, stage).filter(pk=one.sheet)
    board = Board(request.user, scoring, stage, Paginator(rows, 1).get_page(1))
    told, _count = save(board, request.POST)
    board = Board(request.user, scoring, stage, board.page)
    row = board.rows(told)[0]
    drawn = next(each for each in row.cells if each.rule.pk == one.criterion)
    drawn.is_saved = not told
    status = 200 if not told else 409 if drawn.theirs else 422
    context = {"cell": drawn, "row": row}
    return render(request, "scoring/saved.html", context, status=status)
