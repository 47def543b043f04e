from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vinhdanh.pages.shell.fields import UnitField
from vinhdanh.registry import actions, enums
from vinhdanh.registry.models import Person, Post, Unit

NOT_KNOWN = ("", _("chưa biết"))


class DayField(forms.DateField):
    """A day, picked or typed; unknown when left empty."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class PersonEntry(forms.Form):
    """What is written of a person by hand; empty fields are unknown."""

    name = forms.CharField(label=_("Họ và tên"), max_length=300)
    birth_date = DayField(label=_("Ngày sinh"))
    sex = forms.ChoiceField(
        label=_("Giới tính"), required=False, choices=[NOT_KNOWN, *enums.Sex.choices]
    )
    title = forms.CharField(label=_("Chức vụ"), max_length=200, required=False)
    leader_class = forms.ChoiceField(
        label=_("Nhóm"),
        choices=enums.LeaderClass.choices,
        initial=enums.LeaderClass.DIRECT_WORKER,
        help_text=_("Dùng cho biểu thống kê và tỷ lệ người trực tiếp công tác."),
    )
    recruited_on = DayField(label=_("Ngày vào cơ quan"))
    note = forms.CharField(
        label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @staticmethod
    def of(person: Person, post: Post | None) -> dict[str, Any]:
        """Return what is written now, to be mended."""
        return {
            "name": person.name,
            "birth_date": person.birth_date,
            "sex": person.sex,
            "title": post.title if post else "",
            "leader_class": post.leader_class if post else None,
            "recruited_on": person.recruited_on,
            "note": person.note,
        }

    def written(self) -> actions.PersonForm:
        """Return what was written, for the deed."""
        names = PersonEntry.base_fields
        return actions.PersonForm(**{name: self.cleaned_data[name] for name in names})


class NewPersonEntry(PersonEntry):
    """A person who enters the list, with the unit of the first post."""

    unit = UnitField(label=_("Đơn vị"))
    is_namesake = forms.BooleanField(
        label=_("Đây là người khác, trùng tên với người đã có"), required=False
    )
    field_order = ["name", "unit"]

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units


class UnitEntry(forms.Form):
    """A unit below another."""

    name = forms.CharField(label=_("Tên đơn vị"), max_length=300)
    short_name = forms.CharField(label=_("Tên gọn"), max_length=100, required=False)
    parent = UnitField(label=_("Thuộc"))
    kind = forms.ChoiceField(
        label=_("Loại"),
        choices=enums.UnitKind.choices,
        initial=enums.UnitKind.DIVISION,
    )
    level = forms.ChoiceField(
        label=_("Cấp"), choices=enums.UnitLevel.choices, initial=enums.UnitLevel.UNIT
    )
    has_legal_personality = forms.TypedChoiceField(
        label=_("Tư cách pháp nhân"),
        required=False,
        choices=[NOT_KNOWN, ("yes", _("có")), ("no", _("không"))],
        coerce=lambda word: word == "yes",
        empty_value=None,
    )
    first_day = DayField(label=_("Ngày thành lập"))

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parent"]
        field.queryset = units
        field.initial = units.first()

    def written(self) -> actions.UnitForm:
        """Return what was written, for the deed."""
        return actions.UnitForm(**self.cleaned_data)


class RosterFilter(forms.Form):
    """What of the year's list is shown."""

    q = forms.CharField(label=_("Họ tên"), required=False)
    don_vi = UnitField(label=_("Đơn vị"), required=False, empty_label=_("tất cả"))
    nhom = forms.ChoiceField(
        label=_("Nhóm"),
        required=False,
        choices=[("", _("tất cả")), *enums.LeaderClass.choices],
    )
    thieu = forms.ChoiceField(
        label=_("Còn thiếu"),
        required=False,
        choices=[
            ("", _("không lọc")),
            ("any", _("dữ kiện để xét (bất kỳ)")),
            ("rating", _("xếp loại")),
            ("absence", _("ngày nghỉ")),
            ("discipline", _("kỷ luật")),
            ("initiatives", _("sáng kiến")),
            ("titles", _("danh hiệu")),
        ],
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["don_vi"]
        field.queryset = units
