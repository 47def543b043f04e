from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanTextField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.decisions.enums import PaperState
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.registry.models import Unit


class Publication(PublicIdModel):
    """A decision shown to the public: name, unit and award of each, no more."""

    unit_path = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    paper = models.OneToOneField(
        OfficialPaper, on_delete=models.PROTECT, related_name="publication"
    )
    published_at = models.DateTimeField()
    taken_down_at = models.DateTimeField(null=True, blank=True)
    note = CleanTextField(_("lời dẫn"), blank=True)

    class Meta:
        ordering = ["-published_at"]

    def __str__(self) -> str:
        return str(self.paper)

    @property
    def is_void(self) -> bool:
        """Whether the decision was voided after it was shown."""
        return self.paper.state == PaperState.VOIDED
