"""Which indicator measures a target of a movement."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import board
from vinhdanh.indicators.models import Indicator, TargetLink
from vinhdanh.movements.models import Target
from vinhdanh.registry.models import Unit


def tie_target(
    actor: Any, target: Target, indicator: Indicator, unit: Unit | None = None
) -> TargetLink:
    """Let an indicator measure a target; unit: whose figure, the movement's if unsaid.

    Raises Refused where the unit does not report the indicator, nor any below it.
    """
    movement = target.movement
    rights.require(actor, "movement.prepare", movement)
    whose = unit or movement.unit
    reporting = set(indicator.reporters.values_list("unit_id", flat=True))
    if not reporting & board.ids_below(whose, movement.year):
        raise Refused(
            "indicator.not_reporter",
            _("%(unit)s không thuộc diện báo cáo “%(name)s”.")
            % {"unit": whose, "name": indicator.name},
        )
    with transaction.atomic():
        link = TargetLink.objects.select_for_update().filter(target=target).first()
        before = {"indicator": link.indicator.code} if link else None
        link = link or TargetLink(target=target)
        link.indicator, link.unit = indicator, unit
        link.save()
        audit.record(
            actor,
            "target.tie",
            movement,
            before=before,
            after={"target": target.name, "indicator": indicator.code},
        )
    return link


def untie_target(actor: Any, target: Target) -> None:
    """Let no indicator measure a target any more."""
    rights.require(actor, "movement.prepare", target.movement)
    with transaction.atomic():
        link = TargetLink.objects.filter(target=target).first()
        if link is None:
            return
        audit.record(
            actor,
            "target.untie",
            target.movement,
            before={"target": target.name, "indicator": link.indicator.code},
        )
        link.delete()
