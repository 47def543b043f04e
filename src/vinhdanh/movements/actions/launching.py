"""From a draft to a launched movement.

Forms, contents and who launches: Luật Thi đua, khen thưởng 2022, Điều 16 to 18
(Nghị định 91/2017/NĐ-CP, Điều 4 to 6, before 2024).
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.movements.enums import MovementKind, MovementState
from vinhdanh.movements.models import KeyTask, Movement, Target
from vinhdanh.registry.models import Unit
from vinhdanh.viet import dates


@dataclass(frozen=True)
class TargetLine:
    """A goal as typed: “Hồ sơ đúng hạn”, “từ 98 % trở lên”."""

    name: str
    goal: str = ""
    indicator_code: str = ""


@dataclass(frozen=True)
class TaskLine:
    """A key task as typed, with who answers for it and by when, where known."""

    name: str
    owner: Unit | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class MovementForm:
    """What is written of a movement; days are inclusive."""

    name: str
    year: int
    first_day: date
    last_day: date
    kind: str = MovementKind.REGULAR
    slogan: str = ""
    content: str = ""
    launched_with: str = ""
    plan_number: str = ""
    registration_opens: date | None = None
    registration_closes: date | None = None
    targets: tuple[TargetLine, ...] = ()
    key_tasks: tuple[TaskLine, ...] = ()


WORDS = (
    *("name", "year", "first_day", "last_day", "kind", "slogan", "content"),
    *("launched_with", "plan_number", "registration_opens", "registration_closes"),
)


def prepare_movement(actor: Any, unit: Unit, form: MovementForm) -> Movement:
    """Draft a movement of a unit, with its targets and key tasks."""
    rights.require(actor, "movement.prepare", unit)
    _check(form)
    with transaction.atomic():
        movement = Movement.objects.create(
            unit=unit, **{name: getattr(form, name) for name in WORDS}
        )
        _write_lines(movement, form)
        audit.record(actor, "movement.prepare", movement, after=_as_words(form))
    return movement


def mend_movement(actor: Any, movement: Movement, form: MovementForm) -> Movement:
    """Rewrite a draft. Raises Refused once the movement has been launched."""
    rights.require(actor, "movement.prepare", movement)
    _check(form)
    with transaction.atomic():
        locked = Movement.objects.select_for_update().get(pk=movement.pk)
        _refuse_launched(locked)
        before = _as_words(form_of(locked))
        for name in WORDS:
            setattr(locked, name, getattr(form, name))
        locked.save()
        locked.targets.all().delete()
        locked.key_tasks.all().delete()
        _write_lines(locked, form)
        audit.record(
            actor, "movement.mend", locked, before=before, after=_as_words(form)
        )
    return locked


def launch_movement(
    actor: Any, movement: Movement, *, on: date, plan_number: str = ""
) -> Movement:
    """Launch a movement; from now on its content stands as launched.

    on: the day of the launch. plan_number: of the plan or decision that launches
    it; empty keeps the one in the draft. Raises Refused without a target, or when
    the day lies after the movement's period.
    """
    rights.require(actor, "movement.launch", movement)
    with transaction.atomic():
        locked = Movement.objects.select_for_update().get(pk=movement.pk)
        _refuse_launched(locked)
        if not locked.targets.exists():
            raise Refused(
                "movement.no_target",
                _("Phong trào chưa có chỉ tiêu nào. Hãy ghi chỉ tiêu rồi phát động."),
            )
        if on > locked.last_day:
            raise Refused(
                "movement.after_period",
                _("Ngày phát động %(on)s nằm sau ngày kết thúc phong trào %(end)s.")
                % {"on": dates.short(on), "end": dates.short(locked.last_day)},
            )
        locked.state = MovementState.LAUNCHED
        locked.launched_on = on
        locked.plan_number = plan_number or locked.plan_number
        locked.save(update_fields=["state", "launched_on", "plan_number"])
        audit.record(
            actor,
            "movement.launch",
            locked,
            before={"state": MovementState.DRAFT.value},
            after={
                "state": MovementState.LAUNCHED.value,
                "launched_on": on,
                "plan_number": locked.plan_number,
            },
        )
    return locked


def next_year_from(actor: Any, movement: Movement) -> Movement:
    """Draft next year's movement from this one: days a year on, lines copied.

    Where the words name the year, they name the next one; see `_named_a_year_on`.
    """
    form = form_of(movement)
    year = movement.year
    ahead = replace(
        form,
        name=_named_a_year_on(form.name, year),
        slogan=_named_a_year_on(form.slogan, year),
        content=_named_a_year_on(form.content, year),
        launched_with=_named_a_year_on(form.launched_with, year),
        year=year + 1,
        first_day=_a_year_on(form.first_day),
        last_day=_a_year_on(form.last_day),
        plan_number="",
        registration_opens=_maybe_a_year_on(form.registration_opens),
        registration_closes=_maybe_a_year_on(form.registration_closes),
        targets=tuple(
            replace(
                target,
                name=_named_a_year_on(target.name, year),
                goal=_named_a_year_on(target.goal, year),
            )
            for target in form.targets
        ),
        key_tasks=tuple(
            replace(
                task,
                name=_named_a_year_on(task.name, year),
                due_on=_maybe_a_year_on(task.due_on),
            )
            for task in form.key_tasks
        ),
    )
    return prepare_movement(actor, movement.unit, ahead)


def open_registration(
    actor: Any, movement: Movement, *, opens: date | None, closes: date | None
) -> Movement:
    """Set between which days titles are registered, draft or launched alike."""
    rights.require(actor, "registration.open", movement)
    _check_window(opens, closes)
    with transaction.atomic():
        locked = Movement.objects.select_for_update().get(pk=movement.pk)
        before = {"opens": locked.registration_opens}
        before["closes"] = locked.registration_closes
        locked.registration_opens, locked.registration_closes = opens, closes
        locked.save(update_fields=["registration_opens", "registration_closes"])
        audit.record(
            actor,
            "registration.open",
            locked,
            before=before,
            after={"opens": opens, "closes": closes},
        )
    return locked


def form_of(movement: Movement) -> MovementForm:
    """Return a movement as the form that would write it again."""
    return MovementForm(
        **{name: getattr(movement, name) for name in WORDS},
        targets=tuple(
            TargetLine(row.name, row.goal, row.indicator_code)
            for row in movement.targets.all()
        ),
        key_tasks=tuple(
            TaskLine(row.name, row.owner, row.due_on)
            for row in movement.key_tasks.select_related("owner__subject")
        ),
    )


def _check(form: MovementForm) -> None:
    if not form.name.strip():
        raise Refused("movement.no_name", _("Hãy ghi tên phong trào."))
    if form.last_day < form.first_day:
        raise Refused(
            "movement.period",
            _("Ngày kết thúc %(end)s trước ngày bắt đầu %(start)s. Hãy sửa lại.")
            % {"end": dates.short(form.last_day), "start": dates.short(form.first_day)},
        )
    _check_window(form.registration_opens, form.registration_closes)


def _check_window(opens: date | None, closes: date | None) -> None:
    if opens and closes and closes < opens:
        raise Refused(
            "registration.window",
            _("Ngày cuối nhận đăng ký %(end)s trước ngày mở %(start)s. Hãy sửa lại.")
            % {"end": dates.short(closes), "start": dates.short(opens)},
        )


def _refuse_launched(movement: Movement) -> None:
    if movement.state != MovementState.DRAFT:
        raise Refused(
            "movement.launched",
            _(
                "Phong trào đã phát động ngày %(on)s nên nội dung giữ nguyên. "
                "Hãy lập dự thảo cho năm sau."
            )
            % {"on": dates.short(movement.launched_on) if movement.launched_on else ""},
        )


def _write_lines(movement: Movement, form: MovementForm) -> None:
    Target.objects.bulk_create(
        Target(
            movement=movement,
            position=place,
            name=line.name,
            goal=line.goal,
            indicator_code=line.indicator_code,
        )
        for place, line in enumerate(form.targets, start=1)
    )
    KeyTask.objects.bulk_create(
        KeyTask(
            movement=movement,
            position=place,
            name=line.name,
            owner=line.owner,
            due_on=line.due_on,
        )
        for place, line in enumerate(form.key_tasks, start=1)
    )


def _as_words(form: MovementForm) -> dict[str, Any]:
    words = {name: getattr(form, name) for name in WORDS}
    words["targets"] = [[line.name, line.goal] for line in form.targets]
    words["key_tasks"] = [
        [task.name, str(task.owner or ""), task.due_on] for task in form.key_tasks
    ]
    return words


def _a_year_on(day: date) -> date:
    """Return the same day next year; 29 February becomes 28."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return (day - timedelta(days=1)).replace(year=day.year + 1)


def _maybe_a_year_on(day: date | None) -> date | None:
    return None if day is None else _a_year_on(day)


# Kept as they are: whole dates, a paper's number (15/2026/QĐ) and a span of years. A
# paper that is cited and the term of a body stay the same next year.
_NOT_A_YEAR_ALONE = (
    r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
    r"|\d{4}\s*[-–]\s*\d{4}"
    r"|\w+(?:[/.\-]\w+)+"
)


def _named_a_year_on(words: str, year: int) -> str:
    """Return words with the year, where it stands alone, as the next one."""

    def moved(found: re.Match[str]) -> str:
        return found[0] if found[1] is None else str(year + 1)

    return re.sub(rf"{_NOT_A_YEAR_ALONE}|\b({year})\b", moved, words)
