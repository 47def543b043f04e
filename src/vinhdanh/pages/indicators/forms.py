"""What is typed on the pages of indicators."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vinhdanh.indicators import enums, library
from vinhdanh.indicators.actions import Terms
from vinhdanh.indicators.models import Indicator
from vinhdanh.pages.indicators.words import period_choices
from vinhdanh.pages.shell.fields import UnitField
from vinhdanh.registry.models import Unit

WHOLE_YEAR = "nam"
WHO = [
    ("own", _("chính đơn vị")),
    ("below", _("các đơn vị trực thuộc")),
    ("all", _("đơn vị và các đơn vị trực thuộc")),
]


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        told = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(each, initial) for each in told if each]


class _TermsForm(forms.Form):
    """What an indicator is called, and how it is reported and rolled up."""

    name = forms.CharField(
        label=_("Tên chỉ số"),
        max_length=300,
        help_text=_("Ví dụ: Văn bản đến đã xử lý"),
    )
    measure = forms.CharField(
        label=_("Đơn vị tính"),
        max_length=60,
        help_text=_("Ví dụ: văn bản, lượt, %. Người và lượt là hai đơn vị khác nhau."),
    )
    group = forms.CharField(label=_("Nhóm"), max_length=100, required=False)
    frequency = forms.ChoiceField(label=_("Kỳ báo cáo"), choices=enums.Frequency)
    over_time = forms.ChoiceField(
        label=_("Gộp theo thời gian"), choices=enums.TimeRollUp
    )
    over_tree = forms.ChoiceField(label=_("Gộp theo đơn vị"), choices=enums.TreeRollUp)
    direction = forms.ChoiceField(label=_("Chiều tốt"), choices=enums.Direction)
    breakdown = forms.CharField(
        label=_("Chia theo"),
        max_length=100,
        required=False,
        help_text=_("Chỉ ghi khi là phần của một chỉ số khác. Ví dụ: loại kỳ họp"),
    )

    def words(self) -> dict[str, str]:
        """The name and unit of measure as typed."""
        return {name: self.cleaned_data[name] for name in ("name", "measure")}

    def terms(self) -> Terms:
        names = ("group", "frequency", "over_time", "over_tree", "direction")
        told = {name: self.cleaned_data[name] for name in (*names, "breakdown")}
        return Terms(**told, part_of=self.cleaned_data.get("part_of"))


class IndicatorForm(_TermsForm):
    """Something a unit counts."""

    unit: Any = UnitField(label=_("Đơn vị"))
    code = forms.CharField(
        label=_("Mã"),
        max_length=40,
        help_text=_(
            "Chỉ tiêu của phong trào, tiêu chí chấm điểm và hệ thống khác gọi chỉ số "
            "bằng mã này, ví dụ van_ban_den"
        ),
    )
    who = forms.ChoiceField(label=_("Ai báo cáo"), choices=WHO, initial="own")
    part_of: Any = forms.ModelChoiceField(
        Indicator.objects.none(),
        label=_("Là phần của"),
        required=False,
        to_field_name="public_id",
        help_text=_("Kỳ báo cáo và cách gộp theo chỉ số tổng."),
    )
    field_order = (
        *("unit", "name", "measure", "code", "who", "frequency", "over_time"),
        *("over_tree", "direction", "group", "part_of", "breakdown"),
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        wholes = Indicator.objects.filter(unit__in=units, part_of=None)
        self.fields["part_of"].queryset = wholes  # type: ignore[attr-defined]
        usual = Terms()
        for name in ("frequency", "over_time", "over_tree", "direction"):
            self.fields[name].initial = getattr(usual, name)


class ChangeForm(_TermsForm):
    """An indicator as it stands, to be mended; its code stays."""

    reporters_chosen = forms.MultipleChoiceField(
        label=_("Ai báo cáo"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(
        self, indicator: Indicator, units: Sequence[Unit], data: Any = None
    ) -> None:
        fields = [name for name in self.base_fields if hasattr(indicator, name)]
        there = indicator.reporters.values_list("unit__subject__public_id", flat=True)
        first: dict[str, Any] = {name: getattr(indicator, name) for name in fields}
        first["reporters_chosen"] = [str(each) for each in there]
        super().__init__(data, initial=first)
        self._units = {str(unit.subject.public_id): unit for unit in units}
        chosen: Any = self.fields["reporters_chosen"]
        chosen.choices = [(key, str(unit)) for key, unit in self._units.items()]
        if indicator.part_of is not None:
            names = ("frequency", "over_time", "over_tree", "reporters_chosen")
            for name in names:
                del self.fields[name]
        else:
            del self.fields["breakdown"]

    def terms(self) -> Terms:
        told = {
            name: self.cleaned_data[name]
            for name in self.fields
            if name not in {"name", "measure", "reporters_chosen"}
        }
        return Terms(**told)

    def reporters(self) -> list[Unit]:
        return [self._units[key] for key in self.cleaned_data["reporters_chosen"]]


class LibraryForm(forms.Form):
    """A catalogue of the library, for a unit."""

    preset = forms.ChoiceField(label=_("Danh mục"))
    unit: Any = UnitField(label=_("Đơn vị"))
    who = forms.ChoiceField(label=_("Ai báo cáo"), choices=WHO)

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        presets: Any = self.fields["preset"]
        presets.choices = [(row.code, row.name) for row in library.presets().values()]


class ValueForm(forms.Form):
    """A figure with its source: of a unit, for a period."""

    unit: Any = UnitField(label=_("Đơn vị báo cáo"))
    period = forms.ChoiceField(label=_("Kỳ"))
    figure = forms.CharField(
        label=_("Số liệu"),
        max_length=60,
        help_text=_("Viết như thường dùng: 50.000 hoặc 1,5 hoặc hơn 50.000"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    source = forms.CharField(
        label=_("Nguồn, căn cứ"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: Báo cáo công tác năm, sổ văn bản đến"),
    )
    evidence = FilesField(
        label=_("Tệp minh chứng"),
        required=False,
        help_text=_("PDF, Word, Excel hoặc ảnh, mỗi tệp tối đa 10 MB."),
    )

    def __init__(
        self, units: QuerySet[Unit], frequency: str, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        period: Any = self.fields["period"]
        offered = period_choices(frequency)
        period.choices = [(code or WHOLE_YEAR, name) for code, name in offered]
        self.initial["period"] = self.initial.get("period") or WHOLE_YEAR

    def clean_period(self) -> str:
        """The code of the period, '' for the whole year."""
        code: str = self.cleaned_data["period"]
        return "" if code == WHOLE_YEAR else code


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), max_length=300)


class CorrectionForm(ReasonForm):
    """What a locked figure should have been, and why."""

    figure = forms.CharField(label=_("Số đúng"), max_length=60)
    field_order = ("figure", "reason")


class KeyForm(forms.Form):
    """A key for another system: whose figures, which of them."""

    unit: Any = UnitField(label=_("Đơn vị"))
    name = forms.CharField(
        label=_("Hệ thống dùng khóa"),
        max_length=100,
        help_text=_("Ví dụ: Hệ thống quản lý văn bản"),
    )
    indicators: Any = forms.ModelMultipleChoiceField(
        Indicator.objects.none(),
        label=_("Chỉ số được gửi"),
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn: mọi chỉ số mà đơn vị báo cáo."),
    )

    def __init__(
        self,
        units: QuerySet[Unit],
        indicators: QuerySet[Indicator],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["indicators"].queryset = indicators  # type: ignore[attr-defined]
