"""How far the targets of a movement are, by the indicators that measure them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from vinhdanh.indicators import figures, rollup
from vinhdanh.indicators.board import (
    UNKNOWN,
    ids_below,
    indicator_for,
    reporters_of,
    told_of,
)
from vinhdanh.indicators.enums import Qualifier, TimeRollUp
from vinhdanh.indicators.figures import Amount
from vinhdanh.indicators.models import Indicator, IndicatorValue
from vinhdanh.indicators.periods import Period
from vinhdanh.indicators.rollup import Figure
from vinhdanh.movements.models import Movement, Target
from vinhdanh.registry.models import Unit
from vinhdanh.viet import text


@dataclass(frozen=True)
class Progress:
    """How far a target is: state is "reached", "not_yet", "unknown" or "other_measure".

    share: what is done of the way from the base (or from nothing) to the goal, exact;
    None where it cannot be said.
    """

    target: Target
    indicator: Indicator | None
    figure: Figure[IndicatorValue]
    state: str
    share: Fraction | None = None

    @property
    def shown(self) -> str:
        return self.figure.shown


def progress_of(movement: Movement, on: date | None = None) -> list[Progress]:
    """Return the progress of each target of a movement; see `progress`."""
    targets = movement.targets.select_related(
        "movement__unit__subject",
        "measured_by__indicator__unit__subject",
        "measured_by__unit__subject",
    )
    return [progress(target, on) for target in targets]


def progress(target: Target, on: date | None = None) -> Progress:
    """Return how far a target is, by the indicator tied to it, or named by its code.

    on: from reports of periods that had ended by that day alone.
    """
    link = getattr(target, "measured_by", None)
    movement = target.movement
    unit = (link.unit if link else None) or movement.unit
    indicator = link.indicator if link else None
    if indicator is None and target.indicator_code:
        indicator = indicator_for(movement.unit, target.indicator_code)
    if indicator is None:
        return Progress(target, None, UNKNOWN, "unknown")
    years = range(movement.first_day.year, movement.last_day.year + 1)
    found = _over_years(indicator, unit, years, on)
    if target.unit and text.fold(target.unit) != text.fold(indicator.measure):
        return Progress(target, indicator, found, "other_measure")
    state = _state(target, found, can_add=indicator.over_time == TimeRollUp.SUM)
    return Progress(target, indicator, found, state, _share(target, found))


def _over_years(
    indicator: Indicator, unit: Unit, years: Iterable[int], on: date | None
) -> Figure[IndicatorValue]:
    """One figure of several years, put together as the parts of a year are."""
    found = []
    told = told_of([indicator], years).get(indicator.pk, [])
    for year in years:
        period = Period(year)
        units = ids_below(unit, year)
        who = [
            pk
            for pk in reporters_of([indicator], period).get(indicator.pk, ())
            if pk in units
        ]
        rows = [
            row
            for row in told
            if row.period.year == year
            and (on is None or (year, row.period.last) <= _ended(on))
        ]
        over = (indicator.over_time, indicator.over_tree)
        if who:
            found.append(
                rollup.figure(
                    rows, who, period, frequency=indicator.frequency, over=over
                )
            )
    return _joined(found, indicator.over_time)


def _ended(on: date) -> tuple[int, int]:
    """The last month that had ended on a day."""
    is_last_day = (on + timedelta(days=1)).month != on.month
    return (on.year, on.month if is_last_day else on.month - 1)


def _joined(years: list[Figure[IndicatorValue]], how: str) -> Figure[IndicatorValue]:
    if len(years) == 1:
        return years[0]
    told = [each for each in years if each.amount is not None]
    amounts = [each.amount for each in told if each.amount is not None]
    amount: Amount | None = None
    if how == TimeRollUp.LAST and told:
        amount = told[-1].amount
    elif how == TimeRollUp.MEAN:
        amount = figures.mean(amounts)
    elif how == TimeRollUp.SUM:
        amount = figures.total(amounts)
    return Figure(
        amount,
        reported=sum(each.reported for each in years),
        complete=sum(each.complete for each in years),
        expected=sum(each.expected for each in years),
        rows=tuple(row for each in told for row in each.rows),
    )


def _state(target: Target, found: Figure[IndicatorValue], *, can_add: bool) -> str:
    """Whether the goal is reached, as far as bounds and missing reports let it be said.

    “Hơn 50.000” reaches 50.000, “gần 50.000” does not, “khoảng 50.000” leaves it open.
    can_add: what is not reported yet can only add to the figure.
    """
    goal, amount = target.goal_hundredths, found.amount
    if goal is None or amount is None:
        return "unknown"
    is_more = target.direction == "more"
    is_there = amount.exact >= goal if is_more else amount.exact <= goal
    if amount.is_approximate:
        return _state_of_rough(amount, goal, is_more=is_more)
    if found.is_complete or (can_add and is_there == is_more):
        return "reached" if is_there else "not_yet"
    # So far below a goal that more is better for, or below a ceiling: more may come.
    return "not_yet" if is_more else "unknown"


def _state_of_rough(amount: Amount, goal: int, *, is_more: bool) -> str:
    above = amount.qualifier in figures.LOWER and amount.exact >= goal
    beneath = amount.qualifier in figures.UPPER and amount.exact <= goal
    if above and (is_more or amount.exact > goal or amount.qualifier == Qualifier.OVER):
        return "reached" if is_more else "not_yet"
    if beneath:
        return "not_yet" if is_more else "reached"
    return "unknown"


def _share(target: Target, found: Figure[IndicatorValue]) -> Fraction | None:
    goal, amount = target.goal_hundredths, found.amount
    base = target.base_hundredths or 0
    if goal is None or amount is None or goal == base:
        return None
    if target.direction == "less" and target.base_hundredths is None:
        return None
    return (amount.exact - base) / (goal - base)


def reached(movement: Movement) -> list[tuple[Target, str]]:
    """Return the targets of a movement, each with the figure reached so far.

    The figure is empty for a target that no indicator measures, or none yet.
    """
    return [(each.target, each.shown) for each in progress_of(movement)]
