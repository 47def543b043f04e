"""Councils: the list with their meetings, one of them with its members."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.councils import actions, queries
from vinhdanh.councils.models import Council
from vinhdanh.pages.councils.forms import (
    AddMemberForm,
    CouncilForm,
    LastDayForm,
    MemberRows,
)
from vinhdanh.pages.more_rows import ask_for_more
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.pages.shell.sheets import most_shown, page_of
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Person, Unit
from vinhdanh.registry.standing import standing

PAGE = 50


def _seen(request: HttpRequest, public_id: uuid.UUID) -> Council:
    return get_object_or_404(queries.visible_to(request.user), public_id=public_id)


def _people(unit: Unit) -> Any:
    return registry.people_of(unit)


@login_required
@only_for("council.see")
def councils(request: HttpRequest) -> HttpResponse:
    """List the councils, and the meetings of the chosen year."""
    year: int = request.year  # type: ignore[attr-defined]
    found = queries.visible_to(request.user).order_by("-first_day", "-pk")
    meetings = queries.meetings_visible_to(request.user).filter(round__year=year)
    units = rights.visible(request.user, "council.establish", Unit.objects.all())
    context = {
        "year": year,
        "page": page_of(request, found, PAGE),
        "meetings": meetings.order_by("-held_on", "-pk")[: most_shown(request, PAGE)],
        "may_establish": units.exists(),
    }
    return render(request, "councils/councils.html", context)


@login_required
@only_for("council.establish")
def new_council(request: HttpRequest) -> HttpResponse:
    """Set up a council; “Thêm dòng” gives more empty rows and saves nothing."""
    rows = Unit.objects.select_related("subject").order_by("-is_own", "pk")
    units = rights.visible(request.user, "council.establish", standing(rows))
    data = request.POST.copy() if request.method == "POST" else None
    more = bool(data.pop("them", [])) if data else False
    if data is not None and more:
        ask_for_more(data, "thanh-vien", 5)
    unit = units.first()
    form = CouncilForm(units, data, initial={"unit": unit})
    people = Person.objects.none() if unit is None else _people(unit)
    members = MemberRows(data, prefix="thanh-vien", form_kwargs={"people": people})
    if data is not None and not more and form.is_valid() and members.is_valid():
        lines = [row.line() for row in members if row.cleaned_data.get("person")]
        words = dict(form.cleaned_data)
        try:
            made = actions.establish_council(
                request.user, words.pop("unit"), members=lines, **words
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi Hội đồng và các thành viên."))
            return redirect("council", made.public_id)
    status = 422 if data is not None and not more else 200
    context = {"form": form, "members": members}
    return render(request, "councils/new.html", context, status=status)


@login_required
def council(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a council: its decision, its members, its meetings."""
    return _page(request, _seen(request, public_id))


def _page(
    request: HttpRequest, found: Council, *, status: int = 200, **forms: Any
) -> HttpResponse:
    meetings = queries.meetings_visible_to(request.user).filter(council=found)
    context = {
        "council": found,
        "members": found.memberships.select_related("person__subject"),
        "meetings": meetings.order_by("-held_on", "-pk")[: most_shown(request, PAGE)],
        "add_form": AddMemberForm(people=_people(found.unit)),
        "end_form": LastDayForm(),
    } | forms
    return render(request, "councils/council.html", context, status=status)


@login_required
@require_POST
def add_member(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let a person sit in the council from a day on."""
    found = _seen(request, public_id)
    form = AddMemberForm(request.POST, people=_people(found.unit))
    if form.is_valid():
        first_day = form.cleaned_data["first_day"]
        try:
            actions.add_member(request.user, found, form.line(), first_day=first_day)
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã thêm thành viên."))
            return redirect("council", found.public_id)
    return _page(request, found, status=422, add_form=form)


@login_required
@require_POST
def end_membership(
    request: HttpRequest, public_id: uuid.UUID, member: int
) -> HttpResponse:
    """Write the last day of a membership."""
    found = _seen(request, public_id)
    row = get_object_or_404(found.memberships, pk=member)
    form = LastDayForm(request.POST)
    if form.is_valid():
        try:
            actions.end_membership(request.user, row, **form.cleaned_data)
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi ngày thôi giữ nhiệm vụ."))
            return redirect("council", found.public_id)
    return _page(request, found, status=422, end_form=form)
