"""The forms of a reorganisation: the decision, and what each kind asks besides."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.base import clock, rights
from vinhdanh.pages.registry.forms import DayField
from vinhdanh.registry import actions, enums, lineage
from vinhdanh.registry.models import Person, Unit

MOST_PARTS = 4
LEAVES = "thoi"
NEW = "moi"
STAYS = "0"


def units_to_change(user: Any) -> dict[str, tuple[Unit, str]]:
    """Return the standing units a user may change: public id -> (unit, label).

    In the order of the tree; the label is set in by its depth, so that two of one
    name are told apart.
    """
    changeable = set(
        rights.visible(user, "unit.change", Unit.objects.order_by()).values_list(
            "pk", flat=True
        )
    )
    return {
        str(branch.unit.subject.public_id): (
            branch.unit,
            "\u2003" * branch.depth + branch.name,
        )
        for branch in lineage.tree(user, clock.today())
        if branch.unit.pk in changeable
    }


class GroundForm(forms.Form):
    """The day and the decision that every reorganisation rests on."""

    on = DayField(
        label=gettext_lazy("Có hiệu lực từ ngày"),
        help_text=gettext_lazy("Ngày đầu tiên theo tổ chức mới."),
    )
    decision_no = forms.CharField(
        label=gettext_lazy("Số quyết định, nghị quyết"), max_length=100
    )
    decided_on = DayField(label=gettext_lazy("Ngày ban hành"))
    decided_by = forms.CharField(
        label=gettext_lazy("Cơ quan ban hành"), max_length=200, required=False
    )
    note = forms.CharField(
        label=gettext_lazy("Ghi chú"), max_length=300, required=False
    )

    ground = ("on", "decision_no", "decided_on", "decided_by", "note")

    def __init__(
        self, units: dict[str, tuple[Unit, str]], unit: Unit | None, *args: Any
    ) -> None:
        super().__init__(*args)
        self.units, self.unit = units, unit
        self.fields["on"].required = True
        self.fields["decided_on"].required = True

    def choices(self, *first: tuple[str, Any]) -> list[tuple[str, Any]]:
        """Return the units as choices, but the one that is changed."""
        here = self.unit.pk if self.unit else None
        rest = [(key, name) for key, (unit, name) in self.units.items()
                if unit.pk != here]  # fmt: skip
        return [*first, *rest]

    def chosen_unit(self, name: str) -> Unit | None:
        """Return the unit chosen in a field."""
        found = self.units.get(self.cleaned_data.get(name, ""))
        return found[0] if found else None

    def told(self) -> dict[str, Any]:
        """Return the decision as the deed asks for it."""
        return {name: self.cleaned_data[name] for name in self.ground}

    @property
    def ground_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.ground]

    @property
    def placing(self) -> list[forms.BoundField]:
        """Return the fields that say who and what goes where."""
        return []

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """Return what this kind of change asks besides, but places."""
        apart = {bound.name for bound in self.placing} | {*self.ground, "others"}
        return [bound for bound in self if bound.name not in apart]


class MergeForm(GroundForm):
    """Units that become one."""

    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Các đơn vị sáp nhập, hợp nhất"),
        widget=forms.CheckboxSelectMultiple,
    )
    into = forms.ChoiceField(label=gettext_lazy("Thành"))
    name = forms.CharField(
        label=gettext_lazy("Tên đơn vị mới"), max_length=300, required=False
    )
    short_name = forms.CharField(
        label=gettext_lazy("Tên gọn"), max_length=100, required=False
    )
    parent = forms.ChoiceField(
        label=gettext_lazy("Đơn vị mới thuộc"),
        required=False,
        help_text=gettext_lazy("Để trống: thuộc cấp trên chung của các đơn vị cũ."),
    )
    field_order = ["chosen", "into", "name", "short_name", "parent"]

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        everything = [(key, name) for key, (_unit, name) in self.units.items()]
        fields: Any = self.fields
        fields["chosen"].choices = everything
        if self.unit is not None:
            fields["chosen"].initial = [str(self.unit.subject.public_id)]
        fields["into"].choices = [(NEW, _("một đơn vị mới")), *everything]
        fields["parent"].choices = [("", _("cấp trên chung")), *everything]

    def clean(self) -> dict[str, Any]:
        """Ask for a name where the unit is new."""
        found = super().clean() or {}
        if found.get("into") == NEW and not found.get("name"):
            self.add_error(
                "name", _("Hãy ghi tên đơn vị mới, hoặc chọn đơn vị còn lại.")
            )
        return found

    def change(self, kept: frozenset[int]) -> actions.AnyChange:
        """Return what was written, for the deed."""
        units = tuple(self.units[key][0] for key in self.cleaned_data["chosen"])
        into = self.chosen_unit("into")
        new = None
        if into is None:
            new = actions.UnitForm(
                name=self.cleaned_data["name"],
                short_name=self.cleaned_data["short_name"],
                kind=units[0].kind,
                level=units[0].level,
                has_legal_personality=_common(units),
                place=units[0].place,
                document_sign=units[0].document_sign,
                parent=self.chosen_unit("parent"),
            )
        return actions.Merger(
            units=units, into=into, new=new, chosen=kept, **self.told()
        )


def _common(units: Iterable[Unit]) -> bool | None:
    """Return the legal personality that all have; unknown where they differ."""
    found = {unit.has_legal_personality for unit in units}
    return found.pop() if len(found) == 1 else None


class RenameForm(GroundForm):
    """A unit that goes on under another name."""

    name = forms.CharField(label=gettext_lazy("Tên mới"), max_length=300)
    short_name = forms.CharField(
        label=gettext_lazy("Tên gọn"), max_length=100, required=False
    )
    field_order = ["name", "short_name"]

    def change(self, kept: frozenset[int]) -> actions.AnyChange:
        """Return what was written, for the deed."""
        return actions.Renaming(
            unit=_there(self.unit),
            name=self.cleaned_data["name"],
            short_name=self.cleaned_data["short_name"],
            chosen=kept,
            **self.told(),
        )


class MoveForm(GroundForm):
    """A unit that goes under another one."""

    parent = forms.ChoiceField(label=gettext_lazy("Chuyển về thuộc"))
    field_order = ["parent"]

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.fields["parent"].choices = self.choices(("", _("chọn…")))  # type: ignore[attr-defined]

    def change(self, kept: frozenset[int]) -> actions.AnyChange:
        """Return what was written, for the deed."""
        return actions.Move(
            unit=_there(self.unit),
            parent=_there(self.chosen_unit("parent")),
            chosen=kept,
            **self.told(),
        )


class PlacingForm(GroundForm):
    """A change that asks for each person, and each unit below, where it goes."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        unit = _there(self.unit)
        self.people = lineage.people_from(unit, self._day())
        self.below = lineage.units_from(unit, self._day())

    def _day(self) -> date:
        """Return the day that was written; today before it is."""
        try:
            day = self.fields["on"].clean(self.data.get("on"))
        except forms.ValidationError:
            day = None
        return day or clock.today()

    def ask(self, choices: list[tuple[str, Any]], others: str) -> None:
        """Ask of everybody where she goes; who is not chosen goes with the others."""
        first = ("", _("như những người còn lại"))
        for person in self.people:
            self.fields[_person_key(person)] = forms.ChoiceField(
                label=person.name, required=False, choices=[first, *choices]
            )
        self.fields["others"] = forms.ChoiceField(
            label=others, required=False, choices=[("", _("phải chọn từng người")),
                                                   *choices]
        )  # fmt: skip

    def where(self, person: Person) -> str:
        """Return what was chosen for a person."""
        own: str = self.cleaned_data.get(_person_key(person), "")
        return own or str(self.cleaned_data.get("others", ""))

    @property
    def others_field(self) -> forms.BoundField | None:
        return self["others"] if self.people else None

    @property
    def placing(self) -> list[forms.BoundField]:
        """Return the fields that say who and what goes where."""
        keys = [_person_key(each) for each in self.people]
        keys += [_unit_key(each) for each in self.below]
        return [self[key] for key in keys if key in self.fields]


