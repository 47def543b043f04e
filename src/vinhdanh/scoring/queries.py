"""What an office asks about its scorings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.db.models import (
    Exists,
    FloatField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Window,
)
from django.db.models.functions import Cast, RowNumber

from vinhdanh.base import rights
from vinhdanh.registry.models import Unit
from vinhdanh.scoring.entries import FIELDS
from vinhdanh.scoring.enums import StageKind
from vinhdanh.scoring.method.ranking import Habit, habit
from vinhdanh.scoring.models import (
    Appeal,
    CriteriaSet,
    CriteriaVersion,
    CrossDuty,
    Mark,
    Result,
    Scoring,
    ScoringStage,
    Sheet,
)
from vinhdanh.scoring.results import Reckoning

_LEADERS: Final = 5


@dataclass(frozen=True)
class Given:
    """What a unit gave at a stage: whole totals by sheet, and its habit over them."""

    totals: Mapping[int, Fraction]
    habit: Habit


def versions_visible_to(user: Any) -> QuerySet[CriteriaVersion]:
    """Tables that the user may read: her units' own, and those of visible scorings."""
    own = rights.visible(user, "criteria.see", CriteriaVersion.objects.order_by())
    used = scorings_visible_to(user).order_by().values("version")
    either = Q(pk__in=own.values("pk")) | Q(pk__in=used)
    return CriteriaVersion.objects.filter(either)


def sets_visible_to(user: Any) -> QuerySet[CriteriaSet]:
    """Criteria sets of which the user may read a version, with those versions."""
    seen = versions_visible_to(user)
    found = CriteriaSet.objects.filter(
        pk__in=seen.order_by().values("criteria_set")
    ).select_related("unit__subject")
    return found.prefetch_related(Prefetch("versions", seen))


def scorings_visible_to(user: Any) -> QuerySet[Scoring]:
    """Scorings that the user's units organise, take part in or score."""
    found = rights.visible(user, "scoring.see", Scoring.objects.all())
    mine = rights.visible(user, "scoring.see", Sheet.objects.order_by())
    scorers = rights.visible(user, "score.enter", Unit.objects.order_by()).values("pk")
    either = Q(pk__in=found.order_by().values("pk"))
    # One sheet will do: a scoring of 20,000 is not gone through to be seen.
    either |= Q(Exists(mine.filter(scoring=OuterRef("pk"))))
    stages = ScoringStage.objects.filter(unit__in=scorers)
    either |= Q(Exists(stages.filter(scoring=OuterRef("pk"))))
    beside = ScoringStage.deputies.through.objects.filter(unit__in=scorers)
    either |= Q(Exists(beside.filter(scoringstage__scoring=OuterRef("pk"))))
    duties = CrossDuty.objects.filter(unit__in=scorers)
    either |= Q(Exists(duties.filter(sheet__scoring=OuterRef("pk"))))
    rows = Scoring.objects.filter(either)
    return rows.select_related("version__criteria_set", "unit__subject")


def scorings_to_read(user: Any) -> QuerySet[Scoring]:
    """`scorings_visible_to`, each with its table and stages read at once.

    `is_organised`: may the user read all of its sheets? (see `organises`)
    """
    whole = rights.visible(user, "scoring.see", Scoring.objects.order_by())
    return (
        scorings_visible_to(user)
        .annotate(is_organised=Q(pk__in=whole.values("pk")))
        .prefetch_related(
            "version__parts",
            "version__criteria",
            Prefetch("stages", ScoringStage.objects.select_related("unit__subject")),
        )
    )


def organises(user: Any, scoring: Scoring) -> bool:
    """May the user read all sheets of a scoring? Not asked again where it was read."""
    known: bool | None = getattr(scoring, "is_organised", None)
    return rights.can(user, "scoring.see", scoring) if known is None else known


def scorers_at(stages: Iterable[ScoringStage]) -> QuerySet[Unit]:
    """The units that score stages all by themselves: named ones and their deputies."""
    asked = list(stages)
    deputies = ScoringStage.deputies.through.objects.filter(scoringstage__in=asked)
    named = Q(pk__in={stage.unit_id for stage in asked if stage.unit_id})
    return Unit.objects.filter(named | Q(pk__in=deputies.values("unit"))).order_by()


def marks_of(sheets: Sequence[Sheet]) -> QuerySet[Mark]:
    """All marks of the sheets given that count."""
    rows = Mark.objects.filter(on_duty(), sheet__in=[sheet.pk for sheet in sheets])
    return rows.select_related("evidence").order_by("pk")


def on_duty() -> Q:
    """The condition "counts": no cross scorer's whose duty was given to another."""
    duties = CrossDuty.objects.filter(sheet=OuterRef("sheet"), unit=OuterRef("unit"))
    return ~Q(stage__kind=StageKind.CROSS) | Q(Exists(duties))


def has_begun(scoring: Scoring) -> bool:
    """Has anybody scored, added a paper or a word, or asked about a score?"""
    nothing = Q(**{f"{name}__isnull": True for name in FIELDS})
    bare = nothing & Q(evidence=None, reason="")
    marks = Mark.objects.filter(sheet__scoring=scoring).exclude(bare)
    return marks.exists() or Appeal.objects.filter(sheet__scoring=scoring).exists()


def latest_results(scoring: Scoring) -> dict[int, Result]:
    """The result in force of each sheet, by the sheet's id."""
    rows = Result.objects.filter(sheet__scoring=scoring).order_by("revision")
    return {row.sheet_id: row for row in rows}


def marks_for(reckoning: Reckoning, sheets: Sequence[Sheet]) -> list[Mark]:
    """The marks that decide the points of some sheets.

    Those of the sheets; and where a criterion is measured by the block's highest
    excess, the marks of the others that may hold it, few of each stage.
    """
    marks = list(marks_of(sheets))
    relative = reckoning.relative
    if not relative:
        return marks
    share = Cast("actual", FloatField()) / Cast("plan", FloatField())
    first = Window(
        RowNumber(), partition_by=["stage_id", "criterion_id"], order_by=share.desc()
    )
    # A few beside the first: shares that differ beyond a float's digits are then
    # compared exactly.
    leaders = (
        Mark.objects.filter(
            on_duty(),
            sheet__scoring=reckoning.scoring,
            criterion__in=relative,
            plan__gt=0,
            actual__isnull=False,
        )
        .annotate(place=first)
        .filter(place__lte=_LEADERS)
    )
    there = {mark.pk for mark in marks}
    return marks + [mark for mark in leaders if mark.pk not in there]


def habits(reckoning: Reckoning) -> dict[int, dict[int, Given]]:
    """How each unit scored, stage by stage: {stage: {scoring unit: what it gave}}.

    Beside the raw scores, never in their place. Own scores (self) are left out, what
    the reader may not see yet, and sheets that a scorer has not marked whole: half a
    sheet would look like a low one.
    """
    stages = [s for s in reckoning.stages if s.kind != StageKind.SELF]
    marks = Mark.objects.filter(
        on_duty(),
        sheet__scoring=reckoning.scoring,
        stage__in=[stage.pk for stage in stages],
    )
    by_scorer: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for mark in reckoning.read(marks):
        by_scorer[mark.stage_id, mark.unit_id].append(mark)
    found: dict[int, dict[int, Given]] = {stage.pk: {} for stage in stages}
    for (stage, unit), given in by_scorer.items():
        totals = reckoning.whole_totals(stage, given)
        if (one := habit(list(totals.values()))) is not None:
            found[stage][unit] = Given(totals, one)
    return found
