from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.pages.test_movements import FORM, _page
from tests.worlds import Office
from vinhdanh.covenants import actions, queries
from vinhdanh.covenants.models import Covenant
from vinhdanh.movements import actions as movements
from vinhdanh.movements.models import Movement
from vinhdanh.pages.covenants import desk


@pytest.fixture(autouse=True)
def _fixed_day() -> Iterator[None]:
    with time_machine.travel("2026-02-10 09:00 +07:00", tick=False):
        yield


@pytest.fixture
def movement(office: Office) -> Movement:
    draft = movements.prepare_movement(office.lan, office.unit, FORM)
    return movements.launch_movement(office.minh, draft, on=date(2026, 1, 12))


@pytest.fixture
def covenant(office: Office, movement: Movement) -> Covenant:
    return actions.draft_covenant(
        office.lan,
        movement,
        [office.first, office.second],
        name="Giao ước năm 2026",
        text="Cùng hoàn thành tốt nhiệm vụ.",
        pledges=["Không có văn bản quá hạn"],
    )


def test_list_shows_nothing_of_another_office(
    office: Office, covenant: Covenant, client: Client
) -> None:
    page = _page(client, office.hoa, "covenant-list")

    assert covenant.name not in page
    assert covenant.name in _page(client, office.hanh, "covenant-list")


def test_covenant_is_drafted_and_signed_by_its_heads(
    office: Office, movement: Movement, client: Client
) -> None:
    client.force_login(office.lan)
    client.post(
        reverse("covenant-new", args=[movement.public_id]),
        {
            "name": "Giao ước năm 2026",
            "text": "Cùng hoàn thành tốt nhiệm vụ.",
            "pledges": "Không có văn bản quá hạn\n\nHọp đúng giờ",
            "parties": [office.first.pk, office.second.pk],
        },
    )
    covenant = Covenant.objects.get()
    page = _page(client, office.hanh, "covenant", covenant.public_id)
    first = covenant.parties.get(unit=office.first)
    second = covenant.parties.get(unit=office.second)
    signature = {
        "signer_post": "Trưởng phòng",
        "seen_hash": queries.covenant_hash(covenant),
    }
    client.post(
        reverse("covenant-sign", args=[covenant.public_id, first.pk]), signature
    )
    foreign = client.post(
        reverse("covenant-sign", args=[covenant.public_id, second.pk]), signature
    )

    assert "Ký cho “Phòng Tổng hợp”" in page
    assert "Ký cho “Phòng Hành chính”" not in page
    assert 'value="Trưởng phòng"' in page
    assert foreign.status_code == 403
    assert "đã ký 1/2 đơn vị" in _page(
        client, office.hanh, "covenant", covenant.public_id
    )


def test_changed_covenant_is_shown_again_before_it_is_signed(
    office: Office, covenant: Covenant, client: Client
) -> None:
    seen = queries.covenant_hash(covenant)
    actions.mend_covenant(
        office.lan,
        covenant,
        [office.first, office.second],
        name=covenant.name,
        text="Văn bản mới.",
    )
    party = covenant.parties.get(unit=office.first)
    client.force_login(office.hanh)

    answer = client.post(
        reverse("covenant-sign", args=[covenant.public_id, party.pk]),
        {"signer_post": "Trưởng phòng", "seen_hash": seen},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hãy đọc bản mới rồi ký." in page
    assert "Văn bản mới." in page
    covenant.refresh_from_db()
    assert f'value="{queries.covenant_hash(covenant)}"' in page


def test_signed_covenant_keeps_its_text_on_the_page(
    office: Office, covenant: Covenant, client: Client
) -> None:
    party = covenant.parties.get(unit=office.first)
    actions.sign(
        office.hanh,
        party,
        signer_post="Trưởng phòng",
        seen_hash=queries.covenant_hash(covenant),
    )
    client.force_login(office.lan)

    answer = client.post(
        reverse("covenant-edit", args=[covenant.public_id]),
        {
            "name": "Khác",
            "text": "Khác",
            "parties": [office.first.pk, office.second.pk],
        },
    )

    assert answer.status_code == 422
    assert "Giao ước đã có đơn vị ký nên giữ nguyên." in answer.content.decode()


def test_desk_tells_the_head_what_to_sign(office: Office, covenant: Covenant) -> None:
    (each,) = desk.waiting(office.hanh, 2026)
    (step,) = desk.step(office.lan, 2026)

    assert each.label == "Ký giao ước thi đua cho 1 đơn vị"
    assert desk.waiting(office.hoa, 2026) == []
    assert (step.state, step.detail) == ("running", "0/2 đơn vị đã ký")
    assert desk.step(office.lan, 2025)[0].state == "todo"
