"""What an administrator asks of accounts, and who may read the audit chain."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from vinhdanh.accounts.models import Assignment, User
from vinhdanh.base import rights
from vinhdanh.base.models import AuditEvent
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Person, Post, Unit

# Deeds of administration: an administrator reads these whole.
ADMINISTRATION = ("account.", "role.", "unit.", "reorganisation.", "installation.")


def units_managed_by(user: Any) -> QuerySet[Unit]:
    """Return the units at which a user opens accounts and gives roles."""
    units = Unit.objects.select_related("subject")
    return rights.visible(user, "account.manage", units)


def assignments_managed_by(user: Any) -> QuerySet[Assignment]:
    """Return the roles, ended ones too, that a user may end or renew."""
    held = Assignment.objects.select_related("unit__subject", "user")
    return rights.visible(user, "account.manage", held).order_by("role", "unit")


def accounts_managed_by(user: Any) -> QuerySet[User]:
    """Return the accounts with a role at a managed unit, with those roles."""
    held = assignments_managed_by(user)
    here = held.order_by().filter(user=OuterRef("pk"))
    return (
        User.objects.filter(Exists(here))
        .prefetch_related(Prefetch("assignments", held, to_attr="roles_here"))
        .order_by("username")
    )


def people_without_account(user: Any, unit: Unit | None = None) -> QuerySet[Person]:
    """Return who holds a post today at a managed unit and has no account, by name.

    unit: only those of this unit and below. Each person comes with `posts_here`,
    the posts at managed units. For names and posts alone: who keeps accounts has
    no business data.
    """
    here = Post.objects.filter(
        registry.in_force(), unit__in=units_managed_by(user).order_by().values("pk")
    ).select_related("unit__subject")
    if unit is not None:
        here = here.filter(unit__in=registry.units_below(unit))
    return (
        Person.objects.filter(
            Exists(here.filter(person=OuterRef("pk"))),
            user=None,
            subject__alias_of=None,
        )
        .select_related("subject")
        .prefetch_related(Prefetch("posts", here, to_attr="posts_here"))
        .only("subject", "subject__name", "subject__public_id", "subject__sort_key")
        .order_by("subject__sort_key", "pk")
    )


def audit_visible_to(user: Any) -> QuerySet[AuditEvent]:
    """Return the audit events of the units whose log a user may see."""
    units = rights.visible(user, "audit.see", Unit.objects.all())
    return AuditEvent.objects.filter(unit_id__in=units.values("pk"))


def audit_readable_by(user: Any) -> QuerySet[AuditEvent]:
    """Return those events whose content (object, before, after) a user may read.

    An administrator reads the deeds of administration only.
    """
    units = rights.visible(user, "audit.read", Unit.objects.all())
    of_administration = Q()
    for beginning in ADMINISTRATION:
        of_administration |= Q(verb__startswith=beginning)
    return audit_visible_to(user).filter(
        Q(unit_id__in=units.values("pk")) | of_administration
    )
