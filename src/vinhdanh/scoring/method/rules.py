"""What a criteria set says: parts, criteria, formulas, caps, classes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class Formula(StrEnum):
    """How what was done becomes points; M is the criterion's standard points."""

    RATIO = "ratio"
    """actual / plan x M; what exceeds M is a bonus."""
    INVERSE_RATIO = "inverse_ratio"
    """plan / actual x M, where less is better; what exceeds M is a bonus."""
    HALF_PLUS_LEADER = "half_plus_leader_relative"
    """M/2 for the plan met; above it, a share of M/2 by the block's highest excess."""
    ALL_OR_NOTHING = "all_or_nothing"
    """M when reached, else 0."""
    GRADE = "grade_abcd"
    """A share of M by grade; A is the whole."""
    COUNT = "count_capped"
    """Times x points each, up to a limit."""
    PLUS_MINUS = "plus_minus_bounded"
    """Times x points each, less times x points each, between two limits."""
    LADDER = "ladder"
    """Points of the highest step reached, as for the days that a report is late."""
    GIVEN = "given"
    """The scorer's own points, from 0 to M."""


class Side(StrEnum):
    """Whether points of a criterion are part of the hundred, on top, or taken off."""

    STANDARD = "standard"
    BONUS = "bonus"
    PENALTY = "penalty"


QUANTITATIVE = frozenset(
    {Formula.RATIO, Formula.INVERSE_RATIO, Formula.HALF_PLUS_LEADER}
)


@dataclass(frozen=True)
class Step:
    """From `least` on (days, times), `points` are counted."""

    least: int
    points: Fraction


@dataclass(frozen=True)
class Criterion:
    """One line to be scored.

    `standard`: points of full fulfilment (M); of a count, ladder or given bonus: the
    most it may come to. `bonus_pct`: most that over-fulfilment adds, in per cent of M.
    `grades`: per cent of M by grade. `each` / `each_minus`: points a time. `least`:
    lower limit of a plus-minus. `steps`: rising, of a ladder. `bars`: codes of the
    awards for which a subject with this criterion counted may not be proposed.
    `floor_pct` of a class is taken of M.
    """

    code: str
    name: str
    part: str
    formula: Formula
    standard: Fraction
    side: Side = Side.STANDARD
    bonus_pct: int = 0
    grades: Mapping[str, Fraction] = field(default_factory=dict)
    each: Fraction = Fraction(0)
    each_minus: Fraction = Fraction(0)
    least: Fraction = Fraction(0)
    steps: tuple[Step, ...] = ()
    bars: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Band:
    """A class: a total of at least `least`, and no criterion below `floor_pct` of M."""

    code: str
    name: str
    least: Fraction
    floor_pct: int = 0


@dataclass(frozen=True)
class Method:
    """A whole criteria set, as it is in force.

    `bonus_most`: most of all over-fulfilment together; None for no limit. `bands`
    fall; the last takes whoever is left. `ties`: codes of parts or criteria compared
    in turn when totals are equal; who is still equal shares the rank.
    """

    criteria: tuple[Criterion, ...]
    bands: tuple[Band, ...] = ()
    bonus_most: Fraction | None = None
    ties: tuple[str, ...] = ()

    @property
    def standard(self) -> Fraction:
        """The points of full fulfilment, all criteria together."""
        return sum(
            (c.standard for c in self.criteria if c.side is Side.STANDARD),
            Fraction(0),
        )

    @property
    def parts(self) -> list[str]:
        """The parts, in the order of their first criterion."""
        return list(dict.fromkeys(criterion.part for criterion in self.criteria))

    def criterion(self, code: str) -> Criterion:
        """The criterion of that code; KeyError when there is none."""
        for criterion in self.criteria:
            if criterion.code == code:
                return criterion
        raise KeyError(code)
