"""Text fields whose words are the same text everywhere (NFC, no hidden signs)."""

from typing import Any

from django.db import models

from vinhdanh.viet import text


class CleanCharField(models.CharField[str, str]):
    """A line of text, cleaned at every door: forms, actions and scripts alike."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return text.clean_line(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return text.clean_line(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = text.clean_line(value)
            setattr(model_instance, self.attname, value)
        return value


class CleanTextField(models.TextField[str, str]):
    """Text of several lines, each cleaned; the line breaks stay."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return clean_lines(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = clean_lines(value)
            setattr(model_instance, self.attname, value)
        return value


def clean_lines(value: str) -> str:
    """Clean every line of a text and keep its line breaks."""
    return "\n".join(text.clean_line(line) for line in value.splitlines())
