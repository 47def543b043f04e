"""How far a role reaches: the answer behind `base.rights`."""

from collections import defaultdict
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.db.models import Count, F, Subquery, Value
from django.utils.translation import gettext as _

from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.rules import VERBS, Rule
from vinhdanh.base import clock
from vinhdanh.registry import aliases
from vinhdanh.registry.holding import held
from vinhdanh.registry.models import Person, Reach, Unit, UnitLineage, UnitParent

Row = TypeVar("Row", bound=models.Model)


# So many units are better asked for once, whether they are all, than each by its id.
_MANY = 60


_UNITS = Subquery(
    Unit.objects.order_by()
    .annotate(one=Value(1))
    .values("one")
    .annotate(count=Count("pk"))
    .values("count")
)


class RoleDoor:
    """Answers by the roles a user holds at units today."""

    def visible(
        self,
        user: Any,
        verb: str,
        rows: models.QuerySet[Row],
    ) -> models.QuerySet[Row]:
        """Return the rows on which the user may do the verb; none for strangers."""
        rule = VERBS[verb]
        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return rows.none()
        units = units_reached(user, rule)
        if rule.now and rows.model is Person:
            return held(rows, units)
        allowed = _within_units(rows.model, units)
        if rule.own and user.person_id:
            allowed |= _about_person(rows.model, _herself(user))
        if hasattr(rows.model, "reached_from"):
            return rows.filter(allowed)
        mine = rows.model._default_manager.filter(allowed)  # noqa: SLF001
        return rows.filter(pk__in=mine.values("pk"))

    def who(self, verb: str) -> str:
        """Name the roles that do the verb."""
        labels = [str(role.label) for role in Role if role in VERBS[verb].roles]
        return _(" hoặc ").join(labels)

    def forget(self, user: Any) -> None:
        """Read roles and tree anew at the next question."""
        for name in ("_vinhdanh_assignments", "_vinhdanh_tree", "_vinhdanh_reached"):
            vars(user).pop(name, None)


def _within_units(model: type[models.Model], units: Reach) -> models.Q:
    reached = getattr(model, "reached_from", None)
    if reached is not None:
        within: models.Q = reached(units)
        return within
    path: str = model.unit_path  # type: ignore[attr-defined]
    if len(units) > _MANY and units.is_everywhere:
        return models.Q(**{f"{path or 'pk'}__isnull": False})
    return models.Q(**{f"{path}__in" if path else "pk__in": units})


def _herself(user: Any) -> set[int]:
    """Return the keys of the user's own record and of those merged with it."""
    if not hasattr(user, "_vinhdanh_herself"):
        user._vinhdanh_herself = set(aliases.family([user.person_id]))  # noqa: SLF001
    keys: set[int] = user._vinhdanh_herself  # noqa: SLF001
    return keys


def _about_person(model: type[models.Model], keys: set[int]) -> models.Q:
    path = getattr(model, "subject_path", None)
    if path is None:
        return models.Q(pk__in=())
    return models.Q(**{f"{path}__in": keys})


def units_reached(user: Any, rule: Rule) -> Reach:
    """Return the ids of the units on which the user's roles carry this rule."""
    if not hasattr(user, "_vinhdanh_reached"):
        user._vinhdanh_reached = {}  # noqa: SLF001 - of one request, as the tree
    known: dict[Rule, Reach] = user._vinhdanh_reached  # noqa: SLF001
    if rule not in known:
        known[rule] = Reach(_reached(user, rule), _total(user))
    return known[rule]


def _reached(user: Any, rule: Rule) -> set[int]:
    reached: set[int] = set()
    for role, unit_id, reaches_down in assignments_of(user):
        if role not in rule.roles:
            continue
        is_far = reaches_down and role not in rule.here
        reached |= _below(user, unit_id) if is_far else {unit_id}
        if rule.up:
            reached |= _above(user, unit_id)
    return reached


def assignments_of(user: Any) -> list[tuple[str, int, bool]]:
    """Return (role, unit id, reaches down) in force today, read once a request."""
    if not hasattr(user, "_vinhdanh_assignments"):
        rows = user.assignments.in_force().annotate(there_are=_UNITS)
        told = list(rows.values_list("role", "unit_id", "reaches_down", "there_are"))
        user._vinhdanh_assignments = [row[:3] for row in told]  # noqa: SLF001
        user._vinhdanh_total = told[0][3] if told else 0  # noqa: SLF001
    held: list[tuple[str, int, bool]] = user._vinhdanh_assignments  # noqa: SLF001
    return held


def _total(user: Any) -> int:
    """Return how many units there are, for who holds any role; read with the roles."""
    assignments_of(user)
    total: int = user._vinhdanh_total  # noqa: SLF001
    return total


def roles_of(user: Any) -> frozenset[str]:
    """Return the roles the user holds today, at whatever unit."""
    if not getattr(user, "is_authenticated", False):
        return frozenset()
    return frozenset(role for role, _unit, _down in assignments_of(user))


def _tree(user: Any) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Return children and parents by unit id, of today and of ended units.

    An ended link still counts where nothing replaced it: the officer of an office
    goes on seeing the divisions it once had, and the units that hers continues.
    """
    if not hasattr(user, "_vinhdanh_tree"):
        today = clock.today()
        links = _links(today)
        current = {
            unit
            for unit, _above, end, is_place in links
            if is_place and (end is None or end >= today)
        }
        children: dict[int, set[int]] = defaultdict(set)
        parents: dict[int, set[int]] = defaultdict(set)
        for unit, above, end, is_place in links:
            if end is None or end >= today or unit not in current:
                children[above].add(unit)
                if is_place:
                    parents[unit].add(above)
        user._vinhdanh_tree = children, parents  # noqa: SLF001
    tree: tuple[dict[int, set[int]], dict[int, set[int]]] = user._vinhdanh_tree  # noqa: SLF001
    return tree


def _links(today: date) -> list[tuple[int, int, date | None, bool]]:
    """Return (unit, the one above it, last day, is it a place in the tree?).

    No place, but reached from it: an ended unit from the one that continues it. Who
    answers for the successor sees what the unit left; whoever has a role at the ended
    unit sees nothing more of the successor by that.
    """
    places = UnitParent.objects.values_list(
        "unit_id",
        "parent_id",
        "last_day",
        Value(True),
    )
    gone = UnitLineage.objects.filter(
        successor__isnull=False, predecessor__last_day__lt=today
    ).exclude(successor=F("predecessor"))
    left = gone.order_by().values_list(
        "predecessor_id",
        "successor_id",
        "predecessor__last_day",
        Value(False),
    )
    return list(places.union(left, all=True))


def _closure(start: int, edges: dict[int, set[int]]) -> set[int]:
    found, todo = {start}, [start]
    while todo:
        for unit in edges.get(todo.pop(), ()):
            if unit not in found:
                found.add(unit)
                todo.append(unit)
    return found


def _below(user: Any, unit_id: int) -> set[int]:
    return _closure(unit_id, _tree(user)[0])


def _above(user: Any, unit_id: int) -> set[int]:
    return _closure(unit_id, _tree(user)[1])
