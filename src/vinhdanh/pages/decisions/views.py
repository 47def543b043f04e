"""Papers of the year, drafting, the paper itself, issuing and voiding."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from vinhdanh.base import clock, rights
from vinhdanh.base.files import read_file
from vinhdanh.base.refusal import Refused
from vinhdanh.decisions import actions, papers, printing, queries, suggestions
from vinhdanh.decisions.enums import PaperKind, PaperState
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.documents.blocks import recipient_lines
from vinhdanh.documents.layout import layout_on, written_day
from vinhdanh.documents.refusal import PaperRefused
from vinhdanh.nominations.queries import rounds_visible_to
from vinhdanh.pages.decisions import forms
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry.models import Unit

PAGE = 50


@login_required
@require_safe
def papers_of_year(request: HttpRequest) -> HttpResponse:
    """List the papers on the year's rounds, and what still waits for a paper."""
    year = request.year  # type: ignore[attr-defined]
    seen = queries.with_counts(queries.visible_to(request.user)).filter(
        round__year=year
    )
    kind = request.GET.get("loai", "")
    shown = seen.filter(kind=kind) if kind in PaperKind.values else seen
    recording = rights.visible(request.user, "award.record", Unit.objects.all())
    return render(
        request,
        "decisions/papers.html",
        {
            "year": year,
            "page": page_of(request, shown, PAGE),
            "kind": kind if kind in PaperKind.values else "",
            "kinds": PaperKind.choices,
            "rounds": queries.rounds_waiting(request.user).filter(year=year),
            "may_record": recording.exists(),
        },
    )


def _paper(request: HttpRequest, public_id: UUID) -> OfficialPaper:
    return get_object_or_404(queries.visible_to(request.user), public_id=public_id)


# --- drafting ---------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose awards of a round, then write the paper on them."""
    round_ = get_object_or_404(rounds_visible_to(request.user), public_id=public_id)
    rights.require(request.user, "decision.draft", round_)
    waiting = queries.waiting_by_award(round_)
    asked = request.POST if request.method == "POST" else request.GET
    codes = [code for code in waiting if code in asked.getlist("award")]
    kinds = queries.by_competence(codes)
    kind = PaperKind.SUBMISSION if not kinds[PaperKind.DECISION] else PaperKind.DECISION
    context = {
        "round": round_,
        "waiting": [
            (kind_.label, [(code, waiting[code]) for code in chosen])
            for kind_, chosen in queries.by_competence(list(waiting)).items()
            if chosen
        ],
        "codes": codes,
        "is_mixed": all(kinds.values()),
    }
    if not codes or context["is_mixed"]:
        return render(request, "decisions/choose.html", context)
    day = _day(request)
    initial = forms.PaperEntry.of(suggestions.suggested_form(round_, kind, codes, day))
    is_submission = kind == PaperKind.SUBMISSION
    form = forms.PaperEntry(
        request.POST or None, initial=initial, is_submission=is_submission
    )
    if request.method == "POST" and form.is_valid():
        deed = actions.draft_submission if is_submission else actions.draft_decision
        try:
            made = deed(request.user, round_, codes, form.written(), suggested_on=day)
        except Refused as refusal:
            form.add_error(None, refusal.message.splitlines())
        else:
            messages.success(request, _("Đã lập dự thảo. Hãy soát lại từng dòng."))
            return redirect("paper", public_id=made.public_id)
    return render(
        request,
        "decisions/paper_form.html",
        context | {"form": form, "is_submission": is_submission},
    )


def _day(request: HttpRequest) -> date:
    """Return the day asked for in the address, else today."""
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return clock.today()


@login_required
@require_http_methods(["GET", "POST"])
def mend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write a draft anew; a stale form comes back with what was typed."""
    found = _paper(request, public_id)
    rights.require(request.user, "decision.draft", found)
    now = forms.PaperEntry.of_draft_with_version(found)
    is_submission = found.kind == PaperKind.SUBMISSION
    form = forms.PaperEntry(
        request.POST or None, initial=now, is_submission=is_submission
    )
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.mend_draft(
                request.user,
                found,
                form.written(),
                version=-1 if version is None else version,
            )
        except Refused as refusal:
            context = {"refusal": refusal}
            if refusal.code == "decision.stale":
                form, context["differences"] = _compared(request, found, is_submission)
        else:
            messages.success(request, _("Đã ghi dự thảo."))
            return redirect("paper", public_id=found.public_id)
    return render(
        request,
        "decisions/paper_form.html",
        {"paper": found, "form": form, "is_submission": is_submission, **context},
        status=409 if context else 200,
    )


def _compared(
    request: HttpRequest, found: OfficialPaper, is_submission: bool
) -> tuple[forms.PaperEntry, list[tuple[str, str]]]:
    """Return the form with the typed words and today's version, and what differs."""
    found.refresh_from_db()
    typed = request.POST.copy()
    typed["version"] = str(found.version)
    form = forms.PaperEntry(typed, is_submission=is_submission)
    now = forms.PaperEntry(
        initial=forms.PaperEntry.of_draft_with_version(found),
        is_submission=is_submission,
    )
    differences = []
    for bound in now.visible_fields():
        theirs = str(bound.value() or "").replace("\r\n", "\n").strip()
        mine = str(typed.get(bound.html_name) or "").replace("\r\n", "\n").strip()
        if theirs != mine:
            differences.append((str(bound.label), theirs))
    return form, differences


