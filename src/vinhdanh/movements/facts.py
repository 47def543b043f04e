"""What registrations say to the law: which titles a subject registered in a year."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from vinhdanh import assess
from vinhdanh.eligibility import sources
from vinhdanh.movements import queries
from vinhdanh.movements.enums import MovementState, RegistrationState
from vinhdanh.movements.models import Movement, Registration
from vinhdanh.registry import aliases
from vinhdanh.registry import queries as registry
from vinhdanh.viet import dates


@sources.register
def registration_facts(
    subject_ids: Sequence[int], year: int
) -> dict[int, dict[int, dict[str, Any]]]:
    """Return the registered titles of the judged year, with their evidence.

    A subject is left out where it is not known whether titles were registered: no
    movement of that year took registrations from its unit. An empty list says that
    registrations were taken, and there is none.
    """
    known = _filed(subject_ids, year)
    facts: dict[int, dict[int, dict[str, Any]]] = {}
    for subject in _asked(subject_ids, year) | known.keys():
        filed = known.get(subject, {})
        said = [
            f"{assess.awards()[code].short_name} ngày {dates.short(on)}"
            for code, on in filed.items()
        ]
        facts[subject] = {
            year: {
                "registered": list(filed),
                "evidence": {
                    "registered": f"Sổ đăng ký thi đua năm {year}: "
                    + (", ".join(said) or "không có tên")
                },
            }
        }
    return facts


def _filed(subject_ids: Collection[int], year: int) -> dict[int, dict[str, date]]:
    mains = aliases.family(subject_ids)
    rows = (
        Registration.objects.filter(subject__in=mains, movement__year=year)
        .exclude(state=RegistrationState.WITHDRAWN)
        .order_by("award", "-filed_on")
    )
    found: dict[int, dict[str, date]] = {}
    for subject, award, on in rows.values_list("subject_id", "award", "filed_on"):
        found.setdefault(mains[subject], {})[award] = on
    return {key: found[mains[key]] for key in subject_ids if mains[key] in found}


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
    mains = aliases.family(subject_ids)
    return {key for key in subject_ids if mains[key] in asked}
