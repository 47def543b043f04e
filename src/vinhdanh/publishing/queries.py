"""What the public may read: published decisions and their awardees."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.decisions.enums import PaperKind, PaperState
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.ledger.enums import EntryKind, Standing
from vinhdanh.ledger.models import Award, LedgerEntry
from vinhdanh.publishing.models import Publication
from vinhdanh.registry.models import Unit
from vinhdanh.viet import text


@dataclass(frozen=True)
class Signer:
    """Who signs for an office: post and name as printed; empty when unknown."""

    post: str = ""
    name: str = ""


def latest_signer(unit: Unit, year: int) -> Signer:
    """Return who signed the office's latest decision of a year."""
    paper = (
        OfficialPaper.objects.filter(
            unit=unit, round__year=year, state=PaperState.ISSUED
        )
        .order_by("-issued_on", "-number")
        .first()
    )
    if paper is None:
        return Signer()
    return Signer(paper.signer_post.upper(), paper.signer_name)


def papers_to_publish(user: Any, year: int) -> QuerySet[OfficialPaper]:
    """Return the issued decisions of a year that a user may show to the public."""
    return (
        rights.visible(
            user,
            "publication.prepare",
            OfficialPaper.objects.select_related("publication"),
        )
        .filter(kind=PaperKind.DECISION, state=PaperState.ISSUED, round__year=year)
        .order_by("issued_on", "number")
    )


def visible_to(user: Any) -> QuerySet[Publication]:
    return rights.visible(user, "publication.prepare", Publication.objects.all())


@dataclass(frozen=True)
class Awardee:
    """What the public reads of one award: name, unit, award. Nothing else."""

    name: str
    unit: str
    award: str
    code: str
    standing: Standing


def published() -> QuerySet[Publication]:
    """Return what is shown today, latest first."""
    return Publication.objects.filter(
        taken_down_at=None, paper__state=PaperState.ISSUED
    ).select_related("paper", "unit__subject")


def publication(public_id: UUID) -> Publication | None:
    return published().filter(public_id=public_id).first()


def search(words: str) -> list[Awardee]:
    """Return the awardees of everything published whose words match."""
    return awardees(list(published()), words)


def awardees(publications: list[Publication], words: str = "") -> list[Awardee]:
    """Return the awardees of publications, in the order of their lists.

    words: keeps those whose name, unit or award holds every word, case and tone
    marks aside. Revoked awards stay in the list and say so: the decision was public.
    """
    entries = LedgerEntry.objects.select_related("payload").order_by("seq")
    awards = (
        Award.objects.filter(
            paper_line__paper__in=[row.paper_id for row in publications]
        )
        .order_by("-paper_line__paper__issued_at", "paper_line__position")
        .prefetch_related(Prefetch("entries", queryset=entries, to_attr="chain"))
    )
    wanted = text.fold(words).split()
    rows = [_awardee(award) for award in awards]
    return [row for row in rows if _holds(row, wanted)]


def _awardee(award: Award) -> Awardee:
    """Read an award with its prefetched entries; see `ledger.queries`."""
    name, unit = award.recipient_name, award.unit_name
    standing = Standing.STANDS
    for entry in award.chain:  # type: ignore[attr-defined]
        if entry.kind == EntryKind.CORRECTION:
            name = entry.payload.payload["changes"].get("recipient_name", name)
            unit = entry.payload.payload["changes"].get("unit_name", unit)
            if standing == Standing.STANDS:
                standing = Standing.CORRECTED
        elif entry.kind == EntryKind.REVOCATION:
            standing = Standing.REVOKED
    return Awardee(name, unit, assess.awards()[award.code].name, award.code, standing)


def _holds(row: Awardee, wanted: list[str]) -> bool:
    hay = text.fold(f"{row.name} {row.unit} {row.award}")
    return all(word in hay for word in wanted)
