from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.append_only import AppendOnly
from vinhdanh.base.fields import CleanCharField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.ledger import enums
from vinhdanh.registry.models import Subject, Unit


class Award(PublicIdModel, AppendOnly):
    """One award to one subject, as printed that day; written once.

    Whether it still stands is what its later ledger entries say. `authority_unit`
    is set when a unit of this installation decided; `authority_name` always says
    who decided, as printed. `search_text` is what a search without marks looks in
    (`queries.search_text`); like the rest it does not follow later corrections.
    """

    unit_path = "unit"
    subject_path = "subject"

    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, related_name="awards"
    )
    code = models.CharField(_("danh hiệu, hình thức"), max_length=16)
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    basis = models.CharField(
        max_length=12, choices=enums.Basis, default=enums.Basis.MERIT
    )
    way = models.CharField(max_length=8, choices=enums.Way)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="awards_of_members"
    )
    recipient_name = CleanCharField(_("họ tên, tên tập thể"), max_length=300)
    recipient_title = CleanCharField(_("chức vụ"), max_length=200, blank=True)
    unit_name = CleanCharField(_("đơn vị"), max_length=300, blank=True)
    achievement = CleanCharField(_("thành tích"), max_length=500, blank=True)
    authority_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="awards_decided"
    )
    authority_name = CleanCharField(_("người quyết định"), max_length=200, blank=True)
    decision_number = CleanCharField(_("số quyết định"), max_length=100, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True)
    source = CleanCharField(_("nguồn"), max_length=300, blank=True)
    search_text = models.CharField(max_length=700, editable=False, db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "year"]),
            models.Index(fields=["unit", "year", "code"]),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_name}: {self.code} {self.year}"


class LedgerEntry(AppendOnly):
    """One link of the ledger chain; personal data only as a salted commitment.

    `payload_commitment` is SHA-256 of the salt and the canonical payload; salt and
    payload lie in `EntryPayload`, which alone can be erased.
    """

    seq = models.PositiveBigIntegerField(unique=True)
    kind = models.CharField(max_length=12, choices=enums.EntryKind)
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="entries")
    payload_commitment = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    prev_hash = models.CharField(max_length=64)
    entry_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["seq"]


class EntryPayload(models.Model):
    """What an entry commits to, and its salt."""

    entry = models.OneToOneField(
        LedgerEntry, on_delete=models.PROTECT, related_name="payload"
    )
    salt = models.CharField(max_length=64)
    payload = models.JSONField()
