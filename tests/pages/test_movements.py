from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.worlds import Office, user_with
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import User
from vinhdanh.movements import actions
from vinhdanh.movements.enums import RegistrationState as State
from vinhdanh.movements.models import Movement, Registration
from vinhdanh.pages.movements import desk
from vinhdanh.registry import actions as registry

FORM = actions.MovementForm(
    name="Phong trào thi đua năm 2026",
    year=2026,
    first_day=date(2026, 1, 1),
    last_day=date(2026, 12, 31),
    registration_opens=date(2026, 1, 15),
    registration_closes=date(2026, 2, 28),
    targets=(actions.TargetLine("Văn bản đúng hạn", "98 %"),),
    key_tasks=(actions.TaskLine("Phục vụ kỳ họp giữa năm"),),
)


@pytest.fixture(autouse=True)
def _fixed_day() -> Iterator[None]:
    with time_machine.travel("2026-02-10 09:00 +07:00", tick=False):
        yield


@pytest.fixture
def draft(office: Office) -> Movement:
    return actions.prepare_movement(office.lan, office.unit, FORM)


@pytest.fixture
def movement(office: Office, draft: Movement) -> Movement:
    return actions.launch_movement(office.minh, draft, on=date(2026, 1, 12))


@pytest.fixture
def binh(office: Office) -> User:
    return user_with(
        "Hoàng Thị Bình", "binh", office.first, Role.MEMBER, person=office.binh
    )


