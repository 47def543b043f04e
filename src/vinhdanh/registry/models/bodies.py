from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.fields import CleanCharField
from vinhdanh.registry import enums
from vinhdanh.registry.models.people import Person
from vinhdanh.registry.models.units import Subject, Unit


class Body(models.Model):
    """A collective with terms that belongs to a unit: a Board, a delegates' group."""

    unit_path = "unit"
    subject_path = "pk"

    subject = models.OneToOneField(
        Subject, on_delete=models.PROTECT, primary_key=True, related_name="body"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="bodies")
    kind = models.CharField(_("loại"), max_length=20, choices=enums.BodyKind)

    class Meta:
        ordering = ["subject__sort_key"]

    def __str__(self) -> str:
        return self.subject.name

    @property
    def name(self) -> str:
        return self.subject.name


class BodyTerm(models.Model):
    """A term of a body (nhiệm kỳ), both days inclusive."""

    unit_path = "body__unit"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="terms")
    name = CleanCharField(_("nhiệm kỳ"), max_length=100)
    decision = CleanCharField(_("văn bản thành lập"), max_length=200, blank=True)
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        ordering = ["-first_day", "-pk"]

    def __str__(self) -> str:
        return f"{self.body}, {self.name}"


class BodyMember(models.Model):
    """Who sat in a body's term, in which post, between two days."""

    unit_path = "term__body__unit"
    subject_path = "person"

    term = models.ForeignKey(BodyTerm, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="memberships"
    )
    post = CleanCharField(_("giữ chức"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "person", "first_day"],
                name="one_seat_per_person_term_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.term}"
