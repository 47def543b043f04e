"""Covenants are drafted, mended, and made anew after a signature."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.base import clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.covenants import actions, queries, wording
from vinhdanh.covenants.models import Covenant
from vinhdanh.eligibility import members
from vinhdanh.indicators import figures
from vinhdanh.indicators.models import Indicator
from vinhdanh.movements.models import Movement
from vinhdanh.pages.covenants.forms import (
    CovenantForm,
    PledgeRows,
    pledges_again,
    pledges_of,
)
from vinhdanh.pages.covenants.views import seen
from vinhdanh.pages.discarding import ask
from vinhdanh.pages.more_rows import ask_for_more
from vinhdanh.pages.movements.views.launching import movement_seen
from vinhdanh.pages.seen import Seen
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Body, Unit

MORE, AGAIN, RENEW = "them", "soan", "ban-moi"


@login_required
def new_covenant(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Draft a covenant between the units of a movement."""
    mark = Seen(request)
    movement = movement_seen(request, public_id)
    rights.require(request.user, "covenant.prepare", movement)
    return _edit(request, movement, None, mark)


@login_required
def edit_covenant(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Mend a covenant that nobody has signed, or write the next version of one."""
    mark = Seen(request)
    found = seen(request, public_id)
    rights.require(request.user, "covenant.prepare", found)
    return _edit(request, found.movement, found, mark)


@login_required
def discard_covenant(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Throw a covenant away that nobody has signed, with the reason."""
    found = seen(request, public_id)
    rights.require(request.user, "covenant.prepare", found)
    after = reverse("covenant-list")
    if found.replaces:
        after = reverse("covenant", args=[found.replaces.public_id])
    return ask(
        request,
        found,
        lambda why: actions.discard_covenant(request.user, found, reason=why),
        back=reverse("covenant", args=[found.public_id]),
        after=after,
    )


def _edit(
    request: HttpRequest, movement: Movement, found: Covenant | None, mark: Seen
) -> HttpResponse:
    """Draw and take the form; buttons that only redraw it save nothing."""
    data = request.POST.copy() if request.method == "POST" else None
    redraws = data is not None and (MORE in data or AGAIN in data)
    if data is not None and MORE in data:
        ask_for_more(data, "camket", 3)
    form, rows = _forms(movement, found, data)
    if data is not None and AGAIN in data and form.is_valid() and rows.is_valid():
        data["text"] = _composed(movement, form, rows)
        form, rows = _forms(movement, found, data)
    if data is not None and not redraws and form.is_valid() and rows.is_valid():
        try:
            words = _words(form, rows)
            return _saved(request, movement, found, form.signers(), words, mark)
        except Refused as refusal:
            mark.hear(refusal)
            form.add_error(None, refusal.message)
    context = {
        "form": form,
        "rows": rows,
        "movement": movement,
        "covenant": found,
        "seen": mark,
        "is_redrawn": redraws,
        "is_signed": found is not None and queries.is_signed_by_any(found),
    }
    is_wrong = data is not None and not redraws
    status = 422 if is_wrong else 200
    return render(request, "covenants/covenant_edit.html", context, status=status)


def _saved(
    request: HttpRequest,
    movement: Movement,
    found: Covenant | None,
    parties: Sequence[actions.Party],
    words: dict[str, Any],
    mark: Seen,
) -> HttpResponse:
    user = request.user
    if found is None:
        made = actions.draft_covenant(user, movement, parties, **words)
        said = _("Đã lập giao ước. Các bên có thể ký.")
    elif RENEW in request.POST:
        made = actions.renew_covenant(user, found, parties, **words)
        said = _("Đã lập bản mới; các bên ký lại. Bản cũ được giữ nguyên.")
    else:
        made = actions.mend_covenant(user, found, parties, **words, seen=mark.posted)
        said = _("Đã ghi giao ước.")
    messages.success(request, said)
    return redirect("covenant", made.public_id)


def _words(form: CovenantForm, rows: Any) -> dict[str, Any]:
    return {
        "name": form.cleaned_data["name"],
        "text": form.cleaned_data["text"],
        "pledges": pledges_of(rows),
    }


def _forms(movement: Movement, found: Covenant | None, data: Any) -> tuple[Any, Any]:
    """Return the form and the rows of pledges, with first words at first."""
    units = _units(movement, found)
    bodies = Body.objects.filter(unit__in=units).select_related(
        "subject", "unit__subject"
    )
    first = (
        _first_words(movement, list(units))
        if found is None
        else CovenantForm.written_again(found)
    )
    form = CovenantForm(units, data, initial=first, bodies=bodies)
    rows = PledgeRows(
        data,
        prefix="camket",
        initial=pledges_again(found.pledges.all())
        if found
        else _from_targets(movement),
        form_kwargs={"indicators": _indicators(movement)},
    )
    return form, rows


def _units(movement: Movement, found: Covenant | None) -> Any:
    """The movement's own tree, those invited, and whoever is a party already."""
    below = [unit.pk for unit in registry.units_below(movement.unit)]
    asked = movement.invitations.values("unit")
    parties = found.parties.values("unit") if found else Unit.objects.none()
    units = Unit.objects.filter(Q(pk__in=below) | Q(pk__in=asked) | Q(pk__in=parties))
    return units.select_related("subject")


def _indicators(movement: Movement) -> Any:
    line = members.line_above(movement.unit_id, clock.today())
    return Indicator.objects.filter(unit__in=line).order_by("name")


def _first_words(movement: Movement, units: list[Unit]) -> dict[str, Any]:
    chosen = [unit for unit in units if unit.pk != movement.unit_id]
    pledges = [row["name"] for row in _from_targets(movement)]
    return {
        "name": _("Giao ước thi đua năm %(year)s") % {"year": movement.year},
        "parties": [unit.pk for unit in chosen],
        "text": wording.composed(movement, [unit.name for unit in chosen], pledges),
    }


def _from_targets(movement: Movement) -> list[dict[str, Any]]:
    """The movement's targets as the first pledges, to go on writing from."""
    return [
        {
            "name": f"{target.name}: {target.goal}" if target.goal else target.name,
            "measure": target.unit,
            "base_hundredths": _shown(target.base_hundredths),
            "goal_hundredths": _shown(target.goal_hundredths),
            "direction": target.direction,
        }
        for target in movement.targets.all()
    ]


def _shown(hundredths: int | None) -> str:
    return "" if hundredths is None else figures.show(hundredths)


def _composed(movement: Movement, form: CovenantForm, rows: Any) -> str:
    names = [party.name for party in form.signers()]
    return wording.composed(movement, names, [line.name for line in pledges_of(rows)])
