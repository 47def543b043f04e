"""What is chosen on the pages of eligibility: a human's word, a unit and its days."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vinhdanh.base import rights
from vinhdanh.pages.eligibility.rule_forms import day_input
from vinhdanh.pages.intake.forms import UnitField
from vinhdanh.registry.models import Unit


class OverrideForm(forms.Form):
    """A human's word over a verdict."""

    word = forms.ChoiceField(
        label=_("Kết luận của người xem xét"),
        choices=[("yes", _("đạt")), ("no", _("không đạt"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Lý do, căn cứ"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ghi rõ đã đối chiếu văn bản, hồ sơ nào."),
    )
    cite = forms.CharField(
        label=_("Điều, khoản"), max_length=200, required=False, empty_value=""
    )


class EndRuleForm(forms.Form):
    """The last day of a rule and the reason; without a day for one still ahead."""

    last_day = forms.DateField(label=_("Ngày cuối có hiệu lực"), widget=day_input())
    reason = forms.CharField(
        label=_("Văn bản bãi bỏ, lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, is_ahead: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_ahead = is_ahead
        if is_ahead:
            del self.fields["last_day"]


class SignForm(forms.Form):
    """A signature under a page of the law: for whom, and that it was read."""

    page_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    unit = UnitField(
        label=_("Ký thay mặt"), queryset=Unit.objects.none(), empty_label=None
    )
    remark = forms.CharField(
        label=_("Ghi chú"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ví dụ: đã đối chiếu với Công báo số…"),
    )
    has_read = forms.BooleanField(
        label=_("Tôi đã đọc trang này và thấy máy hiểu đúng văn bản."),
        error_messages={"required": _("Chỉ ký khi đã đọc và thấy đúng.")},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.select_related("subject")
        units = rights.visible(user, "law_page.sign", units).order_by(
            "-is_own", "subject__sort_key"
        )
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].initial = units.first()


class WhatIfForm(forms.Form):
    """A unit, and up to four governing days."""

    don_vi = UnitField(
        label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, user: Any, days: list[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.select_related("subject")
        units = rights.visible(user, "what_if.see", units).order_by(
            "-is_own", "subject__sort_key"
        )
        self.fields["don_vi"].queryset = units  # type: ignore[attr-defined]
        self.fields["don_vi"].initial = units.first()
        for number, day in enumerate(days, 1):
            self.fields[f"ngay_{number}"] = forms.DateField(
                label=_("Luật của ngày"),
                widget=day_input(),
                initial=day,
                required=False,
            )
