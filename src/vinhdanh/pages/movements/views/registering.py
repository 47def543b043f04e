"""Registrations: the unit's grid, a member's own page, endorsing, withdrawing."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.movements import actions, queries
from vinhdanh.movements.enums import MovementState, RegistrationState
from vinhdanh.movements.models import Movement, Registration
from vinhdanh.pages.movements.forms import LateForm, WithdrawForm
from vinhdanh.pages.movements.views.launching import movement_seen
from vinhdanh.pages.shell.roads import uuid_in
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry import aliases
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Body, BodyTerm, Person, Subject, Unit

PAGE = 50


@dataclass(frozen=True)
class Cell:
    """One title of one subject: registered already, or a box to tick."""

    award: assess.Award
    value: str
    row: Registration | None
    is_ticked: bool
    may_withdraw: bool


@dataclass(frozen=True)
class Row:
    """A subject with its cells; without the right to file, boxes are not drawn."""

    subject: Subject
    unit: Unit | None
    may_file: bool
    cells: tuple[Cell, ...]


@login_required
def registrations(request: HttpRequest) -> HttpResponse:
    """Lead to the registrations of the chosen year's movement."""
    year: int = request.year  # type: ignore[attr-defined]
    launched = (
        queries.visible_to(request.user)
        .filter(year=year)
        .exclude(state=MovementState.DRAFT)
        .order_by("-unit__is_own", "kind", "pk")
    )
    found = launched.first()
    if found is None:
        return render(request, "movements/no_registrations.html", {"year": year})
    if _units_to_see(request):
        return redirect("registration-grid", found.public_id)
    return redirect("registration-mine", found.public_id)


def _units_to_see(request: HttpRequest) -> list[Unit]:
    rows = Unit.objects.select_related("subject")
    return list(rights.visible(request.user, "registration.see", rows))


