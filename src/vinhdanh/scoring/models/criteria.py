from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import enums
from vinhdanh.scoring.method import rules


class CriteriaSet(PublicIdModel):
    """A unit's way of scoring one kind of subject; its versions are the tables."""

    unit_path = "unit"

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="criteria_sets"
    )
    name = CleanCharField(_("tên bộ tiêu chí"), max_length=300)
    scored_kind = models.CharField(
        _("chấm cho"), max_length=20, choices=enums.ScoredKind
    )
    source = CleanCharField(_("nguồn, căn cứ"), max_length=500, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], name="one_criteria_set_per_unit_and_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CriteriaVersion(PublicIdModel):
    """A table of parts, criteria and points; what is in force never changes.

    Points are whole hundredths. `points`: the total that the table is meant to have.
    `bands`: [{code, name, least, floor_pct}], falling. `ties`: codes of parts or
    criteria that break a tie. `fingerprint`: SHA-256 of the content once in force.
    """

    unit_path = "criteria_set__unit"

    criteria_set = models.ForeignKey(
        CriteriaSet, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, choices=enums.VersionState, default=enums.VersionState.DRAFT
    )
    points = models.PositiveIntegerField(_("tổng điểm chuẩn"), default=100_00)
    bonus_most = models.PositiveIntegerField(
        _("điểm thưởng vượt chỉ tiêu, nhiều nhất"), null=True, blank=True
    )
    bands = models.JSONField(default=list, blank=True)
    ties = models.JSONField(default=list, blank=True)
    note = CleanCharField(_("ghi chú"), max_length=500, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    in_force_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["criteria_set", "number"], name="one_version_per_set_and_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criteria_set.name} ({self.number})"

    @property
    def is_draft(self) -> bool:
        return self.state == enums.VersionState.DRAFT


class CriteriaPart(models.Model):
    """A part of a table, in a tree; `points` is what it is meant to add up to."""

    unit_path = "version__criteria_set__unit"

    version = models.ForeignKey(
        CriteriaVersion, on_delete=models.CASCADE, related_name="parts"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    position = models.PositiveSmallIntegerField()
    code = models.CharField(_("mục"), max_length=20)
    name = CleanCharField(_("nội dung"), max_length=500)
    points = models.PositiveIntegerField(_("điểm"), null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"], name="one_part_per_version_and_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}. {self.name}"


class Criterion(models.Model):
    """A line to be scored; `details` holds what its formula alone needs.

    grades: {"A": per cent}, each, each_minus, least: hundredths of a point,
    steps: [[from, hundredths]], bars: award codes, plan_code: the indicator whose
    figure is the plan.
    """

    unit_path = "version__criteria_set__unit"

    version = models.ForeignKey(
        CriteriaVersion, on_delete=models.CASCADE, related_name="criteria"
    )
    part = models.ForeignKey(
        CriteriaPart, on_delete=models.CASCADE, related_name="criteria"
    )
    position = models.PositiveSmallIntegerField()
    code = models.CharField(_("mã"), max_length=40)
    name = CleanCharField(_("tiêu chí"), max_length=500)
    formula = models.CharField(
        _("cách tính"),
        max_length=30,
        choices=[(formula.value, formula.value) for formula in rules.Formula],
    )
    side = models.CharField(
        max_length=10,
        choices=[(side.value, side.value) for side in rules.Side],
        default=rules.Side.STANDARD.value,
    )
    standard = models.PositiveIntegerField(_("điểm chuẩn"))
    bonus_pct = models.PositiveSmallIntegerField(
        _("thưởng vượt, nhiều nhất (%)"), default=0
    )
    measure = CleanCharField(_("đơn vị tính"), max_length=60, blank=True)
    indicator_code = models.CharField(_("chỉ số"), max_length=40, blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"], name="one_criterion_per_version_and_code"
            ),
        ]

    def __str__(self) -> str:
        return self.name
