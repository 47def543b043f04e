"""Units entering the registry."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import enums, queries
from vinhdanh.registry.models import Subject, Unit, UnitName, UnitParent


@dataclass(frozen=True)
class UnitForm:
    """What is written when a unit enters the registry."""

    name: str
    kind: str
    level: str = enums.UnitLevel.UNIT
    short_name: str = ""
    parent: Unit | None = None
    has_legal_personality: bool | None = None
    is_own: bool = False
    place: str = ""
    document_sign: str = ""
    first_day: date | None = None


def found_unit(actor: Any, form: UnitForm) -> Unit:
    """Enter a unit with its name and parent; needs the right on the parent.

    A unit without a parent is entered only at the founding of an installation
    (actor None).
    """
    if actor is not None:
        if form.parent is None:
            raise Refused("unit.no_parent", _("Hãy chọn đơn vị cấp trên trực tiếp."))
        rights.require(actor, "unit.change", form.parent)
    if not form.name.strip():
        raise Refused("unit.no_name", _("Hãy ghi tên đơn vị."))
    if form.parent and form.parent.last_day and form.parent.last_day < clock.today():
        raise Refused(
            "unit.parent_ended",
            _("“%(parent)s” đã kết thúc ngày %(last)s. Hãy chọn đơn vị đang hoạt động.")
            % {"parent": form.parent, "last": f"{form.parent.last_day:%d/%m/%Y}"},
        )
    if form.parent and queries.unit_named(form.parent, form.name) is not None:
        raise Refused(
            "unit.twin",
            _("“%(parent)s” đã có đơn vị tên “%(name)s”.")
            % {"parent": form.parent, "name": form.name},
        )
    with transaction.atomic():
        subject = Subject.objects.create(kind=enums.SubjectKind.UNIT, name=form.name)
        unit = Unit.objects.create(
            subject=subject,
            kind=form.kind,
            level=form.level,
            has_legal_personality=form.has_legal_personality,
            is_own=form.is_own,
            place=form.place,
            document_sign=form.document_sign,
            first_day=form.first_day,
        )
        UnitName.objects.create(
            unit=unit,
            name=form.name,
            short_name=form.short_name,
            first_day=form.first_day,
        )
        if form.parent is not None:
            UnitParent.objects.create(
                unit=unit, parent=form.parent, first_day=form.first_day
            )
        audit.record(actor, "unit.found", unit, after={"name": form.name})
    if actor is not None:
        rights.forget(actor)
    return unit
