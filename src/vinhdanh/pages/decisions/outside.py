"""Decisions of another authority, recorded here."""

from collections import defaultdict
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.decisions import actions, queries
from vinhdanh.decisions.actions import OutsideDecision, OutsideLine
from vinhdanh.nominations.models import Nomination
from vinhdanh.pages.decisions import forms
from vinhdanh.registry.models import Body, Person, Subject, Unit
from vinhdanh.registry.queries import units_visible_to
from vinhdanh.registry.standing import standing
from vinhdanh.viet import dates, text


@login_required
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Record another authority's decision: those sent above, and names besides."""
    units = rights.visible(
        request.user, "award.record", standing(Unit.objects.select_related("subject"))
    ).order_by("-is_own", "pk")
    unit = units.first() or get_object_or_404(units_visible_to(request.user)[:1])
    rights.require(request.user, "award.record", unit)
    year = request.year  # type: ignore[attr-defined]
    sent = list(queries.forwarded_to_above(request.user).filter(round__year=year))
    form = forms.OutsideForm(request.POST or None, initial={"year": year})
    chosen = [one for one in sent if str(one.public_id) in _ticked(request)]
    if request.method == "POST" and form.is_valid():
        try:
            awards = _record(request, unit, form, chosen)
        except Refused as refusal:
            form.add_error(None, refusal.message.splitlines())
        else:
            messages.success(
                request, _("Đã ghi %(n)s khen thưởng vào sổ.") % {"n": len(awards)}
            )
            query = {"cach": "recorded", "tim": form.cleaned_data["number"]}
            return redirect(f"{reverse('ledger')}?{urlencode(query)}")
    return render(
        request,
        "decisions/outside.html",
        {
            "form": form,
            "sent": sent,
            "chosen": {one.pk for one in chosen},
            "year": year,
        },
    )


def _ticked(request: HttpRequest) -> set[str]:
    return set(request.POST.getlist("nomination"))


def _record(
    request: HttpRequest,
    unit: Unit,
    form: forms.OutsideForm,
    chosen: list[Nomination],
) -> list[Any]:
    said = form.cleaned_data
    lines = [
        OutsideLine(subject, said["award"], said["year"])
        for subject in subjects_named(request.user, said["names"])
    ]
    return actions.record_outside(
        request.user,
        unit,
        OutsideDecision(said["authority_name"], said["number"], said["decided_on"]),
        nominations=chosen,
        lines=lines,
    )


def subjects_named(user: Any, names: str) -> list[Subject]:
    """Return the people and units the lines name; raises Refused for all bad lines."""
    wanted = [text.clean_line(line) for line in names.splitlines()]
    numbered = [(place, line) for place, line in enumerate(wanted, start=1) if line]
    known = _by_folded_name(user, [line for _place, line in numbered])
    found, wrong = [], []
    for place, line in numbered:
        name, _mark, born = line.partition(";")
        namesakes = known[text.fold(name)]
        if born.strip():
            namesakes = [one for one in namesakes if _is_born(one, born)]
        if len(namesakes) == 1:
            found.append(namesakes[0])
            continue
        wrong.append(
            _("Dòng %(place)s: không thấy “%(name)s” trong danh sách của cơ quan.")
            % {"place": place, "name": line}
            if not namesakes
            else _("Dòng %(place)s: có %(n)s người tên “%(name)s”; hãy thêm ngày sinh.")
            % {"place": place, "n": len(namesakes), "name": line}
        )
    if wrong:
        raise Refused("ledger.names_unknown", "\n".join(wrong))
    return found


def _by_folded_name(user: Any, lines: list[str]) -> dict[str, list[Subject]]:
    folded = {text.fold(line.partition(";")[0]) for line in lines}
    # A decision of years ago names whoever has moved on since.
    people = rights.visible(user, "award.record", Person.objects.all())
    units = rights.visible(user, "unit.change", Unit.objects.all())
    bodies = Body.objects.filter(unit__in=units.values("pk"))
    reach = (
        Q(pk__in=people.values("pk"))
        | Q(pk__in=units.values("pk"))
        | Q(pk__in=bodies.values("pk"))
    )
    known: dict[str, list[Subject]] = defaultdict(list)
    rows = Subject.objects.filter(reach, name_folded__in=folded, alias_of=None)
    for subject in rows.select_related("person", "unit__subject", "body__unit"):
        known[subject.name_folded].append(subject)
    return known


def _is_born(subject: Subject, words: str) -> bool:
    person = getattr(subject, "person", None)
    if person is None or person.birth_date is None:
        return False
    try:
        return bool(dates.parse(words.strip()) == person.birth_date)
    except dates.NotADate:
        return False
