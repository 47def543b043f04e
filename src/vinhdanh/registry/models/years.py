from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.registry import enums
from vinhdanh.registry.models.units import Subject


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
