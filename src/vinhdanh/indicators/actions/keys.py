"""Keys with which another system pushes figures: shown once, kept as a hash."""

import hashlib
import secrets
from collections.abc import Collection
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators.models import ApiKey, Indicator
from vinhdanh.registry.models import Unit

BEGINNING: Final = "vd_"
SHOWN: Final = 9
SECRET_BYTES: Final = 32


def issue_key(
    actor: Any, unit: Unit, *, name: str, indicators: Collection[Indicator] = ()
) -> tuple[ApiKey, str]:
    """Make a key for a unit's figures; the key itself is told here and never again.

    indicators: only these (a part goes with its whole); all the unit reports if none.
    """
    rights.require(actor, "indicator.key", unit)
    if not name.strip():
        raise Refused("key.no_name", _("Hãy ghi hệ thống nào dùng khóa này."))
    foreign = [
        each for each in indicators if not each.reporters.filter(unit=unit).exists()
    ]
    if foreign:
        raise Refused(
            "indicator.not_reporter",
            _("%(unit)s không thuộc diện báo cáo “%(name)s”.")
            % {"unit": unit, "name": foreign[0].name},
        )
    secret = BEGINNING + secrets.token_urlsafe(SECRET_BYTES)
    with transaction.atomic():
        key = ApiKey.objects.create(
            unit=unit,
            name=name,
            prefix=secret[:SHOWN],
            key_hash=hash_of(secret),
            created_at=clock.now(),
            created_by=actor,
        )
        key.indicators.set(indicators)
        codes = sorted(each.code for each in indicators)
        told = {"name": name, "prefix": key.prefix, "indicators": codes}
        audit.record(actor, "key.issue", key, after=told)
    return key, secret


def revoke_key(actor: Any, key: ApiKey) -> ApiKey:
    """End a key at once; what it pushed stays."""
    rights.require(actor, "indicator.key", key)
    with transaction.atomic():
        key = ApiKey.objects.select_for_update().get(pk=key.pk)
        if key.revoked_at is None:
            key.revoked_at = clock.now()
            key.save()
            audit.record(actor, "key.revoke", key, before={"prefix": key.prefix})
    return key


def hash_of(secret: str) -> str:
    """Return what is kept of a key: SHA-256, as a key is long and random."""
    return hashlib.sha256(secret.encode()).hexdigest()
