"""What an office does to its registry of units and people."""

from vinhdanh.registry.actions.people import (
    YOUNGEST,
    PersonForm,
    add_person,
    check_person,
    end_post,
    mend_person,
)
from vinhdanh.registry.actions.units import UnitForm, found_unit
from vinhdanh.registry.actions.works import record_work
from vinhdanh.registry.actions.years import FACTS, record_year_facts

__all__ = [
    "FACTS",
    "YOUNGEST",
    "PersonForm",
    "UnitForm",
    "add_person",
    "check_person",
    "end_post",
    "found_unit",
    "mend_person",
    "record_work",
    "record_year_facts",
]
