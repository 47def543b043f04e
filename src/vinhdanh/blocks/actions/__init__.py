"""What a block does in its year, by its host, its lead and its members."""

from vinhdanh.blocks.actions.filing import file_for
from vinhdanh.blocks.actions.founding import (
    begin_year,
    end_seat,
    found_block,
    seat_lead,
    seat_members,
)
from vinhdanh.blocks.actions.handing import (
    Task,
    confirm_hand_over,
    send_back,
    write_hand_over,
)
from vinhdanh.blocks.actions.leading import (
    ScoringPlan,
    begin_covenant,
    begin_movement,
    begin_scoring,
    hold_review,
    require_lead,
)
from vinhdanh.blocks.actions.proposing import propose, withdraw_proposal
from vinhdanh.blocks.actions.ruling import (
    Day,
    keep_document,
    set_allowances,
    set_deadlines,
    set_tie_breaks,
)
from vinhdanh.blocks.actions.voting import (
    cast,
    close_ballot,
    open_ballot,
    record_count,
)

__all__ = [
    "Day",
    "ScoringPlan",
    "Task",
    "begin_covenant",
    "begin_movement",
    "begin_scoring",
    "begin_year",
    "cast",
    "close_ballot",
    "confirm_hand_over",
    "end_seat",
    "file_for",
    "found_block",
    "hold_review",
    "keep_document",
    "open_ballot",
    "propose",
    "record_count",
    "require_lead",
    "seat_lead",
    "seat_members",
    "send_back",
    "set_allowances",
    "set_deadlines",
    "set_tie_breaks",
    "withdraw_proposal",
    "write_hand_over",
]
