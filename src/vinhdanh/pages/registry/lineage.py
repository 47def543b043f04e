"""What is written of a unit over time: whose years count, and its headcount."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.base import clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.eligibility.lineages import law_says
from vinhdanh.registry import actions, lineage, queries
from vinhdanh.registry.models import UnitLineage

FIRST_YEAR = 1945


class RulingEntry(forms.Form):
    """Whether the years of a former unit count, who decided, by what, and why."""

    is_counted = forms.TypedChoiceField(
        label=gettext_lazy("Các năm trước"),
        choices=[
            ("", gettext_lazy("chọn…")),
            ("yes", gettext_lazy("tính tiếp cho đơn vị mới")),
            ("no", gettext_lazy("không tính cho đơn vị mới")),
        ],
        coerce=lambda word: word == "yes",
    )
    decided_by = forms.CharField(label=gettext_lazy("Người quyết định"), max_length=200)
    citation = forms.CharField(
        label=gettext_lazy("Văn bản"),
        max_length=200,
        help_text=gettext_lazy("Số, ngày văn bản ghi quyết định này."),
    )
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)


class HeadcountEntry(forms.Form):
    """How many people a unit had in a year; left empty it is not known."""

    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=FIRST_YEAR)
    people = forms.IntegerField(
        label=gettext_lazy("Số người"),
        min_value=0,
        required=False,
        help_text=gettext_lazy(
            "Để trống là chưa biết; ghi 0 nếu biết chắc không có ai."
        ),
    )
    source = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Quyết định giao biên chế, báo cáo…"),
    )


@login_required
def rule(request: HttpRequest, public_id: UUID, row: int) -> HttpResponse:
    """Record a person's decision on the years of a former unit."""
    seen = queries.units_visible_to(request.user)
    unit = get_object_or_404(seen, subject__public_id=public_id)
    found = get_object_or_404(
        UnitLineage.objects.select_related("predecessor__subject", "successor__subject")
        .filter(successor=unit)
        .exclude(kind__in=lineage.ITSELF),
        pk=row,
    )
    rights.require(request.user, "lineage.decide", unit)
    form = RulingEntry(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            written = actions.RulingForm(**form.cleaned_data)
            actions.rule_on_lineage(request.user, found, written)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi quyết định về các năm trước."))
            return redirect("unit", public_id=public_id)
    context = {
        "unit": unit,
        "row": found,
        "form": form,
        "law": law_says(found.kind, found.on),
        "rulings": found.rulings.order_by("-pk"),
    }
    status = 422 if form.errors else 200
    return render(request, "registry/ruling.html", context, status=status)


@login_required
def headcount(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write how many people a unit had in a year."""
    seen = queries.units_visible_to(request.user)
    unit = get_object_or_404(seen, subject__public_id=public_id)
    rights.require(request.user, "unit.change", unit)
    form = HeadcountEntry(request.POST or None, initial={"year": clock.today().year})
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = form.cleaned_data
        try:
            actions.record_headcount(
                request.user,
                unit,
                values["year"],
                values["people"],
                source=values["source"],
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi số người của năm."))
            return redirect("unit", public_id=public_id)
    context = {
        "unit": unit,
        "form": form,
        "headcounts": lineage.headcounts_of(unit).values(),
    }
    status = 422 if form.errors else 200
    return render(request, "registry/headcount.html", context, status=status)
