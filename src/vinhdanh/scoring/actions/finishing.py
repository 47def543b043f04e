"""A scoring is made final: every result frozen with the table it was reckoned by."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.scoring import entries, enums, queries
from vinhdanh.scoring.actions import locking
from vinhdanh.scoring.method.ranking import hundredths
from vinhdanh.scoring.models import Mark, Result, Scoring, Sheet
from vinhdanh.scoring.results import Outcome, Reckoning

_MOST_NAMED = 5


def finalise(actor: Any, scoring: Scoring) -> list[Result]:
    """Freeze the results of a scoring, in the order of its sheets.

    Raises Refused while a deciding stage has not marked something, naming what.
    """
    rights.require(actor, "scoring.finalise", scoring)
    with transaction.atomic():
        locked = locking.locked(scoring.pk)
        if not locked.is_open:
            raise Refused("scoring.final", _("Đợt chấm này đã chốt."))
        sheets, outcomes = _reckoned(locked)
        results = _freeze(actor, locked, sheets, outcomes, reason="")
        locked.state = enums.ScoringState.FINAL
        locked.final_at = clock.now()
        locked.save(update_fields=["state", "final_at"])
        audit.record(
            actor,
            "scoring.finalise",
            locked,
            after={
                "sheets": len(results),
                "table": locked.version.fingerprint,
                "best": results[0].total if results else None,
            },
        )
    return results


def rescore(actor: Any, scoring: Scoring, *, reason: str) -> list[Result]:
    """Freeze anew the results that changed, after an appeal was upheld.

    What was frozen before stays, with its revision. Returns the new ones only.
    """
    rights.require(actor, "scoring.finalise", scoring)
    if not reason.strip():
        raise Refused("scoring.no_reason", _("Hãy ghi lý do tính lại kết quả."))
    with transaction.atomic():
        locked = locking.locked(scoring.pk)
        sheets, outcomes = _reckoned(locked)
        results = _freeze(actor, locked, sheets, outcomes, reason=reason)
        locked.state = enums.ScoringState.FINAL
        locked.save(update_fields=["state"])
        audit.record(
            actor,
            "scoring.rescore",
            locked,
            after={"changed": len(results)},
            reason=reason,
        )
    return results


def _reckoned(scoring: Scoring) -> tuple[list[Sheet], dict[int, Outcome]]:
    """Every sheet and its outcome; Refused while anything is missing."""
    sheets = list(scoring.sheets.all())
    reckoning = Reckoning(scoring)
    marks = Mark.objects.filter(queries.on_duty(), sheet__scoring=scoring)
    outcomes = reckoning.outcomes(sheets, marks)
    _refuse_incomplete(reckoning, sheets, outcomes)
    return sheets, outcomes


def _refuse_incomplete(
    reckoning: Reckoning, sheets: list[Sheet], outcomes: dict[int, Outcome]
) -> None:
    lacking = [s for s in sheets if not outcomes[s.pk].score.is_complete]
    if not lacking:
        return
    named = "; ".join(
        _("%(name)s: %(lacking)s")
        % {
            "name": sheet.printed_name,
            "lacking": ", ".join(_named(reckoning, outcomes[sheet.pk].score.missing)),
        }
        for sheet in lacking[:_MOST_NAMED]
    )
    raise Refused(
        "scoring.incomplete",
        _("Còn %(count)s phiếu chưa chấm đủ (%(named)s%(more)s).")
        % {
            "count": len(lacking),
            "named": named,
            "more": "…" if len(lacking) > _MOST_NAMED else "",
        },
    )


def _named(reckoning: Reckoning, missing: Mapping[str, str]) -> list[str]:
    """“Chất lượng” (bước “chấm chéo” chưa chấm): what is missing, by criterion."""
    deciding = {
        rule.code: reckoning.deciding(rule) for rule in reckoning.rules.values()
    }
    named = []
    for code, why in missing.items():
        said = entries.lacking(why)
        # An earlier stage may have marked it: whose word is waited for is said.
        if why == "entry" and (stage := deciding.get(code)):
            said = _("bước “%(stage)s” chưa chấm") % {"stage": stage}
        named.append(f"“{reckoning.method.criterion(code).name}” ({said})")
    return named


def _freeze(
    actor: Any,
    scoring: Scoring,
    sheets: list[Sheet],
    outcomes: dict[int, Outcome],
    *,
    reason: str,
) -> list[Result]:
    latest = queries.latest_results(scoring)
    rows = []
    for sheet in sheets:
        row = _row(sheet, outcomes[sheet.pk], scoring)
        before = latest.get(sheet.pk)
        if before is not None and _says_the_same(row, before):
            continue
        sheet.rank = row.rank
        row.revision = before.revision + 1 if before else 1
        row.reason = reason
        row.at, row.by, row.by_name = clock.now(), actor, str(actor)
        rows.append(row)
    ranked = [row.sheet for row in rows]
    Sheet.objects.bulk_update(ranked, ["rank"], batch_size=audit.BATCH)
    return Result.objects.bulk_create(rows, batch_size=audit.BATCH)


def _row(sheet: Sheet, outcome: Outcome, scoring: Scoring) -> Result:
    score, place = outcome.score, outcome.place
    assert place is not None  # noqa: S101 - refused above when anybody is incomplete
    return Result(
        sheet=sheet,
        total=hundredths(score.total),
        over=hundredths(score.over),
        bonus=hundredths(score.bonus),
        penalty=hundredths(score.penalty),
        parts={part: hundredths(points) for part, points in score.parts.items()},
        band=outcome.band.code if outcome.band else "",
        rank=place.rank,
        is_shared=place.is_shared,
        barred={award: list(codes) for award, codes in score.barred.items()},
        fingerprint=scoring.version.fingerprint,
    )


_FROZEN = (
    "total",
    "over",
    "bonus",
    "penalty",
    "parts",
    "band",
    "rank",
    "is_shared",
    "barred",
    "fingerprint",
)


def _says_the_same(one: Result, other: Result) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _FROZEN)
