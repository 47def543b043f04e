from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField
from vinhdanh.registry import enums
from vinhdanh.registry.models.people import Person
from vinhdanh.registry.models.units import Subject


class YearFact(models.Model):
    """What is known of a subject's year; null is unknown, never no and never 0.

    `sources` says for each fact where it was read, such as a file's row and cell.
    `absences` gives the working days of each kind of leave, all kinds of the year;
    `absence_working_days` is then what is left without the time that the law counts
    as work. `discipline` is the heaviest measure taken in the year, as a list or a
    `DisciplineRecord` says.
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
    rating_decision_no = CleanCharField(
        _("số văn bản xếp loại"), max_length=100, null=True, blank=True
    )
    rating_decided_on = models.DateField(_("ngày xếp loại"), null=True, blank=True)
    rating_authority = CleanCharField(
        _("nơi xếp loại"), max_length=200, null=True, blank=True
    )
    absence_working_days = models.PositiveSmallIntegerField(
        _("số ngày làm việc đã nghỉ"), null=True, blank=True
    )
    absences = models.JSONField(_("ngày nghỉ theo lý do"), null=True, blank=True)
    training_months = models.PositiveSmallIntegerField(
        _("số tháng được cử đi học"), null=True, blank=True
    )
    training_rules_observed = models.BooleanField(
        _("chấp hành quy định của nơi học"), null=True, blank=True
    )
    training_result = models.CharField(
        _("kết quả học tập"),
        max_length=10,
        choices=enums.TrainingResult,
        null=True,
        blank=True,
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

    def __str__(self) -> str:
        return f"{self.subject} {self.year}"


class DisciplineRecord(models.Model):
    """A disciplinary measure from its first day to the end of its effect.

    An empty `last_day` says that the end is not known or has not come.
    """

    unit_path = "person__posts__unit"
    subject_path = "person"

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="discipline_records"
    )
    kind = models.CharField(_("hình thức"), max_length=12, choices=enums.Discipline)
    decision_no = CleanCharField(_("số quyết định"), max_length=100, blank=True)
    authority = CleanCharField(_("nơi quyết định"), max_length=200, blank=True)
    first_day = models.DateField(_("có hiệu lực từ"))
    last_day = models.DateField(_("chấm dứt hiệu lực"), null=True, blank=True)
    source = CleanCharField(_("căn cứ"), max_length=200)
    annulled_on = models.DateField(_("ngày hủy"), null=True, blank=True)

    class Meta:
        ordering = ["first_day", "pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"


class Inquiry(models.Model):
    """A case, inspection or complaint about somebody that is being looked into."""

    unit_path = "subject__person__posts__unit"
    subject_path = "subject"

    subject = models.ForeignKey(
        Subject, on_delete=models.CASCADE, related_name="inquiries"
    )
    kind = models.CharField(_("việc"), max_length=16, choices=enums.InquiryKind)
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến ngày"), null=True, blank=True)
    source = CleanCharField(_("căn cứ"), max_length=200)
    conclusion = CleanCharField(_("kết luận"), max_length=300, blank=True)

    class Meta:
        ordering = ["first_day", "pk"]

    def __str__(self) -> str:
        return f"{self.subject}: {self.get_kind_display()}"
