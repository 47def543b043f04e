"""Two levels reporting by period: rolled up, checked, returned, locked, corrected."""

import pytest

from tests.indicators.conftest import TwoLevels
from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import actions, queries
from vinhdanh.indicators.actions import Entry
from vinhdanh.indicators.models import IndicatorValue
from vinhdanh.indicators.periods import Period
from vinhdanh.registry.models import Unit

YEAR = Period(2023)


def tell(levels: TwoLevels, code: str, unit: Unit, **by_period: str) -> IndicatorValue:
    for period, typed in by_period.items():
        value = actions.record_value(
            levels.lan,
            levels.indicator(code),
            2023,
            typed,
            unit=unit,
            period="" if period == "year" else period,
        )
    return value


def test_two_levels_roll_up_apart_and_together(levels: TwoLevels) -> None:
    tell(levels, "ky_hop", levels.district, H1="2", H2="2")
    tell(levels, "ky_hop", levels.first, year="3")
    tell(levels, "ky_hop", levels.second, H1="2")

    lines = queries.year_lines(levels.lan, levels.district, YEAR)
    line = next(each for each in lines if each.indicator.code == "ky_hop")

    assert line.own is not None
    assert line.below is not None
    assert (line.own.shown, line.below.shown, line.now.shown) == ("4", "5", "9")
    # The second ward has told half of its year.
    assert (line.below.reported, line.below.complete, line.below.expected) == (2, 1, 2)


def test_a_ward_sees_its_own_figures_and_the_district_s_alone(
    levels: TwoLevels,
) -> None:
    tell(levels, "ky_hop", levels.district, year="4")
    tell(levels, "ky_hop", levels.first, year="3")
    tell(levels, "ky_hop", levels.second, year="2")
    rows = queries.values_visible_to(levels.nga)

    seen = {str(value.unit) for value in rows}
    lines = queries.year_lines(levels.nga, levels.district, YEAR)
    line = next(each for each in lines if each.indicator.code == "ky_hop")

    assert seen == {"HĐND quận", "HĐND phường Một"}
    assert (line.below, line.now.shown) == (None, "4")
    assert queries.units_for(levels.nga)[0] == levels.first


def test_breakdown_that_does_not_add_up_is_shown(levels: TwoLevels) -> None:
    tell(levels, "giam_sat", levels.district, year="22")
    tell(levels, "giam_sat_chuyen_de", levels.district, year="5")
    tell(levels, "giam_sat_thuong_xuyen", levels.district, year="16")

    def state() -> tuple[str, str, tuple[str, ...]]:
        lines = queries.year_lines(levels.lan, levels.district, YEAR)
        line = next(each for each in lines if each.indicator.code == "giam_sat")
        (_axis, _who, check) = line.checks[0]
        return check.state, check.difference, check.missing

    assert state() == ("unknown", "-1", ("Chất vấn",))
    tell(levels, "chat_van", levels.district, year="2")
    assert state() == ("differs", "+1", ())
    tell(levels, "chat_van", levels.district, year="1")
    assert state() == ("adds_up", "0", ())
    stored = IndicatorValue.objects.filter(indicator__code="giam_sat").get()
    assert stored.shown == "22"


def test_figure_for_scoring_is_of_the_unit_and_below(levels: TwoLevels) -> None:
    tell(levels, "nghi_quyet", levels.district, year="38")
    tell(levels, "nghi_quyet", levels.first, H1="hơn 4", H2="4")
    indicator = queries.indicator_for(levels.first, "nghi_quyet")
    assert indicator is not None

    ward = queries.figure(indicator, levels.first, YEAR)
    own = queries.figure(indicator, levels.district, YEAR, is_own=True)
    tree = queries.figure(indicator, levels.district, YEAR)
    silent = queries.figure(indicator, levels.second, YEAR)

    assert (ward.shown, len(ward.rows), ward.is_complete) == ("hơn 8", 2, True)
    assert own.shown == "38"
    assert (tree.shown, tree.reported, tree.expected) == ("hơn 46", 2, 3)
    assert (silent.amount, silent.reported, silent.expected) == (None, 0, 1)
    assert queries.indicator_for(levels.first, "khong_co") is None


