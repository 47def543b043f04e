"""From a draft to a launched movement.

Forms, contents and who launches: Luật Thi đua, khen thưởng 2022, Điều 16 to 18
(Nghị định 91/2017/NĐ-CP, Điều 4 to 6, before 2024).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.base.seen import require_unchanged
from vinhdanh.movements.actions import lines
from vinhdanh.movements.actions.lines import LauncherLine, TargetLine, TaskLine
from vinhdanh.movements.enums import MovementKind, MovementState, Scope
from vinhdanh.movements.models import Movement
from vinhdanh.registry.models import Unit
from vinhdanh.viet import dates


@dataclass(frozen=True)
class MovementForm:
    """What is written of a movement; days are inclusive.

    parent: the five-year movement that this year belongs to. is_sure: a goal worse
    than its base is meant.
    """

    name: str
    year: int
    first_day: date
    last_day: date
    kind: str = MovementKind.REGULAR
    slogan: str = ""
    content: str = ""
    scope: str = Scope.TREE
    parent: Movement | None = None
    plan_number: str = ""
    registration_opens: date | None = None
    registration_closes: date | None = None
    launchers: tuple[LauncherLine, ...] = ()
    targets: tuple[TargetLine, ...] = ()
    key_tasks: tuple[TaskLine, ...] = ()
    is_sure: bool = False

    def answered(
        self, *, opens: date | None, closes: date | None, plan_number: str
    ) -> "MovementForm":
        """Return the form of the movement with which a unit answers this one."""
        return replace(
            self,
            scope=Scope.TREE,
            parent=None,
            launchers=(),
            key_tasks=(),
            plan_number=plan_number,
            registration_opens=opens,
            registration_closes=closes,
            is_sure=True,
        )


WORDS = (
    *("name", "year", "first_day", "last_day", "kind", "slogan", "content"),
    *("scope", "parent", "plan_number", "registration_opens", "registration_closes"),
)


def prepare_movement(
    actor: Any, unit: Unit, form: MovementForm, *, follows: Movement | None = None
) -> Movement:
    """Draft a movement of a unit, with who launches it, its targets and key tasks.

    follows: last year's movement that it was drafted from.
    """
    rights.require(actor, "movement.prepare", unit)
    _check(form)
    with transaction.atomic():
        movement = Movement.objects.create(
            unit=unit,
            follows=follows,
            **{name: getattr(form, name) for name in WORDS},
        )
        _write_lines(movement, form)
        audit.record(actor, "movement.prepare", movement, after=as_words(form))
    return movement


def mend_movement(
    actor: Any, movement: Movement, form: MovementForm, *, seen: str | None = None
) -> Movement:
    """Rewrite a draft. Raises Refused once the movement has been launched.

    seen: the mark of what was read; see `base.seen`.
    """
    rights.require(actor, "movement.prepare", movement)
    _check(form)
    with transaction.atomic():
        locked = Movement.objects.select_for_update().get(pk=movement.pk)
        refuse_launched(locked)
        require_unchanged(locked, seen)
        before = as_words(form_of(locked))
        for name in WORDS:
            setattr(locked, name, getattr(form, name))
        locked.save()
        _write_lines(locked, form)
        audit.record(
            actor, "movement.mend", locked, before=before, after=as_words(form)
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
        refuse_launched(locked)
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
        launchers=lines.launchers_of(movement),
        targets=lines.targets_of(movement),
        key_tasks=lines.tasks_of(movement),
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
    _check_parent(form)
    lines.refuse_odd_targets(form.targets, is_sure=form.is_sure)


def _check_parent(form: MovementForm) -> None:
    parent = form.parent
    if parent is None:
        return
    is_within = parent.first_day <= form.first_day and form.last_day <= parent.last_day
    if not parent.is_five_years or form.kind == MovementKind.FIVE_YEARS:
        raise Refused(
            "movement.parent_kind",
            _(
                "“%(name)s” không chứa phong trào này được: chỉ phong trào 5 năm chứa "
                "phong trào của từng năm."
            )
            % {"name": parent},
        )
    if not is_within:
        raise Refused(
            "movement.outside_parent",
            _("Thời gian phong trào nằm ngoài phong trào 5 năm %(start)s – %(end)s.")
            % {
                "start": dates.short(parent.first_day),
                "end": dates.short(parent.last_day),
            },
        )


def _check_window(opens: date | None, closes: date | None) -> None:
    if opens and closes and closes < opens:
        raise Refused(
            "registration.window",
            _("Ngày cuối nhận đăng ký %(end)s trước ngày mở %(start)s. Hãy sửa lại.")
            % {"end": dates.short(closes), "start": dates.short(opens)},
        )


def refuse_launched(movement: Movement) -> None:
    """Raise Refused for a movement that is no draft any more."""
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
    lines.write_launchers(movement, form.launchers)
    lines.write_targets(movement, form.targets)
    lines.write_tasks(movement, form.key_tasks)


def as_words(form: MovementForm) -> dict[str, Any]:
    """Return what a movement says, for the audit."""
    words = {name: getattr(form, name) for name in WORDS}
    words["parent"] = str(form.parent or "")
    words["launchers"] = [line.name for line in form.launchers]
    words["targets"] = [
        [line.name, line.goal, line.unit, line.base_hundredths, line.goal_hundredths]
        for line in form.targets
    ]
    words["key_tasks"] = [
        [task.name, str(task.owner or ""), task.due_on] for task in form.key_tasks
    ]
    return words
