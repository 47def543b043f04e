"""A scoring under way: a stage gets more time, a wrong opening is taken back."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.pages.scoring.forms import CancelForm, ExtendForm
from vinhdanh.pages.scoring.scorings import results_page, seen
from vinhdanh.scoring import actions
from vinhdanh.viet import dates


@login_required
@require_POST
def extend(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give a stage more time."""
    scoring = seen(request, public_id)
    rights.require(request.user, "scoring.open", scoring)
    form = ExtendForm(scoring.stages.all(), request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        stage = scoring.stages.get(kind=typed["stage"])
        try:
            actions.extend_stage(
                request.user, stage, typed["closes_on"], typed["reason"]
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            said = _("Đã gia hạn bước “%(stage)s” đến hết ngày %(day)s.")
            told = {"stage": stage, "day": dates.short(typed["closes_on"])}
            messages.success(request, said % told)
            return redirect("scoring-results", scoring.public_id)
    return results_page(request, scoring, extend=form)


@login_required
@require_POST
def cancel(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a scoring away that nobody has begun."""
    scoring = seen(request, public_id)
    rights.require(request.user, "scoring.open", scoring)
    form = CancelForm(request.POST)
    if form.is_valid():
        try:
            actions.cancel_scoring(request.user, scoring, form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã hủy đợt chấm; có thể mở lại đợt khác."))
            return redirect("scoring-list")
    return results_page(request, scoring, cancel=form)
