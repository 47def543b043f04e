"""Targets of a movement measured by indicators."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.indicators.conftest import TwoLevels
from vinhdanh.indicators import actions, queries
from vinhdanh.movements import actions as movements
from vinhdanh.movements.models import Target


def target(levels: TwoLevels, *, years: int = 1, **more: Any) -> Target:
    """A target of a movement of the district; measured by the letters it handles."""
    named = {"indicator_code": "don_thu"} | more
    line = movements.TargetLine("Đơn được giải quyết", **named)
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


def state(aimed: Target) -> str:
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

    assert state(target(levels, **more_of(100, direction=direction))) == expected


def test_missing_reports_leave_open_what_they_could_change(levels: TwoLevels) -> None:
    indicator = levels.indicator("don_thu")
    actions.record_value(levels.lan, indicator, 2023, "100")

    assert state(target(levels, **more_of(100))) == "reached"
    assert state(target(levels, **more_of(101))) == "not_yet"
    assert state(target(levels, **more_of(100, direction="less"))) == "unknown"
    less = target(levels, **more_of(99, direction="less"))
    assert state(less) == "not_yet"


def test_mean_may_fall_yet_so_nothing_is_said_before_all_have_told(
    levels: TwoLevels,
) -> None:
    indicator = levels.indicator("don_thu")
    terms = actions.Terms(frequency="half", over_time="mean", over_tree="mean")
    actions.change_indicator(
        levels.lan, indicator, name="Tỷ lệ", measure="đơn", terms=terms
    )
    actions.record_value(levels.lan, indicator, 2023, "100", period="H1")

    assert state(target(levels, **more_of(100, direction="less"))) == "unknown"
    assert state(target(levels, **more_of(100))) == "unknown"
    assert state(target(levels, **more_of(101))) == "not_yet"


@pytest.mark.parametrize(
    ("typed", "direction", "expected"),
    [
        ("gần 100", "less", "unknown"),
        ("hơn 100", "less", "not_yet"),
        ("hơn 100", "more", "reached"),
        ("gần 100", "more", "not_yet"),
    ],
)
def test_rough_figure_of_part_of_the_year_is_not_taken_as_the_year(
    levels: TwoLevels, typed: str, direction: str, expected: str
) -> None:
    actions.record_value(levels.lan, levels.indicator("don_thu"), 2023, typed)

    assert state(target(levels, **more_of(100, direction=direction))) == expected


def test_target_in_another_measure_is_not_compared(levels: TwoLevels) -> None:
    tell(levels, "100")

    aimed = target(levels, unit="người", goal_hundredths=100_00)

    assert state(aimed) == "other_measure"


def test_share_is_of_the_way_from_the_base(levels: TwoLevels) -> None:
    tell(levels, "75")

    def share(**more: Any) -> Fraction | None:
        aimed = target(levels, **more)
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
    actions.change_indicator(
        levels.lan, indicator, name="Đơn", measure="đơn", terms=terms
    )
    tell(levels, "10", 2023)
    tell(levels, "30", 2024)
    aimed = target(levels, years=2, **more_of(300))

    assert queries.progress(aimed).shown == shown


def test_target_names_its_indicator_by_code(levels: TwoLevels) -> None:
    tell(levels, "100")
    aimed = target(levels, **more_of(100))

    (found,) = queries.progress_of(aimed.movement)

    assert (found.shown, found.state) == ("100", "reached")
    assert queries.reached(aimed.movement) == [(aimed, "100")]
    assert queries.progress(target(levels, indicator_code="")).state == "unknown"
    assert queries.progress(target(levels, indicator_code="khac")).indicator is None


def test_next_year_s_target_is_measured_by_the_same_indicator(
    levels: TwoLevels,
) -> None:
    tell(levels, "100", 2024)
    aimed = target(levels, **more_of(100))

    (found,) = queries.progress_of(
        movements.next_year_from(levels.lan, aimed.movement, tasks=(), directives=())
    )

    assert (found.indicator, found.shown) == (levels.indicator("don_thu"), "100")


def test_indicator_that_only_those_below_report_measures_too(
    levels: TwoLevels,
) -> None:
    indicator = levels.indicator("don_thu")
    actions.set_reporters(levels.lan, indicator, [levels.second])
    actions.record_value(levels.oanh, indicator, 2023, "40", unit=levels.second)

    found = queries.progress(target(levels, **more_of(40)))

    assert (found.shown, found.state) == ("40", "reached")


def test_own_indicator_measures_before_the_one_above(levels: TwoLevels) -> None:
    def measure() -> list[str]:
        return [str(row.unit) for row in queries.measurable_by(levels.first)]

    line = movements.TargetLine("Đơn", indicator_code="don_thu")
    own_movement = movements.prepare_movement(
        levels.nga,
        levels.first,
        movements.MovementForm(
            name="Phong trào của phường",
            year=2023,
            first_day=date(2023, 1, 1),
            last_day=date(2023, 12, 31),
            targets=(line,),
        ),
    )
    above = levels.indicator("don_thu")
    (found,) = queries.progress_of(own_movement)
    assert found.indicator == above
    assert set(measure()) == {"HĐND quận"}

    own = actions.define_indicator(
        levels.nga, levels.first, code="don_thu", name="Đơn", measure="đơn"
    )

    (found,) = queries.progress_of(own_movement)
    assert found.indicator == own
    assert measure().count("HĐND phường Một") == 1
    assert queries.measured_by(above, [own_movement]) == []
    (back,) = queries.measured_by(own, [own_movement])
    assert back.target == found.target


def test_statements_do_not_grow_with_the_targets(levels: TwoLevels) -> None:
    codes = [row.code for row in queries.measurable_by(levels.district)][:6]

    def asked(count: int) -> int:
        named = [
            movements.TargetLine(f"Chỉ tiêu {code}", indicator_code=code)
            for code in codes[:count]
        ]
        movement = movements.prepare_movement(
            levels.lan,
            levels.district,
            movements.MovementForm(
                name=f"Phong trào {count}",
                year=2023,
                first_day=date(2023, 1, 1),
                last_day=date(2023, 12, 31),
                targets=tuple(named),
            ),
        )
        with CaptureQueriesContext(connection) as captured:
            found = queries.progress_of(movement)
        assert sum(row.indicator is not None for row in found) == count
        return len(captured)

    assert asked(1) == asked(6)
