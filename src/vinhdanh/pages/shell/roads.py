"""Doors of whole pages: a list that only some roles have, a row that is asked for."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from vinhdanh.base import rights
from vinhdanh.registry.models import Unit

View = Callable[..., HttpResponse]


def only_for(*verbs: str) -> Callable[[View], View]:
    """Show a page to whom has one of the verbs at some unit, to nobody else."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            units = Unit.objects.order_by()
            if any(
                rights.visible(request.user, verb, units).exists() for verb in verbs
            ):
                return view(request, *args, **kwargs)
            raise Http404

        return guarded

    return guard


def uuid_in(words: str | None) -> UUID:
    """Return the public id in a form or an address; what is none names no row (404)."""
    try:
        return UUID(words or "")
    except ValueError:
        raise Http404 from None
