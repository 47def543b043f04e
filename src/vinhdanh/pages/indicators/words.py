"""What figures, periods and states are called on the pages."""

from typing import Any

from django.utils.translation import gettext as _

from vinhdanh.indicators.enums import ValueState
from vinhdanh.indicators.periods import MONTHS, Period, codes
from vinhdanh.indicators.rollup import Figure
from vinhdanh.sheets import periods

# How a state looks beside its word: a tone of the style sheet.
TONES: dict[str, str] = {
    ValueState.REPORTED: "done",
    ValueState.RETURNED: "late",
    ValueState.LOCKED: "neutral",
}


def period_name(code: str) -> str:
    """“Quý I”, “6 tháng đầu năm”, “Cả năm”."""
    said = periods.said(code) or _("cả năm")
    return said[0].upper() + said[1:]


def period_choices(frequency: str | None = None) -> list[tuple[str, str]]:
    """The parts of a year to choose from; those of a frequency first, and the year."""
    found = list(codes(frequency)) if frequency else list(MONTHS)
    return [(code, period_name(code)) for code in dict.fromkeys([*found, ""])]


def short_period(period: Period) -> str:
    """“T3”, “Q1”, “6T đầu”, for the foot of a chart."""
    code = period.code
    if code.startswith("M"):
        return f"T{period.first}"
    return {"H1": _("6T đầu"), "H2": _("6T cuối"), "": _("Năm")}.get(code, code)


def told_of(figure: Figure[Any]) -> str:
    """“5/6 đơn vị đã báo cáo, 4 đủ kỳ”; nothing where one unit alone has told all."""
    if figure.expected == 0 or (figure.expected == 1 and figure.is_complete):
        return ""
    if figure.expected == 1:
        if figure.amount is None:
            return _("chưa báo cáo")
        reported, of = figure.parts
        return _("chưa đủ kỳ (%(n)s/%(of)s)") % {"n": reported, "of": of}
    told = {"n": figure.reported, "of": figure.expected, "whole": figure.complete}
    if figure.complete == figure.reported:
        return _("%(n)s/%(of)s đơn vị đã báo cáo") % told
    return _("%(n)s/%(of)s đơn vị đã báo cáo, %(whole)s đủ kỳ") % told
