"""What an office does with covenants."""

from vinhdanh.covenants.actions.signing import draft_covenant, mend_covenant, sign

__all__ = ["draft_covenant", "mend_covenant", "sign"]
