"""Files kept as received or made, under random names, outside the web root."""

import hashlib
import uuid
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import clock
from vinhdanh.base.models import StoredFile
from vinhdanh.base.refusal import Refused


def keep_file(
    data: bytes,
    *,
    name: str,
    media_type: str,
    unit_id: int | None,
    actor: Any = None,
) -> StoredFile:
    """Store bytes with their hash and return the row that names them."""
    stored = StoredFile(
        original_name=name[-255:],
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        unit_id=unit_id,
        created_at=clock.now(),
        created_by=actor,
    )
    stored.file.save(uuid.uuid4().hex, ContentFile(data), save=False)
    stored.save(force_insert=True)
    return stored


def read_file(stored: StoredFile) -> bytes:
    """Return the bytes, after checking them against the hash kept with them.

    Raises Refused where they were removed.
    """
    if not stored.file:
        raise Refused(
            "file.removed",
            _("Tệp “%(name)s” đã được xóa; hệ thống chỉ còn giữ tên và mã băm của nó.")
            % {"name": stored.original_name},
        )
    with stored.file.open("rb") as handle:
        data: bytes = handle.read()
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        message = f"Stored file {stored.public_id} differs from its recorded hash"
        raise OSError(message)
    return data


def remove_file(stored: StoredFile) -> None:
    """Remove the bytes for good; name, size and hash stay.

    They go when the transaction is committed: one rolled back loses nothing.
    """
    storage, name = stored.file.storage, str(stored.file.name)
    stored.file = ""
    stored.save(update_fields=["file"])
    transaction.on_commit(lambda: storage.delete(name))
