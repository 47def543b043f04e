"""How far each party has come with each pledge.

A pledge tied to an indicator that the party's unit reports takes the figure of the
year so far, and part of a year is never taken as the year; every other one the
party's own latest report, with its day, also one made of an earlier version. What is
not told is unknown.
"""

from dataclasses import dataclass
from fractions import Fraction

from vinhdanh.covenants import queries
from vinhdanh.covenants.models import Covenant, CovenantParty, Pledge, PledgeReport
from vinhdanh.indicators.board import Board, Tree
from vinhdanh.indicators.figures import Amount
from vinhdanh.indicators.models import IndicatorValue
from vinhdanh.indicators.periods import Period
from vinhdanh.indicators.progress import has_met, met_so_far
from vinhdanh.indicators.rollup import Figure
from vinhdanh.movements.enums import Direction
from vinhdanh.registry.enums import SubjectKind
from vinhdanh.viet import text


@dataclass(frozen=True)
class Cell:
    """What one party has reached of one pledge.

    has_met: None where it is not known yet. of_goal: reached as a share of the goal,
    of a pledge where more is better. It is told by the indicator's figure, or else by
    the party's own report.
    """

    party: CovenantParty
    pledge: Pledge
    amount: Amount | None = None
    has_met: bool | None = None
    figure: Figure[IndicatorValue] | None = None
    report: PledgeReport | None = None

    @property
    def words(self) -> str:
        return self.report.words if self.report else ""

    @property
    def is_from_indicator(self) -> bool:
        return self.figure is not None

    @property
    def is_told(self) -> bool:
        return self.amount is not None or bool(self.words)

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


def lines(covenant: Covenant) -> list[Line]:
    """Return every pledge with every party's cell; their count costs no statement."""
    parties = list(covenant.parties.select_related("subject", "unit__subject"))
    pledges = list(covenant.pledges.select_related("indicator__unit__subject"))
    reports = _reports(covenant, parties, pledges)
    told = _from_indicators(covenant, parties, pledges)
    return [
        Line(
            pledge,
            tuple(
                _cell(
                    (party, pledge),
                    told.get((pledge.pk, party.pk)),
                    reports.get((pledge.pk, party.pk)),
                )
                for party in parties
            ),
        )
        for pledge in pledges
    ]


def _reports(
    covenant: Covenant, parties: list[CovenantParty], pledges: list[Pledge]
) -> dict[tuple[int, int], PledgeReport]:
    """Return by pledge and party the latest report.

    Where this version has none, what the party told of the same pledge, in the same
    measure, in the versions before it.
    """
    own: dict[tuple[int, int], PledgeReport] = {}
    earlier: dict[tuple[str, str, int], PledgeReport] = {}
    rows = PledgeReport.objects.filter(party__covenant__in=queries.versions(covenant))
    for row in rows.select_related(
        "evidence", "pledge", "party__covenant__replaces"
    ).order_by("pk"):
        if row.party.covenant_id == covenant.pk:
            own[row.pledge_id, row.party_id] = row
        else:
            earlier[_same(row.pledge, row.party)] = row
    found = {
        (pledge.pk, party.pk): own.get((pledge.pk, party.pk))
        or earlier.get(_same(pledge, party))
        for pledge in pledges
        for party in parties
    }
    return {key: row for key, row in found.items() if row is not None}


def _same(pledge: Pledge, party: CovenantParty) -> tuple[str, str, int]:
    return text.fold(pledge.name), text.fold(pledge.measure), party.subject_id


def _cell(
    whose: tuple[CovenantParty, Pledge],
    figure: Figure[IndicatorValue] | None,
    report: PledgeReport | None,
) -> Cell:
    party, pledge = whose
    goal, direction = pledge.goal_hundredths, pledge.direction
    if pledge.indicator is not None and figure is not None and figure.amount:
        met = None
        if goal is not None:
            met = met_so_far(figure, pledge.indicator, goal, direction)
        return Cell(party, pledge, figure.amount, has_met=met, figure=figure)
    if report is None:
        return Cell(party, pledge)
    amount = met = None
    if report.hundredths is not None:
        amount = Amount.of(report.hundredths, report.qualifier)
    if amount is not None and goal is not None:
        met = has_met(amount, goal, direction)
    return Cell(party, pledge, amount, has_met=met, report=report)


def _from_indicators(
    covenant: Covenant, parties: list[CovenantParty], pledges: list[Pledge]
) -> dict[tuple[int, int], Figure[IndicatorValue]]:
    """Return by pledge and party the year's figure of each unit that reports.

    A body has none of its own.
    """
    tied = [pledge for pledge in pledges if pledge.indicator is not None]
    if not tied:
        return {}
    year = Period(covenant.movement.year)
    board = Board([row.indicator for row in tied if row.indicator], [year])
    tree = Tree(year.year)
    below = {
        party.pk: tree.below(party.unit_id)
        for party in parties
        if party.subject.kind == SubjectKind.UNIT
    }
    return {
        (pledge.pk, party): board.figure(pledge.indicator, units, year)
        for pledge in tied
        if pledge.indicator is not None
        for party, units in below.items()
    }
