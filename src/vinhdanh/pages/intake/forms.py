"""What is sent and chosen on the pages of an import."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.base import rights
from vinhdanh.intake.batches import KINDS, mapping_of
from vinhdanh.intake.models import ImportBatch
from vinhdanh.pages.shell.fields import UnitField
from vinhdanh.registry.models import Unit
from vinhdanh.sheets.kinds import ORDER
from vinhdanh.sheets.mapping import Mapping as SheetMapping
from vinhdanh.sheets.mapping import Use

FIRST_YEAR, LAST_YEAR = 1945, 2100
NOT_USED = "-"


class SheetForm(forms.Form):
    """A sheet to be read, whose it is, and the year it is about."""

    file = forms.FileField(
        label=gettext_lazy("Tệp danh sách"),
        help_text=gettext_lazy(
            "Excel (.xlsx, .xls), .ods, .csv hoặc bảng trong Word (.docx), nhiều "
            "nhất 10 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.docx"}),
    )
    unit = UnitField(label=gettext_lazy("Của cơ quan, đơn vị"), empty_label=None)
    year = forms.IntegerField(
        label=gettext_lazy("Danh sách của năm"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=gettext_lazy("Năm được dùng khi tiêu đề cột không ghi năm."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại danh sách"),
        required=False,
        help_text=gettext_lazy("Để trống thì hệ thống tự nhận và nói vì sao."),
    )
    again = forms.BooleanField(
        label=gettext_lazy("Đọc lại dù tệp này đã được gửi trước đây"), required=False
    )

    def __init__(self, *args: Any, user: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.select_related("subject")
        units = rights.visible(user, "import.run", units).order_by(
            "-is_own", "subject__sort_key"
        )
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].initial = units.first()
        self.fields["year"].initial = year
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", _("tự nhận ra")),
            *kind_choices(),
        ]


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of list with their names."""
    return [(kind.code, kind.name) for kind in KINDS.values()]


class MappingForm(forms.Form):
    """What each column of the sheet means, and what an empty cell says.

    mapping: the meanings that it begins with, where not those of the batch.
    """

    def __init__(
        self,
        *args: Any,
        batch: ImportBatch,
        mapping: SheetMapping | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.mapping = mapping or mapping_of(batch)
        self.kind = KINDS[batch.list_kind]
        meanings = self._meanings(batch)
        for letter, heading in self.mapping.headings.items():
            use = self.mapping.columns.get(letter)
            self.fields[f"column_{letter}"] = forms.ChoiceField(
                label=_("Cột %(letter)s “%(heading)s”")
                % {"letter": letter, "heading": heading},
                choices=self._with_own(meanings, use, heading),
                initial=_coded(use) if use else NOT_USED,
            )
        for key in dict.fromkeys(use.key for use in self.mapping.columns.values()):
            if key == ORDER or len(self.kind.column(key).blanks) < 2:  # noqa: PLR2004
                continue
            self.fields[f"blank_{key}"] = forms.ChoiceField(
                label=_("Ô trống ở cột “%(label)s” nghĩa là")
                % {"label": self.kind.column(key).label},
                choices=[(b.code, b.says) for b in self.kind.column(key).blanks],
                initial=self.mapping.blank(key, self.kind).code,
            )

    def _meanings(self, batch: ImportBatch) -> list[tuple[str, str]]:
        years = {use.year for use in self.mapping.columns.values() if use.year}
        around = {batch.year - back for back in range(5)} | years
        found = [(NOT_USED, _("không dùng")), (_coded(Use(ORDER)), _("số thứ tự"))]
        for column in self.kind.columns:
            label = column.label.lower()
            is_yearly = column.is_yearly or column.key == "initiatives"
            if column.is_per_heading:
                continue
            if not is_yearly or column.key in {"titles", "initiatives"}:
                found.append((_coded(Use(column.key)), label))
            if is_yearly:
                found += [
                    (
                        _coded(Use(column.key, year)),
                        _("%(label)s năm %(year)s") % {"label": label, "year": year},
                    )
                    for year in sorted(around, reverse=True)
                ]
        return found

    def _with_own(
        self, meanings: list[tuple[str, str]], use: Use | None, heading: str
    ) -> list[tuple[str, str]]:
        """Add what only this column may mean: a part of a year, its heading's unit."""
        found = meanings + [
            (
                _coded(Use(column.key, part=heading)),
                f"{column.label.lower()}: {heading}",
            )
            for column in self.kind.columns
            if column.is_per_heading
        ]
        if use is not None and _coded(use) not in dict(found):
            label = self.kind.column(use.key).label.lower()
            found.append((_coded(use), f"{label} {use.says}".strip()))
        return found

    @property
    def columns(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("column_")]

    @property
    def blanks(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("blank_")]

    def chosen(self) -> SheetMapping:
        """Return the mapping as chosen; call after validation."""
        mapping = self.mapping
        for name, said in self.cleaned_data.items():
            what, _sep, key = name.partition("_")
            if what == "blank":
                mapping = mapping.with_blank(key, said)
            elif f"{said}" == self.fields[name].initial:
                continue
            elif said == NOT_USED:
                mapping = mapping.used_as(key, None)
            else:
                use, year, part = f"{said}:".split(":", 2)
                part = part.removesuffix(":")
                mapping = mapping.used_as(key, use, int(year) if year else None, part)
        return mapping


def _coded(use: Use) -> str:
    return f"{use.key}:{use.year or ''}" + (f":{use.part}" if use.part else "")
