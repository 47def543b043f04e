from datetime import date

import pytest

from vinhdanh.law.cite import Standing
from vinhdanh.law.dates import InForce, LawDateError
from vinhdanh.law.quota import CapRule, check_caps

SPAN = InForce(date(2017, 10, 1))


def _cap(rounding, *, amount=15, in_force=SPAN):
    return CapRule(
        award="CSTDCS",
        amount=amount,
        of=100,
        base="LDTT",
        rounding=rounding,
        in_force=in_force,
        cite=None,
        standing=Standing.SOURCED,
    )


@pytest.mark.parametrize(
    ("rounding", "caps"),
    [("floor", [0, 5, 6, 15]), ("ceil", [1, 6, 6, 15]), ("nearest", [1, 6, 6, 15])],
)
def test_a_cap_rounds_as_its_rule_says(rounding, caps):
    assert [_cap(rounding).cap(base) for base in (6, 38, 40, 100)] == caps


def test_a_cap_is_exact_where_floating_point_is_not():
    rule = _cap("floor", amount=35)

    wrong = sum(rule.cap(n) != int(0.35 * n) for n in range(1, 20_001))

    assert wrong > 0
    assert all(rule.cap(n) == 35 * n // 100 for n in range(1, 20_001))


def test_two_caps_on_one_award_at_once_are_refused():
    first = _cap("floor", in_force=InForce(date(2017, 1, 1), date(2018, 1, 1)))

    with pytest.raises(LawDateError):
        check_caps([first, _cap("ceil")])
