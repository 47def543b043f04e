"""What is chosen on the pages of eligibility; no rule is ever written as code."""

from abc import ABCMeta, abstractmethod
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass
from django.utils.translation import gettext_lazy as _

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.pages.shell.fields import UnitField
from vinhdanh.registry.enums import Rating
from vinhdanh.registry.models import Unit
from vinhdanh.viet import text

ALL_AWARDS = "*"


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _awards(*kinds: str) -> list[tuple[str, str]]:
    return [
        (code, award.name)
        for code, award in assess.awards().items()
        if not kinds or award.kind in kinds
    ]


class OverrideForm(forms.Form):
    """A human's word over a verdict."""

    word = forms.ChoiceField(
        label=_("Kết luận của người xem xét"),
        choices=[("yes", _("đạt")), ("no", _("không đạt"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Lý do, căn cứ"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ghi rõ đã đối chiếu văn bản, hồ sơ nào."),
    )
    cite = forms.CharField(
        label=_("Điều, khoản"), max_length=200, required=False, empty_value=""
    )


class AbstractForm(DeclarativeFieldsMetaclass, ABCMeta):
    """Makes a form that leaves an abstract method open impossible to fill in."""


class RuleForm(forms.Form, metaclass=AbstractForm):
    """What every rule of an office says of itself."""

    kind = ""

    title = forms.CharField(label=_("Tên quy định"), max_length=300)
    source = forms.CharField(
        label=_("Văn bản của cơ quan"),
        max_length=300,
        help_text=_(
            "Số, ngày và tên văn bản, ví dụ: Quy chế ban hành kèm Quyết định số…"
        ),
    )
    unit = UnitField(label=_("Áp dụng cho"), empty_label=None)
    first_day = forms.DateField(label=_("Từ ngày"), widget=_day())
    last_day = forms.DateField(label=_("Đến hết ngày"), widget=_day(), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.select_related("subject")
        units = rights.visible(user, "local_rule.adopt", units).order_by(
            "-is_own", "subject__sort_key"
        )
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].initial = units.first()

    def rule(self) -> assess.LocalRule:
        """Return the rule as the law's room reads it; call after validation."""
        told = self.cleaned_data
        last_day: date | None = told["last_day"]
        award = self.award()
        name = "tat-ca" if award == ALL_AWARDS else award.lower()
        return assess.LocalRule.parse(
            {
                "id": f"{self.kind}-{name}{self.suffix()}",
                "title": award,
                "kind": self.kind,
                "first_day": told["first_day"],
                "last_day": last_day,
                "source": text.clean_line(told["source"]),
            }
            | self.content()
        )

    def award(self) -> str:
        return str(self.cleaned_data["award"])

    def suffix(self) -> str:
        return ""

    @abstractmethod
    def content(self) -> Mapping[str, Any]:
        """Return what this kind of rule says, by the words of the law's room."""

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                self.rule()
            except assess.LocalRuleError:
                self.add_error(
                    None,
                    _(
                        "Kiểm tra lại: ngày đầu không sau ngày cuối; trong mỗi tỷ lệ "
                        "số trước không lớn hơn số sau."
                    ),
                )
        return told


def _part(label: Any, initial: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=1000, initial=initial)


class CouncilForm(RuleForm):
    """Quorum and agreement of the council."""

    kind = "council"

    award = forms.ChoiceField(label=_("Đối với"))
    quorum_n = _part(_("Họp khi có ít nhất (phần)"), 2)
    quorum_of = _part(_("trên tổng số thành viên (phần)"), 3)
    threshold_n = _part(_("Thông qua khi đồng ý (phần)"), 1)
    threshold_of = _part(_("trên tổng số thành viên, kể cả vắng (phần)"), 2)
    strict = forms.ChoiceField(
        label=_("Tỷ lệ đồng ý tính"),
        choices=[("1", _("trên mức ấy")), ("", _("từ mức ấy trở lên"))],
        required=False,
    )
    ballot = forms.ChoiceField(
        label=_("Cách biểu quyết"),
        choices=[
            ("secret", _("bỏ phiếu kín")),
            ("open", _("biểu quyết công khai")),
            ("ballot", _("bỏ phiếu, Hội đồng chọn cách")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award"].choices = [  # type: ignore[attr-defined]
            (ALL_AWARDS, _("mọi danh hiệu, hình thức khen thưởng")),
            *_awards(),
        ]

    def content(self) -> Mapping[str, Any]:
        told = self.cleaned_data
        return {
            "quorum": [told["quorum_n"], told["quorum_of"]],
            "threshold": [told["threshold_n"], told["threshold_of"]],
            "strict": bool(told["strict"]),
            "ballot": told["ballot"],
        }


class QuotaForm(RuleForm):
    """A cap on the number proposed."""

    kind = "quota"

    award = forms.ChoiceField(label=_("Hạn mức cho"))
    share_n = _part(_("Không quá (phần)"), 15)
    share_of = _part(_("trên (phần)"), 100)
    base = forms.ChoiceField(label=_("của"))
    rounding = forms.ChoiceField(
        label=_("Số lẻ"),
        choices=[
            ("floor", _("làm tròn xuống")),
            ("nearest", _("làm tròn đến số gần nhất")),
            ("ceil", _("làm tròn lên")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award"].choices = _awards()  # type: ignore[attr-defined]
        self.fields["award"].initial = "CSTDCS"
        self.fields["base"].choices = [  # type: ignore[attr-defined]
            ("LDTT", _("số người đạt Lao động tiên tiến")),
            ("headcount", _("tổng số người")),
        ]

    def content(self) -> Mapping[str, Any]:
        told = self.cleaned_data
        return {
            "share": [told["share_n"], told["share_of"]],
            "base": told["base"],
            "rounding": told["rounding"],
        }


class CertificateForm(RuleForm):
    """The standard of the office's own giấy khen (Luật 2022 Điều 75 khoản 2)."""

    kind = "criterion"

    subject = forms.ChoiceField(
        label=_("Giấy khen cho"),
        choices=[("individual", _("cá nhân")), ("collective", _("tập thể"))],
    )
    rating = forms.ChoiceField(
        label=_("Xếp loại năm ít nhất"),
        choices=[("", _("không xét xếp loại")), *Rating.choices[:3]],
        required=False,
    )
    earned = forms.BooleanField(
        label=_("Phải đạt Lao động tiên tiến (tập thể: Tập thể lao động tiên tiến)"),
        required=False,
    )
    question = forms.CharField(
        label=_("Điều Hội đồng xem xét"),
        max_length=300,
        required=False,
        help_text=_(
            "Điều không đo đếm được, ví dụ: có việc làm nổi bật được bình chọn."
        ),
    )

    def award(self) -> str:
        return "GK"

    def suffix(self) -> str:
        return f"-{self.cleaned_data['subject']}"

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if not any(told.get(name) for name in ("rating", "earned", "question")):
            self.add_error("rating", _("Hãy chọn ít nhất một tiêu chuẩn."))
        return super().clean()

    def content(self) -> Mapping[str, Any]:
        told = self.cleaned_data
        is_person = told["subject"] == "individual"
        asked: list[dict[str, Any]] = []
        if told["rating"]:
            asked.append({"fact": "rating", "at_least": told["rating"]})
        if told["earned"]:
            asked.append({"earned": "LDTT" if is_person else "TTLDTT"})
        if told["question"]:
            question = text.clean_line(told["question"])
            asked.append({"judged": "local_certificate", "question": question})
        return {
            "subject": told["subject"],
            "says": text.clean_line(told["title"]),
            "holds": asked[0] if len(asked) == 1 else {"all": asked},
        }


FORMS: dict[str, type[RuleForm]] = {
    "hoi-dong": CouncilForm,
    "han-muc": QuotaForm,
    "giay-khen": CertificateForm,
}


class WhatIfForm(forms.Form):
    """A unit, and up to four governing days."""

    don_vi = UnitField(label=_("Đơn vị"), empty_label=None)

    def __init__(self, *args: Any, user: Any, days: list[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.select_related("subject")
        units = rights.visible(user, "what_if.see", units).order_by(
            "-is_own", "subject__sort_key"
        )
        self.fields["don_vi"].queryset = units  # type: ignore[attr-defined]
        self.fields["don_vi"].initial = units.first()
        for number, day in enumerate(days, 1):
            self.fields[f"ngay_{number}"] = forms.DateField(
                label=_("Luật của ngày"), widget=_day(), initial=day, required=False
            )
