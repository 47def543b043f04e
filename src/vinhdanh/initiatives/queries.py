"""What an office asks about its initiatives."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import QuerySet

from vinhdanh.base import rights
from vinhdanh.councils.enums import CouncilKind
from vinhdanh.councils.models import Council
from vinhdanh.councils.queries import members_on
from vinhdanh.eligibility.members import line_above
from vinhdanh.initiatives.models import Ballot, Initiative, Opinion, VotingRule
from vinhdanh.initiatives.transitions import TRANSITIONS, Transition
from vinhdanh.registry import aliases
from vinhdanh.registry.queries import in_force


def visible_to(user: Any) -> QuerySet[Initiative]:
    """Return the initiatives a user may see, an author her own among them."""
    rows = Initiative.objects.select_related("unit__subject").prefetch_related(
        "authors__person__subject"
    )
    return rights.visible(user, "initiative.see", rows)


def is_author(user: Any, initiative: Initiative) -> bool:
    """Say whether the user is an author, under whichever record of hers."""
    if getattr(user, "person_id", None) is None:
        return False
    own = aliases.family([user.person_id])
    return any(row.person_id in own for row in initiative.authors.all())


def counts_of(initiatives: QuerySet[Initiative]) -> Counter[str]:
    """Count initiatives by state."""
    return Counter(initiatives.order_by().values_list("state", flat=True))


def council_for(initiative: Initiative, day: date) -> Council | None:
    """Return the initiative council of a day: of the unit, else the nearest above."""
    line = line_above(initiative.unit_id, day)
    rows = Council.objects.filter(
        in_force(day), unit__in=line, kind=CouncilKind.INITIATIVE
    ).select_related("unit__subject")
    found = sorted(
        rows, key=lambda row: (line.index(row.unit_id), -row.first_day.toordinal())
    )
    return found[0] if found else None


def rule_of(council: Council) -> VotingRule | None:
    """Return how a council votes by its regulation; None where nobody has said."""
    return VotingRule.objects.filter(council=council).first()


def members_of(council: Council, day: date) -> int:
    """Return how many members a council has on a day: the whole of every share."""
    return members_on(council, day).count()


def last_ballot(initiative: Initiative) -> Ballot | None:
    """Return the count that stands."""
    return initiative.ballots.order_by("-pk").first()


def opinions_of(initiative: Initiative) -> list[Opinion]:
    """Return each appraiser's last opinion, in the order in which they were given."""
    rows = initiative.opinions.order_by("pk")
    last = {row.by_id: row for row in rows}
    return sorted(last.values(), key=lambda row: row.pk)


def ways_of(user: Any, initiative: Initiative) -> list[Transition]:
    """Return the ways on from an initiative's state that are this user's to take."""
    return [
        row
        for row in TRANSITIONS.values()
        if initiative.state in row.sources and rights.can(user, row.right, initiative)
    ]


def shares_left(initiative: Initiative) -> int | None:
    """Return what the authors' parts leave of 100 %; None while one is not known."""
    parts = [author.share_pct for author in initiative.authors.all()]
    known = [part for part in parts if part is not None]
    return 100 - sum(known) if len(known) == len(parts) else None
