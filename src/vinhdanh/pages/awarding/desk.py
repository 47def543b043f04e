"""What certificates tell the desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.awarding import queries
from vinhdanh.base import rights
from vinhdanh.pages.desk.waiting import Step, Waiting
from vinhdanh.registry.models import Unit


def waiting(user: Any, year: int) -> list[Waiting]:
    missing = sum(row.missing for row in queries.decisions_to_print(user, year))
    return [
        Waiting(
            label=_("In giấy cho %(n)d khen thưởng") % {"n": missing},
            count=missing,
            url=reverse("certificates"),
            why=_("Quyết định đã ban hành, giấy chưa lập."),
            action=_("Lập giấy"),
        )
    ]


def step(user: Any, year: int) -> list[Step]:
    rows = queries.decisions_to_print(user, year)
    mine = rights.visible(user, "certificate.issue", Unit.objects.order_by())
    if not rows and not mine.exists():
        return []  # what she may not print would look undone to her
    awards, made = (
        sum(row.awards for row in rows),
        sum(row.certificates for row in rows),
    )
    state = "todo" if not awards else "done" if made >= awards else "running"
    return [
        Step(
            "award",
            _("Trao tặng"),
            state,  # type: ignore[arg-type]
            reverse("certificates"),
            _("%(made)d/%(awards)d giấy") % {"made": made, "awards": awards}
            if awards
            else "",
        )
    ]
