"""What an office shows to the public, and takes down again."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.decisions.enums import PaperKind, PaperState
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.publishing.models import Publication


def publish(actor: Any, paper: OfficialPaper, *, note: str = "") -> Publication:
    """Show an issued decision to the public: names, units and awards, no more."""
    rights.require(actor, "publication.prepare", paper)
    if paper.kind != PaperKind.DECISION or paper.state != PaperState.ISSUED:
        raise Refused(
            "publication.not_issued",
            _("Chỉ công khai được quyết định khen thưởng đã ban hành."),
        )
    with transaction.atomic():
        publication = Publication.objects.update_or_create(
            paper=paper,
            defaults={
                "unit": paper.unit,
                "published_at": clock.now(),
                "taken_down_at": None,
                "note": note,
            },
        )[0]
        audit.record(actor, "publication.publish", publication)
    return publication


def take_down(actor: Any, publication: Publication, *, reason: str) -> None:
    """Take a decision off the public pages; the reason stays in the audit log."""
    rights.require(actor, "publication.prepare", publication)
    if not reason.strip():
        raise Refused("publication.reason_missing", _("Hãy ghi lý do."))
    with transaction.atomic():
        publication.taken_down_at = clock.now()
        publication.save(update_fields=["taken_down_at"])
        audit.record(actor, "publication.take_down", publication, reason=reason)
