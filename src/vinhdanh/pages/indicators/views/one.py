"""One indicator: by period, by unit, its parts, what stands under a figure."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import actions, queries
from vinhdanh.indicators.board import Board
from vinhdanh.indicators.models import Indicator, IndicatorValue
from vinhdanh.indicators.periods import Period, codes
from vinhdanh.indicators.rollup import Figure
from vinhdanh.movements import queries as movement_queries
from vinhdanh.pages.indicators import charts, words
from vinhdanh.pages.indicators.asked import Asked, asked
from vinhdanh.pages.indicators.forms import ValueForm
from vinhdanh.pages.seen import Seen
from vinhdanh.registry.models import Unit


@dataclass(frozen=True)
class Row:
    """A line of a table of figures: what it is of, how much was told, what it opens."""

    label: str
    figure: Figure[IndicatorValue]
    url: str = ""
    bar: int = 0
    values: tuple[IndicatorValue, ...] = ()

    @property
    def told(self) -> str:
        return words.told_of(self.figure)


def reporting_units(user: Any, indicator: Indicator, year: int) -> list[Unit]:
    """The units that report an indicator in a year, of those the user sees."""
    rows = Unit.objects.filter(
        pk__in=indicator.reporters.values("unit")
    ).select_related("subject")
    seen = rights.visible(user, "indicator.see", rows.order_by("subject__sort_key"))
    stood = [
        unit
        for unit in seen
        if (unit.first_day is None or unit.first_day.year <= year)
        and (unit.last_day is None or unit.last_day.year >= year)
    ]
    return sorted(stood, key=lambda unit: unit.pk != indicator.unit_id)


@login_required
def indicator(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show an indicator's year, and take figures in."""
    mark = Seen(request)
    found = get_object_or_404(queries.visible_to(request.user), public_id=public_id)
    year: int = request.year  # type: ignore[attr-defined]
    units = reporting_units(request.user, found, year)
    what = asked(request, units)
    mine = _mine(request.user, units)
    form = ValueForm(
        mine,
        found.frequency,
        request.POST or None,
        request.FILES or None,
        initial={"unit": what.unit, "period": what.period.code},
    )
    if request.method == "POST" and not mine.exists():
        rights.require(request.user, "indicator.record", what.unit or found.unit)
    if request.method == "POST" and form.is_valid():
        try:
            value = _record(request, found, year, form, mark)
        except rights.Forbidden:
            raise
        except Refused as refusal:
            mark.hear(refusal)
            form.add_error(_field_of(refusal), refusal.message)
        else:
            told = {"when": value.when, "figure": value.shown}
            messages.success(request, _("Đã ghi số liệu %(when)s: %(figure)s.") % told)
            return redirect("indicator", found.public_id)
    context = _context(request, found, what, units)
    context |= {"form": form, "may_record": mine.exists(), "seen": mark}
    status = 422 if form.errors else 200
    return render(request, "indicators/indicator.html", context, status=status)


def _mine(user: Any, units: list[Unit]) -> Any:
    rows = Unit.objects.filter(pk__in=[unit.pk for unit in units])
    return rights.visible(
        user, "indicator.record", rows.select_related("subject").order_by("pk")
    )


def _record(
    request: HttpRequest, found: Indicator, year: int, form: ValueForm, mark: Seen
) -> IndicatorValue:
    typed = form.cleaned_data
    return actions.record_value(
        request.user,
        found,
        year,
        typed["figure"],
        unit=typed["unit"],
        period=typed["period"],
        source=typed["source"],
        evidence=[
            actions.Evidence(name=each.name or "", data=each.read())
            for each in typed["evidence"]
        ],
        seen=mark.posted,
    )


def _field_of(refusal: Refused) -> str | None:
    if refusal.code.startswith("upload."):
        return "evidence"
    fields = {"no_number": "figure", "other_measure": "figure", "no_period": "period"}
    fields |= {"not_reporter": "unit", "locked": "figure"}
    return fields.get(refusal.code.removeprefix("indicator."))


