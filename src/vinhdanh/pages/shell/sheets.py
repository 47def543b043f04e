"""Every table of a page as an Excel file, at the address of the page itself.

`?tai=xlsx&bang=2` draws the page with all its rows and sends its second table: what
may be seen, and which filters hold, is for the page alone to say. Every sheet that a
signed-in user takes is in the log; a long one leaves with the reason for it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.html import strip_tags
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from vinhdanh.accounts import taking
from vinhdanh.base import clock
from vinhdanh.base.refusal import Refused
from vinhdanh.pages.shell import drawn
from vinhdanh.pages.shell.middleware import way_back
from vinhdanh.sheets.writing import Table, workbook
from vinhdanh.viet import dates, numbers, text

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEY, WHICH, PAGE_KEY, WHY = "tai", "bang", "trang", "ly-do"
# Drawn in under ten seconds; a longer list has an address of its own, or a filter.
AT_MOST: Final = 5_000
HEADINGS: Final = (
    re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL),
    re.compile(r'<p class="vd-subtitle">(.*?)</p>', re.DOTALL),
)


@dataclass(frozen=True)
class Drawn:
    """One table as the page drew it."""

    caption: str
    count: str
    html: str


def is_asked(request: HttpRequest) -> bool:
    """Say whether the sheet of a table is asked for in place of its page."""
    return request.method == "GET" and request.GET.get(KEY) == "xlsx"


def page_of(request: HttpRequest, rows: Any, size: int) -> Page[Any]:
    """Return the page of a list that is asked for; for a sheet, the whole list."""
    if not is_asked(request):
        return Paginator(rows, size).get_page(request.GET.get(PAGE_KEY))
    whole = Paginator(rows, AT_MOST)
    if whole.count > AT_MOST:
        raise Refused(
            "sheet.too_long",
            _(
                "Bảng có %(count)s dòng; mỗi lần tải được nhiều nhất %(most)s dòng. "
                "Hãy lọc cho hẹp lại rồi tải."
            )
            % {"count": numbers.group(whole.count), "most": numbers.group(AT_MOST)},
        )
    return Paginator(rows, _most(request)).get_page(1)


def _most(request: HttpRequest) -> int:
    """Return how many rows are drawn: till a reason is given, enough to ask for it."""
    if request.user.is_authenticated and not reason_of(request):
        return min(taking.MANY + 1, AT_MOST)
    return AT_MOST


def most_shown(request: HttpRequest, size: int) -> int:
    """Return how many rows a list without pages shows; for a sheet, all it may."""
    return _most(request) if is_asked(request) else size


def keep(request: HttpRequest, caption: str, count: str, html: str) -> None:
    """Keep a table that was drawn while its sheet is asked for."""
    kept: list[Drawn] = getattr(request, "drawn_tables", [])
    kept.append(Drawn(strip_tags(caption), strip_tags(count), html))
    request.drawn_tables = kept  # type: ignore[attr-defined]


def address(request: HttpRequest, number: int) -> str:
    """Return where the sheet of a page's table lies: its filters, all its pages."""
    values = request.GET.copy()
    values.pop(PAGE_KEY, None)
    values[KEY], values[WHICH] = "xlsx", str(number)
    return f"{request.path}?{values.urlencode()}"


class SheetMiddleware:
    """Answer with the table of a page where its sheet was asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        kept: list[Drawn] = getattr(request, "drawn_tables", [])
        if response.status_code != HttpResponse.status_code or not kept:
            return response
        which = request.GET.get(WHICH, "1")
        number = int(which) if which.isascii() and which.isdigit() else 0
        if not 0 < number <= len(kept):
            return response
        page = response.content.decode() if isinstance(response, HttpResponse) else ""
        return _drawn(request, kept[number - 1], _headed(page))


def reason_of(request: HttpRequest) -> str:
    """Return what a list is taken for, as far as was said."""
    return text.clean_line(request.GET.get(WHY, ""))


def ask_reason(request: HttpRequest, refusal: taking.ReasonNeeded) -> HttpResponse:
    """Ask what a list is taken for, and then lead to it with the same filters."""
    kept = [(key, one) for key, all_ in request.GET.lists() for one in all_]
    context = {
        "refusal": refusal,
        "kept": [pair for pair in kept if pair[0] != WHY],
        "back": way_back(request),
    }
    return render(request, "shell/take_list.html", context)


def sent(request: HttpRequest, table: Table, name: str) -> HttpResponse:
    """Answer with a table as a file, written into the log with who takes it."""
    taken = None
    if request.user.is_authenticated:
        passed_over = {KEY, WHICH, PAGE_KEY, WHY}
        filters = [
            f"{key}={value}"
            for key, value in request.GET.items()
            if value and key not in passed_over
        ]
        try:
            taken = taking.take_list(
                request.user,
                table.title,
                rows=len(table.rows),
                asked=" ".join([request.path, *filters]),
                reason=reason_of(request),
            )
        except taking.ReasonNeeded as refusal:
            return ask_reason(request, refusal)
    header = content_disposition_header(True, name)
    return HttpResponse(
        workbook([table], taken=taken),
        content_type=XLSX,
        headers={
            "Content-Disposition": header or "attachment",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _headed(page: str) -> str:
    """Return what a page is headed by: its title, and the line under it."""
    said = [found[1] for heading in HEADINGS if (found := heading.search(page))]
    words = [" ".join(unescape(strip_tags(each)).split()) for each in said]
    return " · ".join(filter(None, words))


def _drawn(request: HttpRequest, found: Drawn, headed: str) -> HttpResponse:
    day = dates.short(clock.today())
    notes = [
        _("Ô trống: không có, hoặc chưa có dữ kiện."),
        _("Tải ngày %(day)s.") % {"day": day},
    ]
    table = drawn.table(
        found.html,
        found.caption,
        tuple([found.count, *notes] if found.count else notes),
        under="" if headed == found.caption else headed,
    )
    name = f"{found.caption} ({clock.today():%d-%m-%Y}).xlsx".replace("/", "-")
    return sent(request, table, name)
