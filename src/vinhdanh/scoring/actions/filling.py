"""Empty cells of a grid are filled from the year's indicators, each with its source."""

from dataclasses import dataclass
from typing import Any

from vinhdanh.registry.models import Unit
from vinhdanh.scoring import entries
from vinhdanh.scoring.actions.marking import Change, save_marks
from vinhdanh.scoring.filling import Offer, offers
from vinhdanh.scoring.models import Mark, ScoringStage, Sheet


@dataclass(frozen=True)
class Filled:
    """How many cells were filled, and what the indicators cannot say yet."""

    cells: int
    unknown: tuple[Offer, ...]


def fill_from_indicators(
    actor: Any, stage: ScoringStage, scorer: Unit, sheets: list[Sheet]
) -> Filled:
    """Fill what is empty in a scoring unit's cells; nothing typed is written over.

    sheets: with their unit and subject. What nobody or not everybody has reported
    stays empty. Raises Refused as `save_marks` does.
    """
    rules = entries.rules_of(stage.scoring, stage)
    there = {
        (mark.sheet_id, mark.criterion_id): mark
        for mark in Mark.objects.filter(stage=stage, unit=scorer, sheet__in=sheets)
    }
    told: dict[tuple[int, int], dict[str, Offer]] = {}
    unknown = []
    for offer in offers(stage.scoring, list(rules.values()), sheets):
        key = offer.sheet.pk, offer.rule.pk
        mark = there.get(key)
        if mark is not None and getattr(mark, offer.field) is not None:
            continue
        if offer.value is None:
            unknown.append(offer)
        else:
            told.setdefault(key, {})[offer.field] = offer
    changes = [_change(there.get(key), fields) for key, fields in told.items()]
    done = save_marks(actor, stage, scorer, changes)
    return Filled(len(done.saved), tuple(unknown))


def _change(mark: Mark | None, fields: dict[str, Offer]) -> Change:
    one = next(iter(fields.values()))
    entry = {name: getattr(mark, name) for name in entries.FIELDS} if mark else {}
    return Change(
        one.sheet.pk,
        one.rule.pk,
        mark.revision if mark else 0,
        entry | {name: offer.value for name, offer in fields.items()},
        sources={name: dict(offer.source) for name, offer in fields.items()},
    )
