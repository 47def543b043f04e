"""Certificates: what is ready to be printed, batches, and single sheets."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vinhdanh.awarding import actions, papers, queries
from vinhdanh.base.files import read_file
from vinhdanh.documents.certificates import certificate
from vinhdanh.pages.shell.sheets import page_of

PAGE = 50


@login_required
@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    year = request.year  # type: ignore[attr-defined]
    certificates = queries.certificates_visible_to(request.user).filter(
        award__year=year
    )
    return render(
        request,
        "awarding/certificates.html",
        {
            "year": year,
            "decisions": queries.decisions_to_print(request.user, year),
            "batches": queries.batches_visible_to(request.user).filter(year=year),
            "page": page_of(request, queries.with_words(certificates), PAGE),
        },
    )


@login_required
@require_POST
def print_all(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.getlist("decision")
    year = request.year  # type: ignore[attr-defined]
    decisions = [
        row.paper
        for row in queries.decisions_to_print(request.user, year)
        if str(row.paper.public_id) in wanted
    ]
    if not decisions:
        messages.error(request, _("Hãy chọn ít nhất một quyết định."))
        return redirect("certificates")
    batch = actions.print_certificates(request.user, decisions[0].unit, decisions)
    return redirect("certificate-batch", public_id=batch.public_id)


@login_required
@require_safe
def batch(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(
        queries.batches_visible_to(request.user), public_id=public_id
    )
    certificates = found.certificates.select_related("award").order_by(
        "register", "book_number"
    )
    return render(
        request,
        "awarding/batch.html",
        {
            "batch": found,
            "volumes": found.volumes.select_related("pdf"),
            "page": page_of(request, queries.with_words(certificates), PAGE),
        },
    )


@login_required
@require_safe
def volume(request: HttpRequest, public_id: UUID, position: int) -> HttpResponse:
    found = get_object_or_404(
        queries.batches_visible_to(request.user), public_id=public_id
    )
    part = get_object_or_404(found.volumes.select_related("pdf"), position=position)
    return _pdf(read_file(part.pdf), part.pdf.original_name)


@login_required
@require_safe
def single(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(queries.certificates_visible_to(request.user), code=code)
    if not queries.stands(found):
        messages.error(request, _("Khen thưởng này đã bị hủy bỏ; không in lại giấy."))
        return redirect("certificates")
    sheet = papers.certificate_sheet(found)
    return _pdf(certificate(sheet), f"giay-{found.book_number}-{found.book_year}.pdf")


def _pdf(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
