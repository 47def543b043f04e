"""What an office asks of the figures of its year."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from vinhdanh.accounts import reach
from vinhdanh.base import rights
from vinhdanh.indicators import figures, rollup
from vinhdanh.indicators.board import (
    Board,
    figure,
    figures_of,
    ids_below,
    indicator_for,
    measurable_by,
)
from vinhdanh.indicators.enums import Qualifier
from vinhdanh.indicators.figures import Amount
from vinhdanh.indicators.models import ApiKey, Indicator, IndicatorValue, Reporter
from vinhdanh.indicators.periods import Period
from vinhdanh.indicators.progress import (
    Progress,
    measured_by,
    progress,
    progress_of,
    reached,
)
from vinhdanh.indicators.rollup import Figure, SumCheck
from vinhdanh.registry.models import Unit

__all__ = [
    "Progress",
    "YearLine",
    "figure",
    "figures_of",
    "fillable_by",
    "in_order",
    "indicator_for",
    "keys_visible_to",
    "measurable_by",
    "measured_by",
    "progress",
    "progress_of",
    "reached",
    "units_for",
    "values_visible_to",
    "visible_to",
    "year_lines",
]


def visible_to(user: Any) -> QuerySet[Indicator]:
    return rights.visible(
        user,
        "indicator.see",
        Indicator.objects.select_related("unit__subject", "part_of"),
    )


def values_visible_to(user: Any) -> QuerySet[IndicatorValue]:
    rows = IndicatorValue.objects.select_related(
        "indicator__unit__subject", "unit__subject", "recorded_by"
    )
    return rights.visible(user, "indicator.see", rows)


def keys_visible_to(user: Any) -> QuerySet[ApiKey]:
    rows = ApiKey.objects.select_related("unit__subject", "created_by")
    return rights.visible(user, "indicator.key", rows)


def units_for(user: Any) -> list[Unit]:
    """Return the units with indicators that a user sees, those of her roles first."""
    told = Q(pk__in=Indicator.objects.order_by().values("unit"))
    told |= Q(pk__in=Reporter.objects.order_by().values("unit"))
    rows = Unit.objects.filter(told).select_related("subject")
    found = list(rights.visible(user, "indicator.see", rows))
    held = {unit for _role, unit, _down in reach.assignments_of(user)}
    return sorted(
        found,
        key=lambda unit: (unit.pk not in held, not unit.is_own, unit.subject.sort_key),
    )


def fillable_by(key: ApiKey) -> list[Indicator]:
    """Return the indicators that another system pushes figures of with a key."""
    rows = Indicator.objects.filter(reporters__unit=key.unit)
    named = key.indicators.values("pk")
    if key.indicators.exists():
        rows = rows.filter(Q(pk__in=named) | Q(part_of__in=named))
    return in_order(list(rows))


@dataclass(frozen=True)
class YearLine:
    """An indicator of a unit for a period, beside the same period a year before.

    own: what the unit itself reports; below: those under it. Each None where it has
    nobody to report, or where the user may not see all of them.
    """

    indicator: Indicator
    own: Figure[IndicatorValue] | None
    below: Figure[IndicatorValue] | None
    now: Figure[IndicatorValue]
    last: Figure[IndicatorValue]
    checks: tuple[tuple[str, str, SumCheck], ...] = ()

    @property
    def change(self) -> str:
        """The difference to last year with its sign; empty where one is not whole."""
        now, last = self.now, self.last
        if now.amount is None or last.amount is None:
            return ""
        if not (now.is_complete and last.is_complete):
            return ""
        gap = now.amount.exact - last.amount.exact
        is_rough = now.amount.is_approximate or last.amount.is_approximate
        said = Amount(gap, Qualifier.ABOUT if is_rough else Qualifier.EXACT).shown
        return f"+{said}" if gap > 0 and not is_rough else said


def year_lines(user: Any, unit: Unit, period: Period) -> list[YearLine]:
    """Return what a unit and those below it report, parts under their whole.

    The statements asked do not grow with the indicators or the units.
    """
    below = ids_below(unit, period.year)
    rows = Indicator.objects.filter(
        pk__in=Reporter.objects.filter(unit__in=below).values("indicator")
    ).select_related("unit__subject", "part_of")
    seen = rights.visible(user, "indicator.see", Unit.objects.filter(pk__in=below))
    sees = set(seen.values_list("pk", flat=True))
    listed = in_order(list(rows))
    board = Board(listed, (period, Period(period.year - 1, period.code)))
    return [
        _line(board, indicator, unit, (below & sees) - {unit.pk}, below - sees, period)
        for indicator in listed
    ]


def in_order(rows: list[Indicator]) -> list[Indicator]:
    """Return indicators with each whole followed by its parts."""
    parts: dict[int, list[Indicator]] = {}
    for row in rows:
        if row.part_of_id is not None:
            parts.setdefault(row.part_of_id, []).append(row)
    known = {row.pk for row in rows}
    wholes = [r for r in rows if r.part_of_id is None or r.part_of_id not in known]
    return [each for row in wholes for each in (row, *parts.get(row.pk, ()))]


def _line(
    board: Board,
    indicator: Indicator,
    unit: Unit,
    below: set[int],
    hidden: set[int],
    period: Period,
) -> YearLine:
    who = board.reporters(indicator, period)
    own = board.figure(indicator, {unit.pk}, period) if unit.pk in who else None
    is_open = bool(who & below) and not who & hidden
    under = board.figure(indicator, below, period) if is_open else None
    units = below | {unit.pk} if is_open else {unit.pk}
    before = Period(period.year - 1, period.code)
    return YearLine(
        indicator,
        own,
        under,
        board.figure(indicator, units, period),
        board.figure(indicator, units, before),
        tuple(_checks(board, indicator, unit, below if is_open else set(), period)),
    )


def _checks(
    board: Board, indicator: Indicator, unit: Unit, below: set[int], period: Period
) -> Iterable[tuple[str, str, SumCheck]]:
    """(breakdown, unit or '' for those below, check) of each way it is parted.

    A unit below whose own parts contradict its whole is named, even where the errors of
    two units cancel out in their sum.
    """
    axes: dict[str, list[Indicator]] = {}
    for row in board.rows:
        if row.part_of_id == indicator.pk:
            axes.setdefault(row.breakdown, []).append(row)
    for axis, parts in axes.items():
        for who, units in ((str(unit), {unit.pk}), ("", below)):
            whole = board.figure(indicator, units, period)
            if whole.expected:
                yield axis, who, _check(board, whole, parts, units, period)
        for pk in sorted(below):
            whole = board.figure(indicator, {pk}, period)
            check = _check(board, whole, parts, {pk}, period)
            if check.state == "differs":
                yield axis, str(whole.rows[0].ref.unit), check


def _check(
    board: Board,
    whole: Figure[IndicatorValue],
    parts: list[Indicator],
    units: set[int],
    period: Period,
) -> SumCheck:
    told = {part.name: board.figure(part, units, period) for part in parts}
    amounts = {
        name: each.amount if each.is_complete else None for name, each in told.items()
    }
    told_whole = whole.amount if whole.is_complete else None
    check = rollup.check_sum(told_whole, amounts)
    partly = figures.total([e.amount for e in told.values() if e.amount is not None])
    return SumCheck(check.state, whole.amount, partly, check.missing)
