"""The standards walked row by row in plain Python: a second opinion on the columns.

Small and obvious. It reads the same Title and Condition objects as the engine and
nothing else of it: None is "not known" and every rule about it is written out here. A
condition it does not know is an error, so that a new one cannot go unchecked. Tests
hold it to the columns on random histories under each regime; for one subject
asked a thousand times, as a road map does, it is the faster of the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vinhdanh.law.branch import (
    Among,
    By,
    Claimed,
    ClaimedOver,
    IfNoted,
    Unless,
    Where,
)
from vinhdanh.law.cite import Standing
from vinhdanh.law.compare import AtLeast, AtMost, Below, Is, MoreThan, Share
from vinhdanh.law.condition import AllOf, AnyOf, Condition, Earned, Judged
from vinhdanh.law.flag import AnyFlag, Flag, Holds, Rated, Received, Since
from vinhdanh.law.ladder import Had, NotBefore
from vinhdanh.law.streak import CountInRun, CountOver, InARow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vinhdanh.law.history import Mark, Subject
    from vinhdanh.law.parameter import Value


@dataclass(frozen=True)
class Asked:
    """What every question of one evaluation knows: the subject, the day's values."""

    subject: Subject
    values: dict[str, Value]
    settled: bool = False

    def number(self, bound: int | str) -> int:
        """A bound: a number, or the value in force."""
        return bound if isinstance(bound, int) else self.values[bound].amount


def both(marks: Iterable[Mark]) -> Mark:
    """And: one no settles it; else what is not known leaves it open."""
    answer: Mark = True
    for mark in marks:
        if mark is False:
            return False
        answer = None if mark is None else answer
    return answer


def either(marks: Iterable[Mark]) -> Mark:
    """Or: one yes settles it; else what is not known leaves it open."""
    answer: Mark = False
    for mark in marks:
        if mark is True:
            return True
        answer = None if mark is None else answer
    return answer


def negate(mark: Mark) -> Mark:
    """Not."""
    return None if mark is None else not mark


def between(certain: int, possible: int | None, least: int) -> Mark:
    """Reached for certain, out of reach (None: no limit is known), or open."""
    if certain >= least:
        return True
    return False if possible is not None and possible < least else None


def mark_of(condition: Condition, asked: Asked) -> Mark:
    """Does the condition hold?"""
    kind = type(condition)
    if kind not in WAYS:
        raise TypeError(f"The walk does not know {kind.__name__}.")
    found: Mark = WAYS[kind](condition, asked)
    return found


def is_so(condition: Is, asked: Asked) -> Mark:
    """A yes-or-no fact has the value asked for."""
    value: Mark = asked.subject.get(condition.fact)
    return value if condition.value else negate(value)


def all_of(condition: AllOf, asked: Asked) -> Mark:
    """Every part."""
    return both(mark_of(part, asked) for part in condition.conditions)


def any_of(condition: AnyOf, asked: Asked) -> Mark:
    """At least one part."""
    return either(mark_of(part, asked) for part in condition.conditions)


def judged(condition: Judged, asked: Asked) -> Mark:
    """What people recorded."""
    recorded: Mark = asked.subject.get(condition.fact)
    return False if recorded is None and asked.settled else recorded


def earned_now(condition: Earned, asked: Asked) -> Mark:
    """A title of the same evaluation."""
    return asked.subject.earned_of(condition.award, settled=asked.settled)


def not_before(condition: NotBefore, asked: Asked) -> Mark:
    """Held in none of the years before."""
    lags = range(1, asked.number(condition.years))
    held = [asked.subject.get(f"held.{condition.award}", lag) for lag in lags]
    return negate(either(held))


def had(condition: Had, asked: Asked) -> Mark:
    """Conferred in some earlier year, or never."""
    known, possible = asked.subject.first_of(condition.award, condition.basis)
    mark: Mark = None
    if known is not None:
        mark = True
    elif possible == 0:
        mark = False
    return mark if condition.value else negate(mark)


def if_noted(condition: IfNoted, asked: Asked) -> Mark:
    """A rule for those of whom the fact was noted."""
    noted = asked.subject.get(condition.fact) is not None
    return mark_of(condition.rule, asked) if noted else True


def claimed(condition: Claimed, asked: Asked) -> Mark:
    """A way that is closed until somebody claims it."""
    return asked.subject.get(condition.fact) is True


def claimed_over(condition: ClaimedOver, asked: Asked) -> Mark:
    """So many in all the years, as far as anybody claims."""
    counts = [count_at(condition.count, lag, asked) for lag in range(condition.years)]
    return sum(count or 0 for count in counts) >= asked.number(condition.least)


def among(condition: Among, asked: Asked) -> Mark:
    """One of several levels."""
    rank = asked.subject.get(condition.fact)
    return None if rank is None else rank in condition.ranks


def where(condition: Where, asked: Asked) -> Mark:
    """One rule or another; with the test open, only what both say is sure."""
    test, then, other = (mark_of(part, asked) for part in condition.parts())
    if test is None:
        return then if then == other else None
    return then if test else other


def by(condition: By, asked: Asked) -> Mark:
    """A way on one basis, closed to a proposal on another."""
    basis = asked.subject.get("basis")
    if basis is not None and basis != condition.basis:
        return False
    return mark_of(condition.way, asked)


def compared(condition: Any, asked: Asked) -> Mark:
    """A fact of the judged year against a bound."""
    value: int | None = asked.subject.get(condition.fact)
    bound = asked.number(condition.bound)
    if value is None:
        return None
    match condition:
        case AtLeast():
            return value >= bound
        case MoreThan():
            return value > bound
        case AtMost():
            return value <= bound
        case _:
            return value < bound


