"""The catalogue: the year's table of a unit, what is counted, how, by whom."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import actions, library, queries
from vinhdanh.pages.indicators.asked import asked
from vinhdanh.pages.indicators.forms import ChangeForm, IndicatorForm, LibraryForm
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.pages.shell.sheets import most_shown
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Unit
from vinhdanh.registry.standing import standing

PAGE = 60


@login_required
@only_for("indicator.see")
def indicators(request: HttpRequest) -> HttpResponse:
    """List what a unit and those below it count, beside the year before."""
    found = asked(request)
    lines: list[queries.YearLine] = []
    if found.unit is not None:
        lines = queries.year_lines(request.user, found.unit, found.period)
    page = Paginator(lines, most_shown(request, PAGE)).get_page(
        request.GET.get("trang")
    )
    units = Unit.objects.order_by()
    context = {
        "page": page,
        "lines": page.object_list,
        "asked": found,
        "year": found.period.year,
        "last_year": found.period.year - 1,
        "has_below": any(line.below is not None for line in lines),
        "checked": [
            (line.indicator.name, *each) for line in lines for each in line.checks
        ],
        "may_record": rights.visible(request.user, "indicator.record", units).exists(),
    }
    return render(request, "indicators/indicators.html", context)


def writable_units(user: Any, year: int) -> Any:
    """The units of a year whose catalogue the user writes, the office's own first."""
    rows = Unit.objects.select_related("subject").order_by("-is_own", "pk")
    return rights.visible(user, "indicator.record", standing(rows, year=year))


@login_required
@only_for("indicator.record")
def new_indicator(request: HttpRequest) -> HttpResponse:
    """Enter something to be counted."""
    units = writable_units(request.user, request.year)  # type: ignore[attr-defined]
    form = IndicatorForm(units, request.POST or None, initial={"unit": units.first()})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.define_indicator(
                request.user,
                form.cleaned_data["unit"],
                **form.words(),
                code=form.cleaned_data["code"],
                terms=form.terms(),
                reporters=_reporters(form),
            )
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(_field_of(refusal), refusal.message)
        else:
            messages.success(request, _("Đã thêm chỉ số. Hãy ghi số liệu của năm."))
            return redirect("indicator", made.public_id)
    status = 422 if form.errors else 200
    return render(request, "indicators/new.html", {"form": form}, status=status)


def _reporters(form: Any) -> list[Unit]:
    """Who reports by the choice of a form; empty: the unit itself."""
    unit: Unit = form.cleaned_data["unit"]
    who = form.cleaned_data["who"]
    below = registry.units_below(unit)
    return {"own": [], "below": below[1:], "all": below}[who]


@login_required
@only_for("indicator.record")
def take_from_library(request: HttpRequest) -> HttpResponse:
    """Enter a whole catalogue of the library for a unit."""
    units = writable_units(request.user, request.year)  # type: ignore[attr-defined]
    form = LibraryForm(units, request.POST or None, initial={"unit": units.first()})
    if request.method == "POST" and form.is_valid():
        preset = library.presets()[form.cleaned_data["preset"]]
        try:
            made = actions.copy_preset(
                request.user, form.cleaned_data["unit"], preset, _reporters(form)
            )
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            told = {"n": len(made), "of": len(preset.indicators)}
            messages.success(
                request,
                _("Đã thêm %(n)s/%(of)s chỉ số; mã đã có thì giữ nguyên.") % told,
            )
            public_id = form.cleaned_data["unit"].subject.public_id
            answer = redirect("indicator-list")
            answer["Location"] += f"?don-vi={public_id}"
            return answer
    status = 422 if form.errors else 200
    context = {"form": form, "presets": library.presets().values()}
    return render(request, "indicators/library.html", context, status=status)


@login_required
def change_indicator(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Mend an indicator's words and roll-up, and who reports it."""
    found = get_object_or_404(queries.visible_to(request.user), public_id=public_id)
    rights.require(request.user, "indicator.record", found)
    units = registry.units_below(found.unit)
    form = ChangeForm(found, units, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_indicator(
                request.user, found, **form.words(), terms=form.terms()
            )
            if found.part_of is None:
                actions.set_reporters(request.user, found, form.reporters())
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(_field_of(refusal), refusal.message)
        else:
            messages.success(request, _("Đã sửa chỉ số."))
            return redirect("indicator", found.public_id)
    status = 422 if form.errors else 200
    context = {"form": form, "indicator": found}
    return render(request, "indicators/change.html", context, status=status)


def _field_of(refusal: Refused) -> str | None:
    return {
        "indicator.other_measure": "measure",
        "indicator.measure_used": "measure",
        "indicator.no_breakdown": "breakdown",
        "indicator.no_whole": "part_of",
        "indicator.twin": "code",
        "indicator.nobody": "reporters_chosen",
        "indicator.has_reported": "reporters_chosen",
    }.get(refusal.code)
