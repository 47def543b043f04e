"""What builds on a reorganisation, so that it can no longer be taken back.

Every deed leaves an event with the unit it was done at: an event of one of the
units, later than the deed's own, builds on it. A unit that the deed founded is
searched for rows of every kind besides, wherever they are kept.
"""

from collections.abc import Sequence

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from vinhdanh.base.models import AuditEvent
from vinhdanh.registry import lineage
from vinhdanh.registry.journal import Journal
from vinhdanh.registry.models import Reorganisation, Subject, Unit

MOST = 8  # named in a refusal; the page lists them all
OWN_VERBS = ("post.follow", "post.return", "role.follow")


def on(deed: Reorganisation) -> list[str]:
    """Return what builds on a reorganisation, in words, latest first; none: nothing."""
    journal = Journal(deed.changes)
    found = _later_reorganisations(deed)
    found += [_event_words(event) for event in _later_events(deed)]
    found += _referring(journal)
    if not found:
        found = [_row_words(row) for row in journal.altered()]
    return list(dict.fromkeys(found))


def sentence(found: Sequence[str]) -> str:
    """Say why the deed stays, naming what builds on it."""
    named = "; ".join(found[:MOST])
    if len(found) > MOST:
        named += _("; và %(n)s việc khác") % {"n": len(found) - MOST}
    return _(
        "Không hoàn tác được nữa, vì đã có việc dựa trên thay đổi này: %(named)s."
    ) % {"named": named}


def _later_reorganisations(deed: Reorganisation) -> list[str]:
    units = [unit.pk for unit in lineage.units_of_reorganisation(deed)]
    later = Reorganisation.objects.filter(
        Q(lineages__predecessor__in=units) | Q(lineages__successor__in=units),
        pk__gt=deed.pk,
        taken_back_at=None,
    ).distinct()
    return [
        _("%(deed)s, từ %(day)s") % {"deed": row, "day": f"{row.on:%d/%m/%Y}"}
        for row in later
    ]


def _later_events(deed: Reorganisation) -> list[AuditEvent]:
    units = [unit.pk for unit in lineage.units_of_reorganisation(deed)]
    later = AuditEvent.objects.filter(unit_id__in=units, seq__gt=deed.last_event)
    return list(
        later.exclude(verb__startswith="reorganisation.").exclude(verb__in=OWN_VERBS)
    )


def _referring(journal: Journal) -> list[str]:
    """Return the rows that refer to a unit which the deed founded, but its own.

    Those that the deed itself changed are asked of `Journal.altered`.
    """
    found: list[str] = []
    for model in (Unit, Subject):
        for relation in model._meta.related_objects:  # noqa: SLF001
            kind: type[Model] = relation.related_model
            rows = kind._default_manager.filter(  # noqa: SLF001
                **{f"{relation.field.name}__in": journal.made(model)}
            ).exclude(pk__in=journal.touched(kind))
            found += [_row_words(row) for row in rows[:MOST]]
    return found


def _event_words(event: AuditEvent) -> str:
    return _("“%(what)s” (%(who)s, %(day)s)") % {
        "what": event.object_name,
        "who": event.actor_name,
        "day": f"{event.at:%d/%m/%Y}",
    }


def _row_words(row: Model) -> str:
    return (
        f"“{row}”"
        if type(row).__str__ is not Model.__str__
        else _("một dòng đã sửa sau đó")
    )
