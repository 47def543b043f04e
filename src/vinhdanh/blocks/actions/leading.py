"""What the lead of the year does: movement, covenant, scoring and reviews."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.base.seen import require_unchanged
from vinhdanh.blocks import enums, queries
from vinhdanh.blocks.models import BlockPost, BlockYear, Held
from vinhdanh.covenants import actions as covenants
from vinhdanh.covenants.actions import PledgeLine
from vinhdanh.covenants.models import Covenant
from vinhdanh.movements import actions as movements
from vinhdanh.movements.actions import LauncherLine, MovementForm
from vinhdanh.movements.actions.launching import form_of
from vinhdanh.movements.enums import Scope
from vinhdanh.movements.models import Movement
from vinhdanh.scoring import actions as scoring
from vinhdanh.scoring import tables
from vinhdanh.scoring.enums import StageKind
from vinhdanh.scoring.models import CriteriaVersion, Scoring

REVIEWS = (enums.Step.HALF_YEAR, enums.Step.FINAL)


def require_lead(actor: Any, block_year: BlockYear) -> BlockPost:
    """Return the lead's post; Refused unless the actor may act for the lead."""
    post = queries.lead_of(block_year)
    if post is None:
        raise Refused(
            "block.no_lead",
            _("Khối chưa có trưởng khối năm %(year)s. Hãy ghi trưởng khối trước.")
            % {"year": block_year.year},
        )
    rights.require(actor, "block.lead", post)
    return post


def begin_movement(
    actor: Any, block_year: BlockYear, form: MovementForm | None = None
) -> Movement:
    """Draft the block's movement of the year in the lead's hands.

    form: as written; without one, last year's targets and key tasks to be mended, or
    an empty frame. All members are invited to it. Raises Refused when the year has its
    movement already.
    """
    post = require_lead(actor, block_year)
    with transaction.atomic():
        locked = BlockYear.objects.select_for_update().get(pk=block_year.pk)
        if locked.movement_id is not None:
            raise Refused(
                "block.movement_twice",
                _("Khối đã có phong trào năm %(year)s.") % {"year": locked.year},
            )
        made = movements.prepare_movement(actor, post.unit, form or _frame(block_year))
        members = [row.unit for row in queries.members_of(block_year)]
        movements.invite(actor, made, members)
        block_year.movement = locked.movement = made
        locked.save(update_fields=["movement"])
        audit.record(actor, "block.movement", locked, after={"movement": made.name})
    return made


def _frame(block_year: BlockYear) -> MovementForm:
    year = block_year.year
    frame = MovementForm(
        name=_("Phong trào thi đua %(block)s năm %(year)s")
        % {"block": block_year.block, "year": year},
        year=year,
        first_day=date(year, 1, 1),
        last_day=date(year, 12, 31),
        scope=Scope.INVITED,
        launchers=(LauncherLine(block_year.block.name),),
    )
    before = queries.year_before(block_year)
    if before is None or before.movement is None:
        return frame
    last = form_of(before.movement)
    tasks = tuple(replace(task, due_on=None) for task in last.key_tasks)
    return replace(frame, targets=last.targets, key_tasks=tasks)


def begin_covenant(
    actor: Any,
    block_year: BlockYear,
    *,
    name: str,
    text: str,
    pledges: Sequence[PledgeLine] = (),
) -> Covenant:
    """Draft the covenant that all members of the year are to sign."""
    require_lead(actor, block_year)
    with transaction.atomic():
        locked = BlockYear.objects.select_for_update().get(pk=block_year.pk)
        if locked.movement is None:
            raise Refused(
                "block.covenant_without_movement",
                _("Hãy soạn phong trào của khối trước khi lập giao ước."),
            )
        if locked.covenant_id is not None:
            raise Refused(
                "block.covenant_twice",
                _("Khối đã có giao ước năm %(year)s.") % {"year": locked.year},
            )
        made = covenants.draft_covenant(
            actor,
            locked.movement,
            [row.unit for row in queries.members_of(block_year)],
            name=name,
            text=text,
            pledges=pledges,
        )
        block_year.covenant = locked.covenant = made
        locked.save(update_fields=["covenant"])
        audit.record(actor, "block.covenant", locked, after={"covenant": made.name})
    return made


