"""What is typed on the pages of scoring: tables of criteria, scorings, appeals."""

import re
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vinhdanh import assess
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import figures
from vinhdanh.pages.scoring import words
from vinhdanh.pages.shell.fields import UnitField
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import enums, library
from vinhdanh.scoring.method.rules import Formula, Side
from vinhdanh.scoring.models import CriteriaVersion
from vinhdanh.viet import text

_LONGEST_CODE: Final = 40


class PointsField(forms.CharField):
    """Points as typed (“12,5”), kept in whole hundredths; never below zero."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=20, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            found = figures.parse(typed)
        except Refused as refusal:
            raise forms.ValidationError(refusal.message) from None
        if found < 0:
            raise forms.ValidationError(
                _now("Điểm không được âm. Điểm trừ ghi số dương, chọn loại “điểm trừ”.")
            )
        return found

    def prepare_value(self, value: Any) -> Any:
        return figures.show(value) if isinstance(value, int) else value


class SetForm(forms.Form):
    """A criteria set: empty, or begun from a table of the library."""

    unit = UnitField(label=_("Đơn vị"))
    name = forms.CharField(label=_("Tên bộ tiêu chí"), max_length=300)
    scored_kind = forms.ChoiceField(
        label=_("Chấm cho"), choices=enums.ScoredKind.choices
    )
    source = forms.CharField(
        label=_("Nguồn, căn cứ"),
        max_length=500,
        required=False,
        help_text=_("Ví dụ: Quy chế hoạt động của Khối, số và ngày văn bản."),
    )
    preset = forms.ChoiceField(
        label=_("Bắt đầu từ"),
        required=False,
        help_text=_("Bảng mẫu nêu nguồn của nó; sửa mọi dòng trước khi áp dụng."),
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["preset"].choices = [  # type: ignore[attr-defined]
            ("", _now("bảng trống")),
            *((p.code, p.name) for p in library.presets().values()),
        ]


class TableForm(forms.Form):
    """What holds for a whole table: its total, caps, parts, classes, ties."""

    points = PointsField(label=_("Tổng điểm chuẩn"))
    bonus_most = PointsField(
        label=_("Điểm thưởng vượt chỉ tiêu, tất cả không quá"),
        required=False,
        help_text=_("Để trống: không giới hạn."),
    )
    parts = forms.CharField(
        label=_("Các mục"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Mỗi dòng một mục: mã | tên | điểm | mục cha (nếu có)."),
    )
    bands = forms.CharField(
        label=_("Mức xếp loại"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Mỗi dòng một mức, từ cao xuống thấp: mã | tên | từ điểm | mức sàn từng "
            "tiêu chí (%). Mức cuối từ 0 điểm."
        ),
    )
    ties = forms.CharField(
        label=_("Khi bằng điểm, xét lần lượt"),
        required=False,
        help_text=_(
            "Mã mục hoặc tiêu chí, cách nhau dấu phẩy. Vẫn bằng thì cùng hạng."
        ),
    )

    @staticmethod
    def written(told: dict[str, Any]) -> dict[str, Any]:
        """A stored table as this form shows it."""

        def line(*cells: Any) -> str:
            return " | ".join("" if cell is None else str(cell) for cell in cells)

        def shown(points: int | None) -> str | None:
            return None if points is None else figures.show(points)

        return {
            "points": told["points"],
            "bonus_most": told["bonus_most"],
            "parts": "\n".join(
                line(p["code"], p["name"], shown(p["points"]), p["parent"])
                for p in told["parts"]
            ),
            "bands": "\n".join(
                line(b["code"], b["name"], shown(b["least"]), b.get("floor_pct", 0))
                for b in told["bands"]
            ),
            "ties": ", ".join(told["ties"]),
        }

    def clean_parts(self) -> list[dict[str, Any]]:
        return [
            {
                "code": cells[0],
                "name": cells[1],
                "points": _points(cells[2], number),
                "parent": cells[3] or None,
            }
            for number, cells in _lines(self.cleaned_data["parts"], 4)
        ]

    def clean_bands(self) -> list[dict[str, Any]]:
        return [
            {
                "code": cells[0],
                "name": cells[1],
                "least": _points(cells[2], number) or 0,
                "floor_pct": _pct(cells[3], number),
            }
            for number, cells in _lines(self.cleaned_data["bands"], 4)
        ]

    def clean_ties(self) -> list[str]:
        return [
            word.strip()
            for word in self.cleaned_data["ties"].split(",")
            if word.strip()
        ]


def _lines(typed: str, most: int) -> list[tuple[int, list[str]]]:
    """The lines of a text area, each as so many cells; more than that is a fault."""
    found = []
    for number, line in enumerate(typed.splitlines(), 1):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > most or len(cells) < 2 or not cells[0]:  # noqa: PLR2004
            raise forms.ValidationError(
                _now(
                    "Dòng %(n)s cần có mã và tên, cách nhau dấu “|”, nhiều nhất "
                    "%(m)s ô."
                )
                % {"n": number, "m": most}
            )
        found.append((number, cells + [""] * (most - len(cells))))
    return found


def _points(cell: str, number: int) -> int | None:
    if not cell:
        return None
    try:
        return figures.parse(cell)
    except Refused as refusal:
        raise forms.ValidationError(
            _now("Dòng %(n)s: %(fault)s") % {"n": number, "fault": refusal.message}
        ) from None


def _pct(cell: str, number: int) -> int:
    if not cell:
        return 0
    if not cell.rstrip(" %").isdecimal():
        raise forms.ValidationError(
            _now("Dòng %(n)s: mức sàn “%(cell)s” không phải tỷ lệ phần trăm.")
            % {"n": number, "cell": cell}
        )
    return int(cell.rstrip(" %"))


class CriterionForm(forms.Form):
    """One line of a draft; only what its formula needs is asked of it."""

    part = forms.ChoiceField(label=_("Mục"))
    name = forms.CharField(label=_("Tiêu chí"), max_length=500)
    code = forms.CharField(
        label=_("Mã"),
        max_length=_LONGEST_CODE,
        required=False,
        help_text=_("Để trống: lấy theo tên."),
    )
    side = forms.ChoiceField(
        label=_("Loại"), choices=[(side.value, words.SIDES[side]) for side in Side]
    )
    formula = forms.ChoiceField(
        label=_("Cách tính"),
        choices=[(each.value, label) for each, label in words.FORMULAS.items()],
    )
    standard = PointsField(
        label=_("Điểm"),
        help_text=_("Điểm chuẩn; với số lần, bậc, điểm thưởng: mức tối đa."),
    )
    measure = forms.CharField(
        label=_("Đơn vị tính"),
        max_length=60,
        required=False,
        help_text=_("Bắt buộc khi có kế hoạch và thực hiện."),
    )
    bonus_pct = forms.IntegerField(
        label=_("Vượt chỉ tiêu được thưởng, nhiều nhất (% điểm chuẩn)"),
        min_value=0,
        max_value=100,
        required=False,
    )
    indicator_code = forms.CharField(
        label=_("Lấy số thực hiện từ chỉ số"), max_length=40, required=False
    )
    grades = forms.CharField(
        label=_("Các mức và tỷ lệ điểm"),
        required=False,
        help_text=_("Ví dụ: A=100, B=80, C=60, D=40"),
    )
    each = PointsField(label=_("Điểm mỗi lần"), required=False)
    each_minus = PointsField(label=_("Điểm trừ mỗi lần"), required=False)
    steps = forms.CharField(
        label=_("Các bậc"),
        required=False,
        help_text=_("Từ mức = điểm. Ví dụ: 5=5, 10=10, 15=20"),
    )
    bars = forms.MultipleChoiceField(
        label=_("Khi có điểm ở đây thì không được đề nghị"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    BARRED: Final = ("CO_TINH", "CO_CP", "BK_TINH", "BK_TTG", "TTLDXS")

    def __init__(self, version: CriteriaVersion, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = [  # type: ignore[attr-defined]
            (part.code, str(part)) for part in version.parts.all()
        ]
        names = assess.awards()
        self.fields["bars"].choices = [  # type: ignore[attr-defined]
            (code, names[code].name) for code in self.BARRED
        ]

    @staticmethod
    def written(row: dict[str, Any]) -> dict[str, Any]:
        """A stored line as this form shows it."""
        told = row["details"]
        return {name: row[name] for name in row if name != "details"} | {
            "grades": ", ".join(f"{g}={p}" for g, p in told.get("grades", {}).items()),
            "each": told.get("each"),
            "each_minus": told.get("each_minus"),
            "steps": ", ".join(
                f"{least}={figures.show(points)}"
                for least, points in told.get("steps", [])
            ),
            "bars": told.get("bars", []),
        }

    def clean_grades(self) -> dict[str, int]:
        found = {}
        for grade, pct in _pairs(self.cleaned_data["grades"]):
            if not pct.rstrip(" %").isdecimal():
                raise forms.ValidationError(
                    _now("“%(pct)s” không phải tỷ lệ phần trăm.") % {"pct": pct}
                )
            found[grade] = int(pct.rstrip(" %"))
        return found

    def clean_steps(self) -> list[list[int]]:
        found: list[list[int]] = []
        for least, points in _pairs(self.cleaned_data["steps"]):
            if not least.isdecimal():
                raise forms.ValidationError(
                    _now("“%(least)s” không phải số nguyên.") % {"least": least}
                )
            found.append([int(least), _points(points, len(found) + 1) or 0])
        return found

    def row(self) -> dict[str, Any]:
        """The line as a table stores it."""
        typed = self.cleaned_data
        asked = _DETAILS.get(Formula(typed["formula"]), ())
        details = {name: typed[name] for name in asked if typed[name]}
        if typed["bars"]:
            details["bars"] = typed["bars"]
        return {
            "code": typed["code"] or code_of(typed["name"]),
            "part": typed["part"],
            "name": typed["name"],
            "formula": typed["formula"],
            "side": typed["side"],
            "standard": typed["standard"],
            "bonus_pct": typed["bonus_pct"] or 0,
            "measure": typed["measure"],
            "indicator_code": typed["indicator_code"],
            "details": details,
        }


_DETAILS: Final[dict[Formula, tuple[str, ...]]] = {
    Formula.GRADE: ("grades",),
    Formula.COUNT: ("each",),
    Formula.PLUS_MINUS: ("each", "each_minus"),
    Formula.LADDER: ("steps",),
}


def code_of(name: str) -> str:
    """A code from a name: “Báo cáo muộn” is bao_cao_muon."""
    return re.sub(r"[^a-z0-9]+", "_", text.fold(name)).strip("_")[:_LONGEST_CODE]


def _pairs(typed: str) -> list[tuple[str, str]]:
    found = []
    for piece in typed.split(","):
        if not piece.strip():
            continue
        left, equals, right = piece.partition("=")
        if not equals or not left.strip():
            raise forms.ValidationError(
                _now("“%(piece)s” chưa đúng dạng; ghi như 5=10.")
                % {"piece": piece.strip()}
            )
        found.append((left.strip(), right.strip()))
    return found


class DayInput(forms.DateInput):
    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class OpenForm(forms.Form):
    """A scoring to be opened: the table, the subjects, the stages with their days."""

    version: Any = forms.ModelChoiceField(
        label=_("Bảng tiêu chí"),
        queryset=CriteriaVersion.objects.none(),
        to_field_name="public_id",
    )
    name = forms.CharField(label=_("Tên đợt chấm"), max_length=300)
    period = forms.ChoiceField(label=_("Kỳ"), choices=enums.Period.choices)
    subjects = forms.MultipleChoiceField(
        label=_("Chấm cho"), widget=forms.CheckboxSelectMultiple
    )
    self_closes = forms.DateField(
        label=_("Đơn vị tự chấm đến ngày"), required=False, widget=DayInput()
    )
    is_cross = forms.BooleanField(
        label=_("Có chấm chéo (mỗi đơn vị chấm đơn vị sau mình trong danh sách)"),
        required=False,
    )
    is_blind = forms.BooleanField(
        label=_("Người chấm chéo không thấy điểm của người khác"), required=False
    )
    lead_closes = forms.DateField(
        label=_("Đơn vị tổ chức chấm đến ngày"), required=False, widget=DayInput()
    )

    def __init__(
        self,
        versions: QuerySet[CriteriaVersion],
        subjects: list[tuple[str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]
        self.fields["subjects"].choices = subjects  # type: ignore[attr-defined]


class AppealForm(forms.Form):
    """A question about points."""

    criterion = forms.ChoiceField(label=_("Về tiêu chí"), required=False)
    text = forms.CharField(
        label=_("Nội dung kiến nghị"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, criteria: list[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criterion"].choices = [("", _now("cả phiếu")), *criteria]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The answer to an appeal."""

    outcome = forms.ChoiceField(
        label=_("Kết luận"), choices=enums.AppealOutcome.choices
    )
    answer = forms.CharField(
        label=_("Trả lời"), widget=forms.Textarea(attrs={"rows": 3})
    )
