from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from tests.worlds import Office
from vinhdanh.base import append_only, audit
from vinhdanh.base.models import AuditEvent, ChainHead
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.ledger import actions, queries
from vinhdanh.ledger.actions import AwardLine, DecisionRef
from vinhdanh.ledger.enums import Standing, Way
from vinhdanh.ledger.models import Award, EntryPayload, LedgerEntry
from vinhdanh.registry.models import Person

CITY = DecisionRef("Chủ tịch Ủy ban nhân dân tỉnh", "115/QĐ-UBND", date(2017, 3, 1))


def line(office: Office, person: Person, **changes: object) -> AwardLine:
    said = {
        "subject": person.subject,
        "code": "BK_TINH",
        "year": 2016,
        "unit": office.first,
        "recipient_name": person.name,
        "recipient_title": "Chuyên viên",
        "unit_name": "Phòng Tổng hợp",
    }
    return AwardLine(**(said | changes))


def record(office: Office, *lines: AwardLine, ref: DecisionRef = CITY) -> list[Award]:
    return actions.record_outside_decision(office.lan, office.unit, list(lines), ref)


@pytest.fixture
def award(office: Office) -> Award:
    return record(office, line(office, office.an))[0]


def test_recorded_award_stands_with_one_entry(office: Office, award: Award) -> None:
    (entry,) = queries.history_of(award)

    assert queries.standing_of(award) == Standing.STANDS
    assert list(queries.standing_awards()) == [award]
    assert (entry.kind, entry.seq, entry.prev_hash) == ("award", 1, "0" * 64)
    assert entry.payload.payload["recipient_name"] == "Nguyễn Văn An"
    assert str(award) == "Nguyễn Văn An: BK_TINH 2016"
    assert queries.check_chain() is None
    event = AuditEvent.objects.first()
    assert (event.verb, event.after["awards"]) == ("award.record", 1)


def test_personal_data_is_in_the_chain_as_a_commitment_only(award: Award) -> None:
    entry = award.entries.get()
    body = queries.entry_body(entry)

    assert "An" not in str(body)
    assert len(entry.payload_commitment) == 64


def test_erased_payload_leaves_the_chain_whole(award: Award) -> None:
    EntryPayload.objects.all().delete()

    assert queries.check_chain() is None


