"""Points, days and lines of cells as they are typed."""

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import figures
from vinhdanh.viet import numbers

_BETWEEN_PAIRS: Final = re.compile(r";|,(?=[^,;=]*=)|,\s*$")
MOST_POINTS: Final = 1_000_000
"""A table of more points than this has a slip of the hand in it."""


def _refuse_too_many(hundredths: int) -> None:
    if abs(hundredths) > MOST_POINTS * 100:
        raise forms.ValidationError(
            _("Nhiều nhất %(most)s điểm.") % {"most": numbers.group(MOST_POINTS)}
        )


class PointsField(forms.CharField):
    """Points as typed (“12,5”), kept in whole hundredths; below zero where it may."""

    def __init__(self, *, may_be_negative: bool = False, **kwargs: Any) -> None:
        self.may_be_negative = may_be_negative
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=20, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            found = figures.parse(typed)
        except Refused as refusal:
            raise forms.ValidationError(refusal.message) from None
        if found < 0 and not self.may_be_negative:
            raise forms.ValidationError(
                _("Điểm không được âm. Điểm trừ ghi số dương, chọn loại “điểm trừ”.")
            )
        _refuse_too_many(found)
        return found

    def prepare_value(self, value: Any) -> Any:
        return figures.show(value) if isinstance(value, int) else value


class DayInput(forms.DateInput):
    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


def lines(typed: str, most: int) -> list[tuple[int, list[str]]]:
    """The lines of a text area, each as so many cells; more than that is a fault."""
    found = []
    for number, line in enumerate(typed.splitlines(), 1):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > most or len(cells) < 2 or not cells[0]:  # noqa: PLR2004
            raise forms.ValidationError(
                _("Dòng %(n)s cần có mã và tên, cách nhau dấu “|”, nhiều nhất %(m)s ô.")
                % {"n": number, "m": most}
            )
        found.append((number, cells + [""] * (most - len(cells))))
    return found


def points_of(cell: str, number: int) -> int | None:
    if not cell:
        return None
    try:
        found = figures.parse(cell)
    except Refused as refusal:
        raise forms.ValidationError(
            _("Dòng %(n)s: %(fault)s") % {"n": number, "fault": refusal.message}
        ) from None
    _refuse_too_many(found)
    return found


def pct_of(cell: str, number: int) -> int:
    if not cell:
        return 0
    if not cell.rstrip(" %").isdecimal():
        raise forms.ValidationError(
            _("Dòng %(n)s: mức sàn “%(cell)s” không phải tỷ lệ phần trăm.")
            % {"n": number, "cell": cell}
        )
    return int(cell.rstrip(" %"))


def pairs(typed: str) -> list[tuple[str, str]]:
    """“5=2,5; 10=5” as pairs; a comma parts them too where no decimals follow it."""
    found = []
    for piece in _BETWEEN_PAIRS.split(typed):
        if not piece.strip():
            continue
        left, equals, right = piece.partition("=")
        if not equals or not left.strip():
            raise forms.ValidationError(
                _("“%(piece)s” chưa đúng dạng; ghi như 5=10.")
                % {"piece": piece.strip()}
            )
        found.append((left.strip(), right.strip()))
    return found
