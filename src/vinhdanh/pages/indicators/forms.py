"""What is typed on the pages of indicators."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vinhdanh.registry.models import Unit


class IndicatorForm(forms.Form):
    """Something a unit counts."""

    unit: Any = forms.ModelChoiceField(Unit.objects.none(), label=_("Đơn vị"))
    name = forms.CharField(
        label=_("Tên chỉ số"),
        max_length=300,
        help_text=_("Ví dụ: Văn bản đến đã xử lý"),
    )
    measure = forms.CharField(
        label=_("Đơn vị tính"), max_length=60, help_text=_("Ví dụ: văn bản, lượt, %")
    )
    code = forms.CharField(
        label=_("Mã"),
        max_length=40,
        help_text=_(
            "Chỉ tiêu của phong trào gọi chỉ số bằng mã này, ví dụ van_ban_den"
        ),
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class ValueForm(forms.Form):
    """The figure of a year with its source."""

    figure = forms.CharField(
        label=_("Số liệu"),
        max_length=30,
        help_text=_("Viết như thường dùng: 50.000 hoặc 1,5"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    is_approximate = forms.BooleanField(
        label=_("Số ước, chưa đếm chính xác"), required=False
    )
    source = forms.CharField(
        label=_("Nguồn, căn cứ"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: Báo cáo công tác năm, sổ văn bản đến"),
    )
    evidence = forms.FileField(
        label=_("Tệp minh chứng"),
        required=False,
        help_text=_("PDF, Word, Excel hoặc ảnh, tối đa 10 MB."),
    )
