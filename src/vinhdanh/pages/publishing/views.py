"""The year's summation, and what the office shows to the public."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vinhdanh.base import clock, rights
from vinhdanh.base.vietnamese import in_vietnamese
from vinhdanh.documents.summation import summation_docx as as_docx
from vinhdanh.documents.summation import summation_pdf as as_pdf
from vinhdanh.pages.shell.roads import uuid_in
from vinhdanh.publishing import actions, papers, queries
from vinhdanh.publishing import summation as summing
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Unit

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _unit_of(request: HttpRequest) -> Unit:
    """Return the unit asked for, or the topmost one the user may sum up."""
    seen = rights.visible(
        request.user, "summation.see", Unit.objects.select_related("subject")
    )
    wanted = request.GET.get("don-vi")
    if wanted:
        return get_object_or_404(seen, subject__public_id=uuid_in(wanted))
    # Of a year before a merger, the office of that year.
    own = registry.own_unit(registry.last_day_seen(_year_of(request)))
    first = seen.filter(pk=own.pk).first() if own else None
    first = first or seen.order_by("pk").first()
    if first is None:
        raise Http404
    return first


def _year_of(request: HttpRequest) -> int:
    year: int = request.year  # type: ignore[attr-defined]
    return year


@login_required
@require_safe
def summation(request: HttpRequest) -> HttpResponse:
    unit, year = _unit_of(request), _year_of(request)
    figures, before = summing.summation(unit, year), summing.summation(unit, year - 1)
    return render(
        request,
        "publishing/summation.html",
        {
            "figures": figures,
            "last_year": before,
            "compared": list(zip(before.titles, figures.titles, strict=True)),
            "year": year,
        },
    )


@login_required
@require_safe
def figure(request: HttpRequest, key: str) -> HttpResponse:
    unit, year = _unit_of(request), _year_of(request)
    found = summing.summation(unit, year).figure(key)
    if found is None:
        raise Http404
    return render(
        request, "publishing/figure.html", {"figure": found, "unit": unit, "year": year}
    )


@in_vietnamese
def _paper(request: HttpRequest) -> Any:
    unit, year = _unit_of(request), _year_of(request)
    head = queries.latest_signer(unit, year)
    return papers.summation_paper(
        summing.summation(unit, year),
        day=clock.today(),
        signer_post=head.post,
        signer_name=head.name,
        signer_authority=head.authority,
    )


@login_required
@require_safe
def summation_docx(request: HttpRequest) -> HttpResponse:
    return _download(as_docx(_paper(request)), DOCX, "tong-ket.docx")


@login_required
@require_safe
def summation_pdf(request: HttpRequest) -> HttpResponse:
    return _download(as_pdf(_paper(request)), "application/pdf", "tong-ket.pdf")


def _download(data: bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        data,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@login_required
@require_safe
def publications(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "publishing/publications.html",
        {
            "papers": queries.papers_to_publish(request.user, _year_of(request)),
            "year": _year_of(request),
        },
    )


@login_required
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    paper = get_object_or_404(
        queries.papers_to_publish(request.user, _year_of(request)),
        public_id=uuid_in(request.POST.get("paper")),
    )
    shown = actions.publish(request.user, paper, note=request.POST.get("note", ""))
    messages.success(request, _("Đã công khai quyết định."))
    return redirect("publication", public_id=shown.public_id)


@login_required
@require_POST
def take_down(request: HttpRequest, public_id: UUID) -> HttpResponse:
    shown = get_object_or_404(queries.visible_to(request.user), public_id=public_id)
    actions.take_down(request.user, shown, reason=request.POST.get("reason", ""))
    messages.success(request, _("Đã gỡ quyết định khỏi trang công khai."))
    return redirect("publications")
