"""The page of one unit, and the form that enters another."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.base.ordering import BY_BEGIN
from vinhdanh.base.refusal import Refused
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.models import Award
from vinhdanh.pages.registry import forms
from vinhdanh.pages.registry.drawing import drawing_of
from vinhdanh.pages.registry.road import road_of
from vinhdanh.pages.registry.tree import asked_day
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.pages.shell.year import asked_year
from vinhdanh.registry import actions, lineage, queries
from vinhdanh.registry.enums import LeaderClass
from vinhdanh.registry.models import Post, Unit

PAGE = 50
MOST_YEARS = 10


@login_required
def unit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one unit: where it stands, its people, its titles by year."""
    found = get_object_or_404(
        queries.units_visible_to(request.user), subject__public_id=public_id
    )
    year: int = request.year  # type: ignore[attr-defined]
    day = asked_day(request)
    if found.last_day is not None and found.last_day < day:
        # What an ended unit was, it was on its last day.
        day = found.last_day
    people = queries.roster(request.user, year, found)
    people_link = f"{reverse('people')}?don_vi={public_id}"
    classes = queries.leader_classes(people, found, queries.last_day_seen(year))
    holders = _holders(request.user, found, day)
    above = queries.parent_of(found, day)
    seen = queries.units_visible_to(request.user)
    context = {
        "unit": found,
        "year": year,
        "above": above if above and seen.filter(pk=above.pk).exists() else None,
        "below": queries.children_of(found, day),
        "day": day,
        "name_then": queries.name_on(found, day),
        "names": found.names.order_by(*BY_BEGIN),
        "drawing": drawing_of(found),
        "origins": lineage.origins_of([found.pk]).get(found.pk, []),
        "successors": _successors(found),
        "headcounts": list(lineage.headcounts_of(found).values())[:MOST_YEARS],
        "holders": holders[:PAGE],
        "holders_left": max(holders.count() - PAGE, 0),
        "people_count": people.count(),
        "people_link": people_link,
        "classes": [
            (label, classes[key], f"{people_link}&nhom={key}")
            for key, label in LeaderClass.choices
            if classes[key]
        ],
        "road": road_of(
            found.subject, found, is_whole=request.GET.get("lo_trinh") == "day-du"
        )
        if found.last_day is None and rights.can(request.user, "verdict.see", found)
        else None,
        "titles": _titles(request.user, found),
        "opened": _opened(request, found),
        "may_add": rights.can(request.user, "unit.change", found),
        "may_rule": rights.can(request.user, "lineage.decide", found),
    }
    return render(request, "registry/unit.html", context)


def _holders(user: Any, unit: Unit, day: date) -> QuerySet[Post]:
    """Return the posts in a unit itself on a day that a user may see, by name."""
    people = queries.people_visible_to(user).order_by().values("pk")
    held = Post.objects.filter(queries.in_force(day), unit=unit, person__in=people)
    by_name = held.order_by("person__subject__sort_key", "pk")
    return by_name.select_related("person__subject")


def _successors(unit: Unit) -> list[Unit]:
    """Return the units that continue one that has ended."""
    if unit.last_day is None:
        return []
    rows = unit.successions.exclude(successor=None).select_related("successor__subject")
    return [row.successor for row in rows if row.successor]


@dataclass(frozen=True)
class TitleRow:
    """How many awards of one code stand in each year."""

    code: str
    name: str
    counts: list[tuple[int, int]]


def _standing_in(user: Any, unit: Unit) -> QuerySet[Award]:
    """Return the standing awards of the people of a unit and below, and its own."""
    awards = ledger.visible_to(user).filter(
        unit__in=queries.ids_below(unit, unit.last_day),
        pk__in=ledger.standing_awards().values("pk"),
    )
    return ledger.once_each(awards)


def _titles(user: Any, unit: Unit) -> dict[str, Any]:
    """Return awards by code and year, the last ten years of them."""
    awards = _standing_in(user, unit).order_by()
    counted = Counter(awards.values_list("code", "year"))
    years = sorted({year for _code, year in counted})[-10:]
    codes = {code for code, _year in counted}
    rows = [
        TitleRow(code, award.name, [(year, counted[code, year]) for year in years])
        for code, award in assess.awards().items()
        if code in codes
    ]
    return {"years": years, "rows": rows}


def _opened(request: HttpRequest, unit: Unit) -> dict[str, Any] | None:
    """Return the awards under one figure of the table, when one was opened."""
    code, year = request.GET.get("ma", ""), asked_year(request.GET.get("cua"))
    if code not in assess.awards() or year is None:
        return None
    awards = _standing_in(request.user, unit).filter(code=code, year=year)
    found = awards.select_related("subject").order_by("subject__sort_key")
    page = page_of(request, ledger.with_later_entries(found), PAGE)
    return {"name": assess.awards()[code].name, "year": year, "page": page}


@login_required
@only_for("unit.change")
def add_unit(request: HttpRequest) -> HttpResponse:
    """Enter a unit below another."""
    standing = Unit.objects.filter(queries.in_force()).select_related("subject")
    parents = rights.visible(request.user, "unit.change", standing)
    form = forms.UnitEntry(parents, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.found_unit(request.user, form.written())
        except Refused as refusal:
            form.add_error("name", refusal.message)
        else:
            messages.success(request, _("Đã thêm đơn vị “%(name)s”.") % {"name": made})
            return redirect("unit", public_id=made.subject.public_id)
    status = 422 if form.errors else 200
    return render(request, "registry/unit_form.html", {"form": form}, status=status)
