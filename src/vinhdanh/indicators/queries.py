"""What an office asks of the figures of its year."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from vinhdanh.base import rights
from vinhdanh.indicators import figures
from vinhdanh.indicators.models import Indicator, IndicatorValue
from vinhdanh.movements.models import Movement, Target
from vinhdanh.registry.models import Unit


@dataclass(frozen=True)
class YearLine:
    """An indicator with the figures of a year and of the year before."""

    indicator: Indicator
    value: IndicatorValue | None
    last: IndicatorValue | None

    @property
    def shown(self) -> str:
        return shown(self.value)

    @property
    def last_shown(self) -> str:
        return shown(self.last)

    @property
    def change(self) -> str:
        """The difference to last year with its sign; empty where one is unknown."""
        if self.value is None or self.last is None:
            return ""
        difference = self.value.hundredths - self.last.hundredths
        sign = "+" if difference > 0 else ""
        return f"{sign}{figures.show(difference)}"


def visible_to(user: Any) -> QuerySet[Indicator]:
    return rights.visible(
        user, "indicator.see", Indicator.objects.select_related("unit__subject")
    )


def values_visible_to(user: Any) -> QuerySet[IndicatorValue]:
    rows = IndicatorValue.objects.select_related("indicator", "evidence")
    return rights.visible(user, "indicator.see", rows)


def shown(value: IndicatorValue | None) -> str:
    """Return the figure as read, “≈ 24.000” when it is approximate."""
    if value is None:
        return ""
    figure = figures.show(value.hundredths)
    return f"≈ {figure}" if value.is_approximate else figure


def year_lines(indicators: QuerySet[Indicator], year: int) -> list[YearLine]:
    """Return each indicator with the figures of a year and the year before."""
    rows = list(indicators)
    found = {
        (value.indicator_id, value.year): value
        for value in IndicatorValue.objects.filter(
            indicator__in=rows, year__in=(year - 1, year)
        ).select_related("evidence")
    }
    return [
        YearLine(row, found.get((row.pk, year)), found.get((row.pk, year - 1)))
        for row in rows
    ]


def values_by_code(unit: Unit, year: int) -> dict[str, IndicatorValue]:
    """Return a unit's figures of a year by the code of their indicator."""
    values = IndicatorValue.objects.filter(indicator__unit=unit, year=year)
    return {value.indicator.code: value for value in values.select_related("indicator")}


def reached(movement: Movement) -> list[tuple[Target, str]]:
    """Return the targets of a movement, each with the figure reached so far.

    The figure is empty for a target that no indicator measures, or none yet.
    """
    values = values_by_code(movement.unit, movement.year)
    return [
        (target, shown(values.get(target.indicator_code)))
        for target in movement.targets.all()
    ]
