"""The door for other systems, and a movement's targets beside their figures."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.worlds import Office
from vinhdanh.indicators import actions, pushed
from vinhdanh.indicators.actions import pushing
from vinhdanh.indicators.models import Indicator, IndicatorValue
from vinhdanh.movements import actions as movements

ADDRESS = "/api/so-lieu/"


@pytest.fixture(autouse=True)
def _fixed_day() -> Iterator[None]:
    with time_machine.travel("2026-02-10 09:00 +07:00", tick=False):
        yield


@pytest.fixture
def letters(office: Office) -> Indicator:
    return actions.define_indicator(
        office.lan,
        office.unit,
        code="van_ban_den",
        name="Văn bản đến",
        measure="văn bản",
        terms=actions.Terms(frequency="month"),
    )


@pytest.fixture
def secret(office: Office, letters: Indicator) -> str:
    return actions.issue_key(office.lan, office.unit, name="Quản lý văn bản")[1]


def send(secret: str, body: Any, **headers: str):
    # A machine has no cookie and no token of a form.
    client = Client(enforce_csrf_checks=True)
    media_type = headers.pop("media_type", "application/json")
    words = body if isinstance(body, str) else json.dumps(body)
    headers = {"Authorization": f"Bearer {secret}"} | headers
    return client.post(ADDRESS, words, content_type=media_type, headers=headers)


ONE = {"so_lieu": [{"chi_so": "van_ban_den", "ky": "2026-M01", "gia_tri": 4123}]}


def test_figures_come_in_and_a_repeat_is_told_as_one(secret: str) -> None:
    first = send(secret, ONE, **{"Idempotency-Key": "2026-01"})
    again = send(secret, ONE, **{"Idempotency-Key": "2026-01"})

    assert (first.status_code, first.json()["da_ghi"]) == (200, 1)
    assert "Idempotent-Replay" not in first
    assert again.json() == first.json()
    assert again["Idempotent-Replay"] == "true"
    assert IndicatorValue.objects.get().shown == "4.123"


def test_csv_comes_in_as_well(secret: str) -> None:
    body = "chi_so,ky,gia_tri\nvan_ban_den,2026-M02,hơn 50\n"

    answer = send(secret, body, media_type="text/csv; charset=utf-8")

    assert answer.status_code == 200
    assert IndicatorValue.objects.get().shown == "hơn 50"


def test_errors_are_told_by_row_in_vietnamese(secret: str) -> None:
    answer = send(secret, {"so_lieu": [*ONE["so_lieu"], {"chi_so": "x", "ky": "2026"}]})

    assert answer.status_code == 422
    assert answer.json()["dong"][0]["loi"] == "thiếu “gia_tri”."
    assert not IndicatorValue.objects.exists()


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer vd_sai", "Basic dmQ="])
def test_without_a_key_nothing_opens(office: Office, header: str) -> None:
    headers = {"Authorization": header} if header else {}

    for method in ("get", "post"):
        answer = getattr(Client(), method)(ADDRESS, headers=headers)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
        assert answer.json()["loi"]["ma"] == "key.unknown"


def test_being_signed_in_is_no_key(office: Office, client: Client) -> None:
    client.force_login(office.lan)

    assert client.get(ADDRESS).status_code == 401
    assert client.put(ADDRESS).status_code == 405


def test_key_says_what_it_may_fill(secret: str) -> None:
    answer = Client().get(ADDRESS, headers={"Authorization": f"Bearer {secret}"})

    assert answer.json() == {
        "don_vi": "Văn phòng Hội đồng nhân dân tỉnh",
        "chi_so": [
            {
                "ma": "van_ban_den",
                "ten": "Văn bản đến",
                "don_vi_tinh": "văn bản",
                "ky_bao_cao": "month",
            }
        ],
    }
    assert "no-store" in answer["Cache-Control"]


def test_too_much_and_too_often_are_said(
    secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = send(secret, " " * (pushed.MOST_BYTES + 1))
    monkeypatch.setattr(pushing, "CALLS_A_MINUTE", 0)
    often = send(secret, ONE)

    assert (large.status_code, large.json()["loi"]["ma"]) == (413, "push.too_large")
    assert often.status_code == 429
    assert often["Retry-After"] == "60"


# --- a movement's targets ------------------------------------------------------------


def test_targets_stand_beside_what_is_reached(
    office: Office, letters: Indicator, client: Client
) -> None:
    actions.record_value(office.lan, letters, 2026, "hơn 900", period="M01")
    line = movements.TargetLine(
        "Xử lý văn bản đến",
        indicator_code=letters.code,
        unit="văn bản",
        goal_hundredths=1000_00,
        base_hundredths=800_00,
    )
    movement = movements.prepare_movement(
        office.lan,
        office.unit,
        movements.MovementForm(
            name="Phong trào 2026",
            year=2026,
            first_day=date(2026, 1, 1),
            last_day=date(2026, 12, 31),
            targets=(line, movements.TargetLine("Không ai vi phạm")),
        ),
    )
    address = reverse("movement-progress", args=[movement.public_id])
    client.force_login(office.lan)

    page = client.get(address).content.decode()
    one = client.get(reverse("indicator", args=[letters.public_id])).content.decode()
    client.force_login(office.hoa)

    assert "1/2 chỉ tiêu có chỉ số đo" in page
    assert ">hơn 900</a>" in page
    assert "≈ 50 %" in page
    assert 'width="400"' in page
    assert "chưa đủ kỳ" in page
    assert "chưa gắn chỉ số" in page
    assert "Xử lý văn bản đến" in one
    assert client.get(address).status_code == 404


def test_what_the_manual_sends_is_taken(office: Office, secret: str) -> None:
    actions.define_indicator(
        office.lan,
        office.unit,
        code="van_ban_di",
        name="Văn bản đi",
        measure="văn bản",
        terms=actions.Terms(frequency="month"),
    )
    manual = Path("docs/howto/day-so-lieu-qua-api.md").read_text(encoding="utf-8")
    (told,) = re.findall(r"```json\n(.*?)```", manual, re.DOTALL)
    (table,) = re.findall(r"```csv\n(.*?)```", manual, re.DOTALL)

    first = send(secret, told)
    second = send(secret, table, media_type="text/csv")

    assert (first.status_code, first.json()["da_ghi"]) == (200, 2)
    assert second.json()["da_ghi"] == 1
    sources = set(IndicatorValue.objects.values_list("source", flat=True))
    assert sources == {"Sổ văn bản đến", "Sổ văn bản đi"}
