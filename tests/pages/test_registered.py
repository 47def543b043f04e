"""One person's registration with targets, and registered against achieved."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.pages.test_movements import FORM, _page
from tests.worlds import Office, user_with
from vinhdanh.accounts.enums import Role
from vinhdanh.ledger import actions as ledger
from vinhdanh.movements import actions
from vinhdanh.movements.models import Movement, Registration
from vinhdanh.pages.movements import desk
from vinhdanh.pages.movements.views import registering
from vinhdanh.registry import actions as registry

TARGETS = "Sáng kiến cấp cơ sở: 1 sáng kiến\nGiữ gìn đoàn kết"


@pytest.fixture(autouse=True)
def _fixed_day() -> Iterator[None]:
    with time_machine.travel("2026-02-10 09:00 +07:00", tick=False):
        yield


@pytest.fixture
def movement(office: Office) -> Movement:
    """Launched; An and Chi have registered LĐTT."""
    draft = actions.prepare_movement(office.lan, office.unit, FORM)
    made = actions.launch_movement(office.minh, draft, on=date(2026, 1, 12))
    wanted = {office.an.subject: ["LDTT"], office.chi.subject: ["LDTT"]}
    actions.register_many(office.lan, made, wanted)
    return made


def _own(office: Office, movement: Movement) -> tuple[Any, Any]:
    return movement.public_id, office.an.subject.public_id


def _post(client: Client, office: Office, movement: Movement, **typed: str) -> Any:
    client.force_login(office.lan)
    address = reverse("registration-subject", args=_own(office, movement))
    return client.post(address, {"targets": TARGETS} | typed)


def _confer(office: Office) -> None:
    ledger.record_outside_decision(
        office.lan,
        office.unit,
        [
            ledger.AwardLine(
                subject=office.an.subject,
                unit=office.first,
                code="LDTT",
                year=2026,
                recipient_name=office.an.name,
            )
        ],
        ledger.DecisionRef("Chánh Văn phòng", "15/QĐ-VP", date(2026, 2, 9)),
    )


def test_targets_are_written_and_their_history_shown(
    office: Office, movement: Movement, client: Client
) -> None:
    _post(client, office, movement)

    page = _page(client, office.hanh, "registration-subject", *_own(office, movement))

    assert "1 sáng kiến" in page
    assert "chưa xác nhận" in page
    assert "Đăng ký Lao động tiên tiến" in page
    assert "Ghi chỉ tiêu phấn đấu" in page


def test_head_is_asked_for_her_word_on_targets_changed_after_the_title(
    office: Office, movement: Movement, client: Client
) -> None:
    actions.endorse(office.hanh, movement.registrations.filter(unit=office.first))
    _post(client, office, movement)

    asked = "Xác nhận 2 chỉ tiêu phấn đấu vừa đổi"
    assert asked in [line.label for line in desk.waiting(office.hanh, 2026)]
    page = _page(client, office.hanh, "registration-grid", movement.public_id)
    assert "2 chỉ tiêu phấn đấu được ghi hoặc sửa sau khi danh hiệu" in page
    shown = re.findall(r'name="chi-tieu" value="(\d+)"', page)
    answer = client.post(
        reverse("registration-endorse-targets", args=[movement.public_id]),
        {"chi-tieu": [*shown, "không", "9" * 30]},
        follow=True,
    )

    assert "Đã xác nhận 2 chỉ tiêu." in answer.content.decode()
    assert not movement.personal_targets.filter(is_endorsed=False).exists()
    assert not any("chỉ tiêu" in line.label for line in desk.waiting(office.hanh, 2026))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"targets": "Hồ sơ đúng hạn: 98"}, "có số mà chưa có đơn vị tính"),
        ({"on": "11/02/2026"}, "Ngày đăng ký 11/02/2026 chưa đến."),
        ({"on": "14/01/2026"}, "Nhận đăng ký từ ngày 15/01/2026."),
    ],
)
def test_bad_targets_are_told_and_nothing_typed_is_lost(
    office: Office,
    movement: Movement,
    client: Client,
    typed: dict[str, str],
    said: str,
) -> None:
    answer = _post(client, office, movement, **typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert typed.get("targets", "Giữ gìn đoàn kết") in page
    assert not movement.personal_targets.exists()


def test_paper_s_day_is_for_who_records_it_for_another(
    office: Office, movement: Movement, client: Client
) -> None:
    an = user_with("Nguyễn Văn An", "an", office.first, Role.MEMBER, person=office.an)
    own = ("registration-subject", *_own(office, movement))

    assert 'name="on"' not in _page(client, an, *own)
    assert 'name="on"' not in _page(client, an, "registration-mine", movement.public_id)
    assert 'name="on"' in _page(client, office.lan, *own)

    client.force_login(an)
    typed = {"targets": TARGETS, "on": "15/01/2026"}
    client.post(reverse(own[0], args=own[1:]), typed)
    assert movement.target_steps.get().at.date() == date(2026, 2, 10)


def test_late_targets_ask_for_a_reason(
    office: Office, movement: Movement, client: Client
) -> None:
    Movement.objects.filter(pk=movement.pk).update(registration_closes=date(2026, 2, 9))

    asked = _post(client, office, movement)
    _post(client, office, movement, late_reason="Đi học về")

    assert "Đã quá hạn đăng ký 09/02/2026" in asked.content.decode()
    page = _page(client, office.lan, "registration-subject", *_own(office, movement))
    assert "Đi học về" in page


def test_same_targets_again_change_nothing(
    office: Office, movement: Movement, client: Client
) -> None:
    _post(client, office, movement)
    _post(client, office, movement)

    assert movement.target_steps.count() == 1


def test_result_of_a_target_is_told(
    office: Office, movement: Movement, client: Client
) -> None:
    _post(client, office, movement)
    target = movement.personal_targets.get(position=1)
    address = reverse("personal-target-result", args=[movement.public_id, target.pk])
    client.post(address, {"result": "01 sáng kiến"})
    empty = client.post(address, {"result": " "}, follow=True)
    client.force_login(office.quang)
    foreign = client.post(address, {"result": "khác"})

    target.refresh_from_db()
    assert target.result == "01 sáng kiến"
    assert "Hãy ghi kết quả đạt được." in empty.content.decode()
    assert foreign.status_code == 404


def test_division_and_body_have_pages_of_their_own(
    office: Office, movement: Movement, client: Client
) -> None:
    unit = office.first.subject.public_id
    page = _page(client, office.hanh, "registration-subject", movement.public_id, unit)
    client.force_login(office.quang)
    foreign = client.get(
        reverse("registration-subject", args=[movement.public_id, unit])
    )

    assert "Phòng Tổng hợp" in page
    assert foreign.status_code == 404


def test_body_is_registered_by_its_box(
    office: Office, movement: Movement, client: Client
) -> None:
    body = registry.found_body(
        office.lan, office.unit, name="Ban Pháp chế", kind="board"
    )
    registry.add_term(
        office.lan, body, registry.TermForm("2021 - 2026", date(2021, 7, 1))
    )
    client.force_login(office.lan)
    client.post(
        reverse("registration-grid", args=[movement.public_id]),
        {"dk": [f"{body.subject.public_id}:TTLDTT"]},
    )

    assert Registration.objects.filter(subject=body.subject, award="TTLDTT").exists()


def test_member_sees_her_own_and_writes_it(
    office: Office, movement: Movement, client: Client
) -> None:
    an = user_with("Nguyễn Văn An", "an", office.first, Role.MEMBER, person=office.an)
    client.force_login(an)
    own = client.post(
        reverse("registration-subject", args=_own(office, movement)),
        {"targets": TARGETS},
    )
    other = client.get(
        reverse(
            "registration-subject",
            args=[movement.public_id, office.chi.subject.public_id],
        )
    )
    achieved = client.get(reverse("registration-achieved", args=[movement.public_id]))

    assert own.status_code == 302
    assert movement.personal_targets.count() == 2
    assert (other.status_code, achieved.status_code) == (404, 404)


# ── registered against achieved ──


def test_each_count_opens_its_people(
    office: Office, movement: Movement, client: Client
) -> None:
    _confer(office)
    whole = _page(client, office.lan, "registration-achieved", movement.public_id)
    address = reverse("registration-achieved", args=[movement.public_id])
    missed = client.get(address, {"buoc": "chua-tang"}).content.decode()
    unit = str(office.first.subject.public_id)
    conferred = client.get(
        address, {"buoc": "duoc-tang", "don-vi": unit, "danh-hieu": "LDTT"}
    ).content.decode()

    assert 'href="?buoc=duoc-tang&amp;danh-hieu=LDTT#danh-sach">1</a>' in whole
    assert 'href="?buoc=chua-tang&amp;danh-hieu=LDTT#danh-sach">1</a>' in whole
    assert "15/QĐ-VP" in whole
    assert ("Đặng Kim Chi" in missed, "Nguyễn Văn An" in missed) == (True, False)
    assert ("Đặng Kim Chi" in conferred, "Nguyễn Văn An" in conferred) == (False, True)
    assert "Bỏ lọc, xem tất cả" in missed


def test_head_of_a_division_counts_her_own(
    office: Office, movement: Movement, client: Client
) -> None:
    page = _page(client, office.hanh, "registration-achieved", movement.public_id)

    assert "Nguyễn Văn An" in page
    assert "Đặng Kim Chi" not in page


def test_draft_has_nothing_to_compare(office: Office, client: Client) -> None:
    draft = actions.prepare_movement(office.lan, office.unit, FORM)
    client.force_login(office.lan)

    answer = client.get(reverse("registration-achieved", args=[draft.public_id]))

    assert answer.status_code == 404


def test_page_asks_the_same_for_two_and_five(
    office: Office, movement: Movement, client: Client
) -> None:
    _page(client, office.lan, "registration-achieved", movement.public_id)
    with CaptureQueriesContext(connection) as two:
        _page(client, office.lan, "registration-achieved", movement.public_id)
    actions.register_all(office.lan, movement, office.unit, "LDTT")
    with CaptureQueriesContext(connection) as five:
        _page(client, office.lan, "registration-achieved", movement.public_id)

    assert len(five) == len(two)


def test_many_targets_changed_are_asked_for_some_at_a_time(
    office: Office, movement: Movement, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.endorse(office.hanh, movement.registrations.filter(unit=office.first))
    _post(client, office, movement)
    monkeypatch.setattr(registering, "PAGE", 1)

    page = _page(client, office.hanh, "registration-grid", movement.public_id)

    assert "Xác nhận 1 chỉ tiêu" in page
    assert "Còn 1 chỉ tiêu nữa" in page
    assert page.count('name="chi-tieu"') == 1


def test_a_merged_account_writes_of_herself_today(
    office: Office, movement: Movement, client: Client
) -> None:
    form = registry.PersonForm(name="Hoàng Thị Bình")
    twin = registry.add_person(office.lan, office.first, form, is_namesake=True)
    binh = user_with("Hoàng Thị Bình", "binh", office.first, Role.MEMBER, person=twin)
    registry.merge_people(office.lan, office.binh, twin, choices={}, reason="một người")
    own = movement.public_id, office.binh.subject.public_id

    mine = "Đăng ký danh hiệu năm 2026 của tôi"
    assert mine in [line.label for line in desk.waiting(binh, 2026)]
    assert "Hoàng Thị Bình" in _page(
        client, binh, "registration-mine", movement.public_id
    )
    assert 'name="on"' not in _page(client, binh, "registration-subject", *own)
