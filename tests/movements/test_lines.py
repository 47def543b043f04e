"""Targets as figures, who launches, and the rows behind the lines of a draft."""

from dataclasses import replace
from datetime import date

import pytest

from tests.worlds import Office
from vinhdanh.base.refusal import Refused
from vinhdanh.movements import actions, queries
from vinhdanh.movements.actions.launching import form_of
from vinhdanh.movements.enums import Direction, MovementKind
from vinhdanh.movements.models import Movement

ON_TIME = actions.TargetLine(
    "Hồ sơ giải quyết đúng hạn",
    unit="%",
    base_hundredths=96_50,
    goal_hundredths=98_00,
)


def drafted(office: Office, form: actions.MovementForm, **changes: object) -> Movement:
    changed = replace(form, **changes)  # type: ignore[arg-type]
    return actions.prepare_movement(office.lan, office.unit, changed)


def test_target_may_be_words_or_a_figure_with_its_unit(
    office: Office, form: actions.MovementForm
) -> None:
    words = actions.TargetLine("Không ai vi phạm", "không có người vi phạm")
    draft = drafted(office, form, targets=(words, ON_TIME))

    first, second = draft.targets.all()
    assert (first.goal_shown, first.base_shown) == ("không có người vi phạm", "")
    assert (second.goal_shown, second.base_shown) == ("98 %", "96,5 %")


@pytest.mark.parametrize("name", ["base_hundredths", "goal_hundredths"])
def test_figure_without_a_unit_is_refused_by_the_name_of_its_target(
    office: Office, form: actions.MovementForm, name: str
) -> None:
    line = replace(ON_TIME, unit=" ", base_hundredths=None, goal_hundredths=None)
    with pytest.raises(Refused) as refusal:
        drafted(
            office,
            form,
            targets=(replace(line, **{name: 0}),),  # type: ignore[arg-type]
        )

    assert refusal.value.code == "target.no_unit"
    assert "Hồ sơ giải quyết đúng hạn" in refusal.value.message
    assert Movement.objects.count() == 0


@pytest.mark.parametrize(
    ("direction", "goal", "is_worse"),
    [
        (Direction.MORE, 96_49, True),
        (Direction.MORE, 96_50, False),
        (Direction.LESS, 96_51, True),
        (Direction.LESS, 96_50, False),
    ],
)
def test_goal_worse_than_its_base_is_questioned_not_forbidden(
    office: Office,
    form: actions.MovementForm,
    direction: str,
    goal: int,
    is_worse: bool,
) -> None:
    targets = (replace(ON_TIME, direction=direction, goal_hundredths=goal),)
    if is_worse:
        with pytest.raises(Refused, match="kém hơn mức gốc"):
            drafted(office, form, targets=targets)
        assert drafted(office, form, targets=targets, is_sure=True).targets.count() == 1
    else:
        assert drafted(office, form, targets=targets).targets.count() == 1


def test_goal_without_a_base_is_not_questioned(
    office: Office, form: actions.MovementForm
) -> None:
    line = replace(ON_TIME, base_hundredths=None)

    assert drafted(office, form, targets=(line,)).targets.get().base_shown == ""


def test_several_bodies_launch_together_one_of_them_kept_here(
    office: Office, form: actions.MovementForm
) -> None:
    lines = (
        actions.LauncherLine("Khối các cơ quan tham mưu tổng hợp"),
        actions.LauncherLine("Sở Tài chính", office.other.subject),
    )
    draft = drafted(office, form, launchers=lines)

    assert [str(row) for row in draft.launchers.all()] == [row.name for row in lines]
    assert form_of(draft).launchers == lines


