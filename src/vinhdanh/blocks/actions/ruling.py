"""What holds for a block's year: its dates, allowances, rule for ties, papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.base import audit, rights
from vinhdanh.base.models import StoredFile
from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import enums, standings
from vinhdanh.blocks.actions.leading import require_lead
from vinhdanh.blocks.models import Allowance, BlockDeadline, BlockDocument, BlockYear


@dataclass(frozen=True)
class Day:
    """Until when a step is to be held, as typed."""

    step: str
    due_on: date
    latest_on: date
    source: str = ""


def set_deadlines(
    actor: Any, block_year: BlockYear, days: Sequence[Day]
) -> list[BlockDeadline]:
    """Write the dates of a year in place of those before; by lead or host."""
    _require_running(actor, block_year)
    for day in days:
        if day.latest_on < day.due_on:
            raise Refused(
                "block.deadline_backwards",
                _("“%(step)s”: ngày chậm nhất ở trước hạn.")
                % {"step": enums.Step(day.step).label},
            )
    with transaction.atomic():
        BlockYear.objects.select_for_update().get(pk=block_year.pk)
        before = {row.step: row.latest_on for row in block_year.deadlines.all()}
        block_year.deadlines.all().delete()
        rows = BlockDeadline.objects.bulk_create(
            BlockDeadline(
                block_year=block_year,
                step=day.step,
                due_on=day.due_on,
                latest_on=day.latest_on,
                source=day.source,
            )
            for day in days
        )
        audit.record(
            actor,
            "block.deadlines",
            block_year,
            before=before,
            after={day.step: day.latest_on for day in days},
        )
    return rows


def _require_running(actor: Any, block_year: BlockYear) -> None:
    """Let the host of the block through, and its lead."""
    if not rights.can(actor, "block.steer", block_year.block.unit):
        require_lead(actor, block_year)


def set_allowances(
    actor: Any, block_year: BlockYear, most: dict[str, int], *, source: str
) -> list[Allowance]:
    """Say how many of each award the block may propose this year; by the host.

    Raises Refused for an award on which the members are voting: how many a vote may
    choose stays as it was when the vote was opened.
    """
    rights.require(actor, "block.steer", block_year.block.unit)
    known = assess.awards()
    for code in most:
        if code not in known or "collective" not in known[code].subjects:
            raise Refused(
                "block.allowance_award",
                _("“%(code)s” không dành cho tập thể.")
                % {"code": known[code].name if code in known else code},
            )
    with transaction.atomic():
        BlockYear.objects.select_for_update().get(pk=block_year.pk)
        before = {row.award: row.most for row in block_year.allowances.all()}
        _refuse_while_voting(block_year, before, most)
        block_year.allowances.all().delete()
        rows = Allowance.objects.bulk_create(
            Allowance(block_year=block_year, award=code, most=number, source=source)
            for code, number in most.items()
            if number
        )
        audit.record(
            actor,
            "block.allow",
            block_year,
            before=before,
            after=most | {"source": source},
        )
    return rows


def _refuse_while_voting(
    block_year: BlockYear, before: dict[str, int], most: dict[str, int]
) -> None:
    voting = block_year.ballots.filter(state=enums.BallotState.OPEN)
    for award in voting.values_list("award", flat=True):
        if most.get(award) != before.get(award):
            raise Refused(
                "block.allowance_voted_on",
                _(
                    "Các thành viên đang bỏ phiếu “%(award)s” theo số lượng %(most)s. "
                    "Trưởng khối kiểm phiếu xong mới đổi được số lượng này."
                )
                % {"award": assess.awards()[award].name, "most": before.get(award)},
            )


def set_tie_breaks(
    actor: Any, block_year: BlockYear, breaks: Sequence[str]
) -> BlockYear:
    """Say what sets units of one place apart, in order; nothing: they share it.

    Raises Refused once points were frozen or a vote was opened: the rule is chosen
    while nobody knows yet whom it serves.
    """
    _require_running(actor, block_year)
    codes = [enums.TieBreak(code).value for code in dict.fromkeys(breaks)]
    with transaction.atomic():
        locked = BlockYear.objects.select_for_update().get(pk=block_year.pk)
        if not standings.may_choose_ties(locked):
            raise Refused(
                "block.tie_breaks_late",
                _(
                    "Khối đã chốt điểm hoặc đã lấy phiếu năm %(year)s nên không đổi "
                    "cách xếp khi bằng điểm. Cách xếp mới áp dụng từ năm sau."
                )
                % {"year": locked.year},
            )
        before = block_year.tie_breaks
        block_year.tie_breaks = codes
        block_year.save(update_fields=["tie_breaks"])
        audit.record(
            actor,
            "block.tie_breaks",
            block_year,
            before={"tie_breaks": before},
            after={"tie_breaks": codes},
        )
    return block_year


def keep_document(
    actor: Any,
    block_year: BlockYear,
    *,
    kind: str,
    name: str,
    number: str = "",
    dated_on: date | None = None,
    file: StoredFile | None = None,
) -> BlockDocument:
    """Keep a paper of the block: its regulation, plan, minutes; by lead or host."""
    _require_running(actor, block_year)
    if not name.strip():
        raise Refused("block.document_name", _("Hãy ghi tên văn bản."))
    with transaction.atomic():
        made = BlockDocument.objects.create(
            block=block_year.block,
            year=block_year.year,
            kind=kind,
            name=name,
            number=number,
            dated_on=dated_on,
            file=file,
        )
        audit.record(
            actor,
            "block.document",
            made,
            after={
                "name": name,
                "number": number,
                "file": file.sha256 if file else None,
            },
        )
    return made
