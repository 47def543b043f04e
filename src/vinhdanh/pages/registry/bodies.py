"""Pages of bodies with terms: the list, one body with its members over time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.ledger import queries as ledger
from vinhdanh.pages.registry import body_forms as forms
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry import actions, bodies, queries
from vinhdanh.registry.enums import BodyKind
from vinhdanh.registry.models import Body, BodyTerm, Person, Unit
from vinhdanh.registry.standing import standing

PAGE = 50
# A longer list of names is not chosen from; the body's unit has fewer people.
MOST_NAMES = 400


@dataclass(frozen=True)
class Line:
    """A body of the list with its term of the day and how many sit in it."""

    body: Body
    term: BodyTerm | None
    members: int


@login_required
@only_for("unit.see")
def listed(request: HttpRequest) -> HttpResponse:
    """List the bodies of the units a user sees, with who sits on the year's day."""
    year: int = request.year  # type: ignore[attr-defined]
    day = queries.last_day_seen(year)
    asked = forms.BodyFilter(queries.units_visible_to(request.user), request.GET)
    words = asked.cleaned_data if asked.is_valid() else {}
    found = bodies.visible_to(request.user)
    if words.get("don_vi"):
        found = found.filter(unit=words["don_vi"])
    if words.get("loai"):
        found = found.filter(kind=words["loai"])
    ordered = bodies.in_order(found)
    page = page_of(request, ordered, PAGE)
    changeable = rights.visible(request.user, "unit.change", Unit.objects.order_by())
    context = {
        "page": page,
        "rows": _lines(list(page), day),
        "filter": asked,
        "is_filtered": any(request.GET.get(name) for name in asked.fields),
        "day": day,
        "may_add": changeable.exists(),
    }
    return render(request, "registry/bodies.html", context)


def _lines(found: list[Body], day: Any) -> list[Line]:
    terms = BodyTerm.objects.filter(queries.in_force(day), body__in=found)
    by_body = {term.body_id: term for term in terms}
    sitting = bodies.members_of_bodies([body.pk for body in found], day)
    return [
        Line(body, by_body.get(body.pk), len(sitting.get(body.pk, ())))
        for body in found
    ]


@login_required
@only_for("unit.change")
def add(request: HttpRequest) -> HttpResponse:
    """Enter a collective of a unit."""
    units = rights.visible(
        request.user, "unit.change", standing(Unit.objects.select_related("subject"))
    )
    form = forms.BodyEntry(
        units, request.POST or None, initial={"unit": request.GET.get("don_vi")}
    )
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        try:
            made = actions.found_body(request.user, words.pop("unit"), **words)
        except Refused as refusal:
            form.add_error("name", refusal.message)
        else:
            messages.success(request, _("Đã thêm. Hãy ghi nhiệm kỳ và thành viên."))
            return redirect("body", made.subject.public_id)
    status = 422 if form.errors else 200
    return render(request, "registry/body_form.html", {"form": form}, status=status)


def _seen(request: HttpRequest, public_id: str) -> Body:
    return get_object_or_404(
        bodies.visible_to(request.user), subject__public_id=public_id
    )


@login_required
def body(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a body: its terms, who sat in each from when to when, its awards."""
    return _page(request, _seen(request, public_id))


def _people(found: Body) -> QuerySet[Person]:
    people = bodies.people_of(found.unit)
    return people if not people[MOST_NAMES:].exists() else queries.people_of(found.unit)


def _page(
    request: HttpRequest, found: Body, *, status: int = 200, **bound: Any
) -> HttpResponse:
    terms = bodies.terms_of(found)
    is_council = found.kind == BodyKind.PEOPLES_COUNCIL
    if is_council:
        groups = bodies.groups_of(found.unit)
        for member in (member for term in terms for member in term.members.all()):
            member.group = groups.get(member.person_id)  # type: ignore[attr-defined]
    seen = set(
        queries.people_visible_to(request.user)
        .filter(memberships__term__body=found)
        .values_list("pk", flat=True)
    )
    awards = ledger.visible_to(request.user).filter(
        subject=found.pk, pk__in=ledger.standing_awards().values("pk")
    )
    may_change = rights.can(request.user, "unit.change", found.unit)
    context = {
        "body": found,
        "terms": terms,
        "seen": seen,
        "today": clock.today(),
        "awards": awards.order_by("-year", "code"),
        "may_change": may_change,
        "is_council": is_council,
    }
    if may_change:
        context |= {
            "term_form": forms.TermEntry(prefix="nhiem-ky"),
            "seat_form": forms.SeatEntry(_people(found), prefix="ghe"),
            "delegate_form": forms.DelegateEntry(found, prefix="dai-bieu"),
        }
    return render(request, "registry/body.html", context | bound, status=status)


def _do(
    request: HttpRequest,
    found: Body,
    form: Form,
    name: str,
    deed: Callable[[], object],
) -> HttpResponse:
    """Do a deed by a form; what is refused is drawn again with what was typed."""
    if form.is_valid():
        try:
            deed()
        except rights.Forbidden:
            raise
        except Refused as refusal:
            where = "is_namesake" if refusal.code == "person.namesake" else None
            form.add_error(where, refusal.message)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("body", found.subject.public_id)
    bound: dict[str, Any] = {name: form, "open_form": name}
    return _page(request, found, status=422, **bound)


@login_required
@require_POST
def add_term(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin a term."""
    found = _seen(request, public_id)
    rights.require(request.user, "unit.change", found.unit)
    form = forms.TermEntry(request.POST, prefix="nhiem-ky")
    return _do(
        request,
        found,
        form,
        "term_form",
        lambda: actions.add_term(request.user, found, form.written()),
    )


@login_required
@require_POST
def end_term(request: HttpRequest, public_id: str, term: int) -> HttpResponse:
    """End a term."""
    found = _seen(request, public_id)
    row = get_object_or_404(found.terms, pk=term)
    form = forms.LastDayEntry(request.POST)
    return _do(
        request,
        found,
        form,
        "end_form",
        lambda: actions.end_term(request.user, row, **form.cleaned_data),
    )


@login_required
@require_POST
def seat(request: HttpRequest, public_id: str, term: int) -> HttpResponse:
    """Let a person sit in a term."""
    found = _seen(request, public_id)
    rights.require(request.user, "unit.change", found.unit)
    row = get_object_or_404(found.terms, pk=term)
    form = forms.SeatEntry(_people(found), request.POST, prefix="ghe")
    return _do(
        request,
        found,
        form,
        "seat_form",
        lambda: actions.seat_member(request.user, row, form.written()),
    )


@login_required
@require_POST
def delegate(request: HttpRequest, public_id: str, term: int) -> HttpResponse:
    """Enter a delegate who works elsewhere."""
    found = _seen(request, public_id)
    rights.require(request.user, "unit.change", found.unit)
    row = get_object_or_404(found.terms, pk=term)
    form = forms.DelegateEntry(found, request.POST, prefix="dai-bieu")
    return _do(
        request,
        found,
        form,
        "delegate_form",
        lambda: actions.enter_delegate(request.user, row, **form.written()),
    )


@login_required
@require_POST
def end_seat(request: HttpRequest, public_id: str, member: int) -> HttpResponse:
    """Write the last day of a seat."""
    found = _seen(request, public_id)
    row = get_object_or_404(bodies.seats_of(found), pk=member)
    form = forms.LastDayEntry(request.POST)
    return _do(
        request,
        found,
        form,
        "end_form",
        lambda: actions.end_seat(request.user, row, **form.cleaned_data),
    )
