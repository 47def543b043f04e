"""What the frame of every page needs; nothing is asked before it is drawn."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.reach import roles_of
from vinhdanh.base import clock
from vinhdanh.pages.shell import navigation
from vinhdanh.pages.shell.year import years_offered
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Unit


class Shell:
    """The words of the frame, each read at its first use."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def year(self) -> int:
        return getattr(self.request, "year", clock.today().year)

    @cached_property
    def years(self) -> list[int]:
        return years_offered(self.year)

    @cached_property
    def menu(self) -> list[navigation.Link]:
        user = getattr(self.request, "user", None)
        return navigation.menu_for(user, self.request.path)

    @cached_property
    def roles(self) -> list[str]:
        held = roles_of(getattr(self.request, "user", None))
        return [str(role.label) for role in Role if role in held]

    @cached_property
    def own_unit(self) -> Unit | None:
        return registry.own_unit()

    @cached_property
    def has_mail(self) -> bool:
        return bool(settings.VINHDANH_HAS_MAIL)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the frame; `csp_nonce` is read by django-htmx's tag."""
    return {"shell": Shell(request), "csp_nonce": getattr(request, "csp_nonce", "")}
