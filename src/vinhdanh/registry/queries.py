"""What an office asks of its registry."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from vinhdanh.base import clock, rights
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.ordering import BY_BEGIN, LATEST_FIRST
from vinhdanh.registry import aliases
from vinhdanh.registry.models import (
    Authorship,
    DisciplineRecord,
    Inquiry,
    Person,
    Post,
    RecognisedWork,
    Subject,
    Transfer,
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


def own_unit(day: date | None = None) -> Unit | None:
    """Return the unit that this installation serves; None before the first start.

    Where it was merged or split its successor is own as well: the one that stood on
    the day is meant, of two the one that ends first.
    """
    own = Unit.objects.filter(is_own=True).select_related("subject")
    by_end = own.order_by(F("last_day").asc(nulls_last=True), "pk")
    return by_end.filter(in_force(day)).first() or by_end.last()


def units_visible_to(user: Any) -> QuerySet[Unit]:
    return rights.visible(user, "unit.see", Unit.objects.select_related("subject"))


def people_visible_to(user: Any) -> QuerySet[Person]:
    """Return the people a user may see, each once: without records merged away."""
    people = Person.objects.filter(subject__alias_of=None).select_related("subject")
    return rights.visible(user, "person.see", people)


def units_below(unit: Unit, day: date | None = None) -> list[Unit]:
    """Return the units under a unit on a day, the unit itself first."""
    ids = ids_below(unit, day)
    found = Unit.objects.select_related("subject").in_bulk(ids)
    rest = sorted(
        (found[pk] for pk in ids[1:]), key=lambda below: below.subject.sort_key
    )
    return [found[unit.pk], *rest]


def ids_below(unit: Unit, day: date | None) -> list[int]:
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


def told_apart(units: Iterable[Unit], day: date | None = None) -> dict[int, str]:
    """Return the name of each unit by id, with the unit over it where others share it.

    “Tổ Văn phòng, Trường Hoa Sen” and “Tổ Văn phòng, Trường Bình Hòa”; the parents
    are those of the day.
    """
    names = {unit.pk: unit.name for unit in units}
    often = Counter(map(text.fold, names.values()))
    alike = [pk for pk, name in names.items() if often[text.fold(name)] > 1]
    if alike:
        links = UnitParent.objects.filter(in_force(day), unit__in=alike)
        for link in links.select_related("parent__subject"):
            names[link.unit_id] += f", {link.parent.name}"
    return names


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
    posts = Post.objects.filter(in_force(day), unit__in=ids_below(unit, day))
    return Person.objects.filter(pk__in=_holders(posts)).select_related("subject")


def _holders(posts: QuerySet[Post]) -> QuerySet[Any]:
    """Return the keys of who holds these posts, whatever record names her."""
    return posts.order_by().values(main=aliases.main_id("person__subject"))


def all_posts(person: Person) -> QuerySet[Post]:
    """Return a person's posts, those of records merged into hers too."""
    return Post.objects.filter(person__in=aliases.records([person.pk]))


def post_on(person: Person, day: date | None = None) -> Post | None:
    """Return the person's post on a day, the latest begun first."""
    return (
        all_posts(person)
        .filter(in_force(day))
        .select_related("unit__subject")
        .order_by(*LATEST_FIRST)
        .first()
    )


def first_post_after(person: Person, day: date) -> Post | None:
    """Return the first post that begins after a day."""
    return all_posts(person).filter(first_day__gt=day).order_by("first_day").first()


def present_post(person: Person) -> Post | None:
    return post_on(person)


def unit_id_of(person: Person) -> int | None:
    ended_last = F("last_day").desc(nulls_last=True), "-pk"
    post = present_post(person) or all_posts(person).order_by(*ended_last).first()
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
    folded = text.fold(name)
    bears = Q(subject__name_folded=folded) | Q(subject__aliases__name_folded=folded)
    namesakes = list(people_of(unit).filter(bears).distinct())
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
        posts = posts.filter(unit__in=ids_below(unit, day))
    return people_visible_to(user).filter(pk__in=_holders(posts))


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
    of_year = YearFact.objects.filter(year=year)
    if fact == "initiatives":
        shares = Authorship.objects.filter(work__year=year)
        complete = of_year.filter(is_initiative_list_complete=True)
        return _any_of_her(shares, "person__subject") | _any_of_her(complete)
    column = {
        "rating": {"rating__isnull": False},
        "absence": {"absence_working_days__isnull": False},
        "discipline": {"discipline__isnull": False},
        "titles": {"is_title_list_complete": True},
    }[fact]
    return _any_of_her(of_year.filter(**column))


def _any_of_her(rows: QuerySet[Any], path: str = "subject") -> Q:
    probes = aliases.is_about(path, OuterRef("pk"))
    return Q(Exists(rows.filter(probes[0]))) | Q(Exists(rows.filter(probes[1])))


