from dataclasses import replace
from datetime import date

import pytest

from tests.worlds import Office
from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.movements import actions, queries
from vinhdanh.movements.actions.launching import form_of
from vinhdanh.movements.enums import MovementState
from vinhdanh.movements.models import Movement


def test_draft_keeps_every_word_of_the_form(
    draft: Movement, form: actions.MovementForm
) -> None:
    draft.refresh_from_db()

    assert form_of(draft) == form
    assert draft.state == MovementState.DRAFT


def test_draft_is_rewritten_as_mended(
    office: Office, draft: Movement, form: actions.MovementForm
) -> None:
    mended = replace(form, slogan="Kỷ cương", targets=form.targets[:1])

    actions.mend_movement(office.lan, draft, mended)

    draft.refresh_from_db()
    assert form_of(draft) == mended
    event = audit.events_of(draft)[0]
    assert (event.verb, (event.before or {}).get("slogan")) == (
        "movement.mend",
        form.slogan,
    )


def test_launched_movement_stands_as_launched(
    office: Office, movement: Movement, form: actions.MovementForm
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.mend_movement(office.lan, movement, replace(form, slogan="Khác"))

    assert refusal.value.code == "movement.launched"
    assert refusal.value.message == (
        "Phong trào đã phát động ngày 12/01/2026 nên nội dung giữ nguyên. "
        "Hãy lập dự thảo cho năm sau."
    )
    movement.refresh_from_db()
    assert movement.slogan == form.slogan


def test_launch_without_a_target_is_refused(
    office: Office, form: actions.MovementForm
) -> None:
    draft = actions.prepare_movement(office.lan, office.unit, replace(form, targets=()))

    with pytest.raises(Refused) as refusal:
        actions.launch_movement(office.minh, draft, on=date(2026, 1, 12))

    assert refusal.value.code == "movement.no_target"


@pytest.mark.parametrize(
    ("on", "is_refused"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)]
)
def test_launch_lies_within_the_period(
    office: Office, draft: Movement, on: date, *, is_refused: bool
) -> None:
    if is_refused:
        with pytest.raises(Refused) as refusal:
            actions.launch_movement(office.minh, draft, on=on)
        assert refusal.value.code == "movement.after_period"
        return

    assert actions.launch_movement(office.minh, draft, on=on).launched_on == on


def test_launching_is_the_heads_deed(office: Office, draft: Movement) -> None:
    with pytest.raises(rights.Forbidden) as refusal:
        actions.launch_movement(office.lan, draft, on=date(2026, 1, 12))

    assert refusal.value.message == "Việc này do thủ trưởng đơn vị thực hiện."
    draft.refresh_from_db()
    assert draft.state == MovementState.DRAFT


def test_second_launch_is_refused(office: Office, movement: Movement) -> None:
    with pytest.raises(Refused) as refusal:
        actions.launch_movement(office.minh, movement, on=date(2026, 1, 13))

    assert refusal.value.code == "movement.launched"


def test_launch_records_plan_and_day(office: Office, draft: Movement) -> None:
    actions.launch_movement(
        office.minh, draft, on=date(2026, 1, 12), plan_number="12/KH-VP"
    )

    draft.refresh_from_db()
    assert draft.plan_number == "12/KH-VP"
    event = audit.events_of(draft)[0]
    assert event.verb == "movement.launch"
    assert event.actor_name == "Phạm Văn Minh"
    assert event.after == {
        "launched_on": "2026-01-12",
        "plan_number": "12/KH-VP",
        "state": "launched",
    }


def test_next_year_is_a_draft_with_everything_a_year_on(
    office: Office, movement: Movement, form: actions.MovementForm
) -> None:
    ahead = actions.next_year_from(office.lan, movement)

    assert ahead.state == MovementState.DRAFT
    assert form_of(ahead) == replace(
        form,
        name="Phong trào thi đua năm 2027",
        slogan="Đoàn kết, kỷ cương năm 2027",
        year=2027,
        first_day=date(2027, 1, 1),
        last_day=date(2027, 12, 31),
        registration_opens=date(2027, 1, 15),
        registration_closes=date(2027, 2, 28),
        key_tasks=(replace(form.key_tasks[0], due_on=date(2027, 7, 15)),),
    )


