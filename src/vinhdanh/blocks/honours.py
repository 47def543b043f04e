"""What a block's year came to for each award: voted, proposed, conferred, each apart.

Page and paper both read it here, so that neither leaves out a row of the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vinhdanh.blocks import queries, standings
from vinhdanh.blocks.models import Allowance, Ballot, BlockMember, BlockYear, Proposal
from vinhdanh.ledger.models import Award


@dataclass(frozen=True)
class HonourRow:
    """One member for one award; `bars`: the criteria that kept it off the vote."""

    member: BlockMember
    count: standings.Count | None
    bars: Sequence[str]
    proposal: Proposal | None
    award: Award | None


@dataclass(frozen=True)
class Honour:
    """One award that the block may propose, its vote and a row for each member."""

    allowance: Allowance
    ballot: Ballot | None
    voted: int
    needed: int | None
    rows: Sequence[HonourRow]
    proposed: int

    @property
    def has_room(self) -> bool:
        return self.proposed < self.allowance.most

    @property
    def nobody_passed(self) -> bool:
        """Has the vote been counted, and has it carried no member?"""
        counts = [row.count for row in self.rows if row.count is not None]
        return bool(counts) and all(row.has_passed is False for row in counts)


def honours_of(
    block_year: BlockYear, places: Sequence[standings.Standing]
) -> list[Honour]:
    """Return the awards of a year, in each the ranked members by their votes."""
    ballots = {row.award: row for row in block_year.ballots.all()}
    proposals = {
        (row.member_id, row.award): row for row in queries.proposals_of(block_year)
    }
    conferred = queries.conferred_on(block_year)
    honours = []
    for allowance in block_year.allowances.all():
        code = allowance.award
        ballot = ballots.get(code)
        counts = standings.counts(ballot) if ballot and not ballot.is_open else []
        of_member = {row.line.member_id: row for row in counts}
        rows = [
            HonourRow(
                place.member,
                of_member.get(place.member.pk),
                place.barred.get(code, ()),
                proposals.get((place.member.pk, code)),
                conferred.get((place.member.unit_id, code)),
            )
            for place in places
        ]
        base = counts[0].base if counts else 0
        honours.append(
            Honour(
                allowance,
                ballot,
                ballot.voters.count() if ballot else 0,
                standings.votes_needed(ballot, base) if ballot and counts else None,
                sorted(rows, key=lambda row: -(row.count.agree if row.count else -1)),
                sum(award == code for _member, award in proposals),
            )
        )
    return honours
