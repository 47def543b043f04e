"""The files of an import: as sent, with its errors marked, and templates to fill."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vinhdanh.accounts.taking import ReasonNeeded, taken_by
from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.intake import leaving, queries, taking
from vinhdanh.pages.shell import sheets
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Unit
from vinhdanh.sheets import writing
from vinhdanh.sheets.lists import LISTS, tables

_MOST_UNITS = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def template_sheet(
    request: HttpRequest, year: int, kind: str = "roster"
) -> HttpResponse:
    """Give an empty list of a kind to fill in, with the office's units to choose."""
    known = LISTS.get(kind)
    if known is None:
        raise Http404
    name = f"mau-{kind.replace('_', '-')}-{year}.xlsx"
    choices = {"unit": _unit_names(request.user, year)}
    return _download(tables.template(known, year, choices), name, XLSX)


def _unit_names(user: Any, year: int) -> tuple[str, ...]:
    """Return the names of the units of a year that a user may name in a list."""
    in_year = Q(last_day=None) | Q(last_day__gte=date(year, 1, 1))
    units = Unit.objects.filter(in_year).select_related("subject")
    seen = rights.visible(user, "import.see", units).order_by("subject__sort_key")
    told = registry.told_apart(seen[:_MOST_UNITS], registry.last_day_seen(year))
    return tuple(dict.fromkeys(told.values()))


@login_required
@require_safe
def current_sheet(request: HttpRequest, kind: str, year: int) -> HttpResponse:
    """Give what is known of an office's year as a list that can be sent back.

    Identity numbers are masked, unless they are asked for with a reason.
    """
    asked = request.GET.get("don-vi", "")
    units = Unit.objects.select_related("subject")
    own = rights.visible(request.user, "import.see", units).order_by("-is_own", "pk")
    unit = own.filter(subject__public_id=asked).first() if asked else own.first()
    if unit is None or kind not in leaving.KINDS:
        raise Http404
    is_full = kind == "roster" and request.GET.get("so-dinh-danh") == "du"
    said = sheets.reason_of(request)
    why = said if is_full else None
    try:
        data = taking.current_list(
            request.user, kind, unit, year, reason=said, numbers_for=why
        )
    except rights.Forbidden:
        raise
    except ReasonNeeded as refusal:
        return sheets.ask_reason(request, refusal)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("import-list")
    return _download(data, f"{kind.replace('_', '-')}-{year}.xlsx", XLSX)


@login_required
@require_safe
def marked(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the officer's own sheet with the bad cells coloured and told of."""
    found = get_object_or_404(queries.visible_to(request.user), public_id=public_id)
    stem = found.file.original_name.rpartition(".")[0] or found.file.original_name
    return _download(
        taking.marked_sheet(request.user, found), f"{stem} (đã đánh dấu).xlsx", XLSX
    )


@login_required
@require_safe
def problems_sheet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give all problems as a sheet, to mend the file itself beside it."""
    found = get_object_or_404(queries.visible_to(request.user), public_id=public_id)
    column = writing.TableColumn
    table = writing.Table(
        _("Những điều cần xem trong “%(file)s”") % {"file": found.file.original_name},
        (
            column(_("Dòng"), "int", 8),
            column(_("Cột"), "text", 8),
            column(_("Tiêu đề"), "text", 24),
            column(_("Nội dung ô"), "text", 30),
            column(_("Điều cần xem"), "text", 60),
            column(_("Ví dụ đúng"), "text", 24),
            column(_("Mức"), "text", 12),
        ),
        tuple(
            (
                item["row"] or None,
                item["column_letter"],
                item["heading"],
                item["value"],
                item["what"],
                item["example"],
                _("lỗi") if item["severity"] == "error" else _("nên xem"),
            )
            for item in taking.problems(request.user, found)
        ),
    )
    by = taken_by(request.user)
    return _download(writing.workbook([table], taken=by), "can-xem.xlsx", XLSX)


@login_required
@require_safe
def sent_file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give back the file as it was sent."""
    found = get_object_or_404(queries.visible_to(request.user), public_id=public_id)
    data = taking.sent_file(request.user, found)
    return _download(data, found.file.original_name, found.file.media_type)


def _download(data: bytes, name: str, media_type: str) -> HttpResponse:
    return HttpResponse(
        data,
        content_type=media_type,
        headers={
            "Content-Disposition": (
                f"attachment; filename*=UTF-8''{escape_uri_path(name)}"
            ),
            "X-Content-Type-Options": "nosniff",
        },
    )
