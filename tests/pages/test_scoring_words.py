"""What a cell's fields and choices are called where points are taken off."""

from fractions import Fraction

import pytest

from vinhdanh.pages.scoring import words
from vinhdanh.pages.scoring.board import apart, fields_of, shown_worth
from vinhdanh.scoring.entries import Rule
from vinhdanh.scoring.method.leaf import Worth
from vinhdanh.scoring.method.rules import Criterion, Formula, Side


def rule(formula: Formula, side: Side) -> Rule:
    reckoned = Criterion("khong_hop", "Không họp", "IV", formula, Fraction(10), side)
    return Rule(1, "khong_hop", "Không họp", reckoned)


@pytest.mark.parametrize(
    ("side", "reached", "missed"),
    [
        (Side.STANDARD, "đạt", "không"),
        (Side.BONUS, "đạt", "không"),
        (Side.PENALTY, "có, bị trừ", "không"),
    ],
)
def test_what_takes_points_off_is_incurred_not_achieved(side, reached, missed):
    line = rule(Formula.ALL_OR_NOTHING, side)

    (incurred,) = fields_of(line, {"reached": "co"})
    (not_so,) = fields_of(line, {"reached": "khong"})
    (unsaid,) = fields_of(line, {"reached": ""})

    assert (incurred.said, not_so.said, unsaid.said) == (reached, missed, "–")


def test_a_penalty_tells_its_formula_in_its_own_words():
    assert "trừ" in str(words.how(Formula.ALL_OR_NOTHING, Side.PENALTY))
    assert "đạt" in str(words.how(Formula.ALL_OR_NOTHING, Side.STANDARD))


def test_a_ladder_counts_days_as_well_as_times():
    (days,) = fields_of(rule(Formula.LADDER, Side.PENALTY), {"times": "12"})
    (times,) = fields_of(rule(Formula.COUNT, Side.PENALTY), {"times": "2"})

    assert (days.label, days.said) == ("số ngày, số lần", "12")
    assert times.label == "số lần"


def test_points_taken_off_are_read_as_less():
    ten, five = Worth(Fraction(10)), Worth(Fraction(5))

    assert shown_worth(ten, Side.PENALTY) == "−10"
    assert shown_worth(Worth(Fraction(0)), Side.PENALTY) == "0"
    assert shown_worth(ten, Side.STANDARD) == "10"
    assert apart(five, ten, Side.PENALTY) == "+5"
    assert apart(five, ten, Side.STANDARD) == "−5"
