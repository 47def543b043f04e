from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField, CleanTextField
from vinhdanh.registry import enums
from vinhdanh.registry.models.units import Subject, Unit


class Person(models.Model):
    """One person, one record for life."""

    unit_path = "posts__unit"
    subject_path = "pk"

    subject = models.OneToOneField(
        Subject,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="person",
    )
    birth_date = models.DateField(_("ngày sinh"), null=True, blank=True)
    sex = models.CharField(
        _("giới tính"), max_length=6, choices=enums.Sex, blank=True, default=""
    )
    recruited_on = models.DateField(_("ngày vào cơ quan"), null=True, blank=True)
    note = CleanTextField(_("ghi chú"), blank=True, default="")

    class Meta:
        ordering = ["subject__sort_key"]

    def __str__(self) -> str:
        return self.subject.name

    @property
    def name(self) -> str:
        return self.subject.name


class Post(models.Model):
    """A post held in a unit between two days; one may be held in two units."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = CleanCharField(_("chức vụ"), max_length=200, blank=True)
    leader_class = models.CharField(
        max_length=20,
        choices=enums.LeaderClass,
        default=enums.LeaderClass.DIRECT_WORKER,
    )
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "first_day", "last_day"])]
