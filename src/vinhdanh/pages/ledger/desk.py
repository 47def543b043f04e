"""What the ledger tells the desk: a few openable figures."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.ledger import queries
from vinhdanh.pages.desk.waiting import Figure


def figures(user: Any, year: int) -> list[Figure]:
    """Return how many awards of a year stand, by award, at most four."""
    seen = queries.with_standing(queries.visible_to(user).filter(year=year))
    standing = seen.exclude(standing="revoked").order_by()
    counted = dict(standing.values_list("code").annotate(n=Count("pk")))
    ledger = reverse("ledger")
    return [
        Figure(
            award.name,
            counted[code],
            f"{ledger}?nam={year}&danh_hieu={code}",
            _("năm %(year)s") % {"year": year},
            tone="gold",
        )
        for code, award in assess.awards().items()
        if code in counted
    ][:4]
