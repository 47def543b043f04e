"""What an office asks of its decisions and submissions."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.councils.models import Meeting
from vinhdanh.decisions.enums import PaperKind, PaperState
from vinhdanh.decisions.models import OfficialPaper, PaperLine
from vinhdanh.nominations.enums import NominationState
from vinhdanh.nominations.models import Nomination, Round


def visible_to(user: Any) -> QuerySet[OfficialPaper]:
    """Return the papers a user may see: drafts first, then the latest number."""
    return rights.visible(
        user,
        "decision.see",
        OfficialPaper.objects.select_related("unit__subject", "round"),
    ).order_by("state", "-issued_on", "kind", "-number", "-pk")


def with_counts(papers: QuerySet[OfficialPaper]) -> QuerySet[Any]:
    """Add `line_count`: how many names stand on each paper."""
    return papers.annotate(line_count=Count("lines"))


def lines_of(paper: OfficialPaper) -> QuerySet[PaperLine]:
    """Return the lines of a paper with their nominations, in order."""
    return paper.lines.select_related(
        "nomination__subject__person", "nomination__verdict", "award"
    ).order_by("position")


def waiting_lines(
    round_: Round, award_codes: Iterable[str] | None = None
) -> QuerySet[Nomination]:
    """Return the agreed nominations of a round that no living paper holds."""
    held = PaperLine.objects.filter(
        nomination=OuterRef("pk"),
        paper__state__in=[PaperState.DRAFT, PaperState.ISSUED],
    )
    rows = round_.nominations.filter(state=NominationState.AGREED).filter(~Exists(held))
    if award_codes is not None:
        rows = rows.filter(award__in=list(award_codes))
    return rows.select_related("subject")


def waiting_by_award(round_: Round) -> dict[str, int]:
    """Return how many agreed nominations wait for a paper, by award, in law's order."""
    counted = dict(
        waiting_lines(round_).order_by().values_list("award").annotate(n=Count("pk"))
    )
    return {code: counted[code] for code in assess.awards() if code in counted}


def rounds_waiting(user: Any) -> QuerySet[Any]:
    """Return the rounds with agreed nominations that the user may draft papers on."""
    held = PaperLine.objects.filter(
        nomination__pk=OuterRef("nominations__pk"),
        paper__state__in=[PaperState.DRAFT, PaperState.ISSUED],
    )
    agreed = Q(nominations__state=NominationState.AGREED) & ~Q(Exists(held))
    return (
        rights.visible(user, "decision.draft", Round.objects.all())
        .annotate(waiting=Count("nominations", filter=agreed))
        .filter(waiting__gt=0)
        .order_by("-year", "name")
    )


def forwarded_to_above(user: Any) -> QuerySet[Nomination]:
    """Return the nominations sent above whose outcome the user may record."""
    return (
        rights.visible(user, "award.record", Nomination.objects.all())
        .filter(state=NominationState.FORWARDED)
        .select_related("subject", "round")
        .order_by("award", "unit_name", "subject__sort_key")
    )


def register_of(paper: OfficialPaper, on: date) -> str:
    """Name the register that numbers a paper issued on a day."""
    return f"{paper.kind}:{paper.unit_id}:{on.year}"


def last_day_in(register: str) -> date | None:
    """Return the day of the latest paper of a register, voided ones included."""
    found = OfficialPaper.objects.filter(register=register, number__isnull=False)
    day: date | None = found.aggregate(day=Max("issued_on"))["day"]
    return day


def council_day(paper: OfficialPaper) -> date | None:
    """Return the day of the latest council meeting that voted on the paper's lines."""
    met = Meeting.objects.filter(tallies__nomination__paper_lines__paper=paper)
    day: date | None = met.aggregate(day=Max("held_on"))["day"]
    return day


def earliest_day(paper: OfficialPaper, on: date) -> date | None:
    """Return the first day a draft may bear in the register of that day's year."""
    days = [last_day_in(register_of(paper, on)), council_day(paper)]
    return max((day for day in days if day is not None), default=None)


def drafts_for(user: Any, verb: str) -> QuerySet[OfficialPaper]:
    """Return the drafts on which a user may do a verb."""
    return rights.visible(user, verb, OfficialPaper.objects.all()).filter(
        state=PaperState.DRAFT
    )


def by_competence(codes: Sequence[str]) -> dict[PaperKind, list[str]]:
    """Sort awards by who decides: this office's head, or the authority above."""
    known = assess.awards()
    own = [code for code in codes if known[code].level == "unit"]
    return {
        PaperKind.DECISION: own,
        PaperKind.SUBMISSION: [code for code in codes if code not in own],
    }
