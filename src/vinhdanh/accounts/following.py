"""What becomes of roles when units are reorganised.

A role held at a unit that ends goes on at its successor only where it reaches no
further than its holder reached before. Any other ends with the unit, unless whoever
decides lets it go on by name, and may give roles at all the units concerned.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import Assignment
from vinhdanh.accounts.reach import roles_of
from vinhdanh.accounts.rules import VERBS
from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import following
from vinhdanh.registry.following import Change, Consequence, Line
from vinhdanh.registry.journal import Journal
from vinhdanh.registry.models import Unit


def verbs_of(role: str) -> frozenset[str]:
    """Return the verbs that a role carries."""
    return frozenset(verb for verb, rule in VERBS.items() if role in rule.roles)


@following.register
def carry_roles(change: Change, journal: Journal) -> list[Consequence]:
    """End the roles of ended units, and let those go on that reach no further."""
    held = list(
        Assignment.objects.filter(
            Q(last_day=None) | Q(last_day__gte=change.on), unit__in=change.ended
        )
        .select_related("user", "unit__subject")
        .order_by("user__full_name", "user_id", "role", "pk")
    )
    reached = _reached(change, held)
    lines: list[Line] = []
    for assignment in held:
        targets = _targets(change, assignment)
        widens = any(
            not _covers(reached[assignment.user_id], change, assignment, unit)
            for unit in targets
        )
        may_choose = widens and _may_choose(change, assignment, targets)
        is_chosen = assignment.pk in change.chosen
        if widens and is_chosen and not may_choose:
            raise Refused(
                "role.not_yours",
                _(
                    "Vai trò “%(role)s” chỉ do người quản trị tài khoản của mọi đơn vị "
                    "liên quan giữ lại."
                )
                % {"role": assignment},
            )
        going_on = targets if is_chosen or not widens else []
        _write(change, journal, assignment, going_on)
        lines.append(
            Line(
                str(assignment),
                _follows(going_on, widens=widens and bool(targets)),
                choice=assignment.pk if may_choose else None,
                is_chosen=is_chosen,
            )
        )
    _refuse_without_admin(held)
    return [
        *following.told(
            _("Vai trò của tài khoản"),
            _(
                "Vai trò ở đơn vị kết thúc chỉ tự chuyển sang đơn vị mới khi không mở "
                "rộng phạm vi. Vai trò khác thôi từ ngày thay đổi, trừ khi người quản "
                "trị tài khoản chọn cho giữ tiếp."
            ),
            lines,
            is_warning=any(line.choice is not None for line in lines),
        ),
        *_gained(change),
    ]


def _reached(
    change: Change, held: Iterable[Assignment]
) -> dict[int, dict[int, set[str]]]:
    """Return, by user, the verbs that she had at each unit before the day."""
    users = {assignment.user_id for assignment in held}
    found: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    rows = Assignment.objects.filter(
        Q(last_day=None) | Q(last_day__gte=change.on),
        user__in=users,
        unit__in=change.below.keys(),
    )
    for row in rows:
        down = change.below[row.unit_id] if row.reaches_down else {row.unit_id}
        for unit in down:
            found[row.user_id][unit] |= verbs_of(row.role)
    return found


def _targets(change: Change, assignment: Assignment) -> list[Unit]:
    """Return the units where the role could go on: where its holder's post goes."""
    successors = change.successors[assignment.unit_id]
    person = assignment.user.person_id
    places = {
        carried.to
        for carried in change.people
        if carried.person_id == person
        and carried.origin.pk == assignment.unit_id
        and carried.to in successors
    }
    return [unit for unit in successors if unit in places] or successors


