"""Registration, half-year and year: what each member sent, the review that was held."""

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import actions, calendar, queries
from vinhdanh.blocks.actions.filing import FILED
from vinhdanh.blocks.actions.leading import REVIEWS
from vinhdanh.blocks.enums import Step
from vinhdanh.blocks.models import BlockMember, BlockYear
from vinhdanh.pages.blocks.forms import (
    FilingForm,
    PaperFilingForm,
    ReviewForm,
    members_of,
)
from vinhdanh.pages.blocks.views.seen import (
    kept_file,
    may_lead,
    may_steer,
    say,
    seen_year,
)
from vinhdanh.pages.seen import Seen

PAPER = "paper"


@login_required
def step(request: HttpRequest, public_id: uuid.UUID, step: str) -> HttpResponse:
    """Show a step; a member files here, the lead (or host) records the review."""
    mark = Seen(request)
    found = seen_year(request, public_id)
    if step not in {each.value for each in FILED}:
        raise Http404
    desk = _Desk(request, found, Step(step), mark)
    if request.method == "POST" and desk.is_done():
        return redirect("block-step", found.public_id, step)
    status = 422 if desk.has_errors else 200
    return render(request, "blocks/step.html", desk.context(), status=status)


class _Desk:
    """The forms of one step: one for each member of the user's, one for the review."""

    def __init__(
        self, request: HttpRequest, found: BlockYear, step: Step, mark: Seen
    ) -> None:
        self.request, self.found, self.step, self.mark = request, found, step, mark
        self.filings = {
            row.member_id: row
            for row in found.filings.filter(step=step).select_related("file")
        }
        self.held = found.held.filter(step=step).select_related("unit__subject").first()
        mine = queries.own_members(request.user, "block.take_part", found)
        self.forms = [(member, self._form(member)) for member in mine]
        self.review = self._review()
        self.paper = self._paper()

    def _posted(self, prefix: str) -> tuple[Any, Any]:
        is_sent = self.request.POST.get("deed") == prefix
        if not is_sent:
            return None, None
        return self.request.POST, self.request.FILES

    def _form(self, member: BlockMember) -> FilingForm:
        prefix = f"m{member.pk}"
        there = self.filings.get(member.pk)
        first = {"text": there.text if there else ""}
        return FilingForm(*self._posted(prefix), prefix=prefix, initial=first)

    def _paper(self) -> PaperFilingForm | None:
        if not may_steer(self.request.user, self.found.block):
            return None
        return PaperFilingForm(self.found, *self._posted(PAPER), prefix=PAPER)

    def _review(self) -> ReviewForm | None:
        if self.step not in REVIEWS:
            return None
        user = self.request.user
        is_lead = may_lead(user, queries.lead_of(self.found))
        if not is_lead and not may_steer(user, self.found.block):
            return None
        names = ("held_on", "place", "conclusion")
        first = {name: getattr(self.held, name) for name in names} if self.held else {}
        data, files = self._posted("review")
        return ReviewForm(data, files, prefix="review", initial=first)

    def is_done(self) -> bool:
        """Do the deed that was sent; False when something is to be mended."""
        deed = self.request.POST.get("deed", "")
        if deed == "review" and self.review is not None:
            return self.review.is_valid() and self._hold(self.review)
        if deed == PAPER and self.paper is not None:
            if not self.paper.is_valid():
                return False
            typed = self.paper.cleaned_data
            return self._file(typed["member"], self.paper, typed["on"])
        member = get_object_or_404(
            members_of(self.found), pk=deed[1:] if deed[1:].isdecimal() else 0
        )
        form = next((form for each, form in self.forms if each == member), None)
        if form is None:
            form = FilingForm(*self._posted(deed), prefix=deed)
        return form.is_valid() and self._file(member, form)

    def _file(
        self, member: BlockMember, form: FilingForm, on: date | None = None
    ) -> bool:
        try:
            with kept_file(self.request, form, member.unit) as file:
                actions.file_for(
                    self.request.user,
                    self.found,
                    member,
                    self.step,
                    text=form.cleaned_data["text"],
                    file=file,
                    on=on,
                )
        except Refused as refusal:
            say(form, refusal)
            return False
        said = _("Đã ghi bản giấy.") if on else _("Đã gửi cho trưởng khối.")
        messages.success(self.request, said)
        return True

    def _hold(self, form: ReviewForm) -> bool:
        typed = form.cleaned_data
        try:
            actions.hold_review(
                self.request.user,
                self.found,
                self.step,
                on=typed["held_on"],
                place=typed["place"],
                conclusion=typed["conclusion"],
                seen=self.mark.posted,
            )
        except Refused as refusal:
            self.mark.hear(refusal)
            say(form, refusal)
            return False
        messages.success(self.request, _("Đã ghi cuộc họp."))
        return True

    @property
    def has_errors(self) -> bool:
        forms = [form for _member, form in self.forms]
        others = [form for form in (self.review, self.paper) if form is not None]
        return any(form.errors for form in [*forms, *others])

    def context(self) -> dict[str, Any]:
        line = next(row for row in calendar.steps(self.found) if row.step == self.step)
        latest = line.deadline.latest_on if line.deadline else None
        rows = [
            (
                member,
                filing := self.filings.get(member.pk),
                bool(filing and latest and filing.filed_on > latest),
            )
            for member in queries.members_of(self.found)
        ]
        return {
            "block_year": self.found,
            "step": self.step,
            "line": line,
            "rows": rows,
            "sent": sum(filing is not None for _member, filing, _late in rows),
            "forms": self.forms,
            "held": self.held,
            "review": self.review,
            "paper": self.paper,
            "seen": self.mark,
        }