class SplitForm(PlacingForm):
    """A unit that becomes several."""

    goes_on = forms.BooleanField(
        label=gettext_lazy("Đơn vị cũ vẫn còn (tách một phần ra)"), required=False
    )
    field_order = ["goes_on"]

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        for place in self.numbers:
            self.fields[f"name_{place}"] = forms.CharField(
                label=_("Tên đơn vị mới thứ %(n)s") % {"n": place},
                max_length=300,
                required=place == "1",
            )
        parts = [
            (place, _("đơn vị mới thứ %(n)s") % {"n": place}) for place in self.numbers
        ]
        choices = [*parts, (STAYS, _("ở lại đơn vị cũ"))]
        for unit in self.below:
            self.fields[_unit_key(unit)] = forms.ChoiceField(
                label=unit.name, choices=[("", _("chọn…")), *choices], required=False
            )
        self.ask(choices, _("Những người còn lại"))

    @property
    def numbers(self) -> list[str]:
        return [str(place) for place in range(1, MOST_PARTS + 1)]

    def change(self, kept: frozenset[int]) -> actions.AnyChange:
        """Return what was written, for the deed."""
        unit = _there(self.unit)
        parts = [
            actions.Part(
                form=actions.UnitForm(
                    name=self.cleaned_data[f"name_{place}"],
                    kind=unit.kind,
                    level=unit.level,
                    has_legal_personality=unit.has_legal_personality,
                    place=unit.place,
                    document_sign=unit.document_sign,
                ),
                people=self._people_at(place),
                below=self._below_at(place),
            )
            for place in self.numbers
            if self.cleaned_data[f"name_{place}"]
        ]
        return actions.Split(
            unit=unit,
            parts=tuple(parts),
            goes_on=self.cleaned_data["goes_on"],
            staying=self._people_at(STAYS),
            staying_below=self._below_at(STAYS),
            chosen=kept,
            **self.told(),
        )

    def _people_at(self, place: str) -> frozenset[int]:
        return frozenset(each.pk for each in self.people if self.where(each) == place)

    def _below_at(self, place: str) -> frozenset[int]:
        return frozenset(
            each.pk
            for each in self.below
            if self.cleaned_data.get(_unit_key(each)) == place
        )


