"""What the ledger is told of a nomination that was granted, here or above."""

from vinhdanh.ledger import actions as ledger
from vinhdanh.nominations.models import Nomination


def granted_line(nomination: Nomination) -> ledger.AwardLine:
    """Return what the ledger keeps of a nomination that a decision granted."""
    return ledger.AwardLine(
        subject=nomination.subject,
        code=nomination.award,
        year=nomination.round.year,
        unit=nomination.unit,
        recipient_name=nomination.name,
        recipient_title=nomination.post,
        unit_name=nomination.unit_name,
        achievement=nomination.achievement,
        basis=nomination.basis,
    )
