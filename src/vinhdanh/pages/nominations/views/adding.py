"""Adding from the roster, and who of it is left out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.nominations import actions, grid, roster
from vinhdanh.nominations.models import Round
from vinhdanh.pages.nominations import forms
from vinhdanh.pages.nominations.views.rounds import round_seen
from vinhdanh.registry.models import Subject


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose people or collectives of the roster for one award."""
    round_ = round_seen(request, public_id)
    units = grid.units_to_nominate(request.user, round_)
    if not units:
        rights.require(request.user, "nomination.file", round_)
    asked = request.POST if request.method == "POST" else request.GET
    code = asked.get("danh_hieu", "")
    award = assess.awards().get(code)
    basis = asked.get("loai_hinh") or "merit"
    groups = roster.candidates(round_, code, units, basis=basis) if award else []
    context: dict[str, Any] = {}
    if request.method == "POST" and award is not None:
        context = _nominate(request, round_, award, basis, groups)
        if not context:
            address = reverse("nomination-grid", args=[round_.public_id])
            return redirect(f"{address}?danh_hieu={code}")
    return render(
        request,
        "nominations/add.html",
        {
            "round": round_,
            "form": forms.AwardForm(initial={"danh_hieu": code, "loai_hinh": basis}),
            "award": award,
            "basis": basis,
            "groups": groups,
            "free": sum(group.free for group in groups),
            "chosen": set(),
            **context,
        },
        status=409 if context else 200,
    )


def _nominate(
    request: HttpRequest,
    round_: Round,
    award: assess.Award,
    basis: str,
    groups: list[roster.UnitCandidates],
) -> dict[str, Any]:
    """Nominate those ticked; where it is refused, return what the page shows again."""
    chosen = _chosen_candidates(request, groups)
    achievement = request.POST.get("achievement", "")
    try:
        made = actions.nominate_many(
            request.user,
            round_,
            chosen,
            award.code,
            basis=basis,
            achievement=achievement,
        )
    except Refused as refusal:
        return {
            "refusal": refusal,
            "chosen": {str(subject.public_id) for subject in chosen},
            "achievement": achievement,
        }
    messages.success(
        request,
        _("Đã đề nghị %(n)s: “%(award)s”.") % {"n": len(made), "award": award.name},
    )
    return {}


def _chosen_candidates(
    request: HttpRequest, groups: list[roster.UnitCandidates]
) -> list[Subject]:
    """Return the subjects ticked, and everybody of the units ticked as a whole."""
    people = set(request.POST.getlist("subject"))
    whole = set(request.POST.getlist("unit"))
    return [
        one.printed.subject
        for group in groups
        for one in group.candidates
        if str(one.printed.subject.public_id) in people
        or (str(group.unit.subject.public_id) in whole and not one.is_on_list)
    ]


@login_required
@require_safe
def left_out(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show who of the roster is not on the list for an award, and why."""
    round_ = round_seen(request, public_id)
    known = assess.awards()
    code = request.GET.get("danh_hieu", "LDTT")
    code = code if code in known else "LDTT"
    rows, page = roster.left_out(
        request.user, round_, code, page=request.GET.get("trang") or 1
    )
    return render(
        request,
        "nominations/left_out.html",
        {
            "round": round_,
            "award": known[code],
            "form": forms.AwardForm(initial={"danh_hieu": code}),
            "rows": rows,
            "page": page,
        },
    )
