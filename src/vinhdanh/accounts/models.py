from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.accounts.enums import Role
from vinhdanh.base import clock
from vinhdanh.base.fields import CleanCharField
from vinhdanh.registry.models import Person, Unit


class User(AbstractUser):
    """An account; what it may do comes only from the roles held at units."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = CleanCharField(_("họ và tên"), max_length=200)
    person = models.OneToOneField(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="user"
    )
    must_change_password = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.full_name or self.username


def display_name(user: User) -> str:
    """Return the name that pages and letters address the user by."""
    return str(user)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def in_force(self) -> "AssignmentQuerySet":
        today = clock.today()
        return self.filter(
            models.Q(first_day=None) | models.Q(first_day__lte=today),
            models.Q(last_day=None) | models.Q(last_day__gte=today),
        )


class Assignment(models.Model):
    """A role held at a unit, between two days (both inclusive)."""

    unit_path = "unit"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(_("vai trò"), max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    reaches_down = models.BooleanField(_("gồm cả đơn vị trực thuộc"), default=True)
    first_day = models.DateField(_("từ ngày"), null=True, blank=True)
    last_day = models.DateField(_("đến ngày"), null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "unit"], name="one_assignment_per_role_and_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.unit}"

    @property
    def is_ended(self) -> bool:
        return self.last_day is not None and self.last_day < clock.today()
