"""What an office asks about its imports."""

from typing import Any

from django.db.models import Count, QuerySet

from vinhdanh.base import rights
from vinhdanh.intake.enums import BatchState, RowWord
from vinhdanh.intake.models import ImportBatch, ImportRow
from vinhdanh.registry.models import Unit


def visible_to(user: Any) -> QuerySet[ImportBatch]:
    """Return the imports a user may see, the latest first."""
    rows = ImportBatch.objects.select_related("unit__subject", "file", "created_by")
    return rights.visible(user, "import.see", rows)


def listed(user: Any) -> QuerySet[ImportBatch]:
    """Return the same for a list, which shows none of the megabytes of problems."""
    return visible_to(user).defer("problems", "reading")


def waiting_for(user: Any) -> QuerySet[ImportBatch]:
    """Return the imports that wait for the user's confirmation, as `listed`."""
    return listed(user).filter(state=BatchState.READ)


def earlier_of_same_file(unit: Unit, kind: str, sha256: str) -> ImportBatch | None:
    """Return the import of the same bytes for the same unit and kind of list.

    kind: of any kind where it is empty.
    """
    of_kind = {"list_kind": kind} if kind else {}
    return (
        ImportBatch.objects.filter(unit=unit, file__sha256=sha256, **of_kind)
        .exclude(state__in=[BatchState.DISCARDED, BatchState.UNDONE])
        .order_by("-created_at")
        .first()
    )


def counts(batch: ImportBatch) -> dict[str, int]:
    """Return how many rows stand at each word, all words named."""
    found = dict(batch.rows.values_list("word").annotate(Count("pk")).order_by("word"))
    return {word.value: found.get(word.value, 0) for word in RowWord}


def rows_of(batch: ImportBatch, word: str = "") -> QuerySet[ImportRow]:
    """Return the staged rows, of one word or all, in the order of the sheet."""
    rows = batch.rows.select_related("person__subject", "unit__subject")
    return rows.filter(word=word) if word else rows


def errors(batch: ImportBatch) -> list[dict[str, Any]]:
    """Return the problems that stop the import."""
    return [found for found in batch.problems if found["severity"] == "error"]


def unknown_units(batch: ImportBatch) -> list[str]:
    """Return the unit names of the sheet that the registry lacks, each once."""
    return list(
        dict.fromkeys(found["unit"] for found in batch.problems if "unit" in found)
    )
