"""What is chosen on the pages of eligibility: a human's word, a unit and its days."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.pages.eligibility.rule_forms import day_input
from vinhdanh.pages.shell.fields import UnitField
from vinhdanh.pages.shell.year import FIRST_YEAR, LAST_YEAR
from vinhdanh.registry.models import Unit
from vinhdanh.registry.standing import standing
from vinhdanh.sheets.container import Limits
from vinhdanh.viet import dates

MOST_DAYS = 6


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
    unit = UnitField(label=_("Ký thay mặt"), empty_label=None)
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
        units = standing(Unit.objects.select_related("subject"))
        units = rights.visible(user, "law_page.sign", units).order_by(
            "-is_own", "subject__sort_key"
        )
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].initial = units.first()


class WhatIfForm(forms.Form):
    """A unit, and several governing days."""

    don_vi = UnitField(label=_("Đơn vị"), empty_label=None)

    def __init__(self, *args: Any, user: Any, days: list[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = standing(Unit.objects.select_related("subject"))
        units = rights.visible(user, "what_if.see", units).order_by(
            "-is_own", "subject__sort_key"
        )
        self.fields["don_vi"].queryset = units  # type: ignore[attr-defined]
        self.fields["don_vi"].initial = units.first()
        blank: list[date | None] = [None] * (MOST_DAYS - len(days))
        for number, day in enumerate([*days, *blank], 1):
            self.fields[f"ngay_{number}"] = forms.DateField(
                label=_("Luật của ngày"),
                widget=day_input(),
                initial=day,
                required=False,
            )


class SheetTryForm(forms.Form):
    """An officer's own list, the year, the titles, and whose law."""

    file = forms.FileField(
        label=_("Tệp danh sách"),
        help_text=_("Excel (.xlsx, .xls), .ods hoặc .csv, nhiều nhất 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )
    year = forms.IntegerField(
        label=_("Năm xét"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    titles = forms.MultipleChoiceField(
        label=_("Danh hiệu, hình thức"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn thì xét các danh hiệu hằng năm và bằng khen cấp tỉnh."),
    )
    day = forms.DateField(
        label=_("Theo luật của ngày"),
        widget=day_input(),
        required=False,
        help_text=_("Bỏ trống: ngày 31/12 của năm xét."),
    )
    unit = UnitField(
        label=_("Thêm quy định của"),
        required=False,
        empty_label=_("chỉ luật, không thêm quy định nào"),
    )
    assumed = forms.MultipleChoiceField(
        label=_("Coi như đạt khi danh sách không nói"),
        choices=[
            ("pending_inquiry", _("không ai đang bị xem xét, xác minh")),
            ("registered", _("đã đăng ký thi đua")),
            ("discipline", _("không bị kỷ luật")),
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bảng tính kết quả ghi rõ điều nào được coi như đạt."),
    )

    def __init__(self, *args: Any, user: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = standing(Unit.objects.select_related("subject"), year=year)
        units = rights.visible(user, "local_rule.see", units).order_by(
            "-is_own", "subject__sort_key"
        )
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].initial = units.first()
        self.fields["year"].initial = year
        self.fields["titles"].choices = [  # type: ignore[attr-defined]
            (code, assess.awards()[code].name) for code in assess.ruled_awards()
        ]
        for number in range(2, MOST_DAYS + 1):
            self.fields[f"day_{number}"] = forms.DateField(
                label=_("So với luật của ngày"), widget=day_input(), required=False
            )

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent.size > Limits.file_bytes:
            raise forms.ValidationError(
                gettext(
                    "Tệp nặng %(size)s MB, nhiều nhất 10 MB. Bỏ ảnh và các trang không "
                    "dùng, hoặc chia danh sách."
                )
                % {"size": sent.size // 1_000_000}
            )
        return sent

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if "year" in told:
            for day in self.days():
                try:
                    assess.regime_on(day)
                except assess.LawDateError:
                    self.add_error(
                        "day",
                        gettext(
                            "Ngày %(day)s nằm ngoài các thời kỳ đã ghi: xem trang "
                            "“Pháp luật”."
                        )
                        % {"day": dates.short(day)},
                    )
        return told

    def days(self) -> list[date]:
        """Return the governing days, the earliest first; call after validation."""
        told = self.cleaned_data
        chosen = [told.get(f"day_{n}") for n in range(2, MOST_DAYS + 1)]
        first = told.get("day") or date(told["year"], 12, 31)
        return sorted({first, *(day for day in chosen if day)})
