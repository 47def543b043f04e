"""What an office asks of its councils and meetings."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count as CountRows
from django.db.models import Exists, OuterRef, Q, QuerySet

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.councils import counting
from vinhdanh.councils.enums import CouncilPost, Presence
from vinhdanh.councils.models import Attendance, Council, Meeting, Membership, Tally
from vinhdanh.nominations.enums import NominationState
from vinhdanh.nominations.models import Nomination
from vinhdanh.registry import aliases
from vinhdanh.registry import queries as registry


@dataclass(frozen=True)
class Case:
    """A nomination on the agenda with its last count, if there is one."""

    nomination: Nomination
    tally: Tally | None
    is_member: bool


@dataclass(frozen=True)
class CaseList:
    """The cases of one award, under the rule that binds them."""

    award: assess.Award
    rule: assess.CouncilRule
    votes_needed: int
    cases: tuple[Case, ...]

    @property
    def counted(self) -> int:
        return sum(case.tally is not None for case in self.cases)

    @property
    def passed(self) -> int:
        return sum(case.tally is not None and case.tally.passed for case in self.cases)

    @property
    def is_binding(self) -> bool:
        return counting.is_binding(self.rule)


@dataclass(frozen=True)
class Quorum:
    """Whether enough members are present, in votes: the strictest rule at hand."""

    roll: counting.Roll
    needed: int
    rule: assess.CouncilRule

    @property
    def holds(self) -> bool:
        return self.roll.present >= self.needed

    @property
    def is_binding(self) -> bool:
        return counting.is_binding(self.rule)


def visible_to(user: Any) -> QuerySet[Council]:
    return rights.visible(
        user, "council.see", Council.objects.select_related("unit__subject")
    )


def meetings_visible_to(user: Any) -> QuerySet[Meeting]:
    rows = Meeting.objects.select_related("council__unit__subject", "round")
    return rights.visible(user, "meeting.see", rows)


def members_on(council: Council, day: date) -> QuerySet[Any]:
    """Return the members of a day in the order of the decision, each person once."""
    sitting = council.memberships.filter(registry.in_force(day)).annotate(
        main=aliases.main_id("person__subject")
    )
    before = Q(position__lt=OuterRef("position"))
    before |= Q(position=OuterRef("position"), pk__lt=OuterRef("pk"))
    twice = sitting.order_by().filter(before, main=OuterRef("main"))
    return sitting.exclude(Exists(twice)).select_related("person__subject")


def roll_call(meeting: Meeting) -> QuerySet[Attendance]:
    """Return the roll of an opened meeting in its order."""
    return meeting.attendances.select_related("membership")


def agenda(meeting: Meeting) -> QuerySet[Nomination]:
    """Return what the meeting votes on: submitted in its round, or counted here."""
    here = Tally.objects.filter(meeting=meeting).values("nomination")
    return (
        meeting.round.nominations.filter(
            Q(state=NominationState.SUBMITTED) | Q(pk__in=here)
        )
        .select_related("subject__alias_of")
        .order_by("unit__subject__sort_key", "subject__sort_key", "pk")
    )


def latest_tallies(meeting: Meeting) -> dict[int, Tally]:
    """Return the last count of each nomination by its id; a recount replaces."""
    rows = meeting.tallies.select_related("nomination").order_by("pk")
    return {row.nomination_id: row for row in rows}


def case_lists(meeting: Meeting) -> list[CaseList]:
    """Return the agenda award by award with rules, counts and results.

    Before the opening the members are those in force on the day. Once an award has
    been counted, its rule is the one kept beside the last count.
    """
    tallies = latest_tallies(meeting)
    members = members_of(meeting)
    sitting = set(
        members_on(meeting.council, meeting.held_on).values_list("main", flat=True)
    )
    by_award: dict[str, list[Case]] = {}
    for row in agenda(meeting):
        is_member = aliases.main_of(row.subject).pk in sitting
        case = Case(row, tallies.get(row.pk), is_member)
        by_award.setdefault(row.award, []).append(case)
    awards = [award for award in assess.awards().values() if award.code in by_award]
    kept = {
        row.nomination.award: counting.thawed(row.nomination.award, row.rule)
        for row in sorted(tallies.values(), key=lambda row: row.pk)
    }
    open_awards = [award.code for award in awards if award.code not in kept]
    rules = counting.rules_for(meeting, open_awards) | kept
    return [
        CaseList(
            award=award,
            rule=rules[award.code],
            votes_needed=rules[award.code].votes_needed(members),
            cases=tuple(by_award[award.code]),
        )
        for award in awards
    ]


def members_of(meeting: Meeting) -> int:
    """Return how many members the meeting counts on: its roll, or those of its day."""
    if meeting.members is not None:
        return meeting.members
    return members_on(meeting.council, meeting.held_on).count()


def quorum(meeting: Meeting, lists: list[CaseList]) -> Quorum | None:
    """Return the strictest quorum over the awards; None with nothing to vote on."""
    if not lists:
        return None
    roll = counting.roll_of(meeting)
    members = members_of(meeting)
    rule = max(
        (row.rule for row in lists),
        key=lambda rule: counting.quorum_needed(rule, members),
    )
    return Quorum(roll, counting.quorum_needed(rule, members), rule)


def recounted(meeting: Meeting) -> dict[int, int]:
    """Return how many counts each nomination has had, of those counted again."""
    rows = (
        meeting.tallies.order_by()
        .values("nomination")
        .annotate(n=CountRows("pk"))
        .filter(n__gt=1)
    )
    return {row["nomination"]: row["n"] for row in rows}


def chair_of(meeting: Meeting) -> Membership | None:
    """Return who chaired: the chair when present, else a deputy, else the first."""
    present = [
        row.membership for row in roll_call(meeting).filter(presence=Presence.PRESENT)
    ]
    ranks = [CouncilPost.CHAIR, CouncilPost.DEPUTY]
    ranked = sorted(
        present,
        key=lambda row: (
            ranks.index(CouncilPost(row.post)) if row.post in ranks else len(ranks),
            row.position,
        ),
    )
    return ranked[0] if ranked else None


def secretary_of(meeting: Meeting) -> Membership | None:
    """Return the secretary of the roll, one who was present before the others."""
    rows = list(roll_call(meeting).filter(membership__post=CouncilPost.SECRETARY))
    rows.sort(key=lambda row: row.presence != Presence.PRESENT)
    return rows[0].membership if rows else None
