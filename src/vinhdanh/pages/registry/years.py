"""Pages of a person's year: its facts, what dates from day to day, and works."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.pages.registry import year_forms as forms
from vinhdanh.pages.shell.year import FIRST_YEAR, LAST_YEAR
from vinhdanh.registry import actions, aliases, bodies, enums, holding, queries
from vinhdanh.registry.models import (
    Authorship,
    DisciplineRecord,
    Inquiry,
    Person,
    RecognisedWork,
    Subject,
)


def _seen(request: HttpRequest, public_id: str) -> Person:
    found: Person = get_object_or_404(
        queries.people_visible_to(request.user), subject__public_id=public_id
    )
    return found


def _person(request: HttpRequest, public_id: str) -> Person:
    found = _seen(request, public_id)
    rights.require(request.user, "person.change", found)
    return found


@login_required
def year_facts(request: HttpRequest, public_id: str, year: int) -> HttpResponse:
    """Write the facts of a person's year by hand."""
    found = _seen(request, public_id)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    holding.require_year(request.user, "person.change", found, year)
    row = queries.facts_of([found], year).get(found.pk)
    form = forms.YearFactsEntry(
        request.POST or None,
        initial=forms.YearFactsEntry.of(row),
        measures=_measures(found, year).exists(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_year_facts(
                request.user,
                found.subject,
                year,
                form.written(),
                source=form.cleaned_data["source"],
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request,
                _("Đã ghi dữ kiện năm %(year)s của %(name)s.")
                % {"year": year, "name": found},
            )
            return redirect("person", public_id=public_id)
    return _page(request, found, year, status=422 if form.errors else 200, form=form)


def _measures(found: Person, year: int) -> Any:
    return _records(found).filter(first_day__year=year, annulled_on=None)


def _records(found: Person) -> QuerySet[DisciplineRecord]:
    own = aliases.records([found.pk])
    return DisciplineRecord.objects.filter(person__in=own).order_by("-first_day")


def _inquiries(found: Person) -> QuerySet[Inquiry]:
    own = aliases.records([found.pk])
    return Inquiry.objects.filter(subject__in=own).order_by("-first_day")


def _page(
    request: HttpRequest, found: Person, year: int, *, status: int = 200, **bound: Any
) -> HttpResponse:
    row = queries.facts_of([found], year).get(found.pk)
    is_measured = _measures(found, year).exists()
    context = {
        "person": found,
        "year": year,
        "row": row,
        "today": clock.today(),
        # Of whoever has moved on, the old years' facts are written and no more.
        "may_change": rights.can(request.user, "person.change", found),
        "measures": _measures(found, year),
        "records": _records(found),
        "inquiries": _inquiries(found),
        "works": queries.works_of([found], year).get(found.pk, []),
        "form": forms.YearFactsEntry(
            initial=forms.YearFactsEntry.of(row), measures=is_measured
        ),
        "discipline_form": forms.DisciplineEntry(prefix="ky-luat"),
        "inquiry_form": forms.InquiryEntry(prefix="xem-xet"),
    } | bound
    return render(request, "registry/year_facts.html", context, status=status)


def _do(
    request: HttpRequest,
    found: Person,
    year: int,
    name: str,
    form: Form,
    deed: Callable[[], object],
) -> HttpResponse:
    """Do a deed by a form; what is refused is drawn again with what was typed."""
    if form.is_valid():
        try:
            deed()
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("year-facts", found.subject.public_id, year)
    bound: dict[str, Any] = {name: form, "open_form": name}
    return _page(request, found, year, status=422, **bound)


@login_required
def collective_year(request: HttpRequest, public_id: str, year: int) -> HttpResponse:
    """Write the facts of a unit's or a body's year by hand."""
    seen = Q(pk__in=queries.units_visible_to(request.user).values("pk"))
    seen |= Q(pk__in=bodies.visible_to(request.user).values("pk"))
    found = get_object_or_404(Subject.objects.filter(seen), public_id=public_id)
    unit = queries.unit_of_subject(found)
    if unit is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    rights.require(request.user, "person.change", unit)
    row = found.year_facts.filter(year=year).first()
    form = forms.CollectiveYearEntry(
        request.POST or None, initial=forms.CollectiveYearEntry.of(row)
    )
    page = "unit" if found.pk == unit.pk else "body"
    if request.method == "POST" and form.is_valid():
        actions.record_year_facts(
            request.user,
            found,
            year,
            form.written(),
            source=form.cleaned_data["source"],
        )
        messages.success(
            request,
            _("Đã ghi dữ kiện năm %(year)s của %(name)s.")
            % {"year": year, "name": found},
        )
        return redirect(page, public_id)
    context = {
        "form": form,
        "subject": found,
        "year": year,
        "row": row,
        "others": found.year_facts.exclude(year=year).order_by("-year"),
        "back": reverse(page, args=[public_id]),
    }
    status = 422 if form.errors else 200
    return render(request, "registry/collective_year.html", context, status=status)


@login_required
@require_POST
def add_discipline(request: HttpRequest, public_id: str, year: int) -> HttpResponse:
    """Enter a disciplinary decision."""
    found = _person(request, public_id)
    form = forms.DisciplineEntry(request.POST, prefix="ky-luat")
    return _do(
        request,
        found,
        year,
        "discipline_form",
        form,
        lambda: actions.record_discipline(request.user, found, form.written()),
    )


@login_required
@require_POST
def end_discipline(
    request: HttpRequest, public_id: str, year: int, row: int, deed: str
) -> HttpResponse:
    """Write when a measure ceased to have effect, or that it was annulled."""
    found = _person(request, public_id)
    record = get_object_or_404(_records(found), pk=row)
    form = forms.EndEntry(request.POST)

    def act() -> object:
        on, words = form.cleaned_data["on"], form.cleaned_data["words"]
        if deed == "huy":
            return actions.annul_discipline(request.user, record, on=on, reason=words)
        return actions.end_discipline(request.user, record, on=on, source=words)

    if deed not in {"het-hieu-luc", "huy"}:
        raise Http404
    return _do(request, found, year, "end_form", form, act)


@login_required
@require_POST
def add_inquiry(request: HttpRequest, public_id: str, year: int) -> HttpResponse:
    """Note that a case is being looked into."""
    found = _person(request, public_id)
    form = forms.InquiryEntry(request.POST, prefix="xem-xet")
    return _do(
        request,
        found,
        year,
        "inquiry_form",
        form,
        lambda: actions.open_inquiry(request.user, found.subject, **form.cleaned_data),
    )


@login_required
@require_POST
def close_inquiry(
    request: HttpRequest, public_id: str, year: int, row: int
) -> HttpResponse:
    """Write when an inquiry ended and what came of it."""
    found = _person(request, public_id)
    inquiry = get_object_or_404(_inquiries(found), pk=row)
    form = forms.EndEntry(request.POST)

    def act() -> object:
        on, words = form.cleaned_data["on"], form.cleaned_data["words"]
        return actions.close_inquiry(request.user, inquiry, on=on, conclusion=words)

    return _do(request, found, year, "end_form", form, act)


@login_required
def add_work(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record a recognised initiative of a person."""
    found = _person(request, public_id)
    year: int = request.year  # type: ignore[attr-defined]
    form = forms.WorkEntry(request.POST or None, initial={"year": year})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.record_work(request.user, found, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("share_pct", refusal.message)
        else:
            messages.success(
                request, _("Đã ghi sáng kiến của %(name)s.") % {"name": found}
            )
            return redirect("work", made.public_id)
    context = {
        "form": form,
        "title": _("Ghi sáng kiến"),
        "person": found,
        "back": reverse("person", args=[public_id]),
    }
    status = 422 if form.errors else 200
    return render(request, "registry/person_form.html", context, status=status)


def _work(request: HttpRequest, public_id: str) -> RecognisedWork:
    seen = queries.people_visible_to(request.user).values("pk")
    return get_object_or_404(
        RecognisedWork.objects.filter(authorships__person__in=seen).distinct(),
        public_id=public_id,
    )


@login_required
def work(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a recognised work: its decision, its authors, what it has served."""
    return _work_page(request, _work(request, public_id))


def _work_page(
    request: HttpRequest, found: RecognisedWork, *, status: int = 200, **bound: Any
) -> HttpResponse:
    authors = list(found.authorships.select_related("person__subject").order_by("pk"))
    seen = set(queries.people_visible_to(request.user).values_list("pk", flat=True))
    mine = rights.visible(
        request.user,
        "person.change",
        Person.objects.filter(pk__in=[row.person_id for row in authors]),
    ).values_list("pk", flat=True)
    changeable = set(mine)
    parts = [row.share_pct for row in authors if row.share_pct is not None]
    context = {
        "work": found,
        "authors": [
            (
                row,
                row.person_id in seen,
                forms.UseEntry(initial=forms.UseEntry.of(row), prefix=f"dung-{row.pk}")
                if row.person_id in changeable
                else None,
            )
            for row in authors
        ],
        "total": sum(parts),
        "left": 100 - sum(parts) if len(parts) == len(authors) else None,
        "shares_form": forms.SharesEntry(found),
        "may_share": all(
            row.person_id in changeable
            or holding.years_held(
                request.user, "person.change", row.person, [found.year]
            )
            for row in authors
        ),
    } | bound
    return render(request, "registry/work.html", context, status=status)


@login_required
@require_POST
def set_shares(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write the parts of a work's authors."""
    found = _work(request, public_id)
    form = forms.SharesEntry(found, request.POST)
    if form.is_valid():
        try:
            actions.set_shares(
                request.user, found, form.shares(), source=form.cleaned_data["source"]
            )
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi tỷ lệ của các tác giả."))
            return redirect("work", found.public_id)
    return _work_page(request, found, status=422, shares_form=form)


@login_required
@require_POST
def note_use(request: HttpRequest, public_id: str, row: int) -> HttpResponse:
    """Note the award that an author's work has served, or that it has served none."""
    found = _work(request, public_id)
    authorship = get_object_or_404(found.authorships, pk=row)
    form = forms.UseEntry(request.POST, prefix=f"dung-{row}")
    if form.is_valid():
        try:
            _use(request.user, authorship, form.cleaned_data)
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("work", found.public_id)
    return _work_page(request, found, status=422, wrong=form)


def _use(user: Any, authorship: Authorship, typed: dict[str, Any]) -> None:
    if typed["use"] == enums.WorkUse.USED:
        actions.note_use(
            user,
            authorship,
            award=typed["award"],
            year=typed["year"],
            source=typed["source"],
        )
    else:
        actions.mend_use(
            user,
            authorship,
            is_unused=typed["use"] == enums.WorkUse.UNUSED,
            source=typed["source"],
        )
