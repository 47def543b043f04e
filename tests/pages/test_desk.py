from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.worlds import Office
from vinhdanh.accounts.enums import Role
from vinhdanh.base import clock
from vinhdanh.pages.desk import providers
from vinhdanh.pages.desk.waiting import YEAR, Figure, Step, Waiting
from vinhdanh.registry import actions as registry


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """The rooms that tell the desk something, given by the test."""
    told: list[Any] = []
    monkeypatch.setattr(providers, "modules", lambda: tuple(told))
    return told


def _waits(label: str, due_on: date | None, count: int = 1) -> Waiting:
    return Waiting(label, count, "/", due_on)


def test_work_stands_by_deadline_and_undated_work_last(rooms: list[Any]) -> None:
    rooms.append(
        SimpleNamespace(
            waiting=lambda _user, _year: [
                _waits("không hạn", None),
                _waits("sau", date(2026, 12, 1)),
            ]
        )
    )
    rooms.append(
        SimpleNamespace(
            waiting=lambda _user, _year: [_waits("trước", date(2026, 11, 1))]
        )
    )

    labels = [each.label for each in providers.waiting_for(None, 2026)]

    assert labels == ["trước", "sau", "không hạn"]


def test_work_of_which_there_is_none_does_not_wait(rooms: list[Any]) -> None:
    rooms.append(
        SimpleNamespace(waiting=lambda _user, _year: [_waits("hết", None, count=0)])
    )

    assert providers.waiting_for(None, 2026) == []


def test_steps_stand_in_the_order_of_the_year(rooms: list[Any]) -> None:
    rooms.append(
        SimpleNamespace(
            step=lambda _user, _year: [
                Step("report", "Tổng kết", "todo"),
                Step("launch", "Phát động", "done"),
            ]
        )
    )

    keys = [each.key for each in providers.steps_of(None, 2026)]

    assert keys == ["launch", "report"]


def test_room_that_says_nothing_is_no_error(rooms: list[Any]) -> None:
    rooms.append(SimpleNamespace())

    assert providers.figures_of(None, 2026) == []


def test_every_room_names_steps_of_the_ribbon_only(office: Office) -> None:
    keys = {each.key for each in providers.steps_of(office.lan, 2026)}

    assert keys <= set(YEAR)


def test_stranger_is_led_to_the_public_pages(office: Office, client: Client) -> None:
    assert client.get("/").headers["Location"] == "/cong-khai/"


def test_desk_draws_work_steps_and_figures(
    office: Office, client: Client, rooms: list[Any]
) -> None:
    today = clock.today()
    rooms.append(
        SimpleNamespace(
            waiting=lambda _user, _year: [
                _waits("Việc trễ", today - timedelta(days=1)),
                _waits("Việc hôm nay", today),
                _waits("Việc tuần này", today + timedelta(days=3)),
                _waits("Việc xa", today + timedelta(days=40)),
            ],
            step=lambda _user, _year: [
                Step("launch", "Phát động", "late", "/phong-trao/")
            ],
            figures=lambda _user, _year: [Figure("lao động tiên tiến", "38/38", "/y/")],
        )
    )
    client.force_login(office.lan)

    page = client.get("/").content.decode()

    late, soon, far = (
        f"{today + timedelta(days=days):%d/%m/%Y}" for days in (-1, 3, 40)
    )
    assert f"trễ hạn {late}" in page
    assert "hạn hôm nay" in page
    assert f"còn 3 ngày ({soon})" in page
    assert f"hạn {far}" in page
    assert "đã trễ hạn" in page
    assert "Việc của người khác" not in page
    assert '<a href="/y/" class="vd-stat">' in page


def test_empty_desk_says_what_will_come(
    office: Office, client: Client, rooms: list[Any]
) -> None:
    client.force_login(office.lan)

    assert "Không có việc nào đang chờ" in client.get("/").content.decode()


def test_administrator_is_shown_no_steps_of_the_year(
    office: Office, client: Client
) -> None:
    client.force_login(worlds.user_with("Quản Trị", "qt", office.unit, Role.ADMIN))

    assert "Năm nay" not in client.get("/").content.decode()
    assert client.get("/").context["steps"] == []


def test_officer_is_told_whose_facts_are_missing(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    waiting = {each.url: each for each, _days in client.get("/").context["waiting"]}

    assert waiting["/nguoi/?thieu=any"].label == (
        "Bổ sung dữ kiện năm 2026 cho 5 người"
    )


def test_desk_asks_as_much_for_many_people_as_for_few(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    for name in ("Bùi Văn Dũng", "Cao Thị Em", "Đinh Văn Phú"):
        registry.add_person(office.lan, office.first, registry.PersonForm(name=name))

    with CaptureQueriesContext(connection) as many:
        client.get("/")

    assert len(many) == len(few)
