"""What holds for a block's year: its dates, ties, allowances; the papers it keeps."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import require
from vinhdanh.blocks import actions, defaults, queries, standings
from vinhdanh.blocks.enums import Step, TieBreak
from vinhdanh.blocks.models import BlockYear
from vinhdanh.pages.blocks.forms import (
    Allowances,
    AllowanceSourceForm,
    DeadlineForm,
    DeadlineSourceForm,
    DocumentForm,
    TiesForm,
)
from vinhdanh.pages.blocks.views.seen import (
    kept_file,
    may_lead,
    may_steer,
    say,
    seen_year,
)


@login_required
def rules(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write the dates, the rule for ties, and (the host) the allowances."""
    found = seen_year(request, public_id)
    steers = may_steer(request.user, found.block)
    if not steers and not may_lead(request.user, queries.lead_of(found)):
        require(request.user, "block.steer", found.block.unit)
    desk = _Desk(request, found)
    if request.method == "POST" and desk.is_done():
        return redirect("block-rules", found.public_id)
    context = {
        "block_year": found,
        "days": desk.days,
        "day_source": desk.day_source,
        "ties": desk.ties,
        "may_choose_ties": standings.may_choose_ties(found),
        "chosen_ties": [TieBreak(code).label for code in found.tie_breaks],
        "allowances": desk.allowances,
        "allowance_source": desk.allowance_source,
        "told": found.allowances.all(),
        "may_steer": steers,
    }
    status = 422 if desk.is_wrong else 200
    return render(request, "blocks/rules.html", context, status=status)


class _Desk:
    """The three forms of the page; `deed` says which of them was sent."""

    def __init__(self, request: HttpRequest, found: BlockYear) -> None:
        self.request, self.found = request, found
        self.is_wrong = False
        self.deed = request.POST.get("deed", "")
        there = {row.step: row for row in found.deadlines.all()}
        data = self._data("days")
        self.days = [
            DeadlineForm(
                Step(step),
                data,
                initial={
                    "due_on": there[step].due_on if step in there else None,
                    "latest_on": there[step].latest_on if step in there else None,
                },
            )
            for step in defaults.DEADLINES
        ]
        source = next((row.source for row in there.values()), defaults.SOURCE)
        self.day_source = DeadlineSourceForm(data, initial={"source": source})
        self.ties = TiesForm(
            self._data("ties"), initial=TiesForm.written(found.tie_breaks)
        )
        allowed = list(found.allowances.all())
        self.allowances = Allowances(
            self._data("allowances"),
            initial=[{"award": row.award, "most": row.most} for row in allowed],
        )
        self.allowance_source = AllowanceSourceForm(
            self._data("allowances"),
            initial={"allowance_source": allowed[0].source if allowed else ""},
        )

    def _data(self, deed: str) -> Any:
        return self.request.POST if self.deed == deed else None

    def is_done(self) -> bool:
        """Do the deed that was sent; False when something is to be mended."""
        deeds: dict[str, tuple[list[Any], Any]] = {
            "days": ([*self.days, self.day_source], self._write_days),
            "ties": ([self.ties], self._write_ties),
            "allowances": (
                [self.allowances, self.allowance_source],
                self._write_allowances,
            ),
        }
        sent, write = deeds.get(self.deed, ([], None))
        faulty = [form for form in sent if not form.is_valid()]
        if write is None or faulty:
            self.is_wrong = True
            return False
        try:
            write()
        except Refused as refusal:
            say(sent[-1], refusal)
            self.is_wrong = True
            return False
        messages.success(self.request, _("Đã ghi."))
        return True

    def _write_days(self) -> None:
        source = self.day_source.cleaned_data["source"]
        days = [
            actions.Day(
                form.step,
                form.cleaned_data["due_on"],
                form.cleaned_data["latest_on"],
                source,
            )
            for form in self.days
            if form.cleaned_data["due_on"]
        ]
        actions.set_deadlines(self.request.user, self.found, days)

    def _write_ties(self) -> None:
        actions.set_tie_breaks(self.request.user, self.found, self.ties.breaks())

    def _write_allowances(self) -> None:
        most: dict[str, int] = {}
        for row in self.allowances.cleaned_data:
            if row.get("award"):
                most[row["award"]] = row["most"]
        source = self.allowance_source.cleaned_data["allowance_source"]
        actions.set_allowances(self.request.user, self.found, most, source=source)


@login_required
def document(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Keep a paper of the block."""
    found = seen_year(request, public_id)
    if not may_lead(request.user, queries.lead_of(found)):
        require(request.user, "block.steer", found.block.unit)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        typed.pop("file")
        try:
            with kept_file(request, form, found.block.unit) as file:
                actions.keep_document(request.user, found, **typed, file=file)
        except Refused as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("Đã lưu văn bản."))
            return redirect("block-year", found.public_id)
    status = 422 if form.errors else 200
    context = {"block_year": found, "form": form}
    return render(request, "blocks/document.html", context, status=status)
