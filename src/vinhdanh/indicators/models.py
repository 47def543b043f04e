from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField
from vinhdanh.base.models import PublicIdModel, StoredFile
from vinhdanh.registry.models import Unit


class Indicator(PublicIdModel):
    """Something counted through the year, in a stated unit of measure."""

    unit_path = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="indicators")
    code = models.CharField(max_length=40)
    name = CleanCharField(_("chỉ số"), max_length=300)
    measure = CleanCharField(_("đơn vị tính"), max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "code"], name="one_indicator_per_unit_and_code"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class IndicatorValue(models.Model):
    """The figure of a year; in hundredths of the unit of measure."""

    unit_path = "indicator__unit"

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="values"
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    hundredths = models.BigIntegerField()
    is_approximate = models.BooleanField(_("số ước"), default=False)
    source = CleanCharField(_("nguồn, căn cứ"), max_length=300, blank=True)
    evidence = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year"], name="one_value_per_indicator_and_year"
            ),
        ]