@dataclass(frozen=True)
class ScoringPlan:
    """How a block is scored: crosswise or not, what the standing body scores, when.

    `standing_parts`: codes of the top parts that the host scores alone; empty lets
    the host look over all parts last. A day is the last one on which may be scored.
    """

    is_cross: bool = True
    is_blind: bool = False
    standing_parts: tuple[str, ...] = ()
    self_closes: date | None = None
    cross_closes: date | None = None
    lead_closes: date | None = None
    standing_closes: date | None = None


def begin_scoring(
    actor: Any, block_year: BlockYear, version: CriteriaVersion, plan: ScoringPlan
) -> Scoring:
    """Open the scoring of all members: self, cross, lead, standing body."""
    post = require_lead(actor, block_year)
    members = [row.unit for row in queries.members_of(block_year)]
    with transaction.atomic():
        locked = BlockYear.objects.select_for_update().get(pk=block_year.pk)
        if locked.scoring_id is not None:
            raise Refused(
                "block.scoring_twice",
                _("Khối đã mở đợt chấm điểm năm %(year)s.") % {"year": locked.year},
            )
        made = scoring.open_scoring(
            actor,
            post.unit,
            version,
            name=_("Chấm điểm %(block)s năm %(year)s")
            % {"block": block_year.block, "year": block_year.year},
            year=block_year.year,
            subjects=[scoring.SubjectLine(unit.subject, unit) for unit in members],
            stages=_stages(version, plan, block_year),
        )
        if plan.is_cross and len(members) > 1:
            sheets = list(made.sheets.all())
            ring = zip(sheets, [*members[1:], members[0]], strict=True)
            scoring.assign_cross(actor, made, ring)
        block_year.scoring = locked.scoring = made
        locked.save(update_fields=["scoring"])
        audit.record(actor, "block.scoring", locked, after={"scoring": made.name})
    return made


def _stages(
    version: CriteriaVersion, plan: ScoringPlan, block_year: BlockYear
) -> list[scoring.StagePlan]:
    """The stages of a block; its deputies score beside the lead, in its name."""
    lead, *deputies = [post.unit for post in queries.posts_of(block_year)]
    host = block_year.block.unit
    tops = dict.fromkeys(tables.top_parts(version).values())
    by_lead = tuple(part for part in tops if part not in plan.standing_parts)
    parts = by_lead if plan.standing_parts else ()
    stages = [
        scoring.StagePlan(StageKind.SELF, parts=parts, closes_on=plan.self_closes),
        scoring.StagePlan(
            StageKind.LEAD, lead, parts, plan.lead_closes, deputies=deputies
        ),
        scoring.StagePlan(
            StageKind.STANDING, host, plan.standing_parts, plan.standing_closes
        ),
    ]
    if plan.is_cross:
        cross = scoring.StagePlan(
            StageKind.CROSS,
            parts=parts,
            closes_on=plan.cross_closes,
            is_blind=plan.is_blind,
        )
        stages.insert(1, cross)
    return stages


def hold_review(
    actor: Any,
    block_year: BlockYear,
    step: str,
    *,
    on: date,
    conclusion: str,
    place: str = "",
    seen: str | None = None,
) -> Held:
    """Record a review that was held, by the lead or in its place by the host.

    Written again, the record is mended; the audit keeps what it said. seen: the mark
    of what was read; see `base.seen`.
    """
    if step not in REVIEWS:
        raise Refused("block.no_review", _("Khối chỉ họp sơ kết và tổng kết."))
    if not conclusion.strip():
        raise Refused("block.no_conclusion", _("Hãy ghi đánh giá, kết luận."))
    post = queries.lead_of(block_year)
    is_lead = post is not None and rights.can(actor, "block.lead", post)
    unit = post.unit if post is not None and is_lead else block_year.block.unit
    if not is_lead:
        rights.require(actor, "block.steer", unit)
    with transaction.atomic():
        BlockYear.objects.select_for_update().get(pk=block_year.pk)
        before = Held.objects.filter(block_year=block_year, step=step).first()
        if before is not None:
            require_unchanged(before, seen)
        held, _made = Held.objects.update_or_create(
            block_year=block_year,
            step=step,
            defaults={
                "held_on": on,
                "place": place,
                "conclusion": conclusion,
                "unit": unit,
                "by_name": str(actor),
            },
        )
        audit.record(
            actor,
            "block.review",
            held,
            before=_words(before) if before else None,
            after=_words(held),
            unit_id=unit.pk,
        )
    return held


def _words(held: Held) -> dict[str, Any]:
    return {
        "held_on": held.held_on,
        "place": held.place,
        "conclusion": held.conclusion,
        "unit": str(held.unit),
    }
