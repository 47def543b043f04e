"""What registrations say to the law: which titles a subject registered in a year."""

from collections.abc import Collection

from vinhdanh.movements import queries
from vinhdanh.movements.enums import MovementState, RegistrationState
from vinhdanh.movements.models import Movement, Registration
from vinhdanh.registry import queries as registry


def registered_titles(
    subject_ids: Collection[int], year: int
) -> dict[int, list[str] | None]:
    """Return the award codes each subject registered for a year.

    None: not known, because no movement of that year took registrations from the
    subject's unit. An empty list: registrations were taken, and there is none.
    """
    found: dict[int, list[str] | None] = dict.fromkeys(subject_ids)
    for subject in _asked(subject_ids, year):
        found[subject] = []
    rows = (
        Registration.objects.filter(subject__in=subject_ids, movement__year=year)
        .exclude(state=RegistrationState.WITHDRAWN)
        .order_by("award")
        .values_list("subject_id", "award")
        .distinct()
    )
    for subject, award in rows:
        found[subject] = [*(found[subject] or []), award]
    return found


def _asked(subject_ids: Collection[int], year: int) -> set[int]:
    """Return those of the subjects whose unit took registrations that year."""
    asked: set[int] = set()
    movements = Movement.objects.filter(year=year).exclude(state=MovementState.DRAFT)
    for movement in movements.select_related("unit__subject"):
        if movement.registration_opens or movement.registrations.exists():
            day = queries.roster_day(movement)
            asked |= {unit.pk for unit in registry.units_below(movement.unit, day)}
            people = registry.people_of(movement.unit, day)
            asked |= set(people.values_list("pk", flat=True))
    return asked & set(subject_ids)
