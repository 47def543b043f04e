"""Points of a score sheet, into the marks of an open scoring that the office scores."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import figures
from vinhdanh.intake import scorings, untaken
from vinhdanh.intake.entering.protocol import Entering, change, counted
from vinhdanh.intake.scorings import Board
from vinhdanh.intake.staged import Comparing, Staged, sheet_problem
from vinhdanh.scoring import actions as scoring
from vinhdanh.scoring import entries
from vinhdanh.scoring.models import Sheet
from vinhdanh.viet import text

_SEEN = "seen"
_POINTS = ("self_points", "cross_points", "final_points")
Problems = list[dict[str, Any]]


@dataclass(frozen=True)
class Cell:
    """What a row would write for one subject: an entry over the revision seen."""

    sheet: Sheet
    rule: entries.Rule
    seen: int
    entry: Any
    before: int | None
    after: int


@dataclass
class Known:
    board: Board
    cells: dict[int, list[Cell]]


def _prepare(rows: list[Staged], comparing: Comparing) -> Problems:
    desks = scorings.desks_of(comparing.unit, comparing.place.year)
    asked, comparing.known = str(comparing.target or ""), None
    chosen = [one for one in desks if one.value == asked or len(desks) == 1]
    comparing.target = chosen[0] if chosen else None
    if not chosen:
        if desks:
            return [sheet_problem(_("Chọn đợt chấm và bước chấm nhận bảng này."))]
        what = _(
            "Năm %(year)s không có đợt chấm điểm nào đang mở mà “%(unit)s” chấm. Hãy "
            "mở đợt chấm, hoặc gửi bảng cho đúng đơn vị chấm."
        )
        told = {"year": comparing.place.year, "unit": comparing.unit}
        return [sheet_problem(what % told)]
    board = Board(chosen[0], comparing.unit)
    comparing.known = Known(board, {})
    problems = _whole(rows, board, comparing)
    for row in rows:
        problems += _of_row(row, comparing)
    return problems


def _whole(rows: list[Staged], board: Board, comparing: Comparing) -> Problems:
    """Say which columns of points this stage does not take, and whom nobody knows."""
    found = []
    for key in _POINTS:
        if key == board.desk.column or all(row.values.get(key) is None for row in rows):
            continue
        what = _(
            "Cột “%(column)s” không được nhập vào bước “%(stage)s”. Muốn nhập cột này, "
            "hãy chọn bước chấm của nó."
        ) % {
            "column": comparing.kind.column(key).label,
            "stage": board.desk.stage,
        }
        found.append(sheet_problem(what) | {"severity": "warning"})
    names = {name for row in rows for name, _points in _told(row, board)}
    found += [
        sheet_problem(_nobody(name, board))
        for name in sorted(names)
        if board.sheet(name) is None
    ]
    return found


def _nobody(name: str, board: Board) -> str:
    told = {"name": name, "scoring": board.desk}
    if not name:
        return (
            _(
                "Bảng không nói chấm cho ai, mà “%(scoring)s” chấm nhiều nơi. Ghi tiêu "
                "đề cột điểm là “Điểm của …”, mỗi nơi một cột."
            )
            % told
        )
    return (
        _(
            "“%(scoring)s” không chấm “%(name)s”. Sửa tiêu đề cột cho khớp tên trong "
            "đợt chấm, hoặc bỏ chọn cột ấy."
        )
        % told
    )


def _told(row: Staged, board: Board) -> Iterator[tuple[str, int]]:
    """Yield (whom, points in hundredths) of a row; '' where nobody is named."""
    own = row.values.get(board.desk.column)
    if own is not None:
        yield "", own
    for name, points in (row.values.get("scores") or {}).items():
        if points is not None:
            yield name, points


def _of_row(row: Staged, comparing: Comparing) -> Problems:
    board: Board = comparing.known.board
    name = row.values.get("name") or ""
    told = list(_told(row, board))
    rule = board.rule(name)
    if rule is None:
        return _no_criterion(row, name, comparing) if told else []
    problems = _standard(row, rule, comparing)
    cells: list[Cell] = []
    for whom, points in told:
        sheet = board.sheet(whom)
        if sheet is None:
            continue
        what, severity = _take(
            row, board, sheet, rule, scorings.counted(rule, points), cells
        )
        if what:
            key = "scores" if whom else board.desk.column
            problems.append(comparing.problem(row, key, what, severity=severity))
    comparing.known.cells[row.number] = cells
    return problems


def _no_criterion(row: Staged, name: str, comparing: Comparing) -> Problems:
    board: Board = comparing.known.board
    folded = text.fold(name)
    if row.values.get("role") == "part" or folded in board.parts:
        return []  # a sum of what is below it
    told = {"name": name, "scoring": board.desk.scoring, "stage": board.desk.stage}
    if folded in board.elsewhere:
        what = _("“%(name)s” không chấm ở bước “%(stage)s”; điểm không được nhập.")
        return [comparing.problem(row, "name", what % told, severity="warning")]
    what = _(
        "“%(scoring)s” không có tiêu chí “%(name)s”. Sửa tên trong ô cho khớp bảng "
        "tiêu chí đang áp dụng, hoặc xóa điểm của dòng."
    )
    return [comparing.problem(row, "name", what % told)]


def _standard(row: Staged, rule: entries.Rule, comparing: Comparing) -> Problems:
    most, standard = row.values.get("max_points"), int(rule.reckoned.standard * 100)
    if most is None or abs(most) == standard:
        return []
    what = _("bảng tiêu chí đang áp dụng ghi %(standard)s điểm, không phải %(told)s.")
    told = {"standard": figures.show(standard), "told": figures.show(most)}
    return [comparing.problem(row, "max_points", what % told, severity="warning")]


def _take(
    row: Staged,
    board: Board,
    sheet: Sheet,
    rule: entries.Rule,
    points: int,
    cells: list[Cell],
) -> tuple[str, str]:
    """Add a cell to be written; or say what is wrong with it, and how gravely."""
    mark = board.marks.get((sheet.pk, rule.pk))
    seen = row.values.setdefault(_SEEN, {})
    now = mark.revision if mark else 0
    before_look = seen.setdefault(f"{board.desk.stage.pk}-{sheet.pk}", now)
    if board.is_given(sheet, rule, points):
        return "", ""
    entry = scorings.entry_of(rule, points)
    if entry is None:
        return _not_from_points(board, sheet, rule, points), "warning"
    if fault := scorings.fault_of(rule, entry):
        return fault, "error"
    before = board.points(sheet, rule)
    if mark is not None and before_look != now:
        what = _(
            "%(who)s vừa ghi %(points)s điểm cho “%(name)s” sau khi bạn xem trước. Bấm "
            "“Xem lại điểm mới” rồi quyết định."
        ) % {
            "who": mark.by_name,
            "points": "–" if before is None else figures.show(before),
            "name": sheet,
        }
        return what, "error"
    cells.append(Cell(sheet, rule, now, entry, before, points))
    return "", ""


def _not_from_points(
    board: Board, sheet: Sheet, rule: entries.Rule, points: int
) -> str:
    given = board.points(sheet, rule)
    told = {
        "points": figures.show(points),
        "name": sheet,
        "now": _("chưa có") if given is None else figures.show(given),
    }
    return (
        _(
            "điểm của tiêu chí này do hệ thống tính từ số liệu, nên %(points)s điểm "
            "của “%(name)s” không được nhập (điểm tính được: %(now)s). Ghi số liệu ở "
            "phiếu chấm."
        )
        % told
    )


def _changes(row: Staged, comparing: Comparing) -> list[dict[str, Any]]:
    if comparing.known is None:
        return []
    return [
        change(
            "mark",
            figures.show(cell.after),
            before=None if cell.before is None else figures.show(cell.before),
        )
        | {"of": cell.sheet.printed_name}
        for cell in comparing.known.cells.get(row.number, [])
    ]


def _touches(rows: Sequence[Staged], comparing: Comparing) -> set[int]:
    if comparing.known is None:
        return set()
    known: Known = comparing.known
    numbers = {row.number for row in rows if row.changes}
    return {cell.sheet.subject_id for number in numbers for cell in known.cells[number]}


def _enter(actor: Any, rows: Sequence[Staged], comparing: Comparing) -> dict[str, int]:
    known: Known = comparing.known
    changes = [
        scoring.Change(cell.sheet.pk, cell.rule.pk, cell.seen, cell.entry)
        for row in rows
        if row.changes
        for cell in known.cells[row.number]
    ]
    if not changes:
        return counted(rows, marks=0)
    done = scoring.save_marks(actor, comparing.target.stage, comparing.unit, changes)
    if done.conflicts or done.problems:
        raise Refused(
            "import.mark_conflict",
            _(
                "Có người vừa ghi điểm cùng lúc nên chưa nhập gì. Bấm “Xem lại điểm "
                "mới” rồi xác nhận lại."
            ),
        )
    return counted(rows, marks=len(done.saved))


_NOT_TAKEN = {
    **untaken.NOTE,
    "evidence": gettext_lazy("minh chứng là tệp, được đính kèm ở phiếu chấm."),
}
ENTERING = Entering(_changes, _enter, _prepare, touches=_touches, not_taken=_NOT_TAKEN)
