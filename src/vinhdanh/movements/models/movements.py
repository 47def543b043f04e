"""Movements: who launches them, what they aim at, who takes part."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField, CleanTextField
from vinhdanh.base.models import PublicIdModel, StoredFile
from vinhdanh.movements import enums
from vinhdanh.registry.models import Subject, Unit
from vinhdanh.viet import numbers


class Movement(PublicIdModel):
    """An emulation movement: theme, period, targets, key tasks.

    `year` is the first year of a five-year movement, whose years name it as their
    `parent`. `follows` is last year's movement that this one was drafted from.
    """

    unit_path = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="movements")
    year = models.PositiveSmallIntegerField(_("năm"))
    kind = models.CharField(
        _("loại"),
        max_length=10,
        choices=enums.MovementKind,
        default=enums.MovementKind.REGULAR,
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next"
    )
    name = CleanCharField(_("tên phong trào"), max_length=300)
    slogan = CleanCharField(_("chủ đề, khẩu hiệu"), max_length=300, blank=True)
    content = CleanTextField(_("nội dung"), blank=True)
    scope = models.CharField(
        _("phạm vi"), max_length=8, choices=enums.Scope, default=enums.Scope.TREE
    )
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

    @property
    def is_draft(self) -> bool:
        return self.state == enums.MovementState.DRAFT

    @property
    def is_five_years(self) -> bool:
        return self.kind == enums.MovementKind.FIVE_YEARS


class Launcher(models.Model):
    """A body that launches the movement together with its unit.

    `subject` is set where the body is kept here; others are known by name alone.
    """

    unit_path = "movement__unit"

    movement = models.ForeignKey(
        Movement, on_delete=models.CASCADE, related_name="launchers"
    )
    position = models.PositiveSmallIntegerField()
    printed_name = CleanCharField(_("cơ quan cùng phát động"), max_length=300)
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.printed_name


class Target(models.Model):
    """A goal of a movement (chỉ tiêu), in free words, as a figure, or both.

    `base_hundredths` and `goal_hundredths` are in hundredths of `unit`.
    """

    unit_path = "movement__unit"

    movement = models.ForeignKey(
        Movement, on_delete=models.CASCADE, related_name="targets"
    )
    position = models.PositiveSmallIntegerField()
    name = CleanCharField(_("chỉ tiêu"), max_length=500)
    goal = CleanCharField(_("mức cần đạt"), max_length=100, blank=True)
    unit = CleanCharField(_("đơn vị tính"), max_length=60, blank=True)
    direction = models.CharField(
        max_length=4, choices=enums.Direction, default=enums.Direction.MORE
    )
    base_hundredths = models.BigIntegerField(_("mức gốc"), null=True, blank=True)
    goal_hundredths = models.BigIntegerField(_("mức cần đạt"), null=True, blank=True)
    indicator_code = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name

    @property
    def goal_shown(self) -> str:
        """The goal as read: the words typed, else the figure with its unit."""
        return self.goal or self._shown(self.goal_hundredths)

    @property
    def base_shown(self) -> str:
        return self._shown(self.base_hundredths)

    def _shown(self, hundredths: int | None) -> str:
        if hundredths is None:
            return ""
        return f"{numbers.hundredths(hundredths)} {self.unit}".strip()


class KeyTask(models.Model):
    """A key task of a movement (nhiệm vụ trọng tâm), done once `done_on` is set.

    `directive` is the word of the superior that the task answers.
    """

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
    directive = models.ForeignKey(
        "movements.Directive",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
    )
    done_on = models.DateField(_("ngày hoàn thành"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    done_by_name = models.CharField(max_length=200, blank=True)
    remark = CleanCharField(_("kết quả, ghi chú"), max_length=500, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """A unit outside the launching one's tree that is asked to take part."""

    unit_path = "unit"

    movement = models.ForeignKey(
        Movement, on_delete=models.CASCADE, related_name="invitations"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    invited_on = models.DateField()

    class Meta:
        ordering = ["unit__subject__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "unit"], name="one_invitation_per_unit"
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)


class Participation(models.Model):
    """A unit that joined a movement, with the movement of its own that answers it."""

    unit_path = "unit"

    movement = models.ForeignKey(
        Movement, on_delete=models.PROTECT, related_name="participations"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="participations"
    )
    joined_on = models.DateField(_("ngày hưởng ứng"))
    joined_by_name = models.CharField(max_length=200)
    own = models.OneToOneField(
        Movement, on_delete=models.PROTECT, related_name="answers"
    )

    class Meta:
        ordering = ["unit__subject__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "unit"], name="one_participation_per_unit"
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)


class Document(PublicIdModel):
    """A paper of a movement: plan, speech, directive, report; kept as handed in."""

    unit_path = "movement__unit"

    movement = models.ForeignKey(
        Movement, on_delete=models.PROTECT, related_name="documents"
    )
    name = CleanCharField(_("tên tài liệu"), max_length=300)
    number = CleanCharField(_("số, ký hiệu"), max_length=100, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
