"""Disciplinary measures from day to day, and what is still being looked into.

A measure on record also stands as the discipline of the year in which it began, so
that one column answers for every list. Whether an inquiry is open is asked of its
days (`queries.open_inquiries`), because the answer changes with the calendar.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import enums, queries
from vinhdanh.registry.actions.years import heaviest_of, require_subject
from vinhdanh.registry.models import (
    DisciplineRecord,
    Inquiry,
    Person,
    Subject,
    YearFact,
)
from vinhdanh.viet import dates


@dataclass(frozen=True)
class DisciplineForm:
    """What a disciplinary decision says; an empty last day is not known."""

    kind: str
    first_day: date
    source: str
    last_day: date | None = None
    decision_no: str = ""
    authority: str = ""


def record_discipline(
    actor: Any, person: Person, form: DisciplineForm
) -> DisciplineRecord:
    """Enter a disciplinary measure; the year it began in then says so too."""
    rights.require(actor, "person.change", person)
    if form.kind == enums.Discipline.NONE:
        raise Refused("discipline.none", _("Hãy chọn hình thức kỷ luật."))
    _refuse_days(form.first_day, form.last_day)
    _refuse_no_source(form.source)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        twin = person.discipline_records.filter(
            kind=form.kind, first_day=form.first_day, annulled_on=None
        )
        if twin.exists():
            raise Refused(
                "discipline.twin", _("Quyết định kỷ luật này đã có trong hồ sơ.")
            )
        row = DisciplineRecord.objects.create(
            person=person,
            kind=form.kind,
            decision_no=form.decision_no,
            authority=form.authority,
            first_day=form.first_day,
            last_day=form.last_day,
            source=form.source,
        )
        _write_year(person, row.first_day.year, form.source)
        audit.record(
            actor,
            "discipline.record",
            row,
            after={
                "kind": form.kind,
                "first_day": form.first_day,
                "last_day": form.last_day,
                "decision": form.decision_no,
            },
            reason=form.source,
            unit_id=queries.unit_id_of(person),
        )
    return row


def end_discipline(
    actor: Any, record: DisciplineRecord, *, on: date, source: str
) -> DisciplineRecord:
    """Write the last day on which a measure has effect."""
    rights.require(actor, "person.change", record.person)
    _refuse_days(record.first_day, on)
    _refuse_no_source(source)
    with transaction.atomic():
        locked = _locked(record)
        before = {"last_day": locked.last_day}
        locked.last_day = on
        locked.save(update_fields=["last_day"])
        audit.record(
            actor,
            "discipline.end",
            locked,
            before=before,
            after={"last_day": on},
            reason=source,
            unit_id=queries.unit_id_of(locked.person),
        )
    return locked


def annul_discipline(
    actor: Any, record: DisciplineRecord, *, on: date, reason: str
) -> DisciplineRecord:
    """Strike out a measure that was annulled or entered by mistake; it stays on file.

    The year's discipline is then what other measures say, and unknown without any.
    """
    rights.require(actor, "person.change", record.person)
    if not reason.strip():
        raise Refused("discipline.no_reason", _("Hãy ghi lý do hủy."))
    with transaction.atomic():
        locked = _locked(record)
        locked.annulled_on = on
        locked.save(update_fields=["annulled_on"])
        _write_year(locked.person, locked.first_day.year, reason)
        audit.record(
            actor,
            "discipline.annul",
            locked,
            after={"annulled_on": on},
            reason=reason,
            unit_id=queries.unit_id_of(locked.person),
        )
    return locked


def open_inquiry(
    actor: Any,
    subject: Subject,
    *,
    kind: str,
    first_day: date,
    source: str,
) -> Inquiry:
    """Note that somebody's case is being looked into from a day on."""
    holder = queries.unit_of_subject(subject)
    require_subject(actor, subject)
    _refuse_no_source(source)
    if first_day > clock.today():
        raise Refused(
            "inquiry.in_future",
            _("Ngày %(day)s chưa đến. Hãy ghi ngày bắt đầu thật.")
            % {"day": dates.short(first_day)},
        )
    with transaction.atomic():
        Subject.objects.select_for_update().get(pk=subject.pk)
        if subject.inquiries.filter(kind=kind, last_day=None).exists():
            raise Refused("inquiry.twin", _("Việc này đang được ghi là chưa kết thúc."))
        row = Inquiry.objects.create(
            subject=subject,
            kind=enums.InquiryKind(kind),
            first_day=first_day,
            source=source,
        )
        audit.record(
            actor,
            "inquiry.open",
            row,
            after={"kind": kind, "first_day": first_day},
            reason=source,
            unit_id=holder.pk if holder else None,
        )
    return row


def close_inquiry(
    actor: Any, inquiry: Inquiry, *, on: date, conclusion: str
) -> Inquiry:
    """Write when an inquiry ended and what came of it."""
    holder = queries.unit_of_subject(inquiry.subject)
    require_subject(actor, inquiry.subject)
    if not conclusion.strip():
        raise Refused("inquiry.no_conclusion", _("Hãy ghi kết luận."))
    _refuse_days(inquiry.first_day, on)
    if on > clock.today():
        raise Refused(
            "inquiry.in_future",
            _("Ngày %(day)s chưa đến. Hãy ghi ngày kết thúc thật.")
            % {"day": dates.short(on)},
        )
    with transaction.atomic():
        locked = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
        if locked.last_day is not None:
            raise Refused("inquiry.closed", _("Việc này đã kết thúc."))
        locked.last_day, locked.conclusion = on, conclusion
        locked.save()
        audit.record(
            actor,
            "inquiry.close",
            locked,
            after={"last_day": on, "conclusion": conclusion},
            unit_id=holder.pk if holder else None,
        )
    return locked


def _locked(record: DisciplineRecord) -> DisciplineRecord:
    locked = DisciplineRecord.objects.select_for_update().get(pk=record.pk)
    if locked.annulled_on is not None:
        raise Refused("discipline.annulled", _("Quyết định kỷ luật này đã hủy."))
    return locked


def _write_year(person: Person, year: int, source: str) -> None:
    """Let the year's discipline be the heaviest measure that began in it."""
    kinds = list(
        person.discipline_records.filter(
            first_day__year=year, annulled_on=None
        ).values_list("kind", flat=True)
    )
    fact, _made = YearFact.objects.select_for_update().get_or_create(
        subject=person.subject, year=year
    )
    fact.discipline = heaviest_of(kinds) if kinds else None
    fact.sources["discipline"] = source
    fact.save(update_fields=["discipline", "sources"])


def _refuse_days(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise Refused(
            "period.reversed",
            _("Ngày kết thúc %(end)s trước ngày bắt đầu %(start)s. Hãy sửa lại.")
            % {"end": dates.short(last), "start": dates.short(first)},
        )


def _refuse_no_source(source: str) -> None:
    if not source.strip():
        raise Refused("source.missing", _("Hãy ghi căn cứ: văn bản, sổ đã đọc."))
