"""Every kind of list that an office may send, by code.

Each is a `ListKind` in a file of its own: its columns and what they are called, how
a cell is read, what is checked across cells, and how a value is written back.
"""

from typing import Final

from vinhdanh.sheets.kinds import ListKind
from vinhdanh.sheets.lists.grades import GRADES
from vinhdanh.sheets.lists.indicator_values import INDICATOR_VALUES
from vinhdanh.sheets.lists.initiatives import INITIATIVES
from vinhdanh.sheets.lists.nominees import NOMINEES
from vinhdanh.sheets.lists.past_awards import PAST_AWARDS
from vinhdanh.sheets.lists.registrations import REGISTRATIONS
from vinhdanh.sheets.lists.score_sheets import SCORE_SHEETS
from vinhdanh.sheets.roster import ROSTER

LISTS: Final[dict[str, ListKind]] = {
    kind.code: kind
    for kind in (
        ROSTER,
        GRADES,
        INITIATIVES,
        PAST_AWARDS,
        REGISTRATIONS,
        NOMINEES,
        INDICATOR_VALUES,
        SCORE_SHEETS,
    )
}
