"""The public pages: published decisions, awardees, and "is this paper true?"."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from vinhdanh.awarding import queries as awarding
from vinhdanh.awarding.models import SigningKey
from vinhdanh.base import clock
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.publishing import queries
from vinhdanh.publishing.models import Publication
from vinhdanh.sheets import writing
from vinhdanh.viet import dates

PAGE = 100
RECENT = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def portal(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    publications = page_of(request, queries.published(), RECENT)
    found = queries.search(words) if words else []
    return render(
        request,
        "portal/portal.html",
        {
            "publications": publications,
            "words": words,
            "found": page_of(request, found, PAGE),
        },
    )


@require_safe
def publication(request: HttpRequest, public_id: UUID) -> HttpResponse:
    shown = _published(public_id)
    if shown.is_void:
        context = {"publication": shown, "paper": shown.paper}
        return render(request, "portal/voided.html", context, status=410)
    words = request.GET.get("q", "").strip()
    rows = queries.awardees(shown, words)
    return render(
        request,
        "portal/publication.html",
        {
            "publication": shown,
            "paper": shown.paper,
            "words": words,
            "page": page_of(request, rows, PAGE),
        },
    )


@require_safe
def awardees_sheet(_request: HttpRequest, public_id: UUID) -> HttpResponse:
    shown = _published(public_id)
    if shown.is_void:
        raise Http404
    table = writing.Table(
        title=_("Danh sách khen thưởng"),
        columns=(
            writing.TableColumn(_("Họ tên, tên tập thể"), width=32),
            writing.TableColumn(_("Đơn vị"), width=40),
            writing.TableColumn(_("Danh hiệu, hình thức"), width=32),
            writing.TableColumn(_("Hiện nay"), width=18),
        ),
        rows=tuple(
            (row.name, row.unit, row.award, str(row.standing.label))
            for row in queries.awardees(shown)
        ),
        under=_decision_of(shown),
    )
    return HttpResponse(
        writing.workbook([table]),
        content_type=XLSX,
        headers={"Content-Disposition": 'attachment; filename="danh-sach.xlsx"'},
    )


def _decision_of(shown: Publication) -> str:
    """Say which decision a list belongs to, and what it is about."""
    paper = shown.paper
    told = {
        "number": paper.full_number,
        "day": dates.short(paper.issued_on) if paper.issued_on else "",
        "unit": shown.unit,
    }
    said = _("Quyết định số %(number)s ngày %(day)s của %(unit)s") % told
    return f"{said} · {paper.abstract}"


def _published(public_id: UUID) -> Publication:
    shown = queries.publication(public_id)
    if shown is None:
        raise Http404
    return shown


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Say what the ledger says of a certificate, and check its seal when given.

    The part of the address after # does not reach the server; a script checks it in
    the browser, and the form here checks it without script.
    """
    text = request.POST.get("text", "")
    answer = awarding.verify(code, text)
    return render(
        request,
        "portal/verify.html",
        {
            "code": code,
            "text": text,
            "answer": answer,
            "award": answer.certificate.award if answer.certificate else None,
            "keys": [key.jwk for key in SigningKey.objects.all()],
            "today": clock.now(),
        },
        status=404 if answer.certificate is None else 200,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify_text(request: HttpRequest) -> HttpResponse:
    """Take the text of a QR code and lead to the page of its certificate."""
    text = request.POST.get("text", "").strip()
    if not text:
        return render(request, "portal/verify_text.html", {})
    code = awarding.code_in(text)
    if code is None:
        return render(request, "portal/verify_text.html", {"text": text, "bad": True})
    if "#" not in text:
        return redirect("verify", code=code)
    return verify(request, code)


@require_safe
def public_keys(_request: HttpRequest) -> JsonResponse:
    """Publish every key that ever signed a certificate (JWK set, RFC 7517)."""
    keys = [
        key.jwk
        | {
            "first_day": key.first_day.isoformat(),
            "last_day": key.last_day.isoformat() if key.last_day else None,
        }
        for key in SigningKey.objects.order_by("first_day")
    ]
    return JsonResponse({"keys": keys})
