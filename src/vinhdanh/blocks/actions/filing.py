"""What a member does: it registers its targets and sends its reports.

The host records the paper that a member sent, with the day that stands on it.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.models import StoredFile
from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import enums, queries
from vinhdanh.blocks.models import BlockMember, BlockYear, MemberFiling

FILED = (enums.Step.REGISTER, enums.Step.HALF_YEAR, enums.Step.FINAL)


def file_for(
    actor: Any,
    block_year: BlockYear,
    member: BlockMember,
    step: str,
    *,
    text: str = "",
    file: StoredFile | None = None,
    on: date | None = None,
) -> MemberFiling:
    """Send a member's targets or report to the lead; sent again, it is mended.

    on: the day on the paper that the host records; a member sends today. A day after
    the deadline is kept as it is and shown as late. Raises Refused with neither words
    nor a file.
    """
    is_host = rights.can(actor, "block.steer", block_year.block.unit)
    if not is_host:
        rights.require(actor, "block.take_part", member)
    if step not in FILED:
        raise Refused("block.nothing_to_file", _("Bước này không có gì phải gửi."))
    if member.pk not in {row.pk for row in queries.members_of(block_year)}:
        raise Refused(
            "block.no_member",
            _("“%(unit)s” không phải thành viên khối năm %(year)s.")
            % {"unit": member.unit, "year": block_year.year},
        )
    day = on or clock.today()
    if day > clock.today():
        raise Refused("block.filed_ahead", _("Ngày gửi ở sau ngày hôm nay."))
    if day != clock.today() and not is_host:
        raise Refused(
            "block.own_day",
            _(
                "Đơn vị tự gửi thì ngày gửi là hôm nay. Bản giấy đã gửi trước thì cơ "
                "quan thường trực của khối ghi theo ngày trên bản giấy."
            ),
        )
    with transaction.atomic():
        BlockYear.objects.select_for_update().get(pk=block_year.pk)
        there = MemberFiling.objects.filter(
            block_year=block_year, member=member, step=step
        ).first()
        kept = file or (there.file if there else None)
        if not text.strip() and kept is None:
            raise Refused(
                "block.empty_filing", _("Hãy ghi nội dung hoặc đính kèm văn bản.")
            )
        filing, _made = MemberFiling.objects.update_or_create(
            block_year=block_year,
            member=member,
            step=step,
            defaults={
                "text": text,
                "file": kept,
                "filed_on": day,
                "by": actor,
                "by_name": str(actor),
            },
        )
        audit.record(
            actor,
            "block.file",
            filing,
            before=_words(there) if there else None,
            after=_words(filing),
        )
    return filing


def _words(filing: MemberFiling) -> dict[str, Any]:
    return {
        "step": filing.step,
        "filed_on": filing.filed_on,
        "text": filing.text,
        "file": filing.file.sha256 if filing.file else None,
    }
