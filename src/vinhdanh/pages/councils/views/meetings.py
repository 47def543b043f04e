"""A meeting in its order: roll call, quorum, tally grid, close, minutes."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vinhdanh.base import clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.councils import actions, counting, papers, queries
from vinhdanh.councils.enums import Channel, MeetingState, Presence
from vinhdanh.councils.models import Meeting
from vinhdanh.councils.queries import Case, CaseList
from vinhdanh.documents.refusal import PaperRefused
from vinhdanh.nominations.models import Round
from vinhdanh.pages.councils.forms import (
    BallotForm,
    CallForm,
    CloseForm,
    CountForm,
    MeetingForm,
)
from vinhdanh.pages.shell.sheets import page_of

PAGE = 50
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _seen(request: HttpRequest, public_id: uuid.UUID) -> Meeting:
    return get_object_or_404(
        queries.meetings_visible_to(request.user), public_id=public_id
    )


@login_required
def convene(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Call a council together over a round."""
    council = get_object_or_404(queries.visible_to(request.user), public_id=public_id)
    rights.require(request.user, "meeting.convene", council)
    rounds = Round.objects.filter(unit=council.unit).order_by("-year", "-pk")
    data = request.POST if request.method == "POST" else None
    form = MeetingForm(rounds, data, initial={"place": council.unit.name})
    if data is not None and form.is_valid():
        words = dict(form.cleaned_data)
        try:
            made = actions.convene_meeting(
                request.user, council, words.pop("round"), **words
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã triệu tập phiên họp."))
            return redirect("meeting", made.public_id)
    context = {"council": council, "form": form, "has_round": rounds.exists()}
    status = 422 if form.errors else 200
    return render(request, "councils/convene.html", context, status=status)


@login_required
def meeting(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a meeting; who may not record reads it."""
    return _page(request, _seen(request, public_id))


def _page(
    request: HttpRequest, found: Meeting, *, status: int = 200, **typed: Any
) -> HttpResponse:
    lists = queries.case_lists(found)
    shown = _chosen(request, lists)
    page = _paged(request, shown)
    roll = list(queries.roll_call(found))
    context = {
        "meeting": found,
        "is_open": found.state == MeetingState.OPEN,
        "is_closed": found.state == MeetingState.CLOSED,
        "may_record": rights.can(request.user, "meeting.record", found),
        "is_its_day": found.held_on <= clock.today(),
        "members": queries.members_on(found.council, found.held_on),
        "lists": lists,
        "shown": shown,
        "page": page,
        "count_forms": [CountForm(case) for case in page] if page else [],
        "recounted": queries.recounted(found),
        "quorum": queries.quorum(found, lists),
        "roll": counting.roll_of(found),
        "calls": [CallForm(row) for row in roll],
        "ballot_form": BallotForm(initial={"channel": _channel(found, shown)}),
        "close_form": CloseForm(
            initial={"conclusion": papers.suggested_conclusion(lists)}
        ),
        "uncounted": sum(len(row.cases) - row.counted for row in lists),
        "refusal": None,
    } | typed
    return render(request, "councils/meeting.html", context, status=status)


def _chosen(request: HttpRequest, lists: list[CaseList]) -> CaseList | None:
    """Return the award asked for, else the first with something to count."""
    asked = request.GET.get("danh-hieu")
    by_code = {row.award.code: row for row in lists}
    if asked in by_code:
        return by_code[asked]
    waiting = [row for row in lists if row.counted < len(row.cases)]
    return next(iter(waiting or lists), None)


def _paged(request: HttpRequest, shown: CaseList | None) -> Page[Case] | None:
    if shown is None:
        return None
    return page_of(request, shown.cases, PAGE)


def _channel(found: Meeting, shown: CaseList | None) -> str:
    """Return how the last votes were given; else what the rule asks, or nothing."""
    last = found.tallies.order_by("-pk").first()
    if last is not None:
        return last.channel
    if shown is not None and shown.rule.ballot == counting.SECRET:
        return Channel.SECRET_BALLOT
    return ""


@login_required
@require_POST
def open_meeting(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Open the meeting and fix its roll."""
    found = actions.open_meeting(request.user, _seen(request, public_id))
    messages.success(
        request,
        _("Đã khai mạc: %(n)s thành viên trong danh sách. Hãy điểm danh.")
        % {"n": found.members},
    )
    return redirect("meeting", found.public_id)


@login_required
@require_POST
def attendance(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take the roll call; “Còn lại có mặt” calls the rest present."""
    found = _seen(request, public_id)
    forms = [CallForm(row, request.POST) for row in queries.roll_call(found)]
    rest = Presence.PRESENT if request.POST.get("con-lai") else ""
    if all(form.is_valid() for form in forms):
        calls = {
            form.row.membership: call
            for form in forms
            if (call := form.call(rest)) is not None
        }
        try:
            actions.record_attendance(request.user, found, calls)
        except rights.Forbidden:
            raise
        except Refused as refusal:
            return _page(request, found, status=422, calls=forms, refusal=refusal)
        messages.success(request, _("Đã ghi điểm danh."))
        return redirect("meeting", found.public_id)
    return _page(request, found, status=422, calls=forms)


@login_required
@require_POST
def tallies(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take the counts of the award and page shown, all of them or none."""
    found = _seen(request, public_id)
    page = _paged(request, _chosen(request, queries.case_lists(found)))
    forms = [CountForm(case, request.POST) for case in page or ()]
    ballot = BallotForm(request.POST)
    typed = {"count_forms": forms, "ballot_form": ballot}
    if not (ballot.is_valid() and all(form.is_valid() for form in forms)):
        return _page(request, found, status=422, **typed)
    channel = ballot.cleaned_data["channel"]
    counts = [count for form in forms if (count := form.count(channel)) is not None]
    try:
        made = actions.record_tallies(
            request.user,
            found,
            counts,
            confirmation=ballot.cleaned_data["confirmation"],
        )
    except rights.Forbidden:
        raise
    except Refused as refusal:
        return _page(request, found, status=422, refusal=refusal, **typed)
    said = ngettext(
        "Đã ghi kết quả của %(n)s đề nghị.",
        "Đã ghi kết quả của %(n)s đề nghị.",
        len(made),
    )
    messages.success(request, said % {"n": len(made)})
    return redirect("meeting", found.public_id)


@login_required
@require_POST
def close(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Close the meeting; then nothing changes."""
    found = _seen(request, public_id)
    form = CloseForm(request.POST)
    if form.is_valid():
        try:
            actions.close_meeting(request.user, found, **form.cleaned_data)
        except rights.Forbidden:
            raise
        except Refused as refusal:
            return _page(request, found, status=422, close_form=form, refusal=refusal)
        messages.success(request, _("Phiên họp đã kết thúc. Biên bản sẵn sàng."))
        return redirect("meeting", found.public_id)
    return _page(request, found, status=422, close_form=form)


@login_required
def minutes(request: HttpRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Hand out the minutes as Word or PDF; before the close they are a draft."""
    # Typst and python-docx take long to load, and only papers need them.
    from vinhdanh.documents.minutes import (  # noqa: PLC0415
        minutes_docx,
        minutes_pdf,
    )

    makers = {"docx": (minutes_docx, WORD), "pdf": (minutes_pdf, "application/pdf")}
    found = _seen(request, public_id)
    if kind not in makers or found.state == MeetingState.CONVENED:
        raise Http404
    make, media_type = makers[kind]
    try:
        data = make(papers.minutes(found))
    except PaperRefused as refusal:
        raise Refused(f"minutes.{refusal.code}", str(refusal)) from refusal
    answer = HttpResponse(data, content_type=media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True,
        filename=f"Biên bản họp Hội đồng {found.held_on:%d-%m-%Y}.{kind}",
    )
    return answer
