"""An office plans until when each step of its year is done."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.movements.enums import StepOfYear
from vinhdanh.movements.models import PlannedStep
from vinhdanh.registry.models import Unit


def plan_step(
    actor: Any,
    unit: Unit,
    year: int,
    step: str,
    due_on: date | None,
    *,
    source: str = "",
) -> PlannedStep | None:
    """Set, move or (None) lift the deadline that a unit's plan gives a step."""
    rights.require(actor, "year.plan", unit)
    if step not in StepOfYear:
        raise Refused("year.no_step", _("Bước này không thuộc chu trình một năm."))
    with transaction.atomic():
        row = (
            PlannedStep.objects.select_for_update()
            .filter(unit=unit, year=year, step=step)
            .first()
        )
        before = {"due_on": row.due_on, "source": row.source} if row else None
        after = {"due_on": due_on, "source": source} if due_on else None
        if before == after:
            return row
        label = f"{StepOfYear(step).label} {year}"
        audit.record(actor, "year.plan", unit, before=before, after=after, reason=label)
        if due_on is None:
            PlannedStep.objects.filter(unit=unit, year=year, step=step).delete()
            return None
        row = row or PlannedStep(unit=unit, year=year, step=step)
        row.due_on, row.source = due_on, source
        row.save()
    return row