def test_line_keeps_its_row_when_the_draft_is_mended(
    office: Office, form: actions.MovementForm
) -> None:
    draft = drafted(office, form)
    first, second = draft.targets.all()
    task = draft.key_tasks.get()
    lines = (
        actions.TargetLine("Chỉ tiêu mới"),
        replace(form.targets[0], goal="từ 99 % trở lên"),
        actions.TargetLine("Thêm nữa"),
    )

    actions.mend_movement(office.lan, draft, replace(form, targets=lines))

    rows = list(draft.targets.values_list("pk", "name", "goal"))
    # Moved by its name; the renamed one by its place would be taken: a new row.
    assert rows[1] == (first.pk, "Văn bản trình đúng hạn", "từ 99 % trở lên")
    assert second.pk not in {pk for pk, _name, _goal in rows[1:]}
    assert draft.key_tasks.get().pk == task.pk


def test_renamed_line_keeps_the_row_of_its_place(
    office: Office, form: actions.MovementForm
) -> None:
    draft = drafted(office, form)
    keys = list(draft.targets.values_list("pk", flat=True))
    lines = (form.targets[0], replace(form.targets[1], name="Văn bản đến đúng hạn"))

    actions.mend_movement(office.lan, draft, replace(form, targets=lines))

    assert list(draft.targets.values_list("pk", flat=True)) == keys
    assert [row.name for row in draft.targets.all()] == [row.name for row in lines]


def test_lines_left_out_are_gone(office: Office, form: actions.MovementForm) -> None:
    draft = drafted(office, form)

    actions.mend_movement(office.lan, draft, replace(form, targets=(), key_tasks=()))

    assert (draft.targets.count(), draft.key_tasks.count()) == (0, 0)


@pytest.fixture
def five_years(office: Office, form: actions.MovementForm) -> Movement:
    return drafted(
        office,
        form,
        name="Phong trào thi đua yêu nước giai đoạn 2025–2030",
        kind=MovementKind.FIVE_YEARS,
        year=2025,
        first_day=date(2025, 1, 1),
        last_day=date(2029, 12, 31),
        registration_opens=None,
        registration_closes=None,
    )


def test_five_years_contain_their_years(
    office: Office, form: actions.MovementForm, five_years: Movement
) -> None:
    year = drafted(office, form, parent=five_years)

    assert list(five_years.parts.all()) == [year]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"first_day": date(2024, 12, 31)}, "movement.outside_parent"),
        ({"last_day": date(2030, 1, 1)}, "movement.outside_parent"),
        ({"kind": MovementKind.FIVE_YEARS}, "movement.parent_kind"),
    ],
)
def test_year_outside_the_five_is_refused(
    office: Office,
    form: actions.MovementForm,
    five_years: Movement,
    change: dict[str, object],
    code: str,
) -> None:
    with pytest.raises(Refused) as refusal:
        drafted(office, form, parent=five_years, **change)

    assert refusal.value.code == code


def test_year_is_no_parent_of_a_year(
    office: Office, form: actions.MovementForm, movement: Movement
) -> None:
    with pytest.raises(Refused, match="chỉ phong trào 5 năm chứa"):
        drafted(office, form, parent=movement)


def test_five_years_are_no_movement_of_the_year(
    office: Office, movement: Movement, five_years: Movement
) -> None:
    actions.launch_movement(office.minh, five_years, on=date(2025, 1, 5))

    assert queries.movement_of_year(office.unit, 2026) == movement
    assert queries.movement_of_year(office.unit, 2025) is None


def test_regular_movement_comes_before_a_later_one_on_a_theme(
    office: Office, form: actions.MovementForm, movement: Movement
) -> None:
    theme = drafted(office, form, kind=MovementKind.THEMATIC, name="Chuyển đổi số")
    actions.launch_movement(office.minh, theme, on=date(2026, 2, 1))

    assert queries.movement_of_year(office.unit, 2026) == movement


def test_next_five_years_are_five_years_on(
    office: Office, five_years: Movement
) -> None:
    ahead = actions.next_year_from(office.lan, five_years)

    assert ahead.name == "Phong trào thi đua yêu nước giai đoạn 2030–2035"
    assert (ahead.first_day, ahead.last_day) == (date(2030, 1, 1), date(2034, 12, 31))
    assert (ahead.year, ahead.follows) == (2030, five_years)
