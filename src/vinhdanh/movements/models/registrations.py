"""Titles and personal targets registered in a movement, and each step of them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.append_only import AppendOnly
from vinhdanh.base.fields import CleanCharField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.movements import enums
from vinhdanh.movements.models.movements import Movement
from vinhdanh.registry.models import Subject, Unit
from vinhdanh.viet import numbers


class Registration(PublicIdModel):
    """A title that a person or unit aims at this year."""

    unit_path = "unit"
    subject_path = "subject"

    movement = models.ForeignKey(
        Movement, on_delete=models.PROTECT, related_name="registrations"
    )
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, related_name="registrations"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    award = models.CharField(_("danh hiệu"), max_length=16)
    printed_name = CleanCharField(max_length=300)
    state = models.CharField(
        max_length=10,
        choices=enums.RegistrationState,
        default=enums.RegistrationState.FILED,
    )
    filed_on = models.DateField()
    late_reason = CleanCharField(_("lý do đăng ký muộn"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "subject", "award"],
                name="one_registration_per_subject_and_award",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.printed_name}: {self.award}"

    @property
    def is_endorsed(self) -> bool:
        return self.state == enums.RegistrationState.ENDORSED


class RegistrationStep(AppendOnly):
    """One transition of a registration: who, when, why."""

    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="steps"
    )
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    reason = CleanCharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]


class PersonalTarget(models.Model):
    """What a person or unit sets out to reach besides a title (chỉ tiêu cá nhân).

    In words, or with a goal in hundredths of `measure`. `is_endorsed` by the head,
    `result` as told at the year's end.
    """

    unit_path = "unit"
    subject_path = "subject"

    movement = models.ForeignKey(
        Movement, on_delete=models.PROTECT, related_name="personal_targets"
    )
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, related_name="personal_targets"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    name = CleanCharField(_("chỉ tiêu phấn đấu"), max_length=300)
    measure = CleanCharField(_("đơn vị tính"), max_length=60, blank=True)
    goal_hundredths = models.BigIntegerField(_("mức phấn đấu"), null=True)
    is_endorsed = models.BooleanField(default=False)
    result = CleanCharField(_("kết quả"), max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "subject", "position"],
                name="one_personal_target_per_place",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def goal(self) -> str:
        """The goal as read, “1 sáng kiến”; empty where the target is in words."""
        if self.goal_hundredths is None:
            return ""
        return f"{numbers.hundredths(self.goal_hundredths)} {self.measure}"


class TargetStep(AppendOnly):
    """The personal targets of a subject as they stood after one deed."""

    unit_path = "unit"
    subject_path = "subject"

    movement = models.ForeignKey(
        Movement, on_delete=models.PROTECT, related_name="target_steps"
    )
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    lines = models.JSONField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    reason = CleanCharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
