"""What one criterion is worth: an entry in, points out, or what is missing."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from vinhdanh.scoring.method.rules import Criterion, Formula


@dataclass(frozen=True)
class Entry:
    """What is entered for a criterion; only what its formula asks is read."""

    plan: Fraction | None = None
    actual: Fraction | None = None
    reached: bool | None = None
    grade: str | None = None
    times: int | None = None
    times_minus: int | None = None
    points: Fraction | None = None


@dataclass(frozen=True)
class Worth:
    """Points of a criterion, and what its over-fulfilment adds.

    `missing` names the fact without which nothing can be said (`plan_of_zero`: there is
    one, and it measures nothing); points are then those "so far", or 0.
    `is_counted`: did it happen at all (a penalty that bars).
    """

    points: Fraction = Fraction(0)
    bonus: Fraction = Fraction(0)
    missing: str = ""
    is_counted: bool = False


class NotAnEntry(ValueError):  # noqa: N818 - reads as the fault it names
    """An entry that its criterion cannot have; `code` says which rule it breaks."""

    def __init__(self, code: str, field: str) -> None:
        super().__init__(f"{field}: {code}")
        self.code = code
        self.field = field


def worth(criterion: Criterion, entry: Entry) -> Worth:
    """What an entry is worth by its criterion alone.

    Raises NotAnEntry for negative figures, an unknown grade, points out of bounds; and
    KeyError for a formula that needs the whole block (see `cluster`).
    """
    return _WORTHS[criterion.formula](criterion, entry)


def check(entry: Entry) -> None:
    """Raise NotAnEntry for a negative figure."""
    for name in ("plan", "actual", "times", "times_minus", "points"):
        value = getattr(entry, name)
        if value is not None and value < 0:
            raise NotAnEntry("negative", name)


def _ratio(criterion: Criterion, entry: Entry) -> Worth:
    check(entry)
    if entry.plan is None:
        return Worth(missing="plan")
    if entry.actual is None:
        return Worth(missing="actual")
    if entry.plan == 0:
        # A plan of nothing measures nothing: it is not known, and not fulfilled.
        return Worth(missing="plan_of_zero")
    return _fulfilled(criterion, entry.actual / entry.plan)


def _inverse_ratio(criterion: Criterion, entry: Entry) -> Worth:
    check(entry)
    if entry.plan is None:
        return Worth(missing="plan")
    if entry.actual is None:
        return Worth(missing="actual")
    if entry.actual == 0:
        # Nothing of what should be little: as good as can be, or as planned.
        most = Fraction(criterion.bonus_pct, 100) if entry.plan else Fraction(0)
        return _fulfilled(criterion, 1 + most)
    return _fulfilled(criterion, entry.plan / entry.actual)


def _fulfilled(criterion: Criterion, share: Fraction) -> Worth:
    over = min(max(share - 1, Fraction(0)), Fraction(criterion.bonus_pct, 100))
    return Worth(
        points=min(share, Fraction(1)) * criterion.standard,
        bonus=over * criterion.standard,
        is_counted=True,
    )


def _all_or_nothing(criterion: Criterion, entry: Entry) -> Worth:
    if entry.reached is None:
        return Worth(missing="reached")
    points = criterion.standard if entry.reached else Fraction(0)
    return Worth(points, is_counted=entry.reached)


def _grade(criterion: Criterion, entry: Entry) -> Worth:
    if entry.grade is None:
        return Worth(missing="grade")
    if entry.grade not in criterion.grades:
        raise NotAnEntry("unknown_grade", "grade")
    share = criterion.grades[entry.grade] / 100
    return Worth(share * criterion.standard, is_counted=True)


def _count(criterion: Criterion, entry: Entry) -> Worth:
    check(entry)
    if entry.times is None:
        return Worth(missing="times")
    points = min(entry.times * criterion.each, criterion.standard)
    return Worth(points, is_counted=entry.times > 0)


def _plus_minus(criterion: Criterion, entry: Entry) -> Worth:
    check(entry)
    if entry.times is None:
        return Worth(missing="times")
    if entry.times_minus is None:
        return Worth(missing="times_minus")
    net = entry.times * criterion.each - entry.times_minus * criterion.each_minus
    points = min(max(net, criterion.least), criterion.standard)
    return Worth(points, is_counted=bool(entry.times or entry.times_minus))


def _ladder(criterion: Criterion, entry: Entry) -> Worth:
    check(entry)
    if entry.times is None:
        return Worth(missing="times")
    reached = [step.points for step in criterion.steps if entry.times >= step.least]
    points = reached[-1] if reached else Fraction(0)
    return Worth(min(points, criterion.standard), is_counted=bool(reached))


def _given(criterion: Criterion, entry: Entry) -> Worth:
    check(entry)
    if entry.points is None:
        return Worth(missing="points")
    if entry.points > criterion.standard:
        raise NotAnEntry("above_standard", "points")
    return Worth(entry.points, is_counted=entry.points > 0)


_WORTHS: Final[dict[Formula, Callable[[Criterion, Entry], Worth]]] = {
    Formula.RATIO: _ratio,
    Formula.INVERSE_RATIO: _inverse_ratio,
    Formula.ALL_OR_NOTHING: _all_or_nothing,
    Formula.GRADE: _grade,
    Formula.COUNT: _count,
    Formula.PLUS_MINUS: _plus_minus,
    Formula.LADDER: _ladder,
    Formula.GIVEN: _given,
}
