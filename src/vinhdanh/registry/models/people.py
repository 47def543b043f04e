from collections.abc import Collection
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField, CleanTextField
from vinhdanh.registry import enums
from vinhdanh.registry.models.units import Subject, Unit

# Of so few units the people are listed and looked through; a list of all whom a
# province sees takes longer to make than to ask of each person found.
FEW_UNITS = 60


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

    @classmethod
    def reached_from(cls, units: Collection[int]) -> models.Q:
        """Return the condition "has or had to do with one of these units".

        By a post, by the post of a record merged into hers, or by a seat in a body:
        a delegate need not work there.
        """
        seats: Any = cls._meta.get_field("memberships").related_model
        rows = (
            (Post.objects, "person", "unit"),
            (Post.objects, "person__subject__alias_of", "unit"),
            (seats._default_manager, "person", "term__body__unit"),  # noqa: SLF001 - Django's documented _meta
        )
        many = len(units) > FEW_UNITS
        everywhere = many and len(units) == Unit.objects.count()
        found = models.Q()
        for manager, person, unit in rows:
            if everywhere:
                probe = manager.filter(**{person: models.OuterRef("pk")})
                found |= models.Q(models.Exists(probe))
            elif not many:
                within = manager.filter(**{f"{unit}__in": units})
                found |= models.Q(pk__in=within.order_by().values(person))
            else:
                # The sum keeps SQLite from looking up every unit for each person.
                held = manager.annotate(at=models.F(f"{unit}_id") + 0)
                probe = held.filter(at__in=units, **{person: models.OuterRef("pk")})
                found |= models.Q(models.Exists(probe))
        return found


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
        indexes = [
            models.Index(fields=["unit", "first_day", "last_day"]),
            models.Index(fields=["person", "unit"]),
        ]
