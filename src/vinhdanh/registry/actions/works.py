"""Recognised initiatives and science works."""

from datetime import date
from typing import Any

from django.db import transaction

from vinhdanh.base import audit, rights
from vinhdanh.registry import enums, queries
from vinhdanh.registry.models import Authorship, Person, RecognisedWork


def record_work(
    actor: Any,
    person: Person,
    *,
    name: str,
    year: int,
    scope: str,
    decision_no: str = "",
    decided_on: date | None = None,
    kind: str = enums.WorkKind.INITIATIVE,
    source: str = "",
) -> RecognisedWork:
    """Enter a person's recognised initiative; the same one twice stays one."""
    rights.require(actor, "person.change", person)
    with transaction.atomic():
        work, made = RecognisedWork.objects.get_or_create(
            name=name,
            year=year,
            scope=scope,
            kind=kind,
            decision_no=decision_no,
            defaults={"decided_on": decided_on, "source": source},
        )
        _authorship, joined = Authorship.objects.get_or_create(work=work, person=person)
        if made or joined:
            audit.record(
                actor,
                "work.record",
                work,
                after={"author": person.name, "scope": scope, "decision": decision_no},
                reason=source,
                unit_id=queries.unit_id_of(person),
            )
    return work