def shared(condition: Share, asked: Asked) -> Mark:
    """A part of a whole, compared in whole numbers."""
    part: int | None = asked.subject.get(condition.part)
    whole: int | None = asked.subject.get(condition.whole)
    if part is None or whole is None:
        return None
    amount, of = (
        (asked.values[condition.share].amount, asked.values[condition.share].of)
        if isinstance(condition.share, str)
        else condition.share
    )
    if condition.strict:
        return part * of > whole * amount
    return part * of >= whole * amount


def unless(condition: Unless, asked: Asked) -> Mark:
    """The rule or an exemption; a recalled exemption saves nobody by itself."""
    marks = [mark_of(condition.rule, asked)]
    for exemption in condition.exemptions:
        mark = mark_of(exemption.holds, asked)
        if exemption.noted and asked.subject.get(exemption.noted) is None:
            mark = False
        if exemption.standing is not Standing.SOURCED and mark is not False:
            mark = False if asked.settled else None
        marks.append(mark)
    return either(marks)


def flag_at(flag: Flag, lag: int, asked: Asked) -> Mark:
    """Is the flag met, so many years before the judged one?"""
    kind = type(flag)
    if kind not in FLAGS:
        raise TypeError(f"The walk does not know {kind.__name__}.")
    found: Mark = FLAGS[kind](flag, lag, asked)
    return found


def holds(flag: Holds, lag: int, asked: Asked) -> Mark:
    """Held the title; this year, or qualifies for it."""
    if lag == 0:
        return asked.subject.earned_of(flag.award, settled=asked.settled)
    held: Mark = asked.subject.get(f"held.{flag.award}", lag)
    return held


def received(flag: Received, lag: int, asked: Asked) -> Mark:
    """Was given the award."""
    given: Mark = asked.subject.get(f"held.{flag.award}", lag)
    return given


def rated(flag: Rated, lag: int, asked: Asked) -> Mark:
    """Rated at the level or higher."""
    rank = asked.subject.get("rating", lag)
    return None if rank is None else rank >= asked.number(flag.bound)


def any_flag(flag: AnyFlag, lag: int, asked: Asked) -> Mark:
    """At least one of several flags."""
    return either(flag_at(part, lag, asked) for part in flag.flags)


def since(flag: Since, lag: int, asked: Asked) -> Mark:
    """The flag, in a year after the one in which the award was conferred."""
    known, possible = asked.subject.first_of(flag.award, flag.basis)
    if known is not None and known > lag:
        return flag_at(flag.flag, lag, asked)
    if possible is not None and possible <= lag:
        return False
    return False if flag_at(flag.flag, lag, asked) is False else None


def count_at(count: str | Flag, lag: int, asked: Asked) -> int | None:
    """The number of a year: a count, or 1 in a year that meets the flag."""
    if isinstance(count, str):
        number: int | None = asked.subject.get(count, lag)
        return number
    mark = flag_at(count, lag, asked)
    return None if mark is None else int(mark)


def open_at(count: str | Flag, lag: int, asked: Asked) -> bool:
    """May the year hold more than what is written down?"""
    if count_at(count, lag, asked) is None:
        return True
    return isinstance(count, str) and asked.subject.get(f"more.{count}", lag) is True


def runs(flag: Flag, window: int, asked: Asked) -> tuple[int, int]:
    """How many years the unbroken run to the judged year has: certain and possible."""
    certain = window
    for lag in range(window):
        mark = flag_at(flag, lag, asked)
        if mark is not True:
            certain = min(certain, lag)
        if mark is False:
            return certain, lag
    return certain, window


def in_a_row(condition: InARow, asked: Asked) -> Mark:
    """So many years in a row up to the judged one."""
    certain, possible = runs(condition.flag, condition.window, asked)
    return between(certain, possible, asked.number(condition.years))


def count_in_run(condition: CountInRun, asked: Asked) -> Mark:
    """So many of a count within the run; a year without a count may hold more."""
    certain, possible = runs(condition.flag, condition.window, asked)
    counts = [count_at(condition.count, lag, asked) for lag in range(possible)]
    low = sum(count or 0 for count in counts[:certain])
    lags = range(possible)
    opens = [lag for lag in lags if open_at(condition.count, lag, asked)]
    is_open = possible == condition.window or opens != []
    high = None if is_open else sum(count or 0 for count in counts)
    return between(low, high, asked.number(condition.least))


def count_over(condition: CountOver, asked: Asked) -> Mark:
    """So many of a count in all the years; an unknown year may hold more."""
    counts = [count_at(condition.count, lag, asked) for lag in range(condition.years)]
    low = sum(count or 0 for count in counts)
    lags = range(condition.years)
    is_open = any(open_at(condition.count, lag, asked) for lag in lags)
    high = None if is_open else low
    return between(low, high, asked.number(condition.least))


WAYS: dict[type[Condition], Callable[[Any, Asked], Mark]] = {
    **dict.fromkeys((AtLeast, MoreThan, AtMost, Below), compared),
    Is: is_so,
    Share: shared,
    AllOf: all_of,
    AnyOf: any_of,
    Judged: judged,
    Earned: earned_now,
    InARow: in_a_row,
    CountInRun: count_in_run,
    CountOver: count_over,
    NotBefore: not_before,
    Had: had,
    Unless: unless,
    IfNoted: if_noted,
    Claimed: claimed,
    ClaimedOver: claimed_over,
    Among: among,
    Where: where,
    By: by,
}

FLAGS: dict[type[Flag], Callable[[Any, int, Asked], Mark]] = {
    Holds: holds,
    Received: received,
    Rated: rated,
    AnyFlag: any_flag,
    Since: since,
}
