"""The page of the search: people and units in one box."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry import queries, search
from vinhdanh.registry.models import Person

PAGE = 25
MOST_UNITS = 20


@login_required
def find(request: HttpRequest) -> HttpResponse:
    """Search people and units by any part of their names, with or without marks."""
    words = request.GET.get("tim", "").strip()
    found = search.people_named(request.user, words)
    page = page_of(request, found, PAGE)
    units, units_count = search.units_named(request.user, words, most=MOST_UNITS)
    told = queries.told_apart(units)
    context = {
        "words": words,
        "page": page,
        "people": _shown(list(page), request),
        "units": [(unit, told[unit.pk]) for unit in units],
        "units_count": units_count,
        "most_units": MOST_UNITS,
    }
    return render(request, "registry/find.html", context)


def _shown(hits: list[search.Hit], request: HttpRequest) -> list[dict[str, Any]]:
    """Return the people of a page with their posts and the name that was found.

    Plain values: whole rows of all these people take longer to make than to find.
    """
    keys = [hit.person for hit in hits]
    people = Person.objects.filter(pk__in=keys).order_by()
    values = people.values("pk", "subject__name", "subject__public_id", "birth_date")
    known = {value["pk"]: value for value in values}
    year: int = request.year  # type: ignore[attr-defined]
    posts = queries.post_names_of(keys, queries.last_day_seen(year))
    return [
        {
            "name": known[hit.person]["subject__name"],
            "public_id": known[hit.person]["subject__public_id"],
            "birth_date": known[hit.person]["birth_date"],
            "post": posts.get(hit.person, ""),
            "also": hit.also,
        }
        for hit in hits
    ]
