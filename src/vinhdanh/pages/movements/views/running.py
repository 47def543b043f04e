"""A movement under way: gatherings, superiors' words, tasks, papers, who joins."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.files import read_file
from vinhdanh.base.refusal import Refused
from vinhdanh.movements import actions, running
from vinhdanh.movements.models import KeyTask, Movement
from vinhdanh.pages.movements.forms_running import (
    DocumentForm,
    FinishForm,
    InviteForm,
    JoinForm,
    ReopenForm,
    TrackForm,
    WrittenDirective,
)
from vinhdanh.pages.movements.views.launching import movement_seen
from vinhdanh.registry.models import Unit


def done(form: Any, deed: Callable[[], object], field: str | None = None) -> bool:
    """Do a deed with what was typed; a refusal stands on the form.

    Somebody else's deed goes on as `Forbidden`.
    """
    if not form.is_valid():
        return False
    try:
        deed()
    except rights.Forbidden:
        raise
    except Refused as refusal:
        form.add_error(field, refusal.message)
        return False
    return True


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], form: Any
) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, context | {"form": form}, status=status)


@login_required
def key_task(request: HttpRequest, public_id: uuid.UUID, task: int) -> HttpResponse:
    """Show a key task with its source and history; finish it or take it up again."""
    found = movement_seen(request, public_id)
    rows = KeyTask.objects.select_related(
        "movement", "owner__subject", "directive__gathering", "directive__movement"
    )
    row = get_object_or_404(rows, movement=found, pk=task)
    form: Any = (ReopenForm if row.done_on else FinishForm)(request.POST or None)

    def deed() -> None:
        if row.done_on:
            actions.reopen_task(request.user, row, **form.cleaned_data)
        else:
            actions.finish_task(request.user, row, **form.cleaned_data)

    if request.method == "POST" and done(form, deed):
        messages.success(request, _("Đã ghi kết quả nhiệm vụ."))
        return redirect("key-task", found.public_id, row.pk)
    context = {
        "movement": found,
        "task": row,
        "may_finish": running.may_finish(request.user, row) and not found.is_draft,
        "events": audit.events_of(row),
    }
    return _page(request, "movements/task.html", context, form)


@login_required
def directive(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Record what a superior asked for in writing."""
    found = movement_seen(request, public_id)
    rights.require(request.user, "movement.record", found)
    form = WrittenDirective(request.POST or None)

    def deed() -> None:
        typed = form.cleaned_data
        line = actions.DirectiveLine(
            typed["words"], typed["given_by"], typed["given_post"], typed["due_on"]
        )
        actions.record_directive(
            request.user,
            found,
            line,
            on=typed["on"],
            document_number=typed["document_number"],
        )

    if request.method == "POST" and done(form, deed):
        messages.success(request, _("Đã ghi ý kiến chỉ đạo."))
        return redirect("movement", found.public_id)
    return _page(request, "movements/directive.html", {"movement": found}, form)


@login_required
def track(request: HttpRequest, public_id: uuid.UUID, directive: int) -> HttpResponse:
    """Make a superior's word a task of this movement."""
    found = movement_seen(request, public_id)
    rights.require(request.user, "movement.record", found)
    row = get_object_or_404(found.directives, pk=directive)
    units = Unit.objects.filter(pk__in=running.units_taking_part(found))
    form = TrackForm(
        units.select_related("subject"),
        request.POST or None,
        initial={"due_on": row.due_on},
    )

    def deed() -> None:
        actions.track_directive(request.user, row, found, **form.cleaned_data)

    if request.method == "POST" and done(form, deed):
        messages.success(request, _("Đã đưa ý kiến chỉ đạo thành nhiệm vụ."))
        return redirect("movement", found.public_id)
    context = {"movement": found, "directive": row}
    return _page(request, "movements/track.html", context, form)


@login_required
def add_document(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Keep a paper with the movement."""
    found = movement_seen(request, public_id)
    rights.require(request.user, "movement.record", found)
    form = DocumentForm(request.POST or None, request.FILES or None)

    def deed() -> None:
        typed = form.cleaned_data
        actions.attach_document(
            request.user,
            found,
            name=typed["name"],
            number=typed["number"],
            file_name=typed["file"].name or "",
            data=typed["file"].read(),
        )

    if request.method == "POST" and done(form, deed, "file"):
        messages.success(request, _("Đã thêm tài liệu."))
        return redirect("movement", found.public_id)
    return _page(request, "movements/document.html", {"movement": found}, form)


@login_required
def document(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hand out a paper of a movement, always as a download."""
    row = get_object_or_404(
        running.documents_visible_to(request.user), public_id=public_id
    )
    answer = HttpResponse(read_file(row.file), content_type=row.file.media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=row.file.original_name
    )
    return answer


@login_required
def invite(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Invite units of other trees to take part."""
    found = movement_seen(request, public_id)
    rights.require(request.user, "movement.prepare", found)
    form = InviteForm(request.POST or None)

    def deed() -> None:
        actions.invite(request.user, found, form.cleaned_data["names"])

    if request.method == "POST" and done(form, deed):
        messages.success(request, _("Đã mời các đơn vị."))
        return redirect("movement", found.public_id)
    context = {"movement": found, "invited": found.invitations.all()}
    return _page(request, "movements/invite.html", context, form)


@login_required
def join(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Join a movement with one of the unit's own, which takes its registrations."""
    found = movement_seen(request, public_id)
    units = running.units_that_may_join(request.user, found)
    form = JoinForm(
        Unit.objects.filter(pk__in=[unit.pk for unit in units]),
        request.POST or None,
        initial={
            "unit": units[0] if units else None,
            "opens": found.registration_opens,
            "closes": found.registration_closes,
        },
    )
    joined: list[Movement] = []

    def deed() -> None:
        row = actions.join_movement(request.user, found, **form.cleaned_data)
        joined.append(row.own)

    if request.method == "POST" and done(form, deed):
        messages.success(
            request, _("Đã hưởng ứng. Đơn vị nhận đăng ký danh hiệu ở phong trào này.")
        )
        return redirect("movement", joined[0].public_id)
    context = {"movement": found, "units": units}
    return _page(request, "movements/join.html", context, form)
