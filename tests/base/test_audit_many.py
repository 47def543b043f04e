import pytest
from django.db import transaction

from tests.worlds import Office
from vinhdanh.base import audit
from vinhdanh.base.models import AuditEvent, ChainHead


def deeds(office: Office) -> list[audit.Deed]:
    return [
        audit.Deed("person.note", person, after={"n": index}, unit_id=office.unit.pk)
        for index, person in enumerate([office.an, office.binh, office.chi])
    ]


def test_many_deeds_are_consecutive_links_of_one_chain(office: Office) -> None:
    last = AuditEvent.objects.order_by("-seq").values_list("seq", flat=True)[0]

    with transaction.atomic():
        events = audit.record_many(office.lan, deeds(office))

    assert [event.seq for event in events] == [last + 1, last + 2, last + 3]
    assert events[2].prev_hash == events[1].entry_hash
    assert ChainHead.objects.get(name="audit").entry_hash == events[2].entry_hash
    assert audit.check() is None


def test_the_chain_goes_on_after_many_deeds(office: Office) -> None:
    with transaction.atomic():
        audit.record_many(office.lan, deeds(office))
        audit.record(office.lan, "person.note", office.an)

    assert audit.check() is None


def test_no_deed_leaves_no_event_and_no_link(office: Office) -> None:
    before = ChainHead.objects.get(name="audit").seq

    with transaction.atomic():
        events = audit.record_many(office.lan, [])

    assert events == []
    assert ChainHead.objects.get(name="audit").seq == before


def test_many_deeds_take_as_many_statements_as_one(
    office: Office, django_assert_num_queries
) -> None:
    with transaction.atomic(), django_assert_num_queries(3):
        audit.record_many(office.lan, deeds(office)[:1])
    with transaction.atomic(), django_assert_num_queries(3):
        audit.record_many(office.lan, deeds(office))


@pytest.mark.django_db(transaction=True)
def test_events_outside_a_transaction_are_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError) as error:
        audit.record_many(None, [])

    assert str(error.value) == (
        "An audit event is written in the transaction of its deed"
    )


def test_a_unit_belongs_to_itself_and_what_is_of_it_to_the_unit(office: Office) -> None:
    with transaction.atomic():
        founded = audit.record(office.lan, "unit.note", office.first)
        role = audit.record(office.lan, "role.note", office.lan.assignments.get())
        loose = audit.record(office.lan, "person.note", office.an)

    assert founded.unit_id == office.first.pk
    assert role.unit_id == office.unit.pk
    assert loose.unit_id is None
