"""What an office does with covenants."""

from vinhdanh.covenants.actions.drafting import (
    Party,
    PledgeLine,
    discard_covenant,
    draft_covenant,
    mend_covenant,
    renew_covenant,
)
from vinhdanh.covenants.actions.reporting import report_pledge
from vinhdanh.covenants.actions.signing import (
    PaperSignature,
    Scan,
    record_ceremony,
    sign,
)

__all__ = [
    "PaperSignature",
    "Party",
    "PledgeLine",
    "Scan",
    "discard_covenant",
    "draft_covenant",
    "mend_covenant",
    "record_ceremony",
    "renew_covenant",
    "report_pledge",
    "sign",
]
