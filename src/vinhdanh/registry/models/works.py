from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.registry import enums
from vinhdanh.registry.models.people import Person


class RecognisedWork(PublicIdModel):
    """An initiative or science work, recognised by a decision."""

    kind = models.CharField(
        max_length=16, choices=enums.WorkKind, default=enums.WorkKind.INITIATIVE
    )
    name = CleanCharField(_("tên sáng kiến"), max_length=500)
    year = models.PositiveSmallIntegerField(_("năm"))
    scope = models.CharField(
        _("phạm vi ảnh hưởng"), max_length=12, choices=enums.ImpactScope
    )
    decision_no = CleanCharField(_("số quyết định"), max_length=100, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Authorship(models.Model):
    """A person's share in a recognised work; `used_for` notes its one use."""

    work = models.ForeignKey(
        RecognisedWork, on_delete=models.CASCADE, related_name="authorships"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="authorships"
    )
    share_pct = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["work", "person"], name="one_authorship_per_person_and_work"
            ),
        ]
