from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField, CleanTextField
from vinhdanh.base.models import PublicIdModel, StoredFile
from vinhdanh.decisions import enums
from vinhdanh.ledger.models import Award
from vinhdanh.nominations.models import Nomination, Round
from vinhdanh.registry.models import Unit


class OfficialPaper(PublicIdModel):
    """A decision of this office, or its submission to the authority above.

    The number is given at issuing, never at drafting; a voided paper keeps it.
    `register` names the unit, the kind of paper and the year it is numbered in.
    `planned_on` is the day a draft is written for: its layout and legal bases.
    """

    unit_path = "unit"

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="official_papers"
    )
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="official_papers"
    )
    kind = models.CharField(max_length=10, choices=enums.PaperKind)
    state = models.CharField(
        max_length=6, choices=enums.PaperState, default=enums.PaperState.DRAFT
    )
    abstract = CleanCharField(_("trích yếu"), max_length=500)
    addressee = CleanCharField(_("kính gửi"), max_length=300, blank=True)
    authority_title = CleanCharField(_("thẩm quyền ban hành"), max_length=200)
    signs_as = models.CharField(
        _("thể thức ký"),
        max_length=5,
        choices=enums.SignsAs,
        blank=True,
        default=enums.SignsAs.SELF,
    )
    signer_post = CleanCharField(_("chức vụ người ký"), max_length=200)
    signer_name = CleanCharField(_("người ký"), max_length=200)
    place = CleanCharField(_("địa danh"), max_length=100)
    legal_bases = models.JSONField(_("căn cứ"), default=list)
    recipients = models.JSONField(_("nơi nhận"), default=list)
    note = CleanTextField(_("ghi chú nội bộ"), blank=True)
    register = models.CharField(max_length=64, blank=True)
    number = models.PositiveIntegerField(_("số"), null=True)
    sign = models.CharField(_("ký hiệu"), max_length=60, blank=True)
    planned_on = models.DateField(_("ngày dự kiến ban hành"), null=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    void_reason = CleanCharField(max_length=300, blank=True)
    pdf = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-issued_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "number"],
                condition=models.Q(number__isnull=False),
                name="one_paper_per_number",
            ),
        ]

    def __str__(self) -> str:
        return self.full_number or self.abstract

    @property
    def full_number(self) -> str:
        """Number and sign as printed, such as 05/QĐ-VP; empty for a draft."""
        if self.number is None:
            return ""
        return f"{self.number:02d}/{self.sign}"


class PaperLine(models.Model):
    """One nomination on a paper; `award` once the decision is issued."""

    unit_path = "paper__unit"

    paper = models.ForeignKey(
        OfficialPaper, on_delete=models.CASCADE, related_name="lines"
    )
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="paper_lines"
    )
    award = models.OneToOneField(
        Award, on_delete=models.PROTECT, null=True, related_name="paper_line"
    )
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "nomination"], name="one_line_per_nomination"
            ),
        ]
