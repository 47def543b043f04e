"""What an office does to score a year: tables, scorings, marks, results, appeals."""

from vinhdanh.scoring.actions.appeals import answer_appeal, file_appeal
from vinhdanh.scoring.actions.criteria import (
    copy_table,
    make_set,
    new_version,
    put_in_force,
    write_table,
)
from vinhdanh.scoring.actions.filling import Filled, fill_from_indicators
from vinhdanh.scoring.actions.finishing import finalise, rescore
from vinhdanh.scoring.actions.holding import cancel_scoring, extend_stage
from vinhdanh.scoring.actions.marking import (
    Change,
    Conflict,
    Saved,
    attach_evidence,
    save_marks,
)
from vinhdanh.scoring.actions.opening import (
    StagePlan,
    SubjectLine,
    assign_cross,
    open_scoring,
)

__all__ = [
    "Change",
    "Conflict",
    "Filled",
    "Saved",
    "StagePlan",
    "SubjectLine",
    "answer_appeal",
    "assign_cross",
    "attach_evidence",
    "cancel_scoring",
    "copy_table",
    "extend_stage",
    "file_appeal",
    "fill_from_indicators",
    "finalise",
    "make_set",
    "new_version",
    "open_scoring",
    "put_in_force",
    "rescore",
    "save_marks",
    "write_table",
]
