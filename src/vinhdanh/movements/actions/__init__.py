"""What an office does with movements and registrations."""

from vinhdanh.movements.actions.launching import (
    MovementForm,
    TargetLine,
    TaskLine,
    launch_movement,
    mend_movement,
    next_year_from,
    open_registration,
    prepare_movement,
)
from vinhdanh.movements.actions.registering import (
    endorse,
    register,
    register_all,
    register_many,
    withdraw,
    withdraw_many,
)

__all__ = [
    "MovementForm",
    "TargetLine",
    "TaskLine",
    "endorse",
    "launch_movement",
    "mend_movement",
    "next_year_from",
    "open_registration",
    "prepare_movement",
    "register",
    "register_all",
    "register_many",
    "withdraw",
    "withdraw_many",
]
