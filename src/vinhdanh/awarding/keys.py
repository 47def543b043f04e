"""The keys that sign certificates: one per year, the private half in a file.

Public keys stay published for ever; a private key is a file that only its owner
reads (0600), never a row of the database and never in its backup.
"""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.awarding.models import SigningKey
from vinhdanh.base import audit, clock
from vinhdanh.base.refusal import Refused
from vinhdanh.documents import keys as keyring


def folder() -> Path:
    """Return where the private keys lie."""
    return Path(settings.VINHDANH_KEYS)


def current(actor: Any) -> tuple[SigningKey, keyring.SigningKey]:
    """Return this year's key, published row and private half; made at first use.

    actor: in whose deed it is made, for the audit log.

    Raises Refused when the row is there and its file is not: a new key made in
    silence would leave nobody to notice that the old one was lost.
    """
    today = clock.today()
    row = SigningKey.objects.filter(first_day__year=today.year, last_day=None).first()
    if row is None:
        return _make(actor)
    path = folder() / f"{row.key_id}.pem"
    if not path.is_file():
        raise Refused(
            "certificate.key_lost",
            _(
                "Không tìm thấy tệp khóa ký %(key)s. Hãy khôi phục thư mục khóa từ bản"
                " sao lưu, hoặc nhờ quản trị hệ thống khóa sổ khóa này.",
            )
            % {"key": row.key_id},
        )
    return row, keyring.key_from_pem(path.read_bytes())


def public_keys() -> list[keyring.PublicKey]:
    """Return every key ever published, to check certificates of any year."""
    return [keyring.key_from_jwk(row.jwk) for row in SigningKey.objects.all()]


def _make(actor: Any) -> tuple[SigningKey, keyring.SigningKey]:
    key = keyring.new_key()
    key_id = key.public.key_id.hex()
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(
        folder() / f"{key_id}.pem", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600
    )
    with os.fdopen(handle, "wb") as out:
        out.write(keyring.key_pem(key))
    with transaction.atomic():
        row = SigningKey.objects.create(
            key_id=key_id, jwk=keyring.public_jwk(key), first_day=clock.today()
        )
        # The public half, so that a key put in its place later would be seen.
        audit.record(actor, "certificate.key", row, after={"jwk": row.jwk})
    return row, key
