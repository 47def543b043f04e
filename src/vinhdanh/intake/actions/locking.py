"""A batch while something is done with it: locked, and in the state for it."""

from typing import Any

from django.utils.translation import gettext as _

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.intake.enums import BatchState
from vinhdanh.intake.models import ImportBatch


def waiting(actor: Any, batch: ImportBatch) -> ImportBatch:
    """Lock a batch that waits for the officer and return it as it stands."""
    return locked(actor, batch, BatchState.READ)


def locked(actor: Any, batch: ImportBatch, *states: BatchState) -> ImportBatch:
    """Lock the batch and return it as it stands, if it is in one of the states."""
    rights.require(actor, "import.run", batch)
    found = (
        ImportBatch.objects.select_for_update(of=("self",))
        .select_related("unit__subject", "file")
        .get(pk=batch.pk)
    )
    if found.state not in states:
        raise Refused(
            "import.closed",
            _("Danh sách này %(state)s, không sửa được nữa.")
            % {"state": found.get_state_display()},
        )
    return found
