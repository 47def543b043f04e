"""What if: the same facts and years, only the governing day replaced."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.eligibility.what_if import DAYS, WhatIf, usual_titles, what_if
from vinhdanh.pages.eligibility.comparison import as_workbook, heads_of
from vinhdanh.pages.eligibility.forms import WhatIfForm
from vinhdanh.pages.eligibility.nominated import nominated
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry.models import Unit

PAGE = 50


def _asked(request: HttpRequest) -> tuple[WhatIfForm, WhatIf | None]:
    """Read unit and days of the address; nothing is computed for a wrong form."""
    units = rights.visible(request.user, "what_if.see", Unit.objects.order_by())
    if not units.exists():
        raise Http404
    given = request.GET if "don_vi" in request.GET else None
    form = WhatIfForm(given, user=request.user, days=list(DAYS))
    unit, days = form.fields["don_vi"].initial, list(DAYS)
    if given is not None:
        if not form.is_valid():
            return form, None
        unit = form.cleaned_data["don_vi"]
        told = [form.cleaned_data[name] for name in form.fields if name != "don_vi"]
        days = sorted({day for day in told if day}) or list(DAYS)
    year: int = request.year  # type: ignore[attr-defined]
    asked = request.GET.get("danh_hieu", "")
    more = [asked] if asked in assess.ruled_awards() else []
    try:
        return form, what_if(
            unit,
            year,
            days,
            nominated=nominated(request.user, year),
            titles=list(dict.fromkeys([*usual_titles(), *more])),
        )
    except assess.LawDateError:
        if given is None:
            raise
        form.add_error(
            None, _("Có ngày nằm ngoài các thời kỳ đã ghi: xem trang “Pháp luật”.")
        )
        return form, None


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the days side by side for one title."""
    form, found = _asked(request)
    award = request.GET.get("danh_hieu", "CSTDCS")
    if award not in (found.titles if found else ()):
        award = "CSTDCS"
    context: dict[str, Any] = {
        "form": form,
        "award": award,
        "year": request.year,  # type: ignore[attr-defined]
        "found": found,
    }
    if found is not None:
        lines = found.lines(award)
        context |= {
            "heads": heads_of(found, award),
            "summary": [(code, heads_of(found, code)) for code in found.titles],
            "page": page_of(request, lines, PAGE),
            "rules": found.rules(award),
            "others": [
                code
                for code in assess.ruled_awards()
                if code not in found.titles and not assess.awards()[code].community
            ],
            "proposed": len(found.proposed.get(award, ())),
        }
    return render(request, "eligibility/what_if.html", context)


@login_required
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """Give the whole comparison as a workbook, a sheet a title."""
    _form, found = _asked(request)
    if found is None:
        raise Http404
    return as_workbook(found)
