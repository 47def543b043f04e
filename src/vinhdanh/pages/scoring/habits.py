"""Who scores strictly and who widely: beside the raw scores, never in their place."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from vinhdanh.base import rights
from vinhdanh.indicators import figures
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import queries
from vinhdanh.scoring.method.ranking import hundredths
from vinhdanh.scoring.models import Scoring, ScoringStage, Sheet
from vinhdanh.scoring.results import Reckoning

PAGE = 50


@dataclass(frozen=True)
class _Scorer:
    unit: Unit
    stage: ScoringStage
    given: queries.Given

    @property
    def count(self) -> int:
        return self.given.habit.count

    @property
    def mean(self) -> int:
        return hundredths(self.given.habit.mean)

    @property
    def spread(self) -> int:
        return self.given.habit.spread

    def cell(self, sheet: Sheet) -> dict[str, Any]:
        """The raw total that it gave, and how far that lies from its own mean."""
        total = self.given.totals.get(sheet.pk)
        if total is None:
            return {"unit": self.unit, "total": None, "z": ""}
        z = self.given.habit.z(total)
        sign = "+" if z and z > 0 else "−" if z and z < 0 else ""
        said = "" if z is None else f"{sign}{figures.show(abs(z))}"
        return {"unit": self.unit, "total": hundredths(total), "z": said}


@login_required
def habits(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show each scorer's mean and spread, and every raw total with its distance."""
    seen = queries.scorings_visible_to(request.user)
    scoring: Scoring = get_object_or_404(seen, public_id=public_id)
    rights.require(request.user, "scoring.see", scoring)
    reckoning = Reckoning(scoring, request.user)
    found = queries.habits(reckoning)
    units = Unit.objects.select_related("subject").in_bulk(
        {unit for of_stage in found.values() for unit in of_stage}
    )
    scorers = [
        _Scorer(units[unit], stage, given)
        for stage in reckoning.stages
        for unit, given in sorted(
            found.get(stage.pk, {}).items(),
            key=lambda pair: units[pair[0]].subject.sort_key,
        )
    ]
    page = page_of(request, scoring.sheets.all(), PAGE)
    context = {
        "scoring": scoring,
        "page": page,
        "scorers": scorers,
        "rows": [
            {"sheet": sheet, "cells": [each.cell(sheet) for each in scorers]}
            for sheet in page
        ],
    }
    return render(request, "scoring/habits.html", context)
