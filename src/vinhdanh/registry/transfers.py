"""What an office asks of people on their way from one unit to another."""

from typing import Any

from django.db.models import QuerySet

from vinhdanh.base import rights
from vinhdanh.registry import queries
from vinhdanh.registry.models import Transfer, Unit


def visible_to(user: Any) -> QuerySet[Transfer]:
    """Return the transfers of which a user sees the one side or the other."""
    rows = Transfer.objects.select_related(
        "person__subject", "sending__subject", "receiving__subject"
    )
    return rights.visible(user, "transfer.see", rows)


def units_to_receive(user: Any) -> QuerySet[Unit]:
    """Return the units to which a person can be sent, by name.

    Those in being that the user sees, and other bodies with legal personality: their
    names are no secret.
    """
    seen = queries.units_visible_to(user).order_by().values("pk")
    units = Unit.objects.filter(queries.in_force()).select_related("subject")
    return units.filter(has_legal_personality=True) | units.filter(pk__in=seen)
