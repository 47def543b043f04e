from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

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


class CertificateBatch(PublicIdModel):
    """One printing of all certificates of a decision: n in, n out, or loudly not."""

    unit_path = "unit"

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="certificate_batches"
    )
    paper = models.ForeignKey(
        OfficialPaper, on_delete=models.PROTECT, related_name="certificate_batches"
    )
    asked = models.PositiveIntegerField(_("số khen thưởng"))
    made = models.PositiveIntegerField(_("số bằng đã lập"), default=0)
    state = models.CharField(max_length=8, default="waiting")
    failure = models.TextField(blank=True)
    pdf = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.paper}: {self.asked}"


class Certificate(AppendOnly):
    """The certificate of one award: its book number and its signed payload.

    `code` is what the QR names; `payload` is the signed text after the #.
    """

    unit_path = "award__unit"
    subject_path = "award__subject"

    award = models.ForeignKey(
        Award, on_delete=models.PROTECT, related_name="certificates"
    )
    code = models.CharField(max_length=24, unique=True)
    book_year = models.PositiveSmallIntegerField()
    book_number = models.PositiveIntegerField()
    register = models.CharField(max_length=64)
    payload = models.TextField()
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["book_year", "book_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "book_year", "book_number"],
                name="one_certificate_per_book_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book_number}/{self.book_year}"
