from collections.abc import Collection

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField
from vinhdanh.base.models import PublicIdModel, StoredFile
from vinhdanh.blocks import enums
from vinhdanh.covenants.models import Covenant
from vinhdanh.movements.models import Movement
from vinhdanh.registry.models import Unit
from vinhdanh.scoring.models import Scoring

LEAD, MOST_DEPUTIES = 0, 2


class Block(PublicIdModel):
    """A block or cluster of emulation; `unit` is the standing body that steers it.

    Seen from the unit that steers it and from every unit that is or was a member.
    """

    unit_path = "unit"

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="blocks_steered"
    )
    kind = models.CharField(_("loại"), max_length=10, choices=enums.BlockKind)
    name = CleanCharField(_("tên khối, cụm"), max_length=300)
    source = CleanCharField(_("căn cứ thành lập"), max_length=500, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], name="one_block_per_unit_and_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def reached_from(cls, units: Collection[int]) -> Q:
        members = BlockMember.objects.filter(unit__in=units).values("block")
        return Q(unit__in=units) | Q(pk__in=members)


class BlockMember(PublicIdModel):
    """A unit in a block from one year to another, both inclusive; None: still."""

    unit_path = "unit"

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="members")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="block_seats")
    first_year = models.PositiveSmallIntegerField(_("từ năm"))
    last_year = models.PositiveSmallIntegerField(_("đến năm"), null=True, blank=True)

    class Meta:
        ordering = ["unit__subject__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["block", "unit", "first_year"],
                name="one_seat_per_unit_and_first_year",
            ),
            models.CheckConstraint(
                condition=Q(last_year=None) | Q(last_year__gte=F("first_year")),
                name="a_seat_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.block}"


class BlockYear(PublicIdModel):
    """A year of a block, with the movement, covenant and scoring that belong to it.

    `tie_breaks`: codes of `TieBreak` in their order; [] shares the place.
    """

    unit_path = "block__unit"

    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("năm"))
    movement = models.ForeignKey(
        Movement, on_delete=models.PROTECT, null=True, related_name="+"
    )
    covenant = models.ForeignKey(
        Covenant, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Only a scoring in which nobody has scored yet can go; then it is opened anew.
    scoring = models.ForeignKey(
        Scoring, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    tie_breaks = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["block", "year"], name="one_year_of_a_block"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.block} {self.year}"

    @classmethod
    def reached_from(cls, units: Collection[int]) -> Q:
        members = BlockMember.objects.filter(
            Q(last_year=None) | Q(last_year__gte=OuterRef("year")),
            block=OuterRef("block"),
            unit__in=units,
            first_year__lte=OuterRef("year"),
        )
        return Q(block__unit__in=units) | Q(Exists(members))


class BlockPost(models.Model):
    """The lead (place 0) or a deputy (1, 2) of a block's year."""

    unit_path = "unit"

    block_year = models.ForeignKey(
        BlockYear, on_delete=models.CASCADE, related_name="posts"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="block_posts")
    place = models.PositiveSmallIntegerField()
    way = models.CharField(_("cách chọn"), max_length=10, choices=enums.PostWay)
    seated_on = models.DateField(_("ngày nhận việc"))
    source = CleanCharField(_("văn bản"), max_length=300, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["block_year", "place"], name="one_unit_per_place_of_a_block"
            ),
            models.UniqueConstraint(
                fields=["block_year", "unit"], name="one_place_per_unit_of_a_block"
            ),
            models.CheckConstraint(
                condition=Q(place__lte=MOST_DEPUTIES), name="a_lead_and_two_deputies"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.block_year}"

    @property
    def is_lead(self) -> bool:
        return self.place == LEAD


class BlockDeadline(models.Model):
    """Until when a step of a block's year is to be held, and who says so.

    `due_on`: the day that is aimed at; `latest_on`: after it the step is late.
    """

    block_year = models.ForeignKey(
        BlockYear, on_delete=models.CASCADE, related_name="deadlines"
    )
    step = models.CharField(max_length=10, choices=enums.Step)
    due_on = models.DateField(_("hạn"))
    latest_on = models.DateField(_("chậm nhất"))
    source = CleanCharField(_("nguồn"), max_length=300, blank=True)

    class Meta:
        ordering = ["latest_on", "due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["block_year", "step"], name="one_deadline_per_step_of_a_block"
            ),
            models.CheckConstraint(
                condition=Q(latest_on__gte=F("due_on")),
                name="latest_is_not_before_due",
            ),
        ]


class BlockDocument(PublicIdModel):
    """A paper of the block: its regulation, a plan, minutes; its file where kept."""

    unit_path = "block__unit"

    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="documents")
    year = models.PositiveSmallIntegerField(_("năm"))
    kind = models.CharField(_("loại"), max_length=12, choices=enums.DocumentKind)
    name = CleanCharField(_("tên văn bản"), max_length=300)
    number = CleanCharField(_("số"), max_length=100, blank=True)
    dated_on = models.DateField(_("ngày"), null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-year", "kind", "pk"]

    def __str__(self) -> str:
        return self.name
