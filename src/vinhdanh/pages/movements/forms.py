"""What is typed on the pages of movements and registrations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vinhdanh.base import clock
from vinhdanh.indicators.models import Indicator
from vinhdanh.movements import running
from vinhdanh.movements.actions import (
    LauncherLine,
    MovementForm,
    TargetLine,
    TaskLine,
)
from vinhdanh.movements.actions.launching import WORDS
from vinhdanh.movements.actions.lines import TARGET_WORDS, TASK_WORDS
from vinhdanh.movements.enums import Direction, MovementKind, Scope
from vinhdanh.movements.models import Directive, Movement
from vinhdanh.pages.movements import naming
from vinhdanh.pages.movements.fields import DayField, FigureField, LinesField
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
    launchers = LinesField(
        label=_("Cùng phát động"),
        rows=2,
        required=False,
        help_text=_("Mỗi dòng một cơ quan, tổ chức. Ví dụ: Công đoàn Văn phòng."),
    )
    scope = forms.ChoiceField(
        label=_("Phạm vi"), choices=Scope.choices, required=False, initial=Scope.TREE
    )
    parent: Any = forms.ModelChoiceField(
        Movement.objects.none(), label=_("Thuộc phong trào 5 năm"), required=False
    )
    plan_number = forms.CharField(
        label=_("Số kế hoạch, văn bản phát động"), max_length=100, required=False
    )
    registration_opens = DayField(label=_("Nhận đăng ký từ ngày"), required=False)
    registration_closes = DayField(label=_("Nhận đăng ký đến hết ngày"), required=False)

    is_sure = forms.BooleanField(
        label=_("Mức cần đạt kém hơn mức gốc là có chủ ý"), required=False
    )

    field_order = list(WORDS)

    def __init__(self, unit: Unit, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parent"]
        field.queryset = running.five_year_movements(unit)
        if not field.queryset:
            del self.fields["parent"]

    def clean_scope(self) -> str:
        return self.cleaned_data["scope"] or Scope.TREE

    def launcher_lines(self) -> tuple[LauncherLine, ...]:
        """Return the bodies typed; a unit is tied where it alone bears the name."""
        typed = [line.strip() for line in self.cleaned_data["launchers"].splitlines()]
        names = [name for name in typed if name]
        known = naming.standing_namesakes(names)
        return tuple(
            LauncherLine(
                name, known[name][0].subject if len(known[name]) == 1 else None
            )
            for name in names
        )

    def written(
        self, targets: "forms.BaseFormSet[Any]", tasks: "forms.BaseFormSet[Any]"
    ) -> MovementForm:
        """Return what was typed, with the rows that are not empty."""
        words: dict[str, Any] = {name: self.cleaned_data.get(name) for name in WORDS}
        return MovementForm(
            **words,
            is_sure=self.cleaned_data["is_sure"],
            launchers=self.launcher_lines(),
            targets=tuple(
                TargetLine(**{name: row[name] for name in TARGET_WORDS})
                for row in targets.cleaned_data
                if row.get("name")
            ),
            key_tasks=tuple(
                TaskLine(**{name: row[name] for name in TASK_WORDS})
                for row in tasks.cleaned_data
                if row.get("name")
            ),
        )


class TargetRow(forms.Form):
    """One target; a row without a name is left out."""

    name = forms.CharField(label=_("Chỉ tiêu"), max_length=500, required=False)
    goal = forms.CharField(label=_("Bằng lời"), max_length=100, required=False)
    base_hundredths = FigureField(label=_("Mức gốc"))
    goal_hundredths = FigureField(label=_("Mức cần đạt"))
    unit = forms.CharField(label=_("Đơn vị tính"), max_length=60, required=False)
    direction = forms.ChoiceField(
        label=_("Tốt khi"),
        choices=[(Direction.MORE, _("cao hơn")), (Direction.LESS, _("thấp hơn"))],
        required=False,
        initial=Direction.MORE,
    )
    indicator_code = forms.ChoiceField(label=_("Đo bằng chỉ số"), required=False)

    def __init__(
        self, *args: Any, indicators: Sequence[Indicator], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["indicator_code"]
        field.choices = [("", "–"), *((row.code, row.name) for row in indicators)]

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        said = words.get("goal"), words.get("unit")
        figures = words.get("base_hundredths"), words.get("goal_hundredths")
        is_empty = not any(said) and figures == (None, None)
        if not words.get("name") and not is_empty:
            self.add_error("name", _("Hãy ghi tên chỉ tiêu có mức cần đạt này."))
        words["direction"] = words.get("direction") or Direction.MORE
        return words


class TaskRow(forms.Form):
    """One key task; a row without a name is left out."""

    name = forms.CharField(label=_("Nhiệm vụ"), max_length=500, required=False)
    owner = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Đơn vị chủ trì"), required=False
    )
    due_on = DayField(label=_("Hạn"), required=False)
    directive: Any = forms.ModelChoiceField(
        Directive.objects.none(), widget=forms.HiddenInput, required=False
    )

    def __init__(
        self,
        *args: Any,
        units: QuerySet[Unit],
        directives: QuerySet[Directive],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = units  # type: ignore[attr-defined]
        self.fields["directive"].queryset = directives  # type: ignore[attr-defined]


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
    """What goes with a registration: the day on paper, and why it is late.

    is_own: of oneself, which is filed today.
    """

    on = DayField(
        label=_("Ngày trên bản đăng ký giấy"),
        required=False,
        help_text=_("Để trống: hôm nay."),
    )
    late_reason = forms.CharField(
        label=_("Lý do đăng ký muộn"), max_length=300, required=False
    )

    def __init__(self, *args: Any, is_own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            del self.fields["on"]


class PersonalTargetsForm(LateForm):
    """What a person or unit sets out to reach, one target a line."""

    field_order = ["targets"]
    targets = LinesField(
        label=_("Chỉ tiêu phấn đấu"),
        rows=5,
        required=False,
        help_text=_(
            "Mỗi dòng một chỉ tiêu. Có số thì ghi sau dấu hai chấm, kèm đơn vị tính, "
            "ví dụ: Sáng kiến cấp cơ sở: 1 sáng kiến."
        ),
    )


class WithdrawForm(forms.Form):
    """Why a registration is taken back."""

    reason = forms.CharField(label=_("Lý do rút đăng ký"), max_length=300)
