from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanTextField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.registry import enums
from vinhdanh.registry.models.people import Person


class TwinPair(models.Model):
    """What an office has said of two records: one person, or two people.

    A pair is written once, the lower key first. A pair that nobody has judged is
    here only when something other than names proposed it.
    """

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=enums.TwinState)
    why = models.CharField(max_length=8, choices=enums.TwinReason, blank=True)
    note = CleanTextField(_("căn cứ"), blank=True)
    judged_by = models.CharField(max_length=200, blank=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="one_judgement_per_pair"
            ),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")),
                name="pair_lower_key_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first}, {self.second}"


class Merge(PublicIdModel):
    """One record become another's alias, with what is needed to part them again.

    `carried` are the keys of the aliases that the alias itself had. `chosen` says
    for each year and fact in conflict which value was chosen and what stood before
    in the record that stays, and where that had been read: {"2016": {"rating":
    {"now": "HT", "before": "HTT", "source": "Sổ 1"}}}.
    """

    unit_path = "kept__posts__unit"

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    alias = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    carried = models.JSONField(default=list)
    chosen = models.JSONField(default=dict)
    reason = CleanTextField(_("căn cứ"))
    merged_at = models.DateTimeField()
    merged_by = models.CharField(max_length=200)
    parted_at = models.DateTimeField(null=True)
    parted_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.alias} → {self.kept}"
