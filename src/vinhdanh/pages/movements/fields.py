"""Fields that several forms of the year's start share."""

from typing import Any

from django import forms

from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import figures


class DayField(forms.DateField):
    """A calendar day: the browser's own picker, or 31/12/2026 typed."""

    def __init__(self, **words: Any) -> None:
        words.setdefault(
            "widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        )
        words.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y"])
        super().__init__(**words)


class HourField(forms.TimeField):
    """A time of day, as 14:00."""

    def __init__(self, **words: Any) -> None:
        words.setdefault(
            "widget", forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        )
        super().__init__(**words)


class LinesField(forms.CharField):
    """Several lines of text."""

    def __init__(self, *, rows: int = 4, **words: Any) -> None:
        words.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**words)


class FigureField(forms.CharField):
    """A figure as offices write it, 50.000 or 1,5; cleaned to hundredths or None."""

    def __init__(self, **words: Any) -> None:
        words.setdefault("required", False)
        words.setdefault("max_length", 30)
        super().__init__(**words)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return figures.show(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return figures.parse(typed)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal.message)) from refusal
