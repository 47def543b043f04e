"""What is typed of a body with terms and its members."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vinhdanh.pages.registry.forms import NOT_KNOWN, DayField
from vinhdanh.pages.registry.year_forms import NeededDay
from vinhdanh.pages.shell.fields import UnitField
from vinhdanh.registry import actions, enums
from vinhdanh.registry.models import Body, BodyTerm, Person, Unit


class BodyEntry(forms.Form):
    """A collective of a unit, with its first term."""

    unit = UnitField(label=_("Thuộc"))
    kind = forms.ChoiceField(label=_("Loại"), choices=enums.BodyKind.choices)
    name = forms.CharField(
        label=_("Tên tập thể"),
        max_length=300,
        help_text=_("Ví dụ: Ban Thanh tra nhân dân, Tổ đại biểu số 1."),
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units


class TermEntry(forms.Form):
    """A term of a body."""

    name = forms.CharField(
        label=_("Nhiệm kỳ"), max_length=100, help_text=_("Ví dụ: 2017 - 2019")
    )
    first_day = NeededDay(label=_("Từ ngày"))
    last_day = DayField(label=_("Đến hết ngày"))
    decision = forms.CharField(
        label=_("Văn bản thành lập"), max_length=200, required=False
    )

    def written(self) -> actions.TermForm:
        """Return what was written, for the deed."""
        return actions.TermForm(**self.cleaned_data)


class LastDayEntry(forms.Form):
    """The last day of a term or of a seat."""

    last_day = NeededDay(label=_("Ngày cuối"))


class SeatEntry(forms.Form):
    """Who sits in a term, in which post."""

    person: Any = forms.ModelChoiceField(Person.objects.none(), label=_("Họ và tên"))
    post = forms.CharField(
        label=_("Giữ chức"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: Trưởng ban, Ủy viên, Tổ trưởng"),
    )
    first_day = DayField(label=_("Từ ngày"), help_text=_("Để trống: từ đầu nhiệm kỳ."))
    last_day = DayField(
        label=_("Đến hết ngày"), help_text=_("Để trống: đến hết nhiệm kỳ.")
    )

    def __init__(self, people: QuerySet[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def written(self) -> actions.SeatForm:
        """Return what was written, for the deed."""
        return actions.SeatForm(**self.cleaned_data)


class DelegateEntry(forms.Form):
    """A delegate who works elsewhere."""

    name = forms.CharField(label=_("Họ và tên"), max_length=300)
    birth_date = DayField(label=_("Ngày sinh"))
    sex = forms.ChoiceField(
        label=_("Giới tính"), required=False, choices=[NOT_KNOWN, *enums.Sex.choices]
    )
    post = forms.CharField(label=_("Giữ chức"), max_length=200, required=False)
    group: Any = forms.ModelChoiceField(
        BodyTerm.objects.none(), label=_("Tổ đại biểu"), required=False
    )
    is_namesake = forms.BooleanField(
        label=_("Đây là người khác, trùng tên với người đã có"), required=False
    )

    def __init__(self, body: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = BodyTerm.objects.filter(
            body__unit=body.unit, body__kind=enums.BodyKind.DELEGATE_GROUP
        ).select_related("body__subject")
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]

    def written(self) -> dict[str, Any]:
        """Return what the deed takes by name."""
        typed = self.cleaned_data
        return {
            "form": actions.PersonForm(
                name=typed["name"], birth_date=typed["birth_date"], sex=typed["sex"]
            ),
            "post": typed["post"],
            "group": typed["group"],
            "is_namesake": typed["is_namesake"],
        }


class BodyFilter(forms.Form):
    """Which bodies are shown."""

    don_vi = UnitField(label=_("Đơn vị"), required=False, empty_label=_("tất cả"))
    loai = forms.ChoiceField(
        label=_("Loại"),
        required=False,
        choices=[("", _("tất cả")), *enums.BodyKind.choices],
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["don_vi"]
        field.queryset = units
