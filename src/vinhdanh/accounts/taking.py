"""Lists taken out of the site as files: who took which, how long, and what for."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Unit
from vinhdanh.sheets.writing import Taken
from vinhdanh.viet import numbers, text

MANY = 200
"""Rows of a list above which is asked what it is taken for."""


class ReasonNeeded(Refused):
    """A long list leaves only with the reason for it."""

    def __init__(self) -> None:
        super().__init__(
            "list.reason_needed",
            _(
                "Danh sách có trên %(many)s dòng. Hãy ghi lấy ra để làm gì; lý do và "
                "người lấy được ghi vào nhật ký."
            )
            % {"many": numbers.group(MANY)},
        )


def require_reason(rows: int, reason: str) -> None:
    """Raise ReasonNeeded where a list so long is taken without a word why."""
    if rows > MANY and not text.clean_line(reason):
        raise ReasonNeeded


def taken_by(actor: Any) -> Taken:
    """Return what the foot of a list says of who takes it now."""
    unit = _unit_of(actor)
    return Taken(str(actor), str(unit or ""), timezone.localtime(clock.now()))


@transaction.atomic
def take_list(
    actor: Any, name: str, *, rows: int, asked: str = "", reason: str = ""
) -> Taken:
    """Write down that a list leaves the site, and return what its foot says.

    asked: the page and filters that it is of. Raises ReasonNeeded for a long one.
    """
    require_reason(rows, reason)
    unit = _unit_of(actor)
    audit.record(
        actor,
        "list.take",
        actor,
        after={"list": name, "rows": rows, "asked": text.clean_line(asked)},
        reason=text.clean_line(reason),
        unit_id=unit.pk if unit else None,
    )
    return taken_by(actor)


def _unit_of(actor: Any) -> Unit | None:
    """Return where the actor holds the first of the roles in force."""
    held = actor.assignments.in_force().select_related("unit__subject")
    first = held.order_by("pk").first()
    return first.unit if first else registry.own_unit()
