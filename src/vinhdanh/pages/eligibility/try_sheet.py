"""Xét thử on an officer's own list: the sheet in, the answer out, nothing stored."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.encoding import escape_uri_path
from django.views.decorators.http import require_http_methods

from vinhdanh import assess
from vinhdanh.eligibility.what_if import (
    Line,
    Named,
    WhatIf,
    rules_of_any,
    what_if_of_sheet,
)
from vinhdanh.pages.eligibility.comparison import XLSX, DayHead, as_workbook, heads_of
from vinhdanh.pages.eligibility.forms import SheetTryForm
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.sheets.refusal import SheetRefused

MOST_LINES = 50
MOST_PROBLEMS = 50


@dataclass(frozen=True)
class TitleShown:
    """One title of a list under the law of each day, as far as a page shows it."""

    award: str
    heads: list[DayHead]
    rules: list[tuple[str, list[Named]]]
    lines: list[Line]
    total: int


@login_required
@only_for("verdict.ask")
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Judge a list that was sent: as a workbook, or as a page."""
    year: int = request.year  # type: ignore[attr-defined]
    form = SheetTryForm(user=request.user, year=year)
    context: dict[str, Any] = {}
    if request.method == "POST":
        form = SheetTryForm(request.POST, request.FILES, user=request.user, year=year)
        if form.is_valid():
            try:
                answer = _answered(form, wants_file="tai" in request.POST)
            except SheetRefused as refusal:
                form.add_error("file", str(refusal))
            else:
                if isinstance(answer, HttpResponse):
                    return answer
                context = answer
    status = 422 if form.errors else 200
    return render(
        request, "eligibility/try_sheet.html", {"form": form, **context}, status=status
    )


def _answered(form: SheetTryForm, *, wants_file: bool) -> HttpResponse | dict[str, Any]:
    told = form.cleaned_data
    sent, days = told["file"], form.days()
    data, year = sent.read(), told["year"]
    local = rules_of_any(told["unit"], days) if told["unit"] else []
    if len(days) > 1:
        found, read = what_if_of_sheet(
            data, sent.name, year, days, told["titles"], local, told["assumed"]
        )
        if wants_file:
            return as_workbook(found)
        return {
            "shown": [_shown(found, award) for award in found.titles],
            "problems": read.problems[:MOST_PROBLEMS],
            "problems_total": len(read.problems),
            "people": len(read.subjects) + read.not_judged,
            "not_judged": read.not_judged,
            "heads": heads_of(found, found.titles[0]) if found.titles else [],
        }
    answer = assess.check_sheet(
        data,
        sent.name,
        year=year,
        titles=told["titles"],
        day=days[0],
        local=local,
        assumed=told["assumed"],
    )
    if wants_file:
        return _download(answer.workbook, f"ket-qua-{sent.name.rsplit('.', 1)[0]}.xlsx")
    return {
        "answer": answer,
        "counts": [(award, dict(words)) for award, words in answer.counts.items()],
        "words": [(word.value, word.label) for word in assess.Word],
        "problems": answer.problems[:MOST_PROBLEMS],
        "problems_total": len(answer.problems),
        "people": answer.people,
        "not_judged": answer.not_judged,
    }


def _shown(found: WhatIf, award: str) -> TitleShown:
    """Return who differs first, then the others, as many as a page can show."""
    lines = found.lines(award)
    ordered = sorted(lines, key=lambda line: not line.differs)
    return TitleShown(
        award,
        heads_of(found, award),
        found.rules(award),
        ordered[:MOST_LINES],
        len(lines),
    )


def _download(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        data,
        content_type=XLSX,
        headers={
            "Content-Disposition": (
                f"attachment; filename*=UTF-8''{escape_uri_path(name)}"
            ),
            "X-Content-Type-Options": "nosniff",
        },
    )
