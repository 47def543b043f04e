"""Ceremonies, superiors' words, and the tasks that answer them."""

from dataclasses import replace
from datetime import date

import pytest

from tests.worlds import Office
from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.movements import actions, running
from vinhdanh.movements.actions import gatherings
from vinhdanh.movements.enums import GatheringKind, PostClass
from vinhdanh.movements.models import Directive, Gathering, KeyTask, Movement

CEREMONY = actions.GatheringForm(
    kind=GatheringKind.LAUNCH,
    name="Lễ phát động thi đua năm 2026",
    held_on=date(2026, 1, 12),
    place="Hội trường Văn phòng",
    attendees=(
        actions.AttendeeLine("Lê Văn Quang", "Trưởng phòng", PostClass.DIVISION),
        actions.AttendeeLine("Phạm Văn Minh", "Chánh Văn phòng", PostClass.HEAD),
        actions.AttendeeLine("Bà Trương Mỹ Dung", "Phó Chủ tịch", PostClass.PROVINCE),
    ),
    speeches=(actions.SpeechLine("Phạm Văn Minh", "Diễn văn phát động"),),
    directives=(
        actions.DirectiveLine(
            "Rút ngắn thời gian trình văn bản còn 02 ngày",
            "Trương Mỹ Dung",
            "Phó Chủ tịch",
            date(2026, 6, 30),
        ),
        actions.DirectiveLine("Không để đơn thư quá hạn", "Trương Mỹ Dung"),
    ),
)


@pytest.fixture
def ceremony(office: Office, movement: Movement) -> Gathering:
    return actions.record_gathering(office.lan, movement, CEREMONY)


def names(gathering: Gathering) -> list[str]:
    return [row.name for row in gathering.attendees.all()]


def test_guests_are_named_by_the_class_of_their_posts(ceremony: Gathering) -> None:
    assert names(ceremony) == ["Bà Trương Mỹ Dung", "Phạm Văn Minh", "Lê Văn Quang"]


def test_guest_with_a_place_of_her_own_stands_there(
    office: Office, ceremony: Gathering
) -> None:
    form = gatherings.form_of(ceremony)
    guests = (*form.attendees[:2], replace(form.attendees[2], place=1))

    actions.mend_gathering(office.lan, ceremony, replace(form, attendees=guests))

    assert names(ceremony)[0] == "Lê Văn Quang"