def test_own_catalogue_comes_before_the_one_above(levels: TwoLevels) -> None:
    own = actions.define_indicator(
        levels.nga, levels.first, code="ky_hop", name="Kỳ họp", measure="kỳ họp"
    )

    assert queries.indicator_for(levels.first, "ky_hop") == own
    above = queries.indicator_for(levels.second, "ky_hop")
    assert above == levels.indicator("ky_hop")


def test_unit_that_ended_before_the_year_is_not_waited_for(levels: TwoLevels) -> None:
    Unit.objects.filter(pk=levels.second.pk).update(last_day="2022-12-31")
    tell(levels, "ky_hop", levels.district, year="4")
    tell(levels, "ky_hop", levels.first, year="3")

    found = queries.figure(levels.indicator("ky_hop"), levels.district, YEAR)

    assert (found.reported, found.expected) == (2, 2)


def test_returned_figure_counts_nowhere_until_it_is_told_again(
    levels: TwoLevels,
) -> None:
    value = tell(levels, "ky_hop", levels.first, year="30")

    returned = actions.return_value(levels.lan, value, reason="Ghi nhầm số nghị quyết")

    assert (returned.state, returned.returned_because) == (
        "returned",
        "Ghi nhầm số nghị quyết",
    )
    indicator = levels.indicator("ky_hop")
    assert queries.figure(indicator, levels.first, YEAR).amount is None
    again = actions.record_value(levels.nga, indicator, 2023, "3", unit=levels.first)
    assert (again.state, again.returned_because) == ("reported", "")
    assert queries.figure(indicator, levels.first, YEAR).shown == "3"


def test_returning_and_correcting_need_a_reason(levels: TwoLevels) -> None:
    value = tell(levels, "ky_hop", levels.first, year="3")

    with pytest.raises(Refused, match="Hãy ghi lý do"):
        actions.return_value(levels.lan, value, reason=" ")
    actions.lock_values(levels.lan, [value])
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        actions.correct_value(levels.lan, value, "4", reason="")


def test_locked_figure_changes_by_correction_alone(levels: TwoLevels) -> None:
    value = tell(levels, "ky_hop", levels.first, year="3")
    returned = tell(levels, "ky_hop", levels.second, year="9")
    actions.return_value(levels.lan, returned, reason="Sai")

    assert actions.lock_values(levels.lan, [value, returned]) == 1
    assert actions.lock_values(levels.lan, [value]) == 0

    with pytest.raises(Refused, match="đã khóa là 3"):
        tell(levels, "ky_hop", levels.first, year="4")
    with pytest.raises(Refused) as refusal:
        actions.return_value(levels.lan, value, reason="Sai")
    assert refusal.value.code == "indicator.state"
    assert tell(levels, "ky_hop", levels.first, year="3") == value
    corrected = actions.correct_value(
        levels.lan, value, "4", reason="Biên bản kỳ họp tháng 12"
    )
    assert (corrected.shown, corrected.state) == ("4", "locked")
    verbs = list(audit.events_of(corrected).values_list("verb", flat=True))
    assert verbs == ["indicator.correct", "indicator.lock", "indicator.record"]
    event = audit.events_of(corrected).first()
    assert event is not None
    assert (event.before or {})["figure"] == "3"
    assert event.reason == "Biên bản kỳ họp tháng 12"


def test_who_reports_does_not_lock_or_return(levels: TwoLevels) -> None:
    value = tell(levels, "ky_hop", levels.first, year="3")

    with pytest.raises(rights.Forbidden):
        actions.return_value(levels.nga, value, reason="Sai")
    with pytest.raises(rights.Forbidden):
        actions.lock_values(levels.nga, [value])
    with pytest.raises(rights.Forbidden):
        actions.correct_value(levels.nga, value, "4", reason="Sai")


def test_a_ward_reports_for_itself_alone(levels: TwoLevels) -> None:
    indicator = levels.indicator("ky_hop")

    with pytest.raises(rights.Forbidden):
        actions.record_value(levels.nga, indicator, 2023, "3", unit=levels.second)


