"""What the ledger tells the desk: how much stands in it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.ledger import queries
from vinhdanh.ledger.enums import Standing
from vinhdanh.pages.desk.waiting import Figure


def figures(user: Any, year: int) -> list[Figure]:
    """Return how many awards of a year stand, of all kinds and authorities."""
    seen = queries.with_standing(queries.visible_to(user).filter(year=year))
    count = seen.exclude(standing=Standing.REVOKED).count()
    if not count:
        return []
    return [
        Figure(
            _("khen thưởng trong sổ"),
            count,
            f"{reverse('ledger')}?nam={year}",
            _("mọi danh hiệu, mọi cấp"),
            tone="gold",
            place=1,
        )
    ]
