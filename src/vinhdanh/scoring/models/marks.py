from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base import clock
from vinhdanh.base.append_only import AppendOnly
from vinhdanh.base.fields import CleanCharField, CleanTextField
from vinhdanh.base.models import PublicIdModel, StoredFile
from vinhdanh.registry.models import Subject, Unit
from vinhdanh.scoring import enums
from vinhdanh.scoring.models.criteria import CriteriaVersion, Criterion


class Scoring(PublicIdModel):
    """A year's (or half-year's) scoring of a list of subjects by one table."""

    unit_path = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="scorings")
    version = models.ForeignKey(
        CriteriaVersion, on_delete=models.PROTECT, related_name="scorings"
    )
    name = CleanCharField(_("tên đợt chấm"), max_length=300)
    year = models.PositiveSmallIntegerField(_("năm"))
    period = models.CharField(
        _("kỳ"), max_length=10, choices=enums.Period, default=enums.Period.YEAR
    )
    state = models.CharField(
        max_length=6, choices=enums.ScoringState, default=enums.ScoringState.OPEN
    )
    opened_on = models.DateField()
    final_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state == enums.ScoringState.OPEN

    def hides(self, stage: "ScoringStage") -> bool:
        """Is what was given at a stage unseen by others, until first frozen?"""
        return stage.is_blind and self.is_open and self.final_at is None


class ScoringStage(models.Model):
    """One round of scoring in order: who scores which parts until when.

    `unit`: who scores; empty where every subject's own unit does (self), or the units
    named by `CrossDuty` do (cross). `deputies`: units whose people write in the name of
    `unit` too, as the deputies of a block beside its lead. `parts`: codes of top parts;
    [] for all.
    `is_blind`: nobody sees what others gave before the scoring is final.
    """

    unit_path = "scoring__unit"

    scoring = models.ForeignKey(
        Scoring, on_delete=models.CASCADE, related_name="stages"
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=enums.StageKind)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    deputies = models.ManyToManyField(Unit, related_name="+", blank=True)
    parts = models.JSONField(default=list, blank=True)
    closes_on = models.DateField(_("hạn"), null=True, blank=True)
    is_blind = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["scoring", "kind"], name="one_stage_per_scoring_and_kind"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def covers(self, part: str) -> bool:
        """May a criterion of this top part be scored here?"""
        return not self.parts or part in self.parts

    @property
    def is_past(self) -> bool:
        """Is its last day over, so that nothing more is written unless extended?"""
        return self.closes_on is not None and self.closes_on < clock.today()


class Sheet(PublicIdModel):
    """A subject's sheet in a scoring, under the name it had that day.

    `rank`: the rank of its result in force, None before; a list of results is cut
    into pages by it.
    """

    unit_path = "unit"
    subject_path = "subject"

    scoring = models.ForeignKey(
        Scoring, on_delete=models.CASCADE, related_name="sheets"
    )
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, related_name="sheets"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    printed_name = CleanCharField(max_length=300)
    position = models.PositiveIntegerField()
    rank = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["scoring", "subject"], name="one_sheet_per_scoring_and_subject"
            ),
        ]
        indexes = [
            models.Index(fields=["scoring", "position"]),
            models.Index(fields=["scoring", "rank", "position"]),
        ]

    def __str__(self) -> str:
        return self.printed_name

    @classmethod
    def reached_from(cls, units: set[int]) -> models.Q:
        """Which sheets are of these units, without a list of all sheets between."""
        return models.Q(unit__in=units)


class CrossDuty(models.Model):
    """A unit that scores another's sheet crosswise."""

    unit_path = "unit"

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="duties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "unit"], name="one_duty_per_sheet_and_unit"
            ),
        ]


class Mark(models.Model):
    """What one scorer entered for one criterion of a sheet at one stage.

    Figures are whole hundredths. `revision` rises with every change: who saw an
    earlier one is told before anything is written over. `sources`: for a figure that
    was not typed, where it is from: {"actual": {"indicator", "unit", "period",
    "shown"}}; typing over it takes its source away.
    """

    unit_path = "unit"

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, related_name="marks"
    )
    stage = models.ForeignKey(
        ScoringStage, on_delete=models.CASCADE, related_name="marks"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    plan = models.BigIntegerField(null=True)
    actual = models.BigIntegerField(null=True)
    reached = models.BooleanField(null=True)
    grade = models.CharField(max_length=10, null=True)
    times = models.PositiveIntegerField(null=True)
    times_minus = models.PositiveIntegerField(null=True)
    points = models.BigIntegerField(null=True)
    sources = models.JSONField(default=dict, blank=True)
    reason = CleanCharField(_("lý do"), max_length=500, blank=True)
    evidence = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            # In the order in which a save asks: what one scorer gave on one sheet.
            models.UniqueConstraint(
                fields=["sheet", "stage", "unit", "criterion"],
                name="one_mark_per_sheet_criterion_stage_and_scorer",
            ),
        ]
        # Who else has written lately is asked every few seconds.
        indexes = [models.Index(fields=["stage", "at"])]

    def __str__(self) -> str:
        return f"{self.sheet}: {self.criterion}"


class Result(AppendOnly):
    """A frozen result; a later one of the same sheet follows an appeal upheld.

    Points are whole hundredths. `fingerprint` is that of the table it was reckoned by.
    """

    unit_path = "sheet__unit"

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="results")
    revision = models.PositiveSmallIntegerField()
    total = models.BigIntegerField()
    over = models.BigIntegerField()
    bonus = models.BigIntegerField()
    penalty = models.BigIntegerField()
    parts = models.JSONField()
    band = models.CharField(max_length=20, blank=True)
    rank = models.PositiveIntegerField()
    is_shared = models.BooleanField()
    barred = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    reason = CleanCharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "revision"], name="one_result_per_sheet_and_revision"
            ),
        ]


class Appeal(PublicIdModel):
    """A subject's question about its score, and the answer."""

    unit_path = "sheet__unit"

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="appeals")
    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = CleanTextField(_("nội dung kiến nghị"))
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    filed_by_name = models.CharField(max_length=200)
    filed_at = models.DateTimeField()
    outcome = models.CharField(
        max_length=10, choices=enums.AppealOutcome, blank=True, default=""
    )
    answer = CleanTextField(_("trả lời"), blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-filed_at"]

    def __str__(self) -> str:
        return self.text[:80]
