from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField, CleanTextField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.registry import enums
from vinhdanh.viet import sorting, text


class Subject(PublicIdModel):
    """Whatever can register, sign, be scored, nominated or awarded.

    A row of a covenant, nomination or award has one key to it. The name here is
    today's; papers keep the name as printed on their day. Merging two persons
    makes one an alias; nothing is repointed.
    """

    kind = models.CharField(max_length=12, choices=enums.SubjectKind)
    name = CleanCharField(_("tên"), max_length=300)
    name_folded = models.CharField(max_length=300, editable=False, db_index=True)
    sort_key = models.CharField(max_length=600, editable=False, db_index=True)
    alias_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="aliases",
    )

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name = text.clean_line(self.name)
        self.name_folded = text.fold(self.name)
        is_person = self.kind == enums.SubjectKind.PERSON
        key = sorting.person_key if is_person else sorting.sort_key
        self.sort_key = key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Unit(models.Model):
    """A body with a place in the tree; its names and parents are dated rows."""

    unit_path = ""

    subject = models.OneToOneField(
        Subject,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="unit",
    )
    kind = models.CharField(_("loại"), max_length=24, choices=enums.UnitKind)
    level = models.CharField(_("cấp"), max_length=12, choices=enums.UnitLevel)
    has_legal_personality = models.BooleanField(_("có tư cách pháp nhân"), null=True)
    is_own = models.BooleanField(
        _("cơ quan dùng chương trình này"),
        default=False,
    )
    place = CleanCharField(_("địa danh"), max_length=100, blank=True)
    document_sign = CleanCharField(_("ký hiệu văn bản"), max_length=40, blank=True)
    first_day = models.DateField(_("ngày thành lập"), null=True, blank=True)
    last_day = models.DateField(_("ngày kết thúc"), null=True, blank=True)

    class Meta:
        ordering = ["subject__sort_key"]

    def __str__(self) -> str:
        return self.subject.name

    @property
    def name(self) -> str:
        return self.subject.name


class UnitName(models.Model):
    """The name of a unit between two days, both inclusive."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="names")
    name = CleanCharField(max_length=300)
    short_name = CleanCharField(max_length=100, blank=True)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)


class UnitParent(models.Model):
    """The parent of a unit between two days, both inclusive."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="children")
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)


class UnitLineage(models.Model):
    """A merger, split, renaming or dissolution: whose past continues where."""

    predecessor = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="successions"
    )
    successor = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="origins"
    )
    kind = models.CharField(max_length=12, choices=enums.LineageKind)
    on = models.DateField()
    decision = CleanCharField(max_length=200)


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


class Post(models.Model):
    """A post held in a unit between two days; one may be held in two units."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = CleanCharField(_("chức vụ"), max_length=200, blank=True)
    leader_class = models.CharField(
        max_length=20,
        choices=enums.LeaderClass,
        default=enums.LeaderClass.DIRECT_WORKER,
    )
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "first_day", "last_day"])]


class YearFact(models.Model):
    """What is known of a subject's year; null is unknown, never no and never 0.

    `sources` says for each fact where it was read, such as a file's row and cell.
    """

    unit_path = "subject__person__posts__unit"
    subject_path = "subject"

    subject = models.ForeignKey(
        Subject, on_delete=models.CASCADE, related_name="year_facts"
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    rating = models.CharField(
        _("xếp loại"), max_length=4, choices=enums.Rating, null=True, blank=True
    )
    absence_working_days = models.PositiveSmallIntegerField(
        _("số ngày làm việc đã nghỉ"), null=True, blank=True
    )
    discipline = models.CharField(
        _("kỷ luật"), max_length=12, choices=enums.Discipline, null=True, blank=True
    )
    pending_inquiry = models.BooleanField(
        _("đang bị xem xét, điều tra, xác minh"), null=True, blank=True
    )
    is_initiative_list_complete = models.BooleanField(
        _("danh sách sáng kiến của năm đã đủ"), default=False
    )
    is_title_list_complete = models.BooleanField(
        _("danh hiệu của năm đã đủ"), default=False
    )
    sources = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "year"], name="one_fact_row_per_subject_and_year"
            ),
        ]


class RecognisedWork(PublicIdModel):
    """An initiative or science work, recognised by a decision."""

    kind = models.CharField(
        max_length=16, choices=enums.WorkKind, default=enums.WorkKind.INITIATIVE
    )
    name = CleanCharField(_("tên sáng kiến"), max_length=500)
    year = models.PositiveSmallIntegerField(_("năm"))
    scope = models.CharField(
        _("phạm vi ảnh hưởng"), max_length=12, choices=enums.ImpactScope
    )
    decision_no = CleanCharField(_("số quyết định"), max_length=100, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Authorship(models.Model):
    """A person's share in a recognised work; `used_for` notes its one use."""

    work = models.ForeignKey(
        RecognisedWork, on_delete=models.CASCADE, related_name="authorships"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="authorships"
    )
    share_pct = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["work", "person"], name="one_authorship_per_person_and_work"
            ),
        ]
