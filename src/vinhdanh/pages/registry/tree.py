"""The tree of units on a day: today's, or the one of years ago."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date

from vinhdanh.base import clock, rights
from vinhdanh.pages.registry.drawing import happenings
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.registry import lineage, queries
from vinhdanh.registry.models import Post, Unit, UnitLineage

KEY = "ngay"
LATEST_CHANGES = 10


@dataclass(frozen=True)
class Row:
    """A unit in the tree, and how many people have a post there (not below)."""

    branch: lineage.Branch
    people: int

    @property
    def now_called(self) -> str:
        """Return today's name where it is another one."""
        today = self.branch.unit.name
        return "" if today == self.branch.name else today


def asked_day(request: HttpRequest) -> date:
    """Return the day asked for, else the one on which the year's list is drawn up."""
    try:
        day = parse_date(request.GET.get(KEY, ""))
    except ValueError:
        day = None
    year: int = request.year  # type: ignore[attr-defined]
    return day or queries.last_day_seen(year)


@login_required
@only_for("unit.see")
def units(request: HttpRequest) -> HttpResponse:
    """Show the tree of the units a user may see, as it stood on a day."""
    day = asked_day(request)
    branches = lineage.tree(request.user, day)
    changeable = rights.visible(request.user, "unit.change", Unit.objects.order_by())
    seen = [branch.unit.pk for branch in branches]
    return render(
        request,
        "registry/units.html",
        {
            "rows": _with_people(branches, seen, day),
            "day": day,
            "today": clock.today(),
            "may_add": changeable.exists(),
            "changes": _changes(request.user),
        },
    )


def _with_people(
    branches: list[lineage.Branch], seen: list[int], day: date
) -> list[Row]:
    held = Post.objects.filter(queries.in_force(day), unit__in=seen).order_by()
    pairs = held.values_list("unit_id", "person_id").distinct()
    people = Counter(unit_id for unit_id, _person in pairs)
    return [Row(branch, people[branch.unit.pk]) for branch in branches]


def _changes(user: Any) -> list[Any]:
    """Return the latest changes of units that a user may see, latest first."""
    units = queries.units_visible_to(user).order_by().values("pk")
    rows = UnitLineage.objects.filter(predecessor__in=units).select_related(
        "predecessor__subject", "successor__subject", "reorganisation"
    )
    latest = list(rows.order_by("-on", "-pk")[: LATEST_CHANGES * 4])
    return happenings(latest)[:LATEST_CHANGES]
