"""What an office asks of a movement under way: who takes part, what is left to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from vinhdanh.base import clock, rights
from vinhdanh.movements.enums import MovementKind, MovementState, Scope
from vinhdanh.movements.models import (
    Directive,
    Document,
    Gathering,
    Invitation,
    KeyTask,
    Movement,
    Participation,
    Review,
)
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Unit


@dataclass(frozen=True)
class Participant:
    """A unit asked to take part; `joined` is None until it has joined."""

    unit: Unit
    is_invited: bool
    joined: Participation | None


def units_asked(movement: Movement) -> set[int]:
    """Return the ids of the units that may join: under the launching one, invited."""
    asked = set(movement.invitations.values_list("unit", flat=True))
    if movement.scope == Scope.TREE:
        asked |= set(registry.ids_below(movement.unit, _roster_day(movement)))
    return asked


def units_taking_part(movement: Movement) -> set[int]:
    """Return the ids of the launching unit, those under it and those invited."""
    below = registry.ids_below(movement.unit, _roster_day(movement))
    return {*below, *movement.invitations.values_list("unit", flat=True)}


def drafted_after(movement: Movement) -> Movement | None:
    """Return the movement drafted from this one for what comes after, if any."""
    return movement.next.first()


def participants(movement: Movement) -> list[Participant]:
    """Return those invited and those that joined, the invited first, by name."""
    joined = {
        row.unit_id: row
        for row in movement.participations.select_related("unit__subject", "own")
    }
    invited = [
        Participant(row.unit, is_invited=True, joined=joined.pop(row.unit_id, None))
        for row in movement.invitations.select_related("unit__subject")
    ]
    return invited + [
        Participant(row.unit, is_invited=False, joined=row) for row in joined.values()
    ]


def units_that_may_join(user: Any, movement: Movement) -> list[Unit]:
    """Return the units for which the user can join a movement, not joined yet."""
    if movement.is_draft or movement.last_day < clock.today():
        return []
    asked = units_asked(movement) - {movement.unit_id}
    asked -= set(movement.participations.values_list("unit", flat=True))
    rows = Unit.objects.filter(pk__in=asked).select_related("subject")
    return list(rights.visible(user, "movement.join", rows))


def waiting_invitations(user: Any) -> QuerySet[Invitation]:
    """Return the invitations to launched movements that wait for the user's unit."""
    rows = Invitation.objects.filter(
        movement__state=MovementState.LAUNCHED, movement__last_day__gte=clock.today()
    ).select_related("movement", "unit__subject")
    taken = Participation.objects.values("movement", "unit")
    mine = rights.visible(user, "movement.join", rows)
    pairs = {
        (row["movement"], row["unit"])
        for row in taken.filter(unit__in=mine.values("unit"))
    }
    return mine.exclude(
        pk__in=[row.pk for row in mine if (row.movement_id, row.unit_id) in pairs]
    )


def undone_tasks(movement: Movement) -> list[KeyTask]:
    rows = movement.key_tasks.filter(done_on=None)
    return list(rows.select_related("owner__subject", "directive"))


def open_directives(movement: Movement) -> list[Directive]:
    """Return the superior's words of a movement that no task answers yet."""
    return list(movement.directives.filter(tasks=None).select_related("gathering"))


def may_finish(user: Any, task: KeyTask) -> bool:
    """Say whether a user may finish a task: for its movement, or for its owner."""
    if rights.can(user, "task.finish", task):
        return True
    return task.owner is not None and rights.can(user, "task.finish", task.owner)


def tasks_of_user(user: Any) -> QuerySet[KeyTask]:
    """Return the undone tasks, of movements under way, that the user may finish."""
    rows = KeyTask.objects.filter(
        done_on=None, movement__state=MovementState.LAUNCHED
    ).select_related("movement", "owner__subject")
    units = rights.visible(user, "task.finish", Unit.objects.all())
    mine = rights.visible(user, "task.finish", KeyTask.objects.all())
    return rows.filter(Q(owner__in=units.values("pk")) | Q(pk__in=mine.values("pk")))


def late_tasks(rows: Iterable[KeyTask], on: date) -> list[KeyTask]:
    """Return the tasks whose day has passed undone."""
    return [
        row for row in rows if row.done_on is None and row.due_on and row.due_on < on
    ]


def five_year_movements(unit: Unit) -> QuerySet[Movement]:
    """Return the five-year movements that a unit's yearly ones can belong to."""
    rows = Movement.objects.filter(kind=MovementKind.FIVE_YEARS, unit=unit)
    return rows.order_by("-year")


def gatherings_visible_to(user: Any) -> QuerySet[Gathering]:
    rows = Gathering.objects.select_related("movement__unit__subject")
    return rights.visible(user, "movement.see", rows)


def documents_visible_to(user: Any) -> QuerySet[Document]:
    rows = Document.objects.select_related("movement", "file")
    return rights.visible(user, "movement.see", rows)


def reviews_visible_to(user: Any) -> QuerySet[Review]:
    """Return the reviews concluded, and those being written for who writes them."""
    rows = Review.objects.select_related("movement__unit__subject")
    mine = rights.visible(user, "review.see", Review.objects.all())
    seen = rights.visible(user, "movement.see", Review.objects.all())
    return rows.filter(
        Q(pk__in=mine.values("pk"))
        | Q(pk__in=seen.exclude(concluded_on=None).values("pk"))
    )


def _roster_day(movement: Movement) -> date:
    return min(clock.today(), movement.last_day)
