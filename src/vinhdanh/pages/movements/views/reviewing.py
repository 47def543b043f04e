"""Half-year and final reviews: written, concluded, printed."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vinhdanh.base import clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.base.vietnamese import in_vietnamese
from vinhdanh.documents.papers import SummationPaper
from vinhdanh.indicators import progress
from vinhdanh.movements import actions, papers, running
from vinhdanh.movements.actions.reviewing import WORDS
from vinhdanh.movements.enums import ReviewKind
from vinhdanh.movements.models import Movement, Review
from vinhdanh.movements.reviews import FigureLine, figures_of, tasks_of
from vinhdanh.pages.discarding import ask
from vinhdanh.pages.more_rows import ask_for_more
from vinhdanh.pages.movements.forms_running import DiscoveryRows, ReviewPaper
from vinhdanh.pages.movements.views.gathering import handed_out
from vinhdanh.pages.movements.views.launching import movement_seen
from vinhdanh.pages.movements.words import progress_words
from vinhdanh.pages.seen import Seen
from vinhdanh.publishing import queries as publishing


def _seen(request: HttpRequest, public_id: uuid.UUID) -> Review:
    seen = running.reviews_visible_to(request.user)
    return get_object_or_404(seen, public_id=public_id)


def _figures(review: Review) -> list[FigureLine]:
    """Return the targets with what is reached: as kept, or up to the review's day."""
    if review.is_concluded:
        return figures_of(review)
    told = progress.progress_of(review.movement, review.as_of)
    return [
        FigureLine(
            row.target.name,
            row.target.base_shown,
            row.target.goal_shown,
            row.shown,
            str(progress_words(row)),
        )
        for row in told
    ]


@login_required
@require_safe
def review(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a review: figures, tasks, models found, words."""
    found = _seen(request, public_id)
    tasks = tasks_of(found)
    context = {
        "review": found,
        "movement": found.movement,
        "figures": _figures(found),
        "tasks": tasks,
        "done": sum(task.done_on is not None for task in tasks),
        "discoveries": found.discoveries.select_related("subject"),
    }
    return render(request, "movements/review.html", context)


@login_required
def new_review(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Begin a review of a movement."""
    seen = Seen(request)
    movement = movement_seen(request, public_id)
    rights.require(request.user, "review.prepare", movement)
    today = clock.today()
    first = {
        "kind": ReviewKind.FINAL if today > movement.last_day else ReviewKind.HALF_YEAR,
        "as_of": min(max(today, movement.first_day), movement.last_day),
    }
    return _edit(request, movement, None, first, seen)


@login_required
def edit_review(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Mend a review that is being written."""
    seen = Seen(request)
    found = _seen(request, public_id)
    rights.require(request.user, "review.prepare", found)
    if found.is_concluded:
        messages.info(request, _("Bản này đã kết luận nên giữ nguyên."))
        return redirect("review", found.public_id)
    first = {name: getattr(found, name) for name in WORDS}
    return _edit(request, found.movement, found, first, seen)


def _edit(
    request: HttpRequest,
    movement: Movement,
    found: Review | None,
    first: dict[str, Any],
    seen: Seen,
) -> HttpResponse:
    data = request.POST.copy() if request.method == "POST" else None
    more = data.pop("them", [""])[0] if data else ""
    if data is not None and more:
        ask_for_more(data, more, 3)
    paper = ReviewPaper(data, initial=first)
    rows = DiscoveryRows(data, prefix="dien-hinh", initial=_discovered(found))
    status = 200
    if data is not None and not more:
        status = 422
        if paper.is_valid() and rows.is_valid():
            try:
                form = paper.written(rows)
                if found is None:
                    saved = actions.prepare_review(request.user, movement, form)
                else:
                    saved = actions.mend_review(
                        request.user, found, form, seen=seen.posted
                    )
            except Refused as refusal:
                seen.hear(refusal)
                paper.add_error(None, refusal.message)
            else:
                messages.success(request, _("Đã ghi bản sơ kết, tổng kết."))
                return redirect("review", saved.public_id)
    context = {
        "paper": paper,
        "discoveries": rows,
        "movement": movement,
        "review": found,
        "seen": seen,
        "is_redrawn": bool(more),
    }
    return render(request, "movements/review_edit.html", context, status=status)


def _discovered(found: Review | None) -> list[dict[str, Any]]:
    if found is None:
        return []
    return [
        {
            "name": row.printed_name,
            "unit_name": row.unit_name,
            "what_for": row.what_for,
            "proposal": row.proposal,
        }
        for row in found.discoveries.all()
    ]


@login_required
def discard_review(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Throw a review away that is being written, with the reason."""
    found = _seen(request, public_id)
    rights.require(request.user, "review.prepare", found)
    return ask(
        request,
        found,
        lambda why: actions.discard_review(request.user, found, reason=why),
        back=reverse("review", args=[found.public_id]),
        after=reverse("movement", args=[found.movement.public_id]),
    )


@login_required
@require_POST
def conclude(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Conclude a review: its figures stay as they stand."""
    found = _seen(request, public_id)
    try:
        actions.conclude_review(request.user, found, _figures(found))
    except rights.Forbidden:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Đã kết luận; số liệu giữ nguyên từ nay."))
    return redirect("review", found.public_id)


@login_required
@require_safe
def review_paper(request: HttpRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Hand out a review as a report, Word or PDF."""
    found = _seen(request, public_id)
    return handed_out(kind, _paper(found), "bao-cao-phong-trao")


@in_vietnamese
def _paper(review: Review) -> SummationPaper:
    head = publishing.latest_signer(review.movement.unit, review.movement.year)
    return papers.review_paper(
        review,
        _figures(review),
        day=clock.today(),
        signer_post=head.post,
        signer_name=head.name,
        signer_authority=head.authority,
    )
