"""The paper of a batch: as many pages as awards, or a batch marked as failed."""

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.awarding import papers
from vinhdanh.awarding.enums import BatchState
from vinhdanh.awarding.models import CertificateBatch, Volume
from vinhdanh.base import audit, clock, files
from vinhdanh.documents.certificates import certificate_books
from vinhdanh.documents.refusal import PaperRefused


def finish_batch(batch: CertificateBatch) -> None:
    """Print a waiting batch; it ends with as many pages as awards, or as failed.

    Whatever goes wrong (a full disk, a broken font) marks the batch as failed before
    it is raised: a batch that waits for ever would be a silent loss.
    """
    batch.refresh_from_db()
    if batch.state == BatchState.DONE:
        return
    try:
        _print(batch)
    except PaperRefused as refused:
        _fail(batch, str(refused))
    except Exception:
        _fail(batch, _("Máy chủ gặp lỗi khi in. Hãy thử lại hoặc báo quản trị."))
        raise


def _print(batch: CertificateBatch) -> None:
    sheets = papers.certificate_sheets(batch)
    if len(sheets) != batch.asked:
        _fail(
            batch,
            _("Cần %(asked)d bằng nhưng chỉ lập được %(made)d.")
            % {"asked": batch.asked, "made": len(sheets)},
        )
        return
    day = max(sheet.decision_on for sheet in sheets)
    books = list(certificate_books(sheets, day=day, size=papers.VOLUME))
    with transaction.atomic():
        locked = CertificateBatch.objects.select_for_update().get(pk=batch.pk)
        if locked.state == BatchState.DONE:
            return
        for position, book in enumerate(books, start=1):
            pages = min(papers.VOLUME, len(sheets) - (position - 1) * papers.VOLUME)
            Volume.objects.create(
                batch=locked,
                position=position,
                pages=pages,
                pdf=files.keep_file(
                    book,
                    name=f"bang-khen-{locked.year}-{position}.pdf",
                    media_type="application/pdf",
                    unit_id=locked.unit_id,
                ),
            )
        locked.made = len(sheets)
        locked.state = BatchState.DONE
        locked.finished_at = clock.now()
        locked.save()
        audit.record(None, "certificate.printed", locked, after={"made": locked.made})


def _fail(batch: CertificateBatch, why: str) -> None:
    with transaction.atomic():
        locked = CertificateBatch.objects.select_for_update().get(pk=batch.pk)
        if locked.state == BatchState.DONE:
            return
        locked.state = BatchState.FAILED
        locked.failure = why
        locked.finished_at = clock.now()
        locked.save()
        audit.record(None, "certificate.failed", locked, reason=why)
