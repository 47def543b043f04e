"""What an office asks of its movements and registrations."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from vinhdanh import assess
from vinhdanh.base import clock, rights
from vinhdanh.base.ordering import BY_BEGIN
from vinhdanh.eligibility import members
from vinhdanh.ledger import queries as ledger
from vinhdanh.movements.enums import (
    MovementKind,
    MovementState,
    RegistrationState,
    Scope,
)
from vinhdanh.movements.models import (
    Invitation,
    Movement,
    PersonalTarget,
    Registration,
)
from vinhdanh.registry import aliases
from vinhdanh.registry import queries as registry
from vinhdanh.registry.enums import SubjectKind
from vinhdanh.registry.models import Body, Person, Post, Subject, Unit

INDIVIDUAL, COLLECTIVE = "individual", "collective"
SIDES = {
    SubjectKind.PERSON: INDIVIDUAL,
    SubjectKind.UNIT: COLLECTIVE,
    SubjectKind.BODY: COLLECTIVE,
    SubjectKind.HOUSEHOLD: "household",
}


@dataclass(frozen=True)
class TitleCount:
    """One title in a movement: n registered and n conferred, of N who could."""

    award: str
    name: str
    registered: int
    endorsed: int
    conferred: int
    roster: int


@dataclass(frozen=True)
class UnitCount:
    """One unit in a movement: how many of its N people registered some title."""

    unit: Unit
    people: int
    registered: int
    endorsed: int

    @property
    def missing(self) -> int:
        return self.people - self.registered


def visible_to(user: Any) -> QuerySet[Movement]:
    """Return the movements of the user's units, and those that invited them."""
    own = rights.visible(user, "movement.see", Movement.objects.all())
    asked = rights.visible(user, "movement.see", Invitation.objects.all())
    launched = ~Q(state=MovementState.DRAFT)
    return Movement.objects.filter(
        Q(pk__in=own.values("pk")) | launched & Q(pk__in=asked.values("movement"))
    ).select_related("unit__subject")


def registrations_visible_to(user: Any) -> QuerySet[Registration]:
    rows = Registration.objects.select_related("subject", "unit__subject", "movement")
    return rights.visible(user, "registration.see", rows)


def registrations_in(movement: Movement) -> QuerySet[Registration]:
    """Return what is registered in a movement and in those that answer it below."""
    return Registration.objects.filter(
        Q(movement=movement) | Q(movement__answers__movement=movement)
    )


def registrations_to_endorse(user: Any) -> QuerySet[Registration]:
    """Return the registrations that wait for the user's word."""
    rows = Registration.objects.filter(state=RegistrationState.FILED)
    return rights.visible(
        user,
        "registration.endorse",
        rows.select_related("subject", "unit__subject", "movement"),
    )


def targets_to_endorse(user: Any) -> QuerySet[PersonalTarget]:
    """Return the targets changed since the title was endorsed, which wait for the user.

    Those beside a title that waits itself are endorsed with it.
    """
    rows = (
        PersonalTarget.objects.alias(main=aliases.main_id("subject"))
        .filter(
            _has_title(RegistrationState.ENDORSED),
            ~_has_title(RegistrationState.FILED),
            is_endorsed=False,
        )
        .select_related("subject", "movement")
    )
    return rights.visible(
        user, "registration.endorse", rows.order_by("subject__sort_key", "position")
    )


def _has_title(state: RegistrationState) -> Q:
    """Whether `main`, under whichever record, has a title in a state there."""
    titles = Registration.objects.filter(movement=OuterRef("movement"), state=state)
    herself, merged = aliases.is_about("subject", OuterRef("main"))
    return Q(Exists(titles.filter(herself))) | Q(Exists(titles.filter(merged)))


def movement_of_year(unit: Unit, year: int) -> Movement | None:
    """Return the launched movement that a unit takes part in that year.

    Its own before the one of a unit above it; one for its own tree before one for
    invited units; the regular one before those on a theme; the latest launched
    first. A five-year movement is no movement of a year.
    """
    above = members.line_above(unit.pk, clock.today())
    found = Movement.objects.filter(unit__in=above, year=year).exclude(
        Q(state=MovementState.DRAFT) | Q(kind=MovementKind.FIVE_YEARS)
    )
    ranked = sorted(
        found.select_related("unit__subject"),
        key=lambda row: (
            above.index(row.unit_id),
            row.scope != Scope.TREE,
            row.kind != MovementKind.REGULAR,
            -(row.launched_on or date.min).toordinal(),
        ),
    )
    return ranked[0] if ranked else None


def titles(side: str) -> list[assess.Award]:
    """Return the titles that individuals, or an office's units, can register."""
    return [
        award
        for award in assess.awards().values()
        if award.kind == "title" and side in award.subjects and not award.community
    ]


