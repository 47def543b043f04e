from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.append_only import AppendOnly
from vinhdanh.base.fields import CleanCharField, CleanTextField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.registry.models import Subject, Unit


class StoredVerdict(PublicIdModel, AppendOnly):
    """The law's word on one subject, award and year, with its receipt.

    `verdict` is the whole answer as `assess` gave it: reasons, missing facts,
    receipt. It is never edited; a later check is a later row. `basis`: on which the
    award was proposed, empty where the law does not ask; another basis, another row.
    """

    unit_path = "unit"
    subject_path = "subject"

    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, related_name="verdicts"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    award = models.CharField(max_length=16)
    basis = models.CharField(max_length=12, blank=True, default="")
    year = models.PositiveSmallIntegerField()
    word = models.CharField(max_length=8)
    regime = models.CharField(max_length=8)
    governing_day = models.DateField()
    verdict = models.JSONField()
    facts_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject", "award", "year"])]

    def __str__(self) -> str:
        return f"{self.subject} {self.year}"


class Override(AppendOnly):
    """A human's word over a verdict: who, when, why; the verdict stays as it was."""

    unit_path = "verdict__unit"

    verdict = models.ForeignKey(
        StoredVerdict, on_delete=models.PROTECT, related_name="overrides"
    )
    word = models.CharField(max_length=8)
    reason = CleanTextField()
    cite = CleanCharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()


class AdoptedRule(PublicIdModel):
    """A dated rule of an authority's own, laid over the national ones.

    `rule` is the plain form of `assess.LocalRule`. A rule is never deleted: it ends
    on a day, gives way to a new version, or is withdrawn before it came into force.
    """

    unit_path = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="local_rules")
    rule_id = models.CharField(max_length=96)
    title = CleanCharField(_("tên quy định"), max_length=300)
    source = CleanCharField(_("nguồn"), max_length=300)
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến ngày"), null=True, blank=True)
    rule = models.JSONField()
    adopted_at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "rule_id", "first_day"],
                condition=models.Q(withdrawn_at=None),
                name="one_rule_per_first_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PageSignature(AppendOnly):
    """Who read a page of the law as the machine understands it, and approved it.

    Bound to the page as it was: a page whose hash is another one now is not reviewed.
    """

    unit_path = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=300)
    page = models.CharField(max_length=64, db_index=True)
    page_hash = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    by_name = models.CharField(max_length=200)
    remark = CleanTextField(blank=True)
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.page}: {self.by_name}"
