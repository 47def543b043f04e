"""One cell by itself: its figures, why, and the papers that prove it."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from vinhdanh.base import rights
from vinhdanh.base.files import read_file
from vinhdanh.base.refusal import Refused
from vinhdanh.pages.scoring.board import Board, Row, sheets_for
from vinhdanh.pages.scoring.board import Cell as Drawn
from vinhdanh.pages.scoring.grid import board_of_one, stage_of
from vinhdanh.pages.scoring.saving import save
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import actions, queries
from vinhdanh.scoring.models import Mark, Scoring, ScoringStage, Sheet
from vinhdanh.scoring.results import Reckoning


@dataclass
class _Looked:
    """A cell at a stage, as somebody looks at it."""

    scoring: Scoring
    stage: ScoringStage
    sheet: Sheet
    board: Board
    row: Row
    cell: Drawn


@login_required
def mark(
    request: HttpRequest, public_id: uuid.UUID, kind: str, code: str
) -> HttpResponse:
    """Show a cell with its reason and evidence; both are written here.

    Asked from the grid, only what is opened inside the cell is answered.
    """
    looked = _looked(request, public_id, kind, code)
    told: dict[tuple[int, int], Drawn] = {}
    fault = ""
    if request.method == "POST":
        told, _count = save(looked.board, request.POST)
        file = request.FILES.get(f"{looked.cell.name}-file")
        if file is not None and not told:
            fault = _attach(looked, file)
        if not told and not fault and not request.htmx:  # type: ignore[attr-defined]
            messages.success(request, _("Đã lưu."))
            return redirect(request.get_full_path())
        looked.board.read()
    row = looked.board.rows(told)[0]
    cell = next(each for each in row.cells if each.rule.code == code)
    cell.problem = cell.problem or fault
    cell.is_saved = request.method == "POST" and not told and not fault
    context = {
        "scoring": looked.scoring,
        "stage": looked.stage,
        "sheet": looked.sheet,
        "is_sheet_seen": sheets_for(request.user, looked.scoring)
        .filter(pk=looked.sheet.pk)
        .exists(),
        "cell": cell,
        "row": row,
        "grid_url": looked.board.query_on(
            "scoring-grid", looked.scoring.public_id, kind
        ),
    }
    status = 422 if told or fault else 200
    return render(request, _template(request), context, status=status)


def _template(request: HttpRequest) -> str:
    if not request.htmx:  # type: ignore[attr-defined]
        return "scoring/mark.html"
    return "scoring/more.html" if request.method == "GET" else "scoring/saved.html"


def _looked(
    request: HttpRequest, public_id: uuid.UUID, kind: str, code: str
) -> _Looked:
    scoring = get_object_or_404(
        queries.scorings_to_read(request.user), sheets__public_id=public_id
    )
    stage = stage_of(scoring, kind)
    board = board_of_one(request, scoring, stage, public_id=public_id)
    if not board.sheets:
        raise Http404
    row = board.rows()[0]
    cell = next((each for each in row.cells if each.rule.code == code), None)
    if cell is None:
        raise Http404
    return _Looked(scoring, stage, board.sheets[0], board, row, cell)


def _attach(looked: _Looked, file: UploadedFile[Any]) -> str:
    """Put a file beside the cell's mark; returns why it is not taken, or nothing."""
    board, cell = looked.board, looked.cell
    if looked.sheet.pk not in board.scorers:
        raise Http404
    board.read()
    key = (looked.sheet.pk, cell.rule.pk)
    unit = Unit.objects.get(pk=board.scorers[looked.sheet.pk])
    try:
        found = board.mine.get(key)
        if found is None:
            nothing_yet = actions.Change(*key, 0, {})
            done = actions.save_marks(board.user, looked.stage, unit, [nothing_yet])
            found = done.saved[0]
        actions.attach_evidence(
            board.user, found, name=file.name or "", data=file.read()
        )
    except rights.Forbidden:
        raise
    except Refused as refusal:
        return refusal.message
    return ""


@login_required
def evidence(
    request: HttpRequest, public_id: uuid.UUID, file_id: uuid.UUID
) -> HttpResponse:
    """Hand out the evidence of a mark, always as a download."""
    scoring = get_object_or_404(
        queries.scorings_visible_to(request.user), sheets__public_id=public_id
    )
    marks = Mark.objects.filter(
        sheet__public_id=public_id, evidence__public_id=file_id
    ).select_related("stage", "evidence")
    for found in marks:
        rows = sheets_for(request.user, scoring, found.stage)
        if not Reckoning(scoring, request.user).read([found]):
            continue
        if rows.filter(pk=found.sheet_id).exists():
            stored = found.evidence
            assert stored is not None  # noqa: S101 - it was found by its file
            answer = HttpResponse(read_file(stored), content_type=stored.media_type)
            answer.headers["Content-Disposition"] = content_disposition_header(
                as_attachment=True, filename=stored.original_name
            )
            return answer
    raise Http404
