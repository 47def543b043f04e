"""The summaries (trích ngang) of people and collectives, as PDF and Word."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from vinhdanh.base.refusal import Refused
from vinhdanh.documents.papers import ProfilePaper
from vinhdanh.documents.refusal import PaperRefused
from vinhdanh.ledger import papers
from vinhdanh.registry import bodies, queries

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _answer(paper: ProfilePaper, name: str, kind: str) -> HttpResponse:
    # Typst and python-docx take long to load, and only papers need them.
    from vinhdanh.documents.profile import (  # noqa: PLC0415
        profile_docx,
        profile_pdf,
    )

    makers = {"docx": (profile_docx, WORD), "pdf": (profile_pdf, "application/pdf")}
    if kind not in makers:
        raise Http404
    make, media_type = makers[kind]
    try:
        data = make(paper)
    except PaperRefused as refusal:
        raise Refused(f"profile.{refusal.code}", str(refusal)) from refusal
    # The PDF opens in the browser, to be read and printed.
    disposition = content_disposition_header(
        as_attachment=kind == "docx", filename=f"Trích ngang {name}.{kind}"
    )
    return HttpResponse(
        data,
        content_type=media_type,
        headers={"Content-Disposition": str(disposition)},
    )


@login_required
def person(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Hand out a person's summary."""
    found = get_object_or_404(
        queries.people_visible_to(request.user), subject__public_id=public_id
    )
    return _answer(papers.profile_of(request.user, found), found.name, kind)


@login_required
def unit(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Hand out a unit's summary."""
    found = get_object_or_404(
        queries.units_visible_to(request.user), subject__public_id=public_id
    )
    paper = papers.collective_profile(request.user, found.subject)
    return _answer(paper, found.name, kind)


@login_required
def body(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Hand out the summary of a body with terms."""
    found = get_object_or_404(
        bodies.visible_to(request.user), subject__public_id=public_id
    )
    paper = papers.collective_profile(request.user, found.subject)
    return _answer(paper, found.name, kind)
