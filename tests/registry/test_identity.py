import json
from pathlib import Path
from typing import Any

import pytest
from django.core import serializers

from tests.worlds import Office
from vinhdanh.base import rights, sealing
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import actions, identity
from vinhdanh.registry.models import IdentityKey, IdentityNumber, Person

NUMBER = "001085012345"
OLD = "012345678"


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> Path:
    settings.VINHDANH_KEYS = tmp_path / "khoa"
    return tmp_path / "khoa"


def test_a_number_is_masked_and_opened_only_by_a_deed_that_is_logged(
    office: Office,
) -> None:
    row = actions.record_identity(office.lan, office.an, "001 085 012 345")

    assert [each.digits for each in identity.masked(office.an)] == ["••••••••2345"]
    told = actions.reveal_identity(office.lan, row, reason="Đối chiếu hồ sơ")
    assert told == NUMBER
    event = AuditEvent.objects.get(verb="identity.reveal")
    assert (event.actor_name, event.reason) == ("Nguyễn Thị Lan", "Đối chiếu hồ sơ")


def test_no_table_and_no_event_holds_the_number(office: Office) -> None:
    row = actions.record_identity(office.lan, office.an, NUMBER)
    actions.reveal_identity(office.lan, row, reason="Đối chiếu")
    actions.strike_identity(office.lan, row, reason="Ghi nhầm")

    rows = [*AuditEvent.objects.all(), *IdentityKey.objects.all(), row]
    kept = serializers.serialize("json", rows)
    assert NUMBER not in kept
    assert NUMBER[-4:] not in json.dumps([e.after for e in AuditEvent.objects.all()])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "00108501234",
            (
                "Căn cước công dân có 12 số, chứng minh nhân dân có 9 số; số này có 11."
                " Nếu mất số 0 ở đầu (Excel hay bỏ), hãy ghi lại cho đủ."
            ),
        ),
        (
            "00108501234O",
            "Số định danh chỉ gồm chữ số. Hãy xem lại chữ cái hoặc dấu lẫn vào.",
        ),
        (
            "٠٠١٠٨٥٠١٢٣٤٥",
            "Số định danh chỉ gồm chữ số. Hãy xem lại chữ cái hoặc dấu lẫn vào.",
        ),
    ],
)
def test_a_number_of_another_form_is_refused(written: str, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        identity.clean_number(written)

    assert refusal.value.message == said


def test_a_number_of_another_record_is_refused_and_its_holder_named(
    office: Office,
) -> None:
    actions.record_identity(office.lan, office.an, NUMBER)

    with pytest.raises(actions.NumberTaken) as refusal:
        actions.record_identity(office.lan, office.binh, NUMBER)

    assert refusal.value.holder == office.an
    assert "Nguyễn Văn An" in refusal.value.message


def test_whoever_may_not_see_the_holder_is_not_told_her_name(office: Office) -> None:
    actions.record_identity(office.lan, office.an, NUMBER)
    stranger = actions.add_person(
        office.hoa, office.other, actions.PersonForm(name="Đinh Thị Gái")
    )

    with pytest.raises(actions.NumberTaken) as refusal:
        actions.record_identity(office.hoa, stranger, NUMBER)

    assert refusal.value.holder is None
    assert "An" not in refusal.value.message.split()


def test_the_same_number_twice_stays_one_and_a_new_card_is_added(
    office: Office,
) -> None:
    actions.record_identity(office.lan, office.an, OLD)
    actions.record_identity(office.lan, office.an, NUMBER)
    actions.record_identity(office.lan, office.an, OLD)

    kinds = [row.kind for row in identity.numbers_of(office.an)]
    assert kinds == ["cccd", "cmnd"]


def test_who_does_not_answer_for_her_neither_writes_nor_looks(office: Office) -> None:
    row = actions.record_identity(office.lan, office.an, NUMBER)

    for user in (office.minh, office.hanh, office.hoa):
        with pytest.raises(rights.Forbidden):
            actions.reveal_identity(user, row, reason="Xem")
        with pytest.raises(rights.Forbidden):
            actions.record_identity(user, office.an, OLD)


def test_a_lost_key_is_noticed_and_not_made_anew(office: Office, keys: Path) -> None:
    actions.record_identity(office.lan, office.an, NUMBER)
    identity.key_file().unlink()

    assert [each.digits for each in identity.masked(office.an)] == ["••••"]
    with pytest.raises(Refused) as refusal:
        actions.record_identity(office.lan, office.binh, OLD)
    assert refusal.value.code == "identity.key_lost"
    sealing.make_key(identity.key_file())
    with pytest.raises(Refused):
        actions.record_identity(office.lan, office.binh, OLD)


def test_the_key_is_a_file_of_its_owner_and_its_making_is_logged(
    office: Office,
) -> None:
    actions.record_identity(office.lan, office.an, NUMBER)

    assert identity.key_file().stat().st_mode & 0o777 == 0o600
    event = AuditEvent.objects.get(verb="identity.key")
    assert event.after == {"key_id": IdentityKey.objects.get().key_id}


def test_a_sealed_number_moved_to_another_person_stays_shut(office: Office) -> None:
    row = actions.record_identity(office.lan, office.an, NUMBER)
    IdentityNumber.objects.filter(pk=row.pk).update(person=office.binh)

    with pytest.raises(sealing.BrokenSealError):
        identity.masked(Person.objects.get(pk=office.binh.pk))


def test_the_same_number_is_sealed_differently_and_printed_the_same() -> None:
    seal = sealing.seal_of(bytes(range(32)))

    one, other = (seal.close(NUMBER, about="a") for _ in range(2))

    assert one != other
    assert seal.open(one, about="a") == seal.open(other, about="a") == NUMBER
    assert seal.fingerprint(NUMBER) != sealing.seal_of(bytes(32)).fingerprint(NUMBER)
