from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.append_only import AppendOnly
from vinhdanh.base.fields import CleanCharField, CleanTextField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.councils.models import Council
from vinhdanh.initiatives import enums
from vinhdanh.registry.enums import ImpactScope, WorkKind
from vinhdanh.registry.models import Person, RecognisedWork, Unit

WHOLE_PCT = 100


class Initiative(PublicIdModel):
    """An initiative put forward for recognition; `work` stands once it is recognised.

    `unit` is where the first author works; `scope` is the level asked for, and after
    the decision the level recognised.
    """

    unit_path = "unit"
    subject_path = "authors__person"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="initiatives")
    kind = models.CharField(
        _("loại"), max_length=16, choices=WorkKind, default=WorkKind.INITIATIVE
    )
    name = CleanCharField(_("tên sáng kiến"), max_length=500)
    year = models.PositiveSmallIntegerField(_("năm"))
    scope = models.CharField(
        _("phạm vi ảnh hưởng"),
        max_length=12,
        choices=ImpactScope,
        default=ImpactScope.GRASSROOTS,
    )
    problem = CleanTextField(_("thực trạng trước khi áp dụng"), blank=True)
    solution = CleanTextField(_("nội dung giải pháp"))
    effect = CleanTextField(_("hiệu quả, khả năng nhân rộng"))
    applied_on = models.DateField(_("áp dụng từ ngày"), null=True, blank=True)
    state = models.CharField(
        max_length=10,
        choices=enums.InitiativeState,
        default=enums.InitiativeState.FILED,
    )
    filed_by_name = models.CharField(max_length=200)
    decision_no = CleanCharField(_("số quyết định"), max_length=100, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    authority_name = CleanCharField(_("người quyết định"), max_length=200, blank=True)
    reason = CleanTextField(_("lý do không công nhận"), blank=True)
    work = models.OneToOneField(
        RecognisedWork, on_delete=models.PROTECT, null=True, related_name="initiative"
    )

    class Meta:
        ordering = ["-year", "name"]
        indexes = [models.Index(fields=["year", "state"])]

    def __str__(self) -> str:
        return self.name


class InitiativeAuthor(models.Model):
    """An author as printed on the proposal, and the part claimed in per cent."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="authors"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="initiatives"
    )
    printed_name = CleanCharField(_("họ và tên"), max_length=200)
    printed_post = CleanCharField(_("chức vụ"), max_length=200, blank=True)
    share_pct = models.PositiveSmallIntegerField(
        _("tỷ lệ đóng góp (%)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(WHOLE_PCT)],
    )
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "person"],
                name="one_authorship_per_person_and_initiative",
            ),
        ]

    def __str__(self) -> str:
        return self.printed_name


class InitiativeStep(AppendOnly):
    """One transition of an initiative: who, when, why."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, related_name="steps"
    )
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10, choices=enums.InitiativeState)
    verb = models.CharField(max_length=20)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    reason = CleanCharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]


class Opinion(AppendOnly):
    """What an appraiser thinks of an initiative; her last one counts.

    An empty answer says that she leaves the question open.
    """

    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, related_name="opinions"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    by_name = models.CharField(max_length=200)
    is_new = models.BooleanField(_("có tính mới tại đơn vị"), null=True)
    is_effective = models.BooleanField(_("đã áp dụng, có hiệu quả"), null=True)
    is_replicable = models.BooleanField(_("có khả năng nhân rộng"), null=True)
    advice = models.CharField(_("ý kiến"), max_length=14, choices=enums.Advice)
    words = CleanTextField(_("nhận xét"))
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]


class VotingRule(models.Model):
    """How an initiative council votes, by its own regulation; ratios exact.

    No text that was read sets a threshold for these councils, so without a regulation
    of the unit nothing is counted.
    """

    unit_path = "council__unit"

    council = models.OneToOneField(
        Council, on_delete=models.CASCADE, related_name="voting_rule"
    )
    quorum_num = models.PositiveSmallIntegerField(_("họp khi có mặt (tử số)"))
    quorum_den = models.PositiveSmallIntegerField(_("(mẫu số)"))
    threshold_num = models.PositiveSmallIntegerField(_("ngưỡng (tử số)"))
    threshold_den = models.PositiveSmallIntegerField(_("(mẫu số)"))
    strict = models.BooleanField(_("phải trên ngưỡng"), default=True)
    regulation = CleanCharField(_("quy chế"), max_length=200)

    def __str__(self) -> str:
        return str(self.council)

    def quorum_needed(self, members: int) -> int:
        """Return how many of all members must be present."""
        return -(-self.quorum_num * members // self.quorum_den)

    def votes_needed(self, members: int) -> int:
        """Return how many of all members must agree."""
        whole, rest = divmod(self.threshold_num * members, self.threshold_den)
        return whole + 1 if rest or self.strict else whole


class Ballot(AppendOnly):
    """The count of a council's vote on an initiative; a recount is a later row.

    The share is on all members; the rule of the day is frozen beside it.
    """

    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, related_name="ballots"
    )
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, related_name="ballots"
    )
    held_on = models.DateField(_("ngày họp"))
    members = models.PositiveSmallIntegerField(_("tổng số thành viên"))
    present = models.PositiveSmallIntegerField(_("có mặt"))
    agree = models.PositiveSmallIntegerField(_("đồng ý"))
    disagree = models.PositiveSmallIntegerField(_("không đồng ý"))
    invalid = models.PositiveSmallIntegerField(_("không hợp lệ"), default=0)
    votes_needed = models.PositiveSmallIntegerField()
    rule = models.JSONField()
    passed = models.BooleanField()
    counted_at = models.DateTimeField()
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    counted_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.agree}/{self.members}"
