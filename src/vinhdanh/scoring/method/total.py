"""A whole sheet added up: parts, over-fulfilment, bonus, penalty, class."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from vinhdanh.scoring.method.leaf import Worth
from vinhdanh.scoring.method.ranking import rounded
from vinhdanh.scoring.method.rules import Band, Criterion, Method, Side


@dataclass(frozen=True)
class Score:
    """A sheet's sums, in points, exact.

    `over`: over-fulfilment after its cap; `over_before`: before it. `total` is "so
    far" while `missing` (criterion code: fact) is not empty. `barred`: award codes,
    each with the criteria for which the subject may not be proposed.
    """

    parts: Mapping[str, Fraction]
    over: Fraction
    over_before: Fraction
    bonus: Fraction
    penalty: Fraction
    total: Fraction
    missing: Mapping[str, str]
    barred: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        return not self.missing


def add_up(method: Method, worths: Mapping[str, Worth]) -> Score:
    """The score of a sheet, from what each criterion is worth (by its code).

    A criterion that is not there lacks every fact: it is missing, not zero. A bonus or
    penalty that nobody entered did not happen.
    """
    found = {c.code: worths.get(c.code, _absent(c)) for c in method.criteria}

    def points(side: Side, part: str | None = None) -> Fraction:
        wanted = (
            c.code for c in method.criteria if c.side is side and part in (None, c.part)
        )
        return sum((found[code].points for code in wanted), Fraction(0))

    over_before = sum((one.bonus for one in found.values()), Fraction(0))
    over = over_before
    if method.bonus_most is not None:
        over = min(over, method.bonus_most)
    bonus, penalty = points(Side.BONUS), points(Side.PENALTY)
    return Score(
        parts={
            part: points(Side.STANDARD, part)
            + points(Side.BONUS, part)
            - points(Side.PENALTY, part)
            for part in method.parts
        },
        over=over,
        over_before=over_before,
        bonus=bonus,
        penalty=penalty,
        total=points(Side.STANDARD) + over + bonus - penalty,
        missing={code: one.missing for code, one in found.items() if one.missing},
        barred=_barred(method, found),
    )


def _absent(criterion: Criterion) -> Worth:
    return Worth(missing="entry") if criterion.side is Side.STANDARD else Worth()


def _barred(method: Method, found: Mapping[str, Worth]) -> dict[str, tuple[str, ...]]:
    barred: dict[str, tuple[str, ...]] = {}
    for criterion in method.criteria:
        if found[criterion.code].is_counted:
            for award in sorted(criterion.bars):
                barred[award] = (*barred.get(award, ()), criterion.code)
    return barred


def band(method: Method, score: Score, worths: Mapping[str, Worth]) -> Band | None:
    """The class that a complete score reaches; None while something is missing.

    By points in hundredths, as they are shown and frozen: 89,998 is read as 90.
    """
    if not score.is_complete:
        return None
    total = rounded(score.total)
    for one in method.bands[:-1]:
        if total >= one.least and not below_floor(method, one, worths):
            return one
    return method.bands[-1] if method.bands else None


def below_floor(method: Method, one: Band, worths: Mapping[str, Worth]) -> list[str]:
    """Codes of the standard criteria that keep a sheet out of a class."""
    return [
        c.code
        for c in method.criteria
        if c.side is Side.STANDARD
        and rounded(worths[c.code].points) * 100 < one.floor_pct * c.standard
    ]
