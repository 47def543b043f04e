from vinhdanh.scoring.models.criteria import (
    CriteriaPart,
    CriteriaSet,
    CriteriaVersion,
    Criterion,
)
from vinhdanh.scoring.models.marks import (
    Appeal,
    CrossDuty,
    Mark,
    Result,
    Scoring,
    ScoringStage,
    Sheet,
)

__all__ = [
    "Appeal",
    "CriteriaPart",
    "CriteriaSet",
    "CriteriaVersion",
    "Criterion",
    "CrossDuty",
    "Mark",
    "Result",
    "Scoring",
    "ScoringStage",
    "Sheet",
]
