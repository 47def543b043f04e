"""Marks: entered cell by cell by several people at once, none over another unseen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.files import keep_file
from vinhdanh.base.refusal import Refused
from vinhdanh.base.uploads import media_type_of
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import entries, enums
from vinhdanh.scoring.actions.locking import locked
from vinhdanh.scoring.method.leaf import NotAnEntry
from vinhdanh.scoring.models import (
    CrossDuty,
    Mark,
    Scoring,
    ScoringStage,
    Sheet,
)
from vinhdanh.viet import text

Cell = tuple[int, int]
"""A sheet's and a criterion's id: one cell of the grid at one stage by one scorer."""


@dataclass(frozen=True)
class Change:
    """A cell as typed. `seen`: the revision it was typed over, 0 for an empty cell.

    `entry`: only what the criterion's formula asks (see `entries.FIELDS`); None or
    no value clears the cell. `reason` None leaves what was written. `sources`: of
    figures that were not typed (see `Mark.sources`).
    """

    sheet: int
    criterion: int
    seen: int
    entry: Mapping[str, Any]
    reason: str | None = None
    sources: Mapping[str, Any] = field(default_factory=dict)

    @property
    def cell(self) -> Cell:
        return self.sheet, self.criterion


@dataclass(frozen=True)
class Conflict:
    """A cell that somebody else changed meanwhile: theirs stands, yours is kept."""

    cell: Cell
    theirs: Mark
    yours: Change


@dataclass
class Saved:
    """What became of each change: every one is in exactly one of the three."""

    saved: list[Mark] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    problems: dict[Cell, str] = field(default_factory=dict)


def save_marks(
    actor: Any, stage: ScoringStage, scorer: Unit, changes: Sequence[Change]
) -> Saved:
    """Write cells of a stage for a scoring unit, in one transaction.

    A cell that was changed since it was seen is left as the other wrote it and comes
    back as a conflict; a cell that cannot be read comes back with a sentence; all
    others are saved. At the stage of scoring oneself a person may write her own sheet,
    at that of a lead a deputy in the lead's name; the mark keeps who wrote it.
    Raises Refused when the scoring is final, the stage is not this unit's, or a cell is
    not of this scoring.
    """
    _require_scorer(actor, stage, scorer, changes)
    with transaction.atomic():
        # Two who save at once take turns at the scoring's row.
        scoring = locked(stage.scoring_id)
        _refuse_closed(scoring, stage)
        writing = _Writing(
            actor,
            stage,
            scorer,
            _sheets(stage, scorer, changes),
            # A table in force never changes: as read before the turn will do.
            entries.rules_of(stage.scoring, stage),
            _marks(stage, scorer, changes),
        )
        for change in changes:
            writing.take(change)
        writing.close()
    return writing.done


def _require_scorer(
    actor: Any, stage: ScoringStage, scorer: Unit, changes: Sequence[Change]
) -> None:
    """Who scores for the unit may; at the stage of scoring oneself, each her sheet."""
    if _scores_for(actor, stage, scorer):
        return
    wanted = {change.sheet for change in changes}
    sheets = list(Sheet.objects.filter(scoring=stage.scoring_id, pk__in=wanted))
    if stage.kind != enums.StageKind.SELF or not sheets:
        rights.require(actor, "score.enter", scorer)
    rights.require_all(actor, "score.enter", sheets)


def _scores_for(actor: Any, stage: ScoringStage, scorer: Unit) -> bool:
    """May the actor score for a unit, or for a deputy that scores in its name?"""
    if rights.can(actor, "score.enter", scorer):
        return True
    deputies = stage.deputies.order_by()
    is_named = scorer.pk == stage.unit_id
    return is_named and rights.visible(actor, "score.enter", deputies).exists()


_BESIDE: Final = ("sources", "reason", "revision", "by", "by_name", "at")


class _Writing:
    """The cells of one save: each taken once, all written together."""

    def __init__(
        self,
        actor: Any,
        stage: ScoringStage,
        scorer: Unit,
        sheets: Mapping[int, Sheet],
        rules: Mapping[int, entries.Rule],
        there: Mapping[Cell, Mark],
    ) -> None:
        self.actor, self.stage, self.scorer = actor, stage, scorer
        self.sheets, self.rules, self.there = sheets, rules, there
        self.criteria = {row.pk: row for row in stage.scoring.version.criteria.all()}
        self.at = clock.now()
        self.done = Saved()
        self.new: list[Mark] = []
        self.changed: list[Mark] = []
        self.deeds: list[audit.Deed] = []

    def take(self, change: Change) -> None:
        """Save, keep apart as a conflict, or say what is wrong."""
        mark = self.there.get(change.cell)
        if mark is not None and entries.says(mark, change.entry, change.reason):
            self.done.saved.append(mark)
        elif mark is not None and mark.revision != change.seen:
            self.done.conflicts.append(Conflict(change.cell, mark, change))
        elif problem := _problem(self.rules, change):
            self.done.problems[change.cell] = problem
        else:
            self._write(mark, change)

    def _write(self, mark: Mark | None, change: Change) -> None:
        sheet, rule = self.sheets[change.sheet], self.rules[change.criterion]
        before = entries.words(mark, sheet, rule) if mark else None
        if mark is None:
            mark = Mark(stage=self.stage, unit=self.scorer, revision=0)
            self.new.append(mark)
        else:
            self.changed.append(mark)
        # Known here: the log tells their names.
        mark.sheet, mark.criterion = sheet, self.criteria[rule.pk]
        # What is typed over a figure takes the figure's source away.
        mark.sources = {
            name: source
            for name, source in mark.sources.items()
            if change.entry.get(name) == getattr(mark, name)
        } | dict(change.sources)
        for name in entries.FIELDS:
            setattr(mark, name, change.entry.get(name))
        if change.reason is not None:
            mark.reason = text.clean_line(change.reason)
        mark.revision += 1
        mark.by, mark.by_name, mark.at = self.actor, str(self.actor), self.at
        self.done.saved.append(mark)
        self.deeds.append(
            audit.Deed(
                "score.enter",
                mark,
                before=before,
                after=entries.words(mark, sheet, rule),
                reason=mark.reason,
                unit_id=self.scorer.pk,
            )
        )

    def close(self) -> None:
        """Write what was taken, and the events of it."""
        Mark.objects.bulk_create(self.new, batch_size=audit.BATCH)
        Mark.objects.bulk_update(
            self.changed,
            [*entries.FIELDS, *_BESIDE],
            batch_size=audit.BATCH,
        )
        audit.record_many(self.actor, self.deeds)


def attach_evidence(actor: Any, mark: Mark, *, name: str, data: bytes) -> Mark:
    """Put a file as it was handed in beside a mark; the one before stays stored.

    Raises Refused for a kind or size that is not taken (see `base.uploads`).
    """
    is_own = mark.stage.kind == enums.StageKind.SELF
    if is_own or not _scores_for(actor, mark.stage, mark.unit):
        rights.require(actor, "score.enter", mark.sheet if is_own else mark.unit)
    media_type = media_type_of(name, data)
    with transaction.atomic():
        scoring = locked(mark.stage.scoring_id)
        _refuse_closed(scoring, mark.stage)
        mark.evidence = keep_file(
            data, name=name, media_type=media_type, unit_id=mark.unit_id, actor=actor
        )
        mark.save(update_fields=["evidence"])
        audit.record(
            actor,
            "score.evidence",
            mark,
            after={"file": mark.evidence.sha256, "of": mark.sheet.printed_name},
        )
    return mark


def _refuse_closed(scoring: Scoring, stage: ScoringStage) -> None:
    if not scoring.is_open:
        raise Refused(
            "scoring.final",
            _(
                "Đợt chấm “%(name)s” đã chốt nên không ghi thêm được. Điểm vừa nhập "
                "còn trên trang để bạn chép lại."
            )
            % {"name": scoring},
        )
    if stage.is_past:
        raise Refused(
            "scoring.stage_closed",
            _(
                "Bước “%(stage)s” đã hết hạn. Hãy nhờ đơn vị tổ chức gia hạn; điểm vừa "
                "nhập còn trên trang."
            )
            % {"stage": stage},
        )


def _sheets(
    stage: ScoringStage, scorer: Unit, changes: Sequence[Change]
) -> dict[int, Sheet]:
    """The sheets of the changes; Refused unless the unit scores each at this stage."""
    wanted = {change.sheet for change in changes}
    sheets = {
        sheet.pk: sheet
        for sheet in Sheet.objects.filter(scoring=stage.scoring_id, pk__in=wanted)
    }
    if stage.kind == enums.StageKind.SELF:
        mine = {pk for pk, sheet in sheets.items() if sheet.unit_id == scorer.pk}
    elif stage.kind == enums.StageKind.CROSS:
        duties = CrossDuty.objects.filter(unit=scorer, sheet__in=wanted)
        mine = set(duties.values_list("sheet_id", flat=True)) & set(sheets)
    else:
        mine = set(sheets) if stage.unit_id == scorer.pk else set()
    if wanted - mine:
        raise Refused(
            "score.not_yours",
            _("“%(unit)s” không chấm phiếu này ở bước “%(stage)s”.")
            % {"unit": scorer, "stage": stage},
        )
    return sheets


def _marks(
    stage: ScoringStage, scorer: Unit, changes: Sequence[Change]
) -> dict[Cell, Mark]:
    found = Mark.objects.filter(
        stage=stage, unit=scorer, sheet__in={change.sheet for change in changes}
    )
    return {(mark.sheet_id, mark.criterion_id): mark for mark in found}


def _problem(rules: Mapping[int, entries.Rule], change: Change) -> str:
    """Why a cell cannot be kept, or an empty text."""
    rule = rules.get(change.criterion)
    if rule is None:
        return _("Mục này không chấm ở bước này.")
    try:
        entries.check(rule, change.entry)
    except NotAnEntry as fault:
        return entries.sentence(fault, rule)
    return ""
