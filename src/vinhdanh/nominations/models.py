from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.append_only import AppendOnly
from vinhdanh.base.fields import CleanCharField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.eligibility.models import StoredVerdict
from vinhdanh.ledger.enums import Basis
from vinhdanh.ledger.models import Award
from vinhdanh.nominations import enums
from vinhdanh.registry.models import Subject, Unit

ACHIEVEMENT_LETTERS = 500


class Round(PublicIdModel):
    """One time of nominating in an office's year (đợt bình xét)."""

    unit_path = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rounds")
    year = models.PositiveSmallIntegerField(_("năm xét"))
    name = CleanCharField(_("tên đợt"), max_length=200)
    due_on = models.DateField(_("hạn gửi đề nghị"), null=True, blank=True)
    governing_day = models.DateField(_("xét theo luật của ngày"))
    state = models.CharField(
        max_length=6, choices=enums.RoundState, default=enums.RoundState.OPEN
    )

    class Meta:
        ordering = ["-year", "name"]

    def __str__(self) -> str:
        return self.name


class Nomination(PublicIdModel):
    """A subject put forward for an award; not an award.

    `name`, `post` and `unit_name` are as printed on the day of nominating.
    """

    unit_path = "unit"
    subject_path = "subject"

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="nominations"
    )
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, related_name="nominations"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="nominations")
    award = models.CharField(_("danh hiệu, hình thức"), max_length=16)
    basis = models.CharField(max_length=12, choices=Basis, default=Basis.MERIT)
    name = CleanCharField(_("họ tên, tên tập thể"), max_length=300)
    post = CleanCharField(_("chức vụ"), max_length=200, blank=True)
    unit_name = CleanCharField(_("đơn vị"), max_length=300, blank=True)
    achievement = CleanCharField(
        _("tóm tắt thành tích"), max_length=ACHIEVEMENT_LETTERS, blank=True
    )
    is_leader = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10,
        choices=enums.NominationState,
        default=enums.NominationState.FILED,
    )
    verdict = models.ForeignKey(
        StoredVerdict, on_delete=models.PROTECT, null=True, related_name="nominations"
    )
    conferred_as = models.OneToOneField(
        Award, on_delete=models.PROTECT, null=True, related_name="nomination"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "subject", "award", "basis"],
                condition=~models.Q(state="withdrawn"),
                name="one_nomination_per_subject_award_and_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.award}"


class NominationStep(AppendOnly):
    """One transition of a nomination: who, when, why."""

    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="steps"
    )
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10)
    verb = models.CharField(max_length=30)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    reason = CleanCharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