@pytest.mark.parametrize(
    ("code", "typed", "more", "expected"),
    [
        ("tiep_cong_dan", "12 người", {}, "indicator.other_measure"),
        ("tiep_cong_dan", "12 lượt", {}, None),
        ("ky_hop", "nhiều", {}, "indicator.no_number"),
        ("ky_hop", "1", {"period": "Q5"}, "indicator.no_period"),
    ],
)
def test_what_cannot_be_a_figure_is_refused(
    levels: TwoLevels, code: str, typed: str, more: dict[str, str], expected: str | None
) -> None:
    indicator = levels.indicator(code)
    if expected is None:
        assert actions.record_value(levels.lan, indicator, 2023, typed).shown == "12"
        return
    with pytest.raises(Refused) as refusal:
        actions.record_value(levels.lan, indicator, 2023, typed, **more)
    assert refusal.value.code == expected


def test_year_out_of_reach_and_silent_unit_are_refused(levels: TwoLevels) -> None:
    indicator = levels.indicator("ky_hop")
    actions.set_reporters(levels.lan, indicator, [levels.first])

    with pytest.raises(Refused) as far:
        actions.record_value(levels.lan, indicator, 20236, "1", unit=levels.first)
    with pytest.raises(Refused) as silent:
        actions.record_value(levels.lan, indicator, 2023, "1")

    assert far.value.code == "indicator.no_period"
    assert silent.value.code == "indicator.not_reporter"


def test_grid_keeps_what_it_can_and_says_why_of_the_rest(levels: TwoLevels) -> None:
    tell(levels, "ky_hop", levels.second, H1="2")
    sessions, letters = levels.indicator("ky_hop"), levels.indicator("don_thu")
    half = Period(2023, "H1")
    entries = [
        Entry(sessions, levels.first, half, "3"),
        Entry(letters, levels.first, half, "hàng trăm"),
        Entry(letters, levels.second, half, "ba"),
        Entry(sessions, levels.second, half, "4"),
        Entry(sessions, levels.second, half, "", seen="2"),
        Entry(sessions, levels.second, half, "2", seen="2"),
        Entry(letters, levels.second, half, ""),
    ]

    done = actions.record_many(levels.lan, entries)

    assert done.saved == entries[:2]
    assert done.same == entries[5:]
    said = [why for _entry, why in done.problems]
    assert said[0].startswith("“ba” không phải số.")
    assert said[1] == "người khác vừa ghi: 2. Xem lại rồi lưu lần nữa."
    assert said[2].startswith("đang có số 2, không xóa được bằng cách để trống.")
    assert IndicatorValue.objects.get(indicator=letters).shown == "hàng trăm"


def test_grid_of_a_unit_out_of_reach_saves_nothing(levels: TwoLevels) -> None:
    sessions = levels.indicator("ky_hop")
    entries = [
        Entry(sessions, levels.first, YEAR, "3"),
        Entry(sessions, levels.second, YEAR, "3"),
    ]

    with pytest.raises(rights.Forbidden):
        actions.record_many(levels.nga, entries)

    assert not IndicatorValue.objects.exists()


def test_errors_that_cancel_out_are_named_unit_by_unit(levels: TwoLevels) -> None:
    for unit, whole, answered in (
        (levels.first, "10", "9"),
        (levels.second, "10", "11"),
    ):
        tell(levels, "don_thu", unit, year=whole)
        tell(levels, "don_da_tra_loi", unit, year=answered)
        tell(levels, "don_dang_giai_quyet", unit, year="0")

    lines = queries.year_lines(levels.lan, levels.district, YEAR)
    line = next(each for each in lines if each.indicator.code == "don_thu")

    assert [
        (who, check.state, check.difference) for _axis, who, check in line.checks
    ] == [
        ("HĐND quận", "unknown", ""),
        ("", "adds_up", "0"),
        ("HĐND phường Một", "differs", "-1"),
        ("HĐND phường Hai", "differs", "+1"),
    ]


def test_whole_that_not_all_have_told_is_not_held_against(levels: TwoLevels) -> None:
    for unit in (levels.first, levels.second):
        tell(levels, "don_da_tra_loi", unit, year="5")
        tell(levels, "don_dang_giai_quyet", unit, year="1")
    tell(levels, "don_thu", levels.first, year="6")

    lines = queries.year_lines(levels.lan, levels.district, YEAR)
    line = next(each for each in lines if each.indicator.code == "don_thu")

    below = [check.state for _axis, who, check in line.checks if not who]
    assert below == ["unknown"]
