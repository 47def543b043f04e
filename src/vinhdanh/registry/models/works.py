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
    recognised_by = CleanCharField(_("nơi công nhận"), max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Authorship(models.Model):
    """A person's share in a recognised work, and the one award it has served.

    `use` unknown: nobody has said whether the work was counted for an award already.
    """

    unit_path = "person__posts__unit"
    subject_path = "person"

    work = models.ForeignKey(
        RecognisedWork, on_delete=models.CASCADE, related_name="authorships"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="authorships"
    )
    share_pct = models.PositiveSmallIntegerField(_("tỷ lệ %"), null=True, blank=True)
    use = models.CharField(
        _("đã dùng để xét khen thưởng"),
        max_length=8,
        choices=enums.WorkUse,
        blank=True,
        default="",
    )
    used_for_award = models.CharField(max_length=16, blank=True, default="")
    used_for_year = models.PositiveSmallIntegerField(null=True, blank=True)
    use_source = CleanCharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["work", "person"], name="one_authorship_per_person_and_work"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.work}"
