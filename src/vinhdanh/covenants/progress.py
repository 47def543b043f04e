"""How far each party has come with each pledge.

A pledge tied to an indicator that the party's unit reports takes the figure of the
year; every other one the party's own latest report. What is not told is unknown.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from vinhdanh.base.models import StoredFile
from vinhdanh.covenants.models import Covenant, CovenantParty, Pledge, PledgeReport
from vinhdanh.indicators import queries as indicators
from vinhdanh.indicators.enums import Qualifier
from vinhdanh.indicators.figures import Amount
from vinhdanh.indicators.periods import Period
from vinhdanh.movements.enums import Direction
from vinhdanh.registry.enums import SubjectKind

AT_LEAST: Final = frozenset({Qualifier.EXACT, Qualifier.OVER, Qualifier.AT_LEAST})
AT_MOST: Final = frozenset({Qualifier.EXACT, Qualifier.NEARLY, Qualifier.UNDER})


@dataclass(frozen=True)
class Cell:
    """What one party has reached of one pledge.

    has_met: None where it is not known. of_goal: reached as a share of the goal, of a
    pledge where more is better. source: who told it, in words of the row under it.
    """

    party: CovenantParty
    pledge: Pledge
    amount: Amount | None = None
    words: str = ""
    as_of: date | None = None
    evidence: StoredFile | None = None
    report: PledgeReport | None = None
    is_from_indicator: bool = False

    @property
    def is_told(self) -> bool:
        return self.amount is not None or bool(self.words)

    @property
    def has_met(self) -> bool | None:
        if self.amount is None or self.pledge.goal_hundredths is None:
            return None
        return has_met(self.amount, self.pledge.goal_hundredths, self.pledge.direction)

    @property
    def of_goal(self) -> Fraction | None:
        goal = self.pledge.goal_hundredths
        if self.amount is None or not goal or self.pledge.direction == Direction.LESS:
            return None
        return self.amount.exact / goal

    @property
    def percent(self) -> int | None:
        """Whole per cent of the goal, rounded down; of a figure that is exact."""
        share = self.of_goal
        if share is None or self.amount is None or self.amount.is_approximate:
            return None
        return int(share * 100)


@dataclass(frozen=True)
class Line:
    """A pledge with what each party has reached, in the order of the parties."""

    pledge: Pledge
    cells: tuple[Cell, ...]

    @property
    def met(self) -> int:
        return sum(cell.has_met is True for cell in self.cells)

    @property
    def told(self) -> int:
        return sum(cell.is_told for cell in self.cells)


def has_met(amount: Amount, goal: int, direction: str) -> bool | None:
    """Say whether an amount reaches a goal in hundredths; None: its words leave open.

    “hơn 98” reaches 98 of what should be more, “gần 98” does not, “khoảng” is unsure.
    """
    value, qualifier = amount.exact, amount.qualifier
    if direction == Direction.LESS:
        if qualifier in AT_MOST and value <= goal:
            return True
        is_over = value > goal or (value == goal and qualifier == Qualifier.OVER)
        return False if qualifier in AT_LEAST and is_over else None
    if qualifier in AT_LEAST and value >= goal:
        return True
    # “gần 98”, “dưới 98” are less than 98.
    is_under = value < goal or (value == goal and qualifier != Qualifier.EXACT)
    return False if qualifier in AT_MOST and is_under else None


def lines(covenant: Covenant) -> list[Line]:
    """Return every pledge with every party's cell; reports in one statement."""
    parties = list(covenant.parties.select_related("subject", "unit__subject"))
    pledges = list(covenant.pledges.select_related("indicator__unit__subject"))
    reports = {
        (row.pledge_id, row.party_id): row
        for row in PledgeReport.objects.filter(pledge__in=pledges)
        .select_related("evidence")
        .order_by("pk")
    }
    return [
        Line(
            pledge,
            tuple(
                _cell(covenant, party, pledge, reports.get((pledge.pk, party.pk)))
                for party in parties
            ),
        )
        for pledge in pledges
    ]


def _cell(
    covenant: Covenant,
    party: CovenantParty,
    pledge: Pledge,
    report: PledgeReport | None,
) -> Cell:
    amount = _from_indicator(covenant, party, pledge)
    if amount is not None:
        return Cell(party, pledge, amount, is_from_indicator=True)
    if report is None:
        return Cell(party, pledge)
    told = (
        None
        if report.hundredths is None
        else Amount.of(report.hundredths, report.qualifier)
    )
    return Cell(
        party, pledge, told, report.words, report.as_of, report.evidence, report
    )


def _from_indicator(
    covenant: Covenant, party: CovenantParty, pledge: Pledge
) -> Amount | None:
    """Return the year's figure of a unit that reports; a body has none of its own."""
    if pledge.indicator is None or party.subject.kind != SubjectKind.UNIT:
        return None
    year = Period(covenant.movement.year)
    return indicators.figure(pledge.indicator, party.unit, year).amount
