"""Form fields that several rooms of pages share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIteratorValue

from vinhdanh.registry.models import Unit


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A unit, named in addresses and forms by its public id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Unit.objects.none(), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, ModelChoiceIteratorValue):
            value = value.instance  # type: ignore[attr-defined]
        return str(value.subject.public_id) if isinstance(value, Unit) else value

    def to_python(self, value: Any) -> Unit | None:
        if value in self.empty_values:
            return None
        try:
            found: Unit = self.queryset.get(  # type: ignore[union-attr]
                subject__public_id=str(value)
            )
        except (Unit.DoesNotExist, ValidationError, ValueError):
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            ) from None
        return found
