"""What an office asks about bodies with terms and those who sit in them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from vinhdanh.base import rights
from vinhdanh.base.ordering import BY_BEGIN, LATEST_FIRST
from vinhdanh.registry.enums import BodyKind
from vinhdanh.registry.models import Body, BodyMember, BodyTerm, Person, Unit
from vinhdanh.registry.queries import in_force, units_below


def visible_to(user: Any) -> QuerySet[Body]:
    """Return the bodies of the units that a user may see."""
    rows = Body.objects.select_related("subject", "unit__subject")
    return rights.visible(user, "unit.see", rows)


def in_order(bodies: QuerySet[Body]) -> QuerySet[Body]:
    """Return bodies unit by unit, the Council first, then as `BodyKind` has them."""
    places = [
        When(kind=kind, then=Value(place)) for place, kind in enumerate(BodyKind.values)
    ]
    return bodies.order_by(
        "unit__subject__sort_key", Case(*places), "subject__sort_key"
    )


def terms_of(body: Body) -> list[BodyTerm]:
    """Return the terms of a body, the latest first, each with its members."""
    return list(
        body.terms.prefetch_related("members__person__subject").order_by("-first_day")
    )


def seats_of(body: Body) -> QuerySet[BodyMember]:
    """Return every seat that was ever held in a body."""
    return BodyMember.objects.filter(term__body=body).select_related(
        "term__body__unit", "person__subject"
    )


def members_on(body: Body, day: date | None = None) -> QuerySet[BodyMember]:
    """Return who sat in a body on a day, in the order of the term's list."""
    return BodyMember.objects.filter(
        in_force(day), in_force(day, prefix="term__"), term__body=body
    ).select_related("person__subject", "term")


def members_of_bodies(bodies: Collection[int], day: date) -> dict[int, set[int]]:
    """Return the people of each body on a day, by the body's id."""
    found: dict[int, set[int]] = defaultdict(set)
    if not bodies:
        return found
    rows = BodyMember.objects.filter(
        in_force(day), in_force(day, prefix="term__"), term__body__in=bodies
    )
    for body, person in rows.values_list("term__body_id", "person_id"):
        found[body].add(person)
    return found


def memberships_of(person: Person) -> QuerySet[BodyMember]:
    """Return the seats a person has held, the latest first."""
    return person.memberships.select_related(
        "term__body__subject", "term__body__unit__subject"
    ).order_by(*LATEST_FIRST)


def people_of(unit: Unit) -> QuerySet[Person]:
    """Return whoever has or had a post in a unit or below, or sat in its bodies."""
    units = [below.pk for below in units_below(unit)]
    seats = BodyMember.objects.filter(term__body__unit__in=units)
    return Person.objects.filter(
        Q(pk__in=seats.values("person"))
        | Q(pk__in=Person.objects.filter(posts__unit__in=units).values("pk")),
        subject__alias_of=None,
    ).select_related("subject")


def groups_of(unit: Unit) -> dict[int, Body]:
    """Return the delegates' group that each person of a unit's Council sits in last."""
    seats = BodyMember.objects.filter(
        term__body__unit=unit, term__body__kind=BodyKind.DELEGATE_GROUP
    ).select_related("term__body__subject")
    return {seat.person_id: seat.term.body for seat in seats.order_by(*BY_BEGIN)}
