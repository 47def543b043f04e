"""Initiatives: the year's list, one of them, and the form that proposes."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.base import clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.initiatives import actions, queries
from vinhdanh.initiatives.actions import AuthorLine
from vinhdanh.initiatives.enums import InitiativeState
from vinhdanh.initiatives.models import Initiative
from vinhdanh.initiatives.transitions import Verb
from vinhdanh.pages.initiatives import forms
from vinhdanh.pages.more_rows import ask_for_more
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry import aliases
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Person, Unit
from vinhdanh.registry.standing import standing
from vinhdanh.viet import text

PAGE = 50
# A longer list of names is not chosen from; the unit is asked for first.
MOST_NAMES = 400


def seen(request: HttpRequest, public_id: uuid.UUID) -> Initiative:
    """Return the initiative of an address; one that the user may not see is 404."""
    return get_object_or_404(queries.visible_to(request.user), public_id=public_id)


def _found(rows: QuerySet[Initiative], asked: forms.ListFilter) -> QuerySet[Initiative]:
    words = asked.cleaned_data if asked.is_valid() else {}
    if words.get("trang_thai"):
        rows = rows.filter(state=words["trang_thai"])
    for word in text.fold(words.get("q", "")).split():
        names = [row.pk for row in rows if word in text.fold(row.name)]
        authors = Q(authors__person__subject__name_folded__contains=word)
        rows = rows.filter(Q(pk__in=names) | authors).distinct()
    return rows


@login_required
def initiatives(request: HttpRequest) -> HttpResponse:
    """List the initiatives of a year that the user may see, with their states."""
    year: int = request.year  # type: ignore[attr-defined]
    of_year = queries.visible_to(request.user).filter(year=year)
    asked = forms.ListFilter(request.GET)
    found = _found(of_year, asked).order_by("name", "pk")
    counts = queries.counts_of(of_year)
    context = {
        "year": year,
        "page": page_of(request, found, PAGE),
        "filter": asked,
        "is_filtered": any(request.GET.get(name) for name in asked.fields),
        "counts": [
            (label, counts[state], state)
            for state, label in InitiativeState.choices
            if counts[state]
        ],
        "may_file": _people_to_choose(request.user).exists(),
    }
    return render(request, "initiatives/list.html", context)


def _people_to_choose(user: Any, unit: Unit | None = None) -> QuerySet[Person]:
    """Return who can be named as an author: whom the user files for, or colleagues.

    unit: only the people of this one and below it.
    """
    if unit is not None:
        return registry.people_of(unit)
    mine = rights.visible(
        user, "initiative.file", Person.objects.select_related("subject")
    )
    herself = aliases.family([user.person_id] if user.person_id else [])
    if herself and not mine.exclude(pk__in=herself).exists():
        own = registry.present_post(aliases.main_of(user.person.subject).person)
        if own is not None:
            colleagues = registry.people_of(own.unit).values("pk")
            return Person.objects.select_related("subject").filter(
                Q(pk__in=mine.values("pk")) | Q(pk__in=colleagues)
            )
    return mine


def _names_to_choose(
    request: HttpRequest, now: Initiative | None
) -> tuple[QuerySet[Person], forms.UnitChoice | None]:
    """Return who can be named, and where they are too many the form that asks whose.

    The authors already named can always be named again.
    """
    units = rights.visible(
        request.user,
        "initiative.file",
        standing(Unit.objects.select_related("subject")),
    )
    chosen = forms.UnitChoice(units, request.GET)
    unit = chosen.cleaned_data["don_vi"] if chosen.is_valid() else None
    people = _people_to_choose(request.user, unit)
    is_long = unit is None and people[MOST_NAMES:].exists()
    asked = chosen if is_long or unit else None
    if is_long:
        people = people.none()
    if now is None:
        return people, asked
    known = now.authors.values("person")
    wider = Person.objects.select_related("subject").filter(
        Q(pk__in=people.values("pk")) | Q(pk__in=known)
    )
    return wider, asked


def _propose(
    request: HttpRequest, now: Initiative | None, initial: dict[str, Any]
) -> HttpResponse:
    data = request.POST.copy() if request.method == "POST" else None
    more = bool(data.pop("them", [])) if data else False
    if data is not None and more:
        ask_for_more(data, "tac-gia", 3)
    people, units_form = _names_to_choose(request, now)
    rows = [] if now is None else list(now.authors.all())
    form = forms.ProposalForm(data, initial=initial)
    authors = forms.AuthorRows(
        data,
        prefix="tac-gia",
        form_kwargs={"people": people},
        initial=initial.get("authors")
        or [{"person": row.person_id, "share_pct": row.share_pct} for row in rows],
    )
    if data is not None and not more and form.is_valid() and authors.is_valid():
        lines = [row.line() for row in authors if row.cleaned_data.get("person")]
        try:
            made = _write(request.user, now, form, lines)
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã gửi đề nghị công nhận sáng kiến."))
            return redirect("initiative", made.public_id)
    back = reverse("initiative-list")
    context = {
        "form": form,
        "authors": authors,
        "initiative": now,
        "units_form": units_form,
        "back": reverse("initiative", args=[now.public_id]) if now else back,
    }
    status = 422 if data is not None and not more else 200
    return render(request, "initiatives/propose.html", context, status=status)


def _write(
    user: Any,
    now: Initiative | None,
    form: forms.ProposalForm,
    lines: list[AuthorLine],
) -> Initiative:
    if now is None:
        return actions.file_initiative(user, form.written(lines))
    return actions.amend(user, now, form.written(lines))


@login_required
def new_initiative(request: HttpRequest) -> HttpResponse:
    """Put an initiative forward; “Thêm dòng” gives more authors and saves nothing."""
    year: int = request.year  # type: ignore[attr-defined]
    mine = request.user.person_id  # type: ignore[union-attr]
    initial: dict[str, Any] = {"year": year}
    if mine:
        initial["authors"] = [{"person": aliases.family([mine])[mine]}]
    return _propose(request, None, initial)


@login_required
def amend_initiative(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Rewrite a proposal that is not appraised yet, or that came back."""
    found = seen(request, public_id)
    rights.require(request.user, "initiative.file", found)
    return _propose(request, found, forms.ProposalForm.of(found))


