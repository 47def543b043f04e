from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.viet import dates

DAY = date(1980, 2, 28)
EVERY_DAY = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "28/02/1980",
        "28/2/1980",
        "28-02-1980",
        "28.02.1980",
        "28 / 02 / 1980",
        "28 02 1980",
        "28021980",
        "1980-02-28",
        "1980/2/28",
        "1980-02-28 00:00:00",
        "ngày 28 tháng 02 năm 1980",
        "28 tháng 2, 1980",
        "28-Feb-1980",
        "28-Thg2-1980",
        "28\\02\\1980",
        "28/II/1980",
        "19800228",
        "Sinh ngày 28/02/1980.",
        "\u00a028/02/1980\u200b",
        29279,
        29279.0,
        29279.75,
        28021980,
        DAY,
        datetime(1980, 2, 28, 7, 30),  # noqa: DTZ001 - Excel knows no zones
    ],
)
def test_a_date_is_read_as_offices_write_it(written):
    assert dates.parse(written) == DAY


@pytest.mark.parametrize("month", range(1, 13))
def test_months_in_roman_are_read(month):
    roman = "I II III IV V VI VII VIII IX X XI XII".split()[month - 1]  # noqa: SIM905
    assert dates.parse(f"05.{roman}.1980") == date(1980, month, 5)


@pytest.mark.parametrize("written", ["28/IIII/1980", "28/XIII/1980", "28/VX/1980"])
def test_no_month_is_made_of_what_is_no_roman_number(written):
    with pytest.raises(dates.NotADate):
        dates.parse(written)


def test_eight_figures_begin_with_the_day_where_they_can():
    assert dates.parse("19021980") == date(1980, 2, 19)
    assert dates.parse("20101980") == date(1980, 10, 20)
    assert dates.parse("20021230") == date(2002, 12, 30)
    assert dates.parse("19801231") == date(1980, 12, 31)


def test_a_leading_zero_lost_by_excel_is_given_back():
    assert dates.parse(5011980) == date(1980, 1, 5)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("31/02/1980", "“31/02/1980” không phải ngày có thật."),
        ("02/28/1980", "“02/28/1980” có tháng 28: viết ngày trước, tháng sau."),
        ("28/02/80", "“28/02/80” thiếu hai chữ số đầu của năm."),
        ("28/02/0198", "“28/02/0198” có năm 198, ngoài khoảng 1900–2100."),
        ("chưa rõ", "“chưa rõ” không đọc được thành ngày."),
        ("28-Foo-1980", "“28-Foo-1980” không đọc được thành ngày."),
        ("", "“” không đọc được thành ngày."),
        (12, "“12” không phải ngày."),
        (True, "“True” không phải ngày."),
        (date(1600, 1, 1), "“01/01/1600” có năm 1600, ngoài khoảng 1900–2100."),
    ],
)
def test_what_is_no_date_is_refused_in_words(written, sentence):
    with pytest.raises(dates.NotADate) as refusal:
        dates.parse(written)
    assert str(refusal.value) == sentence
    assert not isinstance(refusal.value, dates.YearOnly)


@pytest.mark.parametrize(
    ("written", "year", "month"),
    [
        ("1980", 1980, None),
        ("năm 1980", 1980, None),
        (1980, 1980, None),
        (1980.0, 1980, None),
        ("02/1980", 1980, 2),
        ("tháng 2 năm 1980", 1980, 2),
    ],
)
def test_a_year_alone_is_recognised_and_not_completed(written, year, month):
    with pytest.raises(dates.YearOnly) as refusal:
        dates.parse(written)
    assert (refusal.value.year, refusal.value.month) == (year, month)


def test_two_digits_of_a_year_are_read_only_when_one_century_fits():
    latest = date(2001, 12, 31)
    assert dates.parse("28/02/80", latest=latest) == DAY
    assert dates.parse("31/12/01", latest=latest) == date(2001, 12, 31)
    assert dates.parse("01/01/02", latest=latest) == date(1902, 1, 1)


@given(EVERY_DAY)
def test_what_is_written_short_or_long_reads_back(day):
    assert dates.parse(dates.short(day)) == day
    assert dates.parse(dates.long(day)) == day
    assert dates.parse(day.isoformat()) == day


@given(EVERY_DAY.filter(lambda day: day >= date(1905, 10, 2)))
def test_excel_serials_read_back(day):
    assert dates.parse((day - date(1899, 12, 30)).days) == day


@given(st.one_of(st.text(), st.floats(), st.integers()))
def test_anything_is_a_date_or_a_refusal(anything):
    try:
        answer = dates.parse(anything).isoformat()
    except dates.NotADate as refusal:
        answer = str(refusal)
    assert answer.endswith(".") or dates.parse(answer) == dates.parse(anything)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 15), "ngày 15 tháng 02 năm 2026"),
        (date(2016, 3, 9), "ngày 09 tháng 3 năm 2016"),
        (date(2016, 12, 30), "ngày 30 tháng 12 năm 2016"),
    ],
)
def test_papers_write_zeros_before_small_days_and_two_months(day, written):
    assert dates.long(day) == written
