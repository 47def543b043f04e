"""What the year's figures tell the desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.base import rights
from vinhdanh.indicators import queries
from vinhdanh.indicators.models import Indicator
from vinhdanh.pages.desk.waiting import Figure, Step, Waiting


def waiting(user: Any, year: int) -> list[Waiting]:
    """Return how many figures of the year are still to be written by the user."""
    mine = rights.visible(user, "indicator.record", Indicator.objects.all())
    count = mine.exclude(values__year=year).count()
    if not count:
        return []
    return [
        Waiting(
            label=_("%(n)s chỉ số năm %(year)s chưa có số liệu")
            % {"n": count, "year": year},
            count=count,
            url=f"{reverse('indicator-list')}?nam={year}",
            action=_("Ghi số liệu"),
        )
    ]


def step(user: Any, year: int) -> list[Step]:
    """Return how far the figures of the year are written."""
    seen = queries.visible_to(user)
    asked, told = seen.count(), seen.filter(values__year=year).count()
    url = f"{reverse('indicator-list')}?nam={year}"
    if not asked or not told:
        return [Step("indicators", _("Chỉ số"), "todo", url)]
    detail = _("%(n)s/%(of)s chỉ số") % {"n": told, "of": asked}
    state = "done" if told == asked else "running"
    return [Step("indicators", _("Chỉ số"), state, url, detail)]  # type: ignore[arg-type]


def figures(user: Any, year: int) -> list[Figure]:
    """Return the first figures of the year, each opening its own page."""
    lines = queries.year_lines(queries.visible_to(user)[:4], year)
    return [
        Figure(
            label=line.indicator.name,
            value=line.shown,
            url=reverse("indicator", args=[line.indicator.public_id]),
            detail=_("năm trước: %(figure)s") % {"figure": line.last_shown}
            if line.last
            else "",
        )
        for line in lines
        if line.value is not None
    ]
