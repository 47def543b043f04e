"""What an office asks of its certificates, and what anybody may ask of one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from vinhdanh.awarding import keys
from vinhdanh.awarding.models import Certificate, CertificateBatch
from vinhdanh.base import rights
from vinhdanh.decisions.enums import PaperKind, PaperState
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.documents import credential
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.enums import EntryKind, Standing
from vinhdanh.ledger.models import Award


def awards_of(decisions: Sequence[OfficialPaper]) -> list[Award]:
    """Return the standing awards of issued decisions, in the order of their lists."""
    return list(
        ledger.standing_awards()
        .filter(paper_line__paper__in=decisions)
        .select_related("paper_line__paper__unit")
        .order_by("paper_line__paper__issued_at", "paper_line__position")
    )


@dataclass(frozen=True)
class Printable:
    """An issued decision, how many awards stand in it, how many have a sheet."""

    paper: OfficialPaper
    awards: int
    certificates: int

    @property
    def missing(self) -> int:
        """How many awards have no certificate yet."""
        return self.awards - self.certificates


def decisions_to_print(user: Any, year: int) -> list[Printable]:
    """Return the issued decisions of a year whose certificates a user may print."""
    decisions = rights.visible(
        user, "certificate.issue", OfficialPaper.objects.select_related("round")
    ).filter(kind=PaperKind.DECISION, state=PaperState.ISSUED, round__year=year)
    standing = Count(
        "lines__award",
        filter=Q(lines__award__in=ledger.standing_awards().values("pk")),
        distinct=True,
    )
    counted = decisions.annotate(
        awards_count=standing, printed=Count("certificates", distinct=True)
    ).order_by("issued_on", "number")
    return [Printable(row, row.awards_count, row.printed) for row in counted]


def stands(certificate: Certificate) -> bool:
    """Say whether the award of a certificate still stands."""
    return ledger.standing_of(certificate.award) != Standing.REVOKED


def batches_visible_to(user: Any) -> QuerySet[CertificateBatch]:
    return rights.visible(user, "certificate.see", CertificateBatch.objects.all())


def certificates_visible_to(user: Any) -> QuerySet[Certificate]:
    return rights.visible(
        user, "certificate.see", Certificate.objects.select_related("award", "paper")
    )


def with_words(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Read with certificates the corrections of what they print."""
    return ledger.with_later_entries(certificates, "award__entries")


def verify_address(certificate: Certificate) -> str:
    """Return what the QR code holds; the part after # never reaches the server."""
    site = settings.VINHDANH_PUBLIC_URL.rstrip("/")
    return f"{site}/x/{certificate.code}#{certificate.payload}"


# Nine bytes in base32, as `credential.id_text` writes them.
CODE = re.compile("[A-Z2-7]{15}")


class Seal(StrEnum):
    """What the signed payload says, when one was given."""

    NOT_GIVEN = "not_given"
    TRUE = "true"
    FALSE = "false"


@dataclass(frozen=True)
class Verification:
    """The answer to "is this certificate true?": the ledger's word and the seal's."""

    certificate: Certificate | None
    standing: Standing | None
    changed_at: datetime | None
    words: dict[str, str]
    seal: Seal
    seal_reason: str

    @property
    def is_valid(self) -> bool:
        """The certificate is ours, nothing given is false, and the award stands."""
        return (
            self.certificate is not None
            and self.seal != Seal.FALSE
            and self.standing != Standing.REVOKED
        )


def verify(code: str, text: str = "") -> Verification:
    """Check a certificate by its code and, when given, by the text of its QR code.

    text: the payload, or the whole address as scanned. Never raises.
    """
    certificate = (
        Certificate.objects.filter(code=code).select_related("award", "paper").first()
    )
    seal, reason = _seal(code, text)
    if certificate is None:
        return Verification(None, None, None, {}, seal, reason)
    award = certificate.award
    later = ledger.history_of(award).exclude(kind=EntryKind.AWARD).last()
    return Verification(
        certificate=certificate,
        standing=ledger.standing_of(award),
        changed_at=later.created_at if later else None,
        words=ledger.as_it_reads_today(award),
        seal=seal,
        seal_reason=reason,
    )


def _seal(code: str, text: str) -> tuple[Seal, str]:
    if not text.strip():
        return Seal.NOT_GIVEN, ""
    checked = credential.verify(text, keys.public_keys())
    if not checked.is_valid or checked.claims is None:
        return Seal.FALSE, checked.reason
    if credential.id_text(checked.claims.certificate_id) != code:
        return Seal.FALSE, "other_id"
    return Seal.TRUE, "ok"


def code_in(text: str) -> str | None:
    """Return the certificate code in the text of a QR code, or None."""
    address = text.strip().partition("#")[0].rstrip("/")
    code = address.rpartition("/")[2]
    return code if CODE.fullmatch(code) else None
