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
        self,
        indicator: Indicator,
        units: Collection[int],
        period: Period,
        *,
        up_to: tuple[int, int] | None = None,
    ) -> Figure[IndicatorValue]:
        """The figure of those of the units that report it; UNKNOWN of nobody.

        up_to: from periods that end by a month (year, month) alone.
        """
        who = self._who[period].get(indicator.pk, ())
        theirs = [unit for unit in who if unit in units]
        if not theirs:
            return UNKNOWN
        told = [
            row
            for row in self._told.get(indicator.pk, ())
            if up_to is None or (row.period.year, row.period.last) <= up_to
        ]
        return rollup.figure(
            told,
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


class Tree:
    """The units as they stood under one another in a year; one statement."""

    def __init__(self, year: int) -> None:
        links = UnitParent.objects.filter(
            Q(first_day=None) | Q(first_day__year__lte=year),
            Q(last_day=None) | Q(last_day__year__gte=year),
        )
        self._children: dict[int, list[int]] = {}
        for child, parent in links.values_list("unit_id", "parent_id"):
            self._children.setdefault(parent, []).append(child)

    def below(self, unit: int) -> set[int]:
        """Return the ids of the unit and of all below it on some day of the year."""
        found, todo = {unit}, [unit]
        while todo:
            for child in self._children.get(todo.pop(), ()):
                if child not in found:
                    found.add(child)
                    todo.append(child)
        return found


def ids_below(unit: Unit, year: int) -> set[int]:
    """Return the ids of the unit and of all below it on some day of the year."""
    return Tree(year).below(unit.pk)


def measuring(wanted: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Indicator]:
    """Return by unit id and code the indicator that measures the unit's targets.

    Its own one, else the latest of those above that it reports; in two statements.
    """
    pairs = {pair for pair in wanted if pair[1]}
    if not pairs:
        return {}
    units, codes = zip(*pairs, strict=True)
    told = Reporter.objects.filter(unit__in=units, indicator__code__in=codes)
    reporting: dict[int, set[int]] = {}
    for indicator, unit in told.values_list("indicator_id", "unit_id"):
        reporting.setdefault(indicator, set()).add(unit)
    rows = Indicator.objects.filter(Q(unit__in=units) | Q(pk__in=reporting))
    rows = rows.filter(code__in=codes).select_related("unit__subject")
    found: dict[tuple[int, str], Indicator] = {}
    own: dict[tuple[int, str], Indicator] = {}
    for row in rows.order_by("pk"):
        own[row.unit_id, row.code] = row
        found |= {(unit, row.code): row for unit in reporting.get(row.pk, ())}
    found |= own
    return {pair: row for pair, row in found.items() if pair in pairs}


def measurable_by(unit: Unit) -> list[Indicator]:
    """Return what may measure a unit's targets: its own indicators, those it reports.

    Of two with one code the one that measures; see `measuring`.
    """
    told = Reporter.objects.filter(unit=unit).values("indicator")
    rows = Indicator.objects.filter(Q(unit=unit) | Q(pk__in=told)).order_by("pk")
    ordered = sorted(rows, key=lambda row: row.unit_id == unit.pk)
    found = {row.code: row for row in ordered}
    return sorted(found.values(), key=lambda row: (row.position, row.name))


def indicator_for(unit: Unit, code: str) -> Indicator | None:
    """Return what a unit reports under a code: its own, else the latest one above."""
    rows = Indicator.objects.filter(code=code, reporters__unit=unit)
    found = list(rows.select_related("unit__subject").order_by("-pk"))
    own = (row for row in found if row.unit_id == unit.pk)
    return next(own, found[0] if found else None)
