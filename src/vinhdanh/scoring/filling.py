"""Figures of the year's indicators, for the cells of a scoring that ask for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vinhdanh.indicators.board import Board, ids_below
from vinhdanh.indicators.models import Indicator, IndicatorValue, Reporter
from vinhdanh.indicators.periods import Period
from vinhdanh.indicators.rollup import Figure
from vinhdanh.registry.enums import SubjectKind
from vinhdanh.scoring import enums
from vinhdanh.scoring.entries import Rule
from vinhdanh.scoring.models import Scoring, Sheet

_WHOLE = 100


@dataclass(frozen=True)
class Offer:
    """What the indicators say of one field of a cell.

    hundredths None: nobody reports it, or not everybody has: unknown stays unknown.
    """

    sheet: Sheet
    rule: Rule
    field: str
    hundredths: int | None
    source: Mapping[str, Any]

    @property
    def value(self) -> int | None:
        """As a mark stores it: hundredths, or a whole number of times."""
        if self.hundredths is None or self.field != "times":
            return self.hundredths
        whole, rest = divmod(self.hundredths, _WHOLE)
        return None if rest else whole


def period_of(scoring: Scoring) -> Period:
    """The period whose figures a scoring is about."""
    half = scoring.period == enums.Period.FIRST_HALF
    return Period(scoring.year, "H1" if half else "")


def offers(
    scoring: Scoring, rules: Sequence[Rule], sheets: Sequence[Sheet]
) -> list[Offer]:
    """What the indicators say of some cells, of a unit and those below it.

    Bodies and people report no indicators: their cells are not offered anything.
    """
    of_units = [s for s in sheets if s.subject.kind == SubjectKind.UNIT]
    codes = {code for rule in rules for code in rule.indicators.values()}
    if not codes or not of_units:
        return []
    named = _indicators({sheet.unit_id for sheet in of_units}, codes)
    period = period_of(scoring)
    board = Board(list({each.pk: each for each in named.values()}.values()), (period,))
    found = []
    for sheet in of_units:
        below = ids_below(sheet.unit, period.year)
        for rule in rules:
            for field, code in rule.indicators.items():
                indicator = named.get((sheet.unit_id, code))
                if indicator is not None:
                    figure = board.figure(indicator, below, period)
                    found.append(_offer(sheet, rule, field, indicator, figure, period))
                else:
                    found.append(Offer(sheet, rule, field, None, {}))
    return found


def _indicators(units: set[int], codes: set[str]) -> dict[tuple[int, str], Indicator]:
    """{(unit, code): indicator}: a unit's own, else the latest one that it reports."""
    rows = Reporter.objects.filter(unit__in=units, indicator__code__in=codes)
    found: dict[tuple[int, str], Indicator] = {}
    for row in rows.select_related("indicator").order_by("indicator__pk"):
        key = row.unit_id, row.indicator.code
        known = found.get(key)
        if known is None or known.unit_id != row.unit_id:
            found[key] = row.indicator
    return found


def _offer(
    sheet: Sheet,
    rule: Rule,
    field: str,
    indicator: Indicator,
    figure: Figure[IndicatorValue],
    period: Period,
) -> Offer:
    is_known = figure.is_complete and figure.amount is not None
    source = {
        "indicator": str(indicator.public_id),
        "code": indicator.code,
        "name": indicator.name,
        "shown": figure.shown,
        "period_said": str(period),
    }
    amount = figure.amount
    hundredths = amount.hundredths if is_known and amount is not None else None
    return Offer(sheet, rule, field, hundredths, source)
