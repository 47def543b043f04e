"""Lists of people taken out of the site as files: who took which stays in the log."""

from typing import Any

from django.db import transaction

from vinhdanh.accounts import taking
from vinhdanh.base import audit, files, rights
from vinhdanh.intake import leaving, papers
from vinhdanh.intake.models import ImportBatch
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Unit
from vinhdanh.sheets import writing
from vinhdanh.sheets.lists import LISTS, tables
from vinhdanh.sheets.roster import ROSTER


@transaction.atomic
def current_list(
    actor: Any,
    kind: str,
    unit: Unit,
    year: int,
    *,
    reason: str = "",
    numbers_for: str | None = None,
) -> bytes:
    """Return what is known of an office's year as an xlsx that can be sent back.

    numbers_for: why the identity numbers are taken in full; masked where it is None.
    Raises ReasonNeeded where so long a list is taken without a reason.
    """
    rights.require(actor, "import.see", unit)
    reason = numbers_for or reason.strip()
    if kind == ROSTER.code:
        # Counted before its rows are made, which takes longer.
        taking.require_reason(registry.roster(actor, year, unit).count(), reason)
    rows = leaving.rows(actor, kind, unit, year, numbers_for=numbers_for)
    taking.require_reason(len(rows), reason)
    audit.record(
        actor,
        "import.take_list",
        unit,
        after={"list": LISTS[kind].name, "year": year, "rows": len(rows)},
        reason=reason,
    )
    table = tables.table(LISTS[kind], rows, year)
    return writing.workbook([table], taken=taking.taken_by(actor))


@transaction.atomic
def sent_file(actor: Any, batch: ImportBatch) -> bytes:
    """Return the file of an import as it was sent."""
    rights.require(actor, "import.see", batch)
    name = batch.file.original_name
    audit.record(actor, "import.take_file", batch, after={"file": name})
    return files.read_file(batch.file)


@transaction.atomic
def problems(actor: Any, batch: ImportBatch) -> list[dict[str, Any]]:
    """Return what is wrong with an import, to be taken along: cells as they stand."""
    rights.require(actor, "import.see", batch)
    found: list[dict[str, Any]] = batch.problems
    audit.record(
        actor,
        "import.take_problems",
        batch,
        after={"file": batch.file.original_name, "rows": len(found)},
    )
    return found


@transaction.atomic
def marked_sheet(actor: Any, batch: ImportBatch) -> bytes:
    """Return the sheet of an import with what is wrong with it marked."""
    rights.require(actor, "import.see", batch)
    name = batch.file.original_name
    audit.record(actor, "import.take_marked", batch, after={"file": name})
    return papers.marked_sheet(batch)