def side_of(subject_kind: str) -> str:
    """Return the word of the law for a kind of subject."""
    return SIDES[SubjectKind(subject_kind)]


def roster_day(movement: Movement) -> date:
    """Return the day on which a movement's roster is counted: today or its last."""
    return min(clock.today(), movement.last_day)


def is_late(movement: Movement) -> bool:
    """Say whether the window of registration has closed."""
    closes = movement.registration_closes
    return closes is not None and clock.today() > closes


def roster(movement: Movement, unit: Unit, award: str, day: date) -> list[Subject]:
    """Return those of a unit and below it who can aim at a title, in order.

    A collective's title is for the units below the movement's own unit.
    """
    if INDIVIDUAL in assess.awards()[award].subjects:
        return [person.subject for person in registry.people_of(unit, day)]
    return [
        below.subject
        for below in registry.units_below(unit, day)
        if below.pk != movement.unit_id
    ]


def units_of(
    movement: Movement, subjects: Iterable[Subject], day: date
) -> dict[int, Unit]:
    """Return the unit by subject id, of those who take part in the movement.

    A unit answers for itself, a body belongs to its unit, a person where the post of
    the day is, the latest begun first; who has no post within the movement's unit is
    left out.
    """
    part = {unit.pk: unit for unit in registry.units_below(movement.unit, day)}
    people = [s.pk for s in subjects if s.kind == SubjectKind.PERSON]
    found = {s.pk: part[s.pk] for s in subjects if s.pk in part}
    others = [s.pk for s in subjects if s.kind == SubjectKind.BODY]
    bodies = Body.objects.filter(pk__in=others, unit__in=part)
    found |= {pk: part[unit] for pk, unit in bodies.values_list("pk", "unit_id")}
    posts = Post.objects.filter(
        registry.in_force(day), person__in=aliases.records(people)
    )
    for person, unit in posts.order_by(*BY_BEGIN).values_list(
        aliases.main_id("person__subject"), "unit_id"
    ):
        if unit in part:
            found[person] = part[unit]
    return found


def title_counts(movement: Movement) -> list[TitleCount]:
    """Count each title registered or conferred in the movement's unit and year.

    Registrations withdrawn do not count; awards are those that stand in the ledger.
    """
    day = roster_day(movement)
    units = registry.units_below(movement.unit, day)
    people = registry.people_of(movement.unit, day).count()
    states = Counter(
        registrations_in(movement)
        .exclude(state=RegistrationState.WITHDRAWN)
        .values_list("award", "state")
    )
    conferred = Counter(
        ledger.standing_awards()
        .filter(unit__in=units, year=movement.year)
        .values_list("code", flat=True)
    )
    rows = []
    for code, award in assess.awards().items():
        filed = states[code, RegistrationState.FILED]
        endorsed = states[code, RegistrationState.ENDORSED]
        if award.kind == "title" and filed + endorsed + conferred[code]:
            rows.append(
                TitleCount(
                    award=code,
                    name=award.name,
                    registered=filed + endorsed,
                    endorsed=endorsed,
                    conferred=conferred[code],
                    roster=people if INDIVIDUAL in award.subjects else len(units) - 1,
                )
            )
    return rows


def unit_counts(movement: Movement) -> list[UnitCount]:
    """Count for each unit how many of its people have registered some title."""
    day = roster_day(movement)
    people = registry.people_of(movement.unit, day)
    places = units_of(movement, [person.subject for person in people], day)
    states: dict[int, set[str]] = {}
    rows = registrations_in(movement).exclude(state=RegistrationState.WITHDRAWN)
    main = aliases.main_id("subject")
    for subject, state in rows.values_list(main, "state"):
        states.setdefault(subject, set()).add(state)
    counts = []
    for unit in registry.units_below(movement.unit, day):
        here = [pk for pk, place in places.items() if place.pk == unit.pk]
        if here:
            counts.append(
                UnitCount(
                    unit=unit,
                    people=len(here),
                    registered=sum(pk in states for pk in here),
                    endorsed=sum(
                        states.get(pk) == {RegistrationState.ENDORSED.value}
                        for pk in here
                    ),
                )
            )
    return counts


def not_registered(movement: Movement, unit: Unit | None = None) -> QuerySet[Person]:
    """Return the people of the movement (or of one unit) with no title registered."""
    filed = registrations_in(movement).exclude(state=RegistrationState.WITHDRAWN)
    people = registry.people_of(unit or movement.unit, roster_day(movement))
    registered = filed.order_by().values(main=aliases.main_id("subject"))
    return people.exclude(pk__in=registered)
