"""The grid: a whole block at one stage, units down and criteria across.

A changed cell is saved by itself; the whole form saves too, so that nothing depends on
a script. What somebody else wrote meanwhile is shown beside what was typed, and told
to who has the page open.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import clock
from vinhdanh.pages.scoring import typed
from vinhdanh.pages.scoring.board import (
    Board,
    Cell,
    Key,
    cross_scorers,
    scoring_units,
    sheets_for,
)
from vinhdanh.pages.scoring.board import said as said_of
from vinhdanh.pages.scoring.saving import save
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import actions, entries, enums, queries
from vinhdanh.scoring.models import Mark, Scoring, ScoringStage, Sheet

# A form of more fields than this is refused by the framework, as an attack would be.
MOST_FIELDS: Final = 900
FEWEST_ROWS, MOST_ROWS = 10, 50
LATELY: Final = timedelta(minutes=10)
"""Who wrote so long ago is taken to be scoring still."""
MOST_NEWS: Final = 100


def asked(
    request: HttpRequest, public_id: uuid.UUID, kind: str
) -> tuple[Scoring, ScoringStage]:
    """The scoring and the stage of an address; 404 for who may not see them."""
    scoring = get_object_or_404(
        queries.scorings_to_read(request.user), public_id=public_id
    )
    return scoring, stage_of(scoring, kind)


def stage_of(scoring: Scoring, kind: str) -> ScoringStage:
    """The stage of that kind; 404 for a scoring without it."""
    for stage in scoring.stages.all():
        if stage.kind == kind:
            return stage
    raise Http404


def _page(request: HttpRequest, stage: ScoringStage, rows: Any) -> Page[Sheet]:
    fields = sum(
        1 + len(entries.ASKED[rule.reckoned.formula])
        for rule in entries.rules_of(stage.scoring, stage).values()
    )
    size = min(MOST_ROWS, max(FEWEST_ROWS, MOST_FIELDS // max(1, fields)))
    return Paginator(rows, size).get_page(request.GET.get("trang"))


def _board(
    request: HttpRequest, scoring: Scoring, stage: ScoringStage
) -> tuple[Board, Page[Sheet], list[Unit]]:
    """The grid of the page asked for, that page, and the units scored for crosswise."""
    rows = sheets_for(request.user, scoring, stage)
    units: list[Unit] = []
    scorer = None
    if stage.kind == enums.StageKind.CROSS:
        units = cross_scorers(request.user, scoring)
        wanted = request.GET.get("cho")
        scorer = next((u for u in units if str(u.subject.public_id) == wanted), None)
        scorer = scorer or (units[0] if units else None)
        if scorer is not None:
            # Those it scores and no others: every row of the page is for marking.
            rows = rows.filter(duties__unit=scorer)
    page = _page(request, stage, rows)
    board = Board(request.user, scoring, stage, page, scorer)
    return board, page, units


def _may_fill(request: HttpRequest, board: Board) -> bool:
    """Do cells ask for indicators, and does the user score for a unit that has them?"""
    if not any(rule.indicators for rule in board.rules.values()):
        return False
    return scoring_units(request.user, set(board.scorers.values())).exists()


def _readable(request: HttpRequest, board: Board) -> set[int]:
    """The sheets of the page that may be opened: crosswise one scores unseen ones."""
    drawn = {sheet.pk for sheet in board.sheets}
    if board.scorer is None:
        return drawn
    rows = sheets_for(request.user, board.scoring).filter(pk__in=drawn)
    return set(rows.values_list("pk", flat=True))


@login_required
def grid(request: HttpRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Show a stage's grid; save all that was typed on it."""
    scoring, stage = asked(request, public_id, kind)
    read_at = clock.now()
    board, page, units = _board(request, scoring, stage)
    told: dict[Key, Cell] = {}
    status = 200
    if request.method == "POST":
        told, saved = save(board, request.POST)
        if not told:
            said = _("Đã lưu %(n)s ô.") % {"n": saved}
            none = _("Các ô đã lưu từ trước; không có ô nào thay đổi.")
            messages.success(request, said if saved else none)
            return redirect(request.get_full_path())
        status = 409 if any(cell.theirs for cell in told.values()) else 422
        board.read()
    context = {
        "scoring": scoring,
        "stage": stage,
        "stages": board.reckoning.stages,
        "page": page,
        "rules": board.rules.values(),
        "rows": board.rows(told),
        "told": told,
        "sheets_seen": _readable(request, board),
        "may_score": bool(board.scorers) and scoring.is_open,
        "units": units,
        "deputies": board.deputies,
        "save_url": board.save_url,
        "fill_url": board.query_on("scoring-fill", public_id, kind)
        if _may_fill(request, board)
        else "",
        "scorer": board.scorer,
        "read_at": read_at.isoformat(),
    }
    return render(request, "scoring/grid.html", context, status=status)


