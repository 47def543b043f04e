from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.append_only import AppendOnly
from vinhdanh.base.fields import CleanCharField, CleanTextField
from vinhdanh.base.models import PublicIdModel, StoredFile
from vinhdanh.covenants import enums
from vinhdanh.indicators import figures
from vinhdanh.indicators.models import Indicator
from vinhdanh.movements.enums import Direction
from vinhdanh.movements.models import Movement
from vinhdanh.registry.models import Subject, Unit


class Covenant(PublicIdModel):
    """A pledge that units sign with one another for a year.

    A change after the first signature is a new row that `replaces` this one. When all
    have signed, `signed_hash` stands for words and signatures, `signed_copy` is the
    paper printed from them.
    """

    unit_path = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="covenants")
    movement = models.ForeignKey(
        Movement, on_delete=models.PROTECT, related_name="covenants"
    )
    name = CleanCharField(_("tên giao ước"), max_length=300)
    text = CleanTextField(_("nội dung giao ước"))
    version = models.PositiveSmallIntegerField(_("bản thứ"), default=1)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
    )
    signed_at = models.DateTimeField(null=True)
    signed_hash = models.CharField(max_length=64, blank=True)
    signed_copy = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        if self.version == 1:
            return self.name
        return _("%(name)s (bản %(n)s)") % {"name": self.name, "n": self.version}


class Pledge(models.Model):
    """A promise of a covenant; measured where it has a goal, in hundredths.

    An indicator that measures it is of the covenant's unit or one above it.
    """

    unit_path = "covenant__unit"

    covenant = models.ForeignKey(
        Covenant, on_delete=models.CASCADE, related_name="pledges"
    )
    position = models.PositiveSmallIntegerField()
    name = CleanCharField(_("cam kết"), max_length=500)
    measure = CleanCharField(_("đơn vị tính"), max_length=60, blank=True)
    direction = models.CharField(
        _("chiều tốt"),
        max_length=4,
        choices=Direction,
        default=Direction.MORE,
    )
    base_hundredths = models.BigIntegerField(_("mức gốc"), null=True)
    goal_hundredths = models.BigIntegerField(_("mức cam kết"), null=True)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, related_name="pledges"
    )

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name

    @property
    def base(self) -> str:
        """As it is read, “1.200”; empty where there is none."""
        return _shown(self.base_hundredths)

    @property
    def goal(self) -> str:
        return _shown(self.goal_hundredths)

    @property
    def is_measured(self) -> bool:
        return self.goal_hundredths is not None


def _shown(hundredths: int | None) -> str:
    return "" if hundredths is None else figures.show(hundredths)


class Ceremony(PublicIdModel):
    """The signing on paper: where, when, and the scan of what was signed."""

    unit_path = "covenant__unit"

    covenant = models.ForeignKey(
        Covenant, on_delete=models.PROTECT, related_name="ceremonies"
    )
    place = CleanCharField(_("nơi ký"), max_length=300)
    held_on = models.DateField(_("ngày ký"))
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]


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
    way = models.CharField(max_length=6, choices=enums.SignedWay, blank=True)
    ceremony = models.ForeignKey(
        Ceremony, on_delete=models.PROTECT, null=True, related_name="parties"
    )
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


class PledgeReport(AppendOnly):
    """What a party says it has reached of a pledge; the latest row stands."""

    unit_path = "party__unit"

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="reports")
    party = models.ForeignKey(
        CovenantParty, on_delete=models.PROTECT, related_name="reports"
    )
    as_of = models.DateField(_("tính đến ngày"))
    hundredths = models.BigIntegerField(null=True)
    qualifier = models.CharField(max_length=9, blank=True)
    words = CleanTextField(_("kết quả bằng lời"), blank=True)
    evidence = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]

    @property
    def shown(self) -> str:
        """The figure as read, “hơn 98”; empty where the report is words alone."""
        if self.hundredths is None:
            return ""
        return figures.said(self.hundredths, self.qualifier)
