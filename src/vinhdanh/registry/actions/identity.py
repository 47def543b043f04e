"""Writing down an identity number, and looking at it."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import aliases, identity, queries
from vinhdanh.registry.models import IdentityNumber, Person, Unit


class NumberTaken(Refused):
    """Another record has the number; `holder` is set where the actor may see her."""

    def __init__(self, message: str, holder: Person | None) -> None:
        super().__init__("identity.taken", message)
        self.holder = holder


def record_identity(actor: Any, person: Person, written: str) -> IdentityNumber:
    """Seal a person's identity number; the same one twice stays one.

    Raises NumberTaken when another record has it.
    """
    rights.require(actor, "identity.record", person)
    return record_numbers(actor, [(person, written)], source="")[0]


def record_numbers(
    actor: Any, lines: Sequence[tuple[Person, str]], *, source: str
) -> list[IdentityNumber]:
    """Seal the identity numbers that a list has, in the order given.

    A list of a past year has people who have moved on since: whoever may read a list
    in enters the numbers of all who are or were hers.
    """
    keys = {person.pk for person, _written in lines}
    rights.require_all(actor, "import.run", [person for person, _written in lines])
    digits = [identity.clean_number(written) for _person, written in lines]
    with transaction.atomic():
        seal = identity.seal(actor, make=True)
        prints = [seal.fingerprint(each) for each in digits]
        rows = IdentityNumber.objects.select_for_update().filter(fingerprint__in=prints)
        known = {row.fingerprint: row for row in rows}
        mains = aliases.family({*keys, *(row.person_id for row in known.values())})
        made, deeds = [], []
        fresh: list[IdentityNumber] = []
        for (person, _written), each, mark in zip(lines, digits, prints, strict=True):
            row = known.get(mark)
            if row is not None and mains[row.person_id] != mains[person.pk]:
                raise _taken(actor, mains[row.person_id])
            if row is None:
                row = known[mark] = IdentityNumber(
                    person=person,
                    kind=identity.kind_of(each),
                    key_id=seal.key_id,
                    sealed=seal.close(each, about=identity.about(person.pk)),
                    fingerprint=mark,
                )
                fresh.append(row)
                deeds.append(
                    audit.Deed(
                        "identity.record",
                        person,
                        after={"kind": str(row.get_kind_display())},
                        reason=source,
                        unit_id=queries.unit_id_of(person),
                    )
                )
            made.append(row)
        IdentityNumber.objects.bulk_create(fresh)
        audit.record_many(actor, deeds)
    return made


def _taken(actor: Any, holder: int) -> NumberTaken:
    seen = queries.people_visible_to(actor).filter(pk=holder).first()
    if seen is None:
        message = _(
            "Số này đã ghi cho một người ở đơn vị khác mà tài khoản này không xem được."
            " Hãy đối chiếu giấy tờ; nếu đúng số, hãy nhờ quản trị cấp trên kiểm tra."
        )
    else:
        message = _(
            "Số này đã ghi cho %(name)s. Hãy đối chiếu giấy tờ; nếu là cùng một người,"
            " hãy xem xét gộp hai hồ sơ."
        ) % {"name": seen}
    return NumberTaken(message, seen)


def strike_identity(actor: Any, row: IdentityNumber, *, reason: str) -> None:
    """Remove a number written for the wrong person or wrongly."""
    person = row.person
    rights.require(actor, "identity.record", person)
    if not reason.strip():
        raise Refused("identity.no_reason", _("Hãy ghi vì sao xóa số này."))
    with transaction.atomic():
        audit.record(
            actor,
            "identity.strike",
            person,
            before={"kind": str(row.get_kind_display())},
            reason=reason,
            unit_id=queries.unit_id_of(person),
        )
        row.delete()


def reveal_identity(actor: Any, row: IdentityNumber, *, reason: str) -> str:
    """Return an identity number in full; who looked and why stays in the log."""
    person = row.person
    rights.require(actor, "identity.reveal", person)
    if not reason.strip():
        raise Refused("identity.no_reason", _("Hãy ghi xem số này để làm gì."))
    with transaction.atomic():
        digits = identity.open_number(identity.seal(actor), row)
        audit.record(
            actor,
            "identity.reveal",
            person,
            after={"kind": str(row.get_kind_display())},
            reason=reason,
            unit_id=queries.unit_id_of(person),
        )
    return digits


def reveal_numbers(
    actor: Any, unit: Unit, people: Collection[Person], *, reason: str
) -> dict[int, str]:
    """Return the present numbers of many people in full, for a list that goes out.

    Whose number was looked at, and why, stays in the log for each.
    """
    rights.require(actor, "identity.reveal", unit)
    if not reason.strip():
        raise Refused(
            "identity.no_reason", _("Hãy ghi lấy danh sách đủ số định danh để làm gì.")
        )
    keys = [person.pk for person in people]
    seen = rights.visible(
        actor, "identity.reveal", Person.objects.filter(pk__in=keys)
    ).values_list("pk", flat=True)
    with transaction.atomic():
        rows = identity.numbers_by_person(set(seen))
        if not rows:
            return {}
        seal = identity.seal(actor)
        found = {key: identity.open_number(seal, row) for key, row in rows.items()}
        audit.record_many(
            actor,
            [
                audit.Deed(
                    "identity.reveal",
                    person,
                    after={"kind": str(rows[person.pk].get_kind_display())},
                    reason=reason,
                    unit_id=unit.pk,
                )
                for person in people
                if person.pk in rows
            ],
        )
    return found
