"""What was registered against what was proposed, voted and conferred.

Three different states, told by three rooms: each offers its stage at start-up by
`register`, because nominations and councils stand above this room. What was conferred
is read from the ledger.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from vinhdanh import assess
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.models import Award
from vinhdanh.movements import queries
from vinhdanh.movements.enums import RegistrationState
from vinhdanh.movements.models import Movement, Registration
from vinhdanh.registry import aliases
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Subject, Unit

Pair = tuple[int, str]
"""The main record of a subject by its key, and the code of a title."""
Source = Callable[[Collection[int], int], set[Pair]]
"""Takes the keys of units and a year; returns who came to the stage with what."""


class Stage(StrEnum):
    """How far a title came, in the order of the year."""

    REGISTERED = "registered"
    PROPOSED = "proposed"
    VOTED = "voted"
    CONFERRED = "conferred"


_sources: Final[dict[Stage, Source]] = {}


def register(stage: Stage, source: Source) -> None:
    """Let a room tell who came to a stage; called once, at start-up."""
    _sources[stage] = source


@dataclass(frozen=True)
class Case:
    """One title of one subject of the year: registered, or conferred without.

    award: the award that stands in the ledger. `is_endorsed` only where registered.
    """

    subject: Subject
    name: str
    unit: Unit
    title: assess.Award
    stages: frozenset[Stage]
    registration: Registration | None = None
    award: Award | None = None

    @property
    def is_registered(self) -> bool:
        return Stage.REGISTERED in self.stages

    @property
    def is_proposed(self) -> bool:
        return Stage.PROPOSED in self.stages

    @property
    def is_voted(self) -> bool:
        return Stage.VOTED in self.stages

    @property
    def is_conferred(self) -> bool:
        return Stage.CONFERRED in self.stages

    @property
    def is_missed(self) -> bool:
        """Registered, and not conferred so far."""
        return self.is_registered and not self.is_conferred

    @property
    def is_unasked(self) -> bool:
        """Conferred though nobody had registered it."""
        return self.is_conferred and not self.is_registered


@dataclass(frozen=True)
class Count:
    """One title, of one unit or of all (unit: None): how many came to each stage.

    proposed, voted, conferred count those registered; `unasked` the others conferred.
    """

    unit: Unit | None
    title: assess.Award
    cases: tuple[Case, ...]

    def _of(self, stage: Stage) -> int:
        return sum(case.is_registered and stage in case.stages for case in self.cases)

    @property
    def registered(self) -> int:
        return self._of(Stage.REGISTERED)

    @property
    def proposed(self) -> int:
        return self._of(Stage.PROPOSED)

    @property
    def voted(self) -> int:
        return self._of(Stage.VOTED)

    @property
    def conferred(self) -> int:
        return self._of(Stage.CONFERRED)

    @property
    def missed(self) -> int:
        return sum(case.is_missed for case in self.cases)

    @property
    def unasked(self) -> int:
        return sum(case.is_unasked for case in self.cases)


def cases(movement: Movement) -> list[Case]:
    """Return every title registered or conferred in the movement's tree and year.

    In the order of the titles, then of the units and names. Withdrawn registrations
    and awards revoked do not count; the statements do not grow with the rows.
    """
    units = {
        unit.pk: unit
        for unit in registry.units_below(movement.unit, queries.roster_day(movement))
    }
    registered = _registered(movement)
    units |= {row.unit_id: row.unit for row in registered.values()}
    conferred = _conferred(units, movement.year)
    told = {
        stage: source(list(units), movement.year) for stage, source in _sources.items()
    }
    made = [
        _case(pair, registered.get(pair), conferred.get(pair), units, told)
        for pair in dict.fromkeys((*registered, *conferred))
    ]
    order = {code: place for place, code in enumerate(assess.awards())}
    return sorted(
        made,
        key=lambda case: (
            order[case.title.code],
            case.unit.subject.sort_key,
            case.subject.sort_key,
        ),
    )


def by_title(rows: Collection[Case]) -> list[Count]:
    """Count the cases of each title, over all units."""
    found: dict[str, list[Case]] = {}
    for case in rows:
        found.setdefault(case.title.code, []).append(case)
    return [Count(None, some[0].title, tuple(some)) for some in found.values()]


def by_unit(rows: Collection[Case]) -> list[Count]:
    """Count the cases of each unit and title, unit by unit."""
    found: dict[tuple[int, str], list[Case]] = {}
    for case in sorted(rows, key=lambda case: case.unit.subject.sort_key):
        found.setdefault((case.unit.pk, case.title.code), []).append(case)
    return [Count(some[0].unit, some[0].title, tuple(some)) for some in found.values()]


def _registered(movement: Movement) -> dict[Pair, Registration]:
    rows = (
        queries.registrations_in(movement)
        .exclude(state=RegistrationState.WITHDRAWN)
        .select_related("subject__alias_of", "unit__subject")
        .order_by("pk")
    )
    return {(aliases.main_of(row.subject).pk, row.award): row for row in rows}


def _conferred(units: Collection[int], year: int) -> dict[Pair, Award]:
    rows = (
        ledger.standing_awards()
        .filter(unit__in=list(units), year=year, code__in=_titles())
        .select_related("subject__alias_of", "unit__subject")
        .order_by("pk")
    )
    return {(aliases.main_of(row.subject).pk, row.code): row for row in rows}


def _titles() -> list[str]:
    return [code for code, award in assess.awards().items() if award.kind == "title"]


def _name(registration: Registration | None, award: Award | None) -> str:
    """Return the name as printed on the day of registering, or of the award."""
    if registration is not None:
        return registration.printed_name
    return award.recipient_name if award is not None else ""


def _case(
    pair: Pair,
    registration: Registration | None,
    award: Award | None,
    units: dict[int, Unit],
    told: dict[Stage, set[Pair]],
) -> Case:
    stages = {stage for stage, pairs in told.items() if pair in pairs}
    if registration is not None:
        stages.add(Stage.REGISTERED)
    if award is not None:
        stages.add(Stage.CONFERRED)
    row = registration or award
    assert row is not None  # noqa: S101 - a pair comes from one of them
    return Case(
        subject=aliases.main_of(row.subject),
        name=_name(registration, award),
        unit=units[row.unit_id],
        title=assess.awards()[pair[1]],
        stages=frozenset(stages),
        registration=registration,
        award=award,
    )
