"""The report grid: units × indicators for a period, or a unit's indicators × periods.

Typed or pasted from Excel, saved as a form; what cannot be kept stays as typed, with
the reason beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vinhdanh.base import rights
from vinhdanh.indicators import actions, queries
from vinhdanh.indicators.actions import Entry
from vinhdanh.indicators.board import ids_below
from vinhdanh.indicators.enums import Frequency, ValueState
from vinhdanh.indicators.models import Indicator, IndicatorValue, Reporter
from vinhdanh.indicators.periods import Period, codes
from vinhdanh.pages.indicators import words
from vinhdanh.pages.indicators.asked import Asked, asked
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.registry.models import Unit

ROWS = 50
KIND, FREQUENCY = "kieu", "theo"
BY_UNIT, BY_PERIOD = "don-vi", "ky"


@dataclass
class Cell:
    """One figure to be typed; `value` as stored, `text` as it stands in the field."""

    name: str
    label: str
    entry: Entry | None
    value: IndicatorValue | None = None
    text: str = ""
    problem: str = ""
    is_open: bool = False

    @property
    def stored(self) -> str:
        return self.value.shown if self.value else ""


@dataclass
class Row:
    label: str
    sub: str
    cells: list[Cell] = field(default_factory=list)


@dataclass
class Sheet:
    """The grid as asked for: what stands above its columns, and its rows."""

    columns: list[tuple[str, str]]
    rows: list[Row]
    page: Page[Any]

    @property
    def cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells]

    @property
    def is_open(self) -> bool:
        return any(cell.is_open for cell in self.cells)


class _Reading:
    """What a grid is drawn from, read in a few statements."""

    def __init__(
        self,
        user: Any,
        indicators: Sequence[Indicator],
        units: Sequence[Unit],
        year: int,
    ) -> None:
        rows = Reporter.objects.filter(indicator__in=indicators, unit__in=units)
        self.reports = set(rows.values_list("indicator_id", "unit_id"))
        values = queries.values_visible_to(user).filter(
            indicator__in=indicators, unit__in=units, year=year
        )
        self.values = {
            (each.indicator_id, each.unit_id, each.period): each for each in values
        }
        mine = rights.visible(
            user, "indicator.record", Unit.objects.filter(pk__in=[u.pk for u in units])
        )
        self.mine = set(mine.values_list("pk", flat=True))

    def cell(self, indicator: Indicator, unit: Unit, period: Period) -> Cell:
        """The cell of an indicator, a unit and a period; closed where none reports."""
        key = (indicator.pk, unit.pk, period.code)
        name = f"{indicator.pk}-{unit.pk}-{period.code or 'Y'}"
        label = f"{unit}, {indicator.name}, {words.period_name(period.code)}"
        if key[:2] not in self.reports:
            return Cell(name, label, None)
        value = self.values.get(key)
        is_locked = value is not None and value.state == ValueState.LOCKED
        cell = Cell(name, label, Entry(indicator, unit, period, ""), value)
        cell.text = cell.stored
        cell.is_open = unit.pk in self.mine and not is_locked
        return cell


def _indicators(units: set[int], *, frequency: str) -> list[Indicator]:
    rows = Indicator.objects.filter(
        pk__in=Reporter.objects.filter(unit__in=units).values("indicator")
    )
    found = queries.in_order(list(rows.select_related("unit__subject", "part_of")))
    return [row for row in found if row.frequency == frequency]


def _frequencies(units: set[int]) -> list[str]:
    """The frequencies that some of the units report by, the commonest first."""
    reported = Reporter.objects.filter(unit__in=units)
    told = list(reported.values_list("indicator__frequency", flat=True))
    return sorted(set(told), key=lambda each: (-told.count(each), each))


def sheet_for(request: HttpRequest, what: Asked, kind: str, frequency: str) -> Sheet:
    """Draw the grid that was asked for."""
    unit, year = what.unit, what.period.year
    assert unit is not None  # noqa: S101 - the view has asked
    below = ids_below(unit, year) if kind == BY_UNIT else {unit.pk}
    indicators = _indicators(below, frequency=frequency)
    rows = Unit.objects.filter(
        pk__in=Reporter.objects.filter(indicator__in=indicators, unit__in=below).values(
            "unit"
        )
    )
    seen = rights.visible(
        request.user,
        "indicator.see",
        rows.select_related("subject").order_by("subject__sort_key"),
    )
    units = sorted(seen, key=lambda each: each.pk != unit.pk)
    if kind == BY_UNIT:
        return _by_unit(request, indicators, units, what.period)
    return _by_period(request, indicators, unit, year, codes(frequency))


def _by_unit(
    request: HttpRequest,
    indicators: list[Indicator],
    units: list[Unit],
    period: Period,
) -> Sheet:
    page = Paginator(units, ROWS).get_page(request.GET.get("trang"))
    read = _Reading(request.user, indicators, list(page), period.year)
    lines = [
        Row(str(one), "", [read.cell(each, one, period) for each in indicators])
        for one in page
    ]
    return Sheet([(each.name, each.measure) for each in indicators], lines, page)


def _by_period(
    request: HttpRequest,
    indicators: list[Indicator],
    unit: Unit,
    year: int,
    parts: Sequence[str],
) -> Sheet:
    page = Paginator(indicators, ROWS).get_page(request.GET.get("trang"))
    periods = [Period(year, code) for code in parts]
    read = _Reading(request.user, list(page), [unit], year)
    lines = [
        Row(each.name, each.measure, [read.cell(each, unit, one) for one in periods])
        for each in page
    ]
    return Sheet([(words.period_name(code), "") for code in parts], lines, page)


@login_required
@only_for("indicator.see")
def grid(request: HttpRequest) -> HttpResponse:
    """Show the grid; save all that was typed on it."""
    what = asked(request)
    if what.unit is None:
        return redirect("indicator-list")
    offered = _frequencies(ids_below(what.unit, what.period.year))
    frequency = request.GET.get(FREQUENCY, "")
    if frequency not in offered:
        frequency = offered[0] if offered else Frequency.YEAR
    kind = BY_UNIT if request.GET.get(KIND) == BY_UNIT else BY_PERIOD
    if kind == BY_UNIT and what.period.code not in codes(frequency):
        what = Asked(
            what.unit, what.units, Period(what.period.year, codes(frequency)[0])
        )
    sheet = sheet_for(request, what, kind, frequency)
    unsaved = 0
    if request.method == "POST":
        saved, unsaved = save(request.user, sheet, request.POST)
        if not unsaved:
            said = _("Đã lưu %(n)s số liệu.") % {"n": saved}
            none = _("Các ô đã lưu từ trước; không có ô nào thay đổi.")
            messages.success(request, said if saved else none)
            return redirect(request.get_full_path())
        sheet = _redrawn(sheet, sheet_for(request, what, kind, frequency))
    context = {
        "asked": what,
        "year": what.period.year,
        "sheet": sheet,
        "page": sheet.page,
        "kind": kind,
        "by_unit": kind == BY_UNIT,
        "frequency": frequency,
        "frequencies": [(each, Frequency(each).label) for each in offered],
        "periods": [(code, words.period_name(code)) for code in codes(frequency)],
        "unsaved": unsaved,
        "source": request.POST.get("source", ""),
    }
    status = 422 if unsaved else 200
    return render(request, "indicators/grid.html", context, status=status)


def save(user: Any, sheet: Sheet, posted: Mapping[str, str]) -> tuple[int, int]:
    """Save what was typed; count what was saved, and what stays as typed with why."""
    typed = []
    for cell in sheet.cells:
        if cell.entry is None or f"v-{cell.name}" not in posted:
            continue
        cell.text = posted[f"v-{cell.name}"]
        seen = posted.get(f"s-{cell.name}", "")
        entry = cell.entry
        cell.entry = Entry(entry.indicator, entry.unit, entry.period, cell.text, seen)
        typed.append(cell)
    by_entry = {id(cell.entry): cell for cell in typed}
    done = actions.record_many(
        user,
        [cell.entry for cell in typed if cell.entry],
        source=posted.get("source", ""),
    )
    for entry, problem in done.problems:
        by_entry[id(entry)].problem = problem
    return len(done.saved), len(done.problems)


def _redrawn(typed: Sheet, fresh: Sheet) -> Sheet:
    """The grid as it is stored now, with what could not be kept still in its cells."""
    left = {cell.name: cell for cell in typed.cells if cell.problem}
    for cell in fresh.cells:
        if cell.name in left:
            cell.text, cell.problem = left[cell.name].text, left[cell.name].problem
    return fresh
