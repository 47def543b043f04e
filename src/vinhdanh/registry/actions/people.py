"""People and the posts they hold."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.ordering import LATEST_FIRST
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import enums, queries
from vinhdanh.registry.models import Person, Post, Subject, Unit
from vinhdanh.registry.standing import refuse_ended

# Below this age between two dates, one of them is a slip of the pen.
YOUNGEST = 15


@dataclass(frozen=True)
class PersonForm:
    """What is written of a person; None and empty mean unknown."""

    name: str
    birth_date: date | None = None
    sex: str = ""
    recruited_on: date | None = None
    title: str = ""
    leader_class: str = enums.LeaderClass.DIRECT_WORKER
    note: str = ""


def add_person(
    actor: Any,
    unit: Unit,
    form: PersonForm,
    *,
    since: date | None = None,
    is_namesake: bool = False,
) -> Person:
    """Enter a person with a post in a unit.

    Raises Refused when the unit already has somebody of the same folded name and
    birth date, when it has a namesake whose birth date or the new one's is unknown,
    unless `is_namesake` says that they are two persons, and when the unit has ended.
    """
    rights.require(actor, "person.change", unit)
    check_person(form)
    refuse_ended(unit)
    with transaction.atomic():
        # The same form sent twice in a moment takes turns here: one person, once.
        Unit.objects.select_for_update().get(pk=unit.pk)
        _refuse_person_twins(unit, form, is_namesake=is_namesake)
        subject = Subject.objects.create(kind=enums.SubjectKind.PERSON, name=form.name)
        person = Person.objects.create(
            subject=subject,
            birth_date=form.birth_date,
            sex=form.sex,
            recruited_on=form.recruited_on,
            note=form.note,
        )
        Post.objects.create(
            person=person,
            unit=unit,
            title=form.title,
            leader_class=form.leader_class,
            first_day=since or form.recruited_on,
        )
        audit.record(
            actor,
            "person.add",
            person,
            after={"name": form.name, "unit": str(unit)},
            unit_id=unit.pk,
        )
    return person


def _refuse_person_twins(unit: Unit, form: PersonForm, *, is_namesake: bool) -> None:
    same, doubtful = queries.people_like(unit, form.name, form.birth_date)
    if same:
        raise Refused(
            "person.twin",
            _("“%(unit)s” đã có %(name)s, sinh cùng ngày.")
            % {"unit": unit, "name": form.name},
        )
    if doubtful and not is_namesake:
        raise Refused(
            "person.namesake",
            _("“%(unit)s” đã có người tên %(name)s. Nếu là hai người, hãy xác nhận.")
            % {"unit": unit, "name": form.name},
        )


def mend_person(actor: Any, person: Person, form: PersonForm) -> Person:
    """Correct what is written of a person and of the present post.

    The post is one that the actor answers for; who has moved on is mended where she is.
    """
    rights.require(actor, "person.change", person)
    check_person(form)
    with transaction.atomic():
        post = _post_to_mend(actor, person)
        before = _person_words(person, post)
        person.subject.name = form.name
        person.subject.save()
        person.birth_date = form.birth_date
        person.sex = form.sex
        person.recruited_on = form.recruited_on
        person.note = form.note
        person.save()
        if post is not None:
            post.title = form.title
            post.leader_class = form.leader_class
            post.save()
        audit.record(
            actor,
            "person.mend",
            person,
            before=before,
            after=_person_words(person, post),
            unit_id=post.unit_id if post else None,
        )
    return person


def _post_to_mend(actor: Any, person: Person) -> Post | None:
    present = queries.present_post(person)
    if present is None or rights.can(actor, "person.change", present.unit):
        return present
    held = queries.all_posts(person).filter(queries.in_force())
    held = held.order_by(*LATEST_FIRST)
    units = rights.visible(actor, "person.change", Unit.objects.order_by())
    other = held.filter(unit__in=units.values("pk")).first()
    if other is None:
        rights.require(actor, "person.change", present.unit)
    return other


def end_post(actor: Any, post: Post, *, on: date, reason: str) -> None:
    """End a person's post (transfer away, retirement): its last day is `on`."""
    rights.require(actor, "person.change", post.unit)
    if not reason.strip():
        raise Refused("post.reason_missing", _("Hãy ghi lý do thôi giữ chức vụ."))
    if post.first_day and on < post.first_day:
        raise Refused(
            "post.ends_before_it_begins",
            _("Ngày kết thúc ở trước ngày bắt đầu giữ chức vụ."),
        )
    with transaction.atomic():
        post.last_day = on
        post.save(update_fields=["last_day"])
        audit.record(
            actor,
            "post.end",
            post.person,
            after={"title": post.title, "unit": str(post.unit), "last_day": on},
            reason=reason,
            unit_id=post.unit_id,
        )


def check_person(form: PersonForm) -> None:
    """Raise Refused for a person without a name, or recruited as a child."""
    if not form.name.strip():
        raise Refused("person.no_name", _("Hãy ghi họ và tên."))
    if (
        form.birth_date
        and form.recruited_on
        and form.recruited_on.year - form.birth_date.year < YOUNGEST
    ):
        raise Refused(
            "person.recruited_too_young",
            _("Ngày vào cơ quan chưa đủ 15 năm sau ngày sinh. Hãy kiểm tra hai ngày."),
        )


def _person_words(person: Person, post: Post | None) -> dict[str, Any]:
    return {
        "name": person.name,
        "birth_date": person.birth_date,
        "sex": person.sex,
        "recruited_on": person.recruited_on,
        "title": post.title if post else "",
        "note": person.note,
    }
