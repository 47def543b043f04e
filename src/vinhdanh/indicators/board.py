"""Figures of units as they stand: read in a few statements, rolled up exactly."""

from collections.abc import Collection, Iterable

from django.db.models import Q

from vinhdanh.indicators import rollup
from vinhdanh.indicators.enums import ValueState
from vinhdanh.indicators.models import Indicator, IndicatorValue, Reporter
from vinhdanh.indicators.periods import Period
from vinhdanh.indicators.rollup import Figure, Told
from vinhdanh.registry.models import Unit, UnitParent

UNKNOWN: Figure[IndicatorValue] = Figure(None, 0, 0, 0)


class Board:
    """Figures of many indicators for some periods, read in a few statements."""

    def __init__(self, rows: list[Indicator], periods: Collection[Period]) -> None:
        self.rows = rows
        self._who = {period: reporters_of(rows, period) for period in periods}
        self._told = told_of(rows, {period.year for period in periods})

    def figure(
        self, indicator: Indicator, units: Collection[int], period: Period
    ) -> Figure[IndicatorValue]:
        """The figure of those of the units that report it; UNKNOWN of nobody."""
        who = self._who[period].get(indicator.pk, ())
        theirs = [unit for unit in who if unit in units]
        if not theirs:
            return UNKNOWN
        return rollup.figure(
            self._told.get(indicator.pk, ()),
            theirs,
            period,
            frequency=indicator.frequency,
            over=(indicator.over_time, indicator.over_tree),
        )

    def reporters(self, indicator: Indicator, period: Period) -> set[int]:
        """The ids of the units that report an indicator."""
        return set(self._who[period].get(indicator.pk, ()))


def figure(
    indicator: Indicator, unit: Unit, period: Period, *, is_own: bool = False
) -> Figure[IndicatorValue]:
    """Return the figure of a unit and those below it that report, for a period.

    is_own: the unit's own reports alone. What no unit of them reports is UNKNOWN, with
    nobody expected; a figure returned to its reporter is not counted.
    """
    units = {unit.pk} if is_own else ids_below(unit, period.year)
    found = figures_of([indicator], period, units=units)
    return found[indicator.pk]


def figures_of(
    indicators: Collection[Indicator],
    period: Period,
    *,
    units: Collection[int] | None = None,
) -> dict[int, Figure[IndicatorValue]]:
    """Return the figure of each indicator by its id, in two statements for all.

    units: only of these units; of all that report if not said.
    """
    board = Board(list(indicators), (period,))
    found = {}
    for each in indicators:
        theirs = board.reporters(each, period)
        who = theirs if units is None else theirs & set(units)
        found[each.pk] = board.figure(each, who, period)
    return found


def reporters_of(
    indicators: Collection[Indicator], period: Period
) -> dict[int, list[int]]:
    """Return the ids of the units that report each indicator and stood in the year."""
    rows = Reporter.objects.filter(indicator__in=[each.pk for each in indicators])
    stood = rows.filter(_stood(period.year))
    found: dict[int, list[int]] = {}
    for indicator, unit in stood.values_list("indicator_id", "unit_id"):
        found.setdefault(indicator, []).append(unit)
    return found


def _stood(year: int) -> Q:
    """A unit that was there on some day of the year."""
    begun = Q(unit__first_day=None) | Q(unit__first_day__year__lte=year)
    return begun & (Q(unit__last_day=None) | Q(unit__last_day__year__gte=year))


def told_of(
    indicators: Collection[Indicator], years: Iterable[int]
) -> dict[int, list[Told[IndicatorValue]]]:
    """Return what counts of what was reported in some years, by indicator id."""
    rows = IndicatorValue.objects.filter(
        indicator__in=[each.pk for each in indicators], year__in=list(years)
    ).exclude(state=ValueState.RETURNED)
    found: dict[int, list[Told[IndicatorValue]]] = {}
    for row in rows.select_related("unit__subject"):
        told = Told(row.unit_id, row.when, row.amount, row)
        found.setdefault(row.indicator_id, []).append(told)
    return found


def ids_below(unit: Unit, year: int) -> set[int]:
    """Return the ids of the unit and of all below it on some day of the year."""
    links = UnitParent.objects.filter(
        Q(first_day=None) | Q(first_day__year__lte=year),
        Q(last_day=None) | Q(last_day__year__gte=year),
    )
    children: dict[int, list[int]] = {}
    for child, parent in links.values_list("unit_id", "parent_id"):
        children.setdefault(parent, []).append(child)
    found, todo = {unit.pk}, [unit.pk]
    while todo:
        for child in children.get(todo.pop(), ()):
            if child not in found:
                found.add(child)
                todo.append(child)
    return found


def indicator_for(unit: Unit, code: str) -> Indicator | None:
    """Return what a unit reports under a code: its own, else the latest one above."""
    rows = Indicator.objects.filter(code=code, reporters__unit=unit)
    found = list(rows.select_related("unit__subject").order_by("-pk"))
    own = (row for row in found if row.unit_id == unit.pk)
    return next(own, found[0] if found else None)
