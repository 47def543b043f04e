"""One question for many objects has the answer of a question for each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.worlds import Office
from vinhdanh.base import rights
from vinhdanh.registry.models import Person


def test_many_objects_are_asked_for_as_one_is(office: Office) -> None:
    rights.require(office.lan, "person.see", office.an)

    def asked(*people: Person) -> int:
        with CaptureQueriesContext(connection) as captured:
            rights.require_all(office.lan, "person.see", people)
        return len(captured)

    assert asked(office.an, office.binh, office.chi) == asked(office.an)


def test_one_object_out_of_reach_refuses_them_all_and_says_who_may(
    office: Office,
) -> None:
    with pytest.raises(rights.Forbidden) as refusal:
        rights.require_all(office.hoa, "person.see", [office.an, office.binh])

    assert refusal.value.code == "forbidden.person.see"


def test_of_nothing_nothing_is_refused(office: Office) -> None:
    rights.require_all(office.hoa, "person.see", [])
