"""What publishing and the summation tell the desk."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.base import clock, rights
from vinhdanh.pages.desk.waiting import Figure, Step, Waiting
from vinhdanh.publishing import queries
from vinhdanh.publishing import summation as summing
from vinhdanh.registry import queries as registry


def waiting(user: Any, year: int) -> list[Waiting]:
    hidden = queries.papers_to_publish(user, year).filter(publication=None).count()
    return [
        Waiting(
            label=_("Công khai %(n)d quyết định") % {"n": hidden},
            count=hidden,
            url=reverse("publications"),
            why=_("Đã ban hành, người dân chưa xem được."),
            action=_("Công khai"),
        )
    ]


def step(user: Any, year: int) -> list[Step]:
    papers = queries.papers_to_publish(user, year)
    issued, shown = papers.count(), papers.exclude(publication=None).count()
    url = reverse("publications") if issued else reverse("portal")
    if not issued:  # to whoever may not publish, only what the public sees is known
        issued = shown = queries.published().filter(paper__round__year=year).count()
    state = "todo" if not issued else "done" if shown == issued else "running"
    year_is_over = clock.today() > date(year, 12, 31)
    return [
        Step("publish", _("Công khai"), state, url),  # type: ignore[arg-type]
        Step(
            "report",
            _("Tổng kết"),
            "done" if year_is_over and issued else "todo",
            reverse("summation"),
        ),
    ]


def figures(user: Any, year: int) -> list[Figure]:
    own = registry.own_unit(registry.last_day_seen(year))
    if own is None or not rights.can(user, "summation.see", own):
        return []
    counted = summing.summation(own, year)
    return [
        Figure(
            figure.label,
            figure.text,
            reverse("summation-figure", args=[figure.key]),
            tone="gold",
            place=1,
        )
        for figure in counted.titles
        if figure.count
    ]
