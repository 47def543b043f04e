"""One person, however many records were merged: the one place that resolves aliases.

Nothing is repointed by a merger, so rows go on pointing at the record they were
written for. Whoever reads rows by person asks here whose they are.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from vinhdanh.registry.models import Subject, YearFact

# Said of a whole list of the year, by whichever record.
WHOLE_LISTS = frozenset({"is_initiative_list_complete", "is_title_list_complete"})
# What belongs to another fact is not taken from a record that says otherwise of it.
PARTS = {
    "rating_decision_no": "rating",
    "rating_decided_on": "rating",
    "rating_authority": "rating",
    "absences": "absence_working_days",
}
_NOT_FACTS = frozenset({"id", "subject", "year", "sources"})


def family(keys: Collection[int]) -> dict[int, int]:
    """Return {record: the record that stays} for these records and all merged in.

    An alias among the keys brings in its whole family.
    """
    mains: dict[int, Any] = {key: key for key in keys}
    named = Subject.objects.filter(pk__in=keys, alias_of__isnull=False).order_by()
    mains |= dict(named.values_list("pk", "alias_of"))
    kept = set(mains.values())
    mains |= {key: key for key in kept}
    merged = Subject.objects.filter(alias_of__in=kept).order_by()
    mains |= dict(merged.values_list("pk", "alias_of"))
    return mains


def records(keys: Any) -> QuerySet[Any]:
    """Return the keys of these records and of those merged into them, as a query.

    keys: of records that stay; ids, rows, or a query of them.
    """
    found = Subject.objects.filter(Q(pk__in=keys) | Q(alias_of__in=keys))
    return found.order_by().values("pk")


def main_id(path: str) -> Coalesce:
    """Return the key of the record that stays, of the subject at a path of a row."""
    return Coalesce(F(f"{path}__alias_of"), F(f"{path}__pk"))


def main_of(subject: Subject) -> Subject:
    """Return the record that stays."""
    return subject if subject.alias_of is None else subject.alias_of


def is_about(path: str, outer: Any) -> tuple[Q, Q]:
    """Return the two conditions of a probe: of the record itself, or merged into it.

    Two, because a database looks up each by its index and an OR of both by none.
    """
    return Q(**{path: outer}), Q(**{f"{path}__alias_of": outer})


def facts_by_year(subjects: Any, **conditions: Any) -> dict[tuple[int, int], YearFact]:
    """Return one fact row for each (record that stays, year) of these subjects."""
    rows = YearFact.objects.filter(subject__in=records(subjects), **conditions)
    return union_facts(rows.annotate(main=main_id("subject")))


def union_facts(rows: Iterable[Any]) -> dict[tuple[int, int], YearFact]:
    """Return one row for each (record that stays, year); each row knows its `main`.

    What the record that stays says is taken first, what the merged ones say fills
    the gaps. Where they differed, the choice was written down when they were merged.
    """
    found: dict[tuple[int, int], YearFact] = {}
    for row in sorted(rows, key=lambda row: (row.subject_id != row.main, row.pk)):
        key = row.main, row.year
        found[key] = _filled(found[key], row) if key in found else row
    return found


def _filled(row: YearFact, other: YearFact) -> YearFact:
    fields = row._meta.concrete_fields  # noqa: SLF001 - Django's documented _meta
    both = YearFact(**{field.attname: getattr(row, field.attname) for field in fields})
    both.sources = dict(row.sources)
    for name in (field.name for field in fields if field.name not in _NOT_FACTS):
        mine, theirs = getattr(row, name), getattr(other, name)
        if is_unsaid(name, mine) and not is_unsaid(name, theirs):
            whole = PARTS.get(name)
            if whole and getattr(row, whole) not in {None, getattr(other, whole)}:
                continue
            setattr(both, name, theirs)
            if name in other.sources:
                both.sources[name] = other.sources[name]
    return both


def is_unsaid(name: str, value: Any) -> bool:
    """Say whether a fact's value says nothing: unknown, or a list not called whole."""
    return value is None or value == "" or (name in WHOLE_LISTS and not value)
