"""A draft that nothing builds on is thrown away; the audit keeps what it said."""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit
from vinhdanh.base.refusal import Refused

NAMED = 3


def discard(
    actor: Any,
    verb: str,
    draft: models.Model,
    *,
    before: Mapping[str, Any],
    reason: str,
) -> None:
    """Delete a draft with the lines of its own; whoever calls has looked at the right.

    Raises Refused without a reason, and where other rows are tied to it.
    """
    if not reason.strip():
        raise Refused("discard.no_reason", _("Hãy ghi lý do bỏ dự thảo."))
    with transaction.atomic():
        audit.record(actor, verb, draft, before=before, reason=reason.strip())
        try:
            draft.delete()
        except models.ProtectedError as tied:
            names = sorted({str(row) for row in tied.protected_objects})
            more = ["…"] if len(names) > NAMED else []
            raise Refused(
                "discard.built_on",
                _("Dự thảo này đã được dùng tiếp ở: %(names)s. Hãy bỏ ở đó trước.")
                % {"names": "; ".join([*names[:NAMED], *more])},
            ) from tied