class DissolveForm(PlacingForm):
    """A unit that ends without a successor."""

    below_to = forms.ChoiceField(
        label=gettext_lazy("Đơn vị trực thuộc chuyển về"), required=False
    )
    field_order = ["below_to"]

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        if self.below:
            fields: Any = self.fields
            fields["below_to"].choices = self.choices(("", _("chọn…")))
        else:
            del self.fields["below_to"]
        leaves = (LEAVES, _("thôi giữ chức vụ ở đây"))
        self.ask([leaves, *self.choices()], _("Những người còn lại"))

    def clean(self) -> dict[str, Any]:
        """Ask for a place of everybody: nobody is lost by an empty cell."""
        found = super().clean() or {}
        lost = [each.name for each in self.people if not self.where(each)]
        if lost:
            raise forms.ValidationError(
                _("Chưa chọn nơi đến, hoặc “thôi giữ chức vụ”, cho: %(names)s."),
                params={"names": ", ".join(lost)},
            )
        return found

    def change(self, kept: frozenset[int]) -> actions.AnyChange:
        """Return what was written, for the deed."""
        places = {
            each.pk: self.units[self.where(each)][0]
            for each in self.people
            if self.where(each) != LEAVES
        }
        return actions.Dissolution(
            unit=_there(self.unit),
            below_to=self.chosen_unit("below_to"),
            places=places,
            chosen=kept,
            **self.told(),
        )


FORMS: dict[str, type[GroundForm]] = {
    enums.LineageKind.MERGE: MergeForm,
    enums.LineageKind.SPLIT: SplitForm,
    enums.LineageKind.RENAME: RenameForm,
    enums.LineageKind.DISSOLVE: DissolveForm,
    enums.LineageKind.MOVE: MoveForm,
}


def _person_key(person: Person) -> str:
    return f"nguoi-{person.subject.public_id}"


def _unit_key(unit: Unit) -> str:
    return f"don-vi-{unit.subject.public_id}"


def _there(unit: Unit | None) -> Unit:
    assert unit is not None  # noqa: S101 - the page asks for it first
    return unit
