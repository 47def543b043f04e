"""Certificates: entered in the gold book and signed; `printing` makes the paper."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.awarding import keys, queries, tasks
from vinhdanh.awarding.models import Certificate, CertificateBatch
from vinhdanh.base import audit, background, clock, rights
from vinhdanh.base.numbering import take_number
from vinhdanh.base.refusal import Refused
from vinhdanh.decisions.enums import PaperKind, PaperState
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.documents import credential
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.enums import EntryKind
from vinhdanh.ledger.models import Award
from vinhdanh.registry.models import Unit


def print_certificates(
    actor: Any, unit: Unit, decisions: Sequence[OfficialPaper]
) -> CertificateBatch:
    """Enter and sign the certificates of issued decisions, and have them printed.

    An award that has its certificate keeps it: printing twice issues nothing twice.
    The PDF is made in the background once this is committed.
    """
    rights.require(actor, "certificate.issue", unit)
    for paper in decisions:
        rights.require(actor, "certificate.issue", paper)
    with transaction.atomic():
        _refuse_unissued(_locked(decisions))
        awards = queries.awards_of(decisions)
        if not awards:
            raise Refused(
                "certificate.nothing", _("Các quyết định này chưa có khen thưởng nào.")
            )
        certificates = [_certificate_of(actor, award) for award in awards]
        batch = CertificateBatch.objects.create(
            unit=unit,
            year=awards[0].year,
            asked=len(awards),
            created_at=clock.now(),
            created_by=actor,
        )
        batch.papers.set(decisions)
        batch.certificates.set(certificates)
        audit.record(
            actor, "certificate.print", batch, after={"asked": len(certificates)}
        )
        background.enqueue(tasks.print_batch, batch.pk)
    return batch


def _locked(decisions: Sequence[OfficialPaper]) -> list[OfficialPaper]:
    """Lock decisions and read them again: two printings of one take turns."""
    wanted = [paper.pk for paper in decisions]
    rows = OfficialPaper.objects.select_for_update().filter(pk__in=wanted)
    return list(rows.order_by("pk"))


def _refuse_unissued(decisions: Sequence[OfficialPaper]) -> None:
    for paper in decisions:
        if paper.kind != PaperKind.DECISION or paper.state != PaperState.ISSUED:
            raise Refused(
                "certificate.not_issued",
                _("“%(paper)s” chưa phải quyết định đã ban hành.") % {"paper": paper},
            )


def _certificate_of(actor: Any, award: Award) -> Certificate:
    kept = Certificate.objects.filter(award=award).first()
    if kept is not None:
        return kept
    paper = award.paper_line.paper
    year = award.decided_on.year if award.decided_on else award.year
    register = f"book:{paper.unit_id}:{year}"
    row, key = keys.current(actor)
    certificate_id = secrets.token_bytes(credential.ID_BYTES)
    claims = _claims(award, certificate_id)
    return Certificate.objects.create(
        award=award,
        paper=paper,
        code=credential.id_text(certificate_id),
        register=register,
        book_year=year,
        book_number=take_number(register, year),
        payload=credential.sign(claims, key),
        key=row,
        issued_at=claims.issued_at,
    )


def _claims(award: Award, certificate_id: bytes) -> credential.Claims:
    entry = award.entries.get(kind=EntryKind.AWARD)
    words = ledger.as_it_reads_today(award)
    assert award.decided_on is not None  # noqa: S101 - issued here, so it has a day
    return credential.Claims(
        certificate_id=certificate_id,
        issuer=settings.VINHDANH_ISSUER,
        issued_at=clock.now().replace(microsecond=0),
        award_code=award.code,
        award_name=assess.awards()[award.code].name,
        name=words["recipient_name"],
        unit=words["unit_name"],
        decision_number=award.decision_number,
        decision_on=award.decided_on,
        year=award.year,
        commitment=bytes.fromhex(entry.payload_commitment),
    )
