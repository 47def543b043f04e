"""What a count must satisfy before it is a tally.

Denominators are all members of the council (Nghị định 98/2023/NĐ-CP, Điều 30 khoản 7;
the council's own rules otherwise). A rule that is only recalled never turns anybody
down by itself: the secretary says on what ground the council applied it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.councils.enums import Channel, Presence
from vinhdanh.councils.models import Meeting
from vinhdanh.eligibility import queries as eligibility
from vinhdanh.nominations.enums import NominationState
from vinhdanh.nominations.models import Nomination

BINDING = "SOURCED"
SECRET = "secret"  # noqa: S105 - a kind of ballot
RECOUNTABLE = (NominationState.AGREED, NominationState.NOT_AGREED)


@dataclass(frozen=True)
class Roll:
    """The roll call of a meeting in numbers; `uncalled` were not called yet."""

    members: int
    present: int
    written: int
    absent: int
    uncalled: int


@dataclass(frozen=True)
class Agenda:
    """What a meeting may count: its round, and what it has counted already."""

    round_id: int
    counted: frozenset[int]


@dataclass(frozen=True)
class Count:
    """The votes on one nomination as counted.

    agree, disagree, invalid take in the written opinions; `written` says how many
    came in writing and `written_agree` how many of those agreed. It may be left out
    where only one answer is possible.
    """

    nomination: Nomination
    agree: int
    disagree: int
    invalid: int = 0
    written: int = 0
    written_agree: int | None = None
    channel: str = Channel.SECRET_BALLOT

    @property
    def votes(self) -> int:
        return self.agree + self.disagree + self.invalid

    def settled(self) -> "Count":
        """Return the count with `written_agree` where it follows from the rest."""
        if self.written_agree is not None:
            return self
        if self.written == 0 or self.agree == 0:
            return replace(self, written_agree=0)
        if self.disagree == 0:
            return replace(self, written_agree=self.written)
        return self


@dataclass(frozen=True)
class Problem:
    """Why a count cannot be recorded; `needs_word` when a human's word suffices."""

    nomination: Nomination
    code: str
    sentence: str
    needs_word: bool = False


def roll_of(meeting: Meeting) -> Roll:
    """Count the roll call of a meeting."""
    called = list(meeting.attendances.values_list("presence", flat=True))
    return Roll(
        members=len(called),
        present=called.count(Presence.PRESENT),
        written=called.count(Presence.WRITTEN),
        absent=called.count(Presence.ABSENT),
        uncalled=called.count(""),
    )


def rules_for(meeting: Meeting, awards: Sequence[str]) -> dict[str, assess.CouncilRule]:
    """Return the rule of the meeting's day for each award, in the order given."""
    unit, day = meeting.council.unit, meeting.held_on
    return {
        award: eligibility.council_rule(unit, award, day)
        for award in dict.fromkeys(awards)
    }