@login_required
@require_POST
def discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    actions.discard_draft(request.user, _paper(request, public_id))
    messages.success(request, _("Đã xóa dự thảo; các đề nghị chờ văn bản khác."))
    return redirect("paper-list")


# --- the paper ----------------------------------------------------------------------


@login_required
@require_safe
def paper(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the paper as it prints, with the deeds open to the user."""
    return _show(request, _paper(request, public_id))


def _show(request: HttpRequest, found: OfficialPaper, **changes: Any) -> HttpResponse:
    data = papers.paper_data(found)
    user, is_draft = request.user, found.state == PaperState.DRAFT
    day = papers.day_of(found)
    earliest = queries.earliest_day(found, clock.today()) if is_draft else None
    start = forms.first_day(found.planned_on, earliest, clock.today())
    may_issue = rights.can(user, "decision.issue", found)
    context = {
        "paper": found,
        "data": data,
        "written_day": written_day(day, is_draft=is_draft),
        "last_mark": layout_on(day).last_base_mark,
        "bases_italic": layout_on(day).bases_italic,
        "recipients": recipient_lines(tuple(found.recipients)),
        "lines": queries.lines_of(found) if not is_draft else [],
        "earliest": earliest,
        "may_draft": is_draft and rights.can(user, "decision.draft", found),
        "may_issue": is_draft and may_issue,
        "may_void": found.state == PaperState.ISSUED and may_issue,
        "issue_form": forms.IssueForm(initial={"issued_on": start}),
        "void_form": forms.VoidForm(),
    }
    status = 409 if changes else 200
    return render(request, "decisions/paper.html", context | changes, status=status)


@login_required
@require_POST
def issue(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Issue a draft: the number is taken now."""
    found = _paper(request, public_id)
    rights.require(request.user, "decision.issue", found)
    form = forms.IssueForm(request.POST, asks_bases=True)
    if not form.is_valid():
        return _show(request, found, issue_form=form)
    day, keeps = form.cleaned_data["issued_on"], form.cleaned_data["keeps_bases"]
    try:
        issued = actions.issue(request.user, found, day, keeps_bases=keeps)
    except Refused as refusal:
        if refusal.code != "decision.other_law":
            del form.fields["keeps_bases"]
        form.add_error(None, refusal.message.splitlines())
        return _show(request, found, issue_form=form)
    messages.success(
        request, _("Đã ban hành số %(number)s.") % {"number": issued.full_number}
    )
    return redirect("paper", public_id=found.public_id)


@login_required
@require_POST
def void(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Void an issued paper, its number kept."""
    found = _paper(request, public_id)
    rights.require(request.user, "decision.issue", found)
    form = forms.VoidForm(request.POST)
    if not form.is_valid():
        return _show(request, found, void_form=form)
    try:
        actions.void_paper(request.user, found, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        form.add_error(None, refusal.message.splitlines())
        return _show(request, found, void_form=form)
    messages.success(request, _("Đã bỏ văn bản; số vẫn giữ trong sổ."))
    return redirect("paper", public_id=found.public_id)


@login_required
@require_safe
def pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hand out the kept PDF of an issued paper, or print the draft."""
    found = _paper(request, public_id)
    if found.pdf is not None:
        return _file(read_file(found.pdf), printing.PDF, found, "pdf")
    try:
        return _file(printing.pdf(found), printing.PDF, found, "pdf")
    except PaperRefused as refusal:
        raise Refused("decision.unprintable", str(refusal)) from refusal


@login_required
@require_safe
def docx(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hand out the paper as a Word file."""
    found = _paper(request, public_id)
    return _file(printing.docx(found), printing.DOCX, found, "docx")


def _file(
    data: bytes, media_type: str, found: OfficialPaper, ending: str
) -> HttpResponse:
    name = printing.file_name(found, ending)
    return HttpResponse(
        data,
        content_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
