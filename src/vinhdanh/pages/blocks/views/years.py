"""A year of a block on one page, and how its lead begins each part of it."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import actions, calendar, queries, standings
from vinhdanh.blocks.calendar import StepLine
from vinhdanh.blocks.enums import PostWay, Step, StepState
from vinhdanh.blocks.models import BlockMember, BlockPost, BlockYear, MemberFiling
from vinhdanh.covenants import queries as covenant_queries
from vinhdanh.covenants.actions import PledgeLine
from vinhdanh.covenants.models import Covenant
from vinhdanh.movements import queries as movement_queries
from vinhdanh.movements.enums import MovementState
from vinhdanh.pages.blocks.forms import (
    CovenantForm,
    LeadForm,
    ScoringForm,
    members_of,
)
from vinhdanh.pages.blocks.views.seen import may_lead, may_steer, say, seen_year
from vinhdanh.scoring import enums as scoring_enums
from vinhdanh.scoring import queries as scoring_queries


@dataclass(frozen=True)
class StepCard:
    """A step on the ribbon: its state for the sign, where it opens, who is asked."""

    line: StepLine
    state: str
    label: str
    url: str
    detail: str
    action: str = ""
    is_post: bool = False


@dataclass
class MemberRow:
    """What one member has done in the year."""

    member: BlockMember
    post: str
    filings: dict[str, MemberFiling]
    signed_on: date | None = None
    place: standings.Standing | None = None


_NOWHERE = ("", "", False)
SIGNS = {
    StepState.DONE: "done",
    StepState.DONE_LATE: "done",
    StepState.RUNNING: "running",
    StepState.LATE: "late",
    StepState.AHEAD: "ahead",
}


@login_required
def year(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a year of a block: how far it is, what each member did, what is next."""
    found = seen_year(request, public_id)
    posts = queries.posts_of(found)
    lead = posts[0] if posts else None
    is_lead = may_lead(request.user, lead)
    covenant = queries.covenant_of(found)
    ribbon = _Ribbon(request, found, covenant, lead if is_lead else None)
    movement = found.movement if ribbon.reads_movement else None
    context = {
        "the_block": found.block,
        "block_year": found,
        "posts": posts,
        "lead": lead,
        "cards": [ribbon.card(line) for line in calendar.steps(found)],
        "movement": movement,
        "sees_movement": ribbon.sees_movement,
        "targets": movement.targets.all() if movement else [],
        "key_tasks": movement.key_tasks.select_related("owner__subject")
        if movement
        else [],
        "covenant": covenant,
        "rows": _rows(found, posts, covenant),
        "documents": queries.documents_visible_to(request.user).filter(
            block=found.block_id, year=found.year
        ),
        "flag": queries.flag_holder(found.block),
        "is_reopened": standings.is_reopened(found),
        "is_lead": is_lead,
        "may_steer": may_steer(request.user, found.block),
        "before": queries.year_before(found),
        "after": queries.next_year(found),
    }
    context["may_seat_lead"] = context["may_steer"] or _leads_before(request, found)
    return render(request, "blocks/year.html", context)


def _leads_before(request: HttpRequest, found: BlockYear) -> bool:
    before = queries.year_before(found)
    return before is not None and may_lead(request.user, queries.lead_of(before))


class _Ribbon:
    """The steps of a year with the address and the button that fit this user."""

    def __init__(
        self,
        request: HttpRequest,
        found: BlockYear,
        covenant: Covenant | None,
        own_lead: BlockPost | None,
    ) -> None:
        self.found, self.covenant, self.own_lead = found, covenant, own_lead
        self.user = user = request.user
        movements = movement_queries.visible_to(user)
        self.sees_movement = (
            found.movement is not None
            and movements.filter(pk=found.movement.pk).exists()
        )
        # A draft is its writers'; what was launched is the whole block's.
        self.reads_movement = self.sees_movement or (
            found.movement is not None and not found.movement.is_draft
        )
        self.sees_covenant = (
            covenant is not None
            and covenant_queries.visible_to(user).filter(pk=covenant.pk).exists()
        )
        scorings = scoring_queries.scorings_visible_to(user)
        self.sees_scoring = (
            found.scoring is not None and scorings.filter(pk=found.scoring.pk).exists()
        )

    def _may(self, verb: str, row: Model | None = None) -> bool:
        """May the user do what a button offers, on a row or at the lead's unit?"""
        post = self.own_lead
        return post is not None and rights.can(self.user, verb, row or post.unit)

    def card(self, line: StepLine) -> StepCard:
        url, action, is_post = self._way(line.step)
        return StepCard(
            line,
            SIGNS[line.state],
            str(line.step.label),
            url,
            line.detail,
            action,
            is_post,
        )

    def _way(self, step: Step) -> tuple[str, str, bool]:
        key = self.found.public_id
        if step == Step.COVENANT:
            return self._to_covenant()
        if step == Step.SCORE:
            return self._to_scoring()
        if step in {Step.VOTE, Step.PROPOSE}:
            return reverse("block-results", args=[key]), _("Mở kết quả"), False
        if step == Step.HAND_OVER:
            return reverse("block-hand-over", args=[key]), _("Mở biên bản"), False
        return reverse("block-step", args=[key, step.value]), _("Mở"), False

    def _to_covenant(self) -> tuple[str, str, bool]:
        found = self.found
        if self.covenant is not None:
            url = reverse("covenant", args=[self.covenant.public_id])
            return (url, _("Mở giao ước"), False) if self.sees_covenant else _NOWHERE
        movement = found.movement
        if movement is None:
            if self._may("movement.prepare"):
                url = reverse("block-movement", args=[found.public_id])
                return url, _("Soạn phong trào"), True
            return _NOWHERE
        is_launched = movement.state != MovementState.DRAFT
        if is_launched and self._may("covenant.prepare", movement):
            url = reverse("block-covenant", args=[found.public_id])
            return url, _("Lập giao ước"), False
        if self.sees_movement:
            return (
                reverse("movement", args=[movement.public_id]),
                _("Mở phong trào"),
                False,
            )
        return _NOWHERE

    def _to_scoring(self) -> tuple[str, str, bool]:
        found = self.found
        if found.scoring is None:
            if self._may("scoring.open"):
                url = reverse("block-scoring", args=[found.public_id])
                return url, _("Mở chấm điểm"), False
            return _NOWHERE
        if not self.sees_scoring:
            return _NOWHERE
        url = reverse("scoring-results", args=[found.scoring.public_id])
        return url, _("Mở bảng điểm"), False


