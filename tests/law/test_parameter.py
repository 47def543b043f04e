from datetime import date, timedelta

import pytest

from vinhdanh.law.dates import LawDateError
from vinhdanh.law.fact import FactError
from vinhdanh.law.parameter import Parameters
from vinhdanh.statutes.load import corpus

DAY = timedelta(days=1)


def _amount(name, day):
    try:
        return corpus().parameters.get(name).on(day).amount
    except LawDateError:
        return None


@pytest.mark.parametrize(
    "parameter", list(corpus().parameters), ids=lambda parameter: parameter.id
)
def test_each_value_holds_from_its_first_to_its_last_day(parameter):
    for index, value in enumerate(parameter.values):
        span = value.in_force
        before = parameter.values[index - 1] if index else None
        adjoins = (
            before is not None and before.in_force.last_day == span.first_day - DAY
        )
        assert parameter.on(span.first_day) is value
        if adjoins:
            assert parameter.on(span.first_day - DAY) is before
        else:
            with pytest.raises(LawDateError):
                parameter.on(span.first_day - DAY)
        if span.last_day is not None:
            assert parameter.on(span.last_day) is value


def test_service_falls_from_ten_months_to_six_on_new_year_2024():
    days = [date(2014, 8, 19), date(2014, 8, 20), date(2023, 12, 31), date(2024, 1, 1)]

    amounts = [_amount("ldtt_min_service_months", day) for day in days]

    assert amounts == [None, 10, 10, 6]


def test_the_forty_day_rule_ends_on_30_september_2017():
    days = [date(2014, 8, 19), date(2014, 8, 20), date(2017, 9, 30), date(2017, 10, 1)]

    assert [_amount("ldtt_absence_limit", day) for day in days] == [None, 40, 40, None]


def test_the_share_of_advanced_workers_rises_from_half_to_seventy_percent():
    days = [date(2023, 12, 31), date(2024, 1, 1)]

    assert [_amount("ttldtt_advanced_share", day) for day in days] == [50, 70]


def test_a_day_without_a_value_names_the_days():
    with pytest.raises(LawDateError) as raised:
        corpus().parameters.get("ldtt_absence_limit").on(date(2018, 1, 1))

    assert str(raised.value) == (
        "No value of 'ldtt_absence_limit' in force on 2018-01-01; "
        "last in force until 2017-09-30."
    )


def test_an_unknown_parameter_lists_those_known():
    with pytest.raises(LawDateError) as raised:
        Parameters([]).get("min_magic")

    assert str(raised.value) == (
        "Parameter 'min_magic' is not in statutes/parameters/; known: ."
    )


def test_an_unknown_fact_offers_the_nearest_name():
    with pytest.raises(FactError) as raised:
        corpus().facts.get("ratting")

    assert str(raised.value) == "Unknown fact 'ratting'. Did you mean 'rating'?"


def test_a_level_outside_the_scale_is_refused():
    with pytest.raises(FactError) as raised:
        corpus().facts.get("rating").rank("GOOD")

    assert str(raised.value) == (
        "Fact 'rating' has no level 'GOOD'; it has KHT, HT, HTT, HTXS."
    )


def test_a_fact_says_its_value_in_both_languages():
    facts = corpus().facts

    assert facts.get("rating").say(3) == "hoàn thành xuất sắc nhiệm vụ"
    assert facts.get("rating").say(3, english=True) == "excellent"
    assert facts.get("service_months").say(7) == "7 tháng"
    assert facts.get("registered").say(value=False) == "không đăng ký thi đua trong năm"
    assert facts.get("rating").say(None) == "chưa có thông tin"
