"""One reported figure: what it was, who said so, its files; returned, corrected."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.files import read_file
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import actions, queries, transitions
from vinhdanh.indicators.models import IndicatorValue
from vinhdanh.pages.indicators import words
from vinhdanh.pages.indicators.forms import CorrectionForm, ReasonForm
from vinhdanh.pages.seen import Seen


@login_required
def value(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a figure with its history; take a return, a lock or a correction."""
    mark = Seen(request)
    found = get_object_or_404(
        queries.values_visible_to(request.user), public_id=public_id
    )
    deed = request.POST.get("deed", "")
    posted = request.POST if request.method == "POST" else None
    reason = ReasonForm(posted if deed == transitions.RETURN else None)
    correction = CorrectionForm(posted if deed == transitions.CORRECT else None)
    lock = Form(posted if deed == transitions.LOCK else None)
    if posted is not None:
        rights.require(request.user, "indicator.check", found.indicator)
        said = _do(request, found, deed, (reason, correction, lock), mark)
        if said:
            messages.success(request, said)
            return redirect("indicator-value", found.public_id)
    context = {
        "value": found,
        "tone": words.TONES[found.state],
        "period": words.period_name(found.period),
        "files": found.evidence.select_related("file"),
        "events": audit.events_of(found)[:50],
        "may_check": rights.can(request.user, "indicator.check", found.indicator),
        "seen": mark,
        "reason": reason,
        "correction": correction,
        "lock": lock,
        "can": {
            verb: transitions.may(verb, found.state) for verb in transitions.TRANSITIONS
        },
    }
    has_errors = any(form.errors for form in (reason, correction, lock))
    status = 422 if has_errors else 200
    return render(request, "indicators/value.html", context, status=status)


def _do(
    request: HttpRequest,
    found: IndicatorValue,
    deed: str,
    forms: tuple[ReasonForm, CorrectionForm, Form],
    mark: Seen,
) -> str:
    """Do what was asked; say so, or nothing where the form says why not."""
    reason, correction, lock = forms
    form = {transitions.CORRECT: correction, transitions.LOCK: lock}.get(deed, reason)
    try:
        if deed == transitions.LOCK:
            actions.lock_values(request.user, [found], seen=mark.posted)
            return _("Đã khóa số liệu.")
        if deed == transitions.RETURN and reason.is_valid():
            why = reason.cleaned_data["reason"]
            actions.return_value(request.user, found, reason=why, seen=mark.posted)
            return _("Đã trả lại để đơn vị báo cáo lại.")
        if deed == transitions.CORRECT and correction.is_valid():
            told = correction.cleaned_data
            actions.correct_value(
                request.user,
                found,
                told["figure"],
                reason=told["reason"],
                seen=mark.posted,
            )
            return _("Đã đính chính số liệu.")
    except Refused as refusal:
        if isinstance(refusal, rights.Forbidden) or refusal.code == "indicator.state":
            raise
        mark.hear(refusal)
        form.add_error(None, refusal.message)
    return ""


@login_required
def evidence(
    request: HttpRequest, public_id: uuid.UUID, file: uuid.UUID
) -> HttpResponse:
    """Hand out a file of a figure, always as a download."""
    found = get_object_or_404(
        queries.values_visible_to(request.user), public_id=public_id
    )
    kept = get_object_or_404(
        found.evidence.select_related("file"), file__public_id=file
    )
    answer = HttpResponse(read_file(kept.file), content_type=kept.file.media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=kept.file.original_name
    )
    return answer
