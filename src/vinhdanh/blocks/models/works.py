from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField, CleanTextField
from vinhdanh.base.models import PublicIdModel, StoredFile
from vinhdanh.blocks import enums
from vinhdanh.blocks.models.blocks import BlockMember, BlockYear
from vinhdanh.registry.models import Unit


class MemberFiling(PublicIdModel):
    """What a member sent to the lead: its targets, a half-year or a year's report."""

    unit_path = "member__unit"

    block_year = models.ForeignKey(
        BlockYear, on_delete=models.PROTECT, related_name="filings"
    )
    member = models.ForeignKey(
        BlockMember, on_delete=models.PROTECT, related_name="filings"
    )
    step = models.CharField(max_length=10, choices=enums.Step)
    text = CleanTextField(_("nội dung"), blank=True)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    filed_on = models.DateField(_("ngày gửi"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["filed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["block_year", "member", "step"],
                name="one_filing_per_member_and_step",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member.unit}: {self.get_step_display()}"


class Held(models.Model):
    """A review of the block that was held; by the lead, or in its place by the host."""

    block_year = models.ForeignKey(
        BlockYear, on_delete=models.PROTECT, related_name="held"
    )
    step = models.CharField(max_length=10, choices=enums.Step)
    held_on = models.DateField(_("ngày họp"))
    place = CleanCharField(_("nơi họp"), max_length=300, blank=True)
    conclusion = CleanTextField(_("đánh giá, kết luận"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["held_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["block_year", "step"], name="one_review_per_step"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} – {self.block_year}"
