"""What an address asks for: of which unit, for which part of the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from vinhdanh.indicators import queries
from vinhdanh.indicators.periods import MONTHS, Period
from vinhdanh.pages.indicators.words import period_choices
from vinhdanh.pages.shell.roads import uuid_in
from vinhdanh.registry.models import Unit

UNIT, PERIOD = "don-vi", "ky"


@dataclass(frozen=True)
class Asked:
    """A unit of those that the user sees, and a period."""

    unit: Unit | None
    units: Sequence[Unit]
    period: Period

    @property
    def periods(self) -> list[tuple[str, str]]:
        return period_choices()


def asked(request: HttpRequest, units: Sequence[Unit] | None = None) -> Asked:
    """Return the unit and period that an address asks for; 404 for one unseen."""
    seen = queries.units_for(request.user) if units is None else units
    words = request.GET.get(UNIT)
    unit = seen[0] if seen else None
    if words:
        wanted = uuid_in(words)
        found = [each for each in seen if each.subject.public_id == wanted]
        if not found:
            raise Http404
        unit = found[0]
    code = request.GET.get(PERIOD, "")
    if code not in MONTHS:
        raise Http404
    year: Any = request.year  # type: ignore[attr-defined]
    return Asked(unit, seen, Period(year, code))