def _rows(
    found: BlockYear, posts: list[Any], covenant: Covenant | None
) -> list[MemberRow]:
    """Every member with what it sent, when it signed and the place it has."""
    signed = dict(covenant.parties.values_list("unit", "signed_on")) if covenant else {}
    places = {place.member.pk: place for place in standings.ranking(found)}
    filings: dict[int, dict[str, MemberFiling]] = {}
    for filing in found.filings.all():
        filings.setdefault(filing.member_id, {})[filing.step] = filing
    names = {
        post.unit_id: _("trưởng khối") if post.is_lead else _("phó trưởng khối")
        for post in posts
    }
    return [
        MemberRow(
            member,
            names.get(member.unit_id, ""),
            filings.get(member.pk, {}),
            signed.get(member.unit_id),
            places.get(member.pk),
        )
        for member in queries.members_of(found)
    ]


@login_required
def lead(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Seat the lead and deputies, beside the queue of who has led."""
    found = seen_year(request, public_id)
    if not _leads_before(request, found):
        rights.require(request.user, "block.steer", found.block.unit)
    posts = queries.posts_of(found)
    seats = {row.unit_id: row for row in queries.members_of(found)}
    first = {
        "lead": next((seats.get(p.unit_id) for p in posts if p.is_lead), None),
        "deputies": [seats[p.unit_id] for p in posts if not p.is_lead],
        "way": posts[0].way if posts else PostWay.ELECTED,
        "on": posts[0].seated_on
        if posts
        else min(clock.today(), date(found.year, 12, 31)),
        "source": posts[0].source if posts else "",
    }
    form = LeadForm(members_of(found), request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.seat_lead(
                request.user,
                found,
                typed["lead"].unit,
                [row.unit for row in typed["deputies"]],
                on=typed["on"],
                way=typed["way"],
                source=typed["source"],
            )
        except Refused as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("Đã ghi trưởng khối, phó trưởng khối."))
            return redirect("block-year", found.public_id)
    context = {"block_year": found, "form": form, "turns": queries.queue(found)}
    status = 422 if form.errors else 200
    return render(request, "blocks/lead.html", context, status=status)


@login_required
@require_POST
def movement(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Draft the block's movement and go on writing it where movements are written."""
    found = seen_year(request, public_id)
    made = actions.begin_movement(request.user, found)
    messages.success(
        request, _("Đã có dự thảo phong trào của khối. Hãy ghi chỉ tiêu, nhiệm vụ.")
    )
    return redirect("movement-edit", made.public_id)


@login_required
def covenant(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Draft the covenant among all members."""
    found = seen_year(request, public_id)
    post = actions.require_lead(request.user, found)
    rights.require(request.user, "covenant.prepare", found.movement or post.unit)
    first = {
        "name": _("Giao ước thi đua %(block)s năm %(year)s")
        % {"block": found.block, "year": found.year},
        "text": _(
            "Các đơn vị thành viên cùng nhau giao ước thi đua thực hiện phong trào của "
            "khối năm %(year)s, giúp đỡ nhau cùng tiến bộ."
        )
        % {"year": found.year},
    }
    form = CovenantForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin_covenant(
                request.user,
                found,
                name=form.cleaned_data["name"],
                text=form.cleaned_data["text"],
                pledges=[PledgeLine(line) for line in form.lines()],
            )
        except Refused as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("Đã lập giao ước; các thành viên ký được."))
            return redirect("covenant", made.public_id)
    context = {
        "block_year": found,
        "form": form,
        "members": queries.members_of(found),
    }
    status = 422 if form.errors else 200
    return render(request, "blocks/covenant.html", context, status=status)


@login_required
def scoring(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Open the block's scoring: the table first, then who scores what until when."""
    found = seen_year(request, public_id)
    post = actions.require_lead(request.user, found)
    rights.require(request.user, "scoring.open", post.unit)
    versions = list(
        scoring_queries.versions_visible_to(request.user)
        .filter(
            state=scoring_enums.VersionState.IN_FORCE,
            criteria_set__scored_kind=scoring_enums.ScoredKind.UNIT,
        )
        .select_related("criteria_set")
    )
    asked = request.POST.get("version") or request.GET.get("bang")
    version = next((v for v in versions if str(v.public_id) == asked), None)
    version = version or (versions[0] if versions else None)
    form = ScoringForm(version, request.POST or None) if version else None
    if request.method == "POST" and version and form and form.is_valid():
        typed = dict(form.cleaned_data)
        plan = actions.ScoringPlan(
            **typed | {"standing_parts": tuple(typed["standing_parts"])}
        )
        try:
            made = actions.begin_scoring(request.user, found, version, plan)
        except Refused as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("Đã mở đợt chấm điểm của khối."))
            return redirect("scoring-results", made.public_id)
    context = {
        "block_year": found,
        "form": form,
        "versions": versions,
        "version": version,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "blocks/scoring.html", context, status=status)
