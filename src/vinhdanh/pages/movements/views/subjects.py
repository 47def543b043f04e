"""One person's or unit's registration: titles, personal targets, all that happened."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.movements import actions, queries
from vinhdanh.movements.actions.personal import lines_of, read
from vinhdanh.movements.enums import RegistrationState
from vinhdanh.movements.models import Movement, PersonalTarget
from vinhdanh.pages.movements.forms import PersonalTargetsForm
from vinhdanh.pages.movements.views.launching import movement_seen
from vinhdanh.registry import aliases
from vinhdanh.registry.enums import SubjectKind
from vinhdanh.registry.models import Body, Person, Subject, Unit

_KINDS: dict[str, type[Model]] = {
    SubjectKind.PERSON: Person,
    SubjectKind.UNIT: Unit,
    SubjectKind.BODY: Body,
}


@dataclass(frozen=True)
class Happened:
    """One line of the history: what was done, by whom, when, why."""

    at: datetime
    by_name: str
    what: str
    lines: tuple[str, ...] = ()
    reason: str = ""


def _seen(request: HttpRequest, subject: uuid.UUID) -> tuple[Subject, Model]:
    """Return a subject whose registration the user sees, with its own row, or 404."""
    found = get_object_or_404(Subject, public_id=subject)
    kind = _KINDS.get(found.kind)
    if kind is None:
        raise Http404
    row = get_object_or_404(kind, pk=found.pk)
    if not rights.can(request.user, "registration.see", row):
        raise Http404
    return found, row


@login_required
def subject(
    request: HttpRequest, public_id: uuid.UUID, subject: uuid.UUID
) -> HttpResponse:
    """Show a subject's titles, targets and history; take the targets anew."""
    movement = movement_seen(request, public_id)
    found, row = _seen(request, subject)
    records = aliases.records([found.pk])
    targets = list(movement.personal_targets.filter(subject__in=records))
    first = {"targets": "\n".join(map(str, lines_of(targets)))}
    form = PersonalTargetsForm(
        request.POST or None,
        initial=first,
        is_own=_is_own(request.user, found),
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        lines = read(typed.pop("targets"))
        try:
            changed = actions.set_targets(
                request.user, movement, {found: lines}, **typed
            )
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            said = _("Đã ghi chỉ tiêu phấn đấu.") if changed else _("Không có gì đổi.")
            messages.success(request, said)
            return redirect("registration-subject", movement.public_id, found.public_id)
    held = movement.registrations.filter(subject__in=records)
    context = {
        "movement": movement,
        "subject": found,
        "registrations": held.exclude(state=RegistrationState.WITHDRAWN),
        "targets": targets,
        "form": form,
        "may_file": rights.can(request.user, "registration.file", row),
        "history": _history(movement, found),
        "late": queries.is_late(movement),
    }
    status = 422 if form.errors else 200
    return render(
        request, "movements/registration_subject.html", context, status=status
    )


def _is_own(user: Any, found: Subject) -> bool:
    """Say whether a subject is the user herself, under whichever record."""
    return bool(user.person_id) and found.pk in aliases.family([user.person_id])


def _history(movement: Movement, found: Subject) -> list[Happened]:
    """Return the steps of titles and of targets, the latest first."""
    records = aliases.records([found.pk])
    said = {
        RegistrationState.FILED: _("Đăng ký %(award)s"),
        RegistrationState.ENDORSED: _("Đơn vị xác nhận %(award)s"),
        RegistrationState.WITHDRAWN: _("Rút %(award)s"),
    }
    awards = assess.awards()
    happened = [
        Happened(
            step.at,
            step.by_name,
            said[RegistrationState(step.to_state)] % {"award": awards[row.award].name},
            reason=step.reason,
        )
        for row in movement.registrations.filter(subject__in=records).prefetch_related(
            "steps"
        )
        for step in row.steps.all()
    ]
    happened += [
        Happened(
            step.at,
            step.by_name,
            _("Ghi chỉ tiêu phấn đấu") if step.lines else _("Bỏ hết chỉ tiêu phấn đấu"),
            tuple(step.lines),
            step.reason,
        )
        for step in movement.target_steps.filter(subject__in=records)
    ]
    return sorted(happened, key=lambda each: each.at, reverse=True)


@login_required
@require_POST
def target_result(request: HttpRequest, public_id: uuid.UUID, target: int) -> Any:
    """Say what became of a personal target."""
    movement = movement_seen(request, public_id)
    row = get_object_or_404(
        rights.visible(
            request.user, "registration.see", PersonalTarget.objects.all()
        ).filter(movement=movement),
        pk=target,
    )
    try:
        actions.tell_result(request.user, row, request.POST.get("result", "")[:300])
    except rights.Forbidden:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Đã ghi kết quả chỉ tiêu."))
    return redirect("registration-subject", movement.public_id, row.subject.public_id)
