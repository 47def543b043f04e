"""What is typed of a criteria table: its name, its frame, its lines."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vinhdanh import assess
from vinhdanh.indicators import figures
from vinhdanh.pages.scoring import words
from vinhdanh.pages.scoring.forms.fields import (
    PointsField,
    lines,
    pairs,
    pct_of,
    points_of,
)
from vinhdanh.pages.shell.fields import UnitField
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import enums, library
from vinhdanh.scoring.method.rules import QUANTITATIVE, Formula, Side
from vinhdanh.scoring.models import CriteriaVersion
from vinhdanh.scoring.papers import code_of

_LONGEST_CODE: Final = 40


class SetForm(forms.Form):
    """A criteria set: empty, or begun from a table of the library or of an office."""

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

    def __init__(
        self,
        units: QuerySet[Unit],
        there: Sequence[CriteriaVersion],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        presets = [(p.code, p.name) for p in library.presets().values()]
        copied = [
            (str(version.public_id), f"{version} – {version.criteria_set.unit}")
            for version in there
        ]
        groups = [(_now("Thư viện"), presets), (_now("Bảng đã áp dụng"), copied)]
        self.fields["preset"].choices = [  # type: ignore[attr-defined]
            ("", _now("bảng trống")),
            *(group for group in groups if group[1]),
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
                "points": points_of(cells[2], number),
                "parent": cells[3] or None,
            }
            for number, cells in lines(self.cleaned_data["parts"], 4)
        ]

    def clean_bands(self) -> list[dict[str, Any]]:
        return [
            {
                "code": cells[0],
                "name": cells[1],
                "least": points_of(cells[2], number) or 0,
                "floor_pct": pct_of(cells[3], number),
            }
            for number, cells in lines(self.cleaned_data["bands"], 4)
        ]

    def clean_ties(self) -> list[str]:
        return [
            word.strip()
            for word in self.cleaned_data["ties"].split(",")
            if word.strip()
        ]


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
        label=_("Lấy số thực hiện từ chỉ số"),
        max_length=40,
        required=False,
        help_text=_("Mã của chỉ số, xem ở mục Chỉ số. Với cách tính số lần: số lần."),
    )
    plan_code = forms.CharField(
        label=_("Lấy số kế hoạch từ chỉ số"), max_length=40, required=False
    )
    grades = forms.CharField(
        label=_("Các mức và tỷ lệ điểm"),
        required=False,
        help_text=_("Ví dụ: A=100, B=80, C=60, D=40"),
    )
    each = PointsField(label=_("Điểm mỗi lần"), required=False)
    each_minus = PointsField(label=_("Điểm trừ mỗi lần"), required=False)
    least = PointsField(
        label=_("Điểm thấp nhất"),
        required=False,
        may_be_negative=True,
        help_text=_("Với cách tính lần cộng, lần trừ: được trừ đến −10 thì ghi -10."),
    )
    steps = forms.CharField(
        label=_("Các bậc"),
        required=False,
        help_text=_("Từ mức = điểm. Ví dụ: 5=2,5; 10=5; 15=10"),
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
            "least": told.get("least"),
            "plan_code": told.get("plan_code", ""),
            "steps": "; ".join(
                f"{least}={figures.show(points)}"
                for least, points in told.get("steps", [])
            ),
            "bars": told.get("bars", []),
        }

    def clean_grades(self) -> dict[str, int]:
        found = {}
        for grade, pct in pairs(self.cleaned_data["grades"]):
            if not pct.rstrip(" %").isdecimal():
                raise forms.ValidationError(
                    _now("“%(pct)s” không phải tỷ lệ phần trăm.") % {"pct": pct}
                )
            found[grade] = int(pct.rstrip(" %"))
        return found

    def clean_steps(self) -> list[list[int]]:
        found: list[list[int]] = []
        for least, points in pairs(self.cleaned_data["steps"]):
            if not least.isdecimal():
                raise forms.ValidationError(
                    _now("“%(least)s” không phải số nguyên.") % {"least": least}
                )
            found.append([int(least), points_of(points, len(found) + 1) or 0])
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
    **dict.fromkeys(QUANTITATIVE, ("plan_code",)),
    Formula.GRADE: ("grades",),
    Formula.COUNT: ("each",),
    Formula.PLUS_MINUS: ("each", "each_minus", "least"),
    Formula.LADDER: ("steps",),
}


class ImportForm(forms.Form):
    """A table in Excel, Word or CSV, to lay over a draft."""

    file = forms.FileField(
        label=_("Tệp bảng tiêu chí"),
        help_text=_(
            "Excel, Word hoặc CSV: số thứ tự, nội dung, điểm; các cột khác không bắt "
            "buộc. Xem trước rồi mới ghi."
        ),
    )
