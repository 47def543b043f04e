"""What an office asks of its registry."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from vinhdanh.base import clock, rights
from vinhdanh.base.models import AuditEvent
from vinhdanh.registry.models import (
    Authorship,
    Inquiry,
    Person,
    Post,
    RecognisedWork,
    Subject,
    Unit,
    UnitName,
    UnitParent,
    YearFact,
)
from vinhdanh.viet import text


def in_force(day: date | None = None, *, prefix: str = "") -> Q:
    """Return the condition "in force on that day" for a dated row."""
    day = day or clock.today()
    return Q(
        Q(**{f"{prefix}first_day": None}) | Q(**{f"{prefix}first_day__lte": day}),
        Q(**{f"{prefix}last_day": None}) | Q(**{f"{prefix}last_day__gte": day}),
    )


def own_unit() -> Unit | None:
    """Return the unit that this installation serves; None before the first start."""
    return Unit.objects.filter(is_own=True).select_related("subject").first()


def units_visible_to(user: Any) -> QuerySet[Unit]:
    return rights.visible(user, "unit.see", Unit.objects.select_related("subject"))


def people_visible_to(user: Any) -> QuerySet[Person]:
    return rights.visible(user, "person.see", Person.objects.select_related("subject"))


def units_below(unit: Unit, day: date | None = None) -> list[Unit]:
    """Return the units under a unit on a day, the unit itself first."""
    ids = _ids_below(unit, day)
    found = Unit.objects.select_related("subject").in_bulk(ids)
    rest = sorted(
        (found[pk] for pk in ids[1:]), key=lambda below: below.subject.sort_key
    )
    return [found[unit.pk], *rest]


def _ids_below(unit: Unit, day: date | None) -> list[int]:
    """Return the ids of the units under a unit on a day, its own first."""
    links = UnitParent.objects.filter(in_force(day))
    children: dict[int, list[int]] = {}
    for child, parent in links.values_list("unit_id", "parent_id"):
        children.setdefault(parent, []).append(child)
    ids, todo = [unit.pk], [unit.pk]
    while todo:
        for child in children.get(todo.pop(), []):
            if child not in ids:
                ids.append(child)
                todo.append(child)
    return ids


def parent_of(unit: Unit, day: date | None = None) -> Unit | None:
    """Return the unit above on a day."""
    link = (
        UnitParent.objects.filter(in_force(day), unit=unit)
        .select_related("parent__subject")
        .first()
    )
    return link.parent if link else None


def unit_named(parent: Unit, name: str, day: date | None = None) -> Unit | None:
    """Return the unit below a parent (or the parent) that bears a name on a day.

    Full and short names count; case, tone marks and spaces do not.
    """
    wanted = text.fold(name)
    below = {unit.pk: unit for unit in units_below(parent, day)}
    for row in UnitName.objects.filter(in_force(day), unit__in=below):
        if wanted in {text.fold(row.name), text.fold(row.short_name)}:
            return below[row.unit_id]
    return None


def name_on(unit: Unit, day: date) -> str:
    """Return the name a unit bore on a day."""
    row = UnitName.objects.filter(in_force(day), unit=unit).first()
    return row.name if row else unit.name


def people_of(unit: Unit, day: date | None = None) -> QuerySet[Person]:
    """Return the people with a post in the unit or below it on a day, by name."""
    posts = Post.objects.filter(in_force(day), unit__in=_ids_below(unit, day))
    return Person.objects.filter(pk__in=posts.values("person")).select_related(
        "subject"
    )


def post_on(person: Person, day: date | None = None) -> Post | None:
    """Return the person's post on a day, the latest begun first."""
    return (
        person.posts.filter(in_force(day))
        .select_related("unit__subject")
        .order_by("-first_day", "-pk")
        .first()
    )


def first_post_after(person: Person, day: date) -> Post | None:
    """Return the first post that begins after a day."""
    return person.posts.filter(first_day__gt=day).order_by("first_day").first()


def present_post(person: Person) -> Post | None:
    return post_on(person)


def unit_id_of(person: Person) -> int | None:
    post = present_post(person) or person.posts.order_by("-last_day").first()
    return post.unit_id if post else None


def unit_of_subject(subject: Subject) -> Unit | None:
    """Return the unit that answers for a subject: itself, or where the post is.

    A body belongs to its unit; who has had no post, to that of a body she sits in.
    """
    unit: Unit | None = getattr(subject, "unit", None)
    if unit is not None:
        return unit
    body = getattr(subject, "body", None)
    if body is not None:
        return body.unit  # type: ignore[no-any-return]
    person = getattr(subject, "person", None)
    if person is None:
        return None
    unit_id = unit_id_of(person)
    if unit_id is None:
        seat = person.memberships.order_by("-first_day").first()
        unit_id = seat.term.body.unit_id if seat else None
    return Unit.objects.filter(pk=unit_id).first()


def people_like(
    unit: Unit, name: str, birth_date: date | None
) -> tuple[list[Person], list[Person]]:
    """Return (surely the same, perhaps the same) people of a unit and below.

    Surely: same folded name and same known birth date. Perhaps: same folded name
    and a birth date that is unknown on either side.
    """
    namesakes = list(people_of(unit).filter(subject__name_folded=text.fold(name)))
    same = [
        person
        for person in namesakes
        if birth_date is not None and person.birth_date == birth_date
    ]
    doubtful = [
        person
        for person in namesakes
        if birth_date is None or person.birth_date is None
    ]
    return same, doubtful


