"""What an office asks about its scorings."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from vinhdanh.base import rights
from vinhdanh.scoring.method.ranking import Habit, habit
from vinhdanh.scoring.models import (
    CriteriaSet,
    Mark,
    Result,
    Scoring,
    Sheet,
)
from vinhdanh.scoring.results import Reckoning


def sets_visible_to(user: Any) -> QuerySet[CriteriaSet]:
    """Criteria sets that the user may read, with their versions."""
    found = rights.visible(user, "criteria.see", CriteriaSet.objects.all())
    return found.select_related("unit__subject").prefetch_related("versions")


def scorings_visible_to(user: Any) -> QuerySet[Scoring]:
    """Scorings that the user's units organise or take part in."""
    found = rights.visible(user, "scoring.see", Scoring.objects.all())
    mine = rights.visible(user, "scoring.see", Sheet.objects.all())
    either = found | Scoring.objects.filter(pk__in=mine.values("scoring_id"))
    return either.select_related("version__criteria_set", "unit__subject").distinct()


def marks_of(sheets: Sequence[Sheet]) -> QuerySet[Mark]:
    """All marks of the sheets given."""
    return Mark.objects.filter(sheet__in=[sheet.pk for sheet in sheets])


def latest_results(scoring: Scoring) -> dict[int, Result]:
    """The result in force of each sheet, by the sheet's id."""
    rows = Result.objects.filter(sheet__scoring=scoring).order_by("revision")
    return {row.sheet_id: row for row in rows}


def habits(scoring: Scoring) -> dict[int, Habit]:
    """How strict each scoring unit is: the totals it gave, by the unit's id.

    Beside the raw scores, never in their place; own scores (self) are left out.
    """
    reckoning = Reckoning(scoring)
    given: dict[int, dict[int, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    marks = Mark.objects.filter(sheet__scoring=scoring).exclude(stage__kind="self")
    for mark in marks:
        given[mark.unit_id][mark.sheet_id].append(mark)
    found = {}
    for unit, sheets in given.items():
        totals = []
        for rows in sheets.values():
            for by_sheet in reckoning.by_stage(rows).values():
                totals += [
                    sum((worth.points for worth in of.values()), Fraction(0))
                    for of in by_sheet.values()
                ]
        if (one := habit(totals)) is not None:
            found[unit] = one
    return found
