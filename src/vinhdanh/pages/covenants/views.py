"""Covenants: the list, one of them, its signatures and its results."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.covenants import actions, progress, queries
from vinhdanh.covenants.models import Covenant, CovenantParty, PledgeReport
from vinhdanh.movements import queries as movement_queries
from vinhdanh.pages.covenants.forms import (
    CeremonyForm,
    ReportForm,
    SignForm,
    scan_of,
    signer_rows,
)
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry import queries as registry

PAGE = 50


def seen(request: HttpRequest, public_id: uuid.UUID) -> Covenant:
    """Return a covenant the user sees, or 404."""
    return get_object_or_404(queries.visible_to(request.user), public_id=public_id)


@login_required
def covenants(request: HttpRequest) -> HttpResponse:
    """List the covenants of the chosen year, each in its newest version."""
    year: int = request.year  # type: ignore[attr-defined]
    rows = (
        queries.visible_to(request.user)
        .filter(movement__year=year, replaced_by=None)
        .annotate(
            asked=Count("parties", distinct=True),
            signed=Count("parties", filter=~Q(parties__signed_on=None), distinct=True),
        )
        .order_by("pk")
    )
    movements = movement_queries.visible_to(request.user).filter(year=year)
    context = {
        "year": year,
        "page": page_of(request, rows, PAGE),
        "to_draft": rights.visible(request.user, "covenant.prepare", movements),
    }
    return render(request, "covenants/covenants.html", context)


@login_required
def covenant(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a covenant with its signatures and results, and who may sign now."""
    return _page(request, seen(request, public_id))


def _page(
    request: HttpRequest,
    found: Covenant,
    *,
    wrong: tuple[int, SignForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    to_sign = queries.parties_to_sign(request.user).filter(covenant=found)
    text_hash = queries.covenant_hash(found)
    forms = {
        party.pk: SignForm(
            request,
            auto_id=f"id_{party.pk}_%s",
            initial={"seen_hash": text_hash, "signer_post": _own_post(request)},
        )
        for party in to_sign
    }
    if wrong is not None:
        forms[wrong[0]] = wrong[1]
    parties = list(found.parties.select_related("ceremony__scan"))
    mine = queries.parties_to_report(request.user).filter(covenant=found)
    lines = progress.lines(found)
    context = {
        "covenant": found,
        "standing": queries.standing(found),
        "newer": getattr(found, "replaced_by", None),
        "pledges": found.pledges.select_related("indicator"),
        "lines": lines,
        "is_reported": any(cell.report for line in lines for cell in line.cells),
        "parties": [(party, forms.get(party.pk)) for party in parties],
        "signed": sum(party.signed_on is not None for party in parties),
        "to_report": set(mine.values_list("pk", flat=True)),
        "text_hash": text_hash,
        "is_as_signed": queries.is_as_signed(found),
    }
    return render(request, "covenants/covenant.html", context, status=status)


def _own_post(request: HttpRequest) -> str:
    person = getattr(request.user, "person", None)
    post = registry.present_post(person) if person else None
    return post.title if post else ""


@login_required
@require_POST
def sign(request: HttpRequest, public_id: uuid.UUID, party: int) -> HttpResponse:
    """Sign for one party, with the password given again."""
    found = seen(request, public_id)
    row = found.parties.filter(pk=party).first()
    if row is None:
        return _sign_anew(request, found)
    rights.require(request.user, "covenant.sign", row)
    form = SignForm(request, request.POST, auto_id=f"id_{party}_%s")
    if form.is_valid():
        try:
            actions.sign(
                request.user,
                row,
                signer_post=form.cleaned_data["signer_post"],
                seen_hash=form.cleaned_data["seen_hash"],
                proof=form.proof,
            )
        except Refused as refusal:
            # The page is drawn anew with the present text: that is what is read now.
            fresh = request.POST.copy()
            fresh["seen_hash"] = queries.covenant_hash(found)
            form = SignForm(request, fresh, auto_id=f"id_{party}_%s")
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request, _("Đã ký cho “%(name)s”.") % {"name": row.printed_name}
            )
            return redirect("covenant", found.public_id)
    return _page(request, found, wrong=(party, form), status=422)


def _sign_anew(request: HttpRequest, found: Covenant) -> HttpResponse:
    """Lead to the text as it is: its parties were written anew since it was read."""
    if request.POST.get("seen_hash", "") in {"", queries.covenant_hash(found)}:
        raise Http404
    said = _("Giao ước vừa được sửa sau khi mở. Hãy đọc bản mới rồi ký.")
    messages.error(request, said)
    return redirect("covenant", found.public_id)


@login_required
def ceremony(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Record who signed the paper, with its scan."""
    found = seen(request, public_id)
    rights.require(request.user, "covenant.record", found)
    data = request.POST if request.method == "POST" else None
    first = {"seen_hash": queries.covenant_hash(found), "place": found.unit.place}
    form = CeremonyForm(data, request.FILES or None, initial=first)
    rows = signer_rows(found.parties.all(), data)
    if data is not None and all([form.is_valid(), *(r.is_valid() for _p, r in rows)]):
        try:
            _record(request, found, form, rows)
        except Refused as refusal:
            fresh = data.copy()
            fresh["seen_hash"] = queries.covenant_hash(found)
            form = CeremonyForm(fresh, request.FILES or None, initial=first)
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi chữ ký trên bản giấy."))
            return redirect("covenant", found.public_id)
    context = {"covenant": found, "form": form, "rows": rows}
    status = 200 if data is None else 422
    return render(request, "covenants/ceremony.html", context, status=status)


def _record(request: HttpRequest, found: Covenant, form: Any, rows: Any) -> None:
    typed = form.cleaned_data
    actions.record_ceremony(
        request.user,
        found,
        [
            actions.PaperSignature(
                party, row.cleaned_data["name"], row.cleaned_data["post"]
            )
            for party, row in rows
            if row.has_changed()
        ],
        place=typed["place"],
        on=typed["on"],
        scan=scan_of(request, "scan"),
        seen_hash=typed["seen_hash"],
    )


@login_required
def reports(request: HttpRequest, public_id: uuid.UUID, party: int) -> HttpResponse:
    """Show what a party has reached of each pledge, and take its next report."""
    found = seen(request, public_id)
    row = get_object_or_404(found.parties, pk=party)
    form = ReportForm(found)
    status = 200
    if request.method == "POST":
        form = ReportForm(found, request.POST, request.FILES)
        status = 422
        if form.is_valid():
            typed = form.cleaned_data | {"evidence": scan_of(request, "evidence")}
            try:
                actions.report_pledge(request.user, row, typed.pop("pledge"), **typed)
            except rights.Forbidden:
                raise
            except Refused as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, _("Đã ghi kết quả thực hiện cam kết."))
                return redirect("covenant-reports", found.public_id, row.pk)
    return render(
        request, "covenants/reports.html", _of_party(found, row, form), status=status
    )


def _of_party(found: Covenant, row: CovenantParty, form: ReportForm) -> dict[str, Any]:
    cells = [
        cell
        for line in progress.lines(found)
        for cell in line.cells
        if cell.party.pk == row.pk
    ]
    told = PledgeReport.objects.filter(
        party__covenant__in=queries.versions(found), party__subject=row.subject_id
    )
    history = told.select_related("pledge", "evidence", "party__covenant")
    return {
        "covenant": found,
        "party": row,
        "cells": cells,
        "history": history.order_by("-pk"),
        "form": form,
    }
