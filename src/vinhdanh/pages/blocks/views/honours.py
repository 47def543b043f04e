"""Places, the members' vote and what the block proposes; what the ledger confers."""

import uuid
from collections.abc import Sequence

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh import assess
from vinhdanh.base import clock
from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import actions, queries, standings
from vinhdanh.blocks.enums import TieBreak
from vinhdanh.blocks.honours import Honour, honours_of
from vinhdanh.blocks.models import (
    Allowance,
    Ballot,
    BallotChoice,
    BallotLine,
    BlockYear,
    Proposal,
)
from vinhdanh.ledger import queries as ledger
from vinhdanh.pages.blocks.forms import BallotForm, members_of
from vinhdanh.pages.blocks.views.seen import may_lead, say, seen_year
from vinhdanh.pages.scoring.board import sheets_for


@login_required
def results(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show places, votes, proposals and awards of a year, each in its own column."""
    return results_page(request, seen_year(request, public_id))


def results_page(
    request: HttpRequest,
    found: BlockYear,
    *,
    refused: tuple[str, str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the results; refused: (member, award, sentence) with what was typed kept."""
    places = standings.ranking(found)
    honours = honours_of(found, places)
    context = {
        "block_year": found,
        "places": places,
        "labels": {code.value: code.label for code in TieBreak},
        "ties": standings.tie_rules(found),
        "honours": honours,
        "awards_seen": _awards_seen(request, honours),
        "is_reopened": standings.is_reopened(found),
        "is_lead": may_lead(request.user, queries.lead_of(found)),
        "sheets_seen": set()
        if found.scoring is None
        else set(sheets_for(request.user, found.scoring).values_list("pk", flat=True)),
        "today": clock.today(),
        "refused": refused,
        "typed_reason": request.POST.get("reason", ""),
    }
    return render(request, "blocks/results.html", context, status=status)


def _awards_seen(request: HttpRequest, found: Sequence[Honour]) -> set[int]:
    """Return which of the awards conferred the user may open."""
    conferred = [row.award.pk for each in found for row in each.rows if row.award]
    mine = ledger.visible_to(request.user).filter(pk__in=conferred)
    return set(mine.values_list("pk", flat=True))


@login_required
def open_ballot(request: HttpRequest, public_id: uuid.UUID, award: str) -> HttpResponse:
    """Open the members' vote for one award."""
    found = seen_year(request, public_id)
    if award not in assess.awards():
        raise Http404
    actions.require_lead(request.user, found)
    form = BallotForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        names = ("on", "is_secret", "is_on_paper", "denominator")
        try:
            made = actions.open_ballot(
                request.user,
                found,
                award,
                **{name: form.cleaned_data[name] for name in names},
                needed=form.needed(),
            )
        except Refused as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("Đã mở lấy phiếu suy tôn."))
            return redirect("block-ballot", made.public_id)
    context = {"block_year": found, "award": award, "form": form}
    status = 422 if form.errors else 200
    return render(request, "blocks/open_ballot.html", context, status=status)


