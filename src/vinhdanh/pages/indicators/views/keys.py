"""Keys of other systems: issued once, seen never again, revoked at once."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import actions, queries
from vinhdanh.indicators.models import Indicator, Reporter
from vinhdanh.pages.indicators.forms import KeyForm
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry.models import Unit
from vinhdanh.registry.standing import standing

PAGE = 50


@never_cache
@login_required
@only_for("indicator.key")
def keys(request: HttpRequest) -> HttpResponse:
    """List the keys; issue one, shown on this answer alone."""
    units = rights.visible(
        request.user,
        "indicator.key",
        standing(Unit.objects.select_related("subject").order_by("-is_own", "pk")),
    )
    reported = Indicator.objects.filter(
        pk__in=Reporter.objects.filter(unit__in=units).values("indicator"), part_of=None
    )
    form = KeyForm(
        units, reported, request.POST or None, initial={"unit": units.first()}
    )
    secret = ""
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            _key, secret = actions.issue_key(
                request.user,
                told["unit"],
                name=told["name"],
                indicators=list(told["indicators"]),
            )
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            form = KeyForm(units, reported, initial={"unit": told["unit"]})
    rows = queries.keys_visible_to(request.user).prefetch_related("indicators")
    context = {"page": page_of(request, rows, PAGE), "form": form, "secret": secret}
    status = 422 if form.errors else 200
    return render(request, "indicators/keys.html", context, status=status)


@login_required
@require_POST
def revoke(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """End a key at once."""
    found = get_object_or_404(
        queries.keys_visible_to(request.user), public_id=public_id
    )
    actions.revoke_key(request.user, found)
    messages.success(request, _("Đã thu hồi khóa “%(name)s”.") % {"name": found.name})
    return redirect("indicator-keys")
