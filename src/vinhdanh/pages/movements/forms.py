"""What is typed on the pages of movements and registrations."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vinhdanh.base import clock
from vinhdanh.indicators.models import Indicator
from vinhdanh.movements.actions import MovementForm, TargetLine, TaskLine
from vinhdanh.movements.actions.launching import WORDS
from vinhdanh.movements.enums import MovementKind
from vinhdanh.movements.models import Movement
from vinhdanh.pages.movements.fields import DayField, LinesField
from vinhdanh.registry.models import Unit

EMPTY_ROWS = 3
LONGEST = 60


class MovementPaper(forms.Form):
    """A movement's own words; its lines are two formsets beside it."""

    name = forms.CharField(
        label=_("Tên phong trào"),
        max_length=300,
        help_text=_("Ví dụ: Phong trào thi đua yêu nước năm 2026"),
    )
    year = forms.IntegerField(label=_("Năm"), min_value=1945, max_value=2100)
    kind = forms.ChoiceField(
        label=_("Hình thức"),
        choices=MovementKind.choices,
        help_text=_("Thường xuyên hằng năm, hoặc theo chuyên đề, theo đợt."),
    )
    slogan = forms.CharField(
        label=_("Chủ đề, khẩu hiệu"), max_length=300, required=False
    )
    first_day = DayField(label=_("Từ ngày"))
    last_day = DayField(label=_("Đến hết ngày"))
    content = LinesField(label=_("Nội dung, đối tượng, biện pháp"), required=False)
    launched_with = forms.CharField(
        label=_("Cùng phát động"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: Công đoàn Văn phòng, Khối thi đua."),
    )
    plan_number = forms.CharField(
        label=_("Số kế hoạch, văn bản phát động"), max_length=100, required=False
    )
    registration_opens = DayField(label=_("Nhận đăng ký từ ngày"), required=False)
    registration_closes = DayField(label=_("Nhận đăng ký đến hết ngày"), required=False)

    field_order = list(WORDS)

    def written(
        self, targets: "forms.BaseFormSet[Any]", tasks: "forms.BaseFormSet[Any]"
    ) -> MovementForm:
        """Return what was typed, with the rows that are not empty."""
        words = {name: self.cleaned_data[name] for name in WORDS}
        return MovementForm(
            **words,
            targets=tuple(
                TargetLine(row["name"], row["goal"], row["indicator_code"])
                for row in targets.cleaned_data
                if row.get("name")
            ),
            key_tasks=tuple(
                TaskLine(row["name"], row["owner"], row["due_on"])
                for row in tasks.cleaned_data
                if row.get("name")
            ),
        )


class TargetRow(forms.Form):
    """One target; a row without a name is left out."""

    name = forms.CharField(label=_("Chỉ tiêu"), max_length=500, required=False)
    goal = forms.CharField(label=_("Mức cần đạt"), max_length=100, required=False)
    indicator_code = forms.ChoiceField(label=_("Đo bằng chỉ số"), required=False)

    def __init__(
        self, *args: Any, indicators: QuerySet[Indicator], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["indicator_code"]
        field.choices = [("", "–"), *((row.code, row.name) for row in indicators)]

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        if words.get("goal") and not words.get("name"):
            self.add_error("name", _("Hãy ghi tên chỉ tiêu có mức cần đạt này."))
        return words


class TaskRow(forms.Form):
    """One key task; a row without a name is left out."""

    name = forms.CharField(label=_("Nhiệm vụ"), max_length=500, required=False)
    owner = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Đơn vị chủ trì"), required=False
    )
    due_on = DayField(label=_("Hạn"), required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = units


TargetRows = forms.formset_factory(
    TargetRow, extra=EMPTY_ROWS, max_num=LONGEST, absolute_max=LONGEST
)
TaskRows = forms.formset_factory(
    TaskRow, extra=EMPTY_ROWS, max_num=LONGEST, absolute_max=LONGEST
)


class LaunchForm(forms.Form):
    """The day and the paper of a launch."""

    on = DayField(label=_("Ngày phát động"))
    plan_number = forms.CharField(
        label=_("Số kế hoạch, văn bản phát động"), max_length=100, required=False
    )

    def __init__(self, movement: Movement, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "on": min(clock.today(), movement.last_day),
                "plan_number": movement.plan_number,
            },
        )
        super().__init__(*args, **kwargs)


class WindowForm(forms.Form):
    """Between which days titles are registered."""

    opens = DayField(label=_("Nhận đăng ký từ ngày"), required=False)
    closes = DayField(label=_("Đến hết ngày"), required=False)


class LateForm(forms.Form):
    """What goes with a registration: the day on paper, and why it is late."""

    on = DayField(
        label=_("Ngày trên bản đăng ký giấy"),
        required=False,
        help_text=_("Để trống: hôm nay."),
    )
    late_reason = forms.CharField(
        label=_("Lý do đăng ký muộn"), max_length=300, required=False
    )


class WithdrawForm(forms.Form):
    """Why a registration is taken back."""

    reason = forms.CharField(label=_("Lý do rút đăng ký"), max_length=300)
