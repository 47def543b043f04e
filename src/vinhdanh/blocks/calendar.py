"""The steps of a block's year: what is done, what runs, what is late."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vinhdanh.base import clock
from vinhdanh.blocks import queries, standings
from vinhdanh.blocks.enums import BallotState, Step, StepState
from vinhdanh.blocks.models import BlockDeadline, BlockYear, HandOver
from vinhdanh.movements.enums import MovementState
from vinhdanh.viet import dates

# These end together with the year's review.
_DUE_WITH = {Step.SCORE: Step.FINAL, Step.VOTE: Step.FINAL, Step.PROPOSE: Step.FINAL}


@dataclass(frozen=True)
class StepLine:
    """One step: its days, how far it is and what there is to say of it."""

    step: Step
    state: StepState
    deadline: BlockDeadline | None
    done_on: date | None
    detail: str

    @property
    def is_done(self) -> bool:
        return self.state in {StepState.DONE, StepState.DONE_LATE}


@dataclass(frozen=True)
class _Told:
    """How far a step is: done on a day (or on one not known), or not."""

    has_begun: bool
    is_done: bool
    done_on: date | None = None
    detail: str = ""


def steps(block_year: BlockYear, today: date | None = None) -> list[StepLine]:
    """The steps of a block's year in their order, as they stand on a day."""
    day = today or clock.today()
    deadlines = {row.step: row for row in block_year.deadlines.all()}
    told = _all(block_year)
    lines = []
    for step in Step:
        deadline = deadlines.get(step) or deadlines.get(_DUE_WITH.get(step, step))
        of_step = told[step]
        lines.append(
            StepLine(
                step,
                _state(of_step, deadline, day),
                deadline,
                of_step.done_on,
                of_step.detail,
            )
        )
    return lines


def overdue(block_year: BlockYear, today: date | None = None) -> list[StepLine]:
    """The steps whose last day has passed and that are not done."""
    return [line for line in steps(block_year, today) if line.state == StepState.LATE]


def _state(told: _Told, deadline: BlockDeadline | None, day: date) -> StepState:
    latest = deadline.latest_on if deadline else None
    if told.is_done:
        was_late = latest and told.done_on and told.done_on > latest
        return StepState.DONE_LATE if was_late else StepState.DONE
    if latest is not None and day > latest:
        return StepState.LATE
    return StepState.RUNNING if told.has_begun else StepState.AHEAD


def _all(block_year: BlockYear) -> dict[str, _Told]:
    members = {row.pk for row in queries.members_of(block_year)}
    return {
        Step.REGISTER: _registered(block_year, members),
        Step.COVENANT: _covenant(block_year),
        **_reviews(block_year, members),
        Step.SCORE: _score(block_year),
        **_honours(block_year),
        Step.HAND_OVER: _hand_over(block_year),
    }


def _registered(block_year: BlockYear, members: set[int]) -> _Told:
    rows = block_year.filings.filter(step=Step.REGISTER, member__in=members)
    days = list(rows.values_list("filed_on", flat=True))
    is_done = bool(members) and len(days) == len(members)
    detail = _("%(n)s/%(of)s đơn vị đã đăng ký") % {"n": len(days), "of": len(members)}
    return _Told(bool(days), is_done, max(days) if is_done else None, detail)


def _covenant(block_year: BlockYear) -> _Told:
    movement, covenant = block_year.movement, queries.covenant_of(block_year)
    if movement is None:
        return _Told(False, False, None, _("chưa soạn phong trào"))
    if movement.state == MovementState.DRAFT:
        return _Told(True, False, None, _("phong trào đang soạn"))
    if covenant is None:
        return _Told(True, False, None, _("đã phát động, chưa có giao ước"))
    signed = list(covenant.parties.values_list("signed_on", flat=True))
    days = [each for each in signed if each is not None]
    detail = _("%(n)s/%(of)s đơn vị đã ký") % {"n": len(days), "of": len(signed)}
    is_done = bool(signed) and len(days) == len(signed)
    return _Told(True, is_done, max(days) if is_done else None, detail)


def _reviews(block_year: BlockYear, members: set[int]) -> dict[str, _Told]:
    held = {row.step: row for row in block_year.held.select_related("unit__subject")}
    sent = Counter(
        block_year.filings.filter(member__in=members).values_list("step", flat=True)
    )
    found = {}
    for step in (Step.HALF_YEAR, Step.FINAL):
        row = held.get(step)
        if row is None:
            told = {"n": sent[step], "of": len(members)}
            detail = _("%(n)s/%(of)s báo cáo đã gửi") % told
            found[step.value] = _Told(sent[step] > 0, False, None, detail)
        else:
            detail = _("họp ngày %(day)s, %(unit)s chủ trì") % {
                "day": dates.short(row.held_on),
                "unit": row.unit,
            }
            found[step.value] = _Told(True, True, row.held_on, detail)
    return found


def _score(block_year: BlockYear) -> _Told:
    scoring = block_year.scoring
    if scoring is None:
        return _Told(False, False, None, _("chưa mở đợt chấm"))
    if standings.is_reopened(block_year):
        return _Told(True, False, None, _("đang xem lại theo kiến nghị"))
    if scoring.is_open:
        return _Told(True, False, None, _("đang chấm"))
    return _Told(True, True, None, _("đã chốt điểm"))


def _honours(block_year: BlockYear) -> dict[str, _Told]:
    """The vote on every award that the block may propose, and what it proposed."""
    awards = set(block_year.allowances.values_list("award", flat=True))
    states = dict(block_year.ballots.values_list("award", "state"))
    closed = {award for award in awards if states.get(award) == BallotState.CLOSED}
    voted = _("%(n)s/%(of)s hình thức đã kiểm phiếu") % {
        "n": len(closed),
        "of": len(awards),
    }
    if not awards:
        voted = _("chưa ghi số lượng được đề nghị")
    proposals = queries.proposals_of(block_year)
    days = [proposal.proposed_on for proposal in proposals]
    proposed = _("%(n)s đơn vị được đề nghị") % {"n": len(days)}
    done_on = max(days) if days else None
    return {
        Step.VOTE: _Told(bool(states), bool(awards) and closed == awards, None, voted),
        Step.PROPOSE: _Told(bool(days), bool(days), done_on, proposed),
    }


def _hand_over(block_year: BlockYear) -> _Told:
    record: HandOver | None = getattr(block_year, "hand_over", None)
    if record is None:
        return _Told(False, False, None, _("chưa lập biên bản"))
    if record.is_confirmed:
        detail = _("%(unit)s đã nhận") % {"unit": record.to_unit}
        return _Told(True, True, record.handed_on, detail)
    sides = (record.given_at, record.received_at)
    waiting = _("%(n)s/2 bên đã xác nhận") % {
        "n": sum(each is not None for each in sides)
    }
    return _Told(True, False, None, waiting)
