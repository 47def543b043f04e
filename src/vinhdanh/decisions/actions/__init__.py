"""What an office does with its decisions and submissions."""

from vinhdanh.decisions.actions.drafting import (
    PaperForm,
    discard_draft,
    draft_decision,
    draft_submission,
    mend_draft,
)
from vinhdanh.decisions.actions.issuing import issue, void_paper
from vinhdanh.decisions.actions.outside import (
    OutsideDecision,
    OutsideLine,
    record_outside,
)

__all__ = [
    "OutsideDecision",
    "OutsideLine",
    "PaperForm",
    "discard_draft",
    "draft_decision",
    "draft_submission",
    "issue",
    "mend_draft",
    "record_outside",
    "void_paper",
]
