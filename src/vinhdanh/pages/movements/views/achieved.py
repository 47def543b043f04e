"""What was registered against what was proposed, voted and conferred."""

import uuid
from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from vinhdanh.base import rights
from vinhdanh.movements import achieving
from vinhdanh.movements.achieving import Case
from vinhdanh.movements.models import Movement
from vinhdanh.pages.movements.views.launching import movement_seen
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry.models import Unit

PAGE = 50
STAGES: dict[str, Callable[[Case], bool]] = {
    "dang-ky": lambda case: case.is_registered,
    "de-nghi": lambda case: case.is_registered and case.is_proposed,
    "hoi-dong": lambda case: case.is_registered and case.is_voted,
    "duoc-tang": lambda case: case.is_registered and case.is_conferred,
    "chua-tang": lambda case: case.is_missed,
    "khong-dang-ky": lambda case: case.is_unasked,
}
"""What a count of the tables opens, by its name in the address."""


def _cases(request: HttpRequest, movement: Movement) -> list[Case]:
    """Return the cases of the units whose registrations the user sees."""
    rows = achieving.cases(movement)
    asked = Unit.objects.filter(pk__in={case.unit.pk for case in rows})
    seen = rights.visible(request.user, "registration.see", asked)
    keys = set(seen.values_list("pk", flat=True))
    return [case for case in rows if case.unit.pk in keys]


@login_required
def achieved(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Count each title by stage, over all and by unit; a count opens its people."""
    movement = movement_seen(request, public_id)
    if movement.is_draft or not _reads(request):
        raise Http404
    rows = _cases(request, movement)
    shown = _chosen(request, rows)
    context = {
        "movement": movement,
        "titles": achieving.by_title(rows),
        "units": achieving.by_unit(rows),
        "page": page_of(request, shown, PAGE),
        "is_narrowed": len(shown) != len(rows),
    }
    return render(request, "movements/achieved.html", context)


def _reads(request: HttpRequest) -> bool:
    units = rights.visible(request.user, "registration.see", Unit.objects.all())
    return units.exists()


def _chosen(request: HttpRequest, rows: list[Case]) -> list[Case]:
    """Return the cases that the address asks for: a unit, a title, a stage."""
    unit, title = request.GET.get("don-vi", ""), request.GET.get("danh-hieu", "")
    if unit:
        rows = [case for case in rows if str(case.unit.subject.public_id) == unit]
    if title:
        rows = [case for case in rows if case.title.code == title]
    is_wanted = STAGES.get(request.GET.get("buoc", ""))
    return [case for case in rows if is_wanted is None or is_wanted(case)]
