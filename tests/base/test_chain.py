"""The two chains: nothing changes, goes missing or moves unseen."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from tests.worlds import Office
from vinhdanh.base import append_only, audit, chain
from vinhdanh.base.models import AuditEvent, ChainHead, StoredFile


def test_canonical_form_is_one_for_all_spellings() -> None:
    composed = {"b": "Hòa", "a": 1, "on": date(2016, 12, 31)}
    decomposed = {"on": date(2016, 12, 31), "a": 1, "b": "Hòa"}

    assert chain.canonical(composed) == chain.canonical(decomposed)
    assert chain.canonical({"a": [1, None, True]}) == b'{"a":[1,null,true]}'


def test_floats_have_no_place_in_a_chain() -> None:
    with pytest.raises(TypeError, match=r"cannot hold 0\.1: use integers"):
        chain.canonical({"share": 0.1})


def test_instants_are_written_with_their_zone() -> None:
    at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

    assert chain.plain({"at": at}) == {"at": "2026-01-02T03:04:05+00:00"}


def test_commitment_hides_the_payload_behind_its_salt() -> None:
    payload = {"name": "An"}

    assert chain.commitment("00", payload) != chain.commitment("01", payload)
    assert chain.commitment("00", payload) == chain.commitment("00", payload)


def test_audit_event_needs_the_transaction_of_its_deed(
    transactional_db: None,
) -> None:
    file = StoredFile(original_name="x")

    with pytest.raises(transaction.TransactionManagementError):
        audit.record(None, "file.keep", file)


def test_deed_rolled_back_leaves_no_event(office: Office) -> None:
    before = AuditEvent.objects.count()

    def look_and_fail() -> None:
        with transaction.atomic():
            audit.record(office.lan, "unit.look", office.unit)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        look_and_fail()

    assert AuditEvent.objects.count() == before
    assert audit.check() is None


@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_database_itself_refuses_to_change_an_event(office: Office, verb: str) -> None:
    events = AuditEvent.objects.all()
    deed = {
        "UPDATE": lambda: events.update(reason="khác"),
        "DELETE": lambda: events._raw_delete(events.db),
    }[verb]

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        deed()


def test_every_append_only_table_is_guarded(db: None) -> None:
    tables = append_only.append_only_tables()

    assert {
        "base_auditevent",
        "ledger_award",
        "ledger_ledgerentry",
        "councils_tally",
        "awarding_certificate",
        "nominations_nominationstep",
    } <= set(tables)
    for table in tables:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(
                    "SELECT count(*) FROM sqlite_master"
                    " WHERE type = 'trigger' AND tbl_name = %s",
                    [table],
                )
                assert cursor.fetchone()[0] == 2, table
            else:
                cursor.execute(
                    "SELECT count(*) FROM pg_trigger WHERE tgname = %s",
                    [f"{table}_no_change"],
                )
                assert cursor.fetchone()[0] == 1, table


def _tamper(seq: int, **values: object) -> None:
    with append_only.lifted():
        AuditEvent.objects.filter(seq=seq).update(**values)


def test_changed_event_is_found_and_named(office: Office) -> None:
    for seq in range(1, AuditEvent.objects.count() + 1):
        kept = AuditEvent.objects.get(seq=seq).reason
        _tamper(seq, reason="sửa lén")

        assert audit.check() == chain.Broken(seq, "content changed")

        _tamper(seq, reason=kept)
    assert audit.check() is None


def test_missing_event_is_found(office: Office) -> None:
    last = AuditEvent.objects.count()
    with append_only.lifted():
        AuditEvent.objects.filter(seq=3).delete()
    assert audit.check() == chain.Broken(3, "missing or out of order")

    with append_only.lifted():
        AuditEvent.objects.filter(seq__gte=3).delete()
    assert audit.check() == chain.Broken(3, "entries missing at the end")
    assert ChainHead.objects.get(name="audit").seq == last


def test_event_rewritten_with_its_hash_breaks_the_next_link(office: Office) -> None:
    event = AuditEvent.objects.get(seq=2)
    event.reason = "viết lại"
    new_hash = chain.entry_hash(audit.body(event))

    _tamper(2, reason="viết lại", entry_hash=new_hash)

    assert audit.check() == chain.Broken(3, "does not follow the entry before it")


def test_empty_chain_is_sound(db: None) -> None:
    assert audit.check() is None