@login_required
def grid(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show and take the registrations of the units the user sees."""
    found = movement_seen(request, public_id)
    if not _units_to_see(request):
        return redirect("registration-mine", found.public_id)
    form = LateForm(request.POST if request.method == "POST" else None)
    ticked = set(request.POST.getlist("dk"))
    if request.method == "POST":
        if not ticked:
            form.add_error(None, _("Chưa chọn danh hiệu nào. Hãy đánh dấu rồi ghi."))
        elif form.is_valid() and (done := _file(request, found, form, ticked)):
            return redirect(done)
    return _grid_page(request, found, form, ticked)


def _file(
    request: HttpRequest, found: Movement, form: LateForm, ticked: set[str]
) -> str:
    """Register what was ticked; give the address to go on to, or nothing."""
    try:
        filed = actions.register_many(
            request.user, found, _wanted(request, found, ticked), **form.cleaned_data
        )
    except rights.Forbidden:
        raise
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return ""
    messages.success(
        request,
        ngettext(
            "Đã đăng ký %(n)s danh hiệu.", "Đã đăng ký %(n)s danh hiệu.", len(filed)
        )
        % {"n": len(filed)},
    )
    return request.get_full_path()


def _wanted(
    request: HttpRequest, found: Movement, ticked: Iterable[str]
) -> dict[Subject, list[str]]:
    """Read ticks “id:code” as subjects the user sees; a strange one is 404."""
    pairs = [value.partition(":") for value in ticked]
    day = queries.roster_day(found)
    people = registry.people_of(found.unit, day).values("pk")
    units = [unit.pk for unit in registry.units_below(found.unit, day)]
    seen = rights.visible(
        request.user, "registration.file", Person.objects.filter(pk__in=people)
    ).values("pk")
    seen_units = rights.visible(
        request.user, "registration.file", Unit.objects.filter(pk__in=units)
    ).values("pk")
    seen_bodies = rights.visible(
        request.user, "registration.file", Body.objects.filter(unit__in=units)
    ).values("pk")
    subjects = Subject.objects.filter(
        Q(pk__in=seen) | Q(pk__in=seen_units) | Q(pk__in=seen_bodies)
    )
    by_id = {str(subject.public_id): subject for subject in subjects}
    wanted: dict[Subject, list[str]] = {}
    for name, _sep, code in pairs:
        if name not in by_id:
            raise Http404
        wanted.setdefault(by_id[name], []).append(code)
    return wanted


def _grid_page(
    request: HttpRequest, found: Movement, form: LateForm, ticked: set[str]
) -> HttpResponse:
    day = queries.roster_day(found)
    within = {unit.pk: unit for unit in registry.units_below(found.unit, day)}
    units = [unit for unit in _units_to_see(request) if unit.pk in within]
    chosen = next(
        (u for u in units if str(u.subject.public_id) == request.GET.get("don-vi")),
        None,
    )
    only_missing = request.GET.get("chua") == "1"
    people = _people(request, found, chosen, only_missing=only_missing)
    page = page_of(request, people, PAGE)
    persons = [person.subject for person in page]
    groups = [unit.subject for unit in ([chosen] if chosen else units)]
    groups = [subject for subject in groups if subject.pk != found.unit_id]
    groups += _bodies(found, [chosen] if chosen else units)
    individual = queries.titles(queries.INDIVIDUAL)
    collective = queries.titles(queries.COLLECTIVE)
    rows = _rows(request, found, persons, individual, ticked)
    group_rows = _rows(request, found, groups, collective, ticked)
    to_endorse = queries.registrations_to_endorse(request.user).filter(movement=found)
    targets = queries.targets_to_endorse(request.user).filter(movement=found)
    context = {
        "movement": found,
        "page": page,
        "individual": individual,
        "collective": collective,
        "rows": rows,
        "group_rows": group_rows,
        "may_file": any(row.may_file for row in (*rows, *group_rows)),
        "units": units,
        "chosen": chosen,
        "only_missing": only_missing,
        "form": form,
        "to_endorse": to_endorse.count(),
        "targets_to_endorse": list(targets[:PAGE]),
        "targets_left": max(targets.count() - PAGE, 0),
        "late": queries.is_late(found),
        "counts": queries.title_counts(found),
        "unit_for_all": chosen or _top_of(found, units),
    }
    status = 422 if form.errors else 200
    return render(request, "movements/registrations.html", context, status=status)


def _bodies(found: Movement, units: list[Unit]) -> list[Subject]:
    """Return the collectives of these units with a term on the roster's day."""
    sitting = BodyTerm.objects.filter(
        registry.in_force(queries.roster_day(found)), body__unit__in=units
    )
    subjects = Subject.objects.filter(pk__in=sitting.values("body"))
    return list(subjects.order_by("sort_key"))


def _top_of(found: Movement, units: list[Unit]) -> Unit | None:
    """Return the unit whose whole roster the user may register: hers, or the top."""
    if len(units) == 1:
        return units[0]
    return next((unit for unit in units if unit.pk == found.unit_id), None)


def _people(
    request: HttpRequest, found: Movement, chosen: Unit | None, *, only_missing: bool
) -> Any:
    if only_missing:
        people = queries.not_registered(found, chosen)
    else:
        people = registry.people_of(chosen or found.unit, queries.roster_day(found))
    return rights.visible(request.user, "registration.see", people)


def _rows(
    request: HttpRequest,
    found: Movement,
    subjects: list[Subject],
    awards: list[assess.Award],
    ticked: set[str],
) -> list[Row]:
    """Return the rows of a grid; the statements do not grow with them."""
    ids = [subject.pk for subject in subjects]
    mains = aliases.family(ids)
    held = {
        (mains[row.subject_id], row.award): row
        for row in found.registrations.filter(subject__in=mains).exclude(
            state=RegistrationState.WITHDRAWN
        )
    }
    mine: set[int] = set()
    for kind in (Person, Unit, Body):
        rows = kind._default_manager.filter(pk__in=ids)  # noqa: SLF001 - Django's own
        allowed = rights.visible(request.user, "registration.file", rows)
        mine |= set(allowed.values_list("pk", flat=True))
    units = queries.units_of(found, subjects, queries.roster_day(found))
    return [
        Row(
            subject=subject,
            unit=units.get(subject.pk),
            may_file=subject.pk in mine,
            cells=tuple(
                Cell(
                    award=award,
                    value=(value := f"{subject.public_id}:{award.code}"),
                    row=held.get((subject.pk, award.code)),
                    is_ticked=value in ticked,
                    may_withdraw=subject.pk in mine,
                )
                for award in awards
            ),
        )
        for subject in subjects
    ]


@login_required
@require_POST
def register_all(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Register one title for the whole roster of a unit."""
    found = movement_seen(request, public_id)
    rows = Unit.objects.select_related("subject")
    unit = get_object_or_404(
        rights.visible(request.user, "registration.file", rows),
        subject__public_id=uuid_in(request.POST.get("don-vi")),
    )
    form = LateForm(request.POST)
    award = request.POST.get("danh-hieu", "")
    if award not in assess.awards():
        raise Http404
    if form.is_valid():
        try:
            filed = actions.register_all(
                request.user, found, unit, award, **form.cleaned_data
            )
        except Refused as refusal:
            if isinstance(refusal, rights.Forbidden):
                raise
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request,
                _("Đã đăng ký %(award)s cho %(n)s người, tập thể của “%(unit)s”.")
                % {
                    "award": assess.awards()[award].name,
                    "n": len(filed),
                    "unit": unit,
                },
            )
            return redirect("registration-grid", found.public_id)
    return _grid_page(request, found, form, set())


@login_required
@require_POST
def endorse(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Endorse all that waits for the user's word in this movement."""
    found = movement_seen(request, public_id)
    waiting = queries.registrations_to_endorse(request.user).filter(movement=found)
    done = actions.endorse(request.user, waiting)
    messages.success(
        request,
        ngettext("Đã xác nhận %(n)s đăng ký.", "Đã xác nhận %(n)s đăng ký.", len(done))
        % {"n": len(done)},
    )
    return redirect("registration-grid", found.public_id)


@login_required
@require_POST
def endorse_targets(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Endorse the targets that were shown, as they were changed after their title."""
    found = movement_seen(request, public_id)
    shown = set(request.POST.getlist("chi-tieu"))
    waiting = queries.targets_to_endorse(request.user).filter(movement=found)
    count = actions.endorse_targets(
        request.user, [row for row in waiting if str(row.pk) in shown]
    )
    messages.success(
        request,
        ngettext("Đã xác nhận %(n)s chỉ tiêu.", "Đã xác nhận %(n)s chỉ tiêu.", count)
        % {"n": count},
    )
    return redirect("registration-grid", found.public_id)


@login_required
def mine(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let a member register her own titles."""
    found = movement_seen(request, public_id)
    person = getattr(request.user, "person", None)
    day = queries.roster_day(found)
    own = aliases.main_of(person.subject) if person is not None else None
    if (
        own is None
        or not registry.people_of(found.unit, day).filter(pk=own.pk).exists()
    ):
        raise Http404
    form = LateForm(request.POST if request.method == "POST" else None, is_own=True)
    ticked = set(request.POST.getlist("dk"))
    if request.method == "POST":
        if not ticked:
            form.add_error(None, _("Chưa chọn danh hiệu nào. Hãy đánh dấu rồi ghi."))
        elif form.is_valid() and (done := _file(request, found, form, ticked)):
            return redirect(done)
    titles = queries.titles(queries.INDIVIDUAL)
    (row,) = _rows(request, found, [own], titles, ticked)
    late = queries.is_late(found)
    form.fields["late_reason"].required = late  # as it is asked; the deed refuses
    context = {"movement": found, "row": row, "form": form, "late": late}
    status = 422 if form.errors else 200
    return render(request, "movements/mine.html", context, status=status)


@login_required
def withdraw(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a registration back, with its reason."""
    row = get_object_or_404(
        queries.registrations_visible_to(request.user), public_id=public_id
    )
    rights.require(request.user, "registration.file", row)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(request.user, row, form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã rút đăng ký."))
            return redirect("registration-grid", row.movement.public_id)
    context = {"registration": row, "form": form, "steps": row.steps.all()}
    status = 422 if form.errors else 200
    return render(request, "movements/withdraw.html", context, status=status)
