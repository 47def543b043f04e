from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vinhdanh import assess
from vinhdanh.ledger import queries
from vinhdanh.ledger.enums import Standing, Way
from vinhdanh.ledger.models import Award
from vinhdanh.registry.models import Unit
from vinhdanh.viet import text

ALL = ("", _("tất cả"))


class FilterForm(forms.Form):
    """What the ledger is narrowed to; nonsense in the address narrows nothing."""

    tim = forms.CharField(label=_("Tên, số quyết định"), required=False)
    nam = forms.IntegerField(
        label=_("Năm thành tích"), required=False, min_value=1945, max_value=2100
    )
    danh_hieu = forms.ChoiceField(label=_("Danh hiệu, hình thức"), required=False)
    cach = forms.ChoiceField(
        label=_("Nguồn"), required=False, choices=[ALL, *Way.choices]
    )
    don_vi = forms.ModelChoiceField(
        label=_("Đơn vị"),
        required=False,
        queryset=Unit.objects.none(),
        empty_label=_("tất cả"),
    )
    hieu_luc = forms.ChoiceField(
        label=_("Hiệu lực"), required=False, choices=[ALL, *Standing.choices]
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = assess.awards().items()
        award_field, unit_field = self.fields["danh_hieu"], self.fields["don_vi"]
        award_field.choices = [  # type: ignore[attr-defined]
            ALL,
            *((code, award.name) for code, award in known),
        ]
        unit_field.queryset = units  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def is_set(self) -> bool:
        return any(self.cleaned_data.values())

    def narrow(self, awards: QuerySet[Award]) -> QuerySet[Any]:
        """Return the awards that fit; with the standing of each."""
        said = self.cleaned_data
        found: QuerySet[Any] = queries.with_standing(awards)
        if said.get("nam"):
            found = found.filter(year=said["nam"])
        if said.get("danh_hieu"):
            found = found.filter(code=said["danh_hieu"])
        if said.get("cach"):
            found = found.filter(way=said["cach"])
        if said.get("don_vi"):
            found = found.filter(unit=said["don_vi"])
        if said.get("hieu_luc"):
            found = found.filter(standing=said["hieu_luc"])
        words = said.get("tim", "").strip()
        if "/" in words:
            return found.filter(decision_number__icontains=words)
        for word in text.fold(words).split():
            found = found.filter(subject__name_folded__contains=word)
        return found


class CorrectForm(forms.Form):
    """What is read in the place of what was printed, and why."""

    recipient_name = forms.CharField(label=_("Họ tên, tên tập thể"), max_length=300)
    recipient_title = forms.CharField(
        label=_("Chức vụ"), max_length=200, required=False
    )
    unit_name = forms.CharField(label=_("Đơn vị"), max_length=300, required=False)
    achievement = forms.CharField(label=_("Thành tích"), max_length=500, required=False)
    reason = forms.CharField(
        label=_("Lý do đính chính"), max_length=500, help_text=_("Và căn cứ, nếu có.")
    )


class RevokeForm(forms.Form):
    """Why an award is revoked, by which article."""

    reason = forms.CharField(label=_("Lý do hủy bỏ, thu hồi"), max_length=500)
    cite = forms.CharField(
        label=_("Căn cứ (điều, khoản, văn bản)"), max_length=200, required=False
    )
