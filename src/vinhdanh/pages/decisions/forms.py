from dataclasses import asdict
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vinhdanh import assess
from vinhdanh.decisions.actions import PaperForm
from vinhdanh.decisions.enums import SignsAs
from vinhdanh.decisions.models import OfficialPaper

LINES = ("legal_bases", "recipients")


class DayInput(forms.DateInput):
    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PaperEntry(forms.Form):
    """What an officer writes of a paper; lists are one line each."""

    abstract = forms.CharField(label=_("Trích yếu"), max_length=500, widget=_lines(2))
    addressee = forms.CharField(label=_("Kính gửi"), max_length=300, required=False)
    planned_on = forms.DateField(
        label=_("Ngày dự kiến ban hành"),
        widget=DayInput(),
        help_text=_(
            "Thể thức trình bày và căn cứ pháp lý theo ngày này; đổi ngày thì căn cứ "
            "chưa sửa tay được gợi ý lại."
        ),
    )
    authority_title = forms.CharField(
        label=_("Thẩm quyền ban hành"),
        max_length=200,
        help_text=_("Ví dụ: Chánh Văn phòng Hội đồng nhân dân tỉnh."),
    )
    signs_as = forms.ChoiceField(
        label=_("Thể thức ký"), choices=SignsAs.choices, required=False
    )
    signer_post = forms.CharField(label=_("Chức vụ người ký"), max_length=200)
    signer_name = forms.CharField(label=_("Họ tên người ký"), max_length=200)
    place = forms.CharField(label=_("Địa danh"), max_length=100)
    legal_bases = forms.CharField(
        label=_("Căn cứ"),
        widget=_lines(8),
        help_text=_("Mỗi dòng một căn cứ, không cần dấu ở cuối."),
    )
    recipients = forms.CharField(
        label=_("Nơi nhận"),
        widget=_lines(4),
        help_text=_("Mỗi dòng một nơi, không cần gạch đầu dòng."),
    )
    note = forms.CharField(
        label=_("Ghi chú nội bộ (không in)"), required=False, widget=_lines(2)
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, is_submission: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_submission:
            self.fields["addressee"].required = True
        else:
            del self.fields["addressee"]

    @staticmethod
    def of(form: PaperForm) -> dict[str, Any]:
        """Return a suggested paper as the fields show it."""
        shown: dict[str, Any] = asdict(form)
        return shown | {name: "\n".join(shown[name]) for name in LINES}

    @staticmethod
    def of_draft_with_version(paper: OfficialPaper) -> dict[str, Any]:
        """Return a draft as the fields show it, with the version she starts from."""
        names = [name for name in PaperEntry.base_fields if name not in LINES]
        shown = {name: getattr(paper, name) for name in names}
        return shown | {name: "\n".join(getattr(paper, name)) for name in LINES}

    def written(self) -> PaperForm:
        """Return what was written, for the deed."""
        said = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        return PaperForm(
            **said | {name: tuple(said[name].splitlines()) for name in LINES}
        )


class IssueForm(forms.Form):
    """The day an authority gives a paper, and her word where its bases differ."""

    issued_on = forms.DateField(label=_("Ngày ban hành"), widget=DayInput())
    keeps_bases = forms.BooleanField(
        label=_("Giữ nguyên căn cứ như dự thảo"), required=False
    )

    def __init__(self, *args: Any, asks_bases: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_bases:
            del self.fields["keeps_bases"]


class VoidForm(forms.Form):
    """Why an issued paper is voided."""

    reason = forms.CharField(label=_("Lý do bỏ văn bản"), max_length=300)


class OutsideForm(forms.Form):
    """Another authority's decision, and the names it grants."""

    authority_name = forms.CharField(
        label=_("Người, cơ quan quyết định"),
        max_length=200,
        help_text=_("Như trên văn bản, ví dụ: Chủ tịch Ủy ban nhân dân tỉnh."),
    )
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=100)
    decided_on = forms.DateField(label=_("Ngày quyết định"), widget=DayInput())
    award = forms.ChoiceField(
        label=_("Danh hiệu, hình thức của các tên ghi thêm"), required=False
    )
    year = forms.IntegerField(
        label=_("Năm thành tích"), min_value=1945, max_value=2100, required=False
    )
    names = forms.CharField(
        label=_("Tên ghi thêm"),
        required=False,
        strip=False,  # refusals number the lines as they were typed
        widget=_lines(5),
        help_text=_(
            "Mỗi dòng một người hoặc tập thể của cơ quan; dán từ Excel được. Trùng tên "
            "thì thêm ngày sinh: Nguyễn Văn An; 01/01/1985."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = assess.awards().items()
        choices = [("", _("chọn…")), *((code, award.name) for code, award in known)]
        self.fields["award"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (said.get("names") or "").strip():
            for name in ("award", "year"):
                if not said.get(name):
                    self.add_error(name, _("Cần cho các tên ghi thêm."))
        return said


def first_day(planned: date | None, earliest: date | None, today: date) -> date:
    """Return the day an issue form starts from: planned, yet not too early."""
    day = min(planned or today, today)
    return max(day, earliest) if earliest else day
