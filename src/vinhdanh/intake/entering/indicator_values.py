"""Figures of a year and its parts, into the indicators of the office or its units."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.indicators import actions as indicators
from vinhdanh.indicators import figures
from vinhdanh.indicators.enums import Qualifier, ValueState
from vinhdanh.indicators.models import Indicator, IndicatorValue, Reporter
from vinhdanh.indicators.periods import Period, read_slot
from vinhdanh.intake import untaken
from vinhdanh.intake.entering.protocol import Entering, change, counted
from vinhdanh.intake.staged import Comparing, Staged
from vinhdanh.registry.models import Unit
from vinhdanh.sheets import periods as sheet_periods
from vinhdanh.viet import text

CODE_LENGTH = 40
_QUALIFIERS = {word: qualifier for qualifier, word in figures.WORD_OF.items()}


class Known:
    """What some units report, with their figures, found by code or name.

    Of two of a name, one in the unit's own catalogue comes before one above it.
    """

    def __init__(self, units: set[int]) -> None:
        self.found: dict[tuple[int, str], Indicator] = {}
        rows = Reporter.objects.filter(unit__in=units).select_related("indicator")
        latest_first = list(rows.order_by("-indicator"))
        for row in sorted(
            latest_first, key=lambda row: row.indicator.unit_id == row.unit_id
        ):
            self.found[row.unit_id, text.fold(row.indicator.name)] = row.indicator
            self.found[row.unit_id, row.indicator.code] = row.indicator
        values = IndicatorValue.objects.filter(unit__in=units)
        self.values = {
            (each.indicator_id, each.unit_id, each.when): each for each in values
        }

    def of(self, row: Staged, unit: Unit) -> Indicator | None:
        return self.found.get((unit.pk, _code(row))) or self.found.get(
            (unit.pk, text.fold(row.values.get("name") or ""))
        )

    def value(
        self, indicator: Indicator | None, unit: Unit, when: Period
    ) -> IndicatorValue | None:
        pk = indicator.pk if indicator else None
        return self.values.get((pk, unit.pk, when)) if pk is not None else None


def _code(row: Staged) -> str:
    told = row.values.get("code") or row.values.get("name") or ""
    return text.fold(told).replace(" ", "_")[:CODE_LENGTH]


def _unit(row: Staged, comparing: Comparing) -> Unit:
    return row.unit or comparing.unit


def _prepare(rows: list[Staged], comparing: Comparing) -> list[dict[str, Any]]:
    known = Known({_unit(row, comparing).pk for row in rows})
    comparing.known = known
    problems = []
    for row in rows:
        indicator = known.of(row, _unit(row, comparing))
        if indicator is None and not row.values.get("measure"):
            what = _(
                "chưa có chỉ tiêu này. Ghi đơn vị tính để thêm chỉ tiêu mới, hoặc sửa "
                "tên cho khớp."
            )
            problems.append(comparing.problem(row, "name", what))
        unfit = _unfit(row, indicator, known, _unit(row, comparing))
        problems += [comparing.problem(row, "value", what) for what in unfit]
    return problems


def _unfit(
    row: Staged, indicator: Indicator | None, known: Known, unit: Unit
) -> Iterator[str]:
    """Yield why figures of a row cannot be entered: their unit, a figure locked."""
    measure = indicator.measure if indicator else row.values.get("measure") or ""
    told = {row.values.get("measure") or ""}
    told |= {figure["measure"] for _when, figure in _figures(row)}
    for other in sorted(told):
        if other and text.fold(other) != text.fold(measure):
            yield _(
                "chỉ tiêu này tính bằng %(measure)s, không phải %(other)s. Người và "
                "lượt là hai số khác nhau."
            ) % {"measure": measure, "other": other}
    for when, figure in _figures(row):
        stored = known.value(indicator, unit, when)
        is_locked = stored is not None and stored.state == ValueState.LOCKED
        if stored and is_locked and stored.shown != _said(figure):
            yield _("số liệu %(when)s đã khóa là %(now)s.") % {
                "when": when,
                "now": stored.shown,
            }


def _figures(row: Staged) -> Iterator[tuple[Period, dict[str, Any]]]:
    for slot, figure in (row.values.get("value") or {}).items():
        when = read_slot(slot)
        if figure is not None and when is not None:
            yield when, figure


def _changes(row: Staged, comparing: Comparing) -> list[dict[str, Any]]:
    known: Known = comparing.known
    unit = _unit(row, comparing)
    indicator = known.of(row, unit)
    found = []
    if indicator is None:
        found.append(change("indicator", row.values["name"]))
    for when, figure in _figures(row):
        stored = known.value(indicator, unit, when)
        before = stored.shown if stored else None
        source = row.values.get("source")
        if before != _said(figure) or (stored and stored.state == ValueState.RETURNED):
            found.append(_change("figure", _said(figure), before, when))
        elif stored and source and stored.source != text.clean_line(source):
            found.append(_change("source", source, stored.source, when))
    return found


def _change(what: str, after: str, before: str | None, when: Period) -> dict[str, Any]:
    found: dict[str, Any] = change(what, after, before=before, year=when.year)
    return found | {"period": sheet_periods.said(when.code)} if when.code else found


def _said(figure: dict[str, Any]) -> str:
    qualifier = _QUALIFIERS.get(figure["qualifier"], Qualifier.ABOUT)
    return figures.said(figure["hundredths"], qualifier)


def _enter(actor: Any, rows: Sequence[Staged], comparing: Comparing) -> dict[str, int]:
    known: Known = comparing.known
    made = 0
    for row in rows:
        if not row.changes:
            continue
        unit = _unit(row, comparing)
        indicator = known.of(row, unit)
        if indicator is None:
            indicator = indicators.define_indicator(
                actor,
                unit,
                code=_code(row),
                name=row.values["name"],
                measure=row.values["measure"],
            )
            known.found[unit.pk, _code(row)] = indicator
        for when, figure in _figures(row):
            indicators.record_value(
                actor,
                indicator,
                when.year,
                _said(figure),
                unit=unit,
                period=when.code,
                source=row.values.get("source")
                or comparing.place.source(
                    row.number, "value", when.year, slot=when.slot
                ),
            )
            made += 1
    return counted(rows, figures=made)


_NOT_TAKEN = {
    **untaken.NOTE,
    "group": gettext_lazy("chỉ tiêu không xếp theo nhóm."),
    "target": gettext_lazy("kế hoạch của năm ghi ở chỉ tiêu của phong trào."),
    "estimate": gettext_lazy("số ước chưa phải số thực hiện; nhập khi có số thật."),
}
ENTERING = Entering(_changes, _enter, _prepare, not_taken=_NOT_TAKEN)
