"""What a review says of targets and tasks: as they stand, or as it kept them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from vinhdanh.movements.models import Movement, Review


@dataclass(frozen=True)
class FigureLine:
    """A target with what was reached, as read on the day.

    word: “đạt”, “chưa đạt”; empty where nothing measures the target.
    """

    name: str
    base: str
    goal: str
    reached: str
    word: str = ""


@dataclass(frozen=True)
class TaskTold:
    """A key task as a review tells it; `done_on` is None while undone."""

    name: str
    owner: str
    due_on: date | None
    done_on: date | None
    remark: str


def figures_of(review: Review) -> list[FigureLine]:
    """Return the figures that a concluded review keeps; none until then."""
    return [FigureLine(**row) for row in review.figures]


def tasks_of(review: Review) -> list[TaskTold]:
    """Return the key tasks: as kept once concluded, as they stand until then."""
    if review.is_concluded:
        return [_kept(row) for row in review.tasks]
    return tasks_today(review.movement)


def tasks_today(movement: Movement) -> list[TaskTold]:
    return [
        TaskTold(row.name, str(row.owner or ""), row.due_on, row.done_on, row.remark)
        for row in movement.key_tasks.select_related("owner__subject")
    ]


def _kept(row: dict[str, Any]) -> TaskTold:
    days = {
        name: date.fromisoformat(row[name]) if row[name] else None
        for name in ("due_on", "done_on")
    }
    return TaskTold(**(row | days))
