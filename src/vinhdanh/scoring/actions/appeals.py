"""A subject questions its score; whoever organises the scoring answers."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.scoring import enums
from vinhdanh.scoring.actions.locking import locked
from vinhdanh.scoring.models import Appeal, Criterion, Scoring, Sheet


def file_appeal(
    actor: Any, sheet: Sheet, text: str, criterion: Criterion | None = None
) -> Appeal:
    """Ask about a sheet's points, or one criterion's, by the subject's own unit."""
    rights.require(actor, "score.appeal", sheet)
    if not text.strip():
        raise Refused("appeal.empty", _("Hãy ghi nội dung kiến nghị."))
    with transaction.atomic():
        locked(sheet.scoring_id)
        Sheet.objects.select_for_update().get(pk=sheet.pk)
        open_ones = sheet.appeals.filter(criterion=criterion, answered_at=None)
        if open_ones.exists():
            raise Refused(
                "appeal.waiting",
                _("Kiến nghị trước về nội dung này còn chờ trả lời."),
            )
        appeal = Appeal.objects.create(
            sheet=sheet,
            criterion=criterion,
            text=text,
            filed_by=actor,
            filed_by_name=str(actor),
            filed_at=clock.now(),
        )
        audit.record(
            actor,
            "score.appeal",
            appeal,
            after={
                "of": sheet.printed_name,
                "criterion": criterion.code if criterion else "",
                "text": text,
            },
        )
    return appeal


def answer_appeal(actor: Any, appeal: Appeal, *, outcome: str, answer: str) -> Appeal:
    """Answer an appeal. Upheld, it opens the scoring for marking and `rescore`."""
    rights.require(actor, "scoring.finalise", appeal.sheet.scoring)
    if outcome not in enums.AppealOutcome.values or not answer.strip():
        raise Refused("appeal.no_answer", _("Hãy chọn kết luận và ghi lời trả lời."))
    with transaction.atomic():
        locked = Appeal.objects.select_for_update().get(pk=appeal.pk)
        if locked.answered_at is not None:
            raise Refused("appeal.answered", _("Kiến nghị này đã được trả lời."))
        locked.outcome, locked.answer = outcome, answer
        locked.answered_at, locked.answered_by_name = clock.now(), str(actor)
        locked.save()
        if outcome == enums.AppealOutcome.UPHELD:
            Scoring.objects.filter(pk=locked.sheet.scoring_id).update(
                state=enums.ScoringState.OPEN
            )
        audit.record(
            actor,
            "score.answer",
            locked,
            after={"outcome": outcome, "answer": answer},
        )
    return locked