def _page(client: Client, user: User, route: str, *args: object) -> str:
    client.force_login(user)
    answer = client.get(reverse(route, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def _box(office: Office, code: str = "LDTT") -> str:
    return f"{office.an.subject.public_id}:{code}"


@pytest.mark.parametrize(
    "route",
    ["movement", "registration-grid", "registration-mine", "movement-edit"],
)
def test_movement_of_another_office_is_no_page(
    office: Office, movement: Movement, client: Client, route: str
) -> None:
    address = reverse(route, args=[movement.public_id])
    anonymous = client.get(address)
    client.force_login(office.hoa)

    assert anonymous.status_code == 302
    assert client.get(address).status_code == 404


def test_list_shows_nothing_of_another_office(
    office: Office, movement: Movement, client: Client
) -> None:
    page = _page(client, office.hoa, "movement-list")

    assert FORM.name not in page
    assert FORM.name in _page(client, office.hanh, "movement-list")


def test_list_asks_the_same_for_one_and_three(
    office: Office, movement: Movement, client: Client
) -> None:
    _page(client, office.lan, "movement-list")
    with CaptureQueriesContext(
        connection,
    ) as one:
        _page(client, office.lan, "movement-list")
    for _n in range(2):
        actions.prepare_movement(office.lan, office.unit, FORM)
    with CaptureQueriesContext(connection) as three:
        _page(client, office.lan, "movement-list")

    assert len(three) == len(one)


def test_officer_drafts_with_rows_and_more_rows(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    typed = {
        "name": "Phong trào năm 2027",
        "year": "2027",
        "kind": "regular",
        "first_day": "2027-01-01",
        "last_day": "31/12/2027",
        "chi-tieu-TOTAL_FORMS": "3",
        "chi-tieu-INITIAL_FORMS": "0",
        "chi-tieu-0-name": "Văn bản đúng hạn",
        "chi-tieu-0-goal": "98 %",
        "chi-tieu-2-name": "Không ai vi phạm",
        "nhiem-vu-TOTAL_FORMS": "3",
        "nhiem-vu-INITIAL_FORMS": "0",
        "nhiem-vu-0-name": "Phục vụ kỳ họp",
        "nhiem-vu-0-owner": str(office.first.pk),
        "nhiem-vu-0-due_on": "2027-07-15",
    }

    more = client.post(reverse("movement-new"), typed | {"them": "chi-tieu"})
    before = Movement.objects.count()
    saved = client.post(reverse("movement-new"), typed)

    assert 'name="chi-tieu-5-name"' in more.content.decode()
    assert 'value="Không ai vi phạm"' in more.content.decode()
    assert before == 0
    movement = Movement.objects.get()
    assert saved.url == reverse("movement", args=[movement.public_id])
    names = list(movement.targets.values_list("name", "goal"))
    assert names == [("Văn bản đúng hạn", "98 %"), ("Không ai vi phạm", "")]
    task = movement.key_tasks.get()
    assert (task.owner, task.due_on) == (office.first, date(2027, 7, 15))


def test_wrong_period_keeps_what_was_typed(office: Office, client: Client) -> None:
    client.force_login(office.lan)

    answer = client.post(
        reverse("movement-new"),
        {
            "name": "Phong trào năm 2027",
            "year": "2027",
            "kind": "regular",
            "first_day": "2027-12-31",
            "last_day": "2027-01-01",
            "chi-tieu-TOTAL_FORMS": "1",
            "chi-tieu-INITIAL_FORMS": "0",
            "chi-tieu-0-name": "Văn bản đúng hạn",
            "nhiem-vu-TOTAL_FORMS": "0",
            "nhiem-vu-INITIAL_FORMS": "0",
        },
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ngày kết thúc 01/01/2027 trước ngày bắt đầu 31/12/2027." in page
    assert 'value="Văn bản đúng hạn"' in page
    assert Movement.objects.count() == 0


def test_count_that_is_no_number_still_gives_more_rows(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    answer = client.post(
        reverse("movement-new"),
        {
            "them": "chi-tieu",
            "chi-tieu-TOTAL_FORMS": "nhiều",
            "chi-tieu-INITIAL_FORMS": "0",
            "nhiem-vu-TOTAL_FORMS": "0",
            "nhiem-vu-INITIAL_FORMS": "0",
        },
    )

    assert answer.status_code == 200
    assert len(answer.context["targets"].forms) == 3


def test_member_cannot_draft(binh: User, office: Office, client: Client) -> None:
    client.force_login(binh)

    assert client.get(reverse("movement-new")).status_code == 404


def test_head_launches_from_the_page(
    office: Office, draft: Movement, client: Client
) -> None:
    page = _page(client, office.minh, "movement", draft.public_id)
    answer = client.post(
        reverse("launch", args=[draft.public_id]),
        {"on": "2026-02-10", "plan_number": "12/KH-VP"},
    )
    after = _page(client, office.minh, "movement", draft.public_id)

    assert "Phát động phong trào" in page
    assert answer.status_code == 302
    assert "12/KH-VP" in after
    assert "Phát động phong trào" not in after


def test_officer_is_told_who_launches(
    office: Office, draft: Movement, client: Client
) -> None:
    page = _page(client, office.lan, "movement", draft.public_id)
    answer = client.post(
        reverse("launch", args=[draft.public_id]), {"on": "2026-02-10"}
    )

    assert "Phát động phong trào" not in page
    assert answer.status_code == 403
    assert "Việc này do thủ trưởng đơn vị thực hiện." in answer.content.decode()


def test_launch_after_the_period_is_refused_on_the_page(
    office: Office, draft: Movement, client: Client
) -> None:
    client.force_login(office.minh)

    answer = client.post(
        reverse("launch", args=[draft.public_id]), {"on": "2027-01-01"}
    )

    assert answer.status_code == 422
    assert "nằm sau ngày kết thúc phong trào 31/12/2026" in answer.content.decode()


def test_next_year_is_one_press_away(
    office: Office, movement: Movement, client: Client
) -> None:
    client.force_login(office.lan)

    answer = client.post(
        reverse("movement-next-year", args=[movement.public_id]), follow=True
    )

    assert 'value="Phong trào thi đua năm 2027"' in answer.content.decode()
    assert 'value="Văn bản đúng hạn"' in answer.content.decode()


def test_next_year_is_drafted_once_however_often_it_is_pressed(
    office: Office, movement: Movement, client: Client
) -> None:
    client.force_login(office.lan)
    address = reverse("movement-next-year", args=[movement.public_id])
    client.post(address)

    again = client.post(address, follow=True)

    ahead = Movement.objects.get(year=2027)
    assert again.redirect_chain[-1][0] == reverse("movement", args=[ahead.public_id])
    assert "“Phong trào thi đua năm 2027” đã lập" in again.content.decode()


def test_grid_registers_what_is_ticked(
    office: Office, movement: Movement, client: Client
) -> None:
    page = _page(client, office.lan, "registration-grid", movement.public_id)
    address = reverse("registration-grid", args=[movement.public_id])

    client.post(
        address,
        {"dk": [_box(office), f"{office.first.subject.public_id}:TTLDTT"]},
    )

    assert f'value="{_box(office)}"' in page
    assert set(Registration.objects.values_list("printed_name", "award")) == {
        ("Nguyễn Văn An", "LDTT"),
        ("Phòng Tổng hợp", "TTLDTT"),
    }
    assert "01/05" in _page(client, office.lan, "movement", movement.public_id)


def test_head_of_a_division_sees_and_ticks_her_own_only(
    office: Office, movement: Movement, client: Client
) -> None:
    page = _page(client, office.hanh, "registration-grid", movement.public_id)
    foreign = f"{office.chi.subject.public_id}:LDTT"
    answer = client.post(
        reverse("registration-grid", args=[movement.public_id]), {"dk": foreign}
    )

    assert "Nguyễn Văn An" in page
    assert "Đặng Kim Chi" not in page
    assert answer.status_code == 404
    assert Registration.objects.count() == 0


def test_late_ticks_are_kept_with_the_sentence(
    office: Office, movement: Movement, client: Client
) -> None:
    with time_machine.travel("2026-03-05 09:00 +07:00", tick=False):
        client.force_login(office.lan)
        address = reverse("registration-grid", args=[movement.public_id])
        refused = client.post(address, {"dk": _box(office)})
        taken = client.post(
            address, {"dk": _box(office), "late_reason": "Đi học tập trung"}
        )

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Đã quá hạn đăng ký 28/02/2026. Hãy ghi lý do đăng ký muộn." in page
    assert f'value="{_box(office)}" checked' in page
    assert taken.status_code == 302
    assert Registration.objects.get().late_reason == "Đi học tập trung"


def test_nothing_ticked_is_said(
    office: Office, movement: Movement, client: Client
) -> None:
    client.force_login(office.lan)

    answer = client.post(reverse("registration-grid", args=[movement.public_id]), {})

    assert answer.status_code == 422
    assert "Chưa chọn danh hiệu nào" in answer.content.decode()


def test_everybody_is_registered_and_endorsed_in_two_presses(
    office: Office, movement: Movement, client: Client
) -> None:
    client.force_login(office.lan)
    client.post(
        reverse("registration-all", args=[movement.public_id]),
        {"don-vi": str(office.unit.subject.public_id), "danh-hieu": "LDTT"},
    )
    page = _page(client, office.hanh, "registration-grid", movement.public_id)
    client.post(reverse("registration-endorse", args=[movement.public_id]))

    assert "Xác nhận cả 3 đăng ký" in page
    states = movement.registrations.values_list("state", flat=True)
    assert sorted(states) == [State.ENDORSED] * 3 + [State.FILED] * 2


def test_unit_that_does_not_exist_registers_nobody(
    office: Office, movement: Movement, client: Client
) -> None:
    client.force_login(office.lan)

    answer = client.post(
        reverse("registration-all", args=[movement.public_id]),
        {"don-vi": "abc", "danh-hieu": "LDTT"},
    )

    assert answer.status_code == 404


def test_grid_asks_the_same_for_one_and_many(
    office: Office, movement: Movement, client: Client
) -> None:
    actions.register(office.lan, movement, office.an.subject, ["LDTT"])
    _page(client, office.lan, "registration-grid", movement.public_id)
    with CaptureQueriesContext(connection) as few:
        _page(client, office.lan, "registration-grid", movement.public_id)
    for number in range(3):
        registry.add_person(
            office.lan, office.first, registry.PersonForm(name=f"Người {number}")
        )
    actions.register_all(office.lan, movement, office.unit, "LDTT")
    with CaptureQueriesContext(connection) as many:
        _page(client, office.lan, "registration-grid", movement.public_id)

    assert len(many) == len(few)


def test_member_registers_on_her_own_page(
    office: Office, movement: Movement, binh: User, client: Client
) -> None:
    page = _page(client, binh, "registration-mine", movement.public_id)
    client.post(
        reverse("registration-mine", args=[movement.public_id]),
        {"dk": [f"{office.binh.subject.public_id}:CSTDCS"]},
    )

    assert "Nguyễn Văn An" not in page
    row = Registration.objects.get()
    assert (row.printed_name, row.award) == ("Hoàng Thị Bình", "CSTDCS")
    assert "chờ thủ trưởng xác nhận" in _page(
        client, binh, "registration-mine", movement.public_id
    )


def test_member_ticks_nobody_else(
    office: Office, movement: Movement, binh: User, client: Client
) -> None:
    client.force_login(binh)

    answer = client.post(
        reverse("registration-mine", args=[movement.public_id]), {"dk": _box(office)}
    )

    assert answer.status_code == 404
    assert Registration.objects.count() == 0


def test_list_leads_to_grid_or_own_page(
    office: Office, movement: Movement, binh: User, client: Client
) -> None:
    client.force_login(office.lan)
    officer = client.get(reverse("registration-list"))
    client.force_login(binh)
    member = client.get(reverse("registration-list"))
    empty = client.get(reverse("registration-list") + "?nam=2019")

    assert officer.url == reverse("registration-grid", args=[movement.public_id])
    assert member.url == reverse("registration-mine", args=[movement.public_id])
    assert "Năm 2019 chưa phát động phong trào nào" in empty.content.decode()


def test_withdrawing_asks_for_a_reason(
    office: Office, movement: Movement, client: Client
) -> None:
    (row,) = actions.register(office.lan, movement, office.an.subject, ["LDTT"])
    client.force_login(office.hoa)
    address = reverse("registration-withdraw", args=[row.public_id])
    foreign = client.get(address)
    client.force_login(office.lan)
    empty = client.post(address, {"reason": ""})
    client.post(address, {"reason": "Chuyển công tác"})

    assert foreign.status_code == 404
    assert empty.status_code == 422
    row.refresh_from_db()
    assert row.state == State.WITHDRAWN


def test_desk_tells_each_role_what_waits(
    office: Office, movement: Movement, binh: User
) -> None:
    actions.register(office.lan, movement, office.an.subject, ["LDTT"])

    def told(user: User) -> list[str]:
        return [each.label for each in desk.waiting(user, 2026)]

    assert told(office.hanh) == [
        "Xác nhận 1 đăng ký danh hiệu",
        "Đăng ký danh hiệu năm 2026 của tôi",
    ]
    assert told(binh) == ["Đăng ký danh hiệu năm 2026 của tôi"]
    assert told(office.lan) == ["4 người chưa đăng ký danh hiệu"]
    assert told(office.hoa) == []


def test_desk_asks_the_head_to_launch(office: Office, draft: Movement) -> None:
    (each,) = desk.waiting(office.minh, 2026)

    assert each.label == "Phát động: Phong trào thi đua năm 2026"
    assert desk.waiting(office.lan, 2026) == []


def test_ribbon_follows_launch_and_registration(
    office: Office, movement: Movement
) -> None:
    steps = {
        each.key: (each.state, each.detail) for each in desk.step(office.lan, 2026)
    }

    assert steps == {
        "launch": ("done", "Phong trào thi đua năm 2026"),
        "register": ("running", "0/5 người"),
    }
    assert {each.state for each in desk.step(office.lan, 2025)} == {"todo"}
