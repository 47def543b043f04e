"""What is typed of a scoring under way: appeals and their answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vinhdanh.scoring import enums


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
