"""What is typed of a scoring: how it is opened, appeals and their answers."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vinhdanh.pages.scoring.forms.fields import DayInput
from vinhdanh.scoring import enums
from vinhdanh.scoring.models import CriteriaVersion


class OpenForm(forms.Form):
    """A scoring to be opened: the table, the subjects, the stages with their days."""

    version: Any = forms.ModelChoiceField(
        label=_("Bảng tiêu chí"),
        queryset=CriteriaVersion.objects.none(),
        to_field_name="public_id",
    )
    name = forms.CharField(label=_("Tên đợt chấm"), max_length=300)
    period = forms.ChoiceField(label=_("Kỳ"), choices=enums.Period.choices)
    subjects = forms.MultipleChoiceField(
        label=_("Chấm cho"), widget=forms.CheckboxSelectMultiple
    )
    self_closes = forms.DateField(
        label=_("Đơn vị tự chấm đến ngày"), required=False, widget=DayInput()
    )
    is_cross = forms.BooleanField(
        label=_("Có chấm chéo (mỗi đơn vị chấm đơn vị sau mình trong danh sách)"),
        required=False,
    )
    is_blind = forms.BooleanField(
        label=_("Người chấm chéo không thấy điểm của người khác"), required=False
    )
    lead_closes = forms.DateField(
        label=_("Đơn vị tổ chức chấm đến ngày"), required=False, widget=DayInput()
    )

    def __init__(
        self,
        versions: QuerySet[CriteriaVersion],
        subjects: list[tuple[str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]
        self.fields["subjects"].choices = subjects  # type: ignore[attr-defined]


class AppealForm(forms.Form):
    """A question about points."""

    criterion = forms.ChoiceField(label=_("Về tiêu chí"), required=False)
    text = forms.CharField(
        label=_("Nội dung kiến nghị"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, criteria: list[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criterion"].choices = [("", _now("cả phiếu")), *criteria]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The answer to an appeal."""

    outcome = forms.ChoiceField(
        label=_("Kết luận"), choices=enums.AppealOutcome.choices
    )
    answer = forms.CharField(
        label=_("Trả lời"), widget=forms.Textarea(attrs={"rows": 3})
    )
