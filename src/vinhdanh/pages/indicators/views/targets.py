"""Targets of a movement beside what the indicators have reached."""

import uuid
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from vinhdanh.indicators import figures, queries
from vinhdanh.indicators.progress import Progress
from vinhdanh.movements import queries as movements
from vinhdanh.pages.indicators.charts import FULL
from vinhdanh.viet import numbers

# The goal stands here on the bar; what is beyond it has room left.
GOAL_AT = 800


@dataclass(frozen=True)
class Line:
    """A target as it is drawn: a bar that grows to the mark of its goal."""

    progress: Progress

    @property
    def goal(self) -> str:
        target = self.progress.target
        return target.goal_shown

    @property
    def base(self) -> str:
        base = self.progress.target.base_hundredths
        return "" if base is None else figures.show(base)

    @property
    def bar(self) -> int:
        share = self.progress.share
        return 0 if share is None else max(0, min(FULL, int(share * GOAL_AT)))

    @property
    def percent(self) -> str:
        """“≈ 97 %” of the way, in whole per cent, down; nothing where unknown."""
        share = self.progress.share
        if share is None:
            return ""
        amount = self.progress.figure.amount
        rough = "≈ " if amount is not None and amount.is_approximate else ""
        return f"{rough}{numbers.group(int(share * 100))} %"


@login_required
def progress(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show how far each target of a movement is."""
    found = get_object_or_404(movements.visible_to(request.user), public_id=public_id)
    lines = [Line(each) for each in queries.progress_of(found)]
    context = {
        "movement": found,
        "lines": lines,
        "goal_at": GOAL_AT,
        "full": FULL,
        "measured": sum(line.progress.indicator is not None for line in lines),
    }
    return render(request, "indicators/progress.html", context)
