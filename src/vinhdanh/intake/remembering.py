"""How an office understood its columns before, offered at the next such sheet."""

import hashlib
import json
import re
from typing import Any

from django.utils import timezone

from vinhdanh.base import clock
from vinhdanh.intake.models import ImportBatch, RememberedMapping
from vinhdanh.registry.models import Unit
from vinhdanh.sheets.mapping import Mapping
from vinhdanh.viet import dates, text

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def signature(mapping: Mapping, year: int) -> str:
    """Return what marks a form: its headings in order, years told from the list's.

    “Xếp loại 2026” in the list of 2026 and “Xếp loại 2027” in that of 2027 are one.
    """
    told = [
        [
            letter,
            _YEAR.sub(lambda found: f"y{int(found[0]) - year:+d}", text.fold(words)),
        ]
        for letter, words in sorted(mapping.headings.items())
    ]
    plain = json.dumps(told, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def remember(batch: ImportBatch, mapping: Mapping) -> None:
    """Keep the officer's own understanding of the columns for the next such sheet."""
    told = mapping.to_json()
    columns = {
        letter: use | {"year": use["year"] - batch.year if use["year"] else None}
        for letter, use in told["columns"].items()
    }
    RememberedMapping.objects.update_or_create(
        unit=batch.unit,
        list_kind=batch.list_kind,
        signature=signature(mapping, batch.year),
        defaults={
            "columns": columns,
            "blank_means": told["blank_means"],
            "filename": batch.file.original_name,
            "chosen_at": clock.now(),
        },
    )


def recall(
    unit: Unit, kind: str, guessed: Mapping, year: int
) -> tuple[Mapping, dict[str, Any]]:
    """Return the mapping as the office chose it before, and when that was.

    Where nothing is remembered of such headings: the guess, and nothing to tell.
    """
    known = RememberedMapping.objects.filter(
        unit=unit, list_kind=kind, signature=signature(guessed, year)
    ).first()
    if known is None:
        return guessed, {}
    columns = {
        letter: use | {"year": use["year"] + year if use["year"] is not None else None}
        for letter, use in known.columns.items()
    }
    mapping = Mapping.from_json(
        guessed.to_json()
        | {"columns": columns, "blank_means": known.blank_means, "supposed": []}
    )
    day = dates.short(timezone.localdate(known.chosen_at))
    return mapping, {"day": day, "file": known.filename}


def forget(batch: ImportBatch, mapping: Mapping) -> None:
    """Let the office's earlier understanding of such headings go."""
    RememberedMapping.objects.filter(
        unit=batch.unit,
        list_kind=batch.list_kind,
        signature=signature(mapping, batch.year),
    ).delete()
