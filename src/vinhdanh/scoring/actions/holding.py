"""A scoring under way is held: a stage gets more time, a wrong opening is undone."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.scoring import queries
from vinhdanh.scoring.actions.locking import locked_open
from vinhdanh.scoring.models import Scoring, ScoringStage
from vinhdanh.viet import dates


def extend_stage(
    actor: Any, stage: ScoringStage, closes_on: date, reason: str
) -> ScoringStage:
    """Let a stage take marks until a later day, after its deadline too.

    Raises Refused for a scoring that is frozen, a stage without a deadline, no reason,
    a day that is not after today and the old one, or after the next stage's.
    """
    rights.require(actor, "scoring.open", stage.scoring)
    if not reason.strip():
        raise Refused("scoring.no_reason", _("Hãy ghi lý do gia hạn."))
    with transaction.atomic():
        scoring = locked_open(stage.scoring)
        stages = list(scoring.stages.all())
        locked = next(each for each in stages if each.pk == stage.pk)
        before = _deadline_before(locked, closes_on)
        _refuse_after_the_next(locked, stages, closes_on)
        stage.closes_on = locked.closes_on = closes_on
        locked.save(update_fields=["closes_on"])
        audit.record(
            actor,
            "scoring.extend",
            scoring,
            before={"closes_on": before},
            after={"stage": locked.kind, "closes_on": closes_on},
            reason=reason,
        )
    return locked


def _deadline_before(stage: ScoringStage, closes_on: date) -> date:
    before = stage.closes_on
    if before is None:
        raise Refused(
            "scoring.no_deadline",
            _("Bước “%(stage)s” không đặt hạn nên vẫn chấm được.") % {"stage": stage},
        )
    least = max(before, clock.today())
    if closes_on <= least:
        raise Refused(
            "scoring.not_later",
            _("Hạn mới phải sau ngày %(day)s.") % {"day": dates.short(least)},
        )
    return before


def _refuse_after_the_next(
    stage: ScoringStage, stages: list[ScoringStage], closes_on: date
) -> None:
    for later in stages:
        if (
            later.position > stage.position
            and later.closes_on is not None
            and later.closes_on < closes_on
        ):
            raise Refused(
                "scoring.stages_backwards",
                _(
                    "Bước “%(stage)s” ở sau mà hạn ngày %(day)s; hãy gia hạn bước ấy "
                    "trước."
                )
                % {"stage": later, "day": dates.short(later.closes_on)},
            )


def cancel_scoring(actor: Any, scoring: Scoring, reason: str) -> None:
    """Take a wrongly opened scoring away, so that it can be opened anew.

    Raises Refused without a reason, or once anybody has scored or asked anything.
    """
    rights.require(actor, "scoring.open", scoring)
    if not reason.strip():
        raise Refused("scoring.no_reason", _("Hãy ghi lý do hủy đợt chấm."))
    with transaction.atomic():
        locked = locked_open(scoring)
        if queries.has_begun(locked):
            raise Refused(
                "scoring.begun",
                _("Đợt chấm “%(name)s” đã có điểm hoặc kiến nghị nên không hủy được.")
                % {"name": locked},
            )
        audit.record(
            actor,
            "scoring.cancel",
            locked,
            before={
                "name": locked.name,
                "year": locked.year,
                "subjects": locked.sheets.count(),
                "stages": [stage.kind for stage in locked.stages.all()],
                "table": locked.version.fingerprint,
            },
            reason=reason,
        )
        locked.delete()
