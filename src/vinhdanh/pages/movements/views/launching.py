"""Movements: the list, one of them, its launch and its window of registration."""

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
from vinhdanh.covenants import queries as covenants
from vinhdanh.indicators import progress
from vinhdanh.movements import actions, five_years, queries, running
from vinhdanh.movements.models import Movement
from vinhdanh.pages.movements.forms import LaunchForm, WindowForm
from vinhdanh.pages.movements.words import progress_tone, progress_words
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry.models import Unit
from vinhdanh.registry.standing import standing

PAGE = 50


def movement_seen(request: HttpRequest, public_id: uuid.UUID) -> Movement:
    """Return a movement the user sees, or 404."""
    return get_object_or_404(queries.visible_to(request.user), public_id=public_id)


def units_to_prepare(request: HttpRequest) -> list[Unit]:
    rows = Unit.objects.select_related("subject")
    rows = standing(rows, year=request.year)  # type: ignore[attr-defined]
    units = list(rights.visible(request.user, "movement.prepare", rows))
    # The house's own unit launches most movements.
    return sorted(units, key=lambda unit: not unit.is_own)


@login_required
def movements(request: HttpRequest) -> HttpResponse:
    """List the movements of all years, latest first."""
    page = page_of(request, queries.visible_to(request.user), PAGE)
    may_prepare = bool(units_to_prepare(request))
    context = {"page": page, "may_prepare": may_prepare}
    return render(request, "movements/movements.html", context)


@login_required
def movement(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a movement: theme, targets, tasks, who registered n of N."""
    return _movement_page(request, movement_seen(request, public_id))


def _movement_page(
    request: HttpRequest, found: Movement, *, status: int = 200, **forms: Any
) -> HttpResponse:
    context: dict[str, Any] = {
        "movement": found,
        "is_draft": found.is_draft,
        "launchers": found.launchers.all(),
        "targets": [
            (row, progress_words(row), progress_tone(row))
            for row in progress.progress_of(found)
        ],
        "covenants": covenants.visible_to(request.user).filter(movement=found),
        "launch_form": LaunchForm(found),
        "window_form": WindowForm(
            initial={
                "opens": found.registration_opens,
                "closes": found.registration_closes,
            }
        ),
    }
    context |= _registered(found) | _going_on(request, found) | forms
    return render(request, "movements/movement.html", context, status=status)


def _registered(found: Movement) -> dict[str, Any]:
    """Who registered n of N; five years and a draft take no registrations."""
    if found.is_draft or found.is_five_years:
        return {}
    units = queries.unit_counts(found)
    return {
        "titles": queries.title_counts(found),
        "units": units,
        "people": sum(row.people for row in units),
        "registered": sum(row.registered for row in units),
    }


def _going_on(request: HttpRequest, found: Movement) -> dict[str, Any]:
    """What has been done since the draft: tasks, gatherings, papers, who joined."""
    tasks = list(found.key_tasks.select_related("owner__subject", "directive"))
    late = running.late_tasks(tasks, clock.today())
    return {
        "key_tasks": [(row, row in late) for row in tasks],
        "done": sum(row.done_on is not None for row in tasks),
        "gatherings": found.gatherings.all(),
        "directives": found.directives.prefetch_related("tasks__movement"),
        "documents": found.documents.select_related("file"),
        "reviews": running.reviews_visible_to(request.user).filter(movement=found),
        "participants": running.participants(found),
        "may_join": running.units_that_may_join(request.user, found),
        "answers": getattr(found, "answers", None),
        "years": five_years.year_lines(found) if found.is_five_years else [],
    }


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
