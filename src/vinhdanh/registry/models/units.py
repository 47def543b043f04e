from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField
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
    name_key = models.CharField(max_length=300, editable=False)
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
        indexes = [
            # The search reads all names of a kind from here and not from the table.
            models.Index(
                fields=["kind", "name_folded", "alias_of"],
                name="subject_by_folded_name",
            ),
            models.Index(
                fields=["alias_of", "name_folded"],
                condition=models.Q(alias_of__isnull=False),
                name="merged_subject_by_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.write_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def write_keys(self) -> None:
        """Write what is found and sorted by; rows written in bulk need it too."""
        self.name = text.clean_line(self.name)
        self.name_key = text.search_key(self.name)
        self.name_folded = text.fold(self.name)
        is_person = self.kind == enums.SubjectKind.PERSON
        key = sorting.person_key if is_person else sorting.sort_key
        self.sort_key = key(self.name)


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


class UnitHeadcount(models.Model):
    """How many people a unit had in a year, by whose word; no row is unknown."""

    unit_path = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="headcounts")
    year = models.PositiveSmallIntegerField(_("năm"))
    people = models.PositiveIntegerField(_("số người"))
    source = CleanCharField(_("căn cứ"), max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"], name="one_headcount_per_unit_and_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.year}: {self.people}"
