"""Whose years count on after a reorganisation, and how many people a unit has."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import lineage
from vinhdanh.registry.models import LineageRuling, Unit, UnitHeadcount, UnitLineage

FIRST_YEAR = 1945


@dataclass(frozen=True)
class RulingForm:
    """Who decided whether a former unit's years count, by which paper, and why."""

    is_counted: bool
    decided_by: str
    citation: str
    reason: str


def rule_on_lineage(actor: Any, row: UnitLineage, form: RulingForm) -> LineageRuling:
    """Record a person's decision on the years of the unit that another continues.

    A year is counted once: of several units that became one, a single one lends its
    years. A later decision replaces an earlier one, which is kept.
    """
    if row.successor is None or row.kind in lineage.ITSELF:
        raise Refused(
            "lineage.no_other",
            _("Ở đây không có đơn vị nào kế thừa đơn vị khác để quyết định."),
        )
    rights.require(actor, "lineage.decide", row.successor)
    missing = [
        label
        for label, words in (
            (_("người quyết định"), form.decided_by),
            (_("văn bản"), form.citation),
            (_("lý do"), form.reason),
        )
        if not words.strip()
    ]
    if missing:
        raise Refused(
            "lineage.incomplete",
            _("Hãy ghi %(missing)s.") % {"missing": ", ".join(missing)},
        )
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=row.successor_id)
        _refuse_second(row, form)
        ruling = LineageRuling.objects.create(
            lineage=row,
            is_counted=form.is_counted,
            decided_by=form.decided_by,
            citation=form.citation,
            reason=form.reason,
            recorded_at=clock.now(),
            recorded_by_name=str(actor),
        )
        audit.record(
            actor,
            "lineage.decide",
            row,
            after={
                "is_counted": form.is_counted,
                "decided_by": form.decided_by,
                "citation": form.citation,
            },
            reason=form.reason,
            unit_id=row.successor_id,
        )
    return ruling


def _refuse_second(row: UnitLineage, form: RulingForm) -> None:
    if not form.is_counted or row.successor_id is None:
        return
    for other in lineage.origins_of([row.successor_id])[row.successor_id]:
        ruling = other.ruling  # type: ignore[attr-defined]
        if other.pk != row.pk and ruling is not None and ruling.is_counted:
            raise Refused(
                "lineage.second",
                _(
                    "“%(unit)s” đang tính tiếp các năm của “%(other)s” (%(citation)s). "
                    "Mỗi năm chỉ tính theo một đơn vị; hãy ghi “không tính” cho đơn vị "
                    "ấy trước."
                )
                % {
                    "unit": row.successor,
                    "other": other.predecessor,
                    "citation": ruling.citation,
                },
            )


def record_headcount(
    actor: Any, unit: Unit, year: int, people: int | None, *, source: str
) -> UnitHeadcount | None:
    """Write how many people a unit had in a year; None makes it unknown again."""
    rights.require(actor, "unit.change", unit)
    if not FIRST_YEAR <= year <= clock.today().year + 1:
        raise Refused(
            "headcount.year",
            _("Năm %(year)s không ghi được; hãy ghi từ %(first)s đến năm sau.")
            % {"year": year, "first": FIRST_YEAR},
        )
    if people is not None and not source.strip():
        raise Refused("headcount.no_source", _("Hãy ghi căn cứ của số người."))
    with transaction.atomic():
        known = UnitHeadcount.objects.select_for_update().filter(unit=unit, year=year)
        before = known.first()
        if people is None:
            known.delete()
            row = None
        else:
            row, _made = UnitHeadcount.objects.update_or_create(
                unit=unit, year=year, defaults={"people": people, "source": source}
            )
        audit.record(
            actor,
            "unit.headcount",
            unit,
            before={"people": before.people if before else None},
            after={"people": people, "year": year},
            reason=source,
        )
    return row
