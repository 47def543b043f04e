"""Who belonged where on a day, for many units and people at once."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from vinhdanh.base.ordering import BY_BEGIN
from vinhdanh.registry import aliases, bodies
from vinhdanh.registry.enums import SubjectKind
from vinhdanh.registry.models import Body, Post, Subject, Unit, UnitParent
from vinhdanh.registry.queries import in_force


def of_collectives(subjects: Collection[Subject], day: date) -> dict[int, set[int]]:
    """Return the people of each unit and of each body with a term on that day."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for subject in subjects:
        by_kind[subject.kind].append(subject.pk)
    return of_units(by_kind[SubjectKind.UNIT], day) | bodies.members_of_bodies(
        by_kind[SubjectKind.BODY], day
    )


def of_units(units: Collection[int], day: date) -> dict[int, set[int]]:
    """Return each unit's people (with a post in it or below it on that day)."""
    if not units:
        return {}
    children = _children(day)
    below = {unit: _below(unit, children) for unit in units}
    wanted = set().union(*below.values())
    holders: dict[int, set[int]] = defaultdict(set)
    posts = Post.objects.filter(in_force(day), unit__in=wanted)
    main = aliases.main_id("person__subject")
    for unit, person in posts.values_list("unit_id", main):
        holders[unit].add(person)
    return {
        unit: set().union(*(holders[part] for part in parts))
        for unit, parts in below.items()
    }


def units_of(subjects: Collection[int], day: date) -> dict[int, int]:
    """Return the unit of each subject: itself, or where the post was on that day.

    A body belongs to its unit.
    Of two posts the latest begun counts, as in `registry.queries.post_on`. Who had
    none that day is counted where the last known post is.
    """
    own = dict.fromkeys(
        Unit.objects.filter(pk__in=subjects).values_list("pk", flat=True)
    )
    found: dict[int, int] = {unit: unit for unit in own}
    rows = Body.objects.filter(pk__in=subjects)
    found |= dict(rows.values_list("pk", "unit_id"))
    mains = aliases.family(subjects)
    posts = Post.objects.filter(person__in=mains).order_by(*BY_BEGIN)
    last: dict[int, int] = {}
    for known in (posts, posts.filter(in_force(day))):
        held = known.values_list("person_id", "unit_id")
        last |= {mains[person]: unit for person, unit in held}
    return found | {key: last[mains[key]] for key in subjects if mains[key] in last}


def line_above(unit: int, day: date) -> list[int]:
    """Return a unit and the units above it on a day, nearest first."""
    parents = dict(
        UnitParent.objects.filter(in_force(day)).values_list("unit_id", "parent_id")
    )
    line = [unit]
    while (above := parents.get(line[-1])) is not None and above not in line:
        line.append(above)
    return line


def _children(day: date) -> dict[int, set[int]]:
    children: dict[int, set[int]] = defaultdict(set)
    links = UnitParent.objects.filter(in_force(day))
    for unit, parent in links.values_list("unit_id", "parent_id"):
        children[parent].add(unit)
    return children


def _below(start: int, children: dict[int, set[int]]) -> set[int]:
    found, todo = {start}, [start]
    while todo:
        for unit in children.get(todo.pop(), set()) - found:
            found.add(unit)
            todo.append(unit)
    return found
