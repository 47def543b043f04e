"""Drafts are thrown away from their pages, with the reason."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.pages.test_covenants import PLEDGES
from tests.pages.test_movements import FORM
from tests.worlds import Office
from vinhdanh.covenants import actions as covenants
from vinhdanh.covenants.models import Covenant
from vinhdanh.movements import actions
from vinhdanh.movements.enums import ReviewKind
from vinhdanh.pages.movements import desk


@pytest.fixture(autouse=True)
def _fixed_day() -> Iterator[None]:
    with time_machine.travel("2026-02-10 09:00 +07:00", tick=False):
        yield


def _movement(office: Office) -> tuple[str, str]:
    draft = actions.prepare_movement(office.lan, office.unit, FORM)
    return "movement", str(draft.public_id)


def _review(office: Office) -> tuple[str, str]:
    draft = actions.prepare_movement(office.lan, office.unit, FORM)
    movement = actions.launch_movement(office.minh, draft, on=date(2026, 1, 12))
    form = actions.ReviewForm(ReviewKind.HALF_YEAR, date(2026, 6, 30))
    review = actions.prepare_review(office.lan, movement, form)
    return "review", str(review.public_id)


def _covenant(office: Office) -> tuple[str, str]:
    draft = actions.prepare_movement(office.lan, office.unit, FORM)
    covenant = covenants.draft_covenant(
        office.lan,
        draft,
        [office.first, office.second],
        name="Giao ước",
        text="Nội dung.",
        pledges=PLEDGES,
    )
    return "covenant", str(covenant.public_id)


@pytest.mark.parametrize("make", [_movement, _review, _covenant])
def test_draft_is_thrown_away_from_its_page(
    make: Callable[[Office], tuple[str, str]], office: Office, client: Client
) -> None:
    name, key = make(office)
    page, address = (reverse(route, args=[key]) for route in (name, f"{name}-discard"))
    client.force_login(office.lan)

    assert f'href="{address}"' in client.get(page).content.decode()
    assert "Lý do bỏ dự thảo" in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    gone = client.post(address, {"reason": "lập nhầm"}, follow=True)

    assert gone.status_code == 200
    assert "Đã bỏ dự thảo “" in gone.content.decode()
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("make", [_movement, _covenant])
def test_who_only_reads_has_no_button(
    make: Callable[[Office], tuple[str, str]], office: Office, client: Client
) -> None:
    name, key = make(office)
    address = reverse(f"{name}-discard", args=[key])
    client.force_login(office.quang)

    assert address not in client.get(reverse(name, args=[key])).content.decode()
    assert client.post(address, {"reason": "x"}).status_code in {403, 404}


def test_discarded_draft_leaves_the_head_s_desk(office: Office, client: Client) -> None:
    draft = actions.prepare_movement(office.lan, office.unit, FORM)
    launched = actions.launch_movement(office.minh, draft, on=date(2026, 1, 12))
    ahead = actions.next_year_from(office.lan, launched)
    asked = len(desk.waiting(office.minh, 2027))
    client.force_login(office.lan)

    address = reverse("movement-discard", args=[ahead.public_id])
    client.post(address, {"reason": "chép nhầm từ năm khác"})

    assert len(desk.waiting(office.minh, 2027)) == asked - 1


def test_what_is_built_on_stays_and_the_reason_typed_too(
    office: Office, client: Client
) -> None:
    _name, key = _covenant(office)
    movement = Covenant.objects.get(public_id=key).movement
    address = reverse("movement-discard", args=[movement.public_id])
    client.force_login(office.lan)

    answer = client.post(address, {"reason": "lập nhầm"})

    assert answer.status_code == 422
    assert "Dự thảo này đã được dùng tiếp ở: Giao ước." in answer.content.decode()
    assert 'value="lập nhầm"' in answer.content.decode()
