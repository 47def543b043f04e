"""What an administrator does with accounts and roles."""

import secrets
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.accounts import queries
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import Assignment, User
from vinhdanh.accounts.reach import roles_of
from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry.models import Person, Unit

# Letters and digits that are not mistaken for one another on paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def random_password() -> str:
    """Return a password that can be read out: five groups of four characters."""
    return "-".join(
        "".join(secrets.choice(ALPHABET) for _i in range(4)) for _group in range(5)
    )


def open_account(
    actor: Any,
    unit: Unit,
    *,
    username: str,
    full_name: str,
    password: str,
    email: str = "",
    person: Person | None = None,
    must_change_password: bool = True,
) -> User:
    """Open an account in a unit; actor None only at the founding of a house."""
    if actor is not None:
        rights.require(actor, "account.manage", unit)
    username = username.strip().lower()
    if not username or User.objects.filter(username=username).exists():
        raise Refused(
            "account.twin",
            _("Tên đăng nhập “%(name)s” để trống hoặc đã có người dùng.")
            % {"name": username},
        )
    after = {"username": username}
    with transaction.atomic():
        if person is not None:
            after["person"] = person.name
            if actor is not None:
                _refuse_unless_free(actor, unit, person)
        user = User.objects.create_user(
            username=username,
            email=email,
            password=password,
            full_name=full_name,
            person=person,
            must_change_password=must_change_password,
        )
        audit.record(actor, "account.open", user, after=after, unit_id=unit.pk)
    return user


def welcome(
    actor: Any,
    unit: Unit,
    role: str,
    *,
    username: str,
    full_name: str,
    email: str = "",
    person: Person | None = None,
) -> tuple[User, str]:
    """Open an account with its first role; return it and its password, shown once."""
    password = random_password()
    with transaction.atomic():
        user = open_account(
            actor,
            unit,
            username=username,
            full_name=full_name,
            password=password,
            email=email,
            person=person,
        )
        give_role(actor, user, role, unit)
    return user, password


def give_role(
    actor: Any,
    user: User,
    role: str,
    unit: Unit,
    *,
    reaches_down: bool = True,
    first_day: date | None = None,
    last_day: date | None = None,
) -> Assignment:
    """Let a user hold a role at a unit; actor None only at the founding.

    Nobody gives a role to herself: an administrator has no business data, and
    could otherwise help herself to it. Only a system administrator makes another.
    """
    if actor is not None:
        rights.require(actor, "account.manage", unit)
        if actor.pk == user.pk:
            raise Refused(
                "role.own",
                _("Không tự cấp vai trò cho mình; hãy nhờ một người quản trị khác."),
            )
        if role == Role.ADMIN:
            _refuse_unless_admin(actor)
    with transaction.atomic():
        assignment, _made = Assignment.objects.update_or_create(
            user=user,
            role=role,
            unit=unit,
            defaults={
                "reaches_down": reaches_down,
                "first_day": first_day,
                "last_day": last_day,
            },
        )
        audit.record(actor, "role.give", assignment, after={"role": role})
    return assignment


def link_person(actor: Any, user: User, unit: Unit, person: Person) -> User:
    """Say which person of the roster an account belongs to.

    unit: one where the user holds a role, in the actor's keeping; the person works
    there or below. Nobody links her own account, because a link shows what is kept
    of the person. A wrong link is mended by whoever keeps the unit of both persons.
    """
    rights.require(actor, "account.manage", unit)
    if actor.pk == user.pk:
        raise Refused(
            "account.own",
            _("Không tự gắn tài khoản của mình; hãy nhờ một người quản trị khác."),
        )
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        _refuse_unless_held_at(locked, unit)
        linked = locked.person
        if linked and not rights.can(actor, "account.manage", linked):
            raise Refused(
                "account.linked_elsewhere",
                _("Tài khoản này đã gắn với %(name)s, là người của đơn vị khác.")
                % {"name": linked},
            )
        _refuse_unless_free(actor, unit, person)
        locked.person = person
        locked.save(update_fields=["person"])
        audit.record(
            actor,
            "account.link_person",
            locked,
            before={"person": linked.name if linked else ""},
            after={"person": person.name},
            unit_id=unit.pk,
        )
    return locked


