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
from vinhdanh.registry.actions.careers import (
    DepartureForm,
    EmploymentForm,
    record_departure,
    record_employment,
    take_back_departure,
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
from vinhdanh.registry.actions.identity import (
    NumberTaken,
    record_identity,
    record_numbers,
    reveal_identity,
    strike_identity,
)
from vinhdanh.registry.actions.lineage import (
    RulingForm,
    record_headcount,
    rule_on_lineage,
)
from vinhdanh.registry.actions.people import (
    YOUNGEST,
    PersonForm,
    add_person,
    check_person,
    end_post,
    mend_person,
)
from vinhdanh.registry.actions.planning import carry_out, drop_plan, save_plan
from vinhdanh.registry.actions.reorganisation import (
    Foreseen,
    foresee,
    reorganise,
    take_back,
)
from vinhdanh.registry.actions.transfers import (
    TransferForm,
    decline_person,
    receive_person,
    send_person,
    withdraw_transfer,
)
from vinhdanh.registry.actions.twins import (
    merge_people,
    part_people,
    propose_pair,
    say_distinct,
)
from vinhdanh.registry.actions.units import UnitForm, found_unit
from vinhdanh.registry.actions.works import mend_use, note_use, record_work, set_shares
from vinhdanh.registry.actions.years import FACTS, record_year_facts

__all__ = [
    "FACTS",
    "YOUNGEST",
    "AnyChange",
    "DepartureForm",
    "DisciplineForm",
    "Dissolution",
    "EmploymentForm",
    "Foreseen",
    "Merger",
    "Move",
    "NumberTaken",
    "Part",
    "PersonForm",
    "Renaming",
    "RulingForm",
    "SeatForm",
    "Split",
    "TermForm",
    "TransferForm",
    "UnitForm",
    "add_person",
    "add_term",
    "annul_discipline",
    "carry_out",
    "check_person",
    "close_inquiry",
    "decline_person",
    "drop_plan",
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
    "merge_people",
    "note_use",
    "open_inquiry",
    "part_people",
    "propose_pair",
    "receive_person",
    "record_departure",
    "record_discipline",
    "record_employment",
    "record_headcount",
    "record_identity",
    "record_numbers",
    "record_work",
    "record_year_facts",
    "reorganise",
    "reveal_identity",
    "rule_on_lineage",
    "save_plan",
    "say_distinct",
    "seat_member",
    "send_person",
    "set_shares",
    "strike_identity",
    "take_back",
    "take_back_departure",
    "withdraw_transfer",
]
