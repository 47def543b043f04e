from datetime import date

import pytest

from tests.covenants.conftest import TEXT
from tests.worlds import Office
from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.covenants import actions, queries
from vinhdanh.covenants.models import Covenant, CovenantParty
from vinhdanh.movements.models import Movement


def _party(covenant: Covenant, name: str) -> CovenantParty:
    return covenant.parties.get(printed_name=name)


def test_covenant_names_parties_and_pledges(covenant: Covenant) -> None:
    assert queries.covenant_words(covenant) == {
        "name": "Giao ước thi đua năm 2026",
        "text": TEXT,
        "pledges": ["Không có văn bản quá hạn", "Họp đúng giờ"],
        "parties": ["Phòng Tổng hợp", "Phòng Hành chính"],
    }


def test_covenant_with_one_party_is_refused(office: Office, movement: Movement) -> None:
    with pytest.raises(Refused) as refusal:
        actions.draft_covenant(
            office.lan, movement, [office.first, office.first], name="G", text="T"
        )

    assert refusal.value.code == "covenant.one_party"


def test_each_head_signs_for_her_own_unit(office: Office, covenant: Covenant) -> None:
    seen = queries.covenant_hash(covenant)
    first, second = covenant.parties.all()

    signed = actions.sign(
        office.hanh, first, signer_post="Trưởng phòng", seen_hash=seen
    )
    with pytest.raises(rights.Forbidden):
        actions.sign(office.hanh, second, signer_post="Trưởng phòng", seen_hash=seen)

    assert (signed.signed_by_name, signed.signed_by_title, signed.signed_on) == (
        "Trần Thị Hạnh",
        "Trưởng phòng",
        date(2026, 2, 10),
    )
    assert signed.text_hash == seen
    assert not queries.is_signed_by_all(covenant)
    assert [event.verb for event in audit.events_of(first)] == ["covenant.sign"]


def test_covenant_is_whole_when_all_have_signed(
    office: Office, covenant: Covenant
) -> None:
    seen = queries.covenant_hash(covenant)
    for head, party in zip(
        (office.hanh, office.quang), covenant.parties.all(), strict=True
    ):
        actions.sign(
            head,
            party,
            signer_post="Trưởng phòng",
            seen_hash=seen,
            on=date(2026, 1, 20),
        )

    assert queries.is_signed_by_all(covenant)
    assert list(queries.parties_to_sign(office.minh)) == []


def test_text_changed_since_it_was_read_is_not_signed(
    office: Office, covenant: Covenant
) -> None:
    seen = queries.covenant_hash(covenant)
    actions.mend_covenant(
        office.lan,
        covenant,
        [office.first, office.second],
        name=covenant.name,
        text=TEXT,
        pledges=["Không có văn bản quá hạn"],
    )

    with pytest.raises(Refused) as refusal:
        actions.sign(
            office.hanh,
            _party(covenant, "Phòng Tổng hợp"),
            signer_post="Trưởng phòng",
            seen_hash=seen,
        )

    assert refusal.value.code == "covenant.changed"
    assert queries.parties_to_sign(office.hanh).count() == 1


def test_signed_text_stands(office: Office, covenant: Covenant) -> None:
    actions.sign(
        office.hanh,
        _party(covenant, "Phòng Tổng hợp"),
        signer_post="Trưởng phòng",
        seen_hash=queries.covenant_hash(covenant),
    )

    with pytest.raises(Refused) as refusal:
        actions.mend_covenant(
            office.lan,
            covenant,
            [office.first, office.second],
            name="Khác",
            text="Khác",
        )

    assert refusal.value.code == "covenant.signed"
    covenant.refresh_from_db()
    assert covenant.text == TEXT


def test_second_signature_is_refused(office: Office, covenant: Covenant) -> None:
    party = _party(covenant, "Phòng Tổng hợp")
    seen = queries.covenant_hash(covenant)
    actions.sign(office.hanh, party, signer_post="Trưởng phòng", seen_hash=seen)

    with pytest.raises(Refused) as refusal:
        actions.sign(office.hanh, party, signer_post="Trưởng phòng", seen_hash=seen)

    assert refusal.value.message == "“Phòng Tổng hợp” đã ký giao ước này."


def test_signature_bears_a_post(office: Office, covenant: Covenant) -> None:
    with pytest.raises(Refused) as refusal:
        actions.sign(
            office.hanh,
            _party(covenant, "Phòng Tổng hợp"),
            signer_post=" ",
            seen_hash=queries.covenant_hash(covenant),
        )

    assert refusal.value.code == "covenant.no_post"


def test_covenant_of_a_draft_movement_waits(office: Office, draft: Movement) -> None:
    covenant = actions.draft_covenant(
        office.lan, draft, [office.first, office.second], name="G", text="T"
    )

    with pytest.raises(Refused) as refusal:
        actions.sign(
            office.hanh,
            _party(covenant, "Phòng Tổng hợp"),
            signer_post="Trưởng phòng",
            seen_hash=queries.covenant_hash(covenant),
        )

    assert refusal.value.code == "covenant.not_launched"
    assert list(queries.parties_to_sign(office.hanh)) == []
    assert list(queries.visible_to(office.hoa)) == []
