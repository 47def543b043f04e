"""Cells of a posted form are saved; those that could not be kept come back as typed."""

from collections.abc import Iterable, Mapping

from django.http import Http404

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.pages.scoring import typed
from vinhdanh.pages.scoring.board import Board, Cell, Key, fields_of, said
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import actions, entries


def save(board: Board, posted: Mapping[str, str]) -> tuple[dict[Key, Cell], int]:
    """Save the cells of a form. Returns those not kept, as typed, and how many were.

    Cells of a sheet that the user does not score are not there for her: 404.
    """
    told: dict[Key, Cell] = {}
    by_scorer: dict[int, list[typed.Typed]] = {}
    for one in typed.cells_in(posted, board.rules):
        scorer = board.scorers.get(one.sheet)
        if scorer is None:
            raise Http404
        if one.problem:
            told[one.sheet, one.criterion] = _as_typed(board, one)
        else:
            by_scorer.setdefault(scorer, []).append(one)
    units = Unit.objects.in_bulk(by_scorer)
    count = 0
    for scorer, cells in by_scorer.items():
        changed = _changed(board, cells)
        if changed:
            count += _save_of(board, units[scorer], changed, told)
    return told, count


def _save_of(
    board: Board, unit: Unit, changed: list[typed.Typed], told: dict[Key, Cell]
) -> int:
    """Save the cells of one scoring unit; returns how many were."""
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
            told[one.sheet, one.criterion] = _as_typed(board, one)
        return 0
    as_typed = {(one.sheet, one.criterion): one for one in changed}
    for conflict in done.conflicts:
        cell = _as_typed(board, as_typed[conflict.cell])
        cell.theirs, cell.seen = conflict.theirs, conflict.theirs.revision
        cell.theirs_said = said(conflict.theirs, cell.rule)
        told[conflict.cell] = cell
    for key, problem in done.problems.items():
        cell = _as_typed(board, as_typed[key])
        cell.problem = problem
        told[key] = cell
    return len(done.saved)


def _changed(board: Board, cells: Iterable[typed.Typed]) -> list[typed.Typed]:
    """The cells that say something else than is stored."""
    changed = []
    for one in cells:
        mark = board.mine.get((one.sheet, one.criterion))
        if mark is None and not any((*one.texts.values(), one.reason)):
            continue
        if mark is not None and entries.says(mark, one.entry, one.reason):
            continue
        changed.append(one)
    return changed


def _as_typed(board: Board, one: typed.Typed) -> Cell:
    sheet = next(sheet for sheet in board.sheets if sheet.pk == one.sheet)
    mark = board.mine.get((one.sheet, one.criterion))
    cell = board.cell(sheet, board.rules[one.criterion], mark)
    cell.fields = fields_of(cell.rule, one.texts)
    cell.seen, cell.problem = one.seen, one.problem
    return cell
