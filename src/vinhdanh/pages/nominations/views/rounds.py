"""Rounds of a year, and opening one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.nominations import actions, queries
from vinhdanh.nominations.models import Round
from vinhdanh.pages.nominations import forms
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry.models import Unit
from vinhdanh.registry.queries import units_visible_to
from vinhdanh.registry.standing import standing

PAGE = 50


@login_required
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """List the rounds of the year chosen, with their figures."""
    year = request.year  # type: ignore[attr-defined]
    seen = queries.visible_to(request.user)
    found = (
        queries.rounds_visible_to(request.user)
        .filter(year=year)
        .annotate(
            nominees=Count("nominations", filter=Q(nominations__in=seen), distinct=True)
        )
        .order_by("name", "pk")
    )
    return render(
        request,
        "nominations/rounds.html",
        {
            "year": year,
            "page": page_of(request, found, PAGE),
            "may_open": _units_to_open(
                request.user,
                request.year,  # type: ignore[attr-defined]
            ).exists(),
        },
    )


def _units_to_open(user: Any, year: int) -> Any:
    units = standing(Unit.objects.select_related("subject"), year=year)
    return rights.visible(user, "round.open", units).order_by("-is_own")


@login_required
@require_http_methods(["GET", "POST"])
def open_round(request: HttpRequest) -> HttpResponse:
    """Open a round of nominating."""
    year = request.year  # type: ignore[attr-defined]
    units = _units_to_open(request.user, year)
    first = units.first()
    form = forms.RoundForm(
        request.POST or None,
        units=units,
        initial={
            "unit": first,
            "year": year,
            "name": _("Bình xét thi đua, khen thưởng năm %(year)s") % {"year": year},
        },
    )
    if first is None:
        seen = get_object_or_404(units_visible_to(request.user)[:1])
        rights.require(request.user, "round.open", seen)
    if request.method == "POST" and form.is_valid():
        try:
            round_ = actions.open_round(request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message.splitlines())
        else:
            messages.success(request, _("Đã mở đợt. Hãy thêm người, tập thể."))
            return redirect("nomination-grid", public_id=round_.public_id)
    return render(request, "nominations/round_form.html", {"form": form})


def round_seen(request: HttpRequest, public_id: UUID) -> Round:
    """Return a round that the user sees, or answer 404."""
    return get_object_or_404(
        queries.rounds_visible_to(request.user), public_id=public_id
    )
