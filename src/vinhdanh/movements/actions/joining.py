"""Units are invited to a movement and join it with one of their own."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.movements import running
from vinhdanh.movements.actions.launching import (
    form_of,
    launch_movement,
    prepare_movement,
)
from vinhdanh.movements.models import Invitation, Movement, Participation
from vinhdanh.registry.models import Unit
from vinhdanh.viet import dates


def invite(
    actor: Any, movement: Movement, units: Iterable[Unit], *, on: date | None = None
) -> list[Invitation]:
    """Invite units to take part; those already invited stay as they are."""
    rights.require(actor, "movement.prepare", movement)
    wanted = {unit.pk: unit for unit in units if unit.pk != movement.unit_id}
    with transaction.atomic():
        locked = Movement.objects.select_for_update().get(pk=movement.pk)
        known = set(locked.invitations.values_list("unit", flat=True))
        made = Invitation.objects.bulk_create(
            Invitation(movement=locked, unit=unit, invited_on=on or clock.today())
            for pk, unit in wanted.items()
            if pk not in known
        )
        if made:
            audit.record(
                actor,
                "movement.invite",
                locked,
                after={"units": [str(row.unit) for row in made]},
            )
    return made


def join_movement(
    actor: Any,
    movement: Movement,
    unit: Unit,
    *,
    opens: date | None = None,
    closes: date | None = None,
    plan_number: str = "",
    on: date | None = None,
) -> Participation:
    """Join a launched movement: the unit launches one of its own that answers it.

    The unit's own movement has the same theme, targets and days, and takes its own
    registrations between `opens` and `closes`. on: the day of the unit's plan, today
    unless given.
    """
    rights.require(actor, "movement.join", unit)
    day = on or clock.today()
    with transaction.atomic():
        locked = Movement.objects.select_for_update().get(pk=movement.pk)
        _refuse_to_join(locked, unit, day)
        own = _own_movement(actor, locked, unit, day, (opens, closes, plan_number))
        joined = Participation.objects.create(
            movement=locked,
            unit=unit,
            joined_on=day,
            joined_by_name=str(actor),
            own=own,
        )
        audit.record(
            actor,
            "movement.join",
            joined,
            after={"movement": locked.name, "on": day, "own": own.name},
        )
    return joined


def _refuse_to_join(movement: Movement, unit: Unit, day: date) -> None:
    if movement.is_draft:
        raise Refused(
            "movement.not_launched", _("Phong trào chưa phát động nên chưa hưởng ứng.")
        )
    if unit.pk == movement.unit_id or unit.pk not in running.units_asked(movement):
        raise Refused(
            "movement.not_asked",
            _("“%(unit)s” không thuộc phạm vi phong trào này.") % {"unit": unit},
        )
    if movement.participations.filter(unit=unit).exists():
        raise Refused(
            "movement.joined_twice",
            _("“%(unit)s” đã hưởng ứng phong trào này.") % {"unit": unit},
        )
    if day > movement.last_day:
        raise Refused(
            "movement.over",
            _("Phong trào đã kết thúc ngày %(end)s nên không hưởng ứng được nữa.")
            % {"end": dates.short(movement.last_day)},
        )


def _own_movement(
    actor: Any,
    movement: Movement,
    unit: Unit,
    day: date,
    words: tuple[date | None, date | None, str],
) -> Movement:
    form = form_of(movement)
    opens, closes, plan_number = words
    own = prepare_movement(
        actor,
        unit,
        form.answered(opens=opens, closes=closes, plan_number=plan_number),
    )
    return launch_movement(actor, own, on=day, plan_number=plan_number)
