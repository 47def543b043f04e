"""What an office does with movements, registrations and covenants."""

from vinhdanh.movements.actions.covenants import (
    draft_covenant,
    mend_covenant,
    sign,
)
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
    "draft_covenant",
    "endorse",
    "launch_movement",
    "mend_covenant",
    "mend_movement",
    "next_year_from",
    "open_registration",
    "prepare_movement",
    "register",
    "register_all",
    "register_many",
    "sign",
    "withdraw",
    "withdraw_many",
]
