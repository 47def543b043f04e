from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.base.models import PublicIdModel, StoredFile
from vinhdanh.intake import enums
from vinhdanh.registry.models import Person, Unit
from vinhdanh.sheets.lists import LISTS


class ImportBatch(PublicIdModel):
    """One sheet on its way in: the file, how it was understood, its rows.

    Nothing of it is in the registry or the ledger before it is confirmed. What the
    officer settles on the way (`mended` cells, `choices` of persons, `new_units`) is
    kept apart from the file and laid over it at every reading. `reading` says what
    became of every row of the sheet, and what was wrong before any comparison.
    `says_no_inquiry` is the officer's own word, which no column of a roster says.
    `guessed` says why the sheet was taken for what it is, and whose earlier choice of
    columns it follows; `target` is the round or stage of scoring its rows go to.
    """

    unit_path = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="imports")
    list_kind = models.CharField(max_length=20, blank=True)
    year = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    mapping = models.JSONField()
    problems = models.JSONField(default=list)
    reading = models.JSONField(default=dict)
    mended = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    new_units = models.JSONField(default=list)
    guessed = models.JSONField(default=dict)
    target = models.CharField(max_length=60, blank=True, default="")
    says_no_inquiry = models.BooleanField(
        _("không ai trong danh sách đang bị xem xét, thanh tra, xác minh trong năm"),
        default=False,
    )
    state = models.CharField(
        max_length=10, choices=enums.BatchState, default=enums.BatchState.READ
    )
    result = models.JSONField(default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file.original_name

    @property
    def kind_name(self) -> str:
        """The kind of list, in words; empty while the file is not read yet."""
        return LISTS[self.list_kind].name if self.list_kind else ""


class ImportRow(models.Model):
    """A staged row: what the sheet said, what was understood, whom it is about.

    `changes` says what an import would change of a known person; `unit` is empty
    while the unit named by `unit_name` is not in the registry. `candidates` are for the
    name at place `asked` of those that the row names.
    """

    # Looked up by the constraint below, which begins with it.
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, related_name="rows", db_index=False
    )
    sheet_row = models.PositiveIntegerField()
    raw = models.JSONField()
    values = models.JSONField()
    changes = models.JSONField(default=list)
    unit = models.ForeignKey(
        Unit, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    unit_name = models.CharField(max_length=300, blank=True, default="")
    word = models.CharField(max_length=8, choices=enums.RowWord)
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    candidates = models.JSONField(default=list)
    asked = models.PositiveSmallIntegerField(default=0)
    is_new_person = models.BooleanField(default=False)

    class Meta:
        ordering = ["sheet_row"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "sheet_row"], name="one_staged_row_per_sheet_row"
            ),
        ]


class ImportTrace(models.Model):
    """What an import wrote in one table: rows made, and rows changed with what was.

    made: primary key → mark of the row as it was left. changed: primary key → the
    values `before`, and the mark `after`. A mark that no longer fits says that
    somebody has changed the row since. See `footprint`.
    """

    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, related_name="traces"
    )
    table = models.CharField(max_length=80)
    made = models.JSONField(default=dict)
    changed = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]


class RememberedMapping(models.Model):
    """How an office understood the columns of such a sheet the last time.

    signature: of the headings, years told from the year of the list, so that next
    year's list of the same form is recognised. columns and blank_means: as in
    `sheets.mapping.Mapping`, years as distances.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    list_kind = models.CharField(max_length=20)
    signature = models.CharField(max_length=64)
    columns = models.JSONField()
    blank_means = models.JSONField(default=dict)
    filename = models.CharField(max_length=255)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "list_kind", "signature"],
                name="one_remembered_mapping_per_form",
            ),
        ]
