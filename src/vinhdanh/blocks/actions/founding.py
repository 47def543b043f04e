"""A block is founded, gets its members, its years and each year's lead."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import defaults, enums, queries
from vinhdanh.blocks.actions.handing import follow_lead
from vinhdanh.blocks.models import (
    Allowance,
    Block,
    BlockDeadline,
    BlockMember,
    BlockPost,
    BlockYear,
)
from vinhdanh.blocks.models.blocks import LEAD, MOST_DEPUTIES
from vinhdanh.registry.models import Unit


def found_block(
    actor: Any,
    unit: Unit,
    *,
    name: str,
    kind: str = enums.BlockKind.BLOCK,
    source: str = "",
) -> Block:
    """Found a block that a unit, the standing body, steers."""
    rights.require(actor, "block.steer", unit)
    if not name.strip():
        raise Refused("block.no_name", _("Hãy ghi tên khối, cụm thi đua."))
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        if Block.objects.filter(unit=unit, name=name.strip()).exists():
            raise Refused(
                "block.twin",
                _("“%(unit)s” đã có khối, cụm tên “%(name)s”.")
                % {"unit": unit, "name": name},
            )
        block = Block.objects.create(unit=unit, name=name, kind=kind, source=source)
        audit.record(
            actor,
            "block.found",
            block,
            after={"name": name, "kind": kind, "source": source},
        )
    return block


def seat_members(
    actor: Any, block: Block, units: Sequence[Unit], *, first_year: int
) -> list[BlockMember]:
    """Take units into a block from a year on; who is in it already stays as it is."""
    rights.require(actor, "block.steer", block.unit)
    with transaction.atomic():
        Block.objects.select_for_update().get(pk=block.pk)
        there = queries.in_year(block.members.all(), first_year)
        known = set(there.values_list("unit_id", flat=True))
        later = block.members.filter(first_year__gt=first_year, unit__in=units).first()
        if later is not None:
            raise Refused(
                "block.member_later",
                _("“%(unit)s” đã là thành viên từ năm %(year)s.")
                % {"unit": later.unit, "year": later.first_year},
            )
        rows = [
            BlockMember(block=block, unit=unit, first_year=first_year)
            for unit in dict.fromkeys(units)
            if unit.pk not in known
        ]
        made = BlockMember.objects.bulk_create(rows)
        audit.record(
            actor,
            "block.seat",
            block,
            after={"first_year": first_year, "units": [str(row.unit) for row in made]},
        )
    return made


def end_seat(actor: Any, member: BlockMember, *, last_year: int) -> BlockMember:
    """Let a unit leave a block after a year."""
    block = member.block
    rights.require(actor, "block.steer", block.unit)
    if last_year < member.first_year:
        raise Refused(
            "block.seat_backwards",
            _("Năm ra khỏi khối (%(last)s) ở trước năm vào (%(first)s).")
            % {"last": last_year, "first": member.first_year},
        )
    with transaction.atomic():
        posts = BlockPost.objects.filter(
            block_year__block=block, unit=member.unit, block_year__year__gt=last_year
        )
        if (post := posts.select_related("block_year").first()) is not None:
            raise Refused(
                "block.seat_of_lead",
                _("“%(unit)s” giữ chức trong khối năm %(year)s nên chưa ra được.")
                % {"unit": member.unit, "year": post.block_year.year},
            )
        before = member.last_year
        member.last_year = last_year
        member.save(update_fields=["last_year"])
        audit.record(
            actor,
            "block.unseat",
            member,
            before={"last_year": before},
            after={"last_year": last_year},
        )
    return member


def begin_year(actor: Any, block: Block, year: int) -> BlockYear:
    """Begin a year of a block, with dates as proposed in `defaults.DEADLINES`.

    The rule for equal places and the allowances go on from the year before.
    """
    before = BlockYear.objects.filter(block=block, year=year - 1).first()
    _require_steering(actor, block, before)
    with transaction.atomic():
        Block.objects.select_for_update().get(pk=block.pk)
        if BlockYear.objects.filter(block=block, year=year).exists():
            raise Refused(
                "block.year_twice",
                _("Khối đã mở năm %(year)s.") % {"year": year},
            )
        made = BlockYear.objects.create(
            block=block, year=year, tie_breaks=before.tie_breaks if before else []
        )
        BlockDeadline.objects.bulk_create(
            BlockDeadline(block_year=made, step=step, **defaults.days(step, year))
            for step in defaults.DEADLINES
        )
        if before is not None:
            Allowance.objects.bulk_create(
                Allowance(
                    block_year=made, award=row.award, most=row.most, source=row.source
                )
                for row in before.allowances.all()
            )
        audit.record(actor, "block.begin_year", made, after={"year": year})
    return made


def seat_lead(
    actor: Any,
    block_year: BlockYear,
    lead: Unit,
    deputies: Sequence[Unit] = (),
    *,
    on: date,
    way: str,
    source: str = "",
) -> list[BlockPost]:
    """Seat the lead and deputies of a year: by the host, or last year's lead.

    Raises Refused for who is no member, twice named, more than two deputies, or another
    lead once a side has confirmed that the block is handed over; a hand-over that
    nobody has confirmed follows to the new lead.
    """
    _require_steering(actor, block_year.block, queries.year_before(block_year))
    units = [lead, *deputies]
    if len(deputies) > MOST_DEPUTIES:
        raise Refused(
            "block.too_many_deputies",
            _("Khối có nhiều nhất %(n)s phó trưởng khối.") % {"n": MOST_DEPUTIES},
        )
    if len({unit.pk for unit in units}) < len(units):
        raise Refused(
            "block.post_twice", _("Mỗi đơn vị chỉ giữ một chức trong khối mỗi năm.")
        )
    members = {row.unit_id for row in queries.members_of(block_year)}
    for unit in units:
        if unit.pk not in members:
            raise Refused(
                "block.no_member",
                _("“%(unit)s” không phải thành viên khối năm %(year)s.")
                % {"unit": unit, "year": block_year.year},
            )
    with transaction.atomic():
        BlockYear.objects.select_for_update().get(pk=block_year.pk)
        follow_lead(actor, block_year, lead)
        before = [str(post.unit) for post in queries.posts_of(block_year)]
        block_year.posts.all().delete()
        posts = BlockPost.objects.bulk_create(
            BlockPost(
                block_year=block_year,
                unit=unit,
                place=place,
                way=way,
                seated_on=on,
                source=source,
            )
            for place, unit in enumerate(units, start=LEAD)
        )
        audit.record(
            actor,
            "block.seat_lead",
            block_year,
            before={"units": before},
            after={
                "units": [str(unit) for unit in units],
                "way": way,
                "on": on,
                "source": source,
            },
        )
    return posts


def _require_steering(actor: Any, block: Block, before: BlockYear | None) -> None:
    """Let the host through, and who leads the block in the year before."""
    post = queries.lead_of(before) if before is not None else None
    if post is None or not rights.can(actor, "block.lead", post):
        rights.require(actor, "block.steer", block.unit)
