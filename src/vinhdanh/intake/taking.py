"""Lists of people taken out of the site as files: who took which stays in the log."""

from typing import Any

from django.db import transaction

from vinhdanh.base import audit, files, rights
from vinhdanh.intake import leaving, papers
from vinhdanh.intake.models import ImportBatch
from vinhdanh.registry.models import Unit
from vinhdanh.sheets import writing
from vinhdanh.sheets.lists import LISTS, tables


@transaction.atomic
def current_list(
    actor: Any, kind: str, unit: Unit, year: int, *, numbers_for: str | None = None
) -> bytes:
    """Return what is known of an office's year as an xlsx that can be sent back.

    numbers_for: why the identity numbers are taken in full; masked where it is None.
    """
    rights.require(actor, "import.see", unit)
    rows = leaving.rows(actor, kind, unit, year, numbers_for=numbers_for)
    audit.record(
        actor,
        "import.take_list",
        unit,
        after={"list": LISTS[kind].name, "year": year, "rows": len(rows)},
        reason=numbers_for or "",
    )
    return writing.workbook([tables.table(LISTS[kind], rows, year)])


@transaction.atomic
def sent_file(actor: Any, batch: ImportBatch) -> bytes:
    """Return the file of an import as it was sent."""
    rights.require(actor, "import.see", batch)
    name = batch.file.original_name
    audit.record(actor, "import.take_file", batch, after={"file": name})
    return files.read_file(batch.file)


@transaction.atomic
def marked_sheet(actor: Any, batch: ImportBatch) -> bytes:
    """Return the sheet of an import with what is wrong with it marked."""
    rights.require(actor, "import.see", batch)
    name = batch.file.original_name
    audit.record(actor, "import.take_marked", batch, after={"file": name})
    return papers.marked_sheet(batch)
