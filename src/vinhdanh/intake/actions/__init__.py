"""What an office does with a sheet: read it, mend it, confirm it or put it away."""

from vinhdanh.intake.actions.confirming import (
    confirm,
    confirm_later,
    take_back,
)
from vinhdanh.intake.actions.mending import (
    add_unit_for,
    choose_kind,
    choose_person,
    choose_target,
    discard,
    forget_mapping,
    mend_cell,
    mend_cells,
    remap,
    say_no_inquiry,
)
from vinhdanh.intake.actions.receiving import (
    ReadBefore,
    read_sheet,
    receive_sheet,
    remove_sent_file,
    stage_received,
)

__all__ = [
    "ReadBefore",
    "add_unit_for",
    "choose_kind",
    "choose_person",
    "choose_target",
    "confirm",
    "confirm_later",
    "discard",
    "forget_mapping",
    "mend_cell",
    "mend_cells",
    "read_sheet",
    "receive_sheet",
    "remap",
    "remove_sent_file",
    "say_no_inquiry",
    "stage_received",
    "take_back",
]
