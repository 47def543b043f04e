"""Files kept as received or made, under random names, outside the web root."""

import hashlib
import uuid
from typing import Any

from django.core.files.base import ContentFile

from vinhdanh.base import clock
from vinhdanh.base.models import StoredFile


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
    """Return the bytes, after checking them against the hash kept with them."""
    with stored.file.open("rb") as handle:
        data: bytes = handle.read()
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        message = f"Stored file {stored.public_id} differs from its recorded hash"
        raise OSError(message)
    return data
