"""Figures of a year, into the indicators of the office or of its units."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.indicators import actions as indicators
from vinhdanh.indicators import figures
from vinhdanh.indicators.models import Indicator, IndicatorValue
from vinhdanh.intake import untaken
from vinhdanh.intake.entering.protocol import Entering, change, counted
from vinhdanh.intake.staged import Comparing, Staged
from vinhdanh.registry.models import Unit
from vinhdanh.viet import text

CODE_LENGTH = 40


class Known:
    """The indicators of some units with their figures, found by code or name."""

    def __init__(self, units: set[int]) -> None:
        self.found: dict[tuple[int, str], Indicator] = {}
        for row in Indicator.objects.filter(unit__in=units).order_by("-pk"):
            self.found[row.unit_id, text.fold(row.name)] = row
            self.found[row.unit_id, row.code] = row
        values = IndicatorValue.objects.filter(indicator__unit__in=units)
        self.values = {(each.indicator_id, each.year): each for each in values}

    def of(self, row: Staged, unit: Unit) -> Indicator | None:
        return self.found.get((unit.pk, _code(row))) or self.found.get(
            (unit.pk, text.fold(row.values.get("name") or ""))
        )


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
        is_new = known.of(row, _unit(row, comparing)) is None
        if is_new and not row.values.get("measure"):
            what = _(
                "chưa có chỉ tiêu này. Ghi đơn vị tính để thêm chỉ tiêu mới, hoặc sửa "
                "tên cho khớp."
            )
            problems.append(comparing.problem(row, "name", what))
        parts = [slot for slot in row.values.get("value") or {} if "-" in slot]
        if parts:
            what = _("số liệu từng phần của năm chưa nhập được; chỉ nhập số cả năm.")
            problems.append(comparing.problem(row, "value", what, severity="warning"))
    return problems


def _years(row: Staged) -> Iterator[tuple[int, dict[str, Any]]]:
    for slot, figure in (row.values.get("value") or {}).items():
        if figure is not None and slot.isdigit():
            yield int(slot), figure


def _changes(row: Staged, comparing: Comparing) -> list[dict[str, Any]]:
    known: Known = comparing.known
    indicator = known.of(row, _unit(row, comparing))
    found = []
    if indicator is None:
        found.append(change("indicator", row.values["name"]))
    for year, figure in _years(row):
        stored = known.values.get((indicator.pk, year)) if indicator else None
        before = _said(stored.hundredths, stored.is_approximate) if stored else None
        after = _said(figure["hundredths"], bool(figure["qualifier"]))
        source = row.values.get("source")
        if before != after:
            found.append(change("figure", after, before=before, year=year))
        elif stored and source and stored.source != text.clean_line(source):
            found.append(change("source", source, before=stored.source, year=year))
    return found


def _said(hundredths: int, is_approximate: bool) -> str:
    figure = figures.show(hundredths)
    return f"≈ {figure}" if is_approximate else figure


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
        for year, figure in _years(row):
            indicators.record_value(
                actor,
                indicator,
                year,
                figures.show(figure["hundredths"]),
                is_approximate=bool(figure["qualifier"]),
                source=row.values.get("source")
                or comparing.place.source(row.number, "value", year),
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
