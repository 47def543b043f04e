"""What is typed on the pages of covenants."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vinhdanh.covenants.models import Covenant
from vinhdanh.pages.movements.fields import LinesField
from vinhdanh.registry.models import Body, Unit


class CovenantForm(forms.Form):
    """A covenant: its words, one pledge a line, and who signs."""

    name = forms.CharField(label=_("Tên giao ước"), max_length=300)
    text = LinesField(label=_("Nội dung giao ước"), rows=6)
    pledges = LinesField(
        label=_("Các cam kết"),
        rows=6,
        required=False,
        help_text=_("Mỗi dòng một cam kết đo đếm được."),
    )
    parties: Any = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=_("Các đơn vị ký"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    bodies: Any = forms.ModelMultipleChoiceField(
        Body.objects.none(),
        label=_("Các tập thể có nhiệm kỳ ký"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        units: QuerySet[Unit],
        *args: Any,
        bodies: QuerySet[Body],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parties"].queryset = units  # type: ignore[attr-defined]
        self.fields["bodies"].queryset = bodies  # type: ignore[attr-defined]
        if not bodies:
            del self.fields["bodies"]

    def signers(self) -> list[Unit | Body]:
        """Return the units and the bodies that sign."""
        typed = self.cleaned_data
        return [*typed["parties"], *typed.get("bodies", ())]

    def words(self) -> dict[str, Any]:
        """Return what `draft_covenant` and `mend_covenant` take by name."""
        typed = self.cleaned_data
        return {
            "name": typed["name"],
            "text": typed["text"],
            "pledges": [line for line in typed["pledges"].splitlines() if line.strip()],
        }

    @staticmethod
    def written_again(covenant: Covenant) -> dict[str, Any]:
        """Return a covenant as the form's first words."""
        return {
            "name": covenant.name,
            "text": covenant.text,
            "pledges": "\n".join(covenant.pledges.values_list("name", flat=True)),
            "parties": list(covenant.parties.values_list("subject_id", flat=True)),
            "bodies": list(covenant.parties.values_list("subject_id", flat=True)),
        }


class SignForm(forms.Form):
    """The signer's post, and which text she read."""

    signer_post = forms.CharField(label=_("Chức vụ người ký"), max_length=200)
    seen_hash = forms.CharField(widget=forms.HiddenInput)
