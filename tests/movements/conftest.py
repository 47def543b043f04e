from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
import time_machine

from tests.worlds import Office
from vinhdanh.movements import actions
from vinhdanh.movements.models import Movement

TODAY = date(2026, 2, 10)
FORM = actions.MovementForm(
    name="Phong trào thi đua năm 2026",
    year=2026,
    first_day=date(2026, 1, 1),
    last_day=date(2026, 12, 31),
    slogan="Đoàn kết, kỷ cương năm 2026",
    registration_opens=date(2026, 1, 15),
    registration_closes=date(2026, 2, 28),
    targets=(
        actions.TargetLine("Văn bản trình đúng hạn", "từ 98 % trở lên"),
        actions.TargetLine("Văn bản đến được xử lý", "100 %", "van_ban_den"),
    ),
    key_tasks=(actions.TaskLine("Phục vụ kỳ họp giữa năm", due_on=date(2026, 7, 15)),),
)


@pytest.fixture(autouse=True)
def _fixed_day() -> Iterator[None]:
    with time_machine.travel("2026-02-10 09:00 +07:00", tick=False):
        yield


@pytest.fixture
def form() -> actions.MovementForm:
    return FORM


@pytest.fixture
def draft(office: Office) -> Movement:
    return actions.prepare_movement(office.lan, office.unit, FORM)


@pytest.fixture
def movement(office: Office, draft: Movement) -> Movement:
    """The office's launched movement of 2026, open from 15 January to 28 February."""
    return actions.launch_movement(office.minh, draft, on=date(2026, 1, 12))


@pytest.fixture
def movement_of_2025(office: Office) -> Movement:
    form = replace(
        FORM,
        name="Phong trào thi đua năm 2025",
        year=2025,
        first_day=date(2025, 1, 1),
        last_day=date(2025, 12, 31),
        registration_opens=None,
        registration_closes=None,
    )
    draft = actions.prepare_movement(office.lan, office.unit, form)
    return actions.launch_movement(office.minh, draft, on=date(2025, 1, 12))
