from datetime import date

import pytest

from vinhdanh.law.cite import Standing
from vinhdanh.law.dates import InForce
from vinhdanh.law.money import BaseSalary, Rounding, bonus_dong


def test_a_tie_is_rounded_up():
    assert _rounding("nearest").payable(195_000) == 200_000
    assert _rounding("up").payable(190_001) == 200_000
    assert _rounding("up").payable(190_000) == 190_000


def _rounding(way):
    return Rounding(
        in_force=InForce(date(2020, 1, 1)), standing=Standing.SOURCED, way=way
    )


def test_sums_that_are_not_whole_dong_are_refused():
    assert bonus_dong(1_490_000, 45) == 670_500
    with pytest.raises(ValueError, match="is not a whole number of đồng"):
        bonus_dong(1_490_001, 15)
    with pytest.raises(ValueError, match="is no multiple of 10000 đồng"):
        BaseSalary(
            in_force=InForce(date(2020, 1, 1)),
            standing=Standing.SOURCED,
            dong=1_490_001,
        )


def test_a_product_is_exact_where_floating_point_is_not():
    wrong = sum(int(0.35 * base) != bonus_dong(base, 35) for base in _bases())

    assert wrong > 0
    assert all(bonus_dong(base, 35) == base * 35 // 100 for base in _bases())


def _bases():
    return range(10_000, 3_000_000, 10_000)
