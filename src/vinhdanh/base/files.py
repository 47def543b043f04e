"""Files kept as received or made, under random names, outside the web root."""

import hashlib
import uuid
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from vinhdanh.base import clock
from vinhdanh.base.models import StoredFile
from vinhdanh.base.refusal import Refused
from vinhdanh.viet import numbers


def keep_file(
    data: bytes,
    *,
    name: str,
    media_type: str,
    unit_id: int | None,
    actor: Any = None,
) -> StoredFile:
    """Store bytes with their hash and return the row that names them.

    actor: who sent them; None for a file that was made here. Raises Refused where the
    actor has sent too many today, or the unit's room is full.
    """
    if actor is not None:
        _require_room(actor, unit_id, len(data))
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


def _require_room(actor: Any, unit_id: int | None, size: int) -> None:
    most = settings.VINHDANH_FILES_A_DAY
    midnight = timezone.localtime(clock.now()).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    today = StoredFile.objects.filter(created_by=actor, created_at__gte=midnight)
    if today.count() >= most:
        raise Refused(
            "file.too_many_today",
            _(
                "Hôm nay bạn đã gửi %(most)s tệp, là số nhiều nhất một ngày. Hãy gửi "
                "tiếp vào ngày mai, hoặc nhờ người quản trị máy chủ nâng mức "
                "(VINHDANH_FILES_A_DAY)."
            )
            % {"most": numbers.group(most)},
        )
    room = settings.VINHDANH_UNIT_GIGABYTES * 10**9
    kept = StoredFile.objects.filter(unit_id=unit_id).exclude(file="")
    taken = kept.aggregate(sum=Sum("size_bytes"))["sum"] or 0
    if unit_id is not None and taken + size > room:
        raise Refused(
            "file.no_room",
            _(
                "Tệp của đơn vị đã đầy %(room)s GB. Hãy xóa tệp đã gửi của những lần "
                "nhập cũ, hoặc nhờ người quản trị máy chủ nâng mức "
                "(VINHDANH_UNIT_GIGABYTES)."
            )
            % {"room": settings.VINHDANH_UNIT_GIGABYTES},
        )


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
