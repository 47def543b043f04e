"""Next year's movement, drafted from this year's; the next five years' likewise."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused
from vinhdanh.movements import running
from vinhdanh.movements.actions.launching import (
    MovementForm,
    form_of,
    prepare_movement,
)
from vinhdanh.movements.actions.lines import TargetLine, TaskLine, task_line
from vinhdanh.movements.models import Directive, KeyTask, Movement

FIVE = 5


def next_year_from(
    actor: Any,
    movement: Movement,
    *,
    tasks: Collection[KeyTask] | None = None,
    directives: Collection[Directive] | None = None,
) -> Movement:
    """Draft next year's movement from this one: days a year on, lines copied.

    Of a five-year movement the next one is five years on. A target's goal of this
    year is next year's base. tasks: the key tasks to carry over, those not done
    unless given. directives: the superior's words that become tasks, those that no
    task answers yet unless given. Where the words name the year, they name the next
    one; see `_Ahead.words`. Raises Refused where it has been drafted before.
    """
    form = form_of(movement)
    ahead = _Ahead(form.year, FIVE if movement.is_five_years else 1)
    carried = running.undone_tasks(movement) if tasks is None else tasks
    asked = running.open_directives(movement) if directives is None else directives
    key_tasks = (
        *(ahead.task(task_line(row)) for row in carried),
        *(task_of(row) for row in asked),
    )
    draft = replace(
        ahead.form(form),
        launchers=tuple(
            replace(line, name=ahead.words(line.name)) for line in form.launchers
        ),
        targets=tuple(ahead.target(line) for line in form.targets),
        key_tasks=tuple(_first_of_each(key_tasks)),
        is_sure=True,
    )
    with transaction.atomic():
        Movement.objects.select_for_update().get(pk=movement.pk)
        _refuse_a_second(movement)
        return prepare_movement(actor, movement.unit, draft, follows=movement)


def _refuse_a_second(movement: Movement) -> None:
    drafted = running.drafted_after(movement)
    if drafted is not None:
        raise Refused(
            "movement.drafted_ahead",
            _(
                "“%(name)s” đã lập từ phong trào này. Hãy sửa bản đó, hoặc bỏ dự "
                "thảo đó rồi lập lại."
            )
            % {"name": drafted.name},
        )


def task_of(directive: Directive) -> TaskLine:
    """Return a superior's word as the key task that answers it."""
    return TaskLine(directive.words, due_on=directive.due_on, directive=directive)


@dataclass(frozen=True)
class _Ahead:
    """Takes what was written of a year so many years on."""

    year: int
    by: int

    def form(self, form: MovementForm) -> MovementForm:
        first_day, last_day = self.day(form.first_day), self.day(form.last_day)
        parent = form.parent
        if parent and not parent.first_day <= first_day <= last_day <= parent.last_day:
            parent = None
        opens, closes = form.registration_opens, form.registration_closes
        return replace(
            form,
            name=self.words(form.name),
            slogan=self.words(form.slogan),
            content=self.words(form.content),
            year=self.year + self.by,
            parent=parent,
            first_day=first_day,
            last_day=last_day,
            plan_number="",
            registration_opens=opens and self.day(opens),
            registration_closes=closes and self.day(closes),
        )

    def target(self, line: TargetLine) -> TargetLine:
        return replace(
            line,
            name=self.words(line.name),
            goal=self.words(line.goal),
            base_hundredths=line.goal_hundredths,
        )

    def task(self, line: TaskLine) -> TaskLine:
        due_on = line.due_on and self.day(line.due_on)
        return replace(line, name=self.words(line.name), due_on=due_on)

    def day(self, day: date) -> date:
        """Return the same day in the later year; 29 February becomes 28."""
        try:
            return day.replace(year=day.year + self.by)
        except ValueError:
            return (day - timedelta(days=1)).replace(year=day.year + self.by)

    def words(self, words: str) -> str:
        """Return words with the year, where it stands alone, as the later one.

        Five years on, the span “2015–2020” of the movement itself moves too.
        """
        if self.by == FIVE:
            span = rf"\b{self.year}(\s*[-–]\s*){self.year + FIVE}\b"
            later = self.year + FIVE
            words = re.sub(span, rf"{later}\g<1>{later + FIVE}", words)

        def moved(found: re.Match[str]) -> str:
            return found[0] if found[1] is None else str(self.year + self.by)

        return re.sub(rf"{_NOT_A_YEAR_ALONE}|\b({self.year})\b", moved, words)


def _first_of_each(tasks: Iterable[TaskLine]) -> Iterable[TaskLine]:
    """Leave out a directive that a carried task answers already."""
    seen = set()
    for task in tasks:
        if task.directive is None or task.directive.pk not in seen:
            yield task
        if task.directive is not None:
            seen.add(task.directive.pk)


# Kept as they are: whole dates, a paper's number (15/2026/QĐ) and a span of years. A
# paper that is cited and the term of a body stay the same next year.
_NOT_A_YEAR_ALONE = (
    r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
    r"|\d{4}\s*[-–]\s*\d{4}"
    r"|\w+(?:[/.\-]\w+)+"
)
