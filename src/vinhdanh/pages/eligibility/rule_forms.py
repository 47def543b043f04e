"""An office's own rules, entered by choosing: no rule is ever written as code."""

import re
from abc import ABCMeta, abstractmethod
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh import assess
from vinhdanh.base import clock, rights
from vinhdanh.eligibility.models import AdoptedRule
from vinhdanh.pages.eligibility.words import said_ratio
from vinhdanh.pages.shell.fields import UnitField
from vinhdanh.registry.models import Unit
from vinhdanh.registry.standing import standing
from vinhdanh.viet import dates, text

ALL_AWARDS = "*"
MOST_PARTS = 10_000


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def award_choices(subject: str = "", *kinds: str) -> list[tuple[str, str]]:
    """Return (code, name) of the awards that a subject may hold."""
    return [
        (code, award.name)
        for code, award in assess.awards().items()
        if (not subject or subject in award.subjects)
        and (not kinds or award.kind in kinds)
    ]


class RatioField(forms.CharField):
    """A share as offices write it: “15%”, “2/3”, “12,5%”; two whole numbers."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"})

    def to_python(self, value: Any) -> Any:
        words = text.clean_line(str(value or "")).replace(" ", "")
        if not words:
            return None
        percent = re.fullmatch(r"(\d{1,3})(?:[,.](\d{1,2}))?%?", words)
        part = re.fullmatch(r"(\d{1,4})/(\d{1,4})", words)
        if percent and (words.endswith("%") or words.isdigit()):
            tail = percent[2] or ""
            found = [int(percent[1] + tail), 100 * 10 ** len(tail)]
        elif part:
            found = [int(part[1]), int(part[2])]
        else:
            raise forms.ValidationError(
                gettext(
                    "“%(said)s” không phải tỷ lệ. Viết theo phần trăm hoặc phân số, "
                    "ví dụ: 15%% hoặc 2/3."
                )
                % {"said": value},
                code="ratio",
            )
        self._check(found, words)
        return found

    def _check(self, found: list[int], words: str) -> None:
        num, den = found
        if den == 0 or den > MOST_PARTS or num == 0:
            message = gettext("“%(said)s”: số phần phải lớn hơn 0.")
        elif num > den:
            message = gettext(
                "“%(said)s” lớn hơn cả tổng: số trước không lớn hơn số sau, phần trăm "
                "không quá 100."
            )
        else:
            return
        raise forms.ValidationError(message % {"said": words}, code="ratio")

    def prepare_value(self, value: Any) -> Any:
        return said_ratio(value) if isinstance(value, list | tuple) else value


class AbstractForm(DeclarativeFieldsMetaclass, ABCMeta):
    """Makes a form that leaves an abstract method open impossible to fill in."""


class RuleForm(forms.Form, metaclass=AbstractForm):
    """What every rule of an office says of itself; its version of another one."""

    kind = ""
    heading: Any = ""
    teaches: Any = ""
    layout = ""
    """The names of the kind's own fields, in the order in which the page shows them."""

    title = forms.CharField(
        label=_("Tên quy định"),
        max_length=300,
        help_text=_("Tên ngắn để nhận ra quy định này trong danh sách."),
    )
    source = forms.CharField(
        label=_("Văn bản của cơ quan"),
        max_length=240,
        help_text=_("Số và tên văn bản, ví dụ: Quyết định số 05/QĐ-VP."),
    )
    issued_on = forms.DateField(label=_("Văn bản ban hành ngày"), widget=day_input())
    unit = UnitField(label=_("Áp dụng cho"), empty_label=None)
    first_day = forms.DateField(label=_("Có hiệu lực từ ngày"), widget=day_input())
    award = forms.ChoiceField()
    last_day = forms.DateField(
        label=_("Đến hết ngày"),
        widget=day_input(),
        required=False,
        help_text=_("Bỏ trống khi văn bản không ghi ngày hết hiệu lực."),
    )

    def __init__(
        self,
        *args: Any,
        user: Any,
        earlier: AdoptedRule | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.earlier = earlier
        units = Unit.objects.select_related("subject")
        # A version of an earlier rule stays with the unit that adopted it.
        units = standing(units) if earlier is None else units
        units = rights.visible(user, "local_rule.adopt", units).order_by(
            "-is_own", "subject__sort_key"
        )
        if earlier is not None:
            units = units.filter(pk=earlier.unit_id)
            said = self.told_by(assess.LocalRule.parse(earlier.rule).content)
            award = earlier.rule["title"]
            self.initial = {"title": earlier.title, "award": award, **said}
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].initial = units.first()
        # A version says something else of the same award, never of another.
        self.fields["award"].disabled = earlier is not None

    def rule(self) -> assess.LocalRule:
        """Return the rule as the law's room reads it; call after validation."""
        told = self.cleaned_data
        source = text.clean_line(told["source"])
        return assess.LocalRule.parse(
            {
                "id": self.rule_id(),
                "title": self.award_code(),
                "kind": self.kind,
                "first_day": told["first_day"],
                "last_day": told["last_day"],
                "source": gettext("%(source)s ngày %(day)s")
                % {"source": source, "day": dates.short(told["issued_on"])},
            }
            | self.content()
        )

    def rule_id(self) -> str:
        """Return the id of the version before, or one of the rule's own."""
        if self.earlier is not None:
            return self.earlier.rule_id
        award = self.award_code()
        name = "tat-ca" if award == ALL_AWARDS else award.lower()
        return f"{self.kind}-{name}{self.suffix()}"

    def award_code(self) -> str:
        return str(self.cleaned_data["award"])

    def suffix(self) -> str:
        return ""

    @abstractmethod
    def content(self) -> dict[str, Any]:
        """Return what this kind asks for, as `assess.LocalRule` keeps it."""

    @abstractmethod
    def told_by(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of the fields that say what a rule of the kind says."""

    def clean_issued_on(self) -> date:
        issued: date = self.cleaned_data["issued_on"]
        if issued > clock.today():
            raise forms.ValidationError(
                gettext("Ngày ban hành %(day)s chưa tới. Văn bản phải đã được ký.")
                % {"day": dates.short(issued)}
            )
        return issued

    def clean_first_day(self) -> date:
        first: date = self.cleaned_data["first_day"]
        try:
            assess.regime_on(first)
        except assess.LawDateError:
            raise forms.ValidationError(
                gettext(
                    "Ngày %(day)s nằm ngoài các thời kỳ pháp luật đã ghi: xem trang "
                    "“Pháp luật”."
                )
                % {"day": dates.short(first)}
            ) from None
        return first

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        first, last = told.get("first_day"), told.get("last_day")
        if first and last and last < first:
            self.add_error(
                "last_day",
                gettext(
                    "Ngày cuối %(last)s đến trước ngày đầu %(first)s. Sửa một trong "
                    "hai ngày."
                )
                % {"last": dates.short(last), "first": dates.short(first)},
            )
        if self.earlier is not None and first and first <= self.earlier.first_day:
            self.add_error(
                "first_day",
                gettext(
                    "Bản đang sửa có hiệu lực từ %(day)s: bản mới phải bắt đầu sau "
                    "ngày ấy."
                )
                % {"day": dates.short(self.earlier.first_day)},
            )
        return told


class CouncilForm(RuleForm):
    """Quorum and agreement of the council."""

    kind = "council"
    heading = _("Quy chế Hội đồng")
    teaches = _(
        "Hội đồng họp khi có bao nhiêu thành viên, thông qua khi bao nhiêu người đồng "
        "ý, bỏ phiếu kín hay biểu quyết công khai."
    )
    layout = "award quorum threshold strict ballot"

    award = forms.ChoiceField(label=_("Đối với"))
    quorum = RatioField(
        label=_("Họp khi có mặt ít nhất"),
        initial="2/3",
        help_text=_("Phần của tổng số thành viên, ví dụ: 2/3."),
    )
    threshold = RatioField(
        label=_("Thông qua khi số đồng ý đạt"),
        initial="1/2",
        help_text=_("Phần của tổng số thành viên, kể cả người vắng."),
    )
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
            *award_choices(),
        ]

    def content(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "quorum": told["quorum"],
            "threshold": told["threshold"],
            "strict": bool(told["strict"]),
            "ballot": told["ballot"],
        }

    def told_by(self, content: Mapping[str, Any]) -> dict[str, Any]:
        return dict(content) | {"strict": "1" if content["strict"] else ""}


class QuotaForm(RuleForm):
    """A cap on the number proposed."""

    kind = "quota"
    heading = _("Hạn mức")
    teaches = _(
        "Số người, tập thể được đề nghị không quá một tỷ lệ: tính trên số nào, tính "
        "cho từng đơn vị hay cho toàn cơ quan, làm tròn thế nào."
    )
    layout = "award share base counted rounding"

    award = forms.ChoiceField(label=_("Hạn mức cho"))
    share = RatioField(
        label=_("Không quá"), initial="15%", help_text=_("Ví dụ: 15% hoặc 1/3.")
    )
    base = forms.ChoiceField(label=_("của"))
    counted = forms.ChoiceField(
        label=_("Tính cho"),
        choices=[
            ("unit", _("riêng từng đơn vị")),
            ("submission", _("chung toàn bộ danh sách trình")),
            ("both", _("cả từng đơn vị và toàn bộ danh sách")),
        ],
    )
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
        self.fields["award"].choices = award_choices()  # type: ignore[attr-defined]
        self.fields["award"].initial = "CSTDCS"
        self.fields["base"].choices = [  # type: ignore[attr-defined]
            ("headcount", _("tổng số người")),
            *(
                (code, gettext("số đạt “%(award)s”") % {"award": name})
                for code, name in award_choices("", "title")
            ),
        ]
        self.fields["base"].initial = "LDTT"

    def content(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {name: told[name] for name in ("share", "base", "counted", "rounding")}

    def told_by(self, content: Mapping[str, Any]) -> dict[str, Any]:
        return dict(content)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("award") and told.get("award") == told.get("base"):
            self.add_error(
                "base",
                gettext("Hạn mức không thể tính trên chính danh hiệu bị hạn chế."),
            )
        return told


def suffix_of(title: str) -> str:
    """Return a short name of a rule's title, for its id."""
    return slugify(text.fold(title))[:40].strip("-")
