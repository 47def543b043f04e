"""What councils and their secretaries do."""

from vinhdanh.councils.actions.meetings import (
    Call,
    close_meeting,
    convene_meeting,
    open_meeting,
    record_attendance,
)
from vinhdanh.councils.actions.membership import (
    MemberLine,
    add_member,
    end_membership,
    establish_council,
)
from vinhdanh.councils.actions.tallying import record_tallies, record_tally
from vinhdanh.councils.counting import Count

__all__ = [
    "Call",
    "Count",
    "MemberLine",
    "add_member",
    "close_meeting",
    "convene_meeting",
    "end_membership",
    "establish_council",
    "open_meeting",
    "record_attendance",
    "record_tallies",
    "record_tally",
]
