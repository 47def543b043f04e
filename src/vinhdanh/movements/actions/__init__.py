"""What an office does with movements and registrations."""

from vinhdanh.movements.actions.discarding import discard_movement, discard_review
from vinhdanh.movements.actions.documents import attach_document
from vinhdanh.movements.actions.gatherings import (
    AttendeeLine,
    DirectiveLine,
    GatheringForm,
    SpeechLine,
    mend_gathering,
    record_directive,
    record_gathering,
)
from vinhdanh.movements.actions.joining import invite, join_movement
from vinhdanh.movements.actions.launching import (
    MovementForm,
    launch_movement,
    mend_movement,
    open_registration,
    prepare_movement,
)
from vinhdanh.movements.actions.lines import LauncherLine, TargetLine, TaskLine
from vinhdanh.movements.actions.next_year import next_year_from
from vinhdanh.movements.actions.personal import (
    PersonalLine,
    endorse_targets,
    set_targets,
    tell_result,
)
from vinhdanh.movements.actions.planning import plan_step
from vinhdanh.movements.actions.registering import (
    endorse,
    register,
    register_all,
    register_many,
    withdraw,
    withdraw_many,
)
from vinhdanh.movements.actions.reviewing import (
    DiscoveryLine,
    ReviewForm,
    conclude_review,
    mend_review,
    prepare_review,
)
from vinhdanh.movements.actions.tasks import (
    finish_task,
    reopen_task,
    track_directive,
)
from vinhdanh.movements.reviews import FigureLine

__all__ = [
    "AttendeeLine",
    "DirectiveLine",
    "DiscoveryLine",
    "FigureLine",
    "GatheringForm",
    "LauncherLine",
    "MovementForm",
    "PersonalLine",
    "ReviewForm",
    "SpeechLine",
    "TargetLine",
    "TaskLine",
    "attach_document",
    "conclude_review",
    "discard_movement",
    "discard_review",
    "endorse",
    "endorse_targets",
    "finish_task",
    "invite",
    "join_movement",
    "launch_movement",
    "mend_gathering",
    "mend_movement",
    "mend_review",
    "next_year_from",
    "open_registration",
    "plan_step",
    "prepare_movement",
    "prepare_review",
    "record_directive",
    "record_gathering",
    "register",
    "register_all",
    "register_many",
    "reopen_task",
    "set_targets",
    "tell_result",
    "track_directive",
    "withdraw",
    "withdraw_many",
]
