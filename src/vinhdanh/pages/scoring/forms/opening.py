"""How a scoring is opened: by which table, for whom, in which stages."""

from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vinhdanh.pages.scoring.forms.fields import DayInput
from vinhdanh.pages.shell.fields import UnitField
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import enums
from vinhdanh.scoring.actions import StagePlan
from vinhdanh.scoring.enums import StageKind
from vinhdanh.scoring.models import CriteriaVersion

BY_A_UNIT: Final = frozenset({StageKind.LEAD, StageKind.STANDING, StageKind.FINAL})
"""Stages that one named unit scores."""


class ChoosingForm(forms.Form):
    """Which unit organises, by which table: what the rest of the page hangs on."""

    unit = UnitField(label=_("Đơn vị tổ chức"), empty_label=None)
    version: Any = forms.ModelChoiceField(
        label=_("Bảng tiêu chí"),
        queryset=CriteriaVersion.objects.none(),
        to_field_name="public_id",
        empty_label=None,
    )

    def __init__(
        self,
        units: QuerySet[Unit],
        versions: QuerySet[CriteriaVersion],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]


class OpenForm(forms.Form):
    """The scoring's name and whom it scores; its stages are `StageForm`s."""

    name = forms.CharField(label=_("Tên đợt chấm"), max_length=300)
    period = forms.ChoiceField(label=_("Kỳ"), choices=enums.Period.choices)
    subjects = forms.MultipleChoiceField(
        label=_("Chấm cho"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một đối tượng để chấm.")},
    )

    def __init__(
        self,
        groups: list[tuple[str, list[tuple[str, str]]]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        self.fields["subjects"].choices = groups  # type: ignore[attr-defined]

    @property
    def chosen(self) -> set[str]:
        """The values of the subjects that are ticked, as typed or to begin with."""
        return set(self["subjects"].value() or ())


class StageForm(forms.Form):
    """One stage: whether it is held, who scores which parts until when."""

    # A browser would ask for the unit of a stage that is not held.
    use_required_attribute = False

    is_held = forms.BooleanField(label=_("Có bước này"), required=False)
    unit = UnitField(
        label=_("Đơn vị chấm"),
        error_messages={"required": _("Hãy chọn đơn vị chấm ở bước này.")},
    )
    parts = forms.MultipleChoiceField(
        label=_("Chấm các mục"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    scorers = forms.IntegerField(
        label=_("Mỗi đối tượng do mấy đơn vị khác chấm"), min_value=1, max_value=50
    )
    is_blind = forms.BooleanField(
        label=_("Không thấy điểm của nhau đến khi chốt"), required=False
    )
    closes_on = forms.DateField(label=_("Hạn"), required=False, widget=DayInput())

    def __init__(
        self,
        kind: StageKind,
        units: QuerySet[Unit],
        parts: list[tuple[str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        kwargs["prefix"] = str(kind)
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind in BY_A_UNIT:
            self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        else:
            del self.fields["unit"]
        if kind is not StageKind.CROSS:
            del self.fields["scorers"]
        if kind is StageKind.SELF:
            del self.fields["is_blind"]
        self.fields["parts"].choices = parts  # type: ignore[attr-defined]
        self.whole = len(parts)

    def clean(self) -> dict[str, Any]:
        """What stands at a stage that is not held is nobody's fault."""
        typed = super().clean() or {}
        if not typed.get("is_held"):
            self.errors.clear()
        return typed

    def plan(self) -> StagePlan:
        """The stage as the room takes it; all ticked, or none, are all parts."""
        typed = self.cleaned_data
        parts = typed["parts"]
        is_all = not parts or len(parts) == self.whole
        return StagePlan(
            kind=self.kind,
            unit=typed.get("unit"),
            parts=() if is_all else parts,
            closes_on=typed["closes_on"],
            is_blind=typed.get("is_blind", False),
        )
