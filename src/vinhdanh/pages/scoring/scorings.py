"""Scorings of a year: opened, followed, made final; one sheet, its appeals."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.pages.scoring.board import apart, scorers_of, sheets_for, shown_worth
from vinhdanh.pages.scoring.forms import (
    AnswerForm,
    AppealForm,
    CancelForm,
    ExtendForm,
)
from vinhdanh.pages.scoring.tables import reads_tables
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry.models import Person, Unit
from vinhdanh.scoring import actions, entries, enums, queries
from vinhdanh.scoring.method.leaf import Worth
from vinhdanh.scoring.method.ranking import hundredths
from vinhdanh.scoring.models import (
    Appeal,
    Mark,
    Result,
    Scoring,
    ScoringStage,
    Sheet,
)
from vinhdanh.scoring.results import Reckoning, stage_totals

PAGE = 50


@login_required
def scorings(request: HttpRequest) -> HttpResponse:
    """List the scorings of the chosen year; a person's own stand here too."""
    units, people = Unit.objects.order_by(), Person.objects.order_by()
    if not any(
        rights.visible(request.user, "scoring.see", rows).exists()
        for rows in (units, people)
    ):
        raise Http404
    year: int = request.year  # type: ignore[attr-defined]
    rows = queries.scorings_visible_to(request.user).filter(year=year)
    page = page_of(request, rows.order_by("name"), PAGE)
    counted = Sheet.objects.filter(scoring__in=[each.pk for each in page]).order_by()
    counts = dict(counted.values_list("scoring").annotate(n=Count("pk")))
    for each in page:
        each.sheet_count = counts.get(each.pk, 0)
    context = {
        "year": year,
        "page": page,
        "sees_tables": reads_tables(request.user),
        "may_open": rights.visible(request.user, "scoring.open", units).exists(),
    }
    return render(request, "scoring/scorings.html", context)


def seen(request: HttpRequest, public_id: uuid.UUID) -> Scoring:
    return get_object_or_404(
        queries.scorings_to_read(request.user), public_id=public_id
    )


