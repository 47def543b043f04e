from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.append_only import AppendOnly
from vinhdanh.base.fields import CleanCharField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.registry import enums
from vinhdanh.registry.models.units import Unit


class Reorganisation(PublicIdModel):
    """A merger, split, renaming, dissolution or move, by a decision, on a day.

    `changes` is the journal of the rows that the deed wrote (`registry.journal`):
    until something builds on it the deed is taken back from it. `last_event` is the
    number of its last event in the audit chain: what comes after came later.
    """

    kind = models.CharField(_("loại"), max_length=12, choices=enums.LineageKind)
    on = models.DateField(_("từ ngày"))
    decision_no = CleanCharField(_("số quyết định"), max_length=100)
    decided_on = models.DateField(_("ngày quyết định"))
    decided_by = CleanCharField(_("cơ quan quyết định"), max_length=200, blank=True)
    note = CleanCharField(_("ghi chú"), max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)
    last_event = models.PositiveBigIntegerField(default=0)
    changes = models.JSONField(default=list)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_why = CleanCharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.decision_no}"


class ReorganisationPlan(PublicIdModel):
    """A reorganisation of a day to come, as it was filled in; a draft, not a deed.

    `sent`: the fields of its form, [[name, value]]; `asked`: of which unit the form
    is. `deed`: what was done of it on the day.
    """

    unit_path = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("loại"), max_length=12, choices=enums.LineageKind)
    on = models.DateField(_("từ ngày"))
    decision_no = CleanCharField(_("số quyết định"), max_length=100)
    asked = models.CharField(max_length=36, blank=True, default="")
    sent = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)
    deed = models.OneToOneField(
        Reorganisation, on_delete=models.PROTECT, null=True, related_name="plan"
    )
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.decision_no}"


class UnitLineage(models.Model):
    """A merger, split, renaming, dissolution or move: whose past continues where.

    A renamed or moved unit is its own successor; a dissolved one has none.
    """

    predecessor = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="successions"
    )
    successor = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="origins"
    )
    kind = models.CharField(max_length=12, choices=enums.LineageKind)
    on = models.DateField()
    decision = CleanCharField(max_length=200)
    reorganisation = models.ForeignKey(
        Reorganisation, on_delete=models.PROTECT, null=True, related_name="lineages"
    )

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor or '–'}"


class LineageRuling(AppendOnly):
    """Whose years count on after a unit's change: a person's decision, with its why.

    The texts that were read are silent on it, so it is never presumed. The latest
    row stands; an earlier one is kept.
    """

    lineage = models.ForeignKey(
        UnitLineage, on_delete=models.PROTECT, related_name="rulings"
    )
    is_counted = models.BooleanField(_("tính tiếp"))
    decided_by = CleanCharField(_("người quyết định"), max_length=200)
    citation = CleanCharField(_("văn bản"), max_length=200)
    reason = CleanCharField(_("lý do"), max_length=300)
    recorded_at = models.DateTimeField()
    recorded_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
