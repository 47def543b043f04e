"""What is typed on the pages of councils and meetings."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vinhdanh.base import clock
from vinhdanh.councils.actions import Call, Count, MemberLine
from vinhdanh.councils.enums import Channel, CouncilKind, CouncilPost, Presence
from vinhdanh.councils.models import Attendance
from vinhdanh.councils.queries import Case
from vinhdanh.nominations.models import Round
from vinhdanh.pages.movements.fields import DayField, HourField, LinesField
from vinhdanh.registry.models import Person, Unit

EMPTY_ROWS = 9
LONGEST = 60


class CouncilForm(forms.Form):
    """A council's own words; its members are a formset beside it."""

    unit: Any = forms.ModelChoiceField(Unit.objects.none(), label=_("Đơn vị"))
    kind = forms.ChoiceField(label=_("Loại Hội đồng"), choices=CouncilKind.choices)
    name = forms.CharField(
        label=_("Tên Hội đồng"),
        max_length=300,
        initial=_("Hội đồng Thi đua - Khen thưởng"),
    )
    decision = forms.CharField(
        label=_("Quyết định thành lập"),
        max_length=200,
        required=False,
        help_text=_("Số, ngày, cơ quan ban hành"),
    )
    first_day = DayField(label=_("Từ ngày"))
    last_day = DayField(label=_("Đến hết ngày"), required=False)

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class MemberRow(forms.Form):
    """One member; a row without a person is left out."""

    person: Any = forms.ModelChoiceField(
        Person.objects.none(), label=_("Họ và tên"), required=False
    )
    post = forms.ChoiceField(label=_("Trong Hội đồng"), choices=CouncilPost.choices)
    printed_post = forms.CharField(
        label=_("Chức vụ ghi trong quyết định"), max_length=200, required=False
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["post"].initial = CouncilPost.MEMBER

    def line(self) -> MemberLine:
        """Return the row as the action takes it."""
        typed = self.cleaned_data
        return MemberLine(typed["person"], typed["post"], typed["printed_post"])


MemberRows = forms.formset_factory(
    MemberRow, extra=EMPTY_ROWS, max_num=LONGEST, absolute_max=LONGEST
)


class AddMemberForm(MemberRow):
    """A member who joins later."""

    first_day = DayField(label=_("Từ ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].required = True
        self.fields["first_day"].initial = clock.today()


class LastDayForm(forms.Form):
    """The last day of a membership."""

    last_day = DayField(label=_("Ngày cuối giữ nhiệm vụ"))


class MeetingForm(forms.Form):
    """When, where and over which round the council meets."""

    round: Any = forms.ModelChoiceField(
        Round.objects.none(), label=_("Xét các đề nghị của đợt")
    )
    held_on = DayField(label=_("Ngày họp"))
    started_at = HourField(label=_("Giờ bắt đầu"), required=False)
    place = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)

    def __init__(self, rounds: QuerySet[Round], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]
        self.fields["held_on"].initial = clock.today()
        self.fields["round"].initial = rounds.first()


class CallForm(forms.Form):
    """One member at the roll call; nothing is chosen beforehand."""

    presence = forms.ChoiceField(
        label=_("Có mặt"),
        choices=Presence.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    reason = forms.CharField(label=_("Lý do vắng mặt"), max_length=200, required=False)

    def __init__(self, row: Attendance, data: Any = None) -> None:
        super().__init__(
            data,
            prefix=f"m{row.membership_id}",
            initial={"presence": row.presence, "reason": row.reason},
        )
        self.row = row

    def call(self, rest: str) -> Call | None:
        """Return what was called; `rest` stands for those left open."""
        presence = self.cleaned_data["presence"] or rest
        return Call(presence, self.cleaned_data["reason"]) if presence else None


class CountForm(forms.Form):
    """The votes on one case; an empty row is a case not counted yet."""

    agree = forms.IntegerField(label=_("Đồng ý"), required=False)
    disagree = forms.IntegerField(label=_("Không đồng ý"), required=False)
    invalid = forms.IntegerField(label=_("Không hợp lệ"), required=False)
    written = forms.IntegerField(label=_("Ý kiến văn bản"), required=False)
    written_agree = forms.IntegerField(label=_("Văn bản đồng ý"), required=False)

    def __init__(self, case: Case, data: Any = None) -> None:
        tally = case.tally
        first = {
            name: getattr(tally, name) for name in self.base_fields if tally is not None
        }
        super().__init__(data, prefix=f"p{case.nomination.pk}", initial=first)
        self.case = case
        for name, field in self.fields.items():
            field.widget = forms.TextInput(
                attrs={
                    "inputmode": "numeric",
                    "size": 3,
                    "maxlength": 4,
                    "autocomplete": "off",
                    "aria-label": f"{field.label}, {case.nomination.name}",
                }
            )
            if name in {"agree", "disagree"}:
                field.error_messages["required"] = _now("Hãy ghi số phiếu.")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if any(typed.get(name) is not None for name in self.fields):
            for name in ("agree", "disagree"):
                if typed.get(name) is None and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return typed

    def count(self, channel: str) -> Count | None:
        """Return the count as typed; None for an empty row."""
        typed = self.cleaned_data
        if typed["agree"] is None:
            return None
        return Count(
            nomination=self.case.nomination,
            agree=typed["agree"],
            disagree=typed["disagree"],
            invalid=typed["invalid"] or 0,
            written=typed["written"] or 0,
            written_agree=typed["written_agree"],
            channel=channel,
        )


class BallotForm(forms.Form):
    """How the votes were given, and a human's word over a rule not read."""

    channel = forms.ChoiceField(
        label=_("Cách biểu quyết"), choices=Channel.choices, widget=forms.RadioSelect
    )
    confirmation = forms.CharField(
        label=_("Người xác nhận: căn cứ Hội đồng áp dụng"),
        max_length=300,
        required=False,
        help_text=_(
            "Chỉ cần khi quy tắc chưa đối chiếu với văn bản; ví dụ: Hội đồng thống "
            "nhất quá bán đầu phiên họp."
        ),
    )


class CloseForm(forms.Form):
    """How the meeting went and what it concluded."""

    discussion = LinesField(label=_("Diễn biến, ý kiến thảo luận"), required=False)
    conclusion = LinesField(label=_("Kết luận"), rows=6)
    ended_at = HourField(label=_("Giờ kết thúc"), required=False)
