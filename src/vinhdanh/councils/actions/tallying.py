"""Counts of votes become tallies, and the nominations move by them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.councils import counting, queries
from vinhdanh.councils.actions.meetings import lock
from vinhdanh.councils.counting import Count, Roll
from vinhdanh.councils.enums import Channel, MeetingState
from vinhdanh.councils.models import Meeting, Tally
from vinhdanh.nominations import actions as nominations
from vinhdanh.nominations.models import Nomination
from vinhdanh.nominations.transitions import TRANSITIONS, Verb
from vinhdanh.viet import text


def record_tally(  # noqa: PLR0913 - a count has that many words
    actor: Any,
    meeting: Meeting,
    nomination: Nomination,
    *,
    agree: int,
    disagree: int,
    invalid: int = 0,
    written: int = 0,
    written_agree: int | None = None,
    channel: str = Channel.SECRET_BALLOT,
    confirmation: str = "",
) -> Tally:
    """Record the count of one nomination; see `record_tallies` and `Count`."""
    count = Count(nomination, agree, disagree, invalid, written, written_agree, channel)
    record_tallies(actor, meeting, [count], confirmation=confirmation)
    return queries.latest_tallies(meeting)[nomination.pk]


def record_tallies(
    actor: Any,
    meeting: Meeting,
    counts: Sequence[Count],
    *,
    confirmation: str = "",
) -> list[Tally]:
    """Record the counts of several nominations, all or none, and move each by it.

    confirmation: on what ground the council applied a rule that is only recalled;
    asked where such a rule stands against a count. A count equal to the last one of
    its nomination adds nothing; another one is a recount. Raises Refused with every
    problem at once, a line each. Gives back the new tallies.
    """
    rights.require(actor, "meeting.record", meeting)
    with transaction.atomic():
        locked = lock(meeting, MeetingState.OPEN)
        roll = counting.roll_of(locked)
        if roll.uncalled:
            raise Refused(
                "meeting.uncalled",
                _("Còn %(n)s thành viên chưa điểm danh. Hãy điểm danh đủ trước.")
                % {"n": roll.uncalled},
            )
        last = queries.latest_tallies(locked)
        counts = _fresh(counts, last)
        rules = counting.rules_for(locked, [c.nomination.award for c in counts])
        on_agenda = counting.Agenda(locked.round_id, frozenset(last))
        _refuse(counting.problems(counts, roll, rules, on_agenda), confirmation)
        word = text.clean_line(confirmation)
        tallies = Tally.objects.bulk_create(
            _tally(actor, locked, count, roll, rules[count.nomination.award], word)
            for count in counts
        )
        _audit(actor, tallies, word)
        for tally in tallies:
            verb = Verb.AGREE if tally.passed else Verb.NOT_AGREE
            if tally.nomination.state != TRANSITIONS[verb].target:
                nominations.move(actor, tally.nomination, verb)
    return tallies


def _fresh(counts: Sequence[Count], last: Mapping[int, Tally]) -> list[Count]:
    """Return the counts that say something new, over nominations read again."""
    wanted = [count.nomination.pk for count in counts]
    if len(set(wanted)) < len(wanted):
        raise Refused(
            "tally.twice", _("Có đề nghị được ghi hai lần. Hãy bỏ bớt một dòng.")
        )
    rows = Nomination.objects.select_for_update().in_bulk(wanted)
    fresh = []
    for given in counts:
        count = given.settled()
        tally = last.get(count.nomination.pk)
        if tally is None or _votes_of(tally) != (
            *(count.agree, count.disagree, count.invalid),
            *(count.written, count.written_agree, count.channel),
        ):
            fresh.append(replace(count, nomination=rows[count.nomination.pk]))
    return fresh


def _votes_of(tally: Tally) -> tuple[Any, ...]:
    return (
        *(tally.agree, tally.disagree, tally.invalid),
        *(tally.written, tally.written_agree, tally.channel),
    )


def _refuse(found: Sequence[counting.Problem], confirmation: str) -> None:
    standing = [row for row in found if not (row.needs_word and confirmation.strip())]
    if not standing:
        return
    lines = [row.sentence for row in standing]
    if all(row.needs_word for row in standing):
        lines.append(
            _("Hãy ghi căn cứ Hội đồng đã áp dụng quy tắc này ở ô “Người xác nhận”.")
        )
    raise Refused(standing[0].code, "\n".join(lines))


def _tally(
    actor: Any,
    meeting: Meeting,
    count: Count,
    roll: Roll,
    rule: assess.CouncilRule,
    word: str,
) -> Tally:
    return Tally(
        meeting=meeting,
        nomination=count.nomination,
        agree=count.agree,
        disagree=count.disagree,
        invalid=count.invalid,
        written=count.written,
        written_agree=count.written_agree or 0,
        channel=count.channel,
        members=roll.members,
        votes_needed=rule.votes_needed(roll.members),
        rule=counting.frozen(rule, roll, word),
        passed=rule.passes(count.agree, roll.members),
        counted_at=clock.now(),
        counted_by=actor,
    )


def _audit(actor: Any, tallies: Sequence[Tally], word: str) -> None:
    audit.record_many(
        actor,
        [
            audit.Deed(
                "tally.record",
                tally,
                after={
                    "agree": tally.agree,
                    "disagree": tally.disagree,
                    "invalid": tally.invalid,
                    "written": tally.written,
                    "channel": tally.channel,
                    "members": tally.members,
                    "votes_needed": tally.votes_needed,
                    "passed": tally.passed,
                },
                reason=word,
            )
            for tally in tallies
        ],
    )