def _refuse_unless_held_at(user: User, unit: Unit) -> None:
    if not user.assignments.in_force().filter(unit=unit).exists():
        raise Refused(
            "account.elsewhere",
            _("Tài khoản này không thuộc đơn vị “%(unit)s”.") % {"unit": unit},
        )


def _refuse_unless_free(actor: Any, unit: Unit, person: Person) -> None:
    """Refuse a person of elsewhere, or one who has an account."""
    Person.objects.select_for_update().get(pk=person.pk)
    if User.objects.filter(person=person).exists():
        raise Refused(
            "account.person_taken",
            _("%(name)s đã có tài khoản. Mỗi người chỉ có một tài khoản.")
            % {"name": person},
        )
    if not queries.people_without_account(actor, unit).filter(pk=person.pk).exists():
        raise Refused(
            "account.person_elsewhere",
            _("%(name)s hiện không giữ chức vụ nào ở đơn vị “%(unit)s”.")
            % {"name": person, "unit": unit},
        )


def end_role(actor: Any, assignment: Assignment) -> None:
    """End a role from today; it reaches nothing from the next request on.

    A system administrator's role is ended by a system administrator only, and never
    the last one: nobody could then give the role again.
    """
    rights.require(actor, "account.manage", assignment)
    if assignment.role == Role.ADMIN:
        _refuse_unless_admin(actor)
    with transaction.atomic():
        if assignment.role == Role.ADMIN:
            # Administrators who end each other at the same time take turns.
            admins = Assignment.objects.filter(role=Role.ADMIN).order_by("pk")
            list(admins.select_for_update())
        assignment.last_day = date.fromordinal(clock.today().toordinal() - 1)
        assignment.save(update_fields=["last_day"])
        if assignment.role == Role.ADMIN:
            _refuse_without_admin(assignment.unit)
        audit.record(actor, "role.end", assignment)


def reset_password(actor: Any, user: User, unit: Unit) -> str:
    """Give a new random password, shown once; for houses without mail.

    Whoever knows an account's password has all of its roles: the actor must manage
    every unit where one is held, and only a system administrator resets another's.
    """
    rights.require(actor, "account.manage", unit)
    held = user.assignments.in_force()
    mine = rights.visible(actor, "account.manage", Assignment.objects.all())
    if (
        not user.assignments.filter(unit=unit).exists()
        or held.exclude(pk__in=mine.values("pk")).exists()
    ):
        raise Refused(
            "account.elsewhere",
            _("Tài khoản này không thuộc đơn vị “%(unit)s”.") % {"unit": unit},
        )
    if held.filter(role=Role.ADMIN).exists():
        _refuse_unless_admin(actor)
    password = random_password()
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        audit.record(actor, "account.reset_password", user, unit_id=unit.pk)
    return password


def _refuse_unless_admin(actor: Any) -> None:
    if Role.ADMIN not in roles_of(actor):
        raise Refused(
            "role.admin",
            _("Vai trò quản trị hệ thống do quản trị hệ thống cấp."),
        )


def _refuse_without_admin(unit: Unit) -> None:
    """Refuse when no account is left that may give the role of administrator there."""
    admins = Assignment.objects.in_force().filter(role=Role.ADMIN, last_day=None)
    if not any(
        rights.can(one.user, "account.manage", unit)
        for one in admins.select_related("user")
    ):
        raise Refused(
            "role.last_admin",
            _(
                "Đây là người quản trị hệ thống cuối cùng của “%(unit)s”. Hãy cấp vai "
                "trò này cho một người khác trước, rồi mới kết thúc."
            )
            % {"unit": unit},
        )


def choose_password(user: User, password: str) -> None:
    """Give a user the password of her own choice; a given one is used up by it."""
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = False
        user.save()
        audit.record(user, "account.choose_password", user)
