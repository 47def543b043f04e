"""How far the targets of a movement are, by the indicators that measure them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from vinhdanh.indicators import figures
from vinhdanh.indicators.board import UNKNOWN, Board, Tree, measuring
from vinhdanh.indicators.enums import Qualifier, TimeRollUp
from vinhdanh.indicators.figures import Amount
from vinhdanh.indicators.models import Indicator, IndicatorValue
from vinhdanh.indicators.periods import Period
from vinhdanh.indicators.rollup import Figure, total_parts
from vinhdanh.movements.enums import Direction
from vinhdanh.movements.models import Movement, Target
from vinhdanh.viet import text

AT_LEAST: Final = frozenset({Qualifier.EXACT, *figures.LOWER})
AT_MOST: Final = frozenset({Qualifier.EXACT, *figures.UPPER})
_STATES: Final = {True: "reached", False: "not_yet", None: "unknown"}


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
    """Return the progress of each target of a movement; see `progress_of_targets`."""
    targets = movement.targets.select_related("movement__unit__subject")
    return progress_of_targets(list(targets), on)


def progress(target: Target, on: date | None = None) -> Progress:
    """Return how far one target is; see `progress_of_targets`."""
    return progress_of_targets([target], on)[0]


def measured_by(
    indicator: Indicator, movements: Collection[Movement]
) -> list[Progress]:
    """Return the progress of those targets of some movements that it measures."""
    rows = Target.objects.filter(
        movement__in=movements, indicator_code=indicator.code
    ).select_related("movement__unit__subject")
    return [
        each
        for each in progress_of_targets(list(rows))
        if each.indicator is not None and each.indicator.pk == indicator.pk
    ]


def progress_of_targets(
    targets: Sequence[Target], on: date | None = None
) -> list[Progress]:
    """Return how far each target is, by the indicator that it names by its code.

    It is measured by the figure of the movement's unit and those below it. on: from
    reports of periods that had ended by that day alone. The statements asked grow with
    the years, not with the targets.
    """
    found = measuring(
        (target.movement.unit_id, target.indicator_code) for target in targets
    )
    if not found:
        return [Progress(target, None, UNKNOWN, "unknown") for target in targets]
    years = sorted({year for target in targets for year in _years(target.movement)})
    board = Board(list(set(found.values())), [Period(year) for year in years])
    trees = {year: Tree(year) for year in years}
    return [
        _progress(
            target,
            found.get((target.movement.unit_id, target.indicator_code)),
            board,
            trees,
            on,
        )
        for target in targets
    ]


def _progress(
    target: Target,
    indicator: Indicator | None,
    board: Board,
    trees: dict[int, Tree],
    on: date | None,
) -> Progress:
    if indicator is None:
        return Progress(target, None, UNKNOWN, "unknown")
    told = []
    for year in _years(target.movement):
        units = trees[year].below(target.movement.unit_id)
        up_to = _ended(on) if on else None
        told.append(board.figure(indicator, units, Period(year), up_to=up_to))
    found = _joined([each for each in told if each.expected], indicator.over_time)
    if target.unit and text.fold(target.unit) != text.fold(indicator.measure):
        return Progress(target, indicator, found, "other_measure")
    state = "unknown"
    if target.goal_hundredths is not None:
        met = met_so_far(found, indicator, target.goal_hundredths, target.direction)
        state = _STATES[met]
    return Progress(target, indicator, found, state, _share(target, found))


def _years(movement: Movement) -> Iterable[int]:
    return range(movement.first_day.year, movement.last_day.year + 1)


def _ended(on: date) -> tuple[int, int]:
    """The last month that had ended on a day."""
    is_last_day = (on + timedelta(days=1)).month != on.month
    return (on.year, on.month if is_last_day else on.month - 1)


def _joined(years: list[Figure[IndicatorValue]], how: str) -> Figure[IndicatorValue]:
    """One figure of several years, put together as the parts of a year are."""
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
        parts=total_parts(each.parts for each in years),
    )


def met_so_far(
    found: Figure[IndicatorValue], indicator: Indicator, goal: int, direction: str
) -> bool | None:
    """Say whether a figure reaches a goal in hundredths, as far as reports tell.

    Before all have told the whole period, what is missing can only add to a sum: its
    goal is met once it is reached, its ceiling broken once it is exceeded. A ceiling
    is kept, and a mean or a state has reached its goal, at the very end only. None:
    not known.
    """
    met = None if found.amount is None else has_met(found.amount, goal, direction)
    if met is None or found.is_complete:
        return met
    is_more = direction == Direction.MORE
    if indicator.over_time == TimeRollUp.SUM and met == is_more:
        return met
    return False if is_more and not met else None


def has_met(amount: Amount, goal: int, direction: str) -> bool | None:
    """Say whether an amount reaches a goal in hundredths; None: its words leave open.

    “hơn 98” reaches 98 of what should be more, “gần 98” does not, “khoảng” is unsure.
    """
    value, qualifier = amount.exact, amount.qualifier
    if direction == Direction.LESS:
        if qualifier in AT_MOST and value <= goal:
            return True
        is_over = value > goal or (value == goal and qualifier == Qualifier.OVER)
        return False if qualifier in AT_LEAST and is_over else None
    if qualifier in AT_LEAST and value >= goal:
        return True
    # “gần 98”, “dưới 98” are less than 98.
    is_under = value < goal or (value == goal and qualifier != Qualifier.EXACT)
    return False if qualifier in AT_MOST and is_under else None


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
