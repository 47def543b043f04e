"""Ceremonies and conferences of a movement; the report a congress hears."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vinhdanh.base import clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.documents.summation import summation_docx, summation_pdf
from vinhdanh.ledger import queries as ledger
from vinhdanh.movements import actions, five_years, papers, running
from vinhdanh.movements.actions.gatherings import (
    DIRECTIVE_WORDS,
    GUEST_WORDS,
    SPEECH_WORDS,
    WORDS,
)
from vinhdanh.movements.enums import GatheringKind
from vinhdanh.movements.models import Gathering, Movement
from vinhdanh.pages.more_rows import ask_for_more
from vinhdanh.pages.movements.forms_running import (
    DirectiveRows,
    GatheringPaper,
    GuestRows,
    SpeechRows,
)
from vinhdanh.pages.movements.views.launching import movement_seen
from vinhdanh.pages.seen import Seen
from vinhdanh.publishing import queries as publishing

MAKERS = {
    "docx": (
        summation_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": (summation_pdf, "application/pdf"),
}


@login_required
def new_gathering(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Record a ceremony or conference of a movement."""
    seen = Seen(request)
    movement = movement_seen(request, public_id)
    rights.require(request.user, "movement.record", movement)
    kind = request.GET.get("loai", GatheringKind.LAUNCH)
    first = {
        "kind": kind if kind in GatheringKind else GatheringKind.LAUNCH,
        "held_on": clock.today(),
    }
    return _edit(request, movement, None, first, seen)


@login_required
def edit_gathering(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Mend what was recorded of a gathering."""
    seen = Seen(request)
    found = _seen(request, public_id)
    rights.require(request.user, "movement.record", found)
    first = {name: getattr(found, name) for name in WORDS}
    return _edit(request, found.movement, found, first, seen)


def _seen(request: HttpRequest, public_id: uuid.UUID) -> Gathering:
    seen = running.gatherings_visible_to(request.user)
    return get_object_or_404(seen, public_id=public_id)


def _edit(
    request: HttpRequest,
    movement: Movement,
    found: Gathering | None,
    first: dict[str, Any],
    seen: Seen,
) -> HttpResponse:
    data = request.POST.copy() if request.method == "POST" else None
    more = data.pop("them", [""])[0] if data else ""
    if data is not None and more:
        ask_for_more(data, more, 3)
    paper = GatheringPaper(data, initial=first)
    rows = _rows(found, data)
    status = 200
    if data is not None and not more:
        status = 422
        if paper.is_valid() and all(each.is_valid() for each in rows):
            try:
                form = paper.written(*rows)
                if found is None:
                    saved = actions.record_gathering(request.user, movement, form)
                else:
                    saved = actions.mend_gathering(
                        request.user, found, form, seen=seen.posted
                    )
            except Refused as refusal:
                seen.hear(refusal)
                paper.add_error(None, refusal.message)
            else:
                messages.success(request, _("Đã ghi hội nghị, buổi lễ."))
                return redirect("gathering", saved.public_id)
    context = {
        "paper": paper,
        "guests": rows[0],
        "speeches": rows[1],
        "directives": rows[2],
        "movement": movement,
        "gathering": found,
        "seen": seen,
        "is_redrawn": bool(more),
    }
    return render(request, "movements/gathering_edit.html", context, status=status)


def _rows(found: Gathering | None, data: Any) -> tuple[Any, Any, Any]:
    parts = (
        (GuestRows, "dai-bieu", "attendees", GUEST_WORDS),
        (SpeechRows, "phat-bieu", "speeches", SPEECH_WORDS),
        (DirectiveRows, "chi-dao", "directives", DIRECTIVE_WORDS),
    )
    guests, speeches, directives = (
        rows(
            data,
            prefix=prefix,
            initial=list(getattr(found, name).values(*words)) if found else [],
        )
        for rows, prefix, name, words in parts
    )
    return guests, speeches, directives


@login_required
@require_safe
def gathering(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a gathering; of a congress, the five years and whom it honoured."""
    found = _seen(request, public_id)
    seen = ledger.visible_to(request.user).values("pk")
    honoured = list(five_years.honoured_at(found).filter(pk__in=seen))
    context = {
        "gathering": found,
        "movement": found.movement,
        "guests": found.attendees.all(),
        "speeches": found.speeches.all(),
        "directives": found.directives.prefetch_related("tasks__movement"),
        "honoured": honoured,
        "counts": five_years.honoured_lines(honoured),
        "is_congress": found.kind == GatheringKind.CONGRESS,
    }
    return render(request, "movements/gathering.html", context)


@login_required
@require_safe
def congress_paper(
    request: HttpRequest, public_id: uuid.UUID, kind: str
) -> HttpResponse:
    """Hand out the five years' report of a congress, as Word or PDF."""
    found = _seen(request, public_id)
    if found.kind != GatheringKind.CONGRESS:
        raise Http404
    rights.require(request.user, "summation.see", found.movement.unit)
    head = publishing.latest_signer(found.movement.unit, found.held_on.year)
    paper = papers.congress_paper(
        found,
        day=clock.today(),
        signer_post=head.post,
        signer_name=head.name,
        signer_authority=head.authority,
    )
    return handed_out(kind, paper, "bao-cao-5-nam")


@login_required
@require_safe
def five_years_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Sum five years up: their movements, awards by year, the models found."""
    found = movement_seen(request, public_id)
    if not found.is_five_years:
        raise Http404
    rights.require(request.user, "summation.see", found.unit)
    years = five_years.years_of(found)
    context = {
        "movement": found,
        "years": years,
        "year_lines": five_years.year_lines(found),
        "award_lines": [
            (line, list(zip(years, line.by_year, strict=True)))
            for line in five_years.award_lines(found)
        ],
        "discoveries": five_years.discoveries_of(found),
        "congresses": found.gatherings.filter(kind=GatheringKind.CONGRESS),
    }
    return render(request, "movements/five_years.html", context)


def handed_out(kind: str, paper: Any, name: str) -> HttpResponse:
    """Return a report as a Word or PDF file."""
    if kind not in MAKERS:
        raise Http404
    make, media_type = MAKERS[kind]
    return HttpResponse(
        make(paper),
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
    )
