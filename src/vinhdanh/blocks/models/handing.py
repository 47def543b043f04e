from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.blocks import enums
from vinhdanh.blocks.models.blocks import BlockYear
from vinhdanh.registry.models import Unit


class HandOver(PublicIdModel):
    """A lead hands the block over to the next, with the travelling flag where told.

    The flag goes round; it is no award and never enters the ledger. `text_hash`
    freezes what the first of the two sides confirmed.
    """

    unit_path = "block_year__block__unit"

    block_year = models.OneToOneField(
        BlockYear, on_delete=models.PROTECT, related_name="hand_over"
    )
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    handed_on = models.DateField(_("ngày bàn giao"))
    place = CleanCharField(_("nơi bàn giao"), max_length=300, blank=True)
    with_flag = models.BooleanField(_("bàn giao cờ luân lưu"), default=False)
    flag_note = CleanCharField(_("tình trạng cờ"), max_length=300, blank=True)
    text_hash = models.CharField(max_length=64, blank=True)
    given_at = models.DateTimeField(null=True)
    given_by_name = models.CharField(max_length=200, blank=True)
    given_by_title = CleanCharField(max_length=200, blank=True)
    received_at = models.DateTimeField(null=True)
    received_by_name = models.CharField(max_length=200, blank=True)
    received_by_title = CleanCharField(max_length=200, blank=True)
    sent_back = CleanCharField(_("lý do trả lại"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_unit=F("to_unit")),
                name="nobody_hands_over_to_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.block_year}: {self.from_unit} → {self.to_unit}"

    @property
    def is_confirmed(self) -> bool:
        return self.given_at is not None and self.received_at is not None


class HandedLine(models.Model):
    """A document handed over, or a task that goes on."""

    hand_over = models.ForeignKey(
        HandOver, on_delete=models.CASCADE, related_name="lines"
    )
    kind = models.CharField(max_length=10, choices=enums.HandedKind)
    position = models.PositiveSmallIntegerField()
    text = CleanCharField(_("nội dung"), max_length=500)
    due_on = models.DateField(_("hạn"), null=True)

    class Meta:
        ordering = ["kind", "position"]
