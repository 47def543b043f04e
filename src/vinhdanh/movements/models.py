from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.append_only import AppendOnly
from vinhdanh.base.fields import CleanCharField, CleanTextField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.movements import enums
from vinhdanh.registry.models import Subject, Unit


class Movement(PublicIdModel):
    """An emulation movement: theme, period, targets, key tasks."""

    unit_path = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="movements")
    year = models.PositiveSmallIntegerField(_("năm"))
    kind = models.CharField(
        _("loại"),
        max_length=10,
        choices=enums.MovementKind,
        default=enums.MovementKind.REGULAR,
    )
    name = CleanCharField(_("tên phong trào"), max_length=300)
    slogan = CleanCharField(_("chủ đề, khẩu hiệu"), max_length=300, blank=True)
    content = CleanTextField(_("nội dung"), blank=True)
    launched_with = CleanCharField(_("cùng phát động"), max_length=300, blank=True)
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến ngày"))
    plan_number = CleanCharField(_("số kế hoạch"), max_length=100, blank=True)
    state = models.CharField(
        max_length=10, choices=enums.MovementState, default=enums.MovementState.DRAFT
    )
    launched_on = models.DateField(_("ngày phát động"), null=True, blank=True)
    registration_opens = models.DateField(
        _("mở đăng ký từ ngày"), null=True, blank=True
    )
    registration_closes = models.DateField(
        _("nhận đăng ký đến ngày"), null=True, blank=True
    )

    class Meta:
        ordering = ["-year", "name"]

    def __str__(self) -> str:
        return self.name


class Target(models.Model):
    """A measurable goal of a movement (chỉ tiêu)."""

    unit_path = "movement__unit"

    movement = models.ForeignKey(
        Movement, on_delete=models.CASCADE, related_name="targets"
    )
    position = models.PositiveSmallIntegerField()
    name = CleanCharField(_("chỉ tiêu"), max_length=500)
    goal = CleanCharField(_("mức cần đạt"), max_length=100, blank=True)
    indicator_code = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["position"]


class KeyTask(models.Model):
    """A key task of a movement (nhiệm vụ trọng tâm)."""

    unit_path = "movement__unit"

    movement = models.ForeignKey(
        Movement, on_delete=models.CASCADE, related_name="key_tasks"
    )
    position = models.PositiveSmallIntegerField()
    name = CleanCharField(_("nhiệm vụ trọng tâm"), max_length=500)
    owner = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="key_tasks"
    )
    due_on = models.DateField(_("hạn"), null=True, blank=True)

    class Meta:
        ordering = ["position"]


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
