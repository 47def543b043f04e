from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from tests.movements.conftest import FORM
from tests.worlds import Office
from vinhdanh.covenants import actions
from vinhdanh.covenants.models import Covenant
from vinhdanh.movements import actions as movements
from vinhdanh.movements.models import Movement

TEXT = "Các phòng giao ước cùng hoàn thành tốt nhiệm vụ năm 2026."


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
    return actions.draft_covenant(
        office.lan,
        movement,
        [office.first, office.second],
        name="Giao ước thi đua năm 2026",
        text=TEXT,
        pledges=["Không có văn bản quá hạn", " ", "Họp đúng giờ"],
    )
