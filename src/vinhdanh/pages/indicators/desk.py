"""What the year's figures tell the desk."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.base import rights
from vinhdanh.indicators import queries
from vinhdanh.indicators.enums import ValueState
from vinhdanh.indicators.models import IndicatorValue, Reporter
from vinhdanh.indicators.periods import Period
from vinhdanh.pages.desk.waiting import Figure, Step, Waiting


def waiting(user: Any, year: int) -> list[Waiting]:
    """Return how many reports of the year the user still has to write, or to mend."""
    mine = rights.visible(user, "indicator.record", Reporter.objects.all())
    told = IndicatorValue.objects.filter(
        indicator=OuterRef("indicator"), unit=OuterRef("unit"), year=year
    )
    count = mine.exclude(Exists(told)).count()
    returned = rights.visible(
        user, "indicator.record", IndicatorValue.objects.filter(year=year)
    ).filter(state=ValueState.RETURNED)
    found = [
        Waiting(
            label=_("%(what)s: số liệu bị trả lại") % {"what": value},
            count=1,
            url=reverse("indicator-value", args=[value.public_id]),
            action=_("Xem lý do"),
        )
        for value in returned.select_related("indicator")[:5]
    ]
    if count:
        found.append(
            Waiting(
                label=_("%(n)s chỉ số năm %(year)s chưa có số liệu")
                % {"n": count, "year": year},
                count=count,
                url=f"{reverse('indicator-grid')}?nam={year}",
                action=_("Ghi số liệu"),
            )
        )
    return found


def step(user: Any, year: int) -> list[Step]:
    """Return how far the figures of the year are written."""
    seen = rights.visible(user, "indicator.see", Reporter.objects.all())
    told_rows = IndicatorValue.objects.filter(
        indicator=OuterRef("indicator"), unit=OuterRef("unit"), year=year
    ).exclude(state=ValueState.RETURNED)
    asked, told = seen.count(), seen.filter(Exists(told_rows)).count()
    url = f"{reverse('indicator-list')}?nam={year}"
    if not asked or not told:
        return [Step("indicators", _("Chỉ số"), "todo", url)]
    detail = _("%(n)s/%(of)s chỉ số") % {"n": told, "of": asked}
    state = "done" if told == asked else "running"
    return [Step("indicators", _("Chỉ số"), state, url, detail)]  # type: ignore[arg-type]


def figures(user: Any, year: int) -> list[Figure]:
    """Return the first figures of the year, each opening its own page."""
    units = queries.units_for(user)
    if not units:
        return []
    lines = queries.year_lines(user, units[0], Period(year))
    return [
        Figure(
            label=line.indicator.name,
            value=line.now.shown,
            url=reverse("indicator", args=[line.indicator.public_id]),
            detail=_("năm trước: %(figure)s") % {"figure": line.last.shown}
            if line.last.amount
            else "",
        )
        for line in lines
        if line.now.amount is not None and line.indicator.part_of is None
    ][:4]
