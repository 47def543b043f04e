from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.append_only import AppendOnly
from vinhdanh.base.fields import CleanCharField
from vinhdanh.base.models import PublicIdModel, StoredFile
from vinhdanh.indicators import enums, figures
from vinhdanh.indicators.figures import Amount
from vinhdanh.indicators.periods import Period
from vinhdanh.registry.models import Unit


class Indicator(PublicIdModel):
    """Something counted through the year, in a stated unit of measure.

    `part_of`: the indicator of which this one is a part, and `breakdown`: by what the
    whole is parted. A part has the measure, the reports and the roll-up of its whole.
    """

    unit_path = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="indicators")
    code = models.CharField(max_length=40)
    name = CleanCharField(_("chỉ số"), max_length=300)
    group = CleanCharField(_("nhóm"), max_length=100, blank=True)
    measure = CleanCharField(_("đơn vị tính"), max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    direction = models.CharField(
        _("chiều tốt"),
        max_length=4,
        choices=enums.Direction,
        default=enums.Direction.NONE,
    )
    frequency = models.CharField(
        _("kỳ báo cáo"),
        max_length=7,
        choices=enums.Frequency,
        default=enums.Frequency.YEAR,
    )
    over_time = models.CharField(
        _("gộp theo thời gian"),
        max_length=4,
        choices=enums.TimeRollUp,
        default=enums.TimeRollUp.SUM,
    )
    over_tree = models.CharField(
        _("gộp theo đơn vị"),
        max_length=4,
        choices=enums.TreeRollUp,
        default=enums.TreeRollUp.SUM,
    )
    part_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    breakdown = CleanCharField(_("chia theo"), max_length=100, blank=True)
    source = CleanCharField(_("nguồn, căn cứ"), max_length=300, blank=True)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "code"], name="one_indicator_per_unit_and_code"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Reporter(models.Model):
    """A unit that reports an indicator: its owner, or one below."""

    unit_path = "unit"

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="reporters"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "unit"], name="one_reporter_per_indicator_and_unit"
            ),
        ]


class IndicatorValue(PublicIdModel):
    """The figure of a unit for a period; in hundredths of the unit of measure.

    `period`: a part of the year by its code (“Q1”, “H1”, “M03”), '' the whole of it.
    """

    unit_path = "unit"

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="values"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    period = models.CharField(_("kỳ"), max_length=3, blank=True)
    hundredths = models.BigIntegerField()
    qualifier = models.CharField(max_length=9, choices=enums.Qualifier, blank=True)
    state = models.CharField(
        max_length=8, choices=enums.ValueState, default=enums.ValueState.REPORTED
    )
    source = CleanCharField(_("nguồn, căn cứ"), max_length=300, blank=True)
    returned_because = CleanCharField(_("lý do trả lại"), max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["year", "period", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "year", "period"],
                name="one_value_per_indicator_unit_and_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.name}, {self.when}"

    @property
    def when(self) -> Period:
        return Period(self.year, self.period)

    @property
    def amount(self) -> Amount:
        return Amount.of(self.hundredths, self.qualifier)

    @property
    def shown(self) -> str:
        """The figure as read, with its qualifier: “hơn 50.000”."""
        return figures.said(self.hundredths, self.qualifier)


class ValueEvidence(models.Model):
    """A file that shows where a figure comes from."""

    unit_path = "value__unit"

    value = models.ForeignKey(
        IndicatorValue, on_delete=models.CASCADE, related_name="evidence"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]


class ApiKey(PublicIdModel):
    """What lets another system push figures of a unit; kept as a hash alone.

    No indicator named: all that the unit reports.
    """

    unit_path = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = CleanCharField(_("hệ thống dùng khóa"), max_length=100)
    indicators = models.ManyToManyField(Indicator, blank=True, related_name="+")
    prefix = models.CharField(max_length=12)
    key_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class ApiCall(AppendOnly):
    """One push of figures: what came, what was answered; keeps a repeat harmless."""

    unit_path = "key__unit"

    key = models.ForeignKey(ApiKey, on_delete=models.PROTECT, related_name="calls")
    at = models.DateTimeField()
    idempotency_key = models.CharField(max_length=100, null=True)
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["key", "at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "idempotency_key"],
                name="one_call_per_key_and_idempotency_key",
            ),
        ]
