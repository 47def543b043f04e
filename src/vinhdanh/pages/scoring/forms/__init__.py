"""What is typed on the pages of scoring: tables of criteria, scorings, appeals."""

from vinhdanh.pages.scoring.forms.scorings import AnswerForm, AppealForm, OpenForm
from vinhdanh.pages.scoring.forms.tables import (
    CriterionForm,
    SetForm,
    TableForm,
    code_of,
)

__all__ = [
    "AnswerForm",
    "AppealForm",
    "CriterionForm",
    "OpenForm",
    "SetForm",
    "TableForm",
    "code_of",
]
