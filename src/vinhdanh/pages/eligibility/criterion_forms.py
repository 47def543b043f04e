"""A standard of the office's own: a line for each fact that may be asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh import assess
from vinhdanh.pages.eligibility.rule_forms import (
    RatioField,
    RuleForm,
    award_choices,
    suffix_of,
)
from vinhdanh.viet import text

MOST = 100_000
SUBJECTS = {"individual": _("cá nhân"), "collective": _("tập thể")}


class NotOnThisForm(Exception):  # noqa: N818 - no fault, another form's business
    """A rule that this form has no fields for."""


@dataclass(frozen=True)
class FactLine:
    """One fact on the form: what is asked of it, and the field."""

    fact: assess.Fact
    field: forms.BoundField

    @property
    def label(self) -> str:
        return self.fact.label_en if _in_english() else self.fact.label

    @property
    def unit(self) -> str:
        return self.fact.unit_en if _in_english() else self.fact.unit

    @property
    def how(self) -> str:
        """The comparison in words; a yes-or-no fact has none."""
        return {
            "at_least": gettext("từ (ít nhất)"),
            "at_most": gettext("không quá"),
            "is": "",
        }[comparison_of(self.fact)]


def _in_english() -> bool:
    return get_language() == "en"


def comparison_of(fact: assess.Fact) -> str:
    """Return how a rule asks a fact: towards the side that favours the subject."""
    if fact.type == "yes_no":
        return "is"
    return "at_most" if fact.good == "low" else "at_least"


def _field(fact: assess.Fact) -> forms.Field:
    label = fact.label_en if _in_english() else fact.label
    if fact.type == "level":
        said = 2 if _in_english() else 1
        choices = [(level[0], level[said]) for level in fact.levels]
        return forms.ChoiceField(
            label=label, choices=[("", _("không xét")), *choices], required=False
        )
    if fact.type == "yes_no":
        said = 1 if _in_english() else 0
        choices = [("1", fact.when_true[said]), ("0", fact.when_false[said])]
        return forms.ChoiceField(
            label=label, choices=[("", _("không xét")), *choices], required=False
        )
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST,
        required=False,
        error_messages={
            "invalid": _("Nhập một số nguyên, ví dụ: 6."),
            "min_value": _("Số này không thể nhỏ hơn 0."),
        },
    )


class CriterionForm(RuleForm):
    """An additional or stricter standard; the facts are those the law knows."""

    kind = "criterion"
    subject = ""
    layout = "award"

    award = forms.ChoiceField(label=_("Thêm vào tiêu chuẩn của"))
    earned = forms.ChoiceField(label=_("Phải đạt danh hiệu"), required=False)
    question = forms.CharField(
        label=_("Điều Hội đồng xem xét"),
        max_length=300,
        required=False,
        help_text=_(
            "Điều không đo đếm được, ví dụ: có việc làm nổi bật được bình chọn."
        ),
    )
    join = forms.ChoiceField(
        label=_("Nếu đặt nhiều điều"),
        choices=[("all", _("phải đạt mọi điều")), ("any", _("đạt một điều là đủ"))],
        widget=forms.RadioSelect,
        initial="all",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.facts = assess.facts(self.subject)
        super().__init__(*args, **kwargs)
        self.fields["award"].choices = award_choices(self.subject)  # type: ignore[attr-defined]
        self.fields["earned"].choices = [  # type: ignore[attr-defined]
            ("", _("không xét")),
            *award_choices(self.subject, "title"),
        ]
        for fact in self.facts:
            self.fields[f"fact_{fact.id}"] = _field(fact)

    def lines(self) -> Iterator[FactLine]:
        """Yield the facts with their fields."""
        for fact in self.facts:
            yield FactLine(fact, self[f"fact_{fact.id}"])

    def suffix(self) -> str:
        return f"-{self.subject}-{suffix_of(self.cleaned_data['title'])}"

    def _asked(self) -> Iterator[dict[str, Any]]:
        told = self.cleaned_data
        for fact in self.facts:
            value = told.get(f"fact_{fact.id}")
            if value is None or value == "":
                continue
            value = value == "1" if fact.type == "yes_no" else value
            yield {"fact": fact.id, comparison_of(fact): value}
        if told.get("earned"):
            yield {"earned": told["earned"]}
        if told.get("question"):
            question = text.clean_line(told["question"])
            award = told.get("award", "").lower()
            yield {"judged": f"local_{award}_{self.subject}", "question": question}

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        is_told = not any(name.startswith("fact_") for name in self.errors)
        if is_told and not list(self._asked()):
            self.add_error(
                None,
                gettext(
                    "Hãy đặt ít nhất một điều: một mức của dữ kiện, một danh hiệu phải "
                    "đạt hoặc một điều Hội đồng xem xét."
                ),
            )
        if told.get("earned") and told.get("earned") == told.get("award"):
            self.add_error(
                "earned", gettext("Danh hiệu không thể là điều kiện của chính nó.")
            )
        return told

    def content(self) -> dict[str, Any]:
        asked = list(self._asked())
        many = {self.cleaned_data["join"]: asked}
        return {
            "subject": self.subject,
            "says": text.clean_line(self.cleaned_data["title"]),
            "holds": asked[0] if len(asked) == 1 else many,
        }

    def told_by(self, content: Mapping[str, Any]) -> dict[str, Any]:
        if content["subject"] != self.subject:
            raise NotOnThisForm
        holds = content["holds"]
        join = next((each for each in ("all", "any") if each in holds), "all")
        told: dict[str, Any] = {"join": join}
        for part in holds.get(join, [holds]):
            name, value = self._told_by_part(part)
            if name in told:
                raise NotOnThisForm
            told[name] = value
        return told

    def _told_by_part(self, part: Mapping[str, Any]) -> tuple[str, Any]:
        if "earned" in part:
            return "earned", part["earned"]
        if "judged" in part:
            return "question", part["question"]
        for fact in self.facts:
            how = comparison_of(fact)
            if part.get("fact") == fact.id and how in part:
                value = part[how]
                if fact.type == "yes_no":
                    value = "1" if value else "0"
                return f"fact_{fact.id}", value
        raise NotOnThisForm


class PersonCriterionForm(CriterionForm):
    """A standard for people."""

    subject = "individual"
    heading = _("Tiêu chuẩn thêm cho cá nhân")
    teaches = _(
        "Điều kiện chặt hơn hoặc thêm vào luật cho một danh hiệu, hình thức của cá "
        "nhân: ngày nghỉ, thời gian công tác, sáng kiến, danh hiệu phải có."
    )


class CollectiveCriterionForm(CriterionForm):
    """A standard for collectives."""

    subject = "collective"
    heading = _("Tiêu chuẩn thêm cho tập thể")
    teaches = _(
        "Điều kiện chặt hơn hoặc thêm vào luật cho một danh hiệu, hình thức của tập "
        "thể: xếp loại, số người bị kỷ luật, danh hiệu phải có."
    )


class CertificateForm(PersonCriterionForm):
    """The standard of the office's giấy khen for people (Luật 2022 Điều 75 khoản 2)."""

    heading = _("Tiêu chuẩn giấy khen cá nhân")
    teaches = _(
        "Luật giao thủ trưởng quy định tiêu chuẩn giấy khen. Chưa ghi thì mọi giấy "
        "khen “cần người xác nhận”."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _only_certificate(self)


class CollectiveCertificateForm(CollectiveCriterionForm):
    """The standard of the office's giấy khen for collectives."""

    heading = _("Tiêu chuẩn giấy khen tập thể")
    teaches = CertificateForm.teaches

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _only_certificate(self)


def _only_certificate(form: CriterionForm) -> None:
    field: Any = form.fields["award"]
    field.choices = [each for each in field.choices if each[0] == "GK"]
    field.label = _("Hình thức khen thưởng")


class ShareForm(RuleForm):
    """A least share among the members of a collective."""

    kind = "criterion"
    heading = _("Tỷ lệ trong tập thể")
    teaches = _(
        "Tập thể được xét khi một phần số người đạt một mức, cao hơn mức của luật: ví "
        "dụ ít nhất 80% đạt Lao động tiên tiến."
    )
    layout = "award part share"
    whole = "members"

    award = forms.ChoiceField(label=_("Thêm vào tiêu chuẩn của"))
    part = forms.ChoiceField(label=_("Đếm"))
    share = RatioField(
        label=_("ít nhất bằng"),
        initial="80%",
        help_text=_("Phần của số cá nhân trong tập thể, ví dụ: 80% hoặc 2/3."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award"].choices = award_choices("collective")  # type: ignore[attr-defined]
        self.fields["part"].choices = [  # type: ignore[attr-defined]
            (fact.id, fact.label_en if _in_english() else fact.label)
            for fact in assess.facts("collective")
            if fact.type == "count" and fact.good == "high" and fact.id != self.whole
        ]

    def suffix(self) -> str:
        return f"-ty-le-{self.cleaned_data['part']}"

    def content(self) -> dict[str, Any]:
        told = self.cleaned_data
        holds = {"fact": told["part"], "share": told["share"], "of": self.whole}
        says = text.clean_line(told["title"])
        return {"subject": "collective", "says": says, "holds": holds}

    def told_by(self, content: Mapping[str, Any]) -> dict[str, Any]:
        holds = content["holds"]
        if "share" not in holds:
            raise NotOnThisForm
        return {"part": holds["fact"], "share": holds["share"]}