def _context(
    request: HttpRequest, found: Indicator, what: Asked, units: list[Unit]
) -> dict[str, Any]:
    """The tables and charts; one unit where the address names it, else all seen."""
    year = what.period.year
    is_one = bool(request.GET.get("don-vi"))
    chosen = [what.unit] if is_one and what.unit else units
    parts = [Period(year, code) for code in codes(found.frequency)]
    periods = list(dict.fromkeys([*parts, what.period, Period(year)]))
    board = Board([found, *found.parts.all()], periods)
    values = _values(request.user, found, year, chosen)
    keys = {unit.pk for unit in chosen}
    by_period = [
        _period_row(found, board.figure(found, keys, part), part, what, is_one=is_one)
        for part in parts
    ]
    chart = charts.columns(
        (words.short_period(part), row.figure.amount, row.url)
        for part, row in zip(parts, by_period, strict=True)
    )
    lines = (
        queries.year_lines(request.user, what.unit, what.period) if what.unit else []
    )
    line = next((each for each in lines if each.indicator.pk == found.pk), None)
    movements = movement_queries.visible_to(request.user)
    return {
        "indicator": found,
        "asked": what,
        "year": year,
        "not_one": not is_one,
        "now": Row("", board.figure(found, keys, what.period)),
        "last": _last(found, keys, what.period),
        "by_period": by_period if len(parts) > 1 else [],
        "chart": chart,
        "by_unit": _by_unit(found, board, chosen, what, values),
        "checks": line.checks if line else (),
        "parts": _parts(board, found, keys, what.period),
        "values": [(row, words.TONES[row.state]) for row in values],
        "progress": queries.measured_by(found, movements),
        "can_lock": rights.can(request.user, "indicator.check", found)
        and any(row.state == "reported" for row in values),
    }


def _values(
    user: Any, found: Indicator, year: int, units: list[Unit]
) -> list[IndicatorValue]:
    rows = queries.values_visible_to(user).filter(
        indicator=found, year=year, unit__in=units
    )
    place = {unit.pk: n for n, unit in enumerate(units)}
    return sorted(
        rows.prefetch_related("evidence__file"),
        key=lambda row: (place[row.unit_id], row.when.last, -row.when.length),
    )


def _period_row(
    found: Indicator,
    figure: Figure[IndicatorValue],
    part: Period,
    what: Asked,
    *,
    is_one: bool,
) -> Row:
    query: dict[str, str | int] = {"nam": part.year, "ky": part.code}
    if is_one and what.unit:
        query["don-vi"] = str(what.unit.subject.public_id)
    url = f"{reverse('indicator', args=[found.public_id])}?{urlencode(query)}"
    return Row(words.period_name(part.code), figure, f"{url}#bao-cao")


def _last(found: Indicator, units: set[int], period: Period) -> Figure[IndicatorValue]:
    before = Period(period.year - 1, period.code)
    return Board([found], [before]).figure(found, units, before)


def _by_unit(
    found: Indicator,
    board: Board,
    units: list[Unit],
    what: Asked,
    values: list[IndicatorValue],
) -> list[Row]:
    told = [(unit, board.figure(found, {unit.pk}, what.period)) for unit in units]
    amounts = [figure.amount for _unit, figure in told if figure.amount is not None]
    most = max(amounts, key=lambda amount: amount.exact, default=None)
    return [
        Row(
            str(unit),
            figure,
            _query(unit, what.period),
            charts.share(figure.amount, most),
            tuple(row for row in values if row.unit_id == unit.pk),
        )
        for unit, figure in told
    ]


def _query(unit: Unit, period: Period) -> str:
    told = {"don-vi": str(unit.subject.public_id), "ky": period.code}
    return f"?{urlencode(told)}"


def _parts(
    board: Board, found: Indicator, units: set[int], period: Period
) -> list[tuple[Indicator, Row]]:
    return [
        (part, Row(part.name, board.figure(part, units, period)))
        for part in board.rows
        if part.part_of_id == found.pk
    ]


@login_required
@require_POST
def lock(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Lock what has been reported of an indicator in the year."""
    found = get_object_or_404(queries.visible_to(request.user), public_id=public_id)
    rights.require(request.user, "indicator.check", found)
    year: int = request.year  # type: ignore[attr-defined]
    rows = queries.values_visible_to(request.user).filter(indicator=found, year=year)
    count = actions.lock_values(request.user, list(rows))
    messages.success(request, _("Đã khóa %(n)s số liệu.") % {"n": count})
    return redirect("indicator", found.public_id)
