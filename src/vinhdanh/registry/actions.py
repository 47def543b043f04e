"""What an office does to its registry of units and people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import enums, queries
from vinhdanh.registry.models import (
    Authorship,
    Person,
    Post,
    RecognisedWork,
    Subject,
    Unit,
    UnitName,
    UnitParent,
    YearFact,
)

# Below this age between two dates, one of them is a slip of the pen.
YOUNGEST = 15


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
    return unit


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
    birth date, and when it has a namesake whose birth date or the new one's is
    unknown, unless `is_namesake` says that they are two persons.
    """
    rights.require(actor, "person.change", unit)
    check_person(form)
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
    held = person.posts.filter(queries.in_force()).order_by("-first_day", "-pk")
    units = rights.visible(actor, "person.change", Unit.objects.order_by())
    other = held.filter(unit__in=units.values("pk")).first()
    if other is None:
        rights.require(actor, "person.change", present.unit)
    return other


def end_post(actor: Any, post: Post, *, on: date, reason: str) -> None:
    """End a person's post (transfer away, retirement): its last day is `on`."""
    rights.require(actor, "person.change", post.person)
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


FACTS = (
    "rating",
    "absence_working_days",
    "discipline",
    "pending_inquiry",
    "is_initiative_list_complete",
    "is_title_list_complete",
)


def record_year_facts(
    actor: Any,
    subject: Subject,
    year: int,
    facts: Mapping[str, Any],
    *,
    source: str,
) -> YearFact:
    """Write the given facts of a subject's year; facts not given stay as known.

    A value of None says "unknown" on purpose. `source` is kept for each fact.
    """
    unknown = set(facts) - set(FACTS)
    if unknown:
        message = f"Unknown year facts {sorted(unknown)}; expected some of {FACTS}"
        raise ValueError(message)
    holder = queries.unit_of_subject(subject)
    # A person who never had a post is nobody's to change.
    rights.require(actor, "person.change", holder or subject.person)
    with transaction.atomic():
        row, _made = YearFact.objects.select_for_update().get_or_create(
            subject=subject, year=year
        )
        changed = {
            name: value for name, value in facts.items() if getattr(row, name) != value
        }
        if not changed:
            return row
        before = {name: getattr(row, name) for name in changed}
        for name, value in changed.items():
            setattr(row, name, value)
            row.sources[name] = source
        row.save()
        audit.record(
            actor,
            "year_fact.record",
            row,
            before=before,
            after=changed | {"year": year, "of": subject.name},
            reason=source,
            unit_id=holder.pk if holder else None,
        )
    return row


def record_work(
    actor: Any,
    person: Person,
    *,
    name: str,
    year: int,
    scope: str,
    decision_no: str = "",
    decided_on: date | None = None,
    kind: str = enums.WorkKind.INITIATIVE,
    source: str = "",
) -> RecognisedWork:
    """Enter a person's recognised initiative; the same one twice stays one."""
    rights.require(actor, "person.change", person)
    with transaction.atomic():
        work, made = RecognisedWork.objects.get_or_create(
            name=name,
            year=year,
            scope=scope,
            kind=kind,
            decision_no=decision_no,
            defaults={"decided_on": decided_on, "source": source},
        )
        _authorship, joined = Authorship.objects.get_or_create(work=work, person=person)
        if made or joined:
            audit.record(
                actor,
                "work.record",
                work,
                after={"author": person.name, "scope": scope, "decision": decision_no},
                reason=source,
                unit_id=queries.unit_id_of(person),
            )
    return work