def find(user: Any, words: str) -> tuple[QuerySet[Person], QuerySet[Unit]]:
    """Return the people and units a user may see whose names hold all the words."""
    people, units = people_visible_to(user), units_visible_to(user)
    for word in text.fold(words).split():
        people = people.filter(subject__name_folded__contains=word)
        units = units.filter(subject__name_folded__contains=word)
    return people, units


# --- the people of a year ----------------------------------------------------------

# What a judgement of the year rests on; the year's own titles come of it.
NEEDED = ("rating", "absence", "discipline", "initiatives")


def last_day_seen(year: int) -> date:
    """Return the day on which a year's list of people is drawn up.

    The last of December; within the year itself, today.
    """
    return min(date(year, 12, 31), max(clock.today(), date(year, 1, 1)))


def roster(
    user: Any, year: int, unit: Unit | None = None, leader_class: str = ""
) -> QuerySet[Person]:
    """Return the people a user may see with a post in that year's list, by name.

    unit: only the people of this unit and of those below it on that day.
    leader_class: only those with a post of this class there.
    """
    day = last_day_seen(year)
    posts = Post.objects.filter(in_force(day))
    if leader_class:
        posts = posts.filter(leader_class=leader_class)
    if unit is not None:
        posts = posts.filter(unit__in=_ids_below(unit, day))
    return people_visible_to(user).filter(pk__in=posts.values("person"))


def lacking(people: QuerySet[Person], year: int, fact: str) -> QuerySet[Person]:
    """Return those people of whom a fact of the year is not known.

    fact: one of NEEDED, "any" of them, or "titles". A list of initiatives or titles
    that is empty and not said to be complete is unknown; one with rows in it is
    known so far.
    """
    if fact == "any":
        known = Q(*(_is_known(name, year) for name in NEEDED))
        return people.filter(~known)
    return people.filter(~_is_known(fact, year))


def _is_known(fact: str, year: int) -> Q:
    of_year = YearFact.objects.filter(subject=OuterRef("pk"), year=year)
    if fact == "initiatives":
        works = Authorship.objects.filter(person=OuterRef("pk"), work__year=year)
        return Q(Exists(works)) | Q(
            Exists(of_year.filter(is_initiative_list_complete=True))
        )
    column = {
        "rating": {"rating__isnull": False},
        "absence": {"absence_working_days__isnull": False},
        "discipline": {"discipline__isnull": False},
        "titles": {"is_title_list_complete": True},
    }[fact]
    return Q(Exists(of_year.filter(**column)))


def facts_of(people: list[Person], year: int) -> dict[int, YearFact]:
    """Return the fact row of each person's year, by person id; absent: unknown."""
    rows = YearFact.objects.filter(subject__in=[each.pk for each in people], year=year)
    return {row.subject_id: row for row in rows}


def open_inquiries(subjects: Collection[int], year: int) -> dict[int, Inquiry]:
    """Return the inquiries that keep subjects' cases of a year open, by subject id.

    Open today, and begun no later than the year after, in which a year's cases are
    still being judged.
    """
    today = clock.today()
    rows = Inquiry.objects.filter(
        Q(last_day=None) | Q(last_day__gt=today),
        subject__in=subjects,
        first_day__lte=min(today, date(year + 1, 12, 31)),
    )
    return {row.subject_id: row for row in rows.order_by("-first_day", "-pk")}


def posts_of(people: list[Person], day: date) -> dict[int, Post]:
    """Return the post of each person on a day, the latest begun, by person id."""
    posts = (
        Post.objects.filter(in_force(day), person__in=people)
        .select_related("unit__subject")
        .order_by("first_day", "pk")
    )
    return {post.person_id: post for post in posts}


def works_of(people: list[Person], year: int) -> dict[int, list[RecognisedWork]]:
    """Return the recognised works of each person's year, by person id."""
    found: dict[int, list[RecognisedWork]] = {}
    shares = Authorship.objects.filter(person__in=people, work__year=year)
    for share in shares.select_related("work").order_by("work__name"):
        found.setdefault(share.person_id, []).append(share.work)
    return found


def leader_classes(people: QuerySet[Person], unit: Unit, day: date) -> Counter[str]:
    """Count people of a unit and below by leader class; two posts count in each."""
    held = Post.objects.filter(
        in_force(day), unit__in=_ids_below(unit, day), person__in=people.order_by()
    )
    pairs = held.order_by().values_list("leader_class", "person_id").distinct()
    return Counter(leader_class for leader_class, _person in pairs)


def children_of(unit: Unit, day: date | None = None) -> list[Unit]:
    """Return the units directly below a unit on a day, by name."""
    links = UnitParent.objects.filter(in_force(day), parent=unit)
    found = Unit.objects.filter(pk__in=links.values("unit")).select_related("subject")
    return list(found)


def changes_of(person: Person) -> QuerySet[AuditEvent]:
    """Return the audit events of a person, her year facts and works, latest first."""
    facts = [str(pk) for pk in person.subject.year_facts.values_list("pk", flat=True)]
    works = [str(pk) for pk in person.authorships.values_list("work_id", flat=True)]
    measures = person.discipline_records.values_list("pk", flat=True)
    inquiries = person.subject.inquiries.values_list("pk", flat=True)
    return AuditEvent.objects.filter(
        Q(object_type="registry.person", object_id=str(person.pk))
        | Q(object_type="registry.yearfact", object_id__in=facts)
        | Q(object_type="registry.recognisedwork", object_id__in=works)
        | Q(
            object_type="registry.disciplinerecord",
            object_id__in=[str(pk) for pk in measures],
        )
        | Q(object_type="registry.inquiry", object_id__in=[str(pk) for pk in inquiries])
    )
