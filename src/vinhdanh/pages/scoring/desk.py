"""What scoring tells the desk."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.base import rights
from vinhdanh.pages.desk.waiting import Step, Waiting
from vinhdanh.scoring import queries
from vinhdanh.scoring.enums import ScoringState, StageKind
from vinhdanh.scoring.models import Appeal, Scoring, ScoringStage, Sheet


def waiting(user: Any, year: int) -> list[Waiting]:
    """Tell heads and officers of sheets not begun, organisers of appeals."""
    return [*_to_score(user, year), *_to_answer(user, year)]


def _to_score(user: Any, year: int) -> list[Waiting]:
    """Own sheets of the year that nobody has begun at the stage of scoring oneself."""
    mine = rights.visible(user, "score.enter", Sheet.objects.all()).filter(
        scoring__year=year, scoring__state=ScoringState.OPEN
    )
    at_self = Q(marks__stage__kind=StageKind.SELF)
    empty = mine.annotate(marked=Count("marks", filter=at_self)).filter(marked=0)
    found = list(
        empty.select_related("scoring").order_by("scoring_id", "position")[:50]
    )
    if not found:
        return []
    scoring = found[0].scoring
    stage = ScoringStage.objects.filter(scoring=scoring, kind=StageKind.SELF).first()
    return [
        Waiting(
            _("Tự chấm điểm: %(n)s phiếu chưa chấm") % {"n": len(found)},
            len(found),
            reverse("scoring-grid", args=[scoring.public_id, StageKind.SELF]),
            due_on=stage.closes_on if stage else None,
            why=_("Điểm tự chấm là gốc để đơn vị tổ chức xem xét."),
            action=_("Mở bảng chấm"),
        )
    ]


def _to_answer(user: Any, year: int) -> list[Waiting]:
    mine = rights.visible(user, "scoring.finalise", Scoring.objects.filter(year=year))
    rows = Appeal.objects.filter(
        answered_at=None, sheet__scoring__in=mine.order_by().values("pk")
    )
    first = rows.order_by("filed_at").first()
    if first is None:
        return []
    return [
        Waiting(
            _("Trả lời %(n)s kiến nghị về điểm") % {"n": (count := rows.count())},
            count,
            reverse("appeal-answer", args=[first.public_id]),
            action=_("Trả lời"),
        )
    ]


def step(user: Any, year: int) -> list[Step]:
    """Say how far the scorings of the year are."""
    seen = queries.scorings_visible_to(user).filter(year=year).order_by()
    total = seen.count()
    if not total:
        return []
    final = seen.filter(state=ScoringState.FINAL).count()
    url = f"{reverse('scoring-list')}?nam={year}"
    detail = _("%(n)s/%(of)s đợt đã chốt") % {"n": final, "of": total}
    state = "done" if final == total else "running"
    return [Step("score", _("Chấm điểm"), state, url, detail)]  # type: ignore[arg-type]
