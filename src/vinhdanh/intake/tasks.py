"""Long lists, read and entered by the worker."""

from vinhdanh.accounts.models import User
from vinhdanh.base import background
from vinhdanh.base.refusal import Refused
from vinhdanh.intake import actions
from vinhdanh.intake.enums import BatchState
from vinhdanh.intake.models import ImportBatch


@background.task()
def stage_received(user: int, batch: int) -> None:
    """Read a stored sheet, unless it has been read since it was sent here."""
    row = ImportBatch.objects.get(pk=batch)
    if row.state == BatchState.READING:
        actions.stage_received(User.objects.get(pk=user), row)


@background.task()
def confirm(user: int, batch: int) -> None:
    """Enter a list; one that is refused waits again with the reason."""
    actor, row = User.objects.get(pk=user), ImportBatch.objects.get(pk=batch)
    try:
        actions.confirm(actor, row)
    except Refused as refusal:
        actions.take_back(actor, row, refusal.message)
