"""The life of an initiative as one table: the deed, the button and the manual
read the same rows."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vinhdanh.initiatives.enums import InitiativeState as State


class Verb(StrEnum):
    FILE = "file"
    AMEND = "amend"
    RETURN = "return"
    APPRAISE = "appraise"
    AGREE = "agree"
    NOT_AGREE = "not_agree"
    RECOGNISE = "recognise"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class Transition:
    """From which states a verb leads where, and whose right it needs."""

    verb: Verb
    sources: frozenset[State]
    target: State
    label: str | Promise
    right: str
    needs_reason: bool = False


_VOTED = frozenset({State.AGREED, State.NOT_AGREED})
_BEFORE_VOTE = frozenset({State.FILED, State.APPRAISED})

TRANSITIONS: dict[Verb, Transition] = {
    row.verb: row
    for row in (
        Transition(
            Verb.AMEND,
            frozenset({State.RETURNED, State.FILED}),
            State.FILED,
            _("Gửi lại sau khi bổ sung"),
            "initiative.file",
        ),
        Transition(
            Verb.RETURN,
            _BEFORE_VOTE,
            State.RETURNED,
            _("Trả lại để bổ sung"),
            "initiative.appraise",
            needs_reason=True,
        ),
        Transition(
            Verb.APPRAISE,
            _BEFORE_VOTE,
            State.APPRAISED,
            _("Ghi ý kiến thẩm định"),
            "initiative.appraise",
        ),
        Transition(
            Verb.AGREE,
            frozenset({State.APPRAISED}) | _VOTED,
            State.AGREED,
            _("Hội đồng nhất trí"),
            "initiative.count",
        ),
        Transition(
            Verb.NOT_AGREE,
            frozenset({State.APPRAISED}) | _VOTED,
            State.NOT_AGREED,
            _("Hội đồng không nhất trí"),
            "initiative.count",
        ),
        Transition(
            Verb.RECOGNISE,
            frozenset({State.AGREED}),
            State.RECOGNISED,
            _("Công nhận"),
            "initiative.recognise",
        ),
        Transition(
            Verb.REFUSE,
            _VOTED,
            State.REFUSED,
            _("Không công nhận"),
            "initiative.recognise",
            needs_reason=True,
        ),
        Transition(
            Verb.WITHDRAW,
            _BEFORE_VOTE | {State.RETURNED},
            State.WITHDRAWN,
            _("Rút đề nghị"),
            "initiative.file",
            needs_reason=True,
        ),
    )
}