@login_required
def results(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show places and classes: the last that were frozen, or as they stand so far."""
    return results_page(request, seen(request, public_id))


def results_page(request: HttpRequest, scoring: Scoring, **forms: Form) -> HttpResponse:
    """Draw the results; `forms`: those of the page that came back with a fault."""
    rows = sheets_for(request.user, scoring)
    if scoring.final_at is not None:
        rows = rows.order_by("rank", "position")
    page = page_of(request, rows, PAGE)
    sheets = list(page)
    reckoning = Reckoning(scoring, request.user)
    organises = queries.organises(request.user, scoring)
    lines = _lines(reckoning, sheets)
    context = {
        "scoring": scoring,
        "page": page,
        "lines": lines,
        "bands": _band_names(reckoning),
        "stages": reckoning.stages,
        "organises": organises,
        "is_reopened": scoring.is_open and scoring.final_at is not None,
        "appeals": _appeals(request, scoring),
    }
    if scoring.is_open and rights.can(request.user, "scoring.open", scoring):
        has_begun = any(line["has_begun"] for line in lines)
        has_begun = has_begun or queries.has_begun(scoring)
        context |= {
            "extend": ExtendForm(reckoning.stages),
            "cancel": None if has_begun else CancelForm(),
        }
    status = 422 if forms else 200
    return render(request, "scoring/results.html", context | forms, status=status)


def _lines(reckoning: Reckoning, sheets: list[Sheet]) -> list[dict[str, Any]]:
    """The rows of the results: each stage's sum beside what counts."""
    marks = queries.marks_for(reckoning, sheets)
    outcomes = reckoning.outcomes(sheets, marks, so_far=True)
    totals = stage_totals(reckoning, sheets, marks)
    frozen: dict[int, Result] = {}
    if reckoning.scoring.final_at is not None:
        rows = Result.objects.filter(sheet__in=[sheet.pk for sheet in sheets])
        frozen = {row.sheet_id: row for row in rows.order_by("revision")}
    names = _band_names(reckoning)
    hidden = {s.kind for s in reckoning.stages if reckoning.scoring.hides(s)}
    lines = []
    for sheet in sheets:
        result = frozen.get(sheet.pk)
        stages = [
            (
                enums.StageKind(kind).label.capitalize(),
                hundredths(of[sheet.pk].total) if sheet.pk in of else None,
                kind in hidden,
            )
            for kind, of in totals.items()
        ]
        score = outcomes[sheet.pk].score
        lines.append(
            {
                "sheet": sheet,
                "result": result,
                "stages": stages,
                "has_begun": any(points is not None for _kind, points, _hid in stages),
                "band": names.get(result.band, result.band) if result else "",
                "so_far": hundredths(score.total),
                "missing": len(score.missing),
            }
        )
    return lines


def _appeals(request: HttpRequest, scoring: Scoring) -> list[Appeal]:
    rows = Appeal.objects.filter(sheet__scoring=scoring, answered_at=None)
    seen = rights.visible(request.user, "scoring.see", rows)
    if queries.organises(request.user, scoring):
        seen = rows
    return list(seen.select_related("sheet", "criterion")[:PAGE])


@login_required
@require_POST
def finalise(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Freeze the results, or those that changed after an appeal."""
    scoring = seen(request, public_id)
    if scoring.final_at is None:
        done = actions.finalise(request.user, scoring)
        messages.success(request, _("Đã chốt %(n)s phiếu.") % {"n": len(done)})
    else:
        done = actions.rescore(
            request.user, scoring, reason=request.POST.get("reason", "")
        )
        messages.success(
            request, _("Đã tính lại; %(n)s phiếu thay đổi.") % {"n": len(done)}
        )
    return redirect("scoring-results", scoring.public_id)


@login_required
def sheet(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one sheet: every criterion with every stage's points, side by side."""
    scoring = get_object_or_404(
        queries.scorings_to_read(request.user).filter(sheets__public_id=public_id)
    )
    found = get_object_or_404(sheets_for(request.user, scoring), public_id=public_id)
    reckoning = Reckoning(scoring, request.user)
    criteria = [(str(pk), rule.name) for pk, rule in reckoning.rules.items()]
    form = AppealForm(criteria, request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["criterion"]
        try:
            actions.file_appeal(
                request.user,
                found,
                form.cleaned_data["text"],
                scoring.version.criteria.get(pk=chosen) if chosen else None,
            )
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã gửi kiến nghị."))
            return redirect("scoring-sheet", found.public_id)
    context = {
        "scoring": scoring,
        "sheet": found,
        "form": form,
        "appeals": found.appeals.select_related("criterion"),
        "results": _results(reckoning, found),
    } | _side_by_side(request, reckoning, found)
    status = 422 if form.errors else 200
    return render(request, "scoring/sheet.html", context, status=status)


def _results(reckoning: Reckoning, found: Sheet) -> list[tuple[Result, str]]:
    """The frozen results of a sheet, the newest first, each with its class's name."""
    names = _band_names(reckoning)
    rows = found.results.order_by("-revision")
    return [(row, names.get(row.band, row.band)) for row in rows]


def _band_names(reckoning: Reckoning) -> dict[str, str]:
    return {band.code: band.name for band in reckoning.method.bands}


def _side_by_side(
    request: HttpRequest, reckoning: Reckoning, found: Sheet
) -> dict[str, Any]:
    """The stages that may be read, and every criterion's points in each."""
    scoring = reckoning.scoring
    stages = [
        stage
        for stage in reckoning.stages
        if not scoring.hides(stage) or scorers_of(request.user, stage, [found])
    ]
    marks = queries.marks_for(reckoning, [found])
    worths = {
        stage: of.get(found.pk, {}) for stage, of in reckoning.by_stage(marks).items()
    }
    given: dict[tuple[int, int], list[Mark]] = {}
    for mark in reckoning.read(marks):
        if mark.sheet_id == found.pk:
            given.setdefault((mark.stage_id, mark.criterion_id), []).append(mark)
    rows = [
        {
            "rule": rule,
            "cells": [
                {
                    "stage": stage,
                    "worth": shown_worth(
                        worths.get(stage.pk, {}).get(pk), rule.reckoned.side
                    ),
                    "lacks": _lacks(worths.get(stage.pk, {}).get(pk)),
                    "apart": _apart(worths, stages, place, rule),
                    "marks": given.get((stage.pk, pk), []),
                }
                for place, stage in enumerate(stages)
            ],
        }
        for pk, rule in reckoning.rules.items()
    ]
    outcome = reckoning.outcomes([found], marks, so_far=True)[found.pk]
    return {"stages": stages, "rows": rows, "outcome": outcome}


def _lacks(worth: Worth | None) -> str:
    return entries.lacking(worth.missing) if worth and worth.missing else ""


def _apart(
    worths: Mapping[int, Mapping[int, Worth]],
    stages: list[ScoringStage],
    place: int,
    rule: entries.Rule,
) -> str:
    """How far a stage departs from the latest one before it that marked."""
    here = worths.get(stages[place].pk, {}).get(rule.pk)
    for stage in reversed(stages[:place]):
        before = worths.get(stage.pk, {}).get(rule.pk)
        if before is not None:
            return apart(here, before, rule.reckoned.side)
    return ""


@login_required
def answer(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Answer an appeal."""
    appeal = get_object_or_404(
        Appeal.objects.select_related("sheet__scoring", "criterion"),
        public_id=public_id,
        sheet__scoring__in=queries.scorings_visible_to(request.user)
        .order_by()
        .values("pk"),
    )
    rights.require(request.user, "scoring.finalise", appeal.sheet.scoring)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_appeal(request.user, appeal, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã trả lời kiến nghị."))
            return redirect("scoring-results", appeal.sheet.scoring.public_id)
    status = 422 if form.errors else 200
    context = {"appeal": appeal, "form": form}
    return render(request, "scoring/answer.html", context, status=status)
