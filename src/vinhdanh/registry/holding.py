"""Whose a person is: the units that answer for her now, or answered in a year.

Whoever had her once goes on reading her past; writing is for those who have her now.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import In

from vinhdanh.base import clock, rights
from vinhdanh.base.ordering import BY_BEGIN
from vinhdanh.registry import aliases, queries
from vinhdanh.registry.models import BodyMember, Person, Post, Reach, Unit


def held(people: QuerySet[Any], units: Collection[int]) -> QuerySet[Any]:
    """Return those of the people who are now with one of these units.

    By a post or a seat in a body that she holds today, or that is still to begin; of
    who holds none by the one that ended last. A merged record is with the one that
    stays. All units hold everybody.
    """
    if isinstance(units, Reach) and units.is_everywhere:
        return people
    people = people.alias(stays=Coalesce("subject__alias_of", "pk"))
    ended = Q(last_day__lt=clock.today())
    posts, seats = Post.objects.order_by(), BodyMember.objects.order_by()
    going_on, sitting = posts.exclude(ended), seats.exclude(ended)
    here = _hers(going_on.filter(unit__in=units))
    here |= _hers(sitting.filter(term__body__unit__in=units))
    nowhere = ~_hers(going_on) & ~_hers(sitting)
    people = people.alias(post_end=_last(posts, "last_day"))
    people = people.alias(seat_end=_last(seats, "last_day"))
    had = Q(In(_last(posts, "unit"), units))
    had &= Q(seat_end=None) | Q(post_end__gte=F("seat_end"))
    sat = Q(In(_last(seats, "term__body__unit"), units))
    sat &= Q(post_end=None) | Q(post_end__lt=F("seat_end"))
    return people.filter(here | nowhere & (had | sat))


_OWN = Q(person=OuterRef("stays"))
_MERGED = Q(person__subject__alias_of=OuterRef("stays"))


def _hers(rows: QuerySet[Any]) -> Q:
    return Q(Exists(rows.filter(_OWN))) | Q(Exists(rows.filter(_MERGED)))


def _last(rows: QuerySet[Any], name: str) -> Subquery:
    """Return a field of what ended last, of those of her rows that have ended."""
    ended = rows.filter(_OWN | _MERGED, last_day__lt=clock.today())
    of_her = ended.order_by("-last_day", "-pk")
    return Subquery(of_her.values(name)[:1])


def posts_to_end(actor: Any, person: Person) -> QuerySet[Post]:
    """Return the posts that a person holds today where the actor writes of people."""
    units = rights.visible(actor, "person.change", Unit.objects.order_by())
    held_now = queries.all_posts(person).filter(queries.in_force())
    return (
        held_now.filter(unit__in=units.values("pk"))
        .select_related("unit__subject")
        .order_by(*BY_BEGIN)
    )


def require_year(actor: Any, verb: str, person: Person, year: int) -> None:
    """Raise Forbidden unless the actor answers for a person, now or in that year."""
    if not years_held(actor, verb, person, [year]):
        rights.require(actor, verb, person)


def years_held(
    actor: Any, verb: str, person: Person, years: Iterable[int]
) -> frozenset[int]:
    """Return those of the years that the actor answers for: all of who is hers now.

    A year is that of the unit where the person was when its list was drawn up, by a
    post or by a seat in a body.
    """
    if rights.can(actor, verb, person):
        return frozenset(years)
    units = rights.visible(actor, verb, Unit.objects.order_by()).values("pk")
    records = aliases.records([person.pk])
    seats = BodyMember.objects.filter(person__in=records, term__body__unit__in=units)
    posts = queries.all_posts(person).filter(unit__in=units)
    places: list[Post | BodyMember] = [*posts, *seats]
    return frozenset(
        year for year in years if any(_held_then(place, year) for place in places)
    )


def _held_then(place: Post | BodyMember, year: int) -> bool:
    day = queries.last_day_seen(year)
    begun = place.first_day is None or place.first_day <= day
    return begun and (place.last_day is None or place.last_day >= day)
