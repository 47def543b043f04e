"""What a block asks: its members and leads, its papers, what each unit may do."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from vinhdanh.base import rights
from vinhdanh.blocks.enums import BallotState, ProposalState
from vinhdanh.blocks.models import (
    Ballot,
    Block,
    BlockDocument,
    BlockMember,
    BlockPost,
    BlockYear,
    HandOver,
    Proposal,
)
from vinhdanh.blocks.models.blocks import LEAD
from vinhdanh.covenants.models import Covenant
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.models import Award
from vinhdanh.registry.models import Unit


@dataclass(frozen=True)
class Turn:
    """A member in the queue of leads: the years in which it led, earliest first."""

    member: BlockMember
    led: tuple[int, ...]

    @property
    def has_led(self) -> bool:
        return bool(self.led)


def visible_to(user: Any) -> QuerySet[Block]:
    """Blocks that the user's units steer or are, or were, members of."""
    rows = Block.objects.select_related("unit__subject")
    return rights.visible(user, "block.see", rows)


def years_visible_to(user: Any) -> QuerySet[BlockYear]:
    """Years of blocks that the user's units steer or were members of that year."""
    rows = BlockYear.objects.select_related(
        "block__unit__subject", "movement", "covenant", "scoring__version"
    )
    return rights.visible(user, "block.see", rows)


def documents_visible_to(user: Any) -> QuerySet[BlockDocument]:
    """Papers of the years that the user may see."""
    years = years_visible_to(user).order_by()
    seen = Q(pk__in=())
    for block, year in years.values_list("block", "year"):
        seen |= Q(block=block, year=year)
    return BlockDocument.objects.filter(seen).select_related("file")


def in_year(members: QuerySet[BlockMember], year: int) -> QuerySet[BlockMember]:
    """Those of the members that are in their block in a year."""
    return members.filter(
        Q(last_year=None) | Q(last_year__gte=year), first_year__lte=year
    )


def members_of(block_year: BlockYear) -> list[BlockMember]:
    """The members of a block's year, in the order of their names."""
    rows = BlockMember.objects.filter(block=block_year.block_id)
    return list(in_year(rows, block_year.year).select_related("unit__subject"))


def own_members(user: Any, verb: str, block_year: BlockYear) -> list[BlockMember]:
    """The members of a block's year for which the user may do a deed."""
    rows = BlockMember.objects.filter(block=block_year.block_id)
    mine = rights.visible(user, verb, in_year(rows, block_year.year))
    return list(mine.select_related("unit__subject"))


def posts_of(block_year: BlockYear) -> list[BlockPost]:
    """The lead, then the deputies."""
    return list(block_year.posts.select_related("unit__subject"))


def lead_of(block_year: BlockYear) -> BlockPost | None:
    """Who leads the block that year, or None while nobody was chosen."""
    rows = block_year.posts.filter(place=LEAD).select_related("unit__subject")
    return rows.first()


def next_year(block_year: BlockYear) -> BlockYear | None:
    """The year of the block after this one, once it was begun."""
    years = BlockYear.objects.filter(block=block_year.block_id)
    return years.filter(year=block_year.year + 1).select_related("block").first()


def year_before(block_year: BlockYear) -> BlockYear | None:
    """The year of the block before this one, where it is known."""
    years = BlockYear.objects.filter(block=block_year.block_id)
    return years.filter(year=block_year.year - 1).select_related("block").first()


def covenant_of(block_year: BlockYear) -> Covenant | None:
    """The covenant of the year in its newest version."""
    found = block_year.covenant
    while found is not None and (newer := getattr(found, "replaced_by", None)):
        found = newer
    return found


def queue(block_year: BlockYear) -> list[Turn]:
    """Members by how long ago they led; who has not led yet stands first.

    Years up to this one count. Two that led in the same year, or never, stand by name.
    """
    led: dict[int, list[int]] = {}
    posts = BlockPost.objects.filter(
        block_year__block=block_year.block_id,
        block_year__year__lte=block_year.year,
        place=LEAD,
    )
    for unit, year in posts.order_by("block_year__year").values_list(
        "unit_id", "block_year__year"
    ):
        led.setdefault(unit, []).append(year)
    turns = [
        Turn(row, tuple(led.get(row.unit_id, ()))) for row in members_of(block_year)
    ]
    return sorted(turns, key=lambda turn: turn.led[-1] if turn.led else 0)


def leads(block: Block) -> list[BlockPost]:
    """Every lead the block has had, latest first."""
    rows = BlockPost.objects.filter(block_year__block=block, place=LEAD)
    rows = rows.select_related("unit__subject", "block_year")
    return list(rows.order_by("-block_year__year"))


def hand_overs(block: Block) -> dict[int, HandOver]:
    """The record of the hand-over at the end of each year, by the year's id."""
    rows = HandOver.objects.filter(block_year__block=block)
    rows = rows.select_related("from_unit__subject", "to_unit__subject")
    return {row.block_year_id: row for row in rows}


def flag_holder(block: Block) -> HandOver | None:
    """The last hand-over that both sides confirmed with the travelling flag."""
    rows = HandOver.objects.filter(block_year__block=block, with_flag=True)
    rows = rows.exclude(given_at=None).exclude(received_at=None)
    return (
        rows.select_related("to_unit__subject", "block_year")
        .order_by("-block_year__year")
        .first()
    )


def votes_of(block_year: BlockYear) -> dict[str, dict[int, int]]:
    """{award: {member: votes for it}} of the votes that were counted."""
    found: dict[str, dict[int, int]] = {}
    ballots = Ballot.objects.filter(block_year=block_year, state=BallotState.CLOSED)
    for ballot in ballots.prefetch_related("lines"):
        found[ballot.award] = {
            line.member_id: line.agree for line in ballot.lines.all()
        }
    return found


def proposals_of(block_year: BlockYear) -> list[Proposal]:
    """What the block proposes, without what was withdrawn."""
    rows = Proposal.objects.filter(
        block_year=block_year, state=ProposalState.PROPOSED
    ).select_related("member__unit__subject")
    return list(rows)


def conferred_on(block_year: BlockYear) -> dict[tuple[int, str], Award]:
    """{(unit, award code): award} that stand in the ledger for the proposed units.

    Nothing of the block itself makes an award: only a decision in the ledger does.
    """
    units = {proposal.member.unit_id for proposal in proposals_of(block_year)}
    rows = ledger.standing_awards().filter(subject__in=units, year=block_year.year)
    # Of two the later one; a day that nobody knows is no late one.
    in_time = rows.order_by(F("decided_on").asc(nulls_first=True), "pk")
    return {(row.subject_id, row.code): row for row in in_time}


def proposed_for(units: QuerySet[Unit], year: int) -> QuerySet[Proposal]:
    """What blocks propose for these units in a year: what a round may take up."""
    return Proposal.objects.filter(
        member__unit__in=units,
        block_year__year=year,
        state=ProposalState.PROPOSED,
    ).select_related("member__unit__subject", "block_year__block")
