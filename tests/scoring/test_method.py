"""The published method of a province's blocks (draft guidance of 2021), worked by hand.

Quantitative: actual / plan x standard points, over-fulfilment at most 10 % of the
criterion and 20 points in all; qualitative A to D; bonus 5 and 5; penalties 5, 10, 20.
"""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vinhdanh.scoring.method.cluster import worths
from vinhdanh.scoring.method.leaf import Entry, NotAnEntry, Worth, worth
from vinhdanh.scoring.method.ranking import (
    Place,
    habit,
    hundredths,
    ranked,
    root_hundredths,
)
from vinhdanh.scoring.method.rules import (
    Band,
    Criterion,
    Formula,
    Method,
    Side,
    Step,
)
from vinhdanh.scoring.method.total import add_up, band, below_floor

F = Fraction


def quantity(code="doanh_thu", standard=20, formula=Formula.RATIO, **rest) -> Criterion:
    return Criterion(
        code, code, "I", formula, F(standard), **({"bonus_pct": 10} | rest)
    )


def valued(criterion: Criterion, **entry) -> tuple[Fraction, Fraction]:
    found = worth(criterion, Entry(**entry))
    assert not found.missing
    return found.points, found.bonus


@pytest.mark.parametrize(
    ("plan", "actual", "points", "bonus"),
    [
        (F(200), F(150), F(15), F(0)),
        (F(200), F(199), F("19.9"), F(0)),
        (F(200), F(200), F(20), F(0)),
        (F(200), F(202), F(20), F("0.2")),  # 1 % over: 1 % of 20 points
        (F(200), F(220), F(20), F(2)),
        (F(200), F(221), F(20), F(2)),  # never above 10 % of the criterion
        (F(200), F(0), F(0), F(0)),
        (F("1.5"), F("1.6"), F(20), F(20) * F(1, 15)),
    ],
)
def test_more_is_better(plan, actual, points, bonus):
    assert valued(quantity(), plan=plan, actual=actual) == (points, bonus)


@pytest.mark.parametrize(
    ("plan", "actual", "points", "bonus"),
    [
        (F(4), F(5), F(16), F(0)),
        (F(4), F(4), F(20), F(0)),
        (F(4), F("3.8"), F(20), F(20) * F(1, 19)),
        (F(4), F(2), F(20), F(2)),
        (F(4), F(0), F(20), F(2)),
        (F(0), F(0), F(20), F(0)),
        (F(0), F(1), F(0), F(0)),
    ],
)
def test_less_is_better(plan, actual, points, bonus):
    poverty = quantity(formula=Formula.INVERSE_RATIO)

    assert valued(poverty, plan=plan, actual=actual) == (points, bonus)


@pytest.mark.parametrize(
    ("formula", "entry", "missing"),
    [
        (Formula.RATIO, Entry(actual=F(3)), "plan"),
        (Formula.RATIO, Entry(plan=F(3)), "actual"),
        (Formula.RATIO, Entry(plan=F(0), actual=F(3)), "plan_of_zero"),
        (Formula.INVERSE_RATIO, Entry(actual=F(3)), "plan"),
        (Formula.INVERSE_RATIO, Entry(plan=F(3)), "actual"),
        (Formula.ALL_OR_NOTHING, Entry(), "reached"),
        (Formula.GRADE, Entry(), "grade"),
        (Formula.COUNT, Entry(), "times"),
        (Formula.PLUS_MINUS, Entry(), "times"),
        (Formula.PLUS_MINUS, Entry(times=1), "times_minus"),
        (Formula.LADDER, Entry(), "times"),
        (Formula.GIVEN, Entry(), "points"),
    ],
)
def test_what_is_not_known_is_missing_and_not_zero(formula, entry, missing):
    assert worth(quantity(formula=formula), entry) == Worth(missing=missing)


@pytest.mark.parametrize(("grade", "points"), [("A", 10), ("B", 8), ("C", 5), ("D", 0)])
def test_a_grade_is_a_share_of_the_points(grade, points):
    grades = {"A": F(100), "B": F(80), "C": F(50), "D": F(0)}
    criterion = quantity(standard=10, formula=Formula.GRADE, grades=grades)

    assert valued(criterion, grade=grade) == (F(points), F(0))
    with pytest.raises(NotAnEntry, match="unknown_grade"):
        worth(criterion, Entry(grade="E"))


@pytest.mark.parametrize(("reached", "points"), [(True, 10), (False, 0)])
def test_all_or_nothing(reached, points):
    criterion = quantity(standard=10, formula=Formula.ALL_OR_NOTHING)

    assert valued(criterion, reached=reached) == (F(points), F(0))


