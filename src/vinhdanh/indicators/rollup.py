"""Figures of units and periods made into one: over time first, then over the tree.

A unit or a period that has not reported is unknown, never zero: every figure says how
many of those that report have done so.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from vinhdanh.indicators import figures
from vinhdanh.indicators.enums import TimeRollUp, TreeRollUp
from vinhdanh.indicators.figures import Amount
from vinhdanh.indicators.periods import Period, widest_cover

Ref = TypeVar("Ref")


@dataclass(frozen=True)
class Told(Generic[Ref]):
    """A figure as reported: by which unit, for which period; `ref` is its row."""

    unit: int
    period: Period
    amount: Amount
    ref: Ref


@dataclass(frozen=True)
class OfUnit(Generic[Ref]):
    """One unit's figure of a period: from `reported` of the `expected` reports.

    parts: how many parts of the period were told, and how many there are.
    """

    amount: Amount | None
    reported: int
    expected: int
    rows: tuple[Told[Ref], ...] = ()
    parts: tuple[int, int] = (0, 0)

    @property
    def is_complete(self) -> bool:
        return self.amount is not None and self.reported == self.expected


@dataclass(frozen=True)
class Figure(Generic[Ref]):
    """A figure of some units: `reported` of `expected` have told theirs.

    complete: how many of them have told the whole period. rows: what it is made of.
    parts: how many parts of the period all of them told, and how many there are.
    """

    amount: Amount | None
    reported: int
    complete: int
    expected: int
    rows: tuple[Told[Ref], ...] = ()
    parts: tuple[int, int] = (0, 0)

    @property
    def is_complete(self) -> bool:
        return self.expected > 0 and self.complete == self.expected

    @property
    def shown(self) -> str:
        return self.amount.shown if self.amount else ""


def over_time(
    rows: Iterable[Told[Ref]], period: Period, frequency: str, how: str
) -> OfUnit[Ref]:
    """Make one unit's figure of a period of what it reported within it.

    Its own report of the whole period is taken as it is, whatever its parts say. Of a
    state (the last one counts) it has told all once it has told the last part.
    """
    inside = [row for row in rows if period.covers(row.period)]
    parts = period.parts(frequency)
    whole = [row for row in inside if row.period == period]
    told = (_told(inside, parts), len(parts))
    used = tuple(whole) if whole else _used(inside, period, parts, how)
    if how == TimeRollUp.LAST:
        parts = parts[-1:]
    amounts = [row.amount for row in used]
    combine = figures.mean if how == TimeRollUp.MEAN else figures.total
    return OfUnit(combine(amounts), _told(used, parts), len(parts), used, told)


def _told(rows: Collection[Told[Ref]], parts: list[Period]) -> int:
    """How many of the parts the rows cover."""
    return sum(any(row.period.covers(part) for row in rows) for part in parts)


def _used(
    inside: list[Told[Ref]], period: Period, parts: list[Period], how: str
) -> tuple[Told[Ref], ...]:
    if how == TimeRollUp.SUM:
        return tuple(widest_cover([(row.period, row) for row in inside], period))
    if how == TimeRollUp.MEAN:
        regular = [row for row in inside if row.period in parts]
        return tuple(sorted(regular, key=lambda row: row.period.first))
    if how == TimeRollUp.LAST and inside:
        return (max(inside, key=lambda row: (row.period.last, -row.period.length)),)
    return ()


def over_tree(units: Mapping[int, OfUnit[Ref]], how: str) -> Figure[Ref]:
    """Make one figure of those of units; where nothing rolls up, of one unit alone."""
    told = [each for each in units.values() if each.amount is not None]
    amounts = [each.amount for each in told if each.amount is not None]
    amount: Amount | None = None
    if how == TreeRollUp.MEAN:
        amount = figures.mean(amounts)
    elif how == TreeRollUp.SUM or len(units) == 1:
        amount = figures.total(amounts)
    return Figure(
        amount,
        reported=len(told),
        complete=sum(each.is_complete for each in told),
        expected=len(units),
        rows=tuple(row for each in told for row in each.rows),
        parts=total_parts(each.parts for each in units.values()),
    )


def total_parts(parts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Add up how many parts were told and how many there are."""
    pairs = list(parts)
    return sum(told for told, _of in pairs), sum(of for _told, of in pairs)


def figure(
    rows: Collection[Told[Ref]],
    units: Iterable[int],
    period: Period,
    *,
    frequency: str,
    over: tuple[str, str],
) -> Figure[Ref]:
    """The figure of some units for a period. over: the roll-up in time, in the tree."""
    by_unit: dict[int, list[Told[Ref]]] = {unit: [] for unit in units}
    for row in rows:
        if row.unit in by_unit:
            by_unit[row.unit].append(row)
    found = {
        unit: over_time(theirs, period, frequency, over[0])
        for unit, theirs in by_unit.items()
    }
    return over_tree(found, over[1])


@dataclass(frozen=True)
class SumCheck:
    """Whether the parts of a breakdown make up the whole.

    state: "adds_up", "differs", "unknown" (the whole or a part is not told, and what
    is told does not contradict it) or "approximate". parts: the sum of those told.
    """

    state: str
    whole: Amount | None
    parts: Amount | None
    missing: tuple[str, ...] = ()

    @property
    def difference(self) -> str:
        """By how much the parts exceed the whole, with its sign."""
        if self.whole is None or self.parts is None:
            return ""
        gap = Amount(self.parts.exact - self.whole.exact)
        return f"{'+' if gap.exact > 0 else ''}{gap.shown}"


def check_sum(whole: Amount | None, parts: Mapping[str, Amount | None]) -> SumCheck:
    """Hold the parts of a breakdown against the whole; nothing is mended."""
    missing = tuple(name for name, amount in parts.items() if amount is None)
    told = [amount for amount in parts.values() if amount is not None]
    summed = figures.total(told)
    if whole is None or summed is None:
        return SumCheck("unknown", whole, summed, missing)
    if whole.is_approximate or summed.is_approximate:
        return SumCheck("approximate", whole, summed, missing)
    exceeds = summed.exact > whole.exact and all(each.exact >= 0 for each in told)
    if missing and not exceeds:
        return SumCheck("unknown", whole, summed, missing)
    state = "adds_up" if summed.exact == whole.exact else "differs"
    return SumCheck(state, whole, summed, missing)
