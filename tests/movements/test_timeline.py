"""The year of an office: what is done, until when, what is late."""

from dataclasses import replace
from datetime import date

import pytest

from tests.worlds import Office
from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.movements import actions, timeline
from vinhdanh.movements.enums import ReviewKind, StepOfYear
from vinhdanh.movements.models import Movement, PlannedStep
from vinhdanh.registry.models import Unit


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[timeline.Step]:
    """What the other rooms say; the movements' own source goes on speaking."""
    steps: list[timeline.Step] = []

    def source(_unit: Unit, _year: int) -> list[timeline.Step]:
        return steps

    monkeypatch.setattr(timeline, "_sources", [timeline.movements_of_year, source])
    return steps


def state(office: Office, code: str) -> tuple[str, date | None, date | None]:
    (line,) = (
        line for line in timeline.of_year(office.unit, 2026) if line.step.code == code
    )
    return line.state, line.step.due_on, line.step.done_on


def test_year_without_a_movement_has_all_its_steps_ahead(
    office: Office, told: list[timeline.Step]
) -> None:
    lines = timeline.of_year(office.unit, 2026)

    assert [line.step.code for line in lines] == list(StepOfYear)
    assert {line.state for line in lines} == {"todo"}


def test_launch_is_done_on_its_day(
    office: Office, movement: Movement, told: list[timeline.Step]
) -> None:
    assert state(office, "launch") == ("done", None, date(2026, 1, 12))
    assert state(office, "half_year") == ("todo", None, None)


@pytest.mark.parametrize(
    ("closes", "found"), [(date(2026, 2, 9), "late"), (date(2026, 2, 10), "soon")]
)
def test_registration_is_late_the_day_after_its_window(
    office: Office,
    movement: Movement,
    told: list[timeline.Step],
    closes: date,
    found: str,
) -> None:
    actions.open_registration(office.lan, movement, opens=None, closes=closes)

    assert state(office, "register") == (found, closes, None)


def test_registration_with_names_is_done_when_its_window_closed(
    office: Office, movement: Movement, told: list[timeline.Step]
) -> None:
    actions.register(office.lan, movement, office.an.subject, ("LDTT",))
    closes = date(2026, 2, 9)
    actions.open_registration(office.lan, movement, opens=None, closes=closes)

    assert state(office, "register") == ("done", closes, closes)


def test_concluded_reviews_are_the_half_year_and_the_report(
    office: Office, movement: Movement, told: list[timeline.Step]
) -> None:
    for kind in ReviewKind:
        form = actions.ReviewForm(kind, date(2026, 2, 1), results="Tốt")
        review = actions.prepare_review(office.lan, movement, form)
        actions.conclude_review(office.minh, review, (), on=date(2026, 2, 5))

    assert state(office, "half_year") == ("done", None, date(2026, 2, 5))
    assert state(office, "report") == ("done", None, date(2026, 2, 5))


def test_step_of_two_rooms_is_done_when_both_are(
    office: Office, told: list[timeline.Step]
) -> None:
    first = timeline.Step("council", "", date(2026, 2, 20), date(2026, 2, 1))
    told += [first, timeline.Step("council", "", date(2026, 2, 15))]
    assert state(office, "council") == ("soon", date(2026, 2, 15), None)

    told[1] = replace(told[1], done_on=date(2026, 2, 3))
    assert state(office, "council") == ("done", date(2026, 2, 15), date(2026, 2, 3))


@pytest.mark.parametrize(
    ("due_on", "found"),
    [(date(2026, 2, 24), "soon"), (date(2026, 2, 25), "todo")],
)
def test_deadline_is_near_from_14_days_before(
    office: Office, told: list[timeline.Step], due_on: date, found: str
) -> None:
    told.append(timeline.Step("score", "", due_on))

    assert state(office, "score") == (found, due_on, None)


def test_plan_of_the_office_has_the_last_word(
    office: Office, told: list[timeline.Step]
) -> None:
    told.append(timeline.Step("award", "", date(2026, 12, 20)))
    actions.plan_step(
        *(office.lan, office.unit, 2026, "award", date(2026, 2, 1)),
        source="Kế hoạch 03/KH-VP",
    )

    (line,) = (
        row for row in timeline.of_year(office.unit, 2026) if row.step.code == "award"
    )
    assert (line.state, line.is_planned, line.step.rests_on) == (
        "late",
        True,
        "Kế hoạch 03/KH-VP",
    )


def test_plan_is_moved_and_lifted(office: Office) -> None:
    def plan(day: date | None) -> None:
        actions.plan_step(office.lan, office.unit, 2026, "score", day)

    plan(date(2026, 11, 1))
    plan(date(2026, 11, 1))
    plan(date(2026, 11, 15))
    assert [row.due_on for row in PlannedStep.objects.all()] == [date(2026, 11, 15)]
    plan(None)
    plan(None)
    assert not PlannedStep.objects.exists()


def test_strangers_and_steps_of_no_year_are_refused(office: Office) -> None:
    with pytest.raises(rights.Forbidden):
        actions.plan_step(office.hoa, office.unit, 2026, "score", date(2026, 1, 1))
    with pytest.raises(Refused, match="không thuộc chu trình"):
        actions.plan_step(office.lan, office.unit, 2026, "tea", date(2026, 1, 1))


def test_steps_of_a_room_s_own_stand_after_by_their_days(
    office: Office, told: list[timeline.Step]
) -> None:
    told += [
        timeline.Step("block-b", "Khối: tổng kết", date(2026, 12, 1)),
        timeline.Step("block-c", "Khối: chưa định ngày"),
        timeline.Step("block-a", "Khối: đăng ký", date(2026, 1, 5)),
    ]

    lines = timeline.of_year(office.unit, 2026)[len(StepOfYear) :]

    assert [line.step.code for line in lines] == ["block-a", "block-b", "block-c"]
