"""What is typed of a scoring under way: deadlines, appeals and their answers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vinhdanh.pages.scoring.forms.fields import DayInput
from vinhdanh.scoring import enums
from vinhdanh.scoring.models import ScoringStage
from vinhdanh.viet import dates


class ExtendForm(forms.Form):
    """A later day for a stage that has a deadline; without one there is no stage."""

    stage = forms.ChoiceField(label=_("Bước"))
    closes_on = forms.DateField(label=_("Hạn mới"), widget=DayInput())
    reason = forms.CharField(label=_("Lý do"), max_length=500)

    def __init__(
        self, stages: Iterable[ScoringStage], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "gia-han-%s"
        self.choices = [
            (stage.kind, _with_day(stage)) for stage in stages if stage.closes_on
        ]
        self.fields["stage"].choices = self.choices  # type: ignore[attr-defined]


def _with_day(stage: ScoringStage) -> str:
    assert stage.closes_on is not None  # noqa: S101 - only such stages are offered
    told = {"stage": stage, "day": dates.short(stage.closes_on)}
    if stage.is_past:
        return _now("%(stage)s – đã hết hạn ngày %(day)s") % told
    return _now("%(stage)s – hạn ngày %(day)s") % told


class CancelForm(forms.Form):
    """Why a scoring that nobody has begun is taken back."""

    reason = forms.CharField(label=_("Lý do"), max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "huy-%s"


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
