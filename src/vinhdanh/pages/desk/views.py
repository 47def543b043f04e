"""The desk: the first page of whoever has signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.reach import roles_of
from vinhdanh.pages.desk import providers


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
        "steps": providers.steps_of(request.user, year) if does_business else [],
        "figures": providers.figures_of(request.user, year),
        "year": year,
    }
    return render(request, "desk/desk.html", context)
