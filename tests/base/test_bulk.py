"""Many rows written at once stand as if each had been saved."""

from datetime import date

import pytest
from django.db import IntegrityError

from tests.worlds import Office
from vinhdanh.base import bulk
from vinhdanh.base.models import AuditEvent
from vinhdanh.registry.models import Person, Post, Subject, YearFact

PEOPLE = bulk.MANY + 7


def people() -> list[Person]:
    subjects = bulk.make(
        [
            Subject(kind="person", name=f"Nguyễn  Văn {number}")
            for number in range(PEOPLE)
        ]
    )
    return bulk.make(
        [Person(subject=one, birth_date=date(1980, 1, 2)) for one in subjects]
    )


@pytest.mark.django_db
def test_each_row_gets_a_key_of_its_own_under_which_it_is_found() -> None:
    made = people()

    found = Person.objects.in_bulk([one.pk for one in made])
    assert len(found) == PEOPLE
    assert all(found[one.pk].birth_date == date(1980, 1, 2) for one in made)
    assert [found[one.pk].subject.public_id for one in made] == [
        one.subject.public_id for one in made
    ]


@pytest.mark.django_db
def test_a_row_points_to_one_that_got_its_key_later() -> None:
    subjects = [Subject(kind="person", name=str(at)) for at in range(PEOPLE)]
    facts = [YearFact(subject=one, year=2020) for one in subjects]
    bulk.make(subjects)
    bulk.make(facts)

    assert [fact.subject_id for fact in facts] == [one.pk for one in subjects]
    assert YearFact.objects.filter(subject__in=subjects).count() == PEOPLE


@pytest.mark.django_db
def test_words_are_cleaned_as_when_saved() -> None:
    made = people()

    assert made[3].subject.name == "Nguyễn Văn 3"
    assert Subject.objects.get(pk=made[3].pk).name == "Nguyễn Văn 3"


def test_keys_go_on_after_those_of_rows_saved_one_by_one(office: Office) -> None:
    first = Post.objects.create(person=office.an, unit=office.unit, title="một")
    many = bulk.make(
        [Post(person=office.an, unit=office.unit, title="") for _ in range(PEOPLE)]
    )
    last = Post.objects.create(person=office.an, unit=office.unit, title="hai")

    assert first.pk < many[0].pk < many[-1].pk < last.pk


def test_the_key_of_a_removed_row_is_not_given_again(office: Office) -> None:
    gone = Post.objects.create(person=office.an, unit=office.unit)
    key = gone.pk
    gone.delete()
    many = bulk.make([Post(person=office.an, unit=office.unit) for _ in range(PEOPLE)])

    assert many[0].pk > key


def test_plain_data_and_unknowns_come_back_as_given(office: Office) -> None:
    bulk.make(
        [
            YearFact(
                subject=office.an.subject, year=1900 + at, sources={"rating": "tệp"}
            )
            for at in range(PEOPLE)
        ]
    )

    stored = YearFact.objects.get(subject=office.an.subject, year=1907)
    assert stored.sources == {"rating": "tệp"}
    assert stored.rating is None


def test_a_row_that_breaks_a_rule_of_its_table_leaves_none(office: Office) -> None:
    rows = [YearFact(subject=office.an.subject, year=1950) for _ in range(PEOPLE)]

    with pytest.raises(IntegrityError):
        bulk.make(rows)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, 1, bulk.MANY - 1, bulk.MANY, bulk.MANY + 1])
def test_as_many_rows_are_written_as_given(count: int) -> None:
    made = bulk.make([Subject(kind="person", name=str(at)) for at in range(count)])

    assert Subject.objects.filter(pk__in=[one.pk for one in made]).count() == count
    assert not AuditEvent.objects.exists()