@pytest.mark.parametrize(("times", "points"), [(0, 0), (1, 5), (3, 15), (4, 15)])
def test_a_count_stops_at_its_limit(times, points):
    criterion = quantity(standard=15, formula=Formula.COUNT, each=F(5))

    assert valued(criterion, times=times) == (F(points), F(0))


@pytest.mark.parametrize(
    ("plus", "minus", "points"),
    [(2, 0, 4), (2, 1, 1), (0, 1, -3), (0, 2, -5), (4, 0, 6)],
)
def test_plus_and_minus_stay_between_their_limits(plus, minus, points):
    criterion = quantity(
        standard=6,
        formula=Formula.PLUS_MINUS,
        each=F(2),
        each_minus=F(3),
        least=F(-5),
    )

    assert valued(criterion, times=plus, times_minus=minus) == (F(points), F(0))


LATE = Criterion(
    "bao_cao_muon",
    "Báo cáo muộn",
    "IV",
    Formula.LADDER,
    F(20),
    side=Side.PENALTY,
    steps=(Step(5, F(5)), Step(10, F(10)), Step(15, F(20))),
)


@pytest.mark.parametrize(
    ("days", "points"),
    [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10), (14, 10), (15, 20), (40, 20)],
)
def test_a_late_report_costs_by_its_days(days, points):
    assert valued(LATE, times=days) == (F(points), F(0))


def test_a_step_above_the_most_counts_as_the_most():
    late = replace(LATE, steps=(Step(5, F(5)), Step(10, F(50))))

    assert valued(late, times=10) == (F(20), F(0))


@pytest.mark.parametrize("points", [F(-1), F(21)])
def test_given_points_stay_within_the_standard(points):
    with pytest.raises(NotAnEntry):
        worth(quantity(formula=Formula.GIVEN), Entry(points=points))


@pytest.mark.parametrize("name", ["plan", "actual"])
def test_a_negative_figure_is_refused(name):
    entry = replace(Entry(plan=F(1), actual=F(1)), **{name: F(-1)})

    with pytest.raises(NotAnEntry, match=f"{name}: negative"):
        worth(quantity(), entry)


# -- a whole sheet -----------------------------------------------------------------

WARNED = Criterion(
    "canh_cao",
    "Cấp trưởng bị cảnh cáo",
    "IV",
    Formula.COUNT,
    F(20),
    side=Side.PENALTY,
    each=F(20),
    bars=frozenset({"CO_TINH", "BK_TINH"}),
)
CREATIVE = Criterion(
    "sang_tao",
    "Sáng tạo, hiệu quả nổi bật",
    "III",
    Formula.GIVEN,
    F(5),
    side=Side.BONUS,
)
BANDS = (
    Band("HTXS", "hoàn thành xuất sắc", F(90), 85),
    Band("HTT", "hoàn thành tốt", F(80), 80),
    Band("HT", "hoàn thành", F(70), 70),
    Band("KHT", "không hoàn thành", F(0)),
)
PROVINCE = Method(
    criteria=(
        quantity("thu_ngan_sach", 150),
        quantity("thu_hut_von", 100),
        quantity("ho_ngheo", 50, Formula.INVERSE_RATIO),
        CREATIVE,
        LATE,
        WARNED,
    ),
    bands=BANDS,
    bonus_most=F(20),
)


def sheet(**entries: Entry) -> dict[str, Worth]:
    return {
        code: worth(PROVINCE.criterion(code), entry) for code, entry in entries.items()
    }


def over(pct: int) -> Entry:
    return Entry(plan=F(100), actual=F(100 + pct))


def test_a_sheet_of_the_province_to_the_hundredth():
    score = add_up(
        PROVINCE,
        sheet(
            thu_ngan_sach=over(3),  # 150 + 4.5
            thu_hut_von=Entry(plan=F(300), actual=F(275)),  # 91.666…
            ho_ngheo=Entry(plan=F(4), actual=F("3.8")),  # 50 + 2.631…
            sang_tao=Entry(points=F("3.5")),
            bao_cao_muon=Entry(times=6),  # - 5
        ),
    )

    assert score.is_complete
    assert hundredths(score.over) == 713
    assert hundredths(score.parts["I"]) == 291_67
    assert hundredths(score.total) == 297_30
    assert score.barred == {}


