"""Filters that say a row of the audit log in words; every template has them."""

import json
import re
from datetime import date
from typing import Any

from django import template

from vinhdanh.base.models import AuditEvent
from vinhdanh.pages.audit.words import DEEDS, FACTS, VALUES
from vinhdanh.viet import dates

register = template.Library()


@register.filter
def deed(verb: str) -> str:
    """Return what an audit verb says in words."""
    return str(DEEDS.get(verb, verb))


@register.filter
def fact_name(name: str) -> str:
    """Return what a fact of a row is called."""
    return str(FACTS.get(name, name))


@register.filter
def about(event: AuditEvent) -> str:
    """Return what an audit event was about; a row without a name by what it says."""
    if not re.search(r" object \(\S+\)$", event.object_name):
        return event.object_name
    after = event.after or {}
    words = [after.get("of") or after.get("name") or "–", after.get("year")]
    return ", ".join(str(word) for word in words if word)


@register.filter
def changes(event: AuditEvent) -> list[tuple[str, str | None, str]]:
    """Return (what, before, after) of an audit event; before None where not kept."""
    before, after = event.before or {}, event.after or {}
    return [
        (
            fact_name(name),
            _said(before[name]) if name in before else None,
            _said(after.get(name)),
        )
        for name in {**after, **before}
        if before.get(name, ...) != after.get(name)
    ]


def _said(value: Any) -> str:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if value is None or value == "" or isinstance(value, bool):
        return str(VALUES[value])
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return dates.short(date.fromisoformat(value))
    return str(value)
