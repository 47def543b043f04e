"""Half-year and final reviews of a movement, and the models they discovered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField, CleanTextField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.movements import enums
from vinhdanh.movements.models.movements import Movement
from vinhdanh.registry.models import Subject


class Review(PublicIdModel):
    """A review of a movement up to a day; written until it is concluded.

    `figures` is what stood on the day of the conclusion: a list of {name, base,
    goal, reached, word}, and `tasks` a list of {name, owner, due_on, done_on,
    remark}; both empty until then.
    """

    unit_path = "movement__unit"

    movement = models.ForeignKey(
        Movement, on_delete=models.PROTECT, related_name="reviews"
    )
    kind = models.CharField(_("loại"), max_length=10, choices=enums.ReviewKind)
    as_of = models.DateField(_("tính đến ngày"))
    results = CleanTextField(_("kết quả đạt được"), blank=True)
    shortcomings = CleanTextField(_("hạn chế, nguyên nhân"), blank=True)
    ahead = CleanTextField(_("phương hướng, kiến nghị"), blank=True)
    concluded_on = models.DateField(_("ngày kết luận"), null=True, blank=True)
    concluded_by_name = models.CharField(max_length=200, blank=True)
    figures = models.JSONField(default=list)
    tasks = models.JSONField(default=list)

    class Meta:
        ordering = ["as_of", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "kind", "as_of"], name="one_review_per_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.movement}"

    @property
    def is_concluded(self) -> bool:
        return self.concluded_on is not None


class Discovery(models.Model):
    """A model found by a review (điển hình tiên tiến): who, for what, and what next.

    `subject` is set where the person or collective is kept here.
    """

    unit_path = "review__movement__unit"

    review = models.ForeignKey(
        Review, on_delete=models.CASCADE, related_name="discoveries"
    )
    position = models.PositiveSmallIntegerField()
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    printed_name = CleanCharField(_("họ tên, tên tập thể"), max_length=300)
    unit_name = CleanCharField(_("đơn vị"), max_length=300, blank=True)
    what_for = CleanCharField(_("việc làm, thành tích"), max_length=500)
    proposal = CleanCharField(_("đề nghị"), max_length=300, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.printed_name
