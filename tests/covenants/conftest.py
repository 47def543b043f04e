from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from tests.movements.conftest import FORM
from tests.worlds import Office
from vinhdanh.accounts.fresh import SignIn
from vinhdanh.accounts.models import User
from vinhdanh.base import clock
from vinhdanh.covenants import actions, queries
from vinhdanh.covenants.actions import PledgeLine
from vinhdanh.covenants.models import Covenant, CovenantParty
from vinhdanh.movements import actions as movements
from vinhdanh.movements.models import Movement

TEXT = "Các phòng giao ước cùng hoàn thành tốt nhiệm vụ năm 2026."
ON_TIME = PledgeLine("Văn bản xử lý đúng hạn", "%", 98_00, 95_00)
PLEDGES = (ON_TIME, PledgeLine("Họp đúng giờ"))
SCAN = actions.Scan("giao-uoc-da-ky.pdf", b"%PDF-1.4 scan")


@pytest.fixture(autouse=True)
def _fixed_day() -> Iterator[None]:
    with time_machine.travel("2026-02-10 09:00 +07:00", tick=False):
        yield


@pytest.fixture
def draft(office: Office) -> Movement:
    return movements.prepare_movement(office.lan, office.unit, FORM)


@pytest.fixture
def movement(office: Office, draft: Movement) -> Movement:
    """The office's launched movement of 2026."""
    return movements.launch_movement(office.minh, draft, on=date(2026, 1, 12))


@pytest.fixture
def covenant(office: Office, movement: Movement) -> Covenant:
    """A covenant of the two divisions: one measured pledge, one in words."""
    return actions.draft_covenant(
        office.lan,
        movement,
        [office.first, office.second],
        name="Giao ước thi đua năm 2026",
        text=TEXT,
        pledges=[ON_TIME, PledgeLine(" "), PLEDGES[1]],
    )


@pytest.fixture
def signed(office: Office, covenant: Covenant) -> Covenant:
    """The covenant, signed by the first division alone."""
    sign(office.hanh, party_of(covenant, "Phòng Tổng hợp"))
    return covenant


@pytest.fixture
def whole(office: Office, signed: Covenant) -> Covenant:
    """The covenant, signed by both divisions."""
    sign(office.quang, party_of(signed, "Phòng Hành chính"))
    signed.refresh_from_db()
    return signed


def party_of(covenant: Covenant, name: str) -> CovenantParty:
    return covenant.parties.get(printed_name=name)


def sign(user: User, party: CovenantParty, post: str = "Trưởng phòng") -> CovenantParty:
    """Sign with the password given just now, having read the present text."""
    return actions.sign(
        user,
        party,
        signer_post=post,
        seen_hash=queries.covenant_hash(party.covenant),
        proof=SignIn(user.pk, clock.now()),
    )
