"""Bodies with terms, and who sits in them from when to when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import bodies, enums
from vinhdanh.registry.actions.people import PersonForm, check_person
from vinhdanh.registry.models import (
    Body,
    BodyMember,
    BodyTerm,
    Person,
    Subject,
    Unit,
)
from vinhdanh.viet import dates, text


@dataclass(frozen=True)
class TermForm:
    """A term as the paper that sets it up names it; an open end is not known."""

    name: str
    first_day: date
    last_day: date | None = None
    decision: str = ""


@dataclass(frozen=True)
class SeatForm:
    """A seat in a term: the term's own days unless others are given."""

    person: Person
    post: str = ""
    first_day: date | None = None
    last_day: date | None = None


def found_body(actor: Any, unit: Unit, *, name: str, kind: str) -> Body:
    """Enter a collective of a unit; it can register, sign, be nominated, awarded."""
    rights.require(actor, "unit.change", unit)
    if not name.strip():
        raise Refused("body.no_name", _("Hãy ghi tên tập thể."))
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        if unit.bodies.filter(subject__name_folded=text.fold(name)).exists():
            raise Refused(
                "body.twin",
                _("“%(unit)s” đã có tập thể tên “%(name)s”.")
                % {"unit": unit, "name": text.clean_line(name)},
            )
        subject = Subject.objects.create(kind=enums.SubjectKind.BODY, name=name)
        body = Body.objects.create(
            subject=subject, unit=unit, kind=enums.BodyKind(kind)
        )
        audit.record(actor, "body.found", body, after={"name": body.name, "kind": kind})
    return body


def add_term(actor: Any, body: Body, form: TermForm) -> BodyTerm:
    """Begin a term of a body. Raises Refused when it overlaps another one."""
    rights.require(actor, "unit.change", body.unit)
    if not form.name.strip():
        raise Refused("term.no_name", _("Hãy ghi tên nhiệm kỳ, ví dụ: 2017 - 2019."))
    _refuse_reversed(form.first_day, form.last_day)
    with transaction.atomic():
        Body.objects.select_for_update().get(pk=body.pk)
        _refuse_overlap(body, form.first_day, form.last_day)
        term = BodyTerm.objects.create(
            body=body,
            name=form.name,
            decision=form.decision,
            first_day=form.first_day,
            last_day=form.last_day,
        )
        audit.record(
            actor,
            "body.add_term",
            term,
            after={
                "term": form.name,
                "first_day": form.first_day,
                "last_day": form.last_day,
                "decision": form.decision,
            },
        )
    return term


def end_term(actor: Any, term: BodyTerm, *, last_day: date) -> BodyTerm:
    """Write the last day of a term; seats still held end with it.

    Raises Refused when it would then overlap another term.
    """
    rights.require(actor, "unit.change", term.body.unit)
    _refuse_reversed(term.first_day, last_day)
    with transaction.atomic():
        Body.objects.select_for_update().get(pk=term.body_id)
        locked = BodyTerm.objects.select_for_update().get(pk=term.pk)
        _refuse_overlap(locked.body, locked.first_day, last_day, but=locked.pk)
        late = locked.members.filter(first_day__gt=last_day).first()
        if late is not None:
            raise Refused(
                "term.member_later",
                _("%(name)s vào sau ngày %(day)s. Hãy xem lại ngày kết thúc.")
                % {"name": late.person, "day": dates.short(last_day)},
            )
        before = {"last_day": locked.last_day}
        locked.last_day = last_day
        locked.save(update_fields=["last_day"])
        still = locked.members.filter(Q(last_day=None) | Q(last_day__gt=last_day))
        ended = still.update(last_day=last_day)
        audit.record(
            actor,
            "body.end_term",
            locked,
            before=before,
            after={"last_day": last_day, "members": ended},
        )
    return locked


