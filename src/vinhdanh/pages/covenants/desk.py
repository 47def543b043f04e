"""What covenants tell the desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.covenants import queries
from vinhdanh.pages.desk.waiting import Step, Waiting
from vinhdanh.pages.movements.desk import launched_movement


def waiting(user: Any, year: int) -> list[Waiting]:
    """Return the covenants that the user signs for units of hers."""
    parties = list(queries.parties_to_sign(user).filter(covenant__movement__year=year))
    if not parties:
        return []
    return [
        Waiting(
            label=_("Ký giao ước thi đua cho %(n)s đơn vị") % {"n": len(parties)},
            count=len(parties),
            url=reverse("covenant", args=[parties[0].covenant.public_id]),
            why=_("Thủ trưởng ký cho đơn vị mình."),
            action=_("Đọc và ký"),
        )
    ]


def step(user: Any, year: int) -> list[Step]:
    """Return how many parties have signed the year's covenants."""
    movement = launched_movement(user, year)
    if movement is None:
        return [Step("covenant", _("Ký giao ước"), "todo", reverse("covenant-list"))]
    signed = [
        on is not None
        for on in movement.covenants.filter(replaced_by=None).values_list(
            "parties__signed_on", flat=True
        )
    ]
    url = f"{reverse('covenant-list')}?nam={movement.year}"
    if not signed:
        return [Step("covenant", _("Ký giao ước"), "todo", url)]
    detail = _("%(n)s/%(of)s đơn vị đã ký") % {"n": sum(signed), "of": len(signed)}
    if all(signed):
        return [Step("covenant", _("Ký giao ước"), "done", url, detail)]
    return [Step("covenant", _("Ký giao ước"), "running", url, detail)]
