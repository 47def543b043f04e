"""What is typed on the pages of blocks."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vinhdanh import assess
from vinhdanh.base import clock
from vinhdanh.blocks import enums
from vinhdanh.blocks.models import BlockMember, BlockYear
from vinhdanh.pages.accounts.fresh import FreshForm
from vinhdanh.pages.movements.fields import DayField, LinesField
from vinhdanh.pages.shell.fields import UnitField
from vinhdanh.registry.enums import UnitKind
from vinhdanh.registry.models import Unit
from vinhdanh.scoring.models import CriteriaVersion
from vinhdanh.viet import text

FIRST_YEAR, LAST_YEAR = 1945, 2100
TASK_ROWS, ALLOWANCE_ROWS = 4, 3


def agencies() -> QuerySet[Unit]:
    """The bodies that may be in a block: no divisions, none that has ended."""
    rows = Unit.objects.select_related("subject").exclude(kind=UnitKind.DIVISION)
    return rows.filter(Q(last_day=None) | Q(last_day__gte=clock.today()))


class BlockForm(forms.Form):
    """A block to be founded."""

    unit = UnitField(label=_("Cơ quan chủ trì (thường trực)"))
    kind = forms.ChoiceField(label=_("Loại"), choices=enums.BlockKind.choices)
    name = forms.CharField(
        label=_("Tên khối, cụm"),
        max_length=300,
        help_text=_("Ví dụ: Khối thi đua các cơ quan tham mưu tổng hợp"),
    )
    source = forms.CharField(
        label=_("Căn cứ thành lập"),
        max_length=500,
        required=False,
        help_text=_("Quyết định chia khối, cụm thi đua: số, ngày, cơ quan ban hành."),
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class MembersForm(forms.Form):
    """Units taken into a block, one name a line."""

    names = LinesField(
        label=_("Tên đơn vị, mỗi dòng một đơn vị"),
        rows=6,
        help_text=_("Gõ đúng tên như ở mục “Đơn vị”."),
    )
    first_year = forms.IntegerField(
        label=_("Là thành viên từ năm"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )

    def clean_names(self) -> list[Unit]:
        lines = [
            text.clean_line(line) for line in self.cleaned_data["names"].split("\n")
        ]
        found, faults = [], []
        for line in dict.fromkeys(line for line in lines if line):
            there = list(agencies().filter(subject__name_key=text.search_key(line))[:2])
            if len(there) == 1:
                found += there
            elif there:
                faults.append(_now("Có hơn một đơn vị tên “%(n)s”.") % {"n": line})
            else:
                faults.append(
                    _now("Không có đơn vị tên “%(n)s”. Hãy xem lại chính tả.")
                    % {"n": line}
                )
        if faults:
            raise forms.ValidationError(faults)
        return found


class LeadForm(forms.Form):
    """Who leads a year, who assists, since when and how chosen."""

    lead = forms.ModelChoiceField(BlockMember.objects.none(), label=_("Trưởng khối"))
    deputies = forms.ModelMultipleChoiceField(
        BlockMember.objects.none(),
        label=_("Phó trưởng khối (nhiều nhất 02)"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    way = forms.ChoiceField(label=_("Cách chọn"), choices=enums.PostWay.choices)
    on = DayField(label=_("Từ ngày"))
    source = forms.CharField(
        label=_("Biên bản, văn bản"), max_length=300, required=False
    )

    def __init__(
        self, members: QuerySet[BlockMember], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "deputies"):
            field: Any = self.fields[name]
            field.queryset = members
            field.label_from_instance = lambda member: member.unit.name


class DeadlineForm(forms.Form):
    """One step's days; both empty: the step has no date this year."""

    due_on = DayField(label=_("Hạn"), required=False)
    latest_on = DayField(label=_("Chậm nhất"), required=False)

    def __init__(self, step: enums.Step, *args: Any, **kwargs: Any) -> None:
        kwargs["prefix"] = step.value
        super().__init__(*args, **kwargs)
        self.step = step

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if bool(told.get("due_on")) != bool(told.get("latest_on")):
            raise forms.ValidationError(
                _now("“%(step)s”: hãy ghi cả hạn và ngày chậm nhất, hoặc bỏ cả hai.")
                % {"step": self.step.label}
            )
        return told


