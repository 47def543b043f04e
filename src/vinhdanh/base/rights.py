"""The one door to rights: `can`, `visible`, `require`.

`accounts` supplies the answer (roles held at a unit, reaching down); rooms and
pages only ask. One rule gives both answers: `can(user, verb, row)` is true
exactly when `row` is in `visible(user, verb, rows)`.
"""

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused

Row = TypeVar("Row", bound=models.Model)


class Door(Protocol):
    """What a keeper of rights answers."""

    def visible(
        self,
        user: Any,
        verb: str,
        rows: models.QuerySet[Row],
    ) -> models.QuerySet[Row]:
        """Return the rows on which the user may do the verb."""
        ...

    def who(self, verb: str) -> str:
        """Say in Vietnamese who does the verb, for a refusal."""
        ...

    def forget(self, user: Any) -> None:
        """Read the user's reach anew at the next question."""
        ...


class Forbidden(Refused):
    """The user sees the object, but this deed is somebody else's."""


_doors: list[Door] = []


def keep(door: Door) -> None:
    """Install the keeper; called once, by `accounts`, at start-up."""
    _doors[:] = [door]


def visible(user: Any, verb: str, rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
    """Return those of the rows on which the user may do the verb."""
    return _doors[0].visible(user, verb, rows)


def can(user: Any, verb: str, obj: models.Model) -> bool:
    """Say whether the user may do the verb on this object."""
    rows = type(obj)._default_manager.filter(pk=obj.pk)  # noqa: SLF001
    return visible(user, verb, rows).exists()


def require(user: Any, verb: str, obj: models.Model) -> None:
    """Raise Forbidden, with the name of who does this, unless the user may."""
    if not can(user, verb, obj):
        raise _forbidden(verb)


def require_all(user: Any, verb: str, objs: Iterable[models.Model]) -> None:
    """Do as `require` for several objects of one kind, all asked for at once."""
    asked = {obj.pk: obj for obj in objs}
    if not asked:
        return
    rows = type(next(iter(asked.values())))._default_manager  # noqa: SLF001
    if visible(user, verb, rows.filter(pk__in=asked)).count() < len(asked):
        raise _forbidden(verb)


def _forbidden(verb: str) -> Forbidden:
    message = _("Việc này do %(who)s thực hiện.") % {"who": _doors[0].who(verb)}
    return Forbidden(f"forbidden.{verb}", message)


def forget(user: Any) -> None:
    """Read the user's reach anew at the next question: the tree has changed."""
    _doors[0].forget(user)
