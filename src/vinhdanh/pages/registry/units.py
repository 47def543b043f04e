"""Pages of units: the tree, one unit, and the search over people and units."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.models import Award
from vinhdanh.pages.registry import forms
from vinhdanh.pages.registry.road import road_of
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.pages.shell.year import asked_year
from vinhdanh.registry import actions, queries
from vinhdanh.registry.enums import LeaderClass
from vinhdanh.registry.models import Post, Unit, UnitParent

MOST_FOUND = 50
PAGE = 50


@dataclass
class Branch:
    """A unit in the tree, with how many people have a post there (not below)."""

    unit: Unit
    people: int
    depth: int


def _tree(user: Any, year: int) -> list[Branch]:
    """Return the visible units, parents before children; four statements."""
    day = queries.last_day_seen(year)
    seen = {unit.pk: unit for unit in queries.units_visible_to(user)}
    held = Post.objects.filter(queries.in_force(day), unit__in=seen).order_by()
    pairs = held.values_list("unit_id", "person_id").distinct()
    people = Counter(unit_id for unit_id, _person in pairs)
    children: dict[int | None, list[Unit]] = defaultdict(list)
    links = UnitParent.objects.filter(queries.in_force(day), unit__in=seen)
    parent_of = dict(links.values_list("unit_id", "parent_id"))
    for pk, unit in seen.items():
        above = parent_of.get(pk)
        children[above if above in seen else None].append(unit)
    found: list[Branch] = []
    todo = [(unit, 0) for unit in reversed(children[None])]
    while todo:
        unit, depth = todo.pop()
        found.append(Branch(unit, people[unit.pk], depth))
        todo += [(below, depth + 1) for below in reversed(children[unit.pk])]
    return found


@login_required
@only_for("unit.see")
def units(request: HttpRequest) -> HttpResponse:
    """Show the tree of the units a user may see."""
    year: int = request.year  # type: ignore[attr-defined]
    changeable = rights.visible(request.user, "unit.change", Unit.objects.order_by())
    context = {
        "branches": _tree(request.user, year),
        "year": year,
        "may_add": changeable.exists(),
    }
    return render(request, "registry/units.html", context)


@login_required
def unit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one unit: where it stands, its people, its titles by year."""
    found = get_object_or_404(
        queries.units_visible_to(request.user), subject__public_id=public_id
    )
    year: int = request.year  # type: ignore[attr-defined]
    day = queries.last_day_seen(year)
    people = queries.roster(request.user, year, found)
    people_link = f"{reverse('people')}?don_vi={public_id}"
    classes = queries.leader_classes(people, found, day)
    above = queries.parent_of(found, day)
    seen = queries.units_visible_to(request.user)
    context = {
        "unit": found,
        "year": year,
        "above": above if above and seen.filter(pk=above.pk).exists() else None,
        "below": queries.children_of(found, day),
        "names": found.names.order_by("first_day"),
        "origins": found.origins.select_related("predecessor__subject"),
        "successions": found.successions.select_related("successor__subject"),
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
        if rights.can(request.user, "verdict.see", found)
        else None,
        "titles": _titles(request.user, found),
        "opened": _opened(request, found),
        "may_add": rights.can(request.user, "unit.change", found),
    }
    return render(request, "registry/unit.html", context)


@dataclass(frozen=True)
class TitleRow:
    """How many awards of one code stand in each year."""

    code: str
    name: str
    counts: list[tuple[int, int]]


def _standing_in(user: Any, unit: Unit) -> QuerySet[Award]:
    """Return the standing awards of the people of a unit and below, and its own."""
    return ledger.visible_to(user).filter(
        unit__in=queries.units_below(unit),
        pk__in=ledger.standing_awards().values("pk"),
    )


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
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    return {"name": assess.awards()[code].name, "year": year, "page": page}


@login_required
@only_for("unit.change")
def add_unit(request: HttpRequest) -> HttpResponse:
    """Enter a unit below another."""
    parents = rights.visible(
        request.user, "unit.change", Unit.objects.select_related("subject")
    )
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


@login_required
def find(request: HttpRequest) -> HttpResponse:
    """Search people and units by any part of their names, with or without marks."""
    words = request.GET.get("tim", "").strip()
    people, found_units = queries.find(request.user, words)
    if not words:
        people, found_units = people.none(), found_units.none()
    shown = list(people[:MOST_FOUND])
    posts = queries.posts_of(shown, queries.last_day_seen(request.year))  # type: ignore[attr-defined]
    context = {
        "words": words,
        "people": [(person, posts.get(person.pk)) for person in shown],
        "people_count": people.count(),
        "units": found_units[:MOST_FOUND],
        "units_count": found_units.count(),
        "most": MOST_FOUND,
    }
    return render(request, "registry/find.html", context)
