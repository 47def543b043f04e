"""Form fields that several rooms of pages share."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue

from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Unit


class _Units(ModelChoiceIterator):  # type: ignore[type-arg]
    """The units to choose from; those of one name with the unit over each."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        units = list(self.queryset)
        told = registry.told_apart(units)
        for unit in units:
            value = self.field.prepare_value(unit)
            yield ModelChoiceIteratorValue(value, unit), told[unit.pk]


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A unit, named in addresses and forms by its public id."""

    iterator = _Units

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
