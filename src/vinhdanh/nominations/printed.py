"""How a subject is printed on a round's day: name, post, unit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from vinhdanh.nominations.models import Round
from vinhdanh.registry import aliases
from vinhdanh.registry.enums import LeaderClass, SubjectKind
from vinhdanh.registry.models import Body, Post, Subject, Unit, UnitName, UnitParent
from vinhdanh.registry.queries import in_force, units_below

INDIVIDUAL, COLLECTIVE, HOUSEHOLD = "individual", "collective", "household"
KINDS = {
    SubjectKind.PERSON: INDIVIDUAL,
    SubjectKind.UNIT: COLLECTIVE,
    SubjectKind.BODY: COLLECTIVE,
    SubjectKind.HOUSEHOLD: HOUSEHOLD,
}


@dataclass(frozen=True)
class Printed:
    """A subject as a list of that day names it; `unit` answers for it."""

    subject: Subject
    unit: Unit
    name: str
    post: str = ""
    unit_name: str = ""
    is_leader: bool = False


def kind_of(subject: Subject) -> str:
    """Return individual, collective or household, as the law's titles ask."""
    return KINDS[SubjectKind(subject.kind)]


def printed_on(round_: Round, subjects: Iterable[Subject]) -> dict[int, Printed]:
    """Return the subjects that belong to the round's unit, by id, as printed.

    A person belongs by the post of the governing day, or by the last post held in
    that year (one who retired in November is still considered). A body belongs
    to its unit. Subjects without a place under the round's unit are left out. The
    statements do not grow with them.
    """
    day = round_.governing_day
    units = {unit.pk: unit for unit in units_below(round_.unit, day)}
    names, parents = names_on(units, day), _parents_on(units, day)
    subjects = list(subjects)
    bodies = Body.objects.filter(pk__in=[one.pk for one in subjects], unit__in=units)
    homes = dict(bodies.values_list("pk", "unit_id"))
    posts = _posts_on([one.pk for one in subjects], units, day)
    found = {}
    for subject in subjects:
        if subject.pk in units:
            above = parents.get(subject.pk)
            found[subject.pk] = Printed(
                subject=subject,
                unit=units[subject.pk],
                name=names[subject.pk],
                unit_name=names.get(above, "") if above else "",
            )
        elif subject.pk in homes:
            home = homes[subject.pk]
            found[subject.pk] = Printed(
                subject=subject,
                unit=units[home],
                name=subject.name,
                unit_name=names[home],
            )
        elif subject.pk in posts:
            post = posts[subject.pk]
            found[subject.pk] = Printed(
                subject=subject,
                unit=units[post.unit_id],
                name=subject.name,
                post=post.title,
                unit_name=names[post.unit_id],
                is_leader=post.leader_class != LeaderClass.DIRECT_WORKER,
            )
    return found


def names_on(units: Mapping[int, Unit], day: date) -> dict[int, str]:
    """Return the names that units bore on a day, today's where none is dated."""
    names = {pk: unit.name for pk, unit in units.items()}
    rows = UnitName.objects.filter(in_force(day), unit__in=units)
    return names | dict(rows.values_list("unit_id", "name"))


def roster_posts(round_: Round, units: Iterable[int]) -> Q:
    """Return the condition on `Post` for those whom a round can consider."""
    day = round_.governing_day
    return Q(
        Q(first_day=None) | Q(first_day__lte=day),
        Q(last_day=None) | Q(last_day__gte=date(day.year, 1, 1)),
        unit__in=list(units),
    )


def _parents_on(units: Mapping[int, Unit], day: date) -> dict[int, int]:
    rows = UnitParent.objects.filter(in_force(day), unit__in=units)
    return dict(rows.values_list("unit_id", "parent_id"))


def _posts_on(
    people: list[int], units: Mapping[int, Unit], day: date
) -> dict[int, Post]:
    """Return each person's post: of the day if there is one, else the last held.

    Among several of the day the latest begun is taken, as `registry.post_on` does.
    """
    rows = Post.objects.filter(
        Q(first_day=None) | Q(first_day__lte=day),
        Q(last_day=None) | Q(last_day__gte=date(day.year, 1, 1)),
        person__in=aliases.records(people),
        unit__in=units,
    ).annotate(main=aliases.main_id("person__subject"))

    def rank(post: Post) -> tuple[date, date, int]:
        return _rank(day, post.first_day, post.last_day, post.pk)

    return {post.main: post for post in sorted(rows, key=rank)}


def places_on_roster(round_: Round, units: Iterable[int]) -> dict[int, int]:
    """Return the unit where each person whom a round can consider is printed."""
    day = round_.governing_day
    main = aliases.main_id("person__subject")
    rows = Post.objects.filter(roster_posts(round_, units)).values_list(
        "first_day", "last_day", "pk", main, "unit_id"
    )
    ordered = sorted(rows, key=lambda row: _rank(day, row[0], row[1], row[2]))
    return {person: unit for _first, _last, _pk, person, unit in ordered}


def _rank(
    day: date, first_day: date | None, last_day: date | None, pk: int
) -> tuple[date, date, int]:
    """Return what sorts a person's posts so that the one that is printed is last."""
    still = date.max if last_day is None or last_day >= day else last_day
    return still, first_day or date.min, pk