@login_required
def initiative(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show an initiative: the proposal, the opinions, the vote, the decision."""
    return page(request, seen(request, public_id))


def page(
    request: HttpRequest, found: Initiative, *, status: int = 200, **bound: Any
) -> HttpResponse:
    """Draw one initiative, with a form that was refused in its place."""
    ballot = queries.last_ballot(found)
    day = ballot.held_on if ballot else clock.today()
    council = queries.council_for(found, day)
    ways = {row.verb: row for row in queries.ways_of(request.user, found)}
    context = {
        "initiative": found,
        "authors": found.authors.all(),
        "shares_left": queries.shares_left(found),
        "opinions": queries.opinions_of(found),
        "ballots": found.ballots.order_by("-pk"),
        "ballot": ballot,
        "steps": found.steps.order_by("pk"),
        "council": council,
        "members": queries.members_of(council, day) if council else 0,
        "rule": queries.rule_of(council) if council else None,
        "may_amend": Verb.AMEND in ways,
        "may_appraise": Verb.APPRAISE in ways
        and not queries.is_author(request.user, found),
        "may_count": Verb.AGREE in ways,
        "may_recognise": Verb.RECOGNISE in ways,
        "with_reason": [
            ways[verb]
            for verb in (Verb.RETURN, Verb.REFUSE, Verb.WITHDRAW)
            if verb in ways
        ],
        "opinion_form": forms.AppraisalForm(),
        "vote_form": forms.VoteForm(),
        "recognition_form": forms.RecognitionForm(initial={"scope": found.scope}),
        "reason_form": forms.ReasonForm(),
    } | bound
    return render(request, "initiatives/initiative.html", context, status=status)
