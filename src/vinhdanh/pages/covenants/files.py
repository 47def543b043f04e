"""Files of a covenant: its paper, the scan of the signing, evidence of results."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from vinhdanh.base.files import read_file
from vinhdanh.base.models import StoredFile
from vinhdanh.covenants import papers
from vinhdanh.covenants.models import PledgeReport
from vinhdanh.pages.covenants.views import seen


@login_required
def pdf(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send the signed copy, or the covenant as it stands, to be signed on paper."""
    found = seen(request, public_id)
    if found.signed_copy is not None:
        return _stored(found.signed_copy)
    return _file(papers.pdf(found), papers.PDF, "giao-uoc.pdf")


@login_required
def docx(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send the covenant as Word."""
    found = seen(request, public_id)
    return _file(papers.docx(found), papers.DOCX, "giao-uoc.docx")


@login_required
def scan(request: HttpRequest, public_id: uuid.UUID, scan: uuid.UUID) -> HttpResponse:
    """Send the scan of a signing on paper."""
    found = get_object_or_404(seen(request, public_id).ceremonies, public_id=scan)
    return _stored(found.scan)


@login_required
def evidence(request: HttpRequest, public_id: uuid.UUID, report: int) -> HttpResponse:
    """Send the evidence of what a party has reported."""
    reports = PledgeReport.objects.filter(party__covenant=seen(request, public_id))
    kept = StoredFile.objects.filter(
        pk__in=reports.filter(pk=report).values("evidence")
    )
    return _stored(get_object_or_404(kept))


def _stored(stored: StoredFile) -> HttpResponse:
    return _file(read_file(stored), stored.media_type, stored.original_name)


def _file(data: bytes, media_type: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        data,
        content_type=media_type,
        headers={
            "Content-Disposition": disposition,
            "X-Content-Type-Options": "nosniff",
        },
    )
