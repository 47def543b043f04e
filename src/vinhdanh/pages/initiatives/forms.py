"""What is typed on the pages of initiatives."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vinhdanh.base import clock
from vinhdanh.initiatives.actions import AuthorLine, InitiativeForm, OpinionForm
from vinhdanh.initiatives.enums import Advice, InitiativeState
from vinhdanh.initiatives.models import Initiative, VotingRule
from vinhdanh.initiatives.voting import Count
from vinhdanh.pages.movements.fields import DayField
from vinhdanh.pages.shell.fields import UnitField
from vinhdanh.pages.shell.year import FIRST_YEAR, LAST_YEAR
from vinhdanh.registry.enums import ImpactScope, WorkKind
from vinhdanh.registry.models import Person, Unit

EMPTY_ROWS = 3
LONGEST = 20
MOST_MEMBERS = 500
OPEN = ("", _("chưa rõ"))


def _words(label: Any, rows: int, *, is_needed: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, required=is_needed, widget=forms.Textarea(attrs={"rows": rows})
    )


class ProposalForm(forms.Form):
    """A proposal's own words; its authors are a formset beside it."""

    name = forms.CharField(label=_("Tên sáng kiến, đề tài"), max_length=500)
    kind = forms.ChoiceField(label=_("Loại"), choices=WorkKind.choices)
    year = forms.IntegerField(label=_("Năm"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    scope = forms.ChoiceField(
        label=_("Đề nghị công nhận ở"), choices=ImpactScope.choices
    )
    applied_on = DayField(label=_("Áp dụng từ ngày"), required=False)
    problem = _words(_("Thực trạng trước khi áp dụng"), 3, is_needed=False)
    solution = _words(_("Nội dung giải pháp, điểm mới"), 5)
    effect = _words(_("Hiệu quả, khả năng nhân rộng"), 4)

    @staticmethod
    def of(initiative: Initiative) -> dict[str, Any]:
        """Return what is written now, to be amended."""
        return {name: getattr(initiative, name) for name in ProposalForm.base_fields}

    def written(self, authors: list[AuthorLine]) -> InitiativeForm:
        """Return what was written, for the deed."""
        return InitiativeForm(authors=authors, **self.cleaned_data)


class AuthorRow(forms.Form):
    """One author; a row without a person is left out."""

    person: Any = forms.ModelChoiceField(
        Person.objects.none(), label=_("Tác giả"), required=False
    )
    share_pct = forms.IntegerField(
        label=_("Tỷ lệ đóng góp (%)"), required=False, min_value=1, max_value=100
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a part without its author."""
        typed = super().clean() or {}
        if typed.get("share_pct") and not typed.get("person"):
            self.add_error("person", _now("Hãy chọn người có tỷ lệ này."))
        return typed

    def line(self) -> AuthorLine:
        """Return the row as the deed takes it."""
        return AuthorLine(self.cleaned_data["person"], self.cleaned_data["share_pct"])


AuthorRows = forms.formset_factory(
    AuthorRow, extra=EMPTY_ROWS, max_num=LONGEST, absolute_max=LONGEST
)


def _question(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        required=False,
        choices=[OPEN, ("yes", _("có")), ("no", _("không"))],
        coerce=lambda word: word == "yes",
        empty_value=None,
    )


class AppraisalForm(forms.Form):
    """An appraiser's opinion; a question may stay open."""

    is_new = _question(_("Có tính mới tại đơn vị"))
    is_effective = _question(_("Đã áp dụng, có hiệu quả"))
    is_replicable = _question(_("Có khả năng nhân rộng"))
    advice = forms.ChoiceField(label=_("Ý kiến"), choices=Advice.choices)
    words = _words(_("Nhận xét"), 3)

    def written(self) -> OpinionForm:
        """Return what was written, for the deed."""
        return OpinionForm(**self.cleaned_data)


def _votes(label: Any, *, is_needed: bool = True) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST_MEMBERS, required=is_needed
    )


class VoteForm(forms.Form):
    """The count of the council's vote."""

    held_on = DayField(label=_("Ngày họp"))
    present = _votes(_("Số thành viên có mặt"))
    agree = _votes(_("Đồng ý"))
    disagree = _votes(_("Không đồng ý"))
    invalid = _votes(_("Phiếu không hợp lệ"), is_needed=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = clock.today()

    def written(self) -> Count:
        """Return the count, for the deed."""
        return Count(
            **self.cleaned_data | {"invalid": self.cleaned_data["invalid"] or 0}
        )


class RecognitionForm(forms.Form):
    """The decision that recognises."""

    scope = forms.ChoiceField(label=_("Công nhận ở"), choices=ImpactScope.choices)
    decision_no = forms.CharField(
        label=_("Số quyết định"), max_length=100, help_text=_("Ví dụ: 45/QĐ-VP")
    )
    decided_on = DayField(label=_("Ngày quyết định"))
    authority_name = forms.CharField(
        label=_("Người quyết định"),
        max_length=200,
        help_text=_("Chức vụ, ví dụ: Chánh Văn phòng"),
    )


class ReasonForm(forms.Form):
    """Why something is sent back, withdrawn, refused."""

    reason = _words(_("Lý do"), 2)


class VotingRuleForm(forms.Form):
    """How a council votes, in ratios as its regulation writes them."""

    quorum = forms.CharField(
        label=_("Họp khi có mặt từ"), max_length=9, help_text=_("Ví dụ: 2/3")
    )
    threshold = forms.CharField(
        label=_("Ngưỡng đồng ý trên tổng số thành viên"),
        max_length=9,
        help_text=_("Ví dụ: 1/2"),
    )
    strict = forms.BooleanField(
        label=_("Phải trên ngưỡng (quá bán), không chỉ bằng"), required=False
    )
    regulation = forms.CharField(
        label=_("Quy chế"),
        max_length=200,
        help_text=_("Văn bản quy định điều này; ví dụ: Quy chế số 31/QC-VP, Điều 4."),
    )

    @staticmethod
    def of(rule: VotingRule | None) -> Mapping[str, Any]:
        """Return what is written now."""
        if rule is None:
            return {"strict": True}
        return {
            "quorum": f"{rule.quorum_num}/{rule.quorum_den}",
            "threshold": f"{rule.threshold_num}/{rule.threshold_den}",
            "strict": rule.strict,
            "regulation": rule.regulation,
        }

    def _ratio(self, name: str) -> tuple[int, int]:
        part, _slash, whole = self.cleaned_data[name].replace(" ", "").partition("/")
        if not (part.isdecimal() and whole.isdecimal()):
            raise forms.ValidationError(_now("Hãy ghi như 2/3."))
        return int(part), int(whole)

    def clean_quorum(self) -> tuple[int, int]:
        """Read the ratio of members who must be present."""
        return self._ratio("quorum")

    def clean_threshold(self) -> tuple[int, int]:
        """Read the ratio of members who must agree."""
        return self._ratio("threshold")


class UnitChoice(forms.Form):
    """Whose people can be named, where there are too many to choose from."""

    don_vi = UnitField(label=_("Đơn vị của các tác giả"))

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["don_vi"]
        field.queryset = units


class ListFilter(forms.Form):
    """What of the year's initiatives is shown."""

    q = forms.CharField(label=_("Tên, tác giả"), required=False)
    trang_thai = forms.ChoiceField(
        label=_("Trạng thái"),
        required=False,
        choices=[("", _("tất cả")), *InitiativeState.choices],
    )
