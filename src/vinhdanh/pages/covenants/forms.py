"""What is typed on the pages of covenants."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from vinhdanh.base import clock
from vinhdanh.base.refusal import Refused
from vinhdanh.covenants.actions import Party, PledgeLine, Scan
from vinhdanh.covenants.models import Covenant, CovenantParty, Pledge
from vinhdanh.indicators import figures
from vinhdanh.indicators.models import Indicator
from vinhdanh.movements.enums import Direction
from vinhdanh.pages.accounts.fresh import FreshForm
from vinhdanh.pages.movements.fields import DayField, LinesField
from vinhdanh.registry.models import Body, Unit

EMPTY_ROWS = 2
LONGEST = 60


class CovenantForm(forms.Form):
    """A covenant: its words and who signs; the pledges are a formset beside it."""

    name = forms.CharField(label=_("Tên giao ước"), max_length=300)
    text = LinesField(
        label=_("Nội dung giao ước"),
        rows=10,
        help_text=_("Soạn sẵn từ phong trào, các bên và cam kết; cứ sửa tự do."),
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
        chosen: Any = self.fields["bodies"]
        chosen.queryset = bodies
        chosen.label_from_instance = _with_unit
        if not bodies:
            del self.fields["bodies"]

    def signers(self) -> list[Party]:
        """Return the units and the bodies that sign."""
        typed = self.cleaned_data
        return [*typed["parties"], *typed.get("bodies", ())]

    @staticmethod
    def written_again(covenant: Covenant) -> dict[str, Any]:
        """Return a covenant as the form's first words."""
        subjects = list(covenant.parties.values_list("subject_id", flat=True))
        return {
            "name": covenant.name,
            "text": covenant.text,
            "parties": subjects,
            "bodies": subjects,
        }


def _with_unit(body: Body) -> str:
    return f"{body}, {body.unit}"


class FigureField(forms.CharField):
    """A figure as offices write it: hundredths, None where nothing is typed."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        return typed or None

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        if typed is None:
            return None
        try:
            return figures.parse(typed)
        except Refused as refusal:
            raise forms.ValidationError(refusal.message) from None


class PledgeRow(forms.Form):
    """One pledge; a row without any word is left out."""

    name = forms.CharField(label=_("Cam kết"), max_length=500, required=False)
    measure = forms.CharField(label=_("Đơn vị tính"), max_length=60, required=False)
    base_hundredths = FigureField(label=_("Mức gốc"), max_length=20, required=False)
    goal_hundredths = FigureField(label=_("Mức cam kết"), max_length=20, required=False)
    direction = forms.ChoiceField(
        label=_("Chiều tốt"), choices=Direction.choices, required=False
    )
    indicator: Any = forms.ModelChoiceField(
        Indicator.objects.none(), label=_("Đo bằng chỉ số"), required=False
    )

    def __init__(
        self, *args: Any, indicators: QuerySet[Indicator], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["indicator"]
        field.queryset = indicators

    def line(self) -> PledgeLine:
        """Return the pledge as it is written."""
        typed = self.cleaned_data
        return PledgeLine(
            typed["name"],
            typed["measure"],
            typed["goal_hundredths"],
            typed["base_hundredths"],
            typed["direction"] or Direction.MORE,
            typed["indicator"],
        )


PledgeRows = forms.formset_factory(
    PledgeRow, extra=EMPTY_ROWS, max_num=LONGEST, absolute_max=LONGEST
)


def pledges_again(pledges: Iterable[Pledge]) -> list[dict[str, Any]]:
    """Return pledges as the first words of the rows."""
    return [
        {
            "name": pledge.name,
            "measure": pledge.measure,
            "base_hundredths": pledge.base,
            "goal_hundredths": pledge.goal,
            "direction": pledge.direction,
            "indicator": pledge.indicator_id,
        }
        for pledge in pledges
    ]


def pledges_of(rows: "forms.BaseFormSet[Any]") -> list[PledgeLine]:
    """Return the pledges typed in the rows that are not empty."""
    lines = [row.line() for row in rows if row.has_changed()]
    return [line for line in lines if line.name.strip() or line.is_measured]


class SignForm(FreshForm):
    """The signer's post, which text she read, and her password again."""

    field_order = ["signer_post", "password"]
    signer_post = forms.CharField(label=_("Chức vụ người ký"), max_length=200)
    seen_hash = forms.CharField(widget=forms.HiddenInput)


class CeremonyForm(forms.Form):
    """The signing on paper: where, when, the scan; the signers are rows beside it."""

    place = forms.CharField(label=_("Nơi ký"), max_length=300)
    on = DayField(label=_("Ngày ký trên bản giấy"))
    scan = forms.FileField(
        label=_("Tệp quét bản giấy đã ký"),
        help_text=_("PDF hoặc ảnh JPG, PNG; không quá 10 MB."),
    )
    seen_hash = forms.CharField(widget=forms.HiddenInput)


class SignerRow(forms.Form):
    """Who signed for one party; both left empty, the party has not signed."""

    name = forms.CharField(label=_("Họ và tên"), max_length=200, required=False)
    post = forms.CharField(label=_("Chức vụ"), max_length=200, required=False)


def signer_rows(
    parties: Iterable[CovenantParty], data: Any = None
) -> list[tuple[CovenantParty, SignerRow]]:
    """Return a row for each party that has not signed."""
    return [
        (party, SignerRow(data, prefix=f"ben-{party.pk}"))
        for party in parties
        if party.signed_on is None
    ]


class ReportForm(forms.Form):
    """What a party has reached of one pledge."""

    pledge: Any = forms.ModelChoiceField(
        Pledge.objects.none(), label=_("Cam kết"), empty_label=None
    )
    as_of = DayField(label=_("Tính đến ngày"))
    figure = forms.CharField(
        label=_("Số đạt được"),
        max_length=60,
        required=False,
        help_text=_("Ví dụ: 98 hoặc 98,5 hoặc hơn 50.000."),
    )
    words = LinesField(label=_("Kết quả bằng lời"), rows=3, required=False)
    evidence = forms.FileField(label=_("Tệp minh chứng"), required=False)

    def __init__(self, covenant: Covenant, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"as_of": clock.today()})
        super().__init__(*args, **kwargs)
        self.fields["pledge"].queryset = covenant.pledges.all()  # type: ignore[attr-defined]


def scan_of(request: HttpRequest, name: str) -> Scan | None:
    """Return an uploaded file as its name and bytes."""
    file = request.FILES.get(name)
    return None if file is None else Scan(file.name or "", file.read())
