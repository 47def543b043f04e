"""A scoring begins: by which table, for whom, in which stages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry.models import Subject, Unit
from vinhdanh.scoring import enums, tables
from vinhdanh.scoring.actions.locking import locked_open
from vinhdanh.scoring.models import (
    CriteriaVersion,
    CrossDuty,
    Scoring,
    ScoringStage,
    Sheet,
)
from vinhdanh.viet import dates


@dataclass(frozen=True)
class StagePlan:
    """A stage to be held: who scores which top parts ([] for all), until when.

    `unit` None: every subject's own unit (self), or by `assign_cross` (cross).
    `deputies`: units that score in the name of `unit` too.
    """

    kind: str
    unit: Unit | None = None
    parts: Sequence[str] = field(default=())
    closes_on: date | None = None
    is_blind: bool = False
    deputies: Sequence[Unit] = ()


@dataclass(frozen=True)
class SubjectLine:
    """A subject to be scored, and the unit that scores itself for it."""

    subject: Subject
    unit: Unit


def open_scoring(
    actor: Any,
    unit: Unit,
    version: CriteriaVersion,
    *,
    name: str,
    year: int,
    period: str = enums.Period.YEAR,
    subjects: Sequence[SubjectLine],
    stages: Sequence[StagePlan],
    cross_scorers: int = 0,
) -> Scoring:
    """Open a scoring, with a sheet for each subject.

    cross_scorers: how many of the units that follow in the list score each subject
    crosswise, in a ring; 0 where `assign_cross` says who scores whom.
    Raises Refused for a table not in force, nobody to score, a subject twice, a part
    that no deciding stage scores, or stages whose days run backwards.
    """
    rights.require(actor, "scoring.open", unit)
    if version.state != enums.VersionState.IN_FORCE:
        raise Refused(
            "scoring.table_not_in_force",
            _("Bảng tiêu chí “%(name)s” chưa được áp dụng.") % {"name": version},
        )
    _check(version, name, subjects, stages)
    with transaction.atomic():
        scoring = Scoring.objects.create(
            unit=unit,
            version=version,
            name=name,
            year=year,
            period=period,
            opened_on=clock.today(),
        )
        _lay_out(scoring, subjects, stages)
        audit.record(
            actor,
            "scoring.open",
            scoring,
            after={
                "name": name,
                "year": year,
                "subjects": len(subjects),
                "stages": [plan.kind for plan in stages],
                "deputies": [str(unit) for plan in stages for unit in plan.deputies],
                "table": version.fingerprint,
            },
        )
        if cross_scorers and enums.StageKind.CROSS in {plan.kind for plan in stages}:
            assign_cross(actor, scoring, _ring(scoring, cross_scorers))
    return scoring


def _lay_out(
    scoring: Scoring, subjects: Sequence[SubjectLine], stages: Sequence[StagePlan]
) -> None:
    made = ScoringStage.objects.bulk_create(
        ScoringStage(
            scoring=scoring,
            position=position,
            kind=plan.kind,
            unit=plan.unit,
            parts=list(plan.parts),
            closes_on=plan.closes_on,
            is_blind=plan.is_blind,
        )
        for position, plan in enumerate(stages, 1)
    )
    for stage, plan in zip(made, stages, strict=True):
        if plan.deputies:
            stage.deputies.set(plan.deputies)
    Sheet.objects.bulk_create(
        (
            Sheet(
                scoring=scoring,
                subject=line.subject,
                unit=line.unit,
                printed_name=line.subject.name,
                position=position,
            )
            for position, line in enumerate(subjects, 1)
        ),
        batch_size=audit.BATCH,
    )


def _ring(scoring: Scoring, scorers: int) -> list[tuple[Sheet, Unit]]:
    """Each sheet with the units that come after its own in the list, in a ring."""
    sheets = list(scoring.sheets.select_related("unit__subject"))
    units = list(dict.fromkeys(sheet.unit for sheet in sheets))
    if len(units) == 1:
        raise Refused(
            "scoring.cross_alone",
            _(
                "Chấm chéo cần đối tượng của ít nhất hai đơn vị; ở đây tất cả đều của "
                "“%(unit)s”."
            )
            % {"unit": units[0]},
        )
    places = {unit: place for place, unit in enumerate(units)}
    after = range(1, min(scorers, len(units) - 1) + 1)
    return [
        (sheet, units[(places[sheet.unit] + step) % len(units)])
        for sheet in sheets
        for step in after
    ]


def assign_cross(
    actor: Any, scoring: Scoring, pairs: Iterable[tuple[Sheet, Unit]]
) -> int:
    """Say who scores whom crosswise, instead of what was said before.

    Nobody scores itself. Returns how many duties there are.
    """
    rights.require(actor, "scoring.open", scoring)
    duties = [CrossDuty(sheet=sheet, unit=unit) for sheet, unit in pairs]
    own = [duty for duty in duties if duty.sheet.unit_id == duty.unit_id]
    if own:
        raise Refused(
            "scoring.cross_itself",
            _("“%(name)s” không chấm chéo cho chính mình.") % {"name": own[0].unit},
        )
    with transaction.atomic():
        locked_open(scoring)
        CrossDuty.objects.filter(sheet__scoring=scoring).delete()
        CrossDuty.objects.bulk_create(duties, batch_size=audit.BATCH)
        audit.record(
            actor, "scoring.assign_cross", scoring, after={"duties": len(duties)}
        )
    return len(duties)


def _check(
    version: CriteriaVersion,
    name: str,
    subjects: Sequence[SubjectLine],
    stages: Sequence[StagePlan],
) -> None:
    if not name.strip():
        raise Refused("scoring.no_name", _("Hãy ghi tên đợt chấm điểm."))
    if not subjects:
        raise Refused("scoring.nobody", _("Hãy chọn ít nhất một đối tượng để chấm."))
    seen: set[int] = set()
    for line in subjects:
        if line.subject.pk in seen:
            raise Refused(
                "scoring.subject_twice",
                _("“%(name)s” có hai lần trong danh sách.") % {"name": line.subject},
            )
        seen.add(line.subject.pk)
    _check_stages(version, stages)


def _check_stages(version: CriteriaVersion, stages: Sequence[StagePlan]) -> None:
    kinds = [plan.kind for plan in stages]
    if not kinds or len(set(kinds)) < len(kinds):
        raise Refused("scoring.stages", _("Hãy chọn các bước chấm, mỗi bước một lần."))
    no_unit = {enums.StageKind.SELF, enums.StageKind.CROSS}
    for plan in stages:
        if plan.unit is None and plan.kind not in no_unit:
            raise Refused(
                "scoring.stage_without_unit",
                _("Bước “%(stage)s” chưa chọn đơn vị chấm.")
                % {"stage": enums.StageKind(plan.kind).label},
            )
    days = [plan.closes_on for plan in stages if plan.closes_on]
    for earlier, later in pairwise(days):
        if later < earlier:
            raise Refused(
                "scoring.stages_backwards",
                _(
                    "Hạn của bước sau (%(later)s) ở trước hạn của bước trước "
                    "(%(earlier)s)."
                )
                % {"later": dates.short(later), "earlier": dates.short(earlier)},
            )
    covered = {part for plan in stages for part in plan.parts}
    tops = set(tables.top_parts(version).values())
    if unknown := covered - tops:
        raise Refused(
            "scoring.stage_parts",
            _("Bảng không có mục %(parts)s.") % {"parts": ", ".join(sorted(unknown))},
        )
    if all(plan.parts for plan in stages) and (left := tops - covered):
        raise Refused(
            "scoring.part_without_scorer",
            _("Mục %(parts)s chưa có bước nào chấm.")
            % {"parts": ", ".join(sorted(left))},
        )
