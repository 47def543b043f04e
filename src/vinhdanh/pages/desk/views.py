"""The desk: the first page of whoever has signed in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.reach import assignments_of, roles_of
from vinhdanh.pages.desk import providers
from vinhdanh.pages.desk.waiting import Step
from vinhdanh.pages.shell.navigation import menu_for
from vinhdanh.registry.models import Unit


def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits, where the year stands, the unit's figures.

    Whoever has not signed in is led to the public pages.
    """
    if not request.user.is_authenticated:
        try:
            return redirect(reverse("portal"))
        except NoReverseMatch:
            return redirect("account_login")
    year: int = request.year  # type: ignore[attr-defined]
    waiting = providers.waiting_for(request.user, year)
    # To an administrator, who sees no business data, every step would look undone.
    does_business = roles_of(request.user) - {Role.ADMIN, Role.UNIT_ADMIN}
    context = {
        "waiting": [(each, providers.days_left(each)) for each in waiting],
        "steps": _steps(request, year) if does_business else [],
        "figures": providers.figures_of(request.user, year),
        "year": year,
        "unit": _unit(request.user),
    }
    return render(request, "desk/desk.html", context)


def _unit(user: Any) -> Unit | None:
    """Return the unit the user works for: of several the office's own, or the first."""
    mine = [unit for _role, unit, _down in assignments_of(user)]
    rows = Unit.objects.filter(pk__in=mine).select_related("subject")
    return rows.order_by("-is_own", "pk").first()


def _steps(request: HttpRequest, year: int) -> list[Step]:
    """Return the steps whose pages the user may open.

    Of the others she sees nothing, so they would look undone to her.
    """
    menu = menu_for(request.user, request.path)
    doors = tuple(link.url for section in menu for link in section.links)
    doors = tuple(door for door in doors if door != request.path)
    steps = providers.steps_of(request.user, year)
    return [each for each in steps if not each.url or each.url.startswith(doors)]
