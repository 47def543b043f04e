from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.append_only import AppendOnly
from vinhdanh.base.fields import CleanCharField, CleanTextField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.councils import enums
from vinhdanh.nominations.models import Nomination, Round
from vinhdanh.registry.models import Person, Unit


class Council(PublicIdModel):
    """A unit's council for awards or for initiatives, set up by a decision."""

    unit_path = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="councils")
    kind = models.CharField(
        _("loại Hội đồng"),
        max_length=10,
        choices=enums.CouncilKind,
        default=enums.CouncilKind.AWARD,
    )
    name = CleanCharField(_("tên Hội đồng"), max_length=300)
    decision = CleanCharField(_("quyết định thành lập"), max_length=200, blank=True)
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến ngày"), null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A member of a council between two days (both inclusive)."""

    unit_path = "council__unit"

    council = models.ForeignKey(
        Council, on_delete=models.CASCADE, related_name="memberships"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="council_memberships"
    )
    printed_name = CleanCharField(_("họ và tên"), max_length=200)
    printed_post = CleanCharField(_("chức vụ"), max_length=200, blank=True)
    post = models.CharField(
        max_length=10, choices=enums.CouncilPost, default=enums.CouncilPost.MEMBER
    )
    position = models.PositiveSmallIntegerField(default=0)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "person", "first_day"],
                name="one_membership_per_person_and_day",
            ),
        ]

    def __str__(self) -> str:
        return self.printed_name


class Meeting(PublicIdModel):
    """A sitting of a council over the nominations of a round."""

    unit_path = "council__unit"

    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, related_name="meetings"
    )
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField(_("ngày họp"))
    started_at = models.TimeField(_("giờ bắt đầu"), null=True, blank=True)
    ended_at = models.TimeField(_("giờ kết thúc"), null=True, blank=True)
    place = CleanCharField(_("địa điểm"), max_length=200, blank=True)
    state = models.CharField(
        max_length=8, choices=enums.MeetingState, default=enums.MeetingState.CONVENED
    )
    members = models.PositiveSmallIntegerField(_("tổng số thành viên"), null=True)
    discussion = CleanTextField(_("diễn biến"), blank=True)
    conclusion = CleanTextField(_("kết luận"), blank=True)

    class Meta:
        ordering = ["-held_on"]

    def __str__(self) -> str:
        return f"{self.council}, {self.held_on:%d/%m/%Y}"


class Attendance(models.Model):
    """Whether a member sat, wrote, or was absent; the roll is fixed at opening.

    An empty presence says that the member has not been called yet.
    """

    unit_path = "meeting__council__unit"

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="attendances"
    )
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="attendances"
    )
    presence = models.CharField(
        max_length=8, choices=enums.Presence, blank=True, default=""
    )
    reason = CleanCharField(max_length=200, blank=True)

    class Meta:
        ordering = ["membership__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "membership"], name="one_attendance_per_member"
            ),
        ]


class Tally(AppendOnly):
    """The count of one nomination; the rule of the day is frozen beside it.

    `agree`, `disagree` and `invalid` take in the written opinions, of which
    `written` says how many there were and `written_agree` how many agreed. The share
    is on all members. A recount is a later row; the last one counts.
    """

    unit_path = "meeting__council__unit"

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="tallies"
    )
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="tallies"
    )
    agree = models.PositiveSmallIntegerField(_("đồng ý"))
    disagree = models.PositiveSmallIntegerField(_("không đồng ý"))
    invalid = models.PositiveSmallIntegerField(_("không hợp lệ"), default=0)
    written = models.PositiveSmallIntegerField(_("trong đó bằng văn bản"), default=0)
    written_agree = models.PositiveSmallIntegerField(
        _("đồng ý bằng văn bản"), default=0
    )
    channel = models.CharField(max_length=14, choices=enums.Channel)
    members = models.PositiveSmallIntegerField()
    votes_needed = models.PositiveSmallIntegerField()
    rule = models.JSONField()
    passed = models.BooleanField()
    counted_at = models.DateTimeField()
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.nomination}: {self.agree}/{self.members}"

    @property
    def written_disagree(self) -> int:
        return self.written - self.written_agree
