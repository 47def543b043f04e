"""Criteria whose points depend on the others of a block: valued all at once."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

from vinhdanh.scoring.method.leaf import Entry, Worth, check, worth
from vinhdanh.scoring.method.rules import Criterion, Formula

Who = TypeVar("Who")


def worths(criterion: Criterion, entries: Mapping[Who, Entry]) -> dict[Who, Worth]:
    """What everybody's entry is worth, in the order given.

    By the block's leader: half of M for meeting the plan, below it in proportion, and
    the rest by one's own excess over the highest one. All who share the highest excess
    receive M; who has no result yet keeps only herself from being valued.
    """
    if criterion.formula is not Formula.HALF_PLUS_LEADER:
        return {who: worth(criterion, entry) for who, entry in entries.items()}
    shares = {who: _share(entry) for who, entry in entries.items()}
    known = [share for share in shares.values() if isinstance(share, Fraction)]
    highest = max(known, default=Fraction(0)) - 1
    return {
        who: Worth(missing=share)
        if isinstance(share, str)
        else Worth(_relative(share, highest) * criterion.standard, is_counted=True)
        for who, share in shares.items()
    }


def _share(entry: Entry) -> Fraction | str:
    """Actual over plan, or the name of what is missing."""
    check(entry)
    if not entry.plan:
        return "plan" if entry.plan is None else "plan_of_zero"
    return "actual" if entry.actual is None else entry.actual / entry.plan


def _relative(share: Fraction, highest: Fraction) -> Fraction:
    half = Fraction(1, 2)
    if share <= 1:
        return half * share
    return half + half * (share - 1) / highest
