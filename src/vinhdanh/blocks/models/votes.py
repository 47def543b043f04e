from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.blocks import enums
from vinhdanh.blocks.models.blocks import BlockMember, BlockYear


class Allowance(models.Model):
    """How many of an award a block may propose in a year, and who says so."""

    block_year = models.ForeignKey(
        BlockYear, on_delete=models.CASCADE, related_name="allowances"
    )
    award = models.CharField(_("hình thức khen"), max_length=16)
    most = models.PositiveSmallIntegerField(_("nhiều nhất"))
    source = CleanCharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["block_year", "award"], name="one_allowance_per_award"
            ),
        ]


class Ballot(PublicIdModel):
    """A vote of the members on whom to honour with one award.

    `needed_num` of `needed_den` of the denominator agree for a unit to be chosen; both
    None where no rule of the block says so. `members_total` is frozen at the opening.
    `is_on_paper`: the lead enters the count of a paper vote, no member votes here.
    """

    unit_path = "block_year__block__unit"

    block_year = models.ForeignKey(
        BlockYear, on_delete=models.PROTECT, related_name="ballots"
    )
    award = models.CharField(_("hình thức khen"), max_length=16)
    held_on = models.DateField(_("ngày lấy phiếu"))
    is_secret = models.BooleanField(_("bỏ phiếu kín"))
    is_on_paper = models.BooleanField(_("phiếu giấy tại hội nghị"))
    denominator = models.CharField(
        _("tính trên"), max_length=12, choices=enums.Denominator
    )
    needed_num = models.PositiveSmallIntegerField(null=True)
    needed_den = models.PositiveSmallIntegerField(null=True)
    members_total = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=6, choices=enums.BallotState, default=enums.BallotState.OPEN
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["block_year", "award"], name="one_ballot_per_award"
            ),
            models.CheckConstraint(
                condition=Q(needed_num=None, needed_den=None)
                | Q(needed_num__gt=0, needed_den__gte=models.F("needed_num")),
                name="a_share_of_the_members",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award} – {self.block_year}"

    @property
    def is_open(self) -> bool:
        return self.state == enums.BallotState.OPEN


class BallotLine(models.Model):
    """One unit voted on, with its count."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="lines")
    member = models.ForeignKey(BlockMember, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    agree = models.PositiveSmallIntegerField(default=0)
    disagree = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "member"], name="one_line_per_unit_voted_on"
            ),
        ]


class BallotVoter(models.Model):
    """A member that voted; what it chose lies here only where the vote is open."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="voters")
    member = models.ForeignKey(BlockMember, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["member__unit__subject__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "member"], name="one_vote_per_member"
            ),
        ]


class BallotChoice(models.Model):
    """What a member chose in an open vote."""

    voter = models.ForeignKey(
        BallotVoter, on_delete=models.CASCADE, related_name="choices"
    )
    line = models.ForeignKey(
        BallotLine, on_delete=models.CASCADE, related_name="choices"
    )
    agrees = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["voter", "line"], name="one_choice_per_voter_and_line"
            ),
        ]


class Proposal(PublicIdModel):
    """A unit that the block proposes for an award; only the ledger says conferred."""

    unit_path = "member__unit"

    block_year = models.ForeignKey(
        BlockYear, on_delete=models.PROTECT, related_name="proposals"
    )
    member = models.ForeignKey(BlockMember, on_delete=models.PROTECT, related_name="+")
    award = models.CharField(_("hình thức khen"), max_length=16)
    reason = CleanCharField(_("lý do"), max_length=500, blank=True)
    proposed_on = models.DateField(_("ngày đề nghị"))
    state = models.CharField(
        max_length=10,
        choices=enums.ProposalState,
        default=enums.ProposalState.PROPOSED,
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["block_year", "member", "award"],
                name="one_proposal_per_unit_and_award",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member.unit}: {self.award}"
