from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vinhdanh.pages.registry.forms import NOT_KNOWN, DayField
from vinhdanh.pages.shell.fields import UnitField
from vinhdanh.registry import actions, enums
from vinhdanh.registry.models import Post, Unit


class NumberEntry(forms.Form):
    """An identity number, typed or pasted with blanks between."""

    number = forms.CharField(
        label=_("Số định danh"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Căn cước công dân 12 số, hoặc chứng minh nhân dân cũ 9 số."),
    )


class ReasonEntry(forms.Form):
    """Why a deed is done; it stays in the log."""

    reason = forms.CharField(label=_("Lý do"), max_length=300)


class EmploymentEntry(forms.Form):
    """In what capacity a person serves from a day on."""

    kind = forms.ChoiceField(
        label=_("Diện lao động"), choices=enums.EmploymentKind.choices
    )
    first_day = DayField(label=_("Từ ngày"))
    occupation = forms.ChoiceField(
        label=_("Nhóm đối tượng"),
        required=False,
        choices=[NOT_KNOWN, *enums.Occupation.choices],
        help_text=_("Tiêu chuẩn của vài danh hiệu chia theo nhóm này."),
    )
    decision_no = forms.CharField(
        label=_("Số quyết định, hợp đồng"), max_length=100, required=False
    )

    def written(self) -> actions.EmploymentForm:
        """Return what was written, for the deed."""
        return actions.EmploymentForm(**self.cleaned_data)


class TransferEntry(forms.Form):
    """Where a person goes, from which day, by which decision."""

    receiving = UnitField(label=_("Đơn vị nhận"))
    on = forms.DateField(
        label=_("Ngày về đơn vị mới"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    title = forms.CharField(
        label=_("Chức vụ ở đơn vị mới"), max_length=200, required=False
    )
    leader_class = forms.ChoiceField(
        label=_("Nhóm"),
        choices=enums.LeaderClass.choices,
        initial=enums.LeaderClass.DIRECT_WORKER,
    )
    decision_no = forms.CharField(
        label=_("Số quyết định điều động"), max_length=100, required=False
    )
    decided_on = DayField(label=_("Ngày quyết định"))
    was_commented = forms.TypedChoiceField(
        label=_("Đơn vị cũ đã nhận xét bằng văn bản"),
        required=False,
        choices=[NOT_KNOWN, ("yes", _("có")), ("no", _("không"))],
        coerce=lambda word: word == "yes",
        empty_value=None,
        help_text=_("Đơn vị mới cần nhận xét này khi bình xét năm chuyển công tác."),
    )
    former_unit_comment = forms.CharField(
        label=_("Nhận xét của đơn vị cũ"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["receiving"]
        field.queryset = units

    def written(self) -> actions.TransferForm:
        """Return what was written, for the deed."""
        return actions.TransferForm(**self.cleaned_data)


class PostEndEntry(forms.Form):
    """Which of several posts ends, and with which day."""

    post: Any = forms.ModelChoiceField(Post.objects.none(), label=_("Chức vụ"))
    on = forms.DateField(
        label=_("Ngày cuối giữ chức vụ"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(label=_("Căn cứ, lý do"), max_length=300)

    def __init__(self, posts: QuerySet[Post], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["post"]
        field.queryset = posts
        field.label_from_instance = lambda post: ", ".join(
            filter(None, (post.title, str(post.unit)))
        )


class DepartureEntry(forms.Form):
    """Why and when a person serves no more."""

    kind = forms.ChoiceField(label=_("Lý do"), choices=enums.DepartureKind.choices)
    on = forms.DateField(
        label=_("Ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "Ngày cuối cùng còn trong danh sách. Các năm đã qua giữ nguyên như cũ."
        ),
    )
    decision_no = forms.CharField(label=_("Số văn bản"), max_length=100, required=False)
    decided_on = DayField(label=_("Ngày văn bản"))
    place = forms.CharField(
        label=_("Nơi đến"),
        max_length=300,
        required=False,
        help_text=_("Chỉ ghi khi chuyển đi cơ quan không dùng chương trình này."),
    )

    def written(self) -> actions.DepartureForm:
        """Return what was written, for the deed."""
        return actions.DepartureForm(**self.cleaned_data)


class AnswerEntry(forms.Form):
    """What a side says of a transfer."""

    answer = forms.CharField(
        label=_("Ý kiến"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
