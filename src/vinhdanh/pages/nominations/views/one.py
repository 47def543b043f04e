"""One nomination."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.nominations import actions, queries
from vinhdanh.nominations.models import Nomination
from vinhdanh.nominations.transitions import TRANSITIONS, Verb
from vinhdanh.pages.nominations import forms


@login_required
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one nomination: as printed, the law's reasons, its history, its deeds."""
    nomination = get_object_or_404(
        queries.with_word(
            queries.visible_to(request.user).select_related(
                "round", "subject", "conferred_as"
            )
        ),
        public_id=public_id,
    )
    confirming = request.POST.get("deed") == "confirm"
    confirm_form = forms.ConfirmForm(request.POST if confirming else None)
    refusal = None
    if request.method == "POST":
        try:
            if _do_one(request, nomination, confirm_form):
                return redirect(request.path)
        except Refused as refused:
            refusal = refused
    verdict = nomination.verdict
    return render(
        request,
        "nominations/nomination.html",
        {
            "nomination": nomination,
            "reasons": shown_reasons(nomination),
            "missing": verdict.verdict.get("missing", []) if verdict else [],
            "short": queries.short_of(nomination),
            "humans": queries.human_words_on(nomination),
            "events": _events(nomination),
            "deeds": _deeds(request.user, nomination),
            "may_confirm": nomination.state == "filed"
            and nomination.verdict is not None
            and rights.can(request.user, "nomination.override", nomination),
            "form": confirm_form,
            "refusal": refusal,
            "reason": request.POST.get("reason")
            or queries.reason_to_reject(nomination),
        },
        status=409 if refusal else 200,
    )


def _do_one(
    request: HttpRequest, nomination: Nomination, form: forms.ConfirmForm
) -> bool:
    """Do what the page's form asks; False where the form must be shown again."""
    deed, reason = request.POST.get("deed", ""), request.POST.get("reason", "")
    if deed == "confirm":
        if not form.is_valid():
            return False
        said = form.cleaned_data
        actions.confirm(
            request.user,
            nomination,
            said["word"],
            reason=said["reason"],
            cite=said["cite"],
        )
        messages.success(request, _("Đã ghi kết luận của người kiểm tra."))
        return True
    if deed not in {row.verb for row in _deeds(request.user, nomination)}:
        raise Refused(
            "nomination.no_such_way",
            _("Việc này không làm được ở trạng thái hiện nay của đề nghị."),
        )
    if deed == Verb.REJECT:
        actions.reject(request.user, nomination, reason=reason)
    else:
        actions.move(request.user, nomination, Verb(deed), reason=reason)
    messages.success(request, f"{TRANSITIONS[Verb(deed)].label}: {nomination.name}.")
    return True


def _deeds(user: Any, nomination: Nomination) -> list[Any]:
    """Return the transitions the user may do on this nomination alone."""
    alone = {Verb.WITHDRAW, Verb.REJECT, Verb.REINSTATE}
    return [
        row
        for verb, row in TRANSITIONS.items()
        if verb in alone
        and nomination.state in row.sources
        and rights.can(user, row.right, nomination)
    ]


def shown_reasons(nomination: Nomination) -> list[dict[str, Any]]:
    """Return the lines of the verdict, the evidence as one text."""
    return [
        reason | {"evidence": "; ".join(reason.get("evidence", []))}
        for reason in queries.reasons_of(nomination)
    ]


def _events(nomination: Nomination) -> list[dict[str, Any]]:
    labels = {str(verb): row.label for verb, row in TRANSITIONS.items()}
    return [
        {
            "title": labels.get(step.verb, _("Đề nghị")),
            "text": step.reason,
            "at": step.at,
            "who": step.by_name,
            "tone": "gold" if step.to_state == "conferred" else "done",
        }
        for step in queries.history_of(nomination)
    ]
