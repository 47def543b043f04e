"""Caps on numbers and rules of councils: their own kinds, not anybody's criteria.

Whole numbers throughout: floor(0.35 * n) is wrong for 143 of the first 20,000 n.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.law.dates import check_sequence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vinhdanh.law.cite import Cite, Standing
    from vinhdanh.law.dates import InForce


@dataclass(frozen=True, slots=True)
class CapRule:
    """At most `amount` of `of` of the base, rounded as said, never below `least`.

    `counted`: on each "unit", on the whole "submission", or on "both". `sector`: a
    ministry's own rule, for its own system alone; "" for everybody.
    """

    award: str
    amount: int
    of: int
    base: str
    rounding: str
    in_force: InForce
    cite: Cite | None
    standing: Standing
    source: str = ""
    counted: str = "both"
    sector: str = ""
    least: int = 0

    def cap(self, base: int) -> int:
        """The greatest number allowed for a base of that size."""
        part = self.amount * base
        if self.rounding == "ceil":
            return max(self.least, -(-part // self.of))
        if self.rounding == "nearest":
            return max(self.least, (2 * part + self.of) // (2 * self.of))
        return max(self.least, part // self.of)


@dataclass(frozen=True, slots=True)
class BallotRule:
    """At least `amount` out of `of` of all members must agree, for these awards."""

    awards: frozenset[str]
    amount: int
    of: int
    ballot: str
    in_force: InForce
    cite: Cite
    standing: Standing


def caps_on(
    rules: Sequence[CapRule],
    award: str,
    day: date,
    *,
    sector: str = "",
    counted: str = "",
) -> list[CapRule]:
    """The caps on an award that day: everybody's, and those of the sector given.

    counted: "unit" or "submission" leaves out the caps on the other.
    """
    return [
        rule
        for rule in rules
        if rule.award == award
        and rule.in_force.covers(day)
        and rule.sector in {"", sector}
        and (not counted or rule.counted in {"both", counted})
    ]


def ballots_on(rules: Sequence[BallotRule], award: str, day: date) -> list[BallotRule]:
    """The national vote rules for an award that day."""
    return [r for r in rules if award in r.awards and r.in_force.covers(day)]


def check_caps(rules: Sequence[CapRule]) -> None:
    """Raise LawDateError when two caps on one award in one sector overlap."""
    for award, sector in sorted({(rule.award, rule.sector) for rule in rules}):
        spans = [
            rule.in_force
            for rule in rules
            if (rule.award, rule.sector) == (award, sector)
        ]
        check_sequence(f"Quota of {award}", spans, gaps_allowed=True)


def check_ballots(rules: Sequence[BallotRule]) -> None:
    """Raise LawDateError when two national vote rules on one award overlap."""
    for award in sorted({award for rule in rules for award in rule.awards}):
        spans = [rule.in_force for rule in rules if award in rule.awards]
        check_sequence(f"Council rule of {award}", spans, gaps_allowed=True)
