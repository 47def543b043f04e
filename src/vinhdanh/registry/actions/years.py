"""What is known of a subject's year."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from vinhdanh.base import audit, rights
from vinhdanh.registry import queries
from vinhdanh.registry.models import Subject, YearFact

FACTS = (
    "rating",
    "absence_working_days",
    "discipline",
    "pending_inquiry",
    "is_initiative_list_complete",
    "is_title_list_complete",
)


def record_year_facts(
    actor: Any,
    subject: Subject,
    year: int,
    facts: Mapping[str, Any],
    *,
    source: str,
) -> YearFact:
    """Write the given facts of a subject's year; facts not given stay as known.

    A value of None says "unknown" on purpose. `source` is kept for each fact.
    """
    unknown = set(facts) - set(FACTS)
    if unknown:
        message = f"Unknown year facts {sorted(unknown)}; expected some of {FACTS}"
        raise ValueError(message)
    holder = queries.unit_of_subject(subject)
    # A person who never had a post is nobody's to change.
    rights.require(actor, "person.change", holder or subject.person)
    with transaction.atomic():
        row, _made = YearFact.objects.select_for_update().get_or_create(
            subject=subject, year=year
        )
        changed = {
            name: value for name, value in facts.items() if getattr(row, name) != value
        }
        if not changed:
            return row
        before = {name: getattr(row, name) for name in changed}
        for name, value in changed.items():
            setattr(row, name, value)
            row.sources[name] = source
        row.save()
        audit.record(
            actor,
            "year_fact.record",
            row,
            before=before,
            after=changed | {"year": year, "of": subject.name},
            reason=source,
            unit_id=holder.pk if holder else None,
        )
    return row
