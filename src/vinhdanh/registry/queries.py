"""What an office asks of its registry."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from vinhdanh.base import clock, rights
from vinhdanh.registry.models import Person, Post, Subject, Unit, UnitName, UnitParent
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
    found = Unit.objects.select_related("subject").in_bulk(ids)
    rest = sorted(
        (found[pk] for pk in ids[1:]), key=lambda below: below.subject.sort_key
    )
    return [found[unit.pk], *rest]


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
    units = units_below(unit, day)
    posts = Post.objects.filter(in_force(day), unit__in=units)
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


def present_post(person: Person) -> Post | None:
    return post_on(person)


def unit_id_of(person: Person) -> int | None:
    post = present_post(person) or person.posts.order_by("-last_day").first()
    return post.unit_id if post else None


def unit_of_subject(subject: Subject) -> Unit | None:
    """Return the unit that answers for a subject: itself, or where the post is."""
    unit = getattr(subject, "unit", None)
    if unit is not None:
        return unit
    person = getattr(subject, "person", None)
    if person is None:
        return None
    unit_id = unit_id_of(person)
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
