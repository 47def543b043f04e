"""The hidden mark of what a form was read from, and what others did since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from vinhdanh.base import seen
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.pages.audit.words import FACTS

FIELD = "seen"


@dataclass(frozen=True)
class Theirs:
    """What somebody wrote meanwhile: what each changed thing says now."""

    who: str
    at: datetime
    changes: list[tuple[str, str]]


class Seen:
    """The mark of a page; made before what it shows is read.

    posted: the mark that came back, None of a page that is opened. mark: for the
    hidden field. theirs: what others wrote, once a save was refused for it.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.posted = request.POST.get(FIELD)
        self.mark = seen.mark() if self.posted is None else self.posted
        self.theirs: list[Theirs] = []

    def hear(self, refusal: Refused) -> None:
        """Take what others wrote; saved once more, it has been read."""
        if isinstance(refusal, seen.Changed):
            self.mark = str(refusal.events[0].seq)
            self.theirs = [_theirs(event) for event in refusal.events]


def _theirs(event: AuditEvent) -> Theirs:
    before, after = event.before or {}, event.after or {}
    changed = [
        (str(FACTS.get(name, name)), _said(value))
        for name, value in after.items()
        if before.get(name, ...) != value
    ]
    return Theirs(event.actor_name, event.at, changed)


def _said(value: Any) -> str:
    """One value in words; of rows the words in them."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_row, value)))
    return "" if value is None else str(value)


def _row(row: Any) -> str:
    words = row.values() if isinstance(row, dict) else row
    if isinstance(words, str):
        return words
    return ", ".join(word for word in words if isinstance(word, str) and word)
