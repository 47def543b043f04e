"""The life of a nomination as one table: the action, the button and the manual
read the same rows."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vinhdanh.nominations.enums import NominationState as State


class Verb(StrEnum):
    FILE = "file"
    WITHDRAW = "withdraw"
    REJECT = "reject"
    SUBMIT = "submit"
    AGREE = "agree"
    NOT_AGREE = "not_agree"
    FORWARD = "forward"
    CONFER = "confer"
    REINSTATE = "reinstate"
    REOPEN = "reopen"
    ANNUL = "annul"


@dataclass(frozen=True)
class Transition:
    """From which states a verb leads where, and whose right it needs.

    right: the verb of `accounts.rules` that the actor must hold on the nomination;
    empty where the deed of another room (a tally, an issued decision) has already
    asked for its own. needs_clear_word: the law's word, or a human's over it, must be
    "yes" (`queries.obstacle` says what is missing otherwise).
    """

    verb: Verb
    sources: frozenset[State]
    target: State
    label: str | Promise
    right: str
    needs_reason: bool = False
    needs_clear_word: bool = False


TRANSITIONS: dict[Verb, Transition] = {
    row.verb: row
    for row in (
        Transition(
            Verb.WITHDRAW,
            frozenset({State.FILED, State.SUBMITTED}),
            State.WITHDRAWN,
            _("Rút đề nghị"),
            "nomination.withdraw",
            needs_reason=True,
        ),
        Transition(
            Verb.REJECT,
            frozenset({State.FILED}),
            State.REJECTED,
            _("Không đưa vào danh sách (không đủ tiêu chuẩn)"),
            "nomination.check",
            needs_reason=True,
        ),
        Transition(
            Verb.SUBMIT,
            frozenset({State.FILED}),
            State.SUBMITTED,
            _("Trình Hội đồng"),
            "nomination.submit",
            needs_clear_word=True,
        ),
        Transition(
            Verb.REINSTATE,
            frozenset({State.REJECTED}),
            State.FILED,
            _("Đưa lại vào danh sách"),
            "nomination.check",
            needs_reason=True,
        ),
        Transition(
            Verb.REOPEN,
            frozenset({State.SUBMITTED}),
            State.FILED,
            _("Mở lại danh sách"),
            "nomination.submit",
            needs_reason=True,
        ),
        Transition(
            Verb.AGREE,
            frozenset({State.SUBMITTED, State.NOT_AGREED}),
            State.AGREED,
            _("Hội đồng nhất trí"),
            "",
        ),
        Transition(
            Verb.NOT_AGREE,
            frozenset({State.SUBMITTED, State.AGREED}),
            State.NOT_AGREED,
            _("Hội đồng không nhất trí"),
            "",
        ),
        Transition(
            Verb.FORWARD,
            frozenset({State.AGREED}),
            State.FORWARDED,
            _("Trình cấp trên"),
            "",
        ),
        Transition(
            Verb.CONFER,
            frozenset({State.AGREED, State.FORWARDED}),
            State.CONFERRED,
            _("Có quyết định khen thưởng"),
            "",
        ),
        Transition(
            Verb.ANNUL,
            frozenset({State.FORWARDED, State.CONFERRED}),
            State.AGREED,
            _("Văn bản đã bỏ, trở lại danh sách Hội đồng nhất trí"),
            "",
            needs_reason=True,
        ),
    )
}
