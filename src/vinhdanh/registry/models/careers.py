from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField, CleanTextField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.base.ordering import BY_BEGIN
from vinhdanh.registry import enums
from vinhdanh.registry.models.people import Person, Post
from vinhdanh.registry.models.units import Unit


class Employment(models.Model):
    """In what capacity a person serves between two days, both inclusive."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="employments"
    )
    kind = models.CharField(
        _("diện lao động"), max_length=16, choices=enums.EmploymentKind
    )
    occupation = models.CharField(
        _("nhóm đối tượng"), max_length=12, choices=enums.Occupation, blank=True
    )
    first_day = models.DateField(_("từ ngày"), null=True, blank=True)
    last_day = models.DateField(_("đến ngày"), null=True, blank=True)
    decision_no = CleanCharField(_("số văn bản"), max_length=100, blank=True)

    class Meta:
        ordering = BY_BEGIN

    def __str__(self) -> str:
        return self.get_kind_display()


class Transfer(PublicIdModel):
    """A person going from one unit to another: one side sends, the other receives.

    Until the receiving side confirms, the post at the sending unit stands.
    """

    unit_path = "sending"

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="transfers"
    )
    sending = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="transfers_away"
    )
    receiving = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="transfers_here"
    )
    left_post = models.ForeignKey(
        Post, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    new_post = models.ForeignKey(
        Post, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    on = models.DateField(_("ngày về đơn vị mới"))
    title = CleanCharField(_("chức vụ ở đơn vị mới"), max_length=200, blank=True)
    leader_class = models.CharField(
        _("nhóm"),
        max_length=20,
        choices=enums.LeaderClass,
        default=enums.LeaderClass.DIRECT_WORKER,
    )
    decision_no = CleanCharField(_("số quyết định"), max_length=100, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    was_commented = models.BooleanField(
        _("đơn vị cũ đã nhận xét bằng văn bản"), null=True
    )
    former_unit_comment = CleanTextField(_("nhận xét của đơn vị cũ"), blank=True)
    state = models.CharField(
        max_length=10,
        choices=enums.TransferState,
        default=enums.TransferState.PENDING,
    )
    sent_by = models.CharField(max_length=200)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    answer = CleanTextField(_("ý kiến của đơn vị nhận"), blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state=enums.TransferState.PENDING),
                name="one_pending_transfer_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.sending} → {self.receiving}"

    @classmethod
    def reached_from(cls, units: Collection[int]) -> models.Q:
        """Return the condition "leaves or enters one of these units"."""
        return models.Q(sending__in=units) | models.Q(receiving__in=units)


class Departure(models.Model):
    """Why a person holds no post any more: retired, died, or left for elsewhere.

    `ended_posts` are the posts that this ended, each with the last day it had.
    """

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="departure"
    )
    kind = models.CharField(_("lý do"), max_length=8, choices=enums.DepartureKind)
    on = models.DateField(_("ngày"))
    decision_no = CleanCharField(_("số văn bản"), max_length=100, blank=True)
    decided_on = models.DateField(_("ngày văn bản"), null=True, blank=True)
    place = CleanCharField(_("nơi đến"), max_length=300, blank=True)
    ended_posts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.get_kind_display()