def quorum_needed(rule: assess.CouncilRule, members: int) -> int:
    """Return how many of all members must be present."""
    return -(-rule.quorum_num * members // rule.quorum_den)


def is_binding(rule: assess.CouncilRule) -> bool:
    """Say whether the rule is one we have read, and not only recall."""
    return rule.standing == BINDING


def problems(
    counts: Sequence[Count],
    roll: Roll,
    rules: Mapping[str, assess.CouncilRule],
    agenda: Agenda,
) -> list[Problem]:
    """Return everything that stands in the way of recording the counts, in order."""
    found: list[Problem] = []
    for count in counts:
        rule = rules[count.nomination.award]
        found += _wrong_place(count, agenda)
        found += _wrong_numbers(count, roll)
        found += _against_rule(count, roll, rule)
    return found


def _wrong_place(count: Count, agenda: Agenda) -> list[Problem]:
    nomination = count.nomination
    if nomination.round_id == agenda.round_id and (
        nomination.state == NominationState.SUBMITTED
        or (nomination.state in RECOUNTABLE and nomination.pk in agenda.counted)
    ):
        return []
    return [
        Problem(
            nomination,
            "tally.not_on_agenda",
            _("%(who)s: không thuộc chương trình phiên họp (%(state)s).")
            % {"who": _named(nomination), "state": nomination.get_state_display()},
        )
    ]


def _wrong_numbers(count: Count, roll: Roll) -> list[Problem]:
    who = _named(count.nomination)
    numbers = (count.agree, count.disagree, count.invalid, count.written)
    if min(*numbers, count.written_agree or 0) < 0:
        sentence = _("%(who)s: số phiếu không thể âm.") % {"who": who}
        return [Problem(count.nomination, "tally.negative", sentence)]
    found = []
    if count.votes - count.written > roll.present:
        found.append(
            Problem(
                count.nomination,
                "tally.too_many",
                _(
                    "%(who)s: %(votes)s phiếu tại phiên họp nhưng chỉ có %(present)s "
                    "thành viên có mặt. Hãy kiểm lại phiếu."
                )
                % {
                    "who": who,
                    "votes": count.votes - count.written,
                    "present": roll.present,
                },
            )
        )
    if count.written > roll.written:
        found.append(
            Problem(
                count.nomination,
                "tally.too_many_written",
                _(
                    "%(who)s: %(n)s ý kiến bằng văn bản nhưng điểm danh chỉ ghi "
                    "%(written)s thành viên gửi ý kiến."
                )
                % {"who": who, "n": count.written, "written": roll.written},
            )
        )
    return found + _wrong_written(count, who)


def _wrong_written(count: Count, who: str) -> list[Problem]:
    agreed = count.written_agree
    if agreed is None:
        sentence = _("%(who)s: hãy ghi bao nhiêu ý kiến bằng văn bản là đồng ý.")
    elif (
        agreed > count.agree
        or agreed > count.written
        or count.written - agreed > count.disagree
    ):
        sentence = _(
            "%(who)s: ý kiến bằng văn bản phải nằm trong số đồng ý, không đồng ý."
        )
    else:
        return []
    return [Problem(count.nomination, "tally.written", sentence % {"who": who})]


def _against_rule(count: Count, roll: Roll, rule: assess.CouncilRule) -> list[Problem]:
    """Return what the rule says against the count.

    What a rule we only recall says is a question to the secretary, not a refusal.
    """
    who, asks = _named(count.nomination), not is_binding(rule)
    found = []
    if not rule.has_quorum(roll.present, roll.members):
        sentence = _(
            "%(who)s: có mặt %(present)s/%(members)s thành viên, cần từ %(needed)s để "
            "biểu quyết. %(rule)s"
        ) % {
            "who": who,
            "present": roll.present,
            "members": roll.members,
            "needed": quorum_needed(rule, roll.members),
            "rule": rule.sentence,
        }
        asks_quorum = rule.quorum_standing != BINDING
        found.append(
            Problem(count.nomination, "tally.no_quorum", sentence, asks_quorum)
        )
    if rule.ballot == SECRET and count.channel != Channel.SECRET_BALLOT:
        sentence = _("%(who)s: phải bỏ phiếu kín. %(rule)s") % {
            "who": who,
            "rule": rule.sentence,
        }
        found.append(Problem(count.nomination, "tally.not_secret", sentence, asks))
    if asks and not rule.passes(count.agree, roll.members):
        sentence = _(
            "%(who)s: %(agree)s/%(members)s đồng ý, dưới ngưỡng %(needed)s phiếu; "
            "ngưỡng này chưa đối chiếu với văn bản. %(rule)s"
        ) % {
            "who": who,
            "agree": count.agree,
            "members": roll.members,
            "needed": rule.votes_needed(roll.members),
            "rule": rule.sentence,
        }
        found.append(Problem(count.nomination, "tally.unconfirmed", sentence, True))
    return found


def frozen(rule: assess.CouncilRule, roll: Roll, confirmation: str) -> dict[str, Any]:
    """Return the rule and the roll as kept beside a tally."""
    return {
        "quorum": [rule.quorum_num, rule.quorum_den],
        "threshold": [rule.threshold_num, rule.threshold_den],
        "strict": rule.strict,
        "ballot": rule.ballot,
        "standing": rule.standing,
        "quorum_standing": rule.quorum_standing,
        "cite": rule.cite,
        "sentence": rule.sentence,
        "present": roll.present,
        "written": roll.written,
        "confirmation": confirmation,
    }


def thawed(award: str, kept: Mapping[str, Any]) -> assess.CouncilRule:
    """Return the rule that was kept beside a tally."""
    return assess.CouncilRule(
        award=award,
        quorum_num=kept["quorum"][0],
        quorum_den=kept["quorum"][1],
        threshold_num=kept["threshold"][0],
        threshold_den=kept["threshold"][1],
        strict=kept["strict"],
        ballot=kept["ballot"],
        standing=kept["standing"],
        quorum_standing=kept["quorum_standing"],
        cite=kept["cite"],
        sentence=kept["sentence"],
    )


def _named(nomination: Nomination) -> str:
    award = assess.awards()[nomination.award]
    return f"{nomination.name} ({award.short_name})"
