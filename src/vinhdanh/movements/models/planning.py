"""The days until which an office plans to have the steps of its year done."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField
from vinhdanh.movements import enums
from vinhdanh.registry.models import Unit


class PlannedStep(models.Model):
    """The deadline that a unit's plan sets for one step of its year."""

    unit_path = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    step = models.CharField(max_length=10, choices=enums.StepOfYear)
    due_on = models.DateField(_("hạn"))
    source = CleanCharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "step"], name="one_deadline_per_step"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.year}"
