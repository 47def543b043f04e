"""Targets of a movement measured by indicators."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.indicators.conftest import TwoLevels
from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import actions, queries
from vinhdanh.indicators.models import TargetLink
from vinhdanh.movements import actions as movements
from vinhdanh.movements.models import Target
from vinhdanh.movements.queries import visible_to


def target(levels: TwoLevels, *, years: int = 1, **more: Any) -> Target:
    line = movements.TargetLine("Đơn được giải quyết", **more)
    movement = movements.prepare_movement(
        levels.lan,
        levels.district,
        movements.MovementForm(
            name="Phong trào 2023",
            year=2023,
            first_day=date(2023, 1, 1),
            last_day=date(2022 + years, 12, 31),
            targets=(line,),
        ),
    )
    return movement.targets.get()


def tell(levels: TwoLevels, typed: str, year: int = 2023, period: str = "") -> None:
    for unit in levels.all:
        actions.record_value(
            levels.lan,
            levels.indicator("don_thu"),
            year,
            typed if unit == levels.district else "0",
            unit=unit,
            period=period,
        )


def more_of(goal: int, **more: Any) -> dict[str, Any]:
    return {"unit": "đơn", "goal_hundredths": goal * 100, **more}


def state(levels: TwoLevels, aimed: Target) -> str:
    actions.tie_target(levels.lan, aimed, levels.indicator("don_thu"))
    return queries.progress(Target.objects.get(pk=aimed.pk)).state


@pytest.mark.parametrize(
    ("typed", "direction", "expected"),
    [
        ("100", "more", "reached"),
        ("99,99", "more", "not_yet"),
        ("100", "less", "reached"),
        ("100,01", "less", "not_yet"),
        ("hơn 100", "more", "reached"),
        ("hơn 99", "more", "unknown"),
        ("gần 100", "more", "not_yet"),
        ("gần 101", "more", "unknown"),
        ("khoảng 100", "more", "unknown"),
        ("hàng trăm", "more", "reached"),
        ("hơn 100", "less", "not_yet"),
        ("ít nhất 100", "less", "unknown"),
        ("ít nhất 101", "less", "not_yet"),
        ("gần 100", "less", "reached"),
        ("gần 101", "less", "unknown"),
    ],
)
def test_goal_is_reached_where_the_bounds_say_so(
    levels: TwoLevels, typed: str, direction: str, expected: str
) -> None:
    tell(levels, typed)

    assert (
        state(levels, target(levels, **more_of(100, direction=direction))) == expected
    )


def test_missing_reports_leave_open_what_they_could_change(levels: TwoLevels) -> None:
    indicator = levels.indicator("don_thu")
    actions.record_value(levels.lan, indicator, 2023, "100")

    assert state(levels, target(levels, **more_of(100))) == "reached"
    assert state(levels, target(levels, **more_of(101))) == "not_yet"
    assert state(levels, target(levels, **more_of(100, direction="less"))) == "unknown"
    less = target(levels, **more_of(99, direction="less"))
    assert state(levels, less) == "not_yet"


def test_mean_may_fall_yet_so_nothing_is_said_before_all_have_told(
    levels: TwoLevels,
) -> None:
    indicator = levels.indicator("don_thu")
    terms = actions.Terms(frequency="half", over_time="mean", over_tree="mean")
    actions.change_indicator(
        levels.lan, indicator, name="Tỷ lệ", measure="đơn", terms=terms
    )
    actions.record_value(levels.lan, indicator, 2023, "100", period="H1")

    assert state(levels, target(levels, **more_of(100, direction="less"))) == "unknown"


def test_target_in_another_measure_is_not_compared(levels: TwoLevels) -> None:
    tell(levels, "100")

    aimed = target(levels, unit="người", goal_hundredths=100_00)

    assert state(levels, aimed) == "other_measure"


def test_share_is_of_the_way_from_the_base(levels: TwoLevels) -> None:
    tell(levels, "75")
    indicator = levels.indicator("don_thu")

    def share(**more: Any) -> Fraction | None:
        aimed = target(levels, **more)
        actions.tie_target(levels.lan, aimed, indicator)
        return queries.progress(aimed).share

    assert share(**more_of(100)) == Fraction(3, 4)
    assert share(**more_of(100, base_hundredths=50_00)) == Fraction(1, 2)
    less = {"direction": "less", "base_hundredths": 100_00}
    assert share(**more_of(50, **less)) == Fraction(1, 2)
    assert share(**more_of(50, direction="less")) is None
    assert share(unit="đơn", goal="nhiều") is None


def test_half_a_year_counts_what_had_ended_by_then(levels: TwoLevels) -> None:
    tell(levels, "30", period="H1")
    tell(levels, "40", period="H2")
    aimed = target(levels, **more_of(100))
    actions.tie_target(levels.lan, aimed, levels.indicator("don_thu"))

    def shown(on: date | None) -> str:
        return queries.progress(aimed, on).shown

    assert shown(date(2023, 6, 29)) == ""
    assert shown(date(2023, 6, 30)) == "30"
    assert shown(date(2023, 12, 30)) == "30"
    assert shown(None) == "70"


def test_five_years_add_up(levels: TwoLevels) -> None:
    for year in (2023, 2024):
        tell(levels, "100", year)
    aimed = target(levels, years=3, **more_of(300))
    actions.tie_target(levels.lan, aimed, levels.indicator("don_thu"))

    found = queries.progress(aimed)

    assert (found.shown, found.state) == ("200", "not_yet")
    assert (found.figure.complete, found.figure.expected) == (6, 9)


@pytest.mark.parametrize(
    ("how", "shown"), [("last", "30"), ("mean", "20"), ("none", "")]
)
def test_years_are_put_together_as_periods_are(
    levels: TwoLevels, how: str, shown: str
) -> None:
    indicator = levels.indicator("don_thu")
    terms = actions.Terms(frequency="year", over_time=how)
    indicator = actions.change_indicator(
        levels.lan, indicator, name="Đơn", measure="đơn", terms=terms
    )
    tell(levels, "10", 2023)
    tell(levels, "30", 2024)
    aimed = target(levels, years=2, **more_of(300))
    actions.tie_target(levels.lan, aimed, indicator)

    assert queries.progress(aimed).shown == shown


def test_draft_may_name_its_indicator_by_code(levels: TwoLevels) -> None:
    tell(levels, "100")
    aimed = target(levels, indicator_code="don_thu", **more_of(100))

    (found,) = queries.progress_of(aimed.movement)

    assert (found.shown, found.state) == ("100", "reached")
    assert queries.reached(aimed.movement) == [(aimed, "100")]
    nameless = target(levels)
    assert queries.progress(nameless).state == "unknown"


def test_tie_is_to_one_unit_s_figure_where_it_says_so(levels: TwoLevels) -> None:
    tell(levels, "100")
    aimed = target(levels, **more_of(100))
    indicator = levels.indicator("don_thu")

    actions.tie_target(levels.lan, aimed, levels.indicator("ky_hop"))
    actions.tie_target(levels.lan, aimed, indicator, levels.first)

    again = Target.objects.get(pk=aimed.pk)
    assert queries.progress(again).shown == "0"
    assert TargetLink.objects.count() == 1
    events = audit.events_of(aimed.movement).filter(verb="target.tie")
    assert [event.before for event in events] == [{"indicator": "ky_hop"}, None]
    actions.untie_target(levels.lan, aimed)
    actions.untie_target(levels.lan, aimed)
    assert not TargetLink.objects.exists()
    assert audit.events_of(aimed.movement).filter(verb="target.untie").count() == 1


def test_tie_to_what_nobody_there_reports_is_refused(levels: TwoLevels) -> None:
    indicator = levels.indicator("don_thu")
    actions.set_reporters(levels.lan, indicator, [levels.second])
    aimed = target(levels, **more_of(100))

    with pytest.raises(Refused) as refusal:
        actions.tie_target(levels.lan, aimed, indicator, levels.first)
    with pytest.raises(rights.Forbidden):
        actions.tie_target(levels.nga, aimed, indicator)

    assert refusal.value.code == "indicator.not_reporter"
    assert visible_to(levels.lan).filter(pk=aimed.movement_id).exists()
