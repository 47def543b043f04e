from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.awarding import enums
from vinhdanh.base.append_only import AppendOnly
from vinhdanh.base.models import PublicIdModel, StoredFile
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.ledger.models import Award
from vinhdanh.registry.models import Unit


class SigningKey(models.Model):
    """A published key; its private half lies outside the database."""

    key_id = models.CharField(max_length=8, unique=True)
    jwk = models.JSONField()
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key_id


class Certificate(AppendOnly):
    """The certificate of one award: its book number and its signed payload.

    `code` is what the QR names; `payload` is the signed text after the #. Kept as
    printed, so that a second printing is the same paper.
    """

    unit_path = "award__unit"
    subject_path = "award__subject"

    award = models.OneToOneField(
        Award, on_delete=models.PROTECT, related_name="certificate"
    )
    paper = models.ForeignKey(
        OfficialPaper, on_delete=models.PROTECT, related_name="certificates"
    )
    code = models.CharField(max_length=24, unique=True)
    register = models.CharField(max_length=64)
    book_year = models.PositiveSmallIntegerField()
    book_number = models.PositiveIntegerField(_("số vào sổ"))
    payload = models.TextField()
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["register", "book_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "book_number"],
                name="one_certificate_per_book_number",
            ),
        ]

    def __str__(self) -> str:
        return self.book_text

    @property
    def book_text(self) -> str:
        """The gold-book number as printed, such as 07/2016."""
        return f"{self.book_number:02d}/{self.book_year}"


class CertificateBatch(PublicIdModel):
    """One printing of the certificates of decisions: n in, n out, or loudly not."""

    unit_path = "unit"

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="certificate_batches"
    )
    papers = models.ManyToManyField(OfficialPaper, related_name="certificate_batches")
    certificates = models.ManyToManyField(Certificate, related_name="batches")
    year = models.PositiveSmallIntegerField()
    asked = models.PositiveIntegerField(_("số khen thưởng"))
    made = models.PositiveIntegerField(_("số bằng đã lập"), default=0)
    state = models.CharField(
        max_length=8, choices=enums.BatchState, default=enums.BatchState.WAITING
    )
    failure = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.unit}: {self.asked}"


class Volume(models.Model):
    """One PDF of a batch; a large batch has several, in order."""

    unit_path = "batch__unit"

    batch = models.ForeignKey(
        CertificateBatch, on_delete=models.CASCADE, related_name="volumes"
    )
    position = models.PositiveSmallIntegerField()
    pages = models.PositiveIntegerField()
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position"]
