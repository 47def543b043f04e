"""Scorings of a year: opened, followed, made final; one sheet, its appeals."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.pages.scoring.forms import AnswerForm, AppealForm, OpenForm
from vinhdanh.pages.scoring.grid import scorers_of, sheets_for, shown_worth
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Unit
from vinhdanh.registry.standing import standing
from vinhdanh.scoring import actions, enums, queries
from vinhdanh.scoring.method.ranking import hundredths
from vinhdanh.scoring.models import (
    Appeal,
    CriteriaVersion,
    Mark,
    Result,
    Scoring,
    Sheet,
)
from vinhdanh.scoring.results import Reckoning, stage_totals

PAGE = 50


@login_required
@only_for("scoring.see")
def scorings(request: HttpRequest) -> HttpResponse:
    """List the scorings of the chosen year."""
    year: int = request.year  # type: ignore[attr-defined]
    rows = queries.scorings_visible_to(request.user).filter(year=year)
    rows = rows.annotate(sheet_count=Count("sheets", distinct=True)).order_by("name")
    units = Unit.objects.order_by()
    context = {
        "year": year,
        "page": page_of(request, rows, PAGE),
        "may_open": rights.visible(request.user, "scoring.open", units).exists(),
    }
    return render(request, "scoring/scorings.html", context)


@login_required
@only_for("scoring.open")
def new_scoring(request: HttpRequest) -> HttpResponse:
    """Open a scoring of the chosen year for units below one's own."""
    year: int = request.year  # type: ignore[attr-defined]
    rows = Unit.objects.select_related("subject").order_by("-is_own", "pk")
    rows = standing(rows, year=year)
    unit = rights.visible(request.user, "scoring.open", rows).first()
    if unit is None:
        raise Http404
    day = registry.last_day_seen(year)
    below = [each for each in registry.units_below(unit, day) if each.pk != unit.pk]
    versions = CriteriaVersion.objects.filter(
        state=enums.VersionState.IN_FORCE,
        criteria_set__in=queries.sets_visible_to(request.user).order_by().values("pk"),
    )
    choices = [(str(each.subject.public_id), each.name) for each in below]
    first = {
        "name": _("Chấm điểm thi đua năm %(year)s") % {"year": year},
        "subjects": [code for code, _name in choices],
        "version": versions.first() and versions.first().public_id,  # type: ignore[union-attr]
    }
    form = OpenForm(versions, choices, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        chosen = [
            each
            for each in below
            if str(each.subject.public_id) in form.cleaned_data["subjects"]
        ]
        try:
            made = _open(request.user, unit, year, form.cleaned_data, chosen)
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã mở đợt chấm điểm."))
            return redirect("scoring-grid", made.public_id, enums.StageKind.SELF)
    context = {"form": form, "year": year, "has_tables": versions.exists()}
    status = 422 if form.errors else 200
    return render(request, "scoring/new_scoring.html", context, status=status)


def _open(
    user: Any, unit: Unit, year: int, typed: dict[str, Any], chosen: Sequence[Unit]
) -> Scoring:
    stages = [
        actions.StagePlan(enums.StageKind.SELF, closes_on=typed["self_closes"]),
        actions.StagePlan(
            enums.StageKind.LEAD, unit=unit, closes_on=typed["lead_closes"]
        ),
    ]
    if typed["is_cross"]:
        cross = actions.StagePlan(enums.StageKind.CROSS, is_blind=typed["is_blind"])
        stages.insert(1, cross)
    scoring = actions.open_scoring(
        user,
        unit,
        typed["version"],
        name=typed["name"],
        year=year,
        period=typed["period"],
        subjects=[actions.SubjectLine(each.subject, each) for each in chosen],
        stages=stages,
    )
    if typed["is_cross"] and len(chosen) > 1:
        sheets = list(scoring.sheets.all())
        pairs = zip(sheets, [*chosen[1:], chosen[0]], strict=True)
        actions.assign_cross(user, scoring, pairs)
    return scoring


def _seen(request: HttpRequest, public_id: uuid.UUID) -> Scoring:
    return get_object_or_404(
        queries.scorings_visible_to(request.user), public_id=public_id
    )


@login_required
def results(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show places and classes: frozen ones, or as they stand so far."""
    scoring = _seen(request, public_id)
    rows = sheets_for(request.user, scoring)
    page = page_of(request, rows, PAGE)
    sheets = list(page)
    reckoning = Reckoning(scoring)
    marks = list(queries.marks_of(sheets))
    outcomes = reckoning.outcomes(sheets, marks, so_far=True)
    totals = stage_totals(reckoning, sheets, marks)
    frozen = {
        row.sheet_id: row
        for row in Result.objects.filter(sheet__in=[s.pk for s in sheets]).order_by(
            "revision"
        )
    }
    lines = [
        {
            "sheet": sheet,
            "result": frozen.get(sheet.pk),
            "so_far": hundredths(outcomes[sheet.pk].score.total),
            "missing": len(outcomes[sheet.pk].score.missing),
            "stages": [
                (
                    enums.StageKind(kind).label.capitalize(),
                    hundredths(of[sheet.pk].total) if sheet.pk in of else None,
                )
                for kind, of in totals.items()
            ],
        }
        for sheet in sheets
    ]
    if len(frozen) == len(sheets) and not scoring.is_open:
        lines.sort(key=lambda line: line["result"].rank)
    context = {
        "scoring": scoring,
        "page": page,
        "lines": lines,
        "bands": {band.code: band.name for band in reckoning.method.bands},
        "stages": reckoning.stages,
        "habits": _habits(scoring) if _may_organise(request, scoring) else [],
        "appeals": _appeals(request, scoring),
    }
    return render(request, "scoring/results.html", context)


def _may_organise(request: HttpRequest, scoring: Scoring) -> bool:
    return rights.can(request.user, "scoring.see", scoring)


def _habits(scoring: Scoring) -> list[tuple[Unit, Any]]:
    found = queries.habits(scoring)
    units = Unit.objects.select_related("subject").in_bulk(found)
    return [(units[pk], habit) for pk, habit in found.items()]


def _appeals(request: HttpRequest, scoring: Scoring) -> list[Appeal]:
    rows = Appeal.objects.filter(sheet__scoring=scoring, answered_at=None)
    seen = rights.visible(request.user, "scoring.see", rows)
    if _may_organise(request, scoring):
        seen = rows
    return list(seen.select_related("sheet", "criterion")[:PAGE])


@login_required
@require_POST
def finalise(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Freeze the results, or those that changed after an appeal."""
    scoring = _seen(request, public_id)
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
        queries.scorings_visible_to(request.user).filter(sheets__public_id=public_id)
    )
    found = get_object_or_404(sheets_for(request.user, scoring), public_id=public_id)
    reckoning = Reckoning(scoring)
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
        "results": found.results.order_by("-revision"),
    } | _side_by_side(request, reckoning, found)
    status = 422 if form.errors else 200
    return render(request, "scoring/sheet.html", context, status=status)


def _side_by_side(
    request: HttpRequest, reckoning: Reckoning, found: Sheet
) -> dict[str, Any]:
    """The stages that may be read, and every criterion's points in each."""
    scoring = reckoning.scoring
    organises = _may_organise(request, scoring)
    stages = [
        stage
        for stage in reckoning.stages
        if organises
        or not scoring.is_open
        or not stage.is_blind
        or scorers_of(request.user, stage, [found])
    ]
    marks = list(queries.marks_of([found]))
    worths = reckoning.by_stage(marks)
    reasons: dict[tuple[int, int], list[Mark]] = {}
    for mark in marks:
        reasons.setdefault((mark.stage_id, mark.criterion_id), []).append(mark)
    rows = [
        {
            "rule": rule,
            "cells": [
                {
                    "worth": shown_worth(
                        worths.get(stage.pk, {}).get(found.pk, {}).get(pk)
                    ),
                    "marks": reasons.get((stage.pk, pk), []),
                }
                for stage in stages
            ],
        }
        for pk, rule in reckoning.rules.items()
    ]
    outcome = reckoning.outcomes([found], marks, so_far=True)[found.pk]
    return {"stages": stages, "rows": rows, "outcome": outcome}


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
