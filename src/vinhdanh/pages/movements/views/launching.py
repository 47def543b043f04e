"""Movements: the list, one of them, its draft and its launch."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import queries as indicators
from vinhdanh.movements import actions, queries
from vinhdanh.movements.actions.launching import WORDS, form_of
from vinhdanh.movements.enums import MovementKind, MovementState
from vinhdanh.movements.models import Movement
from vinhdanh.pages.more_rows import ask_for_more
from vinhdanh.pages.movements.forms import (
    LaunchForm,
    MovementPaper,
    TargetRows,
    TaskRows,
    WindowForm,
)
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Unit
from vinhdanh.registry.standing import standing

PAGE = 50


def movement_seen(request: HttpRequest, public_id: uuid.UUID) -> Movement:
    """Return a movement the user sees, or 404."""
    return get_object_or_404(queries.visible_to(request.user), public_id=public_id)


def _units_to_prepare(request: HttpRequest) -> list[Unit]:
    rows = Unit.objects.select_related("subject")
    rows = standing(rows, year=request.year)  # type: ignore[attr-defined]
    units = list(rights.visible(request.user, "movement.prepare", rows))
    # The house's own unit launches most movements.
    return sorted(units, key=lambda unit: not unit.is_own)


@login_required
def movements(request: HttpRequest) -> HttpResponse:
    """List the movements of all years, latest first."""
    page = page_of(request, queries.visible_to(request.user), PAGE)
    may_prepare = bool(_units_to_prepare(request))
    context = {"page": page, "may_prepare": may_prepare}
    return render(request, "movements/movements.html", context)


@login_required
def movement(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a movement: theme, targets, tasks, who registered n of N."""
    return _movement_page(request, movement_seen(request, public_id))


def _movement_page(
    request: HttpRequest, found: Movement, *, status: int = 200, **forms: Any
) -> HttpResponse:
    is_draft = found.state == MovementState.DRAFT
    units = [] if is_draft else queries.unit_counts(found)
    context: dict[str, Any] = {
        "movement": found,
        "is_draft": is_draft,
        "targets": indicators.reached(found),
        "key_tasks": found.key_tasks.select_related("owner__subject"),
        "titles": [] if is_draft else queries.title_counts(found),
        "units": units,
        "people": sum(row.people for row in units),
        "registered": sum(row.registered for row in units),
        "covenants": queries.covenants_visible_to(request.user).filter(movement=found),
        "launch_form": LaunchForm(found),
        "window_form": WindowForm(
            initial={
                "opens": found.registration_opens,
                "closes": found.registration_closes,
            }
        ),
    } | forms
    return render(request, "movements/movement.html", context, status=status)


@login_required
@only_for("movement.prepare")
def new_movement(request: HttpRequest) -> HttpResponse:
    """Draft a movement."""
    units = _units_to_prepare(request)
    unit = _chosen(units, request.POST.get("unit"))
    year: int = request.year  # type: ignore[attr-defined]
    first = {
        "year": year,
        "kind": MovementKind.REGULAR,
        "first_day": clock.today().replace(year=year, month=1, day=1),
        "last_day": clock.today().replace(year=year, month=12, day=31),
    }
    return _edit(request, unit, None, first, units=units)


def _chosen(units: list[Unit], asked: str | None) -> Unit:
    return next((unit for unit in units if str(unit.pk) == asked), units[0])


@login_required
def edit_movement(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Mend a draft."""
    found = movement_seen(request, public_id)
    rights.require(request.user, "movement.prepare", found)
    if found.state != MovementState.DRAFT:
        messages.info(request, _("Phong trào đã phát động nên nội dung giữ nguyên."))
        return redirect("movement", found.public_id)
    form = form_of(found)
    first = {name: getattr(form, name) for name in WORDS}
    return _edit(request, found.unit, found, first)


def _edit(
    request: HttpRequest,
    unit: Unit,
    found: Movement | None,
    first: dict[str, Any],
    *,
    units: list[Unit] | None = None,
) -> HttpResponse:
    """Draw and take the form; “Thêm dòng” gives more empty rows and saves nothing."""
    data = request.POST.copy() if request.method == "POST" else None
    more = data.pop("them", [""])[0] if data else ""
    if data is not None and more:
        ask_for_more(data, more, 3)
    paper = MovementPaper(data, initial=first)
    targets, tasks = _rows(unit, found, data)
    status = 200
    if data is not None and not more:
        status = 422
        if paper.is_valid() and targets.is_valid() and tasks.is_valid():
            try:
                saved = _save(request, unit, found, paper.written(targets, tasks))
            except Refused as refusal:
                paper.add_error(None, refusal.message)
            else:
                messages.success(request, _("Đã ghi dự thảo phong trào."))
                return redirect("movement", saved.public_id)
    context = {
        "paper": paper,
        "targets": targets,
        "tasks": tasks,
        "movement": found,
        "unit": unit,
        "units": units or [],
        "is_redrawn": bool(more),
    }
    return render(request, "movements/edit.html", context, status=status)


def _rows(unit: Unit, found: Movement | None, data: Any) -> tuple[Any, Any]:
    units = Unit.objects.filter(
        pk__in=[below.pk for below in registry.units_below(unit)]
    ).select_related("subject")
    targets = TargetRows(
        data,
        prefix="chi-tieu",
        form_kwargs={"indicators": unit.indicators.all()},
        initial=list(found.targets.values("name", "goal", "indicator_code"))
        if found
        else [],
    )
    tasks = TaskRows(
        data,
        prefix="nhiem-vu",
        form_kwargs={"units": units},
        initial=list(found.key_tasks.values("name", "owner", "due_on"))
        if found
        else [],
    )
    return targets, tasks


def _save(
    request: HttpRequest,
    unit: Unit,
    found: Movement | None,
    form: actions.MovementForm,
) -> Movement:
    if found is None:
        return actions.prepare_movement(request.user, unit, form)
    return actions.mend_movement(request.user, found, form)


@login_required
@require_POST
def launch(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Launch a draft."""
    found = movement_seen(request, public_id)
    form = LaunchForm(found, request.POST)
    if form.is_valid():
        try:
            actions.launch_movement(request.user, found, **form.cleaned_data)
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã phát động phong trào."))
            return redirect("movement", found.public_id)
    return _movement_page(request, found, status=422, launch_form=form)


@login_required
@require_POST
def next_year(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Draft next year's movement from this one, and open it for mending."""
    found = movement_seen(request, public_id)
    draft = actions.next_year_from(request.user, found)
    messages.success(
        request,
        _(
            "Đã lập dự thảo năm %(year)s từ phong trào này. Trong tên, khẩu hiệu, nội "
            "dung, chỉ tiêu và nhiệm vụ, năm %(last)s đã đổi thành năm %(year)s; ngày "
            "tháng viết trong lời văn, số văn bản và giai đoạn giữ nguyên. Hãy xem lại "
            "rồi ghi."
        )
        % {"year": draft.year, "last": found.year},
    )
    return redirect("movement-edit", draft.public_id)


@login_required
@require_POST
def open_window(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Set between which days titles are registered."""
    found = movement_seen(request, public_id)
    form = WindowForm(request.POST)
    if form.is_valid():
        try:
            actions.open_registration(request.user, found, **form.cleaned_data)
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi thời gian nhận đăng ký."))
            return redirect("movement", found.public_id)
    return _movement_page(request, found, status=422, window_form=form)
