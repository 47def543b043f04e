"""Pages for when a page cannot be shown."""

import logging
import secrets
import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from vinhdanh.pages.shell.middleware import way_back

log = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Say that there is nothing here, or nothing that this user may see."""
    return render(request, "shell/not_found.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Say that this is somebody else's to do."""
    return render(request, "shell/forbidden.html", status=403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Say that a form was sent from a page grown old; nothing has been written."""
    context = {"back": way_back(request)}
    return render(request, "shell/stale_form.html", context, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the program failed, with the number under which the log has it.

    Drawn without the database, the frame and the files of /static/, each of which may
    be what failed; the log keeps route, user id and trace, no personal data.
    """
    reference = secrets.token_hex(4).upper()
    match = request.resolver_match
    log.error(
        "reference=%s route=%s kwargs=%s user_id=%s",
        reference,
        match.view_name if match else request.path,
        _plain(match.kwargs) if match else {},
        getattr(getattr(request, "user", None), "pk", None),
        exc_info=sys.exc_info(),
    )
    # Without the policy's middleware there is no nonce, nor a policy that asks for it.
    nonce = str(getattr(request, "csp_nonce", ""))
    context = {"reference": reference, "nonce": nonce}
    page = loader.render_to_string("shell/broken.html", context)
    return HttpResponse(page, status=500)


def _plain(values: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}
