from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vinhdanh import assess
from vinhdanh.ledger.enums import Basis
from vinhdanh.nominations.enums import NominationState
from vinhdanh.nominations.grid import GridFilter
from vinhdanh.registry.models import Unit

ALL = ("", _("tất cả"))
WORDS = [
    ("yes", _("đạt")),
    ("no", _("không đạt")),
    ("unknown", _("chưa đủ căn cứ")),
    ("confirm", _("cần người xác nhận")),
]


def award_choices() -> list[tuple[str, str]]:
    """Return every title and form of commendation, as the law's room lists them."""
    return [(code, award.name) for code, award in assess.awards().items()]


class DayInput(forms.DateInput):
    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class RoundForm(forms.Form):
    """A new time of nominating."""

    unit = forms.ModelChoiceField(label=_("Đơn vị"), queryset=Unit.objects.none())
    year = forms.IntegerField(label=_("Năm xét"), min_value=1945, max_value=2100)
    name = forms.CharField(
        label=_("Tên đợt"),
        max_length=200,
        help_text=_("Ví dụ: Bình xét thi đua, khen thưởng năm 2026."),
    )
    due_on = forms.DateField(
        label=_("Hạn gửi đề nghị"), required=False, widget=DayInput()
    )
    governing_day = forms.DateField(
        label=_("Xét theo luật của ngày"),
        required=False,
        widget=DayInput(),
        help_text=_("Để trống là ngày 31/12 của năm xét."),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class FilterForm(forms.Form):
    """What the grid is narrowed to; nonsense in the address narrows nothing."""

    tim = forms.CharField(label=_("Tìm tên"), required=False)
    don_vi = forms.TypedChoiceField(
        label=_("Đơn vị"), required=False, coerce=int, empty_value=None
    )
    danh_hieu = forms.ChoiceField(label=_("Danh hiệu, hình thức"), required=False)
    ket_luan = forms.ChoiceField(
        label=_("Kết luận"), required=False, choices=[ALL, *WORDS]
    )
    trang_thai = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[ALL, *NominationState.choices]
    )

    def __init__(
        self, *args: Any, units: list[Unit], awards: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        names = dict(award_choices())
        unit_field = self.fields["don_vi"]
        award_field = self.fields["danh_hieu"]
        unit_field.choices = [ALL, *((unit.pk, unit.name) for unit in units)]  # type: ignore[attr-defined]
        award_field.choices = [ALL, *((code, names[code]) for code in awards)]  # type: ignore[attr-defined]

    def narrowed(self) -> GridFilter:
        """Return the filter; fields that are wrong count as empty."""
        self.is_valid()
        said = self.cleaned_data
        return GridFilter(
            unit=said.get("don_vi"),
            award=said.get("danh_hieu", ""),
            word=said.get("ket_luan", ""),
            state=said.get("trang_thai", ""),
            words=said.get("tim", ""),
        )


class AwardForm(forms.Form):
    """Which award the list of candidates is for."""

    danh_hieu = forms.ChoiceField(label=_("Danh hiệu, hình thức"))
    loai_hinh = forms.ChoiceField(
        label=_("Loại hình khen thưởng"),
        choices=Basis.choices,
        required=False,
        initial=Basis.MERIT,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("chọn…")), *award_choices()]
        self.fields["danh_hieu"].choices = choices  # type: ignore[attr-defined]


class ConfirmForm(forms.Form):
    """A human's word over the law's, with reason and article."""

    word = forms.ChoiceField(
        label=_("Kết luận của người kiểm tra"),
        choices=[("yes", _("đạt")), ("no", _("không đạt"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Điều đã kiểm tra ngoài hệ thống, ví dụ: đã đối chiếu bảng công."),
    )
    cite = forms.CharField(
        label=_("Căn cứ (điều, khoản, văn bản)"), max_length=200, required=False
    )


class MoveForm(forms.Form):
    """A reason for taking a nomination along."""

    reason = forms.CharField(label=_("Lý do"), max_length=500, required=False)
