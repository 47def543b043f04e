from collections.abc import Collection, Iterable
from typing import Any, Self

from django.db import models
from django.db.models.lookups import In
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
        return dealt_with("pk", units)


class Reach(frozenset[int]):
    """Ids of the units that a role reaches, of `total` units that there are."""

    total: int

    def __new__(cls, units: Iterable[int], total: int = 0) -> Self:
        made = super().__new__(cls, units)
        made.total = total
        return made

    @property
    def is_everywhere(self) -> bool:
        return 0 < self.total == len(self)


def dealt_with(key: str, units: Collection[int]) -> models.Q:
    """Return `Person.reached_from` for the rows whose person's key is at `key`.

    All units reach everybody: also who is in none of them, whom nobody would see else.
    """
    if isinstance(units, Reach) and units.is_everywhere:
        return models.Q(**{f"{key}__isnull": False})
    seats: Any = Person._meta.get_field("memberships").related_model  # noqa: SLF001 - Django's documented _meta
    seats = seats._default_manager.order_by()  # noqa: SLF001
    if len(units) <= FEW_UNITS:
        posts = Post.objects.filter(unit__in=units)
        merged = Subject.objects.filter(
            # Few records are merged: their posts are asked, not all who hold one.
            models.Exists(posts.filter(person=models.OuterRef("pk"))),
            alias_of__isnull=False,
        )
        sitting = seats.filter(term__body__unit__in=units)
        all_of_them = posts.values("person").union(
            merged.order_by().values("alias_of"), sitting.values("person")
        )
        # The sum keeps SQLite from looking up tails by person instead of by words.
        looked_up: Any = models.F(key) if key == "pk" else models.F(key) + 0
        return models.Q(In(looked_up, all_of_them))
    found = models.Q()
    for rows, person, unit in (
        (Post.objects.all(), "person", "unit"),
        (Post.objects.all(), "person__subject__alias_of", "unit"),
        (seats, "person", "term__body__unit"),
    ):
        of_her = rows.filter(**{person: models.OuterRef(key)})
        # The sum keeps SQLite from looking up every unit for each person.
        at_them = of_her.annotate(at=models.F(f"{unit}_id") + 0).filter(at__in=units)
        found |= models.Q(models.Exists(at_them))
    return found


class Post(models.Model):
    """A post held in a unit between two days; one may be held in two units."""

    # Both are looked up by the indexes below, which begin with them.
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="posts", db_index=False
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="posts", db_index=False
    )
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
            models.Index(fields=["unit", "first_day", "last_day", "person"]),
            models.Index(fields=["person", "unit"]),
        ]