@login_required
def ballot(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Vote for one's unit; the lead counts paper votes and closes."""
    found = get_object_or_404(
        Ballot.objects.select_related("block_year__block__unit__subject"),
        public_id=public_id,
        block_year__in=queries.years_visible_to(request.user).order_by().values("pk"),
    )
    if request.method != "POST":
        return _ballot_page(request, found)
    form = django_forms.Form({})
    form.is_valid()
    try:
        told = _deed(request, found)
    except Refused as refusal:
        say(form, refusal)
        return _ballot_page(request, found, form, status=422)
    messages.success(request, told)
    return redirect("block-ballot", found.public_id)


def _deed(request: HttpRequest, found: Ballot) -> str:
    deed = request.POST.get("deed")
    if deed == "close":
        actions.close_ballot(request.user, found)
        return _("Đã kiểm phiếu; kết quả giữ nguyên từ nay.")
    if deed == "count":
        members = list(members_of(found.block_year))
        voters = [m for m in members if str(m.pk) in request.POST.getlist("voter")]
        actions.record_count(request.user, found, voters, _votes(request, found))
        return _("Đã nhập kết quả kiểm phiếu.")
    if deed == "cast":
        member = get_object_or_404(
            members_of(found.block_year), public_id=_uuid(request.POST.get("member"))
        )
        chosen = request.POST.getlist("line")
        lines = [line for line in found.lines.all() if str(line.pk) in chosen]
        actions.cast(request.user, found, member, lines)
        return _("“%(unit)s” đã bỏ phiếu.") % {"unit": member.unit}
    raise Http404


def _uuid(words: str | None) -> uuid.UUID:
    try:
        return uuid.UUID(words or "")
    except ValueError:
        raise Http404 from None


def _votes(request: HttpRequest, found: Ballot) -> dict[int, tuple[int, int]]:
    """What was typed of each line; a cell that is no number counts as left out."""
    votes = {}
    for line in found.lines.all():
        typed = [
            request.POST.get(f"{side}-{line.pk}", "").strip()
            for side in ("agree", "disagree")
        ]
        if all(word.isascii() and word.isdigit() for word in typed):
            votes[line.pk] = (int(typed[0]), int(typed[1]))
    return votes


def _ballot_page(
    request: HttpRequest,
    found: Ballot,
    form: django_forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    block_year = found.block_year
    voters = {row.member_id: row for row in found.voters.all()}
    to_vote = []
    if found.is_open and not found.is_on_paper:
        mine = queries.own_members(request.user, "block.vote", block_year)
        to_vote = [member for member in mine if member.pk not in voters]
    is_lead = may_lead(request.user, queries.lead_of(block_year))
    lines = list(found.lines.select_related("member__unit__subject"))
    shown = not found.is_open or (found.is_on_paper and is_lead)
    counts = standings.counts(found)
    base = counts[0].base if counts else 0
    most = Allowance.objects.filter(block_year=block_year, award=found.award).first()
    context = {
        "ballot": found,
        "block_year": block_year,
        "form": form,
        "lines": [_as_typed(request, line) for line in lines],
        "chosen": request.POST.getlist("line"),
        "counts": counts if shown else [],
        "needed": standings.votes_needed(found, base),
        "most": most.most if most else None,
        "members": [
            (member, voters.get(member.pk)) for member in queries.members_of(block_year)
        ],
        "voted": len(voters),
        "ticked": request.POST.getlist("voter") or [str(pk) for pk in voters],
        "to_vote": to_vote,
        "is_lead": is_lead,
        "choices": _open_choices(found),
    }
    return render(request, "blocks/ballot.html", context, status=status)


def _as_typed(request: HttpRequest, line: BallotLine) -> tuple[BallotLine, str, str]:
    """A line with its two numbers: what was typed just now, or what is kept."""
    kept = (str(line.agree), str(line.disagree))
    if not (line.agree or line.disagree):
        kept = ("", "")
    agree, disagree = (
        request.POST.get(f"{side}-{line.pk}", words)
        for side, words in zip(("agree", "disagree"), kept, strict=True)
    )
    return line, agree, disagree


def _open_choices(found: Ballot) -> dict[int, list[str]]:
    """{member: the units it chose} of an open vote that was counted."""
    if found.is_secret or found.is_open:
        return {}
    rows = BallotChoice.objects.filter(voter__ballot=found, agrees=True)
    told: dict[int, list[str]] = {}
    for row in rows.select_related("voter", "line__member__unit__subject"):
        told.setdefault(row.voter.member_id, []).append(row.line.member.unit.name)
    return told


@login_required
@require_POST
def propose(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Propose a unit for an award."""
    found = seen_year(request, public_id)
    award = request.POST.get("award", "")
    if award not in assess.awards():
        raise Http404
    member = get_object_or_404(
        members_of(found), public_id=_uuid(request.POST.get("member"))
    )
    form = django_forms.Form({})
    form.is_valid()
    try:
        actions.propose(
            request.user,
            found,
            member,
            award,
            reason=request.POST.get("reason", "")[:500],
        )
    except Refused as refusal:
        say(form, refusal)
        told = (str(member.public_id), award, refusal.message)
        return results_page(request, found, refused=told, status=422)
    messages.success(
        request, _("Đã ghi khối đề nghị khen “%(unit)s”.") % {"unit": member.unit}
    )
    return redirect("block-results", found.public_id)


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Withdraw a proposal, with the reason."""
    found = get_object_or_404(
        Proposal.objects.select_related("block_year__block", "member__unit__subject"),
        public_id=public_id,
        block_year__in=queries.years_visible_to(request.user).order_by().values("pk"),
    )
    actions.withdraw_proposal(
        request.user, found, reason=request.POST.get("reason", "")[:500]
    )
    messages.success(request, _("Đã rút đề nghị."))
    return redirect("block-results", found.block_year.public_id)