def test_next_year_is_drafted_again_only_once_its_draft_is_thrown_away(
    office: Office, movement: Movement
) -> None:
    ahead = actions.next_year_from(office.lan, movement)

    with pytest.raises(Refused) as refusal:
        actions.next_year_from(office.lan, movement)
    actions.discard_movement(office.lan, ahead, reason="Lập lại từ đầu")

    assert refusal.value.code == "movement.drafted_ahead"
    assert actions.next_year_from(office.lan, movement).year == 2027


def test_words_of_next_year_name_the_next_year(
    office: Office, form: actions.MovementForm
) -> None:
    """Dates, numbers of papers and spans of years are not the year of the movement."""
    words = replace(
        form,
        content="Năm 2026 thi đua theo Kế hoạch 5/2026/KH-VP ngày 10/01/2026 (2026).",
        launchers=(
            actions.LauncherLine(
                "Cụm thi đua 2026; nhiệm kỳ 2021-2026, giai đoạn 2026 – 2030"
            ),
        ),
        targets=(
            actions.TargetLine(
                "Hồ sơ năm 2026 số hóa trước ngày 30 tháng 6 năm 2026",
                "hơn 12026 hồ sơ, vượt năm 2025",
            ),
        ),
        key_tasks=(actions.TaskLine("Tổng kết năm 2026."),),
    )
    draft = actions.prepare_movement(office.lan, office.unit, words)

    ahead = form_of(actions.next_year_from(office.lan, draft))

    assert ahead.content == (
        "Năm 2027 thi đua theo Kế hoạch 5/2026/KH-VP ngày 10/01/2026 (2027)."
    )
    assert ahead.launchers == (
        actions.LauncherLine(
            "Cụm thi đua 2027; nhiệm kỳ 2021-2026, giai đoạn 2026 – 2030"
        ),
    )
    assert ahead.targets == (
        actions.TargetLine(
            "Hồ sơ năm 2027 số hóa trước ngày 30 tháng 6 năm 2026",
            "hơn 12026 hồ sơ, vượt năm 2025",
        ),
    )
    assert ahead.key_tasks == (actions.TaskLine("Tổng kết năm 2027."),)


def test_leap_day_moves_to_the_28th(office: Office, form: actions.MovementForm) -> None:
    leap = replace(form, year=2028, last_day=date(2028, 2, 29))
    draft = actions.prepare_movement(
        office.lan, office.unit, replace(leap, first_day=date(2028, 1, 1))
    )

    assert actions.next_year_from(office.lan, draft).last_day == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "  "}, "movement.no_name"),
        ({"last_day": date(2025, 12, 31)}, "movement.period"),
        ({"registration_closes": date(2026, 1, 14)}, "registration.window"),
    ],
)
def test_form_that_contradicts_itself_is_refused(
    office: Office, form: actions.MovementForm, change: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.prepare_movement(
            office.lan,
            office.unit,
            replace(form, **change),  # type: ignore[arg-type]
        )

    assert refusal.value.code == code
    assert Movement.objects.count() == 0


def test_window_is_set_after_the_launch_too(office: Office, movement: Movement) -> None:
    actions.open_registration(
        office.lan, movement, opens=date(2026, 1, 15), closes=date(2026, 3, 15)
    )

    movement.refresh_from_db()
    assert movement.registration_closes == date(2026, 3, 15)


def test_division_takes_part_in_the_offices_movement(
    office: Office, movement: Movement, movement_of_2025: Movement
) -> None:
    assert queries.movement_of_year(office.first, 2026) == movement
    assert queries.movement_of_year(office.first, 2025) == movement_of_2025
    assert queries.movement_of_year(office.other, 2026) is None


def test_draft_is_no_movement_of_the_year_yet(office: Office, draft: Movement) -> None:
    assert queries.movement_of_year(office.unit, 2026) is None


def test_movement_of_another_office_is_unseen(
    office: Office, movement: Movement
) -> None:
    assert list(queries.visible_to(office.hoa)) == []
    assert list(queries.visible_to(office.hanh)) == [movement]