class DeadlineSourceForm(forms.Form):
    source = forms.CharField(label=_("Nguồn của các hạn"), max_length=300)


class TiesForm(forms.Form):
    """What sets equal places apart, first to last."""

    first = forms.ChoiceField(label=_("Trước hết"), required=False)
    second = forms.ChoiceField(label=_("Sau đó"), required=False)
    third = forms.ChoiceField(label=_("Sau nữa"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.choices = [  # type: ignore[attr-defined]
                ("", _("để đồng hạng")),
                *enums.TieBreak.choices,
            ]

    @staticmethod
    def written(breaks: Sequence[str]) -> dict[str, str]:
        return dict(zip(("first", "second", "third"), breaks, strict=False))

    def breaks(self) -> list[str]:
        return [code for code in self.cleaned_data.values() if code]


class AllowanceForm(forms.Form):
    """How many of one award may be proposed."""

    award = forms.ChoiceField(label=_("Hình thức khen"), required=False)
    most = forms.IntegerField(
        label=_("Nhiều nhất"), min_value=1, max_value=999, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (code, award.name)
            for code, award in assess.awards().items()
            if "collective" in award.subjects and not award.community
        ]
        self.fields["award"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if bool(told.get("award")) != bool(told.get("most")):
            raise forms.ValidationError(_now("Hãy ghi cả hình thức khen và số lượng."))
        return told


Allowances = forms.formset_factory(AllowanceForm, extra=ALLOWANCE_ROWS)


class AllowanceSourceForm(forms.Form):
    allowance_source = forms.CharField(
        label=_("Văn bản giao số lượng"), max_length=300, required=False
    )


class DocumentForm(forms.Form):
    """A paper of the block, with its file."""

    kind = forms.ChoiceField(label=_("Loại"), choices=enums.DocumentKind.choices)
    name = forms.CharField(label=_("Tên văn bản"), max_length=300)
    number = forms.CharField(label=_("Số"), max_length=100, required=False)
    dated_on = DayField(label=_("Ngày"), required=False)
    file = forms.FileField(label=_("Tệp"), required=False)


class CovenantForm(forms.Form):
    """The covenant that all members will sign."""

    name = forms.CharField(label=_("Tên giao ước"), max_length=300)
    text = LinesField(label=_("Nội dung"), rows=6)
    pledges = LinesField(
        label=_("Các cam kết, mỗi dòng một cam kết"), rows=5, required=False
    )

    def lines(self) -> list[str]:
        return [
            line for line in self.cleaned_data["pledges"].split("\n") if line.strip()
        ]


class ScoringForm(forms.Form):
    """How the block is scored by a table."""

    is_cross = forms.BooleanField(
        label=_("Các đơn vị chấm chéo nhau"), required=False, initial=True
    )
    is_blind = forms.BooleanField(
        label=_("Khi chấm chéo không xem điểm người khác đã cho"), required=False
    )
    standing_parts = forms.MultipleChoiceField(
        label=_("Mục do cơ quan thường trực chấm"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn mục nào thì thường trực xem lại tất cả, sau cùng."),
    )
    self_closes = DayField(label=_("Tự chấm đến hết ngày"), required=False)
    cross_closes = DayField(label=_("Chấm chéo đến hết ngày"), required=False)
    lead_closes = DayField(label=_("Trưởng khối chấm đến hết ngày"), required=False)
    standing_closes = DayField(label=_("Thường trực chấm đến hết ngày"), required=False)

    def __init__(self, version: CriteriaVersion, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standing_parts"].choices = [  # type: ignore[attr-defined]
            (part.code, str(part))
            for part in version.parts.all()
            if part.parent_id is None
        ]


class FilingForm(forms.Form):
    """A member's targets or report."""

    text = LinesField(label=_("Nội dung"), rows=6, required=False)
    file = forms.FileField(label=_("Văn bản kèm theo"), required=False)


class PaperFilingForm(FilingForm):
    """The paper that a member sent, as the host records it."""

    field_order = ("member", "on", "text", "file")
    member: Any = forms.ModelChoiceField(
        BlockMember.objects.none(), label=_("Đơn vị gửi")
    )
    on = DayField(label=_("Ngày trên bản giấy"))

    def __init__(self, block_year: BlockYear, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members_of(block_year)  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    """A review that was held."""

    held_on = DayField(label=_("Ngày họp"))
    place = forms.CharField(label=_("Nơi họp"), max_length=300, required=False)
    conclusion = LinesField(label=_("Đánh giá, kết luận"), rows=6)


class BallotForm(forms.Form):
    """A vote to be opened."""

    on = DayField(label=_("Ngày lấy phiếu"))
    is_secret = forms.BooleanField(
        label=_("Bỏ phiếu kín"), required=False, initial=True
    )
    is_on_paper = forms.BooleanField(
        label=_("Phiếu giấy tại hội nghị, trưởng khối nhập kết quả kiểm phiếu"),
        required=False,
    )
    denominator = forms.ChoiceField(
        label=_("Tỷ lệ phiếu tính trên"), choices=enums.Denominator.choices
    )
    needed_num = forms.IntegerField(
        label=_("Phiếu cần đạt: tử số"), min_value=1, max_value=100, required=False
    )
    needed_den = forms.IntegerField(
        label=_("mẫu số"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=_("Ví dụ 2 và 3 là 2/3. Bỏ trống nếu quy chế khối không quy định."),
    )

    def needed(self) -> tuple[int, int] | None:
        num, den = self.cleaned_data["needed_num"], self.cleaned_data["needed_den"]
        return (num, den) if num and den else None

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if bool(told.get("needed_num")) != bool(told.get("needed_den")):
            raise forms.ValidationError(_now("Hãy ghi cả tử số và mẫu số."))
        return told


class HandOverForm(forms.Form):
    """What the lead hands over."""

    on = DayField(label=_("Ngày bàn giao"))
    place = forms.CharField(label=_("Nơi bàn giao"), max_length=300, required=False)
    with_flag = forms.BooleanField(label=_("Bàn giao cờ luân lưu"), required=False)
    flag_note = forms.CharField(
        label=_("Tình trạng cờ"), max_length=300, required=False
    )
    documents = LinesField(
        label=_("Hồ sơ, tài liệu, mỗi dòng một loại"), rows=5, required=False
    )


class TaskForm(forms.Form):
    """One task that goes on."""

    text = forms.CharField(label=_("Việc còn lại"), max_length=500, required=False)
    due_on = DayField(label=_("Hạn"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("due_on") and not told.get("text"):
            self.add_error("text", _now("Hãy ghi việc có hạn này."))
        return told


Tasks = forms.formset_factory(TaskForm, extra=TASK_ROWS)


class ConfirmForm(FreshForm):
    """One side confirms the record that it read."""

    title = forms.CharField(label=_("Chức vụ người xác nhận"), max_length=200)
    seen_hash = forms.CharField(widget=forms.HiddenInput)

    field_order = ("title", "password")


def members_of(block_year: BlockYear) -> QuerySet[BlockMember]:
    """The members of a year, for a choice."""
    rows = BlockMember.objects.filter(
        Q(last_year=None) | Q(last_year__gte=block_year.year),
        block=block_year.block_id,
        first_year__lte=block_year.year,
    )
    return rows.select_related("unit__subject")
