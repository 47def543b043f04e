"""What is typed on the pages of scoring: tables of criteria, scorings, appeals."""

from vinhdanh.pages.scoring.forms.opening import ChoosingForm, OpenForm, StageForm
from vinhdanh.pages.scoring.forms.scorings import (
    AnswerForm,
    AppealForm,
    CancelForm,
    ExtendForm,
)
from vinhdanh.pages.scoring.forms.tables import (
    CriterionForm,
    ImportForm,
    SetForm,
    TableForm,
)

__all__ = [
    "AnswerForm",
    "AppealForm",
    "CancelForm",
    "ChoosingForm",
    "CriterionForm",
    "ExtendForm",
    "ImportForm",
    "OpenForm",
    "SetForm",
    "StageForm",
    "TableForm",
]
