"""Pages of people: the list of a year, one person, what is written by hand."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.accounts import queries as accounts
from vinhdanh.accounts import taking
from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.ledger import queries as ledger
from vinhdanh.pages.registry import careers, forms, sheet
from vinhdanh.pages.registry.grid import rows_of
from vinhdanh.pages.registry.lifeline import life_line
from vinhdanh.pages.registry.path import path_of
from vinhdanh.pages.registry.road import road_of
from vinhdanh.pages.shell import sheets
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry import actions, aliases, bodies, holding, queries
from vinhdanh.registry.models import Person, Unit
from vinhdanh.registry.standing import standing
from vinhdanh.viet import text

PAGE = 50


def _ids(words: str) -> list[UUID]:
    try:
        return [UUID(words)]
    except ValueError:
        return []


def _asked(request: HttpRequest) -> tuple[QuerySet[Person], forms.RosterFilter]:
    """Return the people whom the filters leave, and the filters as they stand."""
    year: int = request.year  # type: ignore[attr-defined]
    seen = queries.units_visible_to(request.user)
    # What a link asks for is kept, also where that unit has ended since.
    linked = seen.filter(subject__public_id__in=_ids(request.GET.get("don_vi", "")))
    units = standing(seen, year=year) | linked
    asked = forms.RosterFilter(units, request.GET)
    # A filter that is not understood hides nothing.
    words = asked.cleaned_data if asked.is_valid() else {}
    found = queries.roster(
        request.user, year, words.get("don_vi"), words.get("nhom", "")
    )
    for word in text.fold(words.get("q", "")).split():
        found = found.filter(subject__name_folded__contains=word)
    if words.get("thieu"):
        found = queries.lacking(found, year, words["thieu"])
    if words.get("thieu") == "titles":
        conferred = ledger.standing_awards().filter(year=year)
        holders = conferred.order_by().values(main=aliases.main_id("subject"))
        found = found.exclude(pk__in=holders)
    return found, asked


@login_required
@only_for("person.see")
def people(request: HttpRequest) -> HttpResponse:
    """List the people of a year with the facts of that year."""
    found, asked = _asked(request)
    page = page_of(request, found, PAGE)
    year: int = request.year  # type: ignore[attr-defined]
    changeable = rights.visible(request.user, "person.change", Unit.objects.order_by())
    context = {
        "page": page,
        "rows": rows_of(request.user, list(page), year),
        "filter": asked,
        "is_filtered": any(request.GET.get(name) for name in asked.fields),
        "year": year,
        "may_change": changeable.exists(),
    }
    return render(request, "registry/people.html", context)


@login_required
@only_for("person.see")
def people_sheet(request: HttpRequest) -> HttpResponse:
    """Give the list, as filtered, as an Excel file."""
    found, _filters = _asked(request)
    year: int = request.year  # type: ignore[attr-defined]
    try:
        taking.require_reason(found.count(), sheets.reason_of(request))
    except taking.ReasonNeeded as refusal:
        return sheets.ask_reason(request, refusal)
    rows = rows_of(request.user, list(found), year)
    return sheets.sent(
        request, sheet.roster_table(rows, year), f"danh-sach-{year}.xlsx"
    )


def _person(request: HttpRequest, public_id: str) -> Person:
    found: Person = get_object_or_404(
        queries.people_visible_to(request.user), subject__public_id=public_id
    )
    return found


@login_required
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the life line of a person, and what was changed by whom."""
    stays = queries.people_visible_to(request.user).filter(
        subject__aliases__public_id=public_id
    )
    if merged_into := stays.first():
        return redirect("person", public_id=merged_into.subject.public_id)
    found = _person(request, public_id)
    seen = accounts.audit_readable_by(request.user).values("pk")
    year: int = request.year  # type: ignore[attr-defined]
    post = queries.post_on(found, queries.last_day_seen(year))
    career = careers.career_of(request.user, found)
    # Nobody is shown a road ahead who has retired or died.
    may_see_path = career.departure is None and rights.can(
        request.user, "verdict.see", found
    )
    line = life_line(request.user, found)
    present = queries.present_post(found)
    past = [each.year for each in line.years]
    context = {
        "person": found,
        "post": present,
        "road": road_of(
            found.subject,
            present.unit if present else None,
            past,
            is_whole=request.GET.get("lo_trinh") == "day-du",
        )
        if may_see_path
        else None,
        "path": path_of(found, post.unit if post else None, year)
        if may_see_path
        else None,
        "line": line,
        "measures": queries.measures_in_force(found),
        "inquiry": queries.open_inquiries([found.pk], year).get(found.pk),
        "memberships": bodies.memberships_of(found),
        "career": career,
        "changes": queries.changes_of(found).filter(pk__in=seen)[:50],
        "may_change": rights.can(request.user, "person.change", found),
        "years_to_write": holding.years_held(
            request.user, "person.change", found, [*past, year]
        ),
    }
    return render(request, "registry/person.html", context)


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Lead to the user's own life line."""
    if request.user.person is None:  # type: ignore[union-attr]
        raise Http404
    return redirect("person", public_id=request.user.person.subject.public_id)  # type: ignore[union-attr]


@login_required
@only_for("person.change")
def add_person(request: HttpRequest) -> HttpResponse:
    """Enter a person by hand."""
    units = rights.visible(
        request.user, "person.change", standing(Unit.objects.select_related("subject"))
    )
    form = forms.NewPersonEntry(units, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_person(
                request.user,
                form.cleaned_data["unit"],
                form.written(),
                is_namesake=form.cleaned_data["is_namesake"],
            )
        except Refused as refusal:
            form.add_error(_field_of(refusal), refusal.message)
        else:
            messages.success(request, _("Đã thêm %(name)s.") % {"name": made})
            return redirect("person", public_id=made.subject.public_id)
    context = {
        "form": form,
        "asks_namesake": "is_namesake" in form.errors,
        "title": _("Thêm người"),
        "back": reverse("people"),
    }
    return render(request, "registry/person_form.html", context, status=_status(form))


def _field_of(refusal: Refused) -> str | None:
    return {
        "person.twin": "name",
        "person.namesake": "is_namesake",
        "person.no_name": "name",
        "person.recruited_too_young": "recruited_on",
    }.get(refusal.code)


def _status(form: Form) -> int:
    return 422 if form.errors else 200


@login_required
def mend_person(request: HttpRequest, public_id: str) -> HttpResponse:
    """Correct what is written of a person."""
    found = _person(request, public_id)
    rights.require(request.user, "person.change", found)
    now = forms.PersonEntry.of(found, queries.present_post(found))
    form = forms.PersonEntry(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.mend_person(request.user, found, form.written())
        except Refused as refusal:
            form.add_error(_field_of(refusal), refusal.message)
        else:
            messages.success(request, _("Đã sửa. Bản trước còn trong nhật ký."))
            return redirect("person", public_id=public_id)
    context = {
        "form": form,
        "title": _("Sửa thông tin"),
        "person": found,
        "back": reverse("person", args=[public_id]),
    }
    return render(request, "registry/person_form.html", context, status=_status(form))
