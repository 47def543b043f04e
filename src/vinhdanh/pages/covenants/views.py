"""Covenants: the list, one of them, drafting and signing."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.covenants import actions, queries
from vinhdanh.covenants.models import Covenant
from vinhdanh.movements import queries as movement_queries
from vinhdanh.pages.covenants.forms import CovenantForm, SignForm
from vinhdanh.pages.movements.views.launching import movement_seen
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Body, Unit

PAGE = 50


def _seen(request: HttpRequest, public_id: uuid.UUID) -> Covenant:
    return get_object_or_404(queries.visible_to(request.user), public_id=public_id)


@login_required
def covenants(request: HttpRequest) -> HttpResponse:
    """List the covenants of the chosen year."""
    year: int = request.year  # type: ignore[attr-defined]
    rows = (
        queries.visible_to(request.user)
        .filter(movement__year=year)
        .annotate(
            asked=Count("parties"),
            signed=Count("parties", filter=~Q(parties__signed_on=None)),
        )
        .order_by("pk")
    )
    movements = movement_queries.visible_to(request.user).filter(year=year)
    context = {
        "year": year,
        "page": page_of(request, rows, PAGE),
        "to_draft": rights.visible(request.user, "covenant.prepare", movements),
    }
    return render(request, "covenants/covenants.html", context)


@login_required
def covenant(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a covenant with its signatures, and the form of who may sign now."""
    return _page(request, _seen(request, public_id))


def _page(
    request: HttpRequest,
    found: Covenant,
    *,
    wrong: tuple[int, SignForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    to_sign = queries.parties_to_sign(request.user).filter(covenant=found)
    seen = queries.covenant_hash(found)
    forms = {
        party.pk: SignForm(
            auto_id=f"id_{party.pk}_%s",
            initial={"seen_hash": seen, "signer_post": _own_post(request)},
        )
        for party in to_sign
    }
    if wrong is not None:
        forms[wrong[0]] = wrong[1]
    parties = list(found.parties.all())
    context = {
        "covenant": found,
        "pledges": found.pledges.all(),
        "parties": [(party, forms.get(party.pk)) for party in parties],
        "signed": sum(party.signed_on is not None for party in parties),
        "text_hash": seen,
    }
    return render(request, "covenants/covenant.html", context, status=status)


def _own_post(request: HttpRequest) -> str:
    person = getattr(request.user, "person", None)
    post = registry.present_post(person) if person else None
    return post.title if post else ""


@login_required
def new_covenant(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Draft a covenant between the units of a movement."""
    movement = movement_seen(request, public_id)
    rights.require(request.user, "covenant.prepare", movement)
    units = _units_below(movement.unit)
    first = {
        "name": _("Giao ước thi đua năm %(year)s") % {"year": movement.year},
        "parties": [unit.pk for unit in units if unit.pk != movement.unit_id],
    }
    form = CovenantForm(
        units,
        request.POST if request.method == "POST" else None,
        initial=first,
        bodies=Body.objects.filter(unit__in=units).select_related("subject"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft_covenant(
                request.user,
                movement,
                form.signers(),
                **form.words(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã lập giao ước. Các đơn vị có thể ký."))
            return redirect("covenant", made.public_id)
    return _edit_page(request, form, movement=movement)


@login_required
def edit_covenant(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Mend a covenant that nobody has signed."""
    found = _seen(request, public_id)
    rights.require(request.user, "covenant.prepare", found)
    units = _units_below(found.unit)
    first = CovenantForm.written_again(found)
    form = CovenantForm(
        units,
        request.POST if request.method == "POST" else None,
        initial=first,
        bodies=Body.objects.filter(unit__in=units).select_related("subject"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.mend_covenant(
                request.user,
                found,
                form.signers(),
                **form.words(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi giao ước."))
            return redirect("covenant", found.public_id)
    return _edit_page(request, form, movement=found.movement, covenant=found)


def _units_below(unit: Unit) -> Any:
    below = [each.pk for each in registry.units_below(unit)]
    return Unit.objects.filter(pk__in=below).select_related("subject")


def _edit_page(request: HttpRequest, form: CovenantForm, **more: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"form": form, **more}
    return render(request, "covenants/covenant_edit.html", context, status=status)


@login_required
@require_POST
def sign(request: HttpRequest, public_id: uuid.UUID, party: int) -> HttpResponse:
    """Sign for one party."""
    found = _seen(request, public_id)
    row = get_object_or_404(found.parties, pk=party)
    form = SignForm(request.POST, auto_id=f"id_{party}_%s")
    if form.is_valid():
        try:
            actions.sign(request.user, row, **form.cleaned_data)
        except rights.Forbidden:
            raise
        except Refused as refusal:
            # The page is drawn anew with the present text: that is what is read now.
            fresh = request.POST.copy()
            fresh["seen_hash"] = queries.covenant_hash(found)
            form = SignForm(fresh, auto_id=f"id_{party}_%s")
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request, _("Đã ký cho “%(name)s”.") % {"name": row.printed_name}
            )
            return redirect("covenant", found.public_id)
    return _page(request, found, wrong=(party, form), status=422)
