from datetime import date

import pytest

from vinhdanh.law.workdays import Calendar

CALENDAR = Calendar(
    fixed=frozenset({(9, 2)}),
    off={2025: frozenset({date(2025, 9, 1)})},
    worked={2025: frozenset({date(2025, 8, 30)})},
)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2025, 8, 29), True),
        (date(2025, 8, 30), True),  # a Saturday worked instead
        (date(2025, 8, 31), False),  # Sunday
        (date(2025, 9, 1), False),  # off that year alone
        (date(2025, 9, 2), False),  # off every year
        (date(2026, 9, 1), True),
        (date(2026, 9, 2), False),
    ],
)
def test_a_day_is_worked_or_not(day, working):
    assert CALENDAR.is_working(day) is working


@pytest.mark.parametrize(
    ("days", "due"),
    [(0, date(2025, 8, 29)), (1, date(2025, 8, 30)), (2, date(2025, 9, 3))],
)
def test_the_day_after_the_start_is_the_first(days, due):
    assert CALENDAR.after(date(2025, 8, 29), days) == due


def test_a_year_is_known_by_its_days_off():
    assert [CALENDAR.knows(year) for year in (2025, 2026)] == [True, False]
