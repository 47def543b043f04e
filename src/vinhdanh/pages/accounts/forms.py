from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIteratorValue
from django.utils.translation import gettext_lazy as _

from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.founding import FoundingForm
from vinhdanh.pages.shell.fields import UnitField
from vinhdanh.registry.enums import UnitKind, UnitLevel
from vinhdanh.registry.models import Person, Unit


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A person of the roster by name and posts, named in forms by the public id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Person.objects.none(), **kwargs)

    def label_from_instance(self, person: Any) -> str:
        posts = [
            f"{post.title}, {post.unit}" if post.title else str(post.unit)
            for post in person.posts_here
        ]
        return f"{person} ({'; '.join(posts)})"

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, ModelChoiceIteratorValue):
            value = value.instance  # type: ignore[attr-defined]
        return str(value.subject.public_id) if isinstance(value, Person) else value

    def to_python(self, value: Any) -> Person | None:
        if value in self.empty_values:
            return None
        try:
            found: Person = self.queryset.get(  # type: ignore[union-attr]
                subject__public_id=str(value)
            )
        except (Person.DoesNotExist, ValidationError, ValueError):
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            ) from None
        return found


class RoleForm(forms.Form):
    """A role and the unit where it is held."""

    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices)
    unit = UnitField(
        label=_("Tại đơn vị"),
        help_text=_("Vai trò có hiệu lực ở đơn vị này và các đơn vị trực thuộc."),
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units
        if not self.is_bound:
            self.initial.setdefault("role", Role.MEMBER)


class AccountForm(RoleForm):
    """A new account with its first role."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=200)
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=150,
        help_text=_("Chữ thường không dấu, chữ số, dấu chấm; ví dụ: lan.nt"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    person = PersonField(
        label=_("Là người trong danh sách"),
        required=False,
        help_text=_(
            "Người của đơn vị nói trên, chưa có tài khoản. Có gắn thì người ấy mới "
            "xem được hồ sơ và tự đăng ký của mình."
        ),
    )
    field_order = ["full_name", "username", "email", "role", "unit", "person"]

    def __init__(
        self, units: QuerySet[Unit], people: QuerySet[Person], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(units, *args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = people


class LinkForm(forms.Form):
    """The person of the roster whose account this is."""

    person = PersonField(label=_("Người trong danh sách"))

    def __init__(self, people: QuerySet[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = people


class FirstRunForm(forms.Form):
    """The office and its first administrator; see `accounts.founding`."""

    start_code = forms.CharField(
        label=_("Mã khởi tạo"),
        help_text=_(
            "In trên màn hình dòng lệnh khi chạy chương trình, để chỉ người giữ "
            "máy chủ mới lập được cơ quan."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    unit_name = forms.CharField(
        label=_("Tên cơ quan"),
        max_length=300,
        help_text=_("Viết đầy đủ như trên con dấu."),
    )
    unit_kind = forms.ChoiceField(
        label=_("Loại cơ quan"), choices=UnitKind.choices, initial=UnitKind.OFFICE
    )
    unit_level = forms.ChoiceField(
        label=_("Cấp"), choices=UnitLevel.choices, initial=UnitLevel.PROVINCE
    )
    place = forms.CharField(
        label=_("Địa danh"),
        max_length=100,
        required=False,
        help_text=_(
            "Đứng trước ngày, tháng, năm của văn bản (Nghị định 30/2020/NĐ-CP)."
        ),
    )
    document_sign = forms.CharField(
        label=_("Chữ viết tắt của cơ quan"),
        max_length=40,
        required=False,
        help_text=_("Đứng trong số, ký hiệu văn bản; ví dụ VP trong 05/QĐ-VP."),
    )
    full_name = forms.CharField(label=_("Họ và tên"), max_length=200)
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "username"}
        ),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        help_text=_("Ít nhất 12 ký tự; một câu ngắn dễ nhớ là tốt nhất."),
        widget=forms.PasswordInput(
            attrs={"autocomplete": "new-password"}, render_value=False
        ),
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    is_officer = forms.BooleanField(
        label=_("Người này cũng làm công tác thi đua, khen thưởng"),
        required=False,
        initial=True,
    )
    is_unit_head = forms.BooleanField(
        label=_("Người này là thủ trưởng, ký quyết định"), required=False
    )

    def written(self) -> FoundingForm:
        """Return what was written, for the deed."""
        words = dict(self.cleaned_data)
        words.pop("start_code")
        return FoundingForm(**words)
