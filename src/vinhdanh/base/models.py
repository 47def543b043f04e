import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.append_only import AppendOnly


class PublicIdModel(models.Model):
    """A row known outside by a random id, never by its count."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class ChainHead(models.Model):
    """The last entry of a hash chain; locked while the next one is written."""

    name = models.CharField(max_length=32, unique=True)
    seq = models.PositiveBigIntegerField(default=0)
    entry_hash = models.CharField(max_length=64)


class Counter(models.Model):
    """The last number given in a register and year (no gap, no twin)."""

    register = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "year"],
                name="one_counter_per_register_and_year",
            ),
        ]


class AuditEvent(AppendOnly):
    """Who did what, when and why; chained, written in the deed's transaction.

    The actor is kept as an id and a printed name, with no foreign key: the event
    outlives the account. `unit_id` says under which unit the deed was done.
    """

    seq = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=64)
    object_type = models.CharField(max_length=64)
    object_id = models.CharField(max_length=64)
    object_name = models.CharField(max_length=300)
    unit_id = models.BigIntegerField(null=True, db_index=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    prev_hash = models.CharField(max_length=64)
    entry_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-seq"]
        indexes = [models.Index(fields=["object_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb} {self.object_name}"


class StoredFile(PublicIdModel):
    """A file as it was received or made, under a random name, with its hash."""

    file = models.FileField(upload_to="%Y/%m")
    original_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64, db_index=True)
    size_bytes = models.PositiveBigIntegerField()
    unit_id = models.BigIntegerField(null=True, db_index=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("tệp")

    def __str__(self) -> str:
        return self.original_name
