"""Indicators: the year's table beside last year's, one of them, its evidence."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.files import read_file
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import actions, figures, queries
from vinhdanh.indicators.models import Indicator
from vinhdanh.pages.indicators.forms import IndicatorForm, ValueForm
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry.models import Unit
from vinhdanh.registry.standing import standing

PAGE = 50


@login_required
@only_for("indicator.see")
def indicators(request: HttpRequest) -> HttpResponse:
    """List the figures of the chosen year beside the year before."""
    year: int = request.year  # type: ignore[attr-defined]
    page = page_of(request, queries.visible_to(request.user), PAGE)
    shown = Indicator.objects.filter(pk__in=[row.pk for row in page])
    rows = Unit.objects.all()
    context = {
        "page": page,
        "lines": queries.year_lines(shown.select_related("unit__subject"), year),
        "year": year,
        "last_year": year - 1,
        "may_record": rights.visible(request.user, "indicator.record", rows).exists(),
    }
    return render(request, "indicators/indicators.html", context)


@login_required
@only_for("indicator.record")
def new_indicator(request: HttpRequest) -> HttpResponse:
    """Enter something to be counted."""
    rows = Unit.objects.select_related("subject").order_by("-is_own", "pk")
    rows = standing(rows, year=request.year)  # type: ignore[attr-defined]
    units = rights.visible(request.user, "indicator.record", rows)
    form = IndicatorForm(units, request.POST or None, initial={"unit": units.first()})
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        try:
            made = actions.define_indicator(request.user, words.pop("unit"), **words)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã thêm chỉ số. Hãy ghi số liệu của năm."))
            return redirect("indicator", made.public_id)
    status = 422 if form.errors else 200
    return render(request, "indicators/new.html", {"form": form}, status=status)


@login_required
def indicator(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show an indicator's years, and take the figure of the chosen year."""
    found = get_object_or_404(queries.visible_to(request.user), public_id=public_id)
    year: int = request.year  # type: ignore[attr-defined]
    values = list(found.values.select_related("evidence").order_by("-year"))
    value = next((row for row in values if row.year == year), None)
    first = {
        "figure": figures.show(value.hundredths) if value else "",
        "is_approximate": value.is_approximate if value else False,
        "source": value.source if value else "",
    }
    form = ValueForm(request.POST or None, request.FILES or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            _record(request, found, year, form)
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(_field_of(refusal), refusal.message)
        else:
            messages.success(request, _("Đã ghi số liệu năm %(y)s.") % {"y": year})
            return redirect("indicator", found.public_id)
    context = {
        "indicator": found,
        "values": [(row, queries.shown(row)) for row in values],
        "value": value,
        "form": form,
        "year": year,
        "events": _history(found),
    }
    status = 422 if form.errors else 200
    return render(request, "indicators/indicator.html", context, status=status)


def _history(found: Indicator) -> list[tuple[AuditEvent, str, str]]:
    """Return who wrote which figure over which, latest first."""
    events = audit.events_of(found).filter(verb="indicator.record")[:20]

    def said(words: dict[str, Any] | None) -> str:
        return figures.show(words["hundredths"]) if words else ""

    return [(event, said(event.before), said(event.after)) for event in events]


def _record(request: HttpRequest, found: Indicator, year: int, form: ValueForm) -> None:
    typed = form.cleaned_data
    handed = typed["evidence"]
    evidence = None
    if handed is not None:
        evidence = actions.Evidence(name=handed.name or "", data=handed.read())
    actions.record_value(
        request.user,
        found,
        year,
        typed["figure"],
        is_approximate=typed["is_approximate"],
        source=typed["source"],
        evidence=evidence,
    )


def _field_of(refusal: Refused) -> str | None:
    if refusal.code.startswith("indicator.evidence"):
        return "evidence"
    return {"indicator.no_number": "figure"}.get(refusal.code)


@login_required
def evidence(request: HttpRequest, public_id: uuid.UUID, year: int) -> HttpResponse:
    """Hand out the evidence of a figure, always as a download."""
    value = get_object_or_404(
        queries.values_visible_to(request.user),
        indicator__public_id=public_id,
        year=year,
    )
    if value.evidence is None:
        raise Http404
    answer = HttpResponse(
        read_file(value.evidence), content_type=value.evidence.media_type
    )
    answer.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=value.evidence.original_name
    )
    return answer
