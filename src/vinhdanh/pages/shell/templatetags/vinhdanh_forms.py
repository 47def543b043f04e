"""Tags that draw forms and their fields; every template has them without loading."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

DASHES = "-" * 9  # what Django writes where nothing is chosen


@register.inclusion_tag("shell/parts/form_errors.html")
def form_errors(form: forms.BaseForm, title: str = "") -> dict[str, Any]:
    """Draw the summary of what is wrong, each line a link to its field."""
    wrong = [
        (field, error) for field in form.visible_fields() for error in field.errors
    ]
    return {
        "form": form,
        "title": title or _("Chưa ghi được. Hãy xem lại:"),
        "wrong": wrong,
        "general": form.non_field_errors(),
    }


@register.inclusion_tag("shell/parts/form_fields.html")
def form_fields(form: forms.BaseForm, names: str = "") -> dict[str, Any]:
    """Draw all fields of a form, or those named, in that order."""
    chosen = [form[name] for name in names.split()] or form.visible_fields()
    return {"fields": chosen, "hidden": form.hidden_fields() if not names else []}


@register.inclusion_tag("shell/parts/field.html")
def field(bound: BoundField, label: str = "", *, plain: bool = False) -> dict[str, Any]:
    """Draw one field: label, control, help, errors.

    plain: without the form's own help and placeholder, where the page says it better.
    """
    if plain:
        bound.help_text = ""
        bound.field.widget.attrs.pop("placeholder", None)
    widget = bound.field.widget
    return {
        "field": bound,
        "label": label or bound.label,
        "control": control(bound),
        "is_check": isinstance(widget, forms.CheckboxInput),
        "is_group": isinstance(
            widget, forms.RadioSelect | forms.CheckboxSelectMultiple
        ),
        "is_optional": not bound.field.required,
    }


@register.simple_tag
def control(bound: BoundField, label: str = "") -> SafeString:
    """Draw only the control of a field, for tables; give it a spoken label there."""
    field: Any = bound.field
    if getattr(field, "empty_label", None) == DASHES:
        field.empty_label = _("chọn…") if field.required else _("không chọn")
    wrong = "is-invalid" if bound.errors else ""
    css = [bound.field.widget.attrs.get("class", ""), _css(bound), wrong]
    attrs: dict[str, str | bool] = {"class": " ".join(filter(None, css))}
    if label:
        attrs["aria-label"] = label
    return bound.as_widget(attrs=attrs)


def _css(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "vd-choices"
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
