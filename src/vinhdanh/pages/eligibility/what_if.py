"""What if: the same facts and years, only the governing day replaced."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.eligibility.what_if import DAYS, WhatIf, what_if
from vinhdanh.pages.eligibility.forms import WhatIfForm
from vinhdanh.pages.eligibility.nominated import nominated
from vinhdanh.registry.models import Unit
from vinhdanh.sheets import writing
from vinhdanh.viet import dates

PAGE = 50
VERDICT_WORDS = {
    "yes": gettext_lazy("đạt"),
    "no": gettext_lazy("không đạt"),
    "unknown": gettext_lazy("chưa đủ căn cứ"),
    "confirm": gettext_lazy("cần người xác nhận"),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class DayHead:
    """One day's column: its law, the counts, the cap and who is over it."""

    day: date
    regime: assess.RegimeInfo
    totals: dict[str, int]
    quota: assess.Quota
    over: list[Any]

    @property
    def said(self) -> list[tuple[str, int]]:
        """Return (word, count) of the words that occur."""
        return [
            (str(VERDICT_WORDS[word]), count)
            for word, count in self.totals.items()
            if count
        ]


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
    try:
        return form, what_if(unit, year, days, nominated=nominated(request.user, year))
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
            "heads": _heads(found, award),
            "summary": [(code, _heads(found, code)) for code in found.titles],
            "page": Paginator(lines, PAGE).get_page(request.GET.get("trang")),
            "rules": found.rules(award),
            "proposed": len(found.proposed.get(award, ())),
        }
    return render(request, "eligibility/what_if.html", context)


def _heads(found: WhatIf, award: str) -> list[DayHead]:
    return [
        DayHead(result.day, result.regime, totals, quota, over)
        for result, totals, quota, over in zip(
            found.comparison.days,
            found.totals(award),
            found.quotas(award),
            found.over_cap(award),
            strict=True,
        )
    ]


@login_required
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """Give the whole comparison as a workbook, a sheet a title."""
    _form, found = _asked(request)
    if found is None:
        raise Http404
    tables = [_totals_table(found), *(_table(found, award) for award in found.titles)]
    return HttpResponse(
        writing.workbook(tables),
        content_type=XLSX,
        headers={"Content-Disposition": "attachment; filename=xet-thu.xlsx"},
    )


def _totals_table(found: WhatIf) -> writing.Table:
    rows: list[tuple[writing.Value, ...]] = [
        (
            assess.awards()[award].name,
            head.day,
            head.regime.id
            + ("" if head.regime.reviewed else f" ({_('chưa rà soát')})"),
            *(head.totals[word.value] for word in assess.Word),
            head.quota.sentence,
        )
        for award in found.titles
        for head in _heads(found, award)
    ]
    return writing.Table(
        _("Xét thử năm %(year)s theo luật của các ngày, %(unit)s")
        % {"year": found.year, "unit": found.unit},
        (
            writing.TableColumn(_("Danh hiệu, hình thức"), "text", 30),
            writing.TableColumn(_("Luật của ngày"), "date", 12),
            writing.TableColumn(_("Thời kỳ"), "text", 16),
            *(writing.TableColumn(word.label, "int", 12) for word in assess.Word),
            writing.TableColumn(_("Hạn mức"), "text", 60),
        ),
        tuple(rows),
        name=_("Tổng hợp"),
    )


def _table(found: WhatIf, award: str) -> writing.Table:
    columns = [writing.TableColumn(_("Họ tên, tập thể"), "text", 28)]
    for result in found.comparison.days:
        said = f"{dates.short(result.day)} ({result.regime.id})"
        columns += [
            writing.TableColumn(said, "text", 16),
            writing.TableColumn(_("Vì sao, %(day)s") % {"day": said}, "text", 50),
        ]
    rows = tuple(
        (
            line.subject.name,
            *(said for cell in line.cells for said in (cell.word.label, cell.short)),
        )
        for line in found.lines(award)
    )
    name = assess.awards()[award]
    return writing.Table(name.name, tuple(columns), rows, name=name.short_name)
