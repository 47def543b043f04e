"""Blocks and clusters: the list, a new one, its members, leads and years."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import actions, queries
from vinhdanh.blocks.models import Block, BlockPost, BlockYear
from vinhdanh.blocks.models.blocks import LEAD
from vinhdanh.pages.blocks.forms import BlockForm, MembersForm, agencies
from vinhdanh.pages.blocks.views.seen import may_steer, say, seen_block
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry.models import Unit
from vinhdanh.registry.standing import standing

PAGE = 50
MOST_SUGGESTED = 200


@login_required
@only_for("block.see")
def blocks(request: HttpRequest) -> HttpResponse:
    """List the blocks with the year chosen, its lead and how many are in it."""
    year: int = request.year  # type: ignore[attr-defined]
    page = page_of(request, queries.visible_to(request.user), PAGE)
    shown = [block.pk for block in page]
    years = {
        row.block_id: row
        for row in queries.years_visible_to(request.user).filter(
            block__in=shown, year=year
        )
    }
    leads = {
        post.block_year_id: post
        for post in BlockPost.objects.filter(
            block_year__in=[row.pk for row in years.values()], place=LEAD
        ).select_related("unit__subject")
    }
    lines = []
    for block in page:
        row = years.get(block.pk)
        lines.append((block, row, leads.get(row.pk) if row else None))
    units = Unit.objects.order_by()
    context = {
        "year": year,
        "page": page,
        "lines": lines,
        "may_found": rights.visible(request.user, "block.steer", units).exists(),
    }
    return render(request, "blocks/blocks.html", context)


@login_required
@only_for("block.steer")
def new_block(request: HttpRequest) -> HttpResponse:
    """Found a block that a unit of the user's steers."""
    rows = Unit.objects.select_related("subject").order_by("-is_own", "pk")
    units = rights.visible(request.user, "block.steer", standing(rows))
    form = BlockForm(units, request.POST or None, initial={"unit": units.first()})
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        try:
            made = actions.found_block(request.user, typed.pop("unit"), **typed)
        except Refused as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("Đã lập khối. Hãy ghi các thành viên."))
            return redirect("block", made.public_id)
    status = 422 if form.errors else 200
    return render(request, "blocks/new_block.html", {"form": form}, status=status)


@login_required
def block(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a block: members, years, who led when; the host takes members in here."""
    found = seen_block(request, public_id)
    year: int = request.year  # type: ignore[attr-defined]
    form = MembersForm(request.POST or None, initial={"first_year": year})
    if request.method == "POST":
        rights.require(request.user, "block.steer", found.unit)
        if form.is_valid():
            try:
                made = actions.seat_members(
                    request.user,
                    found,
                    form.cleaned_data["names"],
                    first_year=form.cleaned_data["first_year"],
                )
            except Refused as refusal:
                say(form, refusal)
            else:
                told = _("Đã ghi %(n)s thành viên.") % {"n": len(made)}
                messages.success(request, told)
                return redirect("block", found.public_id)
    return _page(request, found, form)


def _page(request: HttpRequest, found: Block, form: MembersForm) -> HttpResponse:
    year: int = request.year  # type: ignore[attr-defined]
    years = list(queries.years_visible_to(request.user).filter(block=found))
    latest = years[0] if years else None
    records = queries.hand_overs(found)
    posts = {post.block_year_id: post for post in queries.leads(found)}
    may = may_steer(request.user, found)
    before = next((row for row in years if row.year == year - 1), None)
    lead_before = posts.get(before.pk) if before else None
    context = {
        "the_block": found,
        "year": year,
        "form": form,
        "members": found.members.select_related("unit__subject"),
        "history": [(row, posts.get(row.pk), records.get(row.pk)) for row in years],
        "turns": queries.queue(latest) if latest else [],
        "latest": latest,
        "flag": queries.flag_holder(found),
        "may_steer": may,
        "may_begin": all(row.year != year for row in years)
        and (
            may or (lead_before and rights.can(request.user, "block.lead", lead_before))
        ),
        "suggested": agencies()[:MOST_SUGGESTED] if may else [],
    }
    status = 422 if form.errors else 200
    return render(request, "blocks/block.html", context, status=status)


@login_required
@require_POST
def unseat(
    request: HttpRequest, public_id: uuid.UUID, member: uuid.UUID
) -> HttpResponse:
    """Let a member leave after the year chosen."""
    found = seen_block(request, public_id)
    seat = get_object_or_404(found.members.all(), public_id=member)
    year: int = request.year  # type: ignore[attr-defined]
    actions.end_seat(request.user, seat, last_year=year)
    messages.success(
        request,
        _("“%(unit)s” ra khỏi khối sau năm %(year)s.")
        % {"unit": seat.unit, "year": year},
    )
    return redirect("block", found.public_id)


@login_required
@require_POST
def begin_year(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Begin the year chosen."""
    found = seen_block(request, public_id)
    year: int = request.year  # type: ignore[attr-defined]
    made: BlockYear = actions.begin_year(request.user, found, year)
    messages.success(request, _("Đã mở năm %(year)s.") % {"year": year})
    return redirect("block-year", made.public_id)
