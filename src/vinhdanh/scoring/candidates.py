"""Whom an office can score in a year: units, bodies with terms, delegates, people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from vinhdanh.base import clock
from vinhdanh.registry import queries as registry
from vinhdanh.registry.enums import BodyKind
from vinhdanh.registry.models import Body, BodyMember, Post, Subject, Unit
from vinhdanh.scoring.enums import ScoredKind

MOST_PEOPLE: Final = 500
"""People are offered one by one up to so many; more are chosen unit by unit."""

_BODIES: Final = {
    BodyKind.STANDING_COMMITTEE: ScoredKind.STANDING_COMMITTEE,
    BodyKind.BOARD: ScoredKind.BOARD,
    BodyKind.DELEGATE_GROUP: ScoredKind.DELEGATE_GROUP,
}


@dataclass(frozen=True)
class Candidate:
    """Somebody who can be scored, and the unit that scores itself for her."""

    kind: ScoredKind
    subject: Subject
    unit: Unit


def day_of(year: int) -> date:
    """The day whose units, bodies and people a year's scoring is about."""
    return min(clock.today(), date(year, 12, 31))


def candidates(unit: Unit, year: int) -> dict[ScoredKind, list[Candidate]]:
    """Who can be scored by a unit, by kind, each in the order of their names.

    Units and their bodies are those below the unit, bodies of the unit itself too.
    Of people `MOST_PEOPLE` and one more at most: who asks sees that there are more.
    """
    day = day_of(year)
    units = {each.pk: each for each in registry.units_below(unit, day)}
    found: dict[ScoredKind, list[Candidate]] = {kind: [] for kind in ScoredKind}
    found[ScoredKind.UNIT] = [
        Candidate(ScoredKind.UNIT, each.subject, each)
        for each in units.values()
        if each.pk != unit.pk
    ]
    bodies = Body.objects.filter(unit__in=units, kind__in=_BODIES)
    for body in bodies.select_related("subject").order_by("subject__sort_key", "pk"):
        kind = _BODIES[BodyKind(body.kind)]
        found[kind].append(Candidate(kind, body.subject, units[body.unit_id]))
    found[ScoredKind.DELEGATE] = list(_delegates(units, day))
    found[ScoredKind.PERSON] = list(islice(people_in(units, day), MOST_PEOPLE + 1))
    return found


def _delegates(units: Mapping[int, Unit], day: date) -> Iterable[Candidate]:
    seats = BodyMember.objects.filter(
        registry.in_force(day),
        registry.in_force(day, prefix="term__"),
        term__body__unit__in=units,
        term__body__kind=BodyKind.PEOPLES_COUNCIL,
    )
    rows = seats.select_related("person__subject", "term__body")
    for seat in rows.order_by("person__subject__sort_key", "pk"):
        unit = units[seat.term.body.unit_id]
        yield Candidate(ScoredKind.DELEGATE, seat.person.subject, unit)


def people_in(units: Mapping[int, Unit], day: date) -> Iterable[Candidate]:
    """Whoever has a post in the units on a day, by name; who has two posts, once."""
    posts = Post.objects.filter(
        registry.in_force(day), unit__in=units, person__subject__alias_of=None
    )
    rows = posts.select_related("person__subject").order_by(
        "person__subject__sort_key", "-first_day", "pk"
    )
    seen: set[int] = set()
    for post in rows.iterator(chunk_size=MOST_PEOPLE):
        if post.person_id not in seen:
            seen.add(post.person_id)
            yield Candidate(ScoredKind.PERSON, post.person.subject, units[post.unit_id])
