"""What is done to an initiative from its page, and how its council votes."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.councils import queries as councils
from vinhdanh.councils.enums import CouncilKind
from vinhdanh.initiatives import actions, queries, voting
from vinhdanh.initiatives.models import Initiative
from vinhdanh.initiatives.transitions import Verb
from vinhdanh.pages.initiatives import forms
from vinhdanh.pages.initiatives.views import page, seen

WITH_REASON: dict[str, Callable[..., Initiative]] = {
    Verb.RETURN: actions.send_back,
    Verb.REFUSE: actions.refuse,
    Verb.WITHDRAW: actions.withdraw,
}


def _do(
    request: HttpRequest,
    found: Initiative,
    form: Form,
    name: str,
    deed: Callable[[], object],
) -> HttpResponse:
    """Do a deed by a form; what is refused is drawn again with what was typed."""
    if form.is_valid():
        try:
            deed()
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("initiative", found.public_id)
    bound: dict[str, Any] = {name: form, "open_form": name}
    return page(request, found, status=422, **bound)


@login_required
@require_POST
def appraise(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give an opinion."""
    found, form = seen(request, public_id), forms.AppraisalForm(request.POST)
    return _do(
        request,
        found,
        form,
        "opinion_form",
        lambda: actions.appraise(request.user, found, form.written()),
    )


@login_required
@require_POST
def vote(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Record the council's count."""
    found, form = seen(request, public_id), forms.VoteForm(request.POST)
    return _do(
        request,
        found,
        form,
        "vote_form",
        lambda: voting.record_ballot(request.user, found, form.written()),
    )


@login_required
@require_POST
def recognise(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Recognise by a decision."""
    found, form = seen(request, public_id), forms.RecognitionForm(request.POST)
    return _do(
        request,
        found,
        form,
        "recognition_form",
        lambda: actions.recognise(request.user, found, **form.cleaned_data),
    )


@login_required
@require_POST
def with_reason(request: HttpRequest, public_id: uuid.UUID, deed: str) -> HttpResponse:
    """Send back, refuse or withdraw, with the reason."""
    found, form = seen(request, public_id), forms.ReasonForm(request.POST)
    act = WITH_REASON.get(deed)
    if act is None:
        raise Http404
    return _do(
        request,
        found,
        form,
        "reason_form",
        lambda: act(request.user, found, **form.cleaned_data),
    )


@login_required
def voting_rule(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write how an initiative council votes by its regulation."""
    council = get_object_or_404(
        councils.visible_to(request.user).filter(kind=CouncilKind.INITIATIVE),
        public_id=public_id,
    )
    rights.require(request.user, "council.establish", council)
    now = forms.VotingRuleForm.of(queries.rule_of(council))
    form = forms.VotingRuleForm(request.POST or None, initial=dict(now))
    if request.method == "POST" and form.is_valid():
        try:
            voting.set_rule(request.user, council, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi quy chế biểu quyết."))
            return redirect("council", council.public_id)
    context = {"form": form, "council": council}
    status = 422 if request.method == "POST" else 200
    return render(request, "initiatives/voting_rule.html", context, status=status)
