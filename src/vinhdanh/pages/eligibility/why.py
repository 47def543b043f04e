"""Why: one stored verdict with its reasons, receipt and the humans' words over it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.eligibility import actions, queries
from vinhdanh.eligibility.models import StoredVerdict
from vinhdanh.pages.eligibility.forms import OverrideForm


@login_required
@require_safe
def verdict(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what the law said, on what facts, and who said otherwise."""
    return _shown(request, _asked(request, public_id), OverrideForm())


@login_required
@require_POST
def override(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a human's word with its reason."""
    stored = _asked(request, public_id)
    form = OverrideForm(request.POST)
    if not form.is_valid():
        return _shown(request, stored, form, status=400)
    actions.override(request.user, stored, **form.cleaned_data)
    messages.success(
        request, _("Đã ghi kết luận của người; kết luận của hệ thống vẫn giữ nguyên.")
    )
    return redirect("verdict", public_id)


def _asked(request: HttpRequest, public_id: UUID) -> StoredVerdict:
    rows = queries.visible_to(request.user).select_related("unit__subject")
    return get_object_or_404(rows, public_id=public_id)


def _shown(
    request: HttpRequest, stored: StoredVerdict, form: OverrideForm, status: int = 200
) -> HttpResponse:
    read_back = assess.Verdict.from_dict(stored.verdict)
    latest = queries.latest_verdicts(
        [stored.subject_id],
        [stored.award],
        year=stored.year,
        day=stored.governing_day,
        basis=stored.basis,
    )[stored.subject_id, stored.award]
    context = {
        "stored": stored,
        "verdict": read_back,
        "word": queries.word_of(stored),
        "regime": assess.regime_on(stored.governing_day),
        "overrides": stored.overrides.order_by("pk"),
        "later": latest if latest.pk != stored.pk else None,
        "may_override": rights.can(request.user, "nomination.override", stored),
        "form": form,
    }
    return render(request, "eligibility/verdict.html", context, status=status)
