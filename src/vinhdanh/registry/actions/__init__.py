"""What an office does to its registry of units and people."""

from vinhdanh.registry.actions.bodies import (
    SeatForm,
    TermForm,
    add_term,
    end_seat,
    end_term,
    enter_delegate,
    found_body,
    seat_member,
)
from vinhdanh.registry.actions.changes import (
    AnyChange,
    Dissolution,
    Merger,
    Move,
    Part,
    Renaming,
    Split,
)
from vinhdanh.registry.actions.discipline import (
    DisciplineForm,
    annul_discipline,
    close_inquiry,
    end_discipline,
    open_inquiry,
    record_discipline,
)
from vinhdanh.registry.actions.people import (
    YOUNGEST,
    PersonForm,
    add_person,
    check_person,
    end_post,
    mend_person,
)
from vinhdanh.registry.actions.lineage import (
    RulingForm,
    record_headcount,
    rule_on_lineage,
)
from vinhdanh.registry.actions.reorganisation import (
    Foreseen,
    foresee,
    reorganise,
    take_back,
)
from vinhdanh.registry.actions.units import UnitForm, found_unit
from vinhdanh.registry.actions.works import mend_use, note_use, record_work, set_shares
from vinhdanh.registry.actions.years import FACTS, record_year_facts

__all__ = [
    "FACTS",
    "YOUNGEST",
    "AnyChange",
    "DisciplineForm",
    "Dissolution",
    "Foreseen",
    "Merger",
    "Move",
    "Part",
    "PersonForm",
    "Renaming",
    "RulingForm",
    "SeatForm",
    "Split",
    "TermForm",
    "UnitForm",
    "add_person",
    "add_term",
    "annul_discipline",
    "check_person",
    "close_inquiry",
    "end_discipline",
    "end_post",
    "end_seat",
    "end_term",
    "enter_delegate",
    "foresee",
    "found_body",
    "found_unit",
    "mend_person",
    "mend_use",
    "note_use",
    "open_inquiry",
    "record_discipline",
    "record_headcount",
    "record_work",
    "record_year_facts",
    "reorganise",
    "rule_on_lineage",
    "seat_member",
    "set_shares",
    "take_back",
]
