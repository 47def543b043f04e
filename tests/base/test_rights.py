"""One question for many objects has the answer of a question for each."""

import pytest

from tests.worlds import Office
from vinhdanh.base import rights


def test_many_objects_are_asked_for_in_one_query(
    office: Office, django_assert_num_queries
) -> None:
    people = [office.an, office.binh, office.chi]
    rights.require(office.lan, "person.see", office.an)

    with django_assert_num_queries(1):
        rights.require_all(office.lan, "person.see", people)


def test_one_object_out_of_reach_refuses_them_all_and_says_who_may(
    office: Office,
) -> None:
    with pytest.raises(rights.Forbidden) as refusal:
        rights.require_all(office.hoa, "person.see", [office.an, office.binh])

    assert refusal.value.code == "forbidden.person.see"


def test_of_nothing_nothing_is_refused(office: Office) -> None:
    rights.require_all(office.hoa, "person.see", [])
