"""Where the bars of a chart of years begin and end, in whole units of its width."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vinhdanh import assess

WIDTH, LEFT, ROW, TOP = 1000, 20, 26, 28
LABEL = 290
"""Room for the longest name of an instrument, in units of the width."""


@dataclass(frozen=True)
class Bar:
    """One span: where it is drawn, and what it is."""

    label: str
    detail: str
    x: int
    width: int
    y: int
    is_open: bool
    tone: str

    @property
    def is_before(self) -> bool:
        """Say whether the words stand left of the bar: right of it they would end."""
        return self.width < LABEL and self.x + self.width > WIDTH - LABEL

    @property
    def text_x(self) -> int:
        """Inside a bar that is wide enough, beside one that is not."""
        if self.is_before:
            return self.x - 6
        return self.x + (6 if self.width >= LABEL else self.width + 6)

    @property
    def text_y(self) -> int:
        return self.y + 15


@dataclass(frozen=True)
class Chart:
    """Years across, a row for each regime and instrument."""

    years: list[tuple[int, int]]
    bars: list[Bar]
    today_x: int
    height: int
    width: int = WIDTH


def chart_of(
    regimes: Sequence[assess.RegimeInfo],
    instruments: Sequence[assess.InstrumentInfo],
    today: date,
) -> Chart:
    """Lay the regimes over the instruments, from the first regime's year on."""
    first = date(regimes[0].first_day.year - 1, 1, 1)
    last = date(max(today.year, regimes[-1].first_day.year) + 2, 1, 1)
    days = (last - first).days

    def across(day: date) -> int:
        inside = min(max(day, first), last)
        return LEFT + (inside - first).days * (WIDTH - 2 * LEFT) // days

    spans: list[assess.RegimeInfo | assess.InstrumentInfo] = [*regimes, *instruments]
    bars = [
        Bar(
            label=each.id if isinstance(each, assess.RegimeInfo) else each.short_name,
            detail=each.name if isinstance(each, assess.RegimeInfo) else each.line,
            x=across(each.first_day),
            width=max(across(each.last_day or last) - across(each.first_day), 4),
            y=TOP + ROW * number,
            is_open=each.last_day is None,
            tone=_tone(each),
        )
        for number, each in enumerate(spans)
    ]
    years = [(year, across(date(year, 1, 1))) for year in range(first.year, last.year)]
    return Chart(years, bars, across(today), TOP + ROW * len(bars) + 6)


def _tone(span: assess.RegimeInfo | assess.InstrumentInfo) -> str:
    if isinstance(span, assess.InstrumentInfo):
        return span.kind
    return "reviewed" if span.reviewed else "unread"