def test_gathering_is_read_back_as_it_was_written(
    ceremony: Gathering,
) -> None:
    ceremony.refresh_from_db()
    form = gatherings.form_of(ceremony)

    assert set(form.attendees) == set(CEREMONY.attendees)
    assert (form.speeches, form.directives) == (
        CEREMONY.speeches,
        CEREMONY.directives,
    )
    assert {row.given_on for row in ceremony.directives.all()} == {date(2026, 1, 12)}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"place": " "}, "gathering.no_place"),
        ({"name": ""}, "gathering.no_place"),
        (
            {"directives": (actions.DirectiveLine("Làm ngay", " "),)},
            "directive.no_source",
        ),
    ],
)
def test_gathering_without_place_or_source_is_refused(
    office: Office, movement: Movement, change: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.record_gathering(
            office.lan,
            movement,
            replace(CEREMONY, **change),  # type: ignore[arg-type]
        )

    assert refusal.value.code == code
    assert not movement.gatherings.exists()


def test_draft_has_a_launch_to_prepare_and_no_review(
    office: Office, draft: Movement
) -> None:
    actions.record_gathering(office.lan, draft, CEREMONY)
    with pytest.raises(Refused, match="chưa phát động"):
        actions.record_gathering(
            office.lan, draft, replace(CEREMONY, kind=GatheringKind.FINAL)
        )


def test_stranger_records_nothing(office: Office, movement: Movement) -> None:
    with pytest.raises(rights.Forbidden):
        actions.record_gathering(office.hoa, movement, CEREMONY)


def test_directives_become_tasks_of_the_next_year_that_remember_them(
    office: Office, movement: Movement, ceremony: Gathering
) -> None:
    ahead = actions.next_year_from(office.lan, movement)

    tasks = {row.name: row for row in ahead.key_tasks.select_related("directive")}
    asked = tasks["Rút ngắn thời gian trình văn bản còn 02 ngày"]
    assert asked.directive is not None
    assert asked.directive.gathering == ceremony
    assert asked.due_on == date(2026, 6, 30)
    assert set(tasks) == {
        "Phục vụ kỳ họp giữa năm",
        "Rút ngắn thời gian trình văn bản còn 02 ngày",
        "Không để đơn thư quá hạn",
    }
    assert running.open_directives(movement) == []


def test_only_the_tasks_and_directives_chosen_are_carried_over(
    office: Office, movement: Movement, ceremony: Gathering
) -> None:
    chosen = ceremony.directives.get(words="Không để đơn thư quá hạn")

    ahead = actions.next_year_from(office.lan, movement, tasks=[], directives=[chosen])

    assert [row.name for row in ahead.key_tasks.all()] == [chosen.words]
    assert ahead.follows == movement


def test_task_done_is_not_offered_again(office: Office, movement: Movement) -> None:
    actions.finish_task(office.lan, movement.key_tasks.get())

    assert actions.next_year_from(office.lan, movement).key_tasks.count() == 0


def test_directive_carried_with_its_task_is_carried_once(
    office: Office, movement: Movement, ceremony: Gathering
) -> None:
    directive = ceremony.directives.all()[0]
    actions.track_directive(office.lan, directive, movement)

    ahead = actions.next_year_from(office.lan, movement, directives=[directive])

    assert ahead.key_tasks.filter(directive=directive).count() == 1


def test_last_goal_is_the_next_base(office: Office, form: actions.MovementForm) -> None:
    line = actions.TargetLine(
        "Hồ sơ đúng hạn", unit="%", base_hundredths=90_00, goal_hundredths=95_00
    )
    draft = actions.prepare_movement(
        office.lan, office.unit, replace(form, targets=(line,))
    )

    target = actions.next_year_from(office.lan, draft).targets.get()

    assert (target.base_hundredths, target.goal_hundredths) == (95_00, 95_00)


def test_words_answered_by_a_task_cannot_be_taken_away(
    office: Office, movement: Movement, ceremony: Gathering
) -> None:
    answered, open_one = ceremony.directives.all()
    actions.track_directive(office.lan, answered, movement)
    form = gatherings.form_of(ceremony)

    with pytest.raises(Refused, match="đã thành nhiệm vụ"):
        actions.mend_gathering(
            office.lan, ceremony, replace(form, directives=form.directives[1:])
        )
    actions.mend_gathering(
        office.lan, ceremony, replace(form, directives=form.directives[:1])
    )

    assert list(ceremony.directives.all()) == [answered]
    assert not Directive.objects.filter(pk=open_one.pk).exists()


def test_directive_in_writing_is_tracked_with_owner_and_day(
    office: Office, movement: Movement
) -> None:
    directive = actions.record_directive(
        office.lan,
        movement,
        actions.DirectiveLine("Số hóa hồ sơ khóa trước", "Chủ tịch UBND tỉnh"),
        on=date(2026, 1, 20),
        document_number="05/TB-VP",
    )
    task = actions.track_directive(
        office.lan, directive, movement, owner=office.second, due_on=date(2026, 9, 1)
    )

    assert (task.owner, task.due_on) == (office.second, date(2026, 9, 1))
    assert directive.gathering is None
    with pytest.raises(Refused, match="đã là nhiệm vụ"):
        actions.track_directive(office.lan, directive, movement)


def test_owner_outside_the_movement_is_refused(
    office: Office, movement: Movement, ceremony: Gathering
) -> None:
    with pytest.raises(Refused, match="không tham gia"):
        actions.track_directive(
            office.lan, ceremony.directives.all()[0], movement, owner=office.other
        )


@pytest.fixture
def owned(office: Office, movement: Movement) -> KeyTask:
    movement.key_tasks.update(owner=office.first)
    return movement.key_tasks.get()


def test_head_of_the_unit_that_answers_for_it_finishes_a_task(
    office: Office, owned: KeyTask
) -> None:
    done = actions.finish_task(
        office.hanh, owned, on=date(2026, 2, 9), remark="Đã phục vụ xong"
    )

    assert (done.done_on, done.done_by, done.done_by_name, done.remark) == (
        date(2026, 2, 9),
        office.hanh,
        "Trần Thị Hạnh",
        "Đã phục vụ xong",
    )
    event = audit.events_of(done)[0]
    assert (event.verb, event.actor_name) == ("task.finish", "Trần Thị Hạnh")


def test_head_of_another_division_does_not(office: Office, owned: KeyTask) -> None:
    with pytest.raises(rights.Forbidden):
        actions.finish_task(office.quang, owned)
    assert [
        list(running.tasks_of_user(who)) for who in (office.hanh, office.quang)
    ] == [
        [owned],
        [],
    ]


def test_task_is_done_today_at_the_latest(office: Office, owned: KeyTask) -> None:
    with pytest.raises(Refused, match="chưa đến"):
        actions.finish_task(office.lan, owned, on=date(2026, 2, 11))
    assert actions.finish_task(office.lan, owned).done_on == date(2026, 2, 10)


def test_done_task_is_taken_up_again_with_a_reason(
    office: Office, owned: KeyTask
) -> None:
    actions.finish_task(office.lan, owned)
    with pytest.raises(Refused, match="lý do"):
        actions.reopen_task(office.lan, owned, reason=" ")

    again = actions.reopen_task(office.lan, owned, reason="Còn thiếu biên bản")

    assert (again.done_on, again.done_by_name, again.remark) == (
        None,
        "",
        "Còn thiếu biên bản",
    )


def test_task_of_a_draft_is_not_tracked_yet(office: Office, draft: Movement) -> None:
    with pytest.raises(Refused, match="chưa phát động"):
        actions.finish_task(office.lan, draft.key_tasks.get())


def test_task_is_late_the_day_after(movement: Movement) -> None:
    (task,) = running.undone_tasks(movement)

    assert running.late_tasks([task], date(2026, 7, 15)) == []
    assert running.late_tasks([task], date(2026, 7, 16)) == [task]
