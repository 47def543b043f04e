"""The life of a registration as one table: deed, button and manual read it."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vinhdanh.movements.enums import RegistrationState as State


class Verb(StrEnum):
    FILE = "file"
    ENDORSE = "endorse"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class Transition:
    """From which states a verb leads where, and whose right it needs.

    An empty source is a title not registered yet.
    """

    verb: Verb
    sources: frozenset[str]
    target: State
    label: str | Promise
    right: str
    needs_reason: bool = False


TRANSITIONS: dict[Verb, Transition] = {
    row.verb: row
    for row in (
        Transition(
            Verb.FILE,
            frozenset({"", State.WITHDRAWN}),
            State.FILED,
            _("Đăng ký"),
            "registration.file",
        ),
        Transition(
            Verb.ENDORSE,
            frozenset({State.FILED}),
            State.ENDORSED,
            _("Xác nhận"),
            "registration.endorse",
        ),
        Transition(
            Verb.WITHDRAW,
            frozenset({State.FILED, State.ENDORSED}),
            State.WITHDRAWN,
            _("Rút đăng ký"),
            "registration.file",
            needs_reason=True,
        ),
    )
}
