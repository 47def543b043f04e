"""The ledger, its Excel, and one award: entries, standing, corrections."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vinhdanh.accounts import taking
from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.ledger import actions, queries
from vinhdanh.ledger.enums import Standing
from vinhdanh.ledger.models import Award
from vinhdanh.pages.ledger import forms
from vinhdanh.pages.ledger.sheet import ledger_table
from vinhdanh.pages.shell import sheets
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry.models import Unit
from vinhdanh.registry.queries import units_visible_to

PAGE = 50


@login_required
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """List the awards in reach, narrowed by year, award, way, unit, standing."""
    seen = queries.visible_to(request.user)
    form = forms.FilterForm(request.GET, units=_units_with_awards(request.user))
    found = _ordered(form.narrow(seen))
    return render(
        request,
        "ledger/ledger.html",
        {
            "page": page_of(request, found, PAGE),
            "filter": form,
            "is_filtered": form.is_set,
            "total": seen.count(),
        },
    )


def _units_with_awards(user: Any) -> QuerySet[Unit]:
    awarded = queries.visible_to(user).order_by().values("unit")
    return units_visible_to(user).filter(pk__in=awarded)


def _ordered(awards: QuerySet[Any]) -> QuerySet[Any]:
    found = awards.select_related("subject", "unit__subject").order_by(
        "-year", "code", "-subject__kind", "subject__sort_key", "pk"
    )
    return queries.with_later_entries(found)


@login_required
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """Hand out the same list as an Excel file."""
    form = forms.FilterForm(request.GET, units=_units_with_awards(request.user))
    found = _ordered(form.narrow(queries.visible_to(request.user)))
    try:
        taking.require_reason(found.count(), sheets.reason_of(request))
    except taking.ReasonNeeded as refusal:
        return sheets.ask_reason(request, refusal)
    table = ledger_table(found, _("SỔ KHEN THƯỞNG"))
    return sheets.sent(request, table, "so-khen-thuong.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def award(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one award: as it reads today, its entries, who decided, its papers."""
    found = get_object_or_404(
        queries.visible_to(request.user).select_related(
            "subject", "unit__subject", "paper_line__paper", "certificate"
        ),
        public_id=public_id,
    )
    today = queries.as_it_reads_today(found)
    correcting = request.POST.get("deed") == "correct"
    revoking = request.POST.get("deed") == "revoke"
    correct_form = forms.CorrectForm(
        request.POST if correcting else None, initial=today
    )
    # Both forms ask for a reason: one id twice would lead a label astray.
    revoke_form = forms.RevokeForm(
        request.POST if revoking else None, auto_id="revoke_%s"
    )
    if request.method == "POST":
        form = correct_form if correcting else revoke_form
        try:
            if (correcting and _correct(request, found, correct_form, today)) or (
                revoking and _revoke(request, found, revoke_form)
            ):
                return redirect(request.path)
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
    context = _shown(request.user, found) | {
        "today": today,
        "correct_form": correct_form,
        "revoke_form": revoke_form,
    }
    return render(request, "ledger/award.html", context)


def _shown(user: Any, found: Award) -> dict[str, Any]:
    """Return what the page of an award says, and what the user may still do to it."""
    standing = queries.standing_of(found)
    stands = standing != Standing.REVOKED
    return {
        "award": found,
        "standing": standing,
        "standing_label": Standing(standing).label,
        "entries": queries.history_of(found),
        "certificate": getattr(found, "certificate", None),
        "may_correct": stands and rights.can(user, "award.correct", found),
        "may_revoke": stands and rights.can(user, "award.revoke", found),
    }


def _correct(
    request: HttpRequest,
    found: Award,
    form: forms.CorrectForm,
    today: dict[str, str],
) -> bool:
    rights.require(request.user, "award.correct", found)
    if not form.is_valid():
        return False
    changes = {
        name: form.cleaned_data[name]
        for name, now in today.items()
        if form.cleaned_data[name] != now
    }
    actions.correct_award(
        request.user, found, changes=changes, reason=form.cleaned_data["reason"]
    )
    messages.success(request, _("Đã ghi đính chính vào sổ."))
    return True


def _revoke(request: HttpRequest, found: Award, form: forms.RevokeForm) -> bool:
    rights.require(request.user, "award.revoke", found)
    if not form.is_valid():
        return False
    actions.revoke_award(request.user, found, **form.cleaned_data)
    messages.success(request, _("Đã ghi việc hủy bỏ vào sổ; có hiệu lực ngay."))
    return True
