"""Rows → what the certificates print."""

from vinhdanh import assess
from vinhdanh.awarding import queries
from vinhdanh.awarding.models import Certificate, CertificateBatch
from vinhdanh.base.vietnamese import in_vietnamese
from vinhdanh.decisions.papers import acting_for
from vinhdanh.documents.papers import CertificateSheet
from vinhdanh.ledger import queries as ledger
from vinhdanh.registry.enums import Sex, SubjectKind

VOLUME = 500


def certificate_sheets(batch: CertificateBatch) -> list[CertificateSheet]:
    """Return a sheet for each certificate of a batch, in the order of the book."""
    certificates = (
        batch.certificates.select_related("award__subject__person", "paper__unit")
        .prefetch_related("award__entries__payload")
        .order_by("register", "book_number")
    )
    return [certificate_sheet(certificate) for certificate in certificates]


@in_vietnamese
def certificate_sheet(certificate: Certificate) -> CertificateSheet:
    """Return what one certificate prints, with the corrections made since."""
    award, paper = certificate.award, certificate.paper
    words = ledger.as_it_reads_today(award)
    kind = assess.awards()[award.code]
    is_title = kind.kind == "title"
    assert paper.issued_on is not None  # noqa: S101 - certificates follow an issue
    return CertificateSheet(
        awarding_position=paper.authority_title.upper(),
        award_line="TẶNG DANH HIỆU" if is_title else "TẶNG",
        award_name=kind.name.upper(),
        honorific=_honorific(certificate),
        recipient_name=words["recipient_name"],
        post=words["recipient_title"],
        unit=words["unit_name"],
        achievement=words["achievement"] or f"Đã có thành tích trong năm {award.year}",
        decision_number=award.decision_number,
        decision_on=paper.issued_on,
        gold_book_number=certificate.book_text,
        place=paper.place,
        signed_on=paper.issued_on,
        signer_authority=acting_for(paper),
        signer_post=paper.signer_post.upper(),
        signer_name=paper.signer_name,
        qr_text=queries.verify_address(certificate),
    )


def _honorific(certificate: Certificate) -> str:
    subject = certificate.award.subject
    if subject.kind != SubjectKind.PERSON:
        return "Tập thể"
    words = {str(Sex.FEMALE): "Bà", str(Sex.MALE): "Ông"}
    return words.get(subject.person.sex, "Ông (bà)")
