"""Ceremonies and conferences of a movement: who came, what was said and asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField, CleanTextField
from vinhdanh.base.models import PublicIdModel
from vinhdanh.movements import enums
from vinhdanh.movements.models.movements import Movement


class Gathering(PublicIdModel):
    """A launching ceremony, a review conference, a congress of models."""

    unit_path = "movement__unit"

    movement = models.ForeignKey(
        Movement, on_delete=models.CASCADE, related_name="gatherings"
    )
    kind = models.CharField(_("loại"), max_length=10, choices=enums.GatheringKind)
    name = CleanCharField(_("tên hội nghị"), max_length=300)
    held_on = models.DateField(_("ngày"))
    place = CleanCharField(_("địa điểm"), max_length=300)
    award_decisions = CleanCharField(
        _("số quyết định khen tại hội nghị"), max_length=300, blank=True
    )
    minutes = CleanTextField(_("diễn biến, kết luận"), blank=True)

    class Meta:
        ordering = ["held_on", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def decision_numbers(self) -> list[str]:
        """The numbers of the decisions, typed with “;” between them."""
        return [
            part.strip() for part in self.award_decisions.split(";") if part.strip()
        ]


class Attendee(models.Model):
    """A guest named in the papers; `position` is the order of naming."""

    unit_path = "gathering__movement__unit"

    gathering = models.ForeignKey(
        Gathering, on_delete=models.CASCADE, related_name="attendees"
    )
    position = models.PositiveSmallIntegerField()
    name = CleanCharField(_("họ tên"), max_length=200)
    post = CleanCharField(_("chức vụ, cơ quan"), max_length=300, blank=True)
    post_class = models.PositiveSmallIntegerField(
        choices=enums.PostClass, default=enums.PostClass.OTHER
    )
    place = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Speech(models.Model):
    """What was said at a gathering: opening, contribution, conclusion."""

    unit_path = "gathering__movement__unit"

    gathering = models.ForeignKey(
        Gathering, on_delete=models.CASCADE, related_name="speeches"
    )
    position = models.PositiveSmallIntegerField()
    speaker = CleanCharField(_("người phát biểu"), max_length=200)
    post = CleanCharField(_("chức vụ"), max_length=300, blank=True)
    subject_matter = CleanCharField(_("nội dung, tên tham luận"), max_length=500)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.subject_matter


class Directive(models.Model):
    """What a superior asked for; next year's tasks name it as their source.

    `gathering` is where it was said; None for one that came in writing.
    """

    unit_path = "movement__unit"

    movement = models.ForeignKey(
        Movement, on_delete=models.CASCADE, related_name="directives"
    )
    gathering = models.ForeignKey(
        Gathering,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="directives",
    )
    position = models.PositiveSmallIntegerField()
    words = CleanCharField(_("nội dung chỉ đạo"), max_length=500)
    given_by = CleanCharField(_("người chỉ đạo"), max_length=200)
    given_post = CleanCharField(_("chức vụ"), max_length=300, blank=True)
    given_on = models.DateField(_("ngày"))
    document_number = CleanCharField(_("số văn bản"), max_length=100, blank=True)
    due_on = models.DateField(_("hạn"), null=True, blank=True)

    class Meta:
        ordering = ["given_on", "position", "pk"]

    def __str__(self) -> str:
        return self.words