def seat_member(actor: Any, term: BodyTerm, form: SeatForm) -> BodyMember:
    """Let a person sit in a term of a body.

    Raises Refused outside the term's days, and while she sits in it already.
    """
    rights.require(actor, "unit.change", term.body.unit)
    first = form.first_day or term.first_day
    last = form.last_day or term.last_day
    _refuse_reversed(first, last)
    ends_late = term.last_day is not None and last is not None and last > term.last_day
    if first < term.first_day or ends_late:
        raise Refused(
            "seat.outside_term",
            _("Thời gian tham gia phải nằm trong nhiệm kỳ %(term)s.")
            % {"term": term.name},
        )
    with transaction.atomic():
        BodyTerm.objects.select_for_update().get(pk=term.pk)
        held = term.members.filter(_overlapping(first, last), person=form.person)
        if held.exists():
            raise Refused(
                "seat.twin",
                _("%(name)s đã là thành viên trong thời gian này.")
                % {"name": form.person},
            )
        member = BodyMember.objects.create(
            term=term,
            person=form.person,
            post=form.post,
            position=term.members.count() + 1,
            first_day=first,
            last_day=last,
        )
        audit.record(
            actor,
            "body.seat",
            member,
            after={"name": form.person.name, "post": form.post, "first_day": first},
        )
    return member


def end_seat(actor: Any, member: BodyMember, *, last_day: date) -> BodyMember:
    """Write the last day of a seat (inclusive)."""
    rights.require(actor, "unit.change", member.term.body.unit)
    _refuse_reversed(member.first_day, last_day)
    term_end = member.term.last_day
    if term_end is not None and last_day > term_end:
        raise Refused(
            "seat.outside_term",
            _("Thời gian tham gia phải nằm trong nhiệm kỳ %(term)s.")
            % {"term": member.term.name},
        )
    with transaction.atomic():
        locked = BodyMember.objects.select_for_update().get(pk=member.pk)
        before = {"last_day": locked.last_day}
        locked.last_day = last_day
        locked.save(update_fields=["last_day"])
        audit.record(
            actor,
            "body.end_seat",
            locked,
            before=before,
            after={"last_day": last_day},
        )
    return locked


def enter_delegate(
    actor: Any,
    term: BodyTerm,
    form: PersonForm,
    *,
    post: str = "",
    group: BodyTerm | None = None,
    is_namesake: bool = False,
) -> BodyMember:
    """Enter a delegate who works elsewhere: a person without a post of ours.

    group: the term of the delegates' group (Tổ) that she sits in. Raises Refused when
    the unit's people or bodies already have somebody of that name, unless
    `is_namesake` says that they are two persons or the birth dates do.
    """
    unit = term.body.unit
    rights.require(actor, "unit.change", unit)
    rights.require(actor, "person.change", unit)
    check_person(form)
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        if not is_namesake:
            _refuse_namesake(unit, form)
        subject = Subject.objects.create(kind=enums.SubjectKind.PERSON, name=form.name)
        person = Person.objects.create(
            subject=subject,
            birth_date=form.birth_date,
            sex=form.sex,
            note=form.note,
        )
        audit.record(
            actor,
            "person.add",
            person,
            after={"name": form.name, "body": term.body.name},
            unit_id=unit.pk,
        )
        member = seat_member(actor, term, SeatForm(person, post))
        if group is not None:
            seat_member(actor, group, SeatForm(person))
    return member


def _refuse_namesake(unit: Unit, form: PersonForm) -> None:
    folded = text.fold(form.name)
    known = bodies.people_of(unit).filter(subject__name_folded=folded)
    for person in known:
        days = {person.birth_date, form.birth_date}
        if None in days or len(days) == 1:
            raise Refused(
                "person.namesake",
                _(
                    "“%(unit)s” đã có người tên %(name)s. Nếu đây là người khác, hãy "
                    "xác nhận."
                )
                % {"unit": unit, "name": form.name},
            )


def _refuse_overlap(
    body: Body, first: date, last: date | None, *, but: int = 0
) -> None:
    other = body.terms.filter(_overlapping(first, last)).exclude(pk=but).first()
    if other is not None:
        raise Refused(
            "term.overlaps",
            _("Khoảng thời gian này trùng với nhiệm kỳ %(term)s. Hãy xem lại ngày.")
            % {"term": other.name},
        )


def _overlapping(first: date, last: date | None) -> Q:
    begun = Q() if last is None else Q(first_day__lte=last)
    return begun & (Q(last_day=None) | Q(last_day__gte=first))


def _refuse_reversed(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise Refused(
            "period.reversed",
            _("Ngày kết thúc %(end)s trước ngày bắt đầu %(start)s. Hãy sửa lại.")
            % {"end": dates.short(last), "start": dates.short(first)},
        )
