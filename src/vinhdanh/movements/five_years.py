"""Five years summed up for a congress of models: movements, awards, models found."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from vinhdanh import assess
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.models import Award
from vinhdanh.movements.models import Discovery, Gathering, Movement
from vinhdanh.registry import queries as registry
from vinhdanh.registry.enums import SubjectKind


@dataclass(frozen=True)
class YearLine:
    """A movement of one of the five years, counted."""

    movement: Movement
    targets: int
    tasks: int
    done: int
    discoveries: int


@dataclass(frozen=True)
class AwardLine:
    """How often a title or form was conferred, to people or to collectives, by year."""

    code: str
    name: str
    is_collective: bool
    by_year: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.by_year)


def years_of(movement: Movement) -> list[int]:
    return list(range(movement.first_day.year, movement.last_day.year + 1))


def year_lines(movement: Movement) -> list[YearLine]:
    """Return the movements that a five-year one contains, in order of their years."""
    parts = movement.parts.order_by("year", "name").prefetch_related(
        "targets", "key_tasks", "reviews__discoveries"
    )
    return [
        YearLine(
            part,
            targets=len(part.targets.all()),
            tasks=len(part.key_tasks.all()),
            done=sum(task.done_on is not None for task in part.key_tasks.all()),
            discoveries=sum(
                len(review.discoveries.all()) for review in part.reviews.all()
            ),
        )
        for part in parts
    ]


def awards_of(movement: Movement) -> QuerySet[Award]:
    """Return the standing awards of the unit and below it, achieved in those years."""
    years = years_of(movement)
    units = {
        pk
        for year in years
        for pk in registry.ids_below(movement.unit, date(year, 12, 31))
    }
    return ledger.standing_awards().filter(unit__in=units, year__in=years)


def award_lines(movement: Movement) -> list[AwardLine]:
    """Count the awards of the five years, in the order of the law's list."""
    years = years_of(movement)
    counts = Counter(
        (code, kind != SubjectKind.PERSON, year)
        for code, kind, year in awards_of(movement).values_list(
            "code", "subject__kind", "year"
        )
    )
    return [
        AwardLine(
            code,
            award.name,
            is_collective,
            tuple(counts[code, is_collective, year] for year in years),
        )
        for code, award in assess.awards().items()
        for is_collective in (True, False)
        if any(counts[code, is_collective, year] for year in years)
    ]


def honoured_at(gathering: Gathering) -> QuerySet[Award]:
    """Return the standing awards of the decisions read out at a gathering."""
    units = registry.ids_below(gathering.movement.unit, gathering.held_on)
    found = (
        ledger.standing_awards()
        .filter(unit__in=units, decision_number__in=gathering.decision_numbers)
        .select_related("subject")
        .order_by("code", "-subject__kind", "subject__sort_key")
    )
    return ledger.with_later_entries(found)


def honoured_lines(awards: Iterable[Award]) -> list[AwardLine]:
    """Count awards by title or form and kind of recipient."""
    names = assess.awards()
    counts = Counter(
        (award.code, award.subject.kind != SubjectKind.PERSON) for award in awards
    )
    return [
        AwardLine(code, names[code].name, is_collective, (count,))
        for (code, is_collective), count in sorted(
            counts.items(), key=lambda item: (item[0][0], not item[0][1])
        )
    ]


def discoveries_of(movement: Movement) -> QuerySet[Discovery]:
    """Return the models found by the reviews of the five years and of its own."""
    return (
        Discovery.objects.filter(review__movement__in=[movement, *movement.parts.all()])
        .exclude(review__concluded_on=None)
        .select_related("review__movement")
        .order_by("review__movement__year", "review__as_of", "position")
    )
