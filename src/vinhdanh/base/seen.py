"""A page shows how things stood: what is saved from it undoes nobody's later deed."""

from collections.abc import Sequence

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from vinhdanh.base import audit
from vinhdanh.base.models import AuditEvent, ChainHead
from vinhdanh.base.refusal import Refused

_LONGEST = 18
"""No log has more deeds than a number of so many digits."""


class Changed(Refused):
    """Somebody did a deed on the object since the page was read.

    events: what was done since, the latest first.
    """

    def __init__(self, events: Sequence[AuditEvent]) -> None:
        last = events[0]
        words = _(
            "%(who)s đã ghi lúc %(at)s, sau khi trang này được mở. Nội dung vừa gõ "
            "còn trên trang: hãy đối chiếu, rồi ghi lần nữa nếu vẫn muốn thay."
        )
        at = timezone.localtime(last.at).strftime("%H:%M %d/%m/%Y")
        super().__init__("changed_since", words % {"who": last.actor_name, "at": at})
        self.events = events


def mark() -> str:
    """Return the mark of this moment, for a page to send back with what is typed.

    It is the number of the last deed done here; take it before reading what is shown.
    """
    head = ChainHead.objects.filter(name=audit.CHAIN)
    return str(head.values_list("seq", flat=True).first() or 0)


def require_unchanged(obj: models.Model, seen: str | None) -> None:
    """Raise Changed where a deed was done on the object after the mark `seen`.

    Call it in the deed's transaction, with the object locked. None: whoever writes has
    read no page.
    """
    if seen is None:
        return
    since = int(seen) if seen.isdecimal() and len(seen) <= _LONGEST else 0
    events = list(audit.events_of(obj).filter(seq__gt=since))
    if events:
        raise Changed(events)