@pytest.mark.parametrize(
    ("ref", "code"),
    [
        (DecisionRef("Chủ tịch", "", date(2017, 1, 1)), "ledger.decision_unknown"),
        (DecisionRef("Chủ tịch", "1", None), "ledger.decision_unknown"),
    ],
)
def test_decision_without_number_or_day_is_refused(
    office: Office, ref: DecisionRef, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        record(office, line(office, office.an), ref=ref)

    assert refusal.value.code == code
    assert not Award.objects.exists()


@time_machine.travel("2017-03-01 00:30+07:00", tick=False)
def test_decision_of_today_is_recorded_and_of_tomorrow_is_refused(
    office: Office,
) -> None:
    """Half past midnight in Viet Nam is still yesterday in Greenwich."""
    tomorrow = DecisionRef("Chủ tịch", "1", date(2017, 3, 2))

    with pytest.raises(Refused) as refusal:
        record(office, line(office, office.an), ref=tomorrow)
    record(office, line(office, office.an))

    assert refusal.value.message == (
        "Ngày quyết định (02/03/2017) ở sau ngày hôm nay. Hãy kiểm tra lại."
    )


def test_awards_are_recorded_by_the_officer_only(office: Office) -> None:
    for user in (office.minh, office.hoa, office.hanh):
        with pytest.raises(Forbidden):
            actions.record_outside_decision(
                user, office.unit, [line(office, office.an)], CITY
            )

    assert not LedgerEntry.objects.exists()


def test_same_award_twice_is_refused_and_nothing_is_entered(
    office: Office, award: Award
) -> None:
    with pytest.raises(Refused) as refusal:
        record(office, line(office, office.binh), line(office, office.an))

    assert refusal.value.message == (
        "Nguyễn Văn An đã có “Bằng khen của bộ, ban, ngành, tỉnh” năm 2016; không ghi "
        "hai lần."
    )
    assert list(Award.objects.all()) == [award]


def test_same_name_twice_in_one_list_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as refusal:
        record(office, line(office, office.an), line(office, office.an))

    assert refusal.value.code == "ledger.twin"


@pytest.mark.parametrize(
    "other", [{"year": 2015}, {"code": "CSTD_TINH"}, {"basis": "theme"}]
)
def test_other_year_award_or_basis_is_another_award(
    office: Office, award: Award, other: dict[str, object]
) -> None:
    record(office, line(office, office.an, **other))

    assert queries.standing_awards().count() == 2
    assert queries.check_chain() is None


def test_awards_are_entered_inside_their_deed_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Outside:
        in_atomic_block = False

    monkeypatch.setattr(transaction, "get_connection", Outside)

    with pytest.raises(TransactionManagementError):
        actions.enter_awards(None, [], CITY, way=Way.IMPORTED)


@pytest.mark.django_db
def test_decision_with_nobody_enters_nothing() -> None:
    assert actions.enter_awards(None, [], CITY, way=Way.IMPORTED) == []
    assert not ChainHead.objects.filter(name="ledger").exists()


def test_revoked_award_stands_no_longer(office: Office, award: Award) -> None:
    actions.revoke_award(
        office.minh, award, reason=" Khai man thành tích ", cite="Điều 93"
    )

    (_entered, revoked) = queries.history_of(award)
    assert queries.standing_of(award) == Standing.REVOKED
    assert not queries.standing_awards().exists()
    assert revoked.payload.payload == {
        "reason": "Khai man thành tích",
        "cite": "Điều 93",
    }
    assert queries.check_chain() is None
    assert audit.check() is None


def test_revoked_award_can_be_given_anew(office: Office, award: Award) -> None:
    actions.revoke_award(office.minh, award, reason="Ghi nhầm số quyết định")

    record(office, line(office, office.an))

    assert queries.standing_awards().count() == 1


def test_award_is_revoked_once(office: Office, award: Award) -> None:
    actions.revoke_award(office.minh, award, reason="Khai man")

    with pytest.raises(Refused) as again:
        actions.revoke_award(office.minh, award, reason="Khai man")
    with pytest.raises(Refused) as corrected:
        actions.correct_award(
            office.minh, award, changes={"recipient_name": "An"}, reason="nhầm"
        )

    assert again.value.message == "Khen thưởng này đã bị hủy bỏ từ trước."
    assert corrected.value.code == "ledger.already_revoked"


def test_corrections_are_read_over_what_was_printed(
    office: Office, award: Award
) -> None:
    changes = {"recipient_name": "Nguyễn Văn Ân"}
    actions.correct_award(office.minh, award, changes=changes, reason="Sai dấu")
    actions.correct_award(
        office.minh, award, changes={"achievement": "Sáng kiến A"}, reason="Bổ sung"
    )

    award.refresh_from_db()
    assert award.recipient_name == "Nguyễn Văn An"
    assert queries.as_it_reads_today(award) == {
        "recipient_name": "Nguyễn Văn Ân",
        "recipient_title": "Chuyên viên",
        "unit_name": "Phòng Tổng hợp",
        "achievement": "Sáng kiến A",
    }
    assert queries.standing_of(award) == Standing.CORRECTED
    assert list(queries.standing_awards()) == [award]
    assert queries.check_chain() is None


@pytest.mark.parametrize("changes", [{}, {"code": "CSTDTQ"}, {"year": "2015"}])
def test_award_itself_is_not_corrected(
    office: Office, award: Award, changes: dict[str, str]
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.correct_award(office.minh, award, changes=changes, reason="nhầm")

    assert refusal.value.code == "ledger.nothing_to_correct"
    assert queries.standing_of(award) == Standing.STANDS


def test_later_entries_need_a_reason_and_the_authority(
    office: Office, award: Award
) -> None:
    with pytest.raises(Refused) as silent:
        actions.revoke_award(office.minh, award, reason="  ")
    for user in (office.lan, office.hanh, office.hoa):
        with pytest.raises(Forbidden):
            actions.revoke_award(user, award, reason="Khai man")
        with pytest.raises(Forbidden):
            actions.correct_award(
                user, award, changes={"recipient_name": "X"}, reason="nhầm"
            )

    assert silent.value.code == "ledger.reason_missing"
    assert award.entries.count() == 1


def test_award_without_its_entry_does_not_stand(office: Office) -> None:
    """A row made behind the ledger's back is no award."""
    slipped_in = Award.objects.create(
        subject=office.an.subject,
        code="CSTDTQ",
        year=2016,
        way=Way.IMPORTED,
        unit=office.first,
        recipient_name="Nguyễn Văn An",
    )

    assert queries.standing_of(slipped_in) == Standing.REVOKED
    assert not queries.standing_awards().exists()


def test_who_sees_what(office: Office, award: Award) -> None:
    second = record(office, line(office, office.chi, unit=office.second))[0]

    assert set(queries.visible_to(office.lan)) == {award, second}
    assert set(queries.visible_to(office.hanh)) == {award}
    assert set(queries.visible_to(office.hoa)) == set()


@pytest.mark.parametrize("table", ["ledger_award", "ledger_ledgerentry"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_database_refuses_to_change_what_is_written(
    award: Award, table: str, verb: str
) -> None:
    def change() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(verb.format(table))

    with pytest.raises(DatabaseError, match="append-only"):
        change()


def test_awards_of_another_office_are_not_ours_to_record(office: Office) -> None:
    with pytest.raises(Forbidden):
        record(
            office,
            line(office, office.an),
            line(office, office.chi, unit=office.other),
        )

    assert not Award.objects.exists()


@pytest.mark.parametrize(
    ("tamper", "why"),
    [
        ("payload", "payload differs from its commitment"),
        ("award", "award differs from its entry"),
        ("entry", "content changed"),
    ],
)
def test_tampering_behind_the_guard_is_found(
    office: Office, award: Award, tamper: str, why: str
) -> None:
    record(office, line(office, office.binh))
    with append_only.lifted():
        if tamper == "payload":
            EntryPayload.objects.filter(entry__award=award).update(payload={"a": 1})
        elif tamper == "award":
            Award.objects.filter(pk=award.pk).update(recipient_name="Kẻ khác")
        else:
            LedgerEntry.objects.filter(award=award).update(kind="reissue")

    broken = queries.check_chain()

    assert (broken.seq, broken.why) == (1, why)


def test_bulk_entry_asks_the_same_for_one_line_and_for_three(office: Office) -> None:
    def statements(*lines: AwardLine) -> int:
        with CaptureQueriesContext(connection) as captured:
            record(office, *lines)
        return len(captured)

    statements(line(office, office.an, year=2014))
    one = statements(line(office, office.an))
    people = [office.an, office.binh, office.chi]
    three = statements(*(line(office, person, year=2015) for person in people))

    assert three == one


@pytest.mark.parametrize("deed", ["enter", "revoke"])
def test_both_chains_are_locked_in_one_order_before_the_ledger_is_read(
    office: Office, award: Award, deed: str
) -> None:
    with CaptureQueriesContext(connection) as asked:
        if deed == "enter":
            record(office, line(office, office.binh))
        else:
            actions.revoke_award(office.minh, award, reason="Khai sai")

    statements = [query["sql"] for query in asked]
    audit_log, ledger, read = (
        next(place for place, sql in enumerate(statements) if all(w in sql for w in of))
        for of in (
            ("base_chainhead", "'audit'"),
            ("base_chainhead", "'ledger'"),
            ("SELECT", "ledger_ledgerentry"),
        )
    )
    assert audit_log < ledger < read


def imported(office: Office) -> list[Award]:
    with transaction.atomic():
        return actions.enter_awards(
            office.lan, [line(office, office.binh)], CITY, way=Way.IMPORTED
        )


def test_history_imported_by_mistake_is_taken_back_once(office: Office) -> None:
    awards = imported(office)

    assert actions.take_back_imported(office.lan, awards, "nhập nhầm tệp") == 1
    assert queries.standing_of(awards[0]) != Standing.STANDS
    with pytest.raises(Refused) as refused:
        actions.take_back_imported(office.lan, awards, "nhập nhầm tệp")
    assert refused.value.code == "ledger.already_revoked"


def test_only_imported_history_is_taken_back(office: Office, award: Award) -> None:
    with pytest.raises(Refused) as refused:
        actions.take_back_imported(office.lan, [award], "nhập nhầm tệp")

    assert refused.value.code == "ledger.not_imported"
    assert queries.standing_of(award) == Standing.STANDS
    assert actions.take_back_imported(office.lan, [], "không có gì") == 0
