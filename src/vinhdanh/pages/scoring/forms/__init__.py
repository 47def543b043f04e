"""What is typed on the pages of scoring: tables of criteria, scorings, appeals."""

from vinhdanh.pages.scoring.forms.opening import ChoosingForm, OpenForm, StageForm
from vinhdanh.pages.scoring.forms.scorings import AnswerForm, AppealForm
from vinhdanh.pages.scoring.forms.tables import (
    CriterionForm,
    ImportForm,
    SetForm,
    TableForm,
)

__all__ = [
    "AnswerForm",
    "AppealForm",
    "ChoosingForm",
    "CriterionForm",
    "ImportForm",
    "OpenForm",
    "SetForm",
    "StageForm",
    "TableForm",
]
