from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField, CleanTextField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.movements.models import Movement
from vinhdanh.registry.models import Subject, Unit


class Covenant(PublicIdModel):
    """A pledge that units sign with one another for a year."""

    unit_path = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="covenants")
    movement = models.ForeignKey(
        Movement, on_delete=models.PROTECT, related_name="covenants"
    )
    name = CleanCharField(_("tên giao ước"), max_length=300)
    text = CleanTextField(_("nội dung giao ước"))

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Pledge(models.Model):
    """A measurable promise of a covenant."""

    unit_path = "covenant__unit"

    covenant = models.ForeignKey(
        Covenant, on_delete=models.CASCADE, related_name="pledges"
    )
    position = models.PositiveSmallIntegerField()
    name = CleanCharField(_("cam kết"), max_length=500)

    class Meta:
        ordering = ["position"]


class CovenantParty(models.Model):
    """A signing party; `text_hash` freezes what was signed.

    `signed_on` is the day on the paper, `signed_at` the instant of the deed here.
    """

    unit_path = "unit"

    covenant = models.ForeignKey(
        Covenant, on_delete=models.CASCADE, related_name="parties"
    )
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    printed_name = CleanCharField(max_length=300)
    signed_at = models.DateTimeField(null=True)
    signed_on = models.DateField(_("ngày ký"), null=True)
    signed_by_name = CleanCharField(max_length=200, blank=True)
    signed_by_title = CleanCharField(max_length=200, blank=True)
    text_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["covenant", "subject"], name="one_signature_per_party"
            ),
        ]

    def __str__(self) -> str:
        return self.printed_name
