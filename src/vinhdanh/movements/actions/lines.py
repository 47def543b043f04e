"""The lines of a movement as typed: who launches, targets, key tasks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused
from vinhdanh.movements.enums import Direction
from vinhdanh.movements.models import Directive, KeyTask, Launcher, Movement, Target
from vinhdanh.registry.models import Subject, Unit
from vinhdanh.viet import text

Line = TypeVar("Line")


@dataclass(frozen=True)
class LauncherLine:
    """A body that launches too; `subject` where it is kept here."""

    name: str
    subject: Subject | None = None


@dataclass(frozen=True)
class TargetLine:
    """A goal as typed: “Hồ sơ đúng hạn”, “từ 98 % trở lên”; or as a figure.

    base_hundredths, goal_hundredths: hundredths of `unit`, which they need.
    """

    name: str
    goal: str = ""
    indicator_code: str = ""
    unit: str = ""
    direction: str = Direction.MORE
    base_hundredths: int | None = None
    goal_hundredths: int | None = None


@dataclass(frozen=True)
class TaskLine:
    """A key task as typed, with who answers for it and by when, where known.

    directive: the superior's word that it comes from.
    """

    name: str
    owner: Unit | None = None
    due_on: date | None = None
    directive: Directive | None = None


def refuse_odd_targets(targets: Iterable[TargetLine], *, is_sure: bool) -> None:
    """Refuse a figure without its unit, and question a goal worse than its base.

    is_sure: who typed it has said that a worse goal is meant.
    """
    lines = list(targets)
    for line in lines:
        figures = (line.base_hundredths, line.goal_hundredths)
        if any(figure is not None for figure in figures) and not line.unit.strip():
            raise Refused(
                "target.no_unit",
                _(
                    "Chỉ tiêu “%(name)s” có số mà chưa có đơn vị tính. "
                    "Hãy ghi đơn vị tính, ví dụ: %%, hồ sơ, sáng kiến."
                )
                % {"name": line.name},
            )
    worse = [line.name for line in lines if is_worse(line)]
    if worse and not is_sure:
        raise Refused(
            "target.worse_than_base",
            _(
                "Mức cần đạt kém hơn mức gốc: %(names)s. Hãy xem lại số và chiều tốt; "
                "nếu đúng là như vậy thì đánh dấu vào ô xác nhận rồi ghi."
            )
            % {"names": "; ".join(f"“{name}”" for name in worse)},
        )


def is_worse(line: TargetLine) -> bool:
    """Say whether a goal lies on the worse side of its base; equal is not worse."""
    base, goal = line.base_hundredths, line.goal_hundredths
    if base is None or goal is None:
        return False
    return goal < base if line.direction == Direction.MORE else goal > base


def write_launchers(movement: Movement, lines: Iterable[LauncherLine]) -> None:
    movement.launchers.all().delete()
    Launcher.objects.bulk_create(
        Launcher(
            movement=movement,
            position=place,
            printed_name=line.name,
            subject=line.subject,
        )
        for place, line in enumerate(lines, start=1)
    )


def write_targets(movement: Movement, lines: Sequence[TargetLine]) -> None:
    """Write the targets; a line keeps the row it had, so that ties to it hold."""

    def fill(row: Target, line: TargetLine) -> None:
        for name in TARGET_WORDS:
            setattr(row, name, getattr(line, name))

    kept = list(movement.targets.all())
    _write(kept, lines, lambda: Target(movement=movement), fill)


def write_tasks(movement: Movement, lines: Sequence[TaskLine]) -> None:
    """Write the key tasks, each into the row it had."""

    def fill(row: KeyTask, line: TaskLine) -> None:
        for name in TASK_WORDS:
            setattr(row, name, getattr(line, name))

    kept = list(movement.key_tasks.all())
    _write(kept, lines, lambda: KeyTask(movement=movement), fill)


TARGET_WORDS = (
    *("name", "goal", "indicator_code", "unit", "direction"),
    *("base_hundredths", "goal_hundredths"),
)
TASK_WORDS = ("name", "owner", "due_on", "directive")


def launchers_of(movement: Movement) -> tuple[LauncherLine, ...]:
    rows = movement.launchers.select_related("subject")
    return tuple(LauncherLine(row.printed_name, row.subject) for row in rows)


def targets_of(movement: Movement) -> tuple[TargetLine, ...]:
    return tuple(
        TargetLine(**{name: getattr(row, name) for name in TARGET_WORDS})
        for row in movement.targets.all()
    )


def tasks_of(movement: Movement) -> tuple[TaskLine, ...]:
    return tuple(
        task_line(row)
        for row in movement.key_tasks.select_related("owner__subject", "directive")
    )


def task_line(row: KeyTask) -> TaskLine:
    return TaskLine(**{name: getattr(row, name) for name in TASK_WORDS})


def _write(
    kept: list[Any],
    lines: Sequence[Line],
    new: Callable[[], Any],
    fill: Callable[[Any, Line], None],
) -> None:
    """Pair lines with the rows that bore their name, then with those of their place.

    Rows left without a line are deleted.
    """
    names = [text.clean_line(line.name) for line in lines]  # type: ignore[attr-defined]
    by_name = {row.name: row for row in reversed(kept)}
    pairs = {place: by_name.pop(name, None) for place, name in enumerate(names)}
    left = {row.position: row for row in by_name.values()}
    for place, line in enumerate(lines):
        row = pairs[place] or left.pop(place + 1, None) or new()
        fill(row, line)
        row.position = place + 1
        row.save()
        kept = [other for other in kept if other.pk != row.pk]
    for row in kept:
        row.delete()
