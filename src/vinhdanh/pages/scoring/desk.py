"""What scoring tells the desk."""

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.base import rights
from vinhdanh.pages.desk.waiting import Step, Waiting
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import queries
from vinhdanh.scoring.enums import ScoringState, StageKind
from vinhdanh.scoring.models import (
    Appeal,
    CrossDuty,
    Mark,
    Scoring,
    ScoringStage,
    Sheet,
)

_DEEDS: Final = {
    StageKind.SELF: (
        gettext_lazy("Tự chấm điểm: %(n)s phiếu chưa chấm"),
        gettext_lazy("Điểm tự chấm là gốc để đơn vị tổ chức xem xét."),
    ),
    StageKind.CROSS: (
        gettext_lazy("Chấm chéo: %(n)s phiếu chưa chấm"),
        gettext_lazy("Đơn vị bạn được phân công chấm chéo."),
    ),
    StageKind.LEAD: (
        gettext_lazy("Đơn vị tổ chức, trưởng khối chấm: %(n)s phiếu chưa chấm"),
        gettext_lazy("Bước này do đơn vị bạn chấm."),
    ),
    StageKind.STANDING: (
        gettext_lazy("Thường trực Hội đồng chấm: %(n)s phiếu chưa chấm"),
        gettext_lazy("Bước này do đơn vị bạn chấm."),
    ),
    StageKind.FINAL: (
        gettext_lazy("Chốt điểm: %(n)s phiếu chưa chấm"),
        gettext_lazy("Bước này do đơn vị bạn chấm."),
    ),
}


def waiting(user: Any, year: int) -> list[Waiting]:
    """Tell scorers of each stage of sheets not begun, organisers of appeals."""
    return [*_to_score(user, year), *_to_answer(user, year)]


def _to_score(user: Any, year: int) -> list[Waiting]:
    """The stages with sheets on which the user's side has written nothing yet."""
    opened = Scoring.objects.filter(year=year, state=ScoringState.OPEN)
    stages = ScoringStage.objects.filter(scoring__in=opened.order_by().values("pk"))
    found = list(stages.select_related("scoring"))
    if not found:
        return []
    counts = _empty(user, found)
    return [_reminder(stage, n) for stage in found if (n := counts.get(stage.pk, 0))]


def _reminder(stage: ScoringStage, count: int) -> Waiting:
    label, why = _DEEDS[StageKind(stage.kind)]
    return Waiting(
        str(label) % {"n": count},
        count,
        reverse("scoring-grid", args=[stage.scoring.public_id, stage.kind]),
        due_on=stage.closes_on,
        why=f"{stage.scoring.name}. {why}",
        action=_("Mở bảng chấm"),
    )


def _empty(user: Any, stages: Sequence[ScoringStage]) -> dict[int, int]:
    """{stage: sheets without a mark of who scores them}, where the user is that."""
    units = rights.visible(user, "score.enter", Unit.objects.order_by()).values("pk")
    of_kind = {
        kind: [stage.pk for stage in stages if stage.kind == kind] for kind in StageKind
    }
    named = ScoringStage.objects.filter(
        Q(unit__in=units) | Q(deputies__in=units),
        pk__in=[stage.pk for stage in stages if stage.unit_id],
    )
    hers = rights.visible(user, "score.enter", Sheet.objects.order_by())
    own = hers.annotate(at=F("scoring__stages")).filter(at__in=of_kind[StageKind.SELF])
    named_sheets = Sheet.objects.order_by().annotate(at=F("scoring__stages"))
    whole = named_sheets.filter(at__in=named.order_by().values("pk"))
    duties = CrossDuty.objects.order_by().annotate(at=F("sheet__scoring__stages"))
    crossed = duties.filter(unit__in=units, at__in=of_kind[StageKind.CROSS])
    written = Mark.objects.filter(sheet=OuterRef("pk"), stage=OuterRef("at"))
    crosswise = Mark.objects.filter(
        sheet=OuterRef("sheet"), unit=OuterRef("unit"), stage=OuterRef("at")
    )
    counts: dict[int, int] = {}
    for rows, marks in ((own, written), (whole, written), (crossed, crosswise)):
        empty = rows.exclude(Exists(marks)).values("at").annotate(n=Count("pk"))
        counts |= dict(empty.values_list("at", "n"))
    return counts


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
