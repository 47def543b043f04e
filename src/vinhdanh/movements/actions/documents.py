"""Papers of a movement, kept as they were handed in."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, files, rights, uploads
from vinhdanh.base.refusal import Refused
from vinhdanh.movements.models import Document, Movement


def attach_document(
    actor: Any,
    movement: Movement,
    *,
    name: str,
    file_name: str,
    data: bytes,
    number: str = "",
) -> Document:
    """Keep a paper with a movement. Raises Refused for an unfit file."""
    rights.require(actor, "movement.record", movement)
    if not name.strip():
        raise Refused("document.no_name", _("Hãy ghi tên tài liệu."))
    media_type = uploads.media_type_of(file_name, data)
    with transaction.atomic():
        document = Document.objects.create(
            movement=movement,
            name=name,
            number=number,
            file=files.keep_file(
                data,
                name=file_name,
                media_type=media_type,
                unit_id=movement.unit_id,
                actor=actor,
            ),
            added_at=clock.now(),
            added_by_name=str(actor),
        )
        audit.record(
            actor,
            "document.attach",
            document,
            after={
                "name": name,
                "number": number,
                "file": file_name,
                "sha256": document.file.sha256,
            },
        )
    return document