def facts_of(people: list[Person], year: int) -> dict[int, YearFact]:
    """Return the fact row of each person's year, by person id; absent: unknown."""
    found = aliases.facts_by_year([each.pk for each in people], year=year)
    return {person: row for (person, _year), row in found.items()}


def measures_in_force(
    person: Person, day: date | None = None
) -> QuerySet[DisciplineRecord]:
    """Return the disciplinary measures that have effect on a day."""
    return DisciplineRecord.objects.filter(
        in_force(day), person__in=aliases.records([person.pk]), annulled_on=None
    )


def open_inquiries(subjects: Collection[int], year: int) -> dict[int, Inquiry]:
    """Return the inquiries that keep cases of a year open, by the record that stays.

    Written of whichever record of the subjects. Open today, and begun no later than
    the year after, in which a year's cases are still being judged.
    """
    today = clock.today()
    rows = Inquiry.objects.filter(
        Q(last_day=None) | Q(last_day__gt=today),
        subject__in=aliases.records(subjects),
        first_day__lte=min(today, date(year + 1, 12, 31)),
    ).annotate(main=aliases.main_id("subject"))
    return {row.main: row for row in rows.order_by(*LATEST_FIRST)}


def _keys(people: Iterable[Person]) -> list[int]:
    return [person.pk for person in people]


def posts_of(people: list[Person], day: date) -> dict[int, Post]:
    """Return the post of each person on a day, the latest begun, by person id."""
    posts = (
        Post.objects.filter(in_force(day), person__in=aliases.records(_keys(people)))
        .annotate(main=aliases.main_id("person__subject"))
        .select_related("unit__subject")
        .order_by(*BY_BEGIN)
    )
    return {post.main: post for post in posts}


def post_names_of(people: Collection[int], day: date) -> dict[int, str]:
    """Return the post and unit of each person on a day in words, by person id."""
    posts = Post.objects.filter(in_force(day), person__in=aliases.records(people))
    rows = posts.order_by(*BY_BEGIN).values_list(
        aliases.main_id("person__subject"), "title", "unit__subject__name"
    )
    return {main: f"{title}, {unit}" if title else unit for main, title, unit in rows}


def works_of(people: list[Person], year: int) -> dict[int, list[RecognisedWork]]:
    """Return the recognised works of each person's year, by person id."""
    found: dict[int, list[RecognisedWork]] = {}
    shares = Authorship.objects.filter(
        person__in=aliases.records(_keys(people)), work__year=year
    ).annotate(main=aliases.main_id("person__subject"))
    for share in shares.select_related("work").order_by("work__name"):
        of_her = found.setdefault(share.main, [])
        if share.work not in of_her:
            of_her.append(share.work)
    return found


def leader_classes(people: QuerySet[Person], unit: Unit, day: date) -> Counter[str]:
    """Count people of a unit and below by leader class; two posts count in each."""
    held = Post.objects.filter(
        in_force(day),
        unit__in=ids_below(unit, day),
        person__in=aliases.records(people.order_by().values("pk")),
    )
    main = aliases.main_id("person__subject")
    pairs = held.order_by().values_list("leader_class", main).distinct()
    return Counter(leader_class for leader_class, _person in pairs)


def children_of(unit: Unit, day: date | None = None) -> list[Unit]:
    """Return the units directly below a unit on a day, by name."""
    links = UnitParent.objects.filter(in_force(day), parent=unit)
    found = Unit.objects.filter(pk__in=links.values("unit")).select_related("subject")
    # Of two of one name the elder first, on every database.
    return list(found.order_by("subject__sort_key", "pk"))


def changes_of(person: Person) -> QuerySet[AuditEvent]:
    """Return the audit events of a person and of what is written of her, latest first.

    Those of records merged into hers too.
    """
    keys = list(aliases.family([person.pk]))
    kept = Q(object_type="registry.person", object_id__in=[str(key) for key in keys])
    for label, rows in (
        ("yearfact", YearFact.objects.filter(subject__in=keys)),
        ("disciplinerecord", DisciplineRecord.objects.filter(person__in=keys)),
        ("inquiry", Inquiry.objects.filter(subject__in=keys)),
        ("transfer", Transfer.objects.filter(person__in=keys)),
    ):
        ids = [str(pk) for pk in rows.values_list("pk", flat=True)]
        kept |= Q(object_type=f"registry.{label}", object_id__in=ids)
    shares = Authorship.objects.filter(person__in=keys)
    works = [str(pk) for pk in shares.values_list("work", flat=True)]
    kept |= Q(object_type="registry.recognisedwork", object_id__in=works)
    return AuditEvent.objects.filter(kept)