@login_required
@require_POST
def cell(request: HttpRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Save one cell of the grid; say what became of it, and the row's total."""
    scoring, stage = asked(request, public_id, kind)
    rules = entries.rules_of(scoring, stage)
    one = next(iter(typed.cells_in(request.POST, rules)), None)
    if one is None:
        raise Http404
    board = board_of_one(request, scoring, stage, pk=one.sheet)
    told, _count = save(board, request.POST)
    board.read()
    row = board.rows(told)[0]
    drawn = next(each for each in row.cells if each.rule.pk == one.criterion)
    drawn.is_saved = not told
    status = 200 if not told else 409 if drawn.theirs else 422
    context = {"cell": drawn, "row": row, "stage": stage}
    return render(request, "scoring/saved.html", context, status=status)


@login_required
@require_POST
def fill(request: HttpRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Fill the empty cells of this page from the indicators of the year."""
    scoring, stage = asked(request, public_id, kind)
    board, _page_drawn, _units = _board(request, scoring, stage)
    rows = Sheet.objects.filter(pk__in=board.scorers)
    sheets = list(rows.select_related("subject", "unit__subject"))
    cells, unknown = 0, 0
    for unit in Unit.objects.filter(pk__in=set(board.scorers.values())):
        mine = [sheet for sheet in sheets if board.scorers[sheet.pk] == unit.pk]
        done = actions.fill_from_indicators(request.user, stage, unit, mine)
        cells, unknown = cells + done.cells, unknown + len(done.unknown)
    messages.success(request, _("Đã điền %(n)s ô từ chỉ số.") % {"n": cells})
    if unknown:
        said = _(
            "%(n)s số chưa có hoặc chưa đủ đơn vị báo cáo nên vẫn để trống; đơn vị báo "
            "cáo chỉ số bổ sung, hoặc bạn ghi tay."
        )
        messages.warning(request, said % {"n": unknown})
    there = reverse("scoring-grid", args=[public_id, kind])
    asked_for = request.GET.urlencode()
    return redirect(f"{there}?{asked_for}" if asked_for else there)


def board_of_one(
    request: HttpRequest, scoring: Scoring, stage: ScoringStage, **which: Any
) -> Board:
    """The grid of a single sheet; `cho`: the unit that scores it crosswise."""
    scorer = None
    if (wanted := request.GET.get("cho")) and stage.kind == enums.StageKind.CROSS:
        units = cross_scorers(request.user, scoring)
        scorer = next((u for u in units if str(u.subject.public_id) == wanted), None)
    rows = sheets_for(request.user, scoring, stage).filter(**which)
    if scorer is not None:
        rows = rows.filter(duties__unit=scorer)
    return Board(request.user, scoring, stage, list(rows), scorer)


@login_required
def news(request: HttpRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Tell who has the grid open what others have written since, cell by cell.

    `tu`: since when, as an instant; the answer says from when to ask again. Inputs are
    left alone, and a cell typed over what is told here is still asked about.
    """
    scoring, stage = asked(request, public_id, kind)
    since = _instant(request.GET.get("tu", ""))
    asked_at = clock.now()
    if scoring.hides(stage):
        return HttpResponse(status=204)
    others = Mark.objects.filter(stage=stage).exclude(by=request.user.pk)
    seen = others.filter(sheet__in=sheets_for(request.user, scoring, stage).order_by())
    fresh = seen.filter(at__gte=since).select_related("sheet").order_by("at")
    rules = entries.rules_of(scoring, stage)
    cells = [
        {
            "name": typed.cell_name(mark.sheet_id, mark.criterion_id),
            "theirs": mark,
            "theirs_said": said_of(mark, rules[mark.criterion_id]),
        }
        for mark in fresh[:MOST_NEWS]
    ]
    present = seen.filter(at__gte=asked_at - LATELY).order_by()
    context = {
        "scoring": scoring,
        "stage": stage,
        "cells": cells,
        "present": present.values("by_name").annotate(last=Max("at")),
        "read_at": asked_at.isoformat(),
    }
    return render(request, "scoring/news.html", context)


def _instant(typed_in: str) -> datetime:
    try:
        found = parse_datetime(typed_in)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Http404
    return found
