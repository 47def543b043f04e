"""The year of an office as one line of steps with their deadlines.

Rooms add what they know of a step through `register`; the office's own plan (rows of
`PlannedStep`) has the last word on a deadline.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from vinhdanh.base import clock
from vinhdanh.movements import queries
from vinhdanh.movements.enums import ReviewKind, StepOfYear
from vinhdanh.movements.models import PlannedStep
from vinhdanh.registry.models import Unit

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Step:
    """What a room knows of one step: until when, since when done, where to look.

    code: of `StepOfYear`, or a code of the room's own, which stands after those.
    rests_on: where the deadline comes from, as “Kế hoạch số 03/KH-VP”.
    """

    code: str
    label: str
    due_on: date | None = None
    done_on: date | None = None
    url: str = ""
    detail: str = ""
    rests_on: str = ""


@dataclass(frozen=True)
class Line:
    """One step of the year as it stands; state: done, late, soon or todo."""

    step: Step
    state: str
    is_planned: bool = False


Source = Callable[[Unit, int], Iterable[Step]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Add a source of steps; called once, at start-up."""
    _sources.append(source)
    return source


def of_year(unit: Unit, year: int) -> list[Line]:
    """Return the steps of a unit's year, the rooms' own after the ten of the year."""
    told: dict[str, list[Step]] = {}
    for source in _sources:
        for step in source(unit, year):
            told.setdefault(step.code, []).append(step)
    planned = {
        row.step: row for row in PlannedStep.objects.filter(unit=unit, year=year)
    }
    today = clock.today()
    lines = []
    for known in StepOfYear:
        step = _together(known, told.pop(known.value, []))
        row = planned.get(known.value)
        if row is not None:
            step = _due(step, row.due_on, row.source)
        lines.append(Line(step, state_of(step, today), is_planned=row is not None))
    others = [step for steps in told.values() for step in steps]
    others.sort(key=lambda step: (step.due_on is None, step.due_on or date.max))
    return lines + [Line(step, state_of(step, today)) for step in others]


def state_of(step: Step, today: date) -> str:
    """Say where a step stands: a day without a deadline is never late."""
    if step.done_on is not None:
        return "done"
    if step.due_on is None:
        return "todo"
    if step.due_on < today:
        return "late"
    return "soon" if step.due_on <= today + SOON else "todo"


def _together(known: StepOfYear, steps: list[Step]) -> Step:
    """Put what several rooms say of a step together: done once all of it is done."""
    due = min((step.due_on for step in steps if step.due_on), default=None)
    days = [step.done_on for step in steps if step.done_on]
    rests_on = next((s.rests_on for s in steps if due and s.due_on == due), "")
    return Step(
        code=known.value,
        label=str(known.label),
        due_on=due,
        done_on=max(days) if days and len(days) == len(steps) else None,
        url=next((step.url for step in steps if step.url), ""),
        detail="; ".join(step.detail for step in steps if step.detail),
        rests_on=rests_on,
    )


def _due(step: Step, due_on: date, rests_on: str) -> Step:
    return Step(
        step.code, step.label, due_on, step.done_on, step.url, step.detail, rests_on
    )


@register
def movements_of_year(unit: Unit, year: int) -> list[Step]:
    """Say when the year's movement was launched, registered in and reviewed."""
    movement = queries.movement_of_year(unit, year)
    if movement is None:
        return []
    concluded = {
        review.kind: review.concluded_on
        for review in movement.reviews.order_by("as_of")
    }
    closes, opens = movement.registration_closes, movement.registration_opens
    is_over = closes is not None and closes < clock.today()
    has_any = queries.registrations_in(movement).exists()
    steps = [
        Step(StepOfYear.LAUNCH, "", done_on=movement.launched_on, detail=movement.name),
        Step(StepOfYear.HALF_YEAR, "", done_on=concluded.get(ReviewKind.HALF_YEAR)),
        Step(StepOfYear.REPORT, "", done_on=concluded.get(ReviewKind.FINAL)),
    ]
    if opens or closes or has_any:
        steps.append(
            Step(
                StepOfYear.REGISTER,
                "",
                due_on=closes,
                done_on=closes if is_over and has_any else None,
                rests_on=movement.plan_number,
            )
        )
    return steps
