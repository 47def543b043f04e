"""Files of a block: its papers as kept, the printed hand-over and results."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from vinhdanh.base.files import read_file
from vinhdanh.base.models import StoredFile
from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import papers, queries, standings
from vinhdanh.blocks.models import MemberFiling
from vinhdanh.documents.refusal import PaperRefused
from vinhdanh.pages.blocks.views.seen import seen_year

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


@login_required
def document(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hand out the file of a paper that the block keeps."""
    rows = queries.documents_visible_to(request.user).exclude(file=None)
    return _file(get_object_or_404(rows, public_id=public_id).file)


@login_required
def filing(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hand out the file that a member sent to the lead."""
    years = queries.years_visible_to(request.user).order_by().values("pk")
    rows = MemberFiling.objects.filter(block_year__in=years).exclude(file=None)
    return _file(
        get_object_or_404(rows.select_related("file"), public_id=public_id).file
    )


def _file(stored: StoredFile | None) -> HttpResponse:
    if stored is None:
        raise Http404
    return _sent(read_file(stored), stored.original_name, stored.media_type)


@login_required
def hand_over(request: HttpRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Hand out the record of the hand-over as Word or PDF."""
    # Typst and python-docx take long to load, and only papers need them.
    from vinhdanh.documents import hand_over as printed  # noqa: PLC0415

    found = seen_year(request, public_id)
    record = getattr(found, "hand_over", None)
    if record is None:
        raise Http404
    make = {"docx": printed.hand_over_docx, "pdf": printed.hand_over_pdf}.get(kind)
    name = f"Biên bản bàn giao trưởng khối {found.year}.{kind}"
    return _printed(make, papers.hand_over(record), name, kind)


@login_required
def results(request: HttpRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Hand out the results of a year as Word or PDF, once the points are frozen."""
    from vinhdanh.documents import block_results as printed  # noqa: PLC0415

    found = seen_year(request, public_id)
    if not standings.has_frozen(found):
        raise Http404
    makers = {"docx": printed.block_results_docx, "pdf": printed.block_results_pdf}
    name = f"Kết quả thi đua của khối năm {found.year}.{kind}"
    return _printed(makers.get(kind), papers.results(found), name, kind)


def _printed(
    make: Callable[[Any], bytes] | None, paper: Any, name: str, kind: str
) -> HttpResponse:
    if make is None:
        raise Http404
    try:
        data = make(paper)
    except PaperRefused as refusal:
        raise Refused(f"block.{refusal.code}", str(refusal)) from refusal
    return _sent(data, name, PDF if kind == "pdf" else WORD)


def _sent(data: bytes, name: str, media_type: str) -> HttpResponse:
    header = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        data,
        content_type=media_type,
        headers={
            "Content-Disposition": header or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )
