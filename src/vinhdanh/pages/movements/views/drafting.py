"""A movement's draft: written, mended, and begun from last year's."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.base import clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import queries as indicators
from vinhdanh.movements import actions, running
from vinhdanh.movements.actions.launching import WORDS, form_of
from vinhdanh.movements.actions.lines import TARGET_WORDS, TASK_WORDS
from vinhdanh.movements.enums import MovementKind, MovementState, Scope
from vinhdanh.movements.models import Directive, Movement
from vinhdanh.pages.discarding import ask
from vinhdanh.pages.more_rows import ask_for_more
from vinhdanh.pages.movements.forms import MovementPaper, TargetRows, TaskRows
from vinhdanh.pages.movements.views.launching import movement_seen, units_to_prepare
from vinhdanh.pages.seen import Seen
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Unit


@login_required
@only_for("movement.prepare")
def new_movement(request: HttpRequest) -> HttpResponse:
    """Draft a movement."""
    seen = Seen(request)
    units = units_to_prepare(request)
    unit = _chosen(units, request.POST.get("unit"))
    year: int = request.year  # type: ignore[attr-defined]
    first = {
        "year": year,
        "kind": MovementKind.REGULAR,
        "scope": Scope.TREE,
        "first_day": clock.today().replace(year=year, month=1, day=1),
        "last_day": clock.today().replace(year=year, month=12, day=31),
    }
    return _edit(request, unit, None, first, seen, units=units)


def _chosen(units: list[Unit], asked: str | None) -> Unit:
    return next((unit for unit in units if str(unit.pk) == asked), units[0])


@login_required
def edit_movement(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Mend a draft."""
    seen = Seen(request)
    found = movement_seen(request, public_id)
    rights.require(request.user, "movement.prepare", found)
    if found.state != MovementState.DRAFT:
        messages.info(request, _("Phong trào đã phát động nên nội dung giữ nguyên."))
        return redirect("movement", found.public_id)
    form = form_of(found)
    first: dict[str, Any] = {name: getattr(form, name) for name in WORDS}
    first["launchers"] = "\n".join(line.name for line in form.launchers)
    return _edit(request, found.unit, found, first, seen)


def _edit(
    request: HttpRequest,
    unit: Unit,
    found: Movement | None,
    first: dict[str, Any],
    seen: Seen,
    *,
    units: list[Unit] | None = None,
) -> HttpResponse:
    """Draw and take the form; “Thêm dòng” gives more empty rows and saves nothing."""
    data = request.POST.copy() if request.method == "POST" else None
    more = data.pop("them", [""])[0] if data else ""
    if data is not None and more:
        ask_for_more(data, more, 3)
    paper = MovementPaper(unit, data, initial=first)
    targets, tasks = _rows(unit, found, data)
    status, asks_if_sure = 200, bool(data and data.get("is_sure"))
    if data is not None and not more:
        status = 422
        if paper.is_valid() and targets.is_valid() and tasks.is_valid():
            try:
                form = paper.written(targets, tasks)
                saved = _save(request, unit, found, form, seen)
            except Refused as refusal:
                seen.hear(refusal)
                asks_if_sure |= refusal.code == "target.worse_than_base"
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
        "seen": seen,
        "is_redrawn": bool(more),
        "asks_if_sure": asks_if_sure,
    }
    return render(request, "movements/edit.html", context, status=status)


def _rows(unit: Unit, found: Movement | None, data: Any) -> tuple[Any, Any]:
    targets = TargetRows(
        data,
        prefix="chi-tieu",
        form_kwargs={"indicators": indicators.measurable_by(unit)},
        initial=list(found.targets.values(*TARGET_WORDS)) if found else [],
    )
    # A task keeps the superior's word that it came with.
    directives = Directive.objects.filter(
        tasks__in=found.key_tasks.all() if found else []
    )
    tasks = TaskRows(
        data,
        prefix="nhiem-vu",
        form_kwargs={"units": _owners(unit, found), "directives": directives},
        initial=list(found.key_tasks.values(*TASK_WORDS)) if found else [],
    )
    return targets, tasks


def _owners(unit: Unit, found: Movement | None) -> QuerySet[Unit]:
    """Who may have a task: the unit's own, who takes part, and who has one already."""
    units = {below.pk for below in registry.units_below(unit)}
    if found is not None:
        tasks = found.key_tasks.exclude(owner=None)
        units |= running.units_taking_part(found)
        units |= {*tasks.values_list("owner", flat=True)}
    return Unit.objects.filter(pk__in=units).select_related("subject")


def _save(
    request: HttpRequest,
    unit: Unit,
    found: Movement | None,
    form: actions.MovementForm,
    seen: Seen,
) -> Movement:
    if found is None:
        return actions.prepare_movement(request.user, unit, form)
    return actions.mend_movement(request.user, found, form, seen=seen.posted)


@login_required
def discard_movement(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away, with the reason."""
    found = movement_seen(request, public_id)
    rights.require(request.user, "movement.prepare", found)
    return ask(
        request,
        found,
        lambda why: actions.discard_movement(request.user, found, reason=why),
        back=reverse("movement", args=[found.public_id]),
        after=reverse("movement-list"),
    )


@login_required
def next_year(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Offer what next year takes over from this one, then draft it."""
    found = movement_seen(request, public_id)
    rights.require(request.user, "movement.prepare", found)
    drafted = running.drafted_after(found)
    if drafted is not None:
        said = _("“%(name)s” đã lập từ phong trào này; đây là bản đó.")
        messages.info(request, said % {"name": drafted.name})
        return redirect("movement", drafted.public_id)
    tasks = list(found.key_tasks.select_related("owner__subject"))
    directives = list(found.directives.select_related("gathering"))
    if request.method == "POST":
        chosen = set(request.POST.getlist("nhiem-vu"))
        asked = set(request.POST.getlist("chi-dao"))
        draft = actions.next_year_from(
            request.user,
            found,
            tasks=[row for row in tasks if str(row.pk) in chosen],
            directives=[row for row in directives if str(row.pk) in asked],
        )
        messages.success(request, _said(found, draft))
        return redirect("movement-edit", draft.public_id)
    open_ones = {row.pk for row in running.open_directives(found)}
    context = {
        "movement": found,
        "targets": found.targets.all(),
        "tasks": tasks,
        "directives": [(row, row.pk in open_ones) for row in directives],
        "years": 5 if found.is_five_years else 1,
    }
    return render(request, "movements/next_year.html", context)


def _said(found: Movement, draft: Movement) -> str:
    return _(
        "Đã lập dự thảo năm %(year)s từ phong trào này. Trong tên, khẩu hiệu, nội "
        "dung, chỉ tiêu và nhiệm vụ, năm %(last)s đã đổi thành năm %(year)s; ngày "
        "tháng viết trong lời văn, số văn bản và giai đoạn giữ nguyên. Hãy xem lại "
        "rồi ghi."
    ) % {"year": draft.year, "last": found.year}
