"""What the public may read: published decisions and their awardees."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.decisions.enums import PaperKind, PaperState
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.decisions.papers import signature
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.enums import EntryKind, Standing
from vinhdanh.ledger.models import Award, LedgerEntry
from vinhdanh.publishing.models import Publication
from vinhdanh.registry.models import Unit
from vinhdanh.viet import text

# Awards of one statement when a whole list is read.
READ_AT_ONCE = 1000


@dataclass(frozen=True)
class Signer:
    """Who signs for an office, as printed; authority: “KT. CHÁNH VĂN PHÒNG”.

    Where nobody is known, a place for its head.
    """

    post: str = "THỦ TRƯỞNG ĐƠN VỊ"
    name: str = ""
    authority: str = ""


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
    signed = signature(paper)
    return Signer(signed.post, signed.name, signed.authority)


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
    return _not_taken_down().filter(paper__state=PaperState.ISSUED)


def publication(public_id: UUID) -> Publication | None:
    """Return what is shown at an address; a decision voided since is still there.

    Whoever has the address must read that the decision is void, not that it never
    was. It is on no list and in no search: `published` leaves it out.
    """
    return _not_taken_down().filter(public_id=public_id).first()


def _not_taken_down() -> QuerySet[Publication]:
    return Publication.objects.filter(taken_down_at=None).select_related(
        "paper", "unit__subject"
    )


class Awardees(Sequence[Awardee]):
    """The awardees of a query, read from the database a page at a time."""

    def __init__(self, awards: QuerySet[Award]) -> None:
        self._awards = ledger.with_later_entries(awards)

    @cached_property
    def _count(self) -> int:
        return self._awards.count()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Awardee: ...
    @overload
    def __getitem__(self, place: slice) -> list[Awardee]: ...
    def __getitem__(self, place: int | slice) -> Awardee | list[Awardee]:
        if isinstance(place, slice):
            return [_awardee(award) for award in self._awards[place]]
        found = self[place : place + 1]
        if not found:
            raise IndexError(place)
        return found[0]

    def __iter__(self) -> Iterator[Awardee]:
        return map(_awardee, self._awards.iterator(chunk_size=READ_AT_ONCE))


def search(words: str) -> Awardees:
    """Return the awardees of everything published whose words match."""
    papers = published().values("paper")
    return _matching(Award.objects.filter(paper_line__paper__in=papers), words)


def awardees(shown: Publication, words: str = "") -> Awardees:
    """Return the awardees of a publication, in the order of its list.

    words: keeps those whose name, unit or award holds every word, case and tone
    marks aside. Revoked awards stay in the list and say so: the decision was public.
    """
    return _matching(Award.objects.filter(paper_line__paper=shown.paper_id), words)


def _matching(awards: QuerySet[Award], words: str) -> Awardees:
    """Keep the awards that hold every word as they read today, latest decision first.

    The few that were corrected are looked at one by one: what was printed is not
    what they say now.
    """
    wanted = text.fold(words).split()
    if wanted:
        corrections = LedgerEntry.objects.filter(
            award=OuterRef("pk"), kind=EntryKind.CORRECTION
        )
        corrected = ledger.with_later_entries(awards.filter(Exists(corrections)))
        found = [award.pk for award in corrected if _holds(award, wanted)]
        as_printed = Q(~Exists(corrections))
        for word in wanted:
            as_printed &= Q(search_text__contains=word)
        awards = awards.filter(as_printed | Q(pk__in=found))
    return Awardees(
        awards.order_by(
            "-paper_line__paper__issued_at",
            "paper_line__paper_id",
            "paper_line__position",
            "pk",
        )
    )


def _holds(award: Award, wanted: list[str]) -> bool:
    now = ledger.as_it_reads_today(award)
    hay = ledger.search_text(now["recipient_name"], now["unit_name"], award.code)
    return all(word in hay for word in wanted)


def _awardee(award: Award) -> Awardee:
    """Read an award with the entries that came after it."""
    now = ledger.as_it_reads_today(award)
    kinds = {entry.kind for entry in ledger.later_entries(award)}
    standing = Standing.STANDS
    if EntryKind.REVOCATION in kinds:
        standing = Standing.REVOKED
    elif EntryKind.CORRECTION in kinds:
        standing = Standing.CORRECTED
    return Awardee(
        now["recipient_name"],
        now["unit_name"],
        assess.awards()[award.code].name,
        award.code,
        standing,
    )
