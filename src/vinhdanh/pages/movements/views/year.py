"""The year of an office as one line: what is done, until when, what is late."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.base import rights
from vinhdanh.movements import actions, queries, timeline
from vinhdanh.movements.enums import StepOfYear
from vinhdanh.movements.models import Movement
from vinhdanh.pages.movements.forms_running import PlanForm
from vinhdanh.pages.movements.views.running import done
from vinhdanh.pages.shell.roads import uuid_in
from vinhdanh.registry.models import Unit


def unit_of_year(user: Any) -> Unit | None:
    """Return the unit whose year a user looks at first: hers to plan, the own one."""
    rows = Unit.objects.select_related("subject")
    for verb in ("year.plan", "movement.see"):
        seen = rights.visible(user, verb, rows).filter(last_day=None)
        unit = seen.order_by("-is_own", "pk").first()
        if unit is not None:
            return unit
    return None


@login_required
def year_line(request: HttpRequest) -> HttpResponse:
    """Show the steps of a unit's year with their deadlines; plan one."""
    unit = _asked(request)
    year: int = request.year  # type: ignore[attr-defined]
    form = PlanForm(request.POST or None)

    def deed() -> None:
        actions.plan_step(request.user, unit, year, **form.cleaned_data)

    if request.method == "POST" and done(form, deed):
        messages.success(request, _("Đã ghi hạn."))
        address = f"{reverse('year-line')}?nam={year}&don-vi={unit.subject.public_id}"
        return redirect(address)
    movement = queries.movement_of_year(unit, year)
    lines = [_addressed(line, movement) for line in timeline.of_year(unit, year)]
    context = {
        "unit": unit,
        "year": year,
        "lines": lines[: len(StepOfYear)],
        "others": lines[len(StepOfYear) :],
        "late": sum(line.state == "late" for line in lines),
        "may_plan": rights.can(request.user, "year.plan", unit),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "movements/year.html", context, status=status)


def _asked(request: HttpRequest) -> Unit:
    wanted = request.GET.get("don-vi")
    if wanted:
        seen = rights.visible(
            request.user, "movement.see", Unit.objects.select_related("subject")
        )
        return get_object_or_404(seen, subject__public_id=uuid_in(wanted))
    unit = unit_of_year(request.user)
    if unit is None:
        raise Http404
    return unit


def _addressed(line: timeline.Line, movement: Movement | None) -> timeline.Line:
    """Give the movements' own steps, which know no addresses, the page to look at."""
    if line.step.url or movement is None:
        return line
    routes = {
        StepOfYear.LAUNCH: "movement",
        StepOfYear.HALF_YEAR: "movement",
        StepOfYear.REGISTER: "registration-grid",
        StepOfYear.REPORT: "movement",
    }
    route = routes.get(line.step.code)  # type: ignore[call-overload]
    if route is None:
        return line
    url = reverse(route, args=[movement.public_id])
    return replace(line, step=replace(line.step, url=url))