@pytest.mark.parametrize(
    ("pct", "over_points"), [(6, F(18)), (7, F(20)), (10, F(20)), (30, F(20))]
)
def test_all_over_fulfilment_together_is_capped(pct, over_points):
    fewer = Entry(plan=F(100 + pct), actual=F(100))
    score = add_up(
        PROVINCE,
        sheet(thu_ngan_sach=over(pct), thu_hut_von=over(pct), ho_ngheo=fewer),
    )

    assert score.over == over_points
    assert score.total == 300 + over_points


def test_a_head_who_was_warned_bars_the_flag():
    everything = {
        "thu_ngan_sach": over(0),
        "thu_hut_von": over(0),
        "ho_ngheo": over(0),
    }

    assert add_up(PROVINCE, sheet(**everything, canh_cao=Entry(times=0))).barred == {}
    score = add_up(PROVINCE, sheet(**everything, canh_cao=Entry(times=1)))
    assert score.total == 280
    assert score.barred == {"BK_TINH": ("canh_cao",), "CO_TINH": ("canh_cao",)}


def test_a_sheet_that_lacks_a_figure_has_no_class():
    found = sheet(thu_ngan_sach=over(10), thu_hut_von=over(10))
    score = add_up(PROVINCE, found)

    assert score.missing == {"ho_ngheo": "entry"}
    assert band(PROVINCE, score, found) is None


HUNDRED = Method(
    criteria=(
        Criterion("a", "a", "I", Formula.GIVEN, F(60)),
        Criterion("b", "b", "II", Formula.GIVEN, F(40)),
        CREATIVE,
    ),
    bands=BANDS,
)


@pytest.mark.parametrize(
    ("total", "floor", "reached"),
    [
        (F("89.995"), F(34), "HTXS"),  # read as 90
        (F("89.9949"), F(34), "HTT"),  # read as 89,99
        (F(90), F("33.995"), "HTXS"),  # 85 % of 40 is 34, as this is read
        (F(90), F("33.9949"), "HTT"),
    ],
)
def test_a_class_is_decided_by_the_points_as_they_are_read(total, floor, reached):
    found = {"a": Worth(total - floor), "b": Worth(floor)}

    one = band(HUNDRED, add_up(HUNDRED, found), found)

    assert one is not None
    assert one.code == reached


@pytest.mark.parametrize(
    ("a", "b", "bonus", "reached"),
    [
        (F(54), F(36), F(0), "HTXS"),
        (F(54), F("35.99"), F(0), "HTT"),
        (F(60), F(34), F(0), "HTXS"),
        (F(60), F("33.99"), F(0), "HTT"),  # 93.99, but one criterion below 85 %
        (F(48), F(32), F(0), "HTT"),
        (F(42), F(28), F(0), "HT"),
        (F(42), F("27.99"), F(5), "KHT"),  # enough in all, below the floor in one
        (F(54), F(35), F(1), "HTXS"),  # bonus counts towards the class
    ],
)
def test_a_class_asks_for_the_total_and_a_floor_of_each(a, b, bonus, reached):
    found = {
        "a": worth(HUNDRED.criterion("a"), Entry(points=a)),
        "b": worth(HUNDRED.criterion("b"), Entry(points=b)),
        "sang_tao": worth(CREATIVE, Entry(points=bonus)),
    }

    got = band(HUNDRED, add_up(HUNDRED, found), found)

    assert got is not None
    assert got.code == reached


def test_it_is_said_which_criterion_lies_below_the_floor():
    found = {"a": Worth(F(60)), "b": Worth(F("33.99"))}

    assert below_floor(HUNDRED, BANDS[0], found) == ["b"]


points = st.fractions(min_value=0, max_value=300, max_denominator=7)
sheets = st.fixed_dictionaries(
    {
        "thu_ngan_sach": st.builds(Entry, plan=points, actual=points),
        "thu_hut_von": st.builds(Entry, plan=points, actual=points),
        "ho_ngheo": st.builds(Entry, plan=points, actual=points),
    },
    optional={
        "sang_tao": st.builds(Entry, points=st.fractions(0, 5, max_denominator=4)),
        "bao_cao_muon": st.builds(Entry, times=st.integers(0, 60)),
        "canh_cao": st.builds(Entry, times=st.integers(0, 3)),
    },
)


@settings(max_examples=60)
@given(sheets, st.randoms(use_true_random=False))
def test_a_total_is_the_sum_of_its_parts_in_any_order(entries, random):
    found = sheet(**entries)
    score = add_up(PROVINCE, found)
    shuffled = list(found.items())
    random.shuffle(shuffled)

    assert score.total == sum(score.parts.values()) + score.over
    assert score.over == min(score.over_before, 20)
    assert add_up(PROVINCE, dict(shuffled)) == score


