"""What is typed of a person's year, of a discipline, an inquiry, a work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vinhdanh import assess
from vinhdanh.pages.registry.forms import NOT_KNOWN, DayField
from vinhdanh.registry import actions, enums
from vinhdanh.registry.models import Authorship, RecognisedWork, YearFact

LEAVE = "leave_"
_CHOICES = ("rating", "discipline", "training_result")
_WORDS = ("rating_decision_no", "rating_authority")
_MEASURES = [row for row in enums.Discipline.choices if row[0] != "none"]


def _days(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=366)


def _yes_no(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        required=False,
        choices=[NOT_KNOWN, ("no", _("không")), ("yes", _("có"))],
        coerce=lambda word: word == "yes",
        empty_value=None,
    )


def _said(answer: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[answer]


class NeededDay(DayField):
    """A day that must be written."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.required = True


class YearFactsEntry(forms.Form):
    """The facts of a person's year, written by hand; “chưa biết” stays unknown."""

    rating = forms.ChoiceField(
        label=_("Xếp loại"),
        required=False,
        choices=[NOT_KNOWN, *enums.Rating.choices],
    )
    rating_decision_no = forms.CharField(
        label=_("Số văn bản xếp loại"), max_length=100, required=False
    )
    rating_decided_on = DayField(label=_("Ngày văn bản"))
    rating_authority = forms.CharField(
        label=_("Nơi xếp loại"), max_length=200, required=False
    )
    absence_working_days = forms.IntegerField(
        label=_("Tổng số ngày làm việc đã nghỉ"),
        required=False,
        min_value=0,
        max_value=366,
        help_text=_(
            "Không kể thai sản, điều trị sau hành động dũng cảm, được cử đi học. Để "
            "trống nếu chưa biết; ghi 0 nếu biết chắc là không nghỉ ngày nào."
        ),
    )
    training_months = forms.IntegerField(
        label=_("Số tháng được cử đi học"),
        required=False,
        min_value=0,
        max_value=120,
        help_text=_("Độ dài của khóa học; 0 là không đi học."),
    )
    training_rules_observed = _yes_no(_("Chấp hành tốt quy định của nơi học"))
    training_result = forms.ChoiceField(
        label=_("Kết quả học tập"),
        required=False,
        choices=[NOT_KNOWN, *enums.TrainingResult.choices],
    )
    discipline = forms.ChoiceField(
        label=_("Kỷ luật trong năm"),
        required=False,
        choices=[NOT_KNOWN, *enums.Discipline.choices],
    )
    pending_inquiry = _yes_no(_("Đang bị xem xét kỷ luật, điều tra, xác minh"))
    is_initiative_list_complete = forms.BooleanField(
        label=_("Danh sách sáng kiến của năm đã ghi đủ"),
        required=False,
        help_text=_("Chưa đánh dấu thì không có sáng kiến nào nghĩa là chưa biết."),
    )
    is_title_list_complete = forms.BooleanField(
        label=_("Danh hiệu của năm đã ghi đủ"), required=False
    )
    source = forms.CharField(
        label=_("Căn cứ"),
        max_length=200,
        help_text=_("Văn bản hoặc sổ đã đọc; ví dụ: Thông báo xếp loại số 12/TB-VP."),
    )

    def __init__(self, *args: Any, measures: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in enums.LeaveKind.choices:
            self.fields[f"{LEAVE}{kind}"] = _days(str(label).capitalize())
        if measures:
            # The dated decision speaks for the year.
            del self.fields["discipline"]

    @property
    def leave_names(self) -> str:
        """The names of the fields of leave by kind, for the page."""
        return " ".join(f"{LEAVE}{kind}" for kind in enums.LeaveKind.values)

    @staticmethod
    def of(row: YearFact | None) -> dict[str, Any]:
        """Return what is known now."""
        if row is None:
            return {}
        known = {
            name: getattr(row, name)
            for name in YearFactsEntry.base_fields
            if name != "source"
        }
        for name in (*_CHOICES, *_WORDS):
            known[name] = known[name] or ""
        for name in ("pending_inquiry", "training_rules_observed"):
            known[name] = _said(known[name])
        for kind, days in (row.absences or {}).items():
            known[f"{LEAVE}{kind}"] = days
        return known

    def written(self) -> dict[str, Any]:
        """Return the facts, None where nothing is known."""
        typed = self.cleaned_data
        facts = {name: typed[name] for name in actions.FACTS if name in typed}
        for name in (*_CHOICES, *_WORDS):
            if name in facts:
                facts[name] = facts[name] or None
        absences = {
            kind: typed[f"{LEAVE}{kind}"]
            for kind in enums.LeaveKind.values
            if typed[f"{LEAVE}{kind}"] is not None
        }
        return facts | {"absences": absences or None}


class CollectiveYearEntry(forms.Form):
    """The facts of a unit's or body's year, written by hand."""

    rating = YearFactsEntry.base_fields["rating"]
    rating_decision_no = YearFactsEntry.base_fields["rating_decision_no"]
    rating_decided_on = YearFactsEntry.base_fields["rating_decided_on"]
    rating_authority = YearFactsEntry.base_fields["rating_authority"]
    pending_inquiry = YearFactsEntry.base_fields["pending_inquiry"]
    is_title_list_complete = YearFactsEntry.base_fields["is_title_list_complete"]
    source = YearFactsEntry.base_fields["source"]

    @staticmethod
    def of(row: YearFact | None) -> dict[str, Any]:
        """Return what is known now."""
        known = YearFactsEntry.of(row)
        names = CollectiveYearEntry.base_fields
        return {name: known[name] for name in names if name in known}

    def written(self) -> dict[str, Any]:
        """Return the facts, None where nothing is known."""
        facts = dict(self.cleaned_data)
        del facts["source"]
        for name in ("rating", *_WORDS):
            facts[name] = facts[name] or None
        return facts


class DisciplineEntry(forms.Form):
    """A disciplinary decision, from its first day to the end of its effect."""

    kind = forms.ChoiceField(label=_("Hình thức"), choices=_MEASURES)
    decision_no = forms.CharField(
        label=_("Số quyết định"), max_length=100, required=False
    )
    first_day = NeededDay(label=_("Có hiệu lực từ"))
    last_day = DayField(label=_("Chấm dứt hiệu lực"))
    authority = forms.CharField(
        label=_("Nơi quyết định"), max_length=200, required=False
    )
    source = forms.CharField(label=_("Căn cứ"), max_length=200)

    def written(self) -> actions.DisciplineForm:
        """Return what was written, for the deed."""
        return actions.DisciplineForm(**self.cleaned_data)


class InquiryEntry(forms.Form):
    """A case that is being looked into."""

    kind = forms.ChoiceField(label=_("Việc"), choices=enums.InquiryKind.choices)
    first_day = NeededDay(label=_("Từ ngày"))
    source = forms.CharField(label=_("Căn cứ"), max_length=200)


class EndEntry(forms.Form):
    """The day on which something ended, and on what ground."""

    on = NeededDay(label=_("Ngày"))
    words = forms.CharField(label=_("Căn cứ"), max_length=200)


class WorkEntry(forms.Form):
    """A recognised initiative or science work."""

    kind = forms.ChoiceField(label=_("Loại"), choices=enums.WorkKind.choices)
    name = forms.CharField(
        label=_("Tên sáng kiến, đề tài"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    year = forms.IntegerField(label=_("Năm"), min_value=1945, max_value=2100)
    scope = forms.ChoiceField(
        label=_("Phạm vi được công nhận"), choices=enums.ImpactScope.choices
    )
    share_pct = forms.IntegerField(
        label=_("Tỷ lệ đóng góp (%)"), required=False, min_value=1, max_value=100
    )
    decision_no = forms.CharField(
        label=_("Số quyết định công nhận"), max_length=100, required=False
    )
    decided_on = DayField(label=_("Ngày quyết định"))
    recognised_by = forms.CharField(
        label=_("Nơi công nhận"), max_length=200, required=False
    )
    source = forms.CharField(label=_("Căn cứ khác"), max_length=200, required=False)


class SharesEntry(forms.Form):
    """The parts of a work's authors; empty says that a part is not known."""

    def __init__(self, work: RecognisedWork, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authors = {
            f"tac_gia_{row.pk}": row.person
            for row in work.authorships.select_related("person__subject")
        }
        shares = {f"tac_gia_{row.pk}": row.share_pct for row in work.authorships.all()}
        for name, person in self.authors.items():
            self.fields[name] = forms.IntegerField(
                label=str(person),
                required=False,
                min_value=1,
                max_value=100,
                initial=shares[name],
            )
        self.fields["source"] = forms.CharField(label=_("Căn cứ"), max_length=200)

    def shares(self) -> dict[Any, int | None]:
        """Return the part of each author."""
        return {
            person: self.cleaned_data[name] for name, person in self.authors.items()
        }


class UseEntry(forms.Form):
    """The award that a work was counted for, or that it was not used."""

    use = forms.ChoiceField(
        label=_("Đã dùng để xét khen thưởng"),
        choices=[
            ("", _("chưa biết")),
            ("unused", _("chưa dùng")),
            ("used", _("đã dùng")),
        ],
        required=False,
    )
    award = forms.ChoiceField(label=_("Danh hiệu, hình thức"), required=False)
    year = forms.IntegerField(
        label=_("Năm xét"), required=False, min_value=1945, max_value=2100
    )
    source = forms.CharField(label=_("Căn cứ"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["award"]
        field.choices = [("", _("chọn…"))] + [
            (award.code, award.name)
            for award in assess.awards().values()
            if "individual" in award.subjects
        ]

    @staticmethod
    def of(row: Authorship) -> dict[str, Any]:
        """Return what is known now."""
        return {
            "use": row.use,
            "award": row.used_for_award,
            "year": row.used_for_year,
        }

    def clean(self) -> dict[str, Any]:
        """Ask for the award and the year of a use."""
        typed = super().clean() or {}
        if typed.get("use") == enums.WorkUse.USED:
            for name in ("award", "year"):
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, _("Hãy ghi khi đã dùng."))
        return typed
