from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.registry import enums
from vinhdanh.registry.models.people import Person


class IdentityKey(models.Model):
    """The key that seals identity numbers; the key itself lies in a file.

    The row tells when it was made, so that a lost file is noticed.
    """

    key_id = models.CharField(max_length=16, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key_id


class IdentityNumber(models.Model):
    """An identity number of a person, sealed; one belongs to one record.

    Who was given a new number keeps the old one: old papers bear it.
    """

    unit_path = "person__posts__unit"

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="identity_numbers"
    )
    kind = models.CharField(_("loại giấy tờ"), max_length=8, choices=enums.IdentityKind)
    key_id = models.CharField(max_length=16)
    sealed = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["kind", "-pk"]

    def __str__(self) -> str:
        return self.get_kind_display()