# -- against the block's leader ----------------------------------------------------


def test_the_highest_excess_of_the_block_takes_all_and_equals_share_it():
    criterion = quantity(standard=10, formula=Formula.HALF_PLUS_LEADER)

    found = worths(
        criterion,
        {
            "dưới": Entry(plan=F(10), actual=F(8)),
            "đúng": Entry(plan=F(10), actual=F(10)),
            "giữa": Entry(plan=F(10), actual=F(11)),
            "nhất": Entry(plan=F(10), actual=F(12)),
            "cùng nhất": Entry(plan=F(20), actual=F(24)),
            "chưa giao": Entry(plan=F(0), actual=F(24)),
            "chưa có": Entry(plan=F(20)),
        },
    )

    assert {who: one.points for who, one in found.items() if not one.missing} == {
        "dưới": F(4),
        "đúng": F(5),
        "giữa": F("7.5"),
        "nhất": F(10),
        "cùng nhất": F(10),
    }
    assert found["chưa giao"].missing == "plan_of_zero"
    assert found["chưa có"].missing == "actual"


def test_nobody_above_the_plan_leaves_everybody_at_half():
    criterion = quantity(standard=10, formula=Formula.HALF_PLUS_LEADER)
    same = Entry(plan=F(3), actual=F(3))

    assert [one.points for one in worths(criterion, {1: same, 2: same}).values()] == [
        F(5),
        F(5),
    ]


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 90)), min_size=1, max_size=8),
    st.randoms(use_true_random=False),
)
def test_whoever_is_entered_first_the_leaders_take_all_and_nobody_more(told, random):
    criterion = quantity(standard=10, formula=Formula.HALF_PLUS_LEADER)
    entries = {
        who: Entry(plan=F(plan), actual=F(actual))
        for who, (plan, actual) in enumerate(told)
    }
    order = list(entries)
    random.shuffle(order)

    found = worths(criterion, entries)

    assert worths(criterion, {who: entries[who] for who in order}) == found
    shares = {who: F(actual, plan) for who, (plan, actual) in enumerate(told) if plan}
    highest = max(shares.values(), default=F(0))
    for who, one in found.items():
        assert (one.missing == "plan_of_zero") == (who not in shares)
        assert 0 <= one.points <= 10
        if who in shares and shares[who] == highest > 1:
            assert one.points == 10
        if who in shares and shares[who] <= 1:
            assert one.points == 5 * shares[who]


def test_other_formulas_do_not_look_at_the_block():
    criterion = quantity(standard=10)

    assert worths(criterion, {1: over(-50), 2: over(0)}) == {
        1: worth(criterion, over(-50)),
        2: worth(criterion, over(0)),
    }


# -- ranks -------------------------------------------------------------------------


def test_equals_share_a_rank_and_the_next_stands_after_them():
    found = ranked({"a": [F(90)], "b": [F(97)], "c": [F(90)], "d": [F(80)]})

    assert found == {
        "b": Place(1, is_shared=False),
        "a": Place(2, is_shared=True),
        "c": Place(2, is_shared=True),
        "d": Place(4, is_shared=False),
    }


def test_a_tie_is_broken_by_what_the_block_named():
    found = ranked({"a": [F(107), F(55)], "b": [F(107), F(58)]})

    assert [found["b"].rank, found["a"].rank] == [1, 2]


def test_a_scorers_habit_is_shown_beside_the_points():
    strict = habit([F(70), F(80), F(90)])

    assert strict is not None
    assert (strict.mean, strict.variance, strict.count) == (80, F(200, 3), 3)
    assert strict.spread == 8_16  # the root of 66 2/3 is 8.1649…
    assert [strict.z(F(points)) for points in (70, 80, 90)] == [-1_22, 0, 1_22]
    assert habit([]) is None
    flat = habit([F(80)])
    assert flat is not None
    assert flat.z(F(80)) is None


@given(st.fractions(min_value=0, max_value=10_000, max_denominator=300))
@settings(max_examples=60)
def test_a_root_is_the_nearest_hundredth(square):
    found = root_hundredths(square)

    below, above = F(2 * found - 1, 200), F(2 * found + 1, 200)
    assert above**2 > square
    assert found == 0 or below**2 <= square


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        (F("1.005"), 101),
        (F("1.00499"), 100),
        (F("-1.005"), -101),
        (F(275, 3), 9167),
        (F(0), 0),
    ],
)
def test_points_are_shown_to_the_hundredth(exact, shown):
    assert hundredths(exact) == shown