def _covers(
    reached: dict[int, set[str]], change: Change, assignment: Assignment, unit: Unit
) -> bool:
    """Say whether the role at the successor reaches only what was reached before."""
    if assignment.role == Role.MEMBER:
        return True  # has no verb but everybody's, and those about herself
    sources = [each for each, successor in change.pairs if successor == unit]
    needed: set[int] = set()
    for source in [*sources, *([] if unit in change.founded else [unit])]:
        below = change.below.get(source.pk, {source.pk})
        needed |= set(below) if assignment.reaches_down else {source.pk}
    verbs = verbs_of(assignment.role)
    return all(verbs <= reached.get(key, set()) for key in needed)


def _may_choose(
    change: Change, assignment: Assignment, targets: Collection[Unit]
) -> bool:
    """Say whether the actor may let this role go on and reach further than before."""
    actor = change.actor
    if not targets or actor is None or actor.pk == assignment.user_id:
        return False
    if assignment.role == Role.ADMIN and Role.ADMIN not in roles_of(actor):
        return False
    units = {each for each, successor in change.pairs if successor in targets}
    units |= {unit for unit in targets if unit not in change.founded}
    return all(rights.can(actor, "account.manage", unit) for unit in units)


def _follows(going_on: Collection[Unit], *, widens: bool) -> str:
    if going_on:
        words = ", ".join(str(unit) for unit in going_on)
        return _("giữ tiếp ở %(units)s") % {"units": words}
    if widens:
        return _("thôi; giữ tiếp thì sẽ phụ trách cả phần của đơn vị khác")
    return _("thôi cùng đơn vị")


def _write(
    change: Change, journal: Journal, assignment: Assignment, units: Collection[Unit]
) -> None:
    journal.change([assignment], last_day=change.on - timedelta(days=1))
    for unit in units:
        known = Assignment.objects.filter(
            user=assignment.user_id, role=assignment.role, unit=unit
        ).first()
        if known is None:
            journal.make(
                Assignment(
                    user_id=assignment.user_id,
                    role=assignment.role,
                    unit=unit,
                    reaches_down=assignment.reaches_down,
                    first_day=change.on,
                )
            )
        elif known.last_day is not None and known.last_day < change.on:
            journal.change([known], first_day=change.on, last_day=None)
    journal.events.append(
        audit.Deed(
            "role.follow",
            assignment,
            after={
                "role": assignment.role,
                "last_day": assignment.last_day,
                "units": [str(unit) for unit in units],
            },
        )
    )


def _gained(change: Change) -> list[Consequence]:
    """Say who comes to answer for more: the roles of units that receive others."""
    received: dict[int, list[str]] = defaultdict(list)
    new = {unit.pk for unit in change.founded}
    for unit, _before, now in change.moved:
        received[now.pk].append(str(unit))
    for unit, successor in change.pairs:
        if successor is not None and successor != unit:
            received[successor.pk].append(str(unit))
    rows = (
        Assignment.objects.in_force()
        .filter(unit__in=received.keys() - new)
        .exclude(role=Role.MEMBER)
        .select_related("user", "unit__subject")
        .order_by("user__full_name", "role")
    )
    lines = [
        Line(
            f"{row.user}: {row.get_role_display()}, {row.unit}",
            _("nay gồm cả %(units)s") % {"units": ", ".join(received[row.unit_id])},
        )
        for row in rows
        if row.reaches_down
    ]
    return following.told(
        _("Phạm vi phụ trách rộng thêm"),
        _("Vai trò ở đơn vị tiếp nhận gồm cả những gì đơn vị ấy nhận về."),
        lines,
    )


def _refuse_without_admin(held: Iterable[Assignment]) -> None:
    """Refuse a change that leaves the house without any administrator."""
    if not any(assignment.role == Role.ADMIN for assignment in held):
        return
    if not Assignment.objects.in_force().filter(role=Role.ADMIN).exists():
        raise Refused(
            "role.last_admin",
            _(
                "Sau thay đổi này sẽ không còn quản trị hệ thống nào. Hãy nhờ người "
                "quản trị tài khoản giữ lại vai trò ấy, hoặc cấp vai trò quản trị hệ "
                "thống tại đơn vị cấp trên trước."
            ),
        )
