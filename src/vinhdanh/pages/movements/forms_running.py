"""What is typed while a movement is under way: gatherings, tasks, papers, reviews."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vinhdanh.base import clock
from vinhdanh.movements.actions import (
    AttendeeLine,
    DirectiveLine,
    DiscoveryLine,
    GatheringForm,
    ReviewForm,
    SpeechLine,
)
from vinhdanh.movements.enums import GatheringKind, PostClass, ReviewKind, StepOfYear
from vinhdanh.pages.movements import naming
from vinhdanh.pages.movements.fields import DayField, LinesField
from vinhdanh.registry.models import Subject, Unit

LONGEST = 60


def _line(label: Any, longest: int = 300, **words: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, **words)


class GatheringPaper(forms.Form):
    """A ceremony or conference; its guests, speeches and directives beside it."""

    kind = forms.ChoiceField(label=_("Loại"), choices=GatheringKind.choices)
    name = forms.CharField(label=_("Tên buổi lễ, hội nghị"), max_length=300)
    held_on = DayField(label=_("Ngày"))
    place = forms.CharField(label=_("Địa điểm"), max_length=300)
    minutes = LinesField(label=_("Diễn biến, kết luận"), required=False)
    award_decisions = _line(
        _("Số quyết định khen thưởng công bố tại hội nghị"),
        help_text=_("Nhiều quyết định thì cách nhau bằng dấu “;”."),
    )

    def written(self, guests: Any, speeches: Any, directives: Any) -> GatheringForm:
        """Return what was typed, with the rows that are not empty."""
        return GatheringForm(
            **self.cleaned_data,
            attendees=tuple(
                AttendeeLine(
                    row["name"],
                    row["post"],
                    int(row["post_class"] or PostClass.OTHER),
                    row["place"],
                )
                for row in guests.cleaned_data
                if row.get("name")
            ),
            speeches=tuple(
                SpeechLine(row["speaker"], row["subject_matter"], row["post"])
                for row in speeches.cleaned_data
                if row.get("speaker") or row.get("subject_matter")
            ),
            directives=tuple(
                DirectiveLine(
                    row["words"], row["given_by"], row["given_post"], row["due_on"]
                )
                for row in directives.cleaned_data
                if row.get("words") or row.get("given_by")
            ),
        )


class GuestRow(forms.Form):
    """A guest; named by the class of the post unless a number is given."""

    name = _line(_("Họ tên"), 200)
    post = _line(_("Chức vụ, cơ quan"))
    post_class = forms.ChoiceField(
        label=_("Xếp vào nhóm"),
        choices=PostClass.choices,
        initial=PostClass.OTHER,
        required=False,
    )
    place = forms.IntegerField(
        label=_("Thứ tự riêng"), min_value=1, max_value=999, required=False
    )

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        if words.get("post") and not words.get("name"):
            self.add_error("name", _("Hãy ghi họ tên đại biểu."))
        return words


class SpeechRow(forms.Form):
    """Who spoke, and of what."""

    speaker = _line(_("Người phát biểu"), 200)
    post = _line(_("Chức vụ"))
    subject_matter = _line(_("Nội dung, tên tham luận"), 500)


class DirectiveRow(forms.Form):
    """What a superior asked for."""

    words = _line(_("Nội dung chỉ đạo"), 500)
    given_by = _line(_("Người chỉ đạo"), 200)
    given_post = _line(_("Chức vụ"))
    due_on = DayField(label=_("Hạn"), required=False)


def _rows(form: type[forms.Form], extra: int) -> Any:
    return forms.formset_factory(
        form, extra=extra, max_num=LONGEST, absolute_max=LONGEST
    )


GuestRows = _rows(GuestRow, 3)
SpeechRows = _rows(SpeechRow, 2)
DirectiveRows = _rows(DirectiveRow, 2)


class WrittenDirective(DirectiveRow):
    """A directive that came in writing."""

    on = DayField(label=_("Ngày văn bản"))
    document_number = _line(_("Số văn bản"), 100)
    field_order = ("words", "given_by", "given_post", "document_number", "on", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("words", "given_by"):
            self.fields[name].required = True


class TrackForm(forms.Form):
    """Who answers for a directive, and until when."""

    owner: Any = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Đơn vị chủ trì"), required=False
    )
    due_on = DayField(label=_("Hạn"), required=False)

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = units  # type: ignore[attr-defined]


class FinishForm(forms.Form):
    """When a task was done, and how."""

    on = DayField(label=_("Ngày hoàn thành"), initial=clock.today)
    remark = _line(_("Kết quả, ghi chú"), 500)


class ReopenForm(forms.Form):
    """Why a task is taken up again."""

    reason = forms.CharField(label=_("Lý do mở lại"), max_length=500)


class DocumentForm(forms.Form):
    """A paper handed in."""

    name = forms.CharField(label=_("Tên tài liệu"), max_length=300)
    number = _line(_("Số, ký hiệu"), 100)
    file = forms.FileField(
        label=_("Tệp"), help_text=_("PDF, Word, Excel hoặc ảnh, tối đa 10 MB.")
    )


class InviteForm(forms.Form):
    """Whom to invite, by the names they bear here."""

    names = LinesField(
        label=_("Các đơn vị được mời"),
        rows=6,
        help_text=_("Mỗi dòng một đơn vị đã có trong danh mục đơn vị."),
    )

    def clean_names(self) -> list[Unit]:
        typed = [line.strip() for line in self.cleaned_data["names"].splitlines()]
        found = naming.standing_namesakes(name for name in typed if name)
        unknown = [name for name, units in found.items() if not units]
        if unknown:
            raise forms.ValidationError(
                _("Chưa có đơn vị mang tên: %(names)s.")
                % {"names": "; ".join(f"“{name}”" for name in unknown)}
            )
        shared = [units for units in found.values() if len(units) > 1]
        if shared:
            meant = [naming.with_parent(unit) for units in shared for unit in units]
            raise forms.ValidationError(
                _("Nhiều đơn vị cùng tên. Hãy ghi rõ một trong các dòng: %(names)s.")
                % {"names": "; ".join(f"“{name}”" for name in sorted(meant))}
            )
        return [units[0] for units in found.values()]


class JoinForm(forms.Form):
    """With which plan a unit joins, and when it takes registrations."""

    unit: Any = forms.ModelChoiceField(Unit.objects.none(), label=_("Đơn vị hưởng ứng"))
    plan_number = _line(_("Số kế hoạch của đơn vị"), 100)
    opens = DayField(label=_("Nhận đăng ký từ ngày"), required=False)
    closes = DayField(label=_("Đến hết ngày"), required=False)

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class ReviewPaper(forms.Form):
    """A review's own words; the models found are rows beside it."""

    kind = forms.ChoiceField(label=_("Loại"), choices=ReviewKind.choices)
    as_of = DayField(label=_("Tính đến ngày"))
    results = LinesField(label=_("Kết quả đạt được"), rows=6, required=False)
    shortcomings = LinesField(label=_("Hạn chế, nguyên nhân"), required=False)
    ahead = LinesField(label=_("Phương hướng, kiến nghị"), required=False)

    def written(self, discoveries: Any) -> ReviewForm:
        """Return what was typed; a model is tied to the one who bears her name here."""
        rows = [
            row
            for row in discoveries.cleaned_data
            if row.get("name") or row.get("what_for")
        ]
        subjects = _known({row["name"] for row in rows})
        return ReviewForm(
            **self.cleaned_data,
            discoveries=tuple(
                DiscoveryLine(**row, subject=subjects.get(row["name"])) for row in rows
            ),
        )


def _known(names: set[str]) -> dict[str, Subject]:
    """Return who alone bears a name; of two who share it, neither is guessed."""
    found: dict[str, list[Subject]] = {}
    for subject in Subject.objects.filter(name__in=names, alias_of=None):
        found.setdefault(subject.name, []).append(subject)
    return {name: rows[0] for name, rows in found.items() if len(rows) == 1}


class DiscoveryRow(forms.Form):
    """A model found by a review."""

    name = _line(_("Họ tên, tên tập thể"))
    unit_name = _line(_("Đơn vị"))
    what_for = _line(_("Việc làm, thành tích"), 500)
    proposal = _line(_("Đề nghị"))


DiscoveryRows = _rows(DiscoveryRow, 3)


class PlanForm(forms.Form):
    """The deadline that the office's plan gives a step."""

    step = forms.ChoiceField(label=_("Bước"), choices=StepOfYear.choices)
    due_on = DayField(
        label=_("Hạn"), required=False, help_text=_("Để trống: bỏ hạn đã đặt.")
    )
    source = _line(_("Căn cứ"), help_text=_("Ví dụ: Kế hoạch số 03/KH-VP."))
