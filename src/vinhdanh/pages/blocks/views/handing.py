"""The hand-over of the lead: written by the giver, confirmed by both sides."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vinhdanh.base import clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import actions, calendar, queries
from vinhdanh.blocks.actions.handing import hash_of
from vinhdanh.blocks.enums import HandedKind, Step
from vinhdanh.blocks.models import BlockPost, BlockYear, HandOver
from vinhdanh.pages.blocks.forms import ConfirmForm, HandOverForm, Tasks
from vinhdanh.pages.blocks.views.seen import may_lead, say, seen_year
from vinhdanh.registry import queries as registry


@login_required
def hand_over(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the record; the giver writes it, each side confirms or sends it back."""
    found = seen_year(request, public_id)
    desk = _Desk(request, found)
    if request.method == "POST" and desk.is_done():
        return redirect("block-hand-over", found.public_id)
    status = 422 if desk.is_wrong else 200
    return render(request, "blocks/hand_over.html", desk.context(), status=status)


class _Desk:
    """The record with the forms that this user has on it."""

    def __init__(self, request: HttpRequest, found: BlockYear) -> None:
        self.request, self.found = request, found
        self.is_wrong = False
        self.deed = request.POST.get("deed", "")
        self.record: HandOver | None = getattr(found, "hand_over", None)
        ahead = queries.next_year(found)
        self.giver = queries.lead_of(found)
        self.receiver = queries.lead_of(ahead) if ahead else None
        self.sides = [
            (side, post)
            for side, post in (("given", self.giver), ("received", self.receiver))
            if self._may_confirm(side, post)
        ]
        self.may_write = may_lead(request.user, self.giver) and (
            self.record is None
            or (self.record.given_at is None and self.record.received_at is None)
        )
        self.form: HandOverForm | None = None
        self.tasks: Any = None
        if self.may_write:
            self.form, self.tasks = self._writing()
        self.confirming = {side: self._confirm_form(side) for side, _post in self.sides}

    def _may_confirm(self, side: str, post: BlockPost | None) -> bool:
        return getattr(self.record, f"{side}_at", None) is None and self._acts_for(
            side, post
        )

    def _acts_for(self, side: str, post: BlockPost | None) -> bool:
        if self.record is None or post is None:
            return False
        unit = self.record.from_unit_id if side == "given" else self.record.to_unit_id
        return post.unit_id == unit and rights.can(
            self.request.user, "block.hand_over", post
        )

    def _data(self, deed: str) -> Any:
        return self.request.POST if self.deed == deed else None

    def _writing(self) -> tuple[HandOverForm, Any]:
        record, data = self.record, self._data("write")
        if record is not None:
            names = ("place", "with_flag", "flag_note")
            first: dict[str, Any] = {name: getattr(record, name) for name in names}
            first |= {"on": record.handed_on, "documents": self._told_documents(record)}
            tasks = [
                {"text": row.text, "due_on": row.due_on}
                for row in record.lines.all()
                if row.kind == HandedKind.TASK
            ]
        else:
            first = {"on": clock.today(), "documents": self._documents()}
            tasks = [{"text": text} for text in self._open_steps()]
        return (
            HandOverForm(data, initial=first),
            Tasks(data, initial=tasks, prefix="viec"),
        )

    @staticmethod
    def _told_documents(record: HandOver) -> str:
        rows = [row for row in record.lines.all() if row.kind == HandedKind.DOCUMENT]
        return "\n".join(row.text for row in rows)

    def _documents(self) -> str:
        """The papers that the block keeps, as lines to begin from."""
        rows = queries.documents_visible_to(self.request.user).filter(
            block=self.found.block_id
        )
        return "\n".join(
            f"{row.name} ({row.number})" if row.number else row.name for row in rows
        )

    def _open_steps(self) -> list[str]:
        """The steps of the year that are not done: what the next lead goes on with."""
        return [
            f"{line.step.label} {_('năm')} {self.found.year}: {line.detail}"
            for line in calendar.steps(self.found)
            if not line.is_done and line.step != Step.HAND_OVER
        ]

    def _confirm_form(self, side: str, data: Any = None) -> ConfirmForm:
        assert self.record is not None  # noqa: S101 - a side confirms a record
        person = getattr(self.request.user, "person", None)
        post = registry.present_post(person) if person else None
        first = {"title": post.title if post else "", "seen_hash": hash_of(self.record)}
        return ConfirmForm(
            self.request,
            data or self._data(side),
            auto_id=f"id_{side}_%s",
            initial=first,
        )

    def is_done(self) -> bool:
        """Do the deed that was sent; False when something is to be mended."""
        if self.deed == "write":
            done = self._write()
        elif self.deed in self.confirming:
            done = self._confirm(self.deed)
        elif self.deed == "back" and self.record is not None:
            actions.send_back(
                self.request.user,
                self.record,
                reason=self.request.POST.get("reason", "")[:500],
            )
            messages.success(self.request, _("Đã trả lại biên bản để bên giao sửa."))
            done = True
        else:
            raise Http404
        self.is_wrong = not done
        return done

    def _write(self) -> bool:
        if self.form is None or self.tasks is None:
            actions.require_lead(self.request.user, self.found)
            raise Http404
        if not all([self.form.is_valid(), self.tasks.is_valid()]):
            return False
        typed = dict(self.form.cleaned_data)
        documents = typed.pop("documents").split("\n")
        rows = [row for row in self.tasks.cleaned_data if row.get("text")]
        tasks = [actions.Task(row["text"], row["due_on"]) for row in rows]
        try:
            actions.write_hand_over(
                self.request.user,
                self.found,
                **typed,
                documents=documents,
                tasks=tasks,
            )
        except Refused as refusal:
            say(self.form, refusal)
            return False
        messages.success(self.request, _("Đã lập biên bản; chờ hai bên xác nhận."))
        return True

    def _confirm(self, side: str) -> bool:
        form = self.confirming[side]
        if not form.is_valid() or self.record is None:
            return False
        try:
            actions.confirm_hand_over(
                self.request.user,
                self.record,
                side,
                title=form.cleaned_data["title"],
                seen_hash=form.cleaned_data["seen_hash"],
                proof=form.proof,
            )
        except Refused as refusal:
            # The page is drawn anew with the present record: that is what is read now.
            fresh = self.request.POST.copy()
            fresh["seen_hash"] = hash_of(self.record)
            self.confirming[side] = self._confirm_form(side, fresh)
            say(self.confirming[side], refusal)
            return False
        messages.success(self.request, _("Đã xác nhận bàn giao."))
        return True

    def context(self) -> dict[str, Any]:
        lines = list(self.record.lines.all()) if self.record else []
        return {
            "block_year": self.found,
            "record": self.record,
            "giver": self.giver,
            "receiver": self.receiver,
            "documents": [row for row in lines if row.kind == HandedKind.DOCUMENT],
            "tasks": [row for row in lines if row.kind == HandedKind.TASK],
            "form": self.form,
            "task_forms": self.tasks,
            "confirming": self.confirming,
            "may_send_back": self.record is not None
            and not self.record.is_confirmed
            and self._acts_for("received", self.receiver),
        }
