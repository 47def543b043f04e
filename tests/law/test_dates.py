from datetime import date

import pytest

from vinhdanh.law.cite import Cite, CiteError
from vinhdanh.law.dates import InForce, LawDateError, check_sequence, pick_in_force
from vinhdanh.statutes.load import corpus

OLD = InForce(date(2014, 6, 1), date(2017, 9, 30))
NEW = InForce(date(2017, 10, 1))


def test_a_span_covers_its_first_and_last_day_and_no_other():
    days = [date(2014, 5, 31), OLD.first_day, OLD.last_day, date(2017, 10, 1)]

    assert [OLD.covers(day) for day in days] == [False, True, True, False]


def test_a_span_that_ends_before_it_begins_is_refused():
    with pytest.raises(LawDateError) as raised:
        InForce(date(2017, 1, 2), date(2017, 1, 1))

    assert str(raised.value) == (
        "In force from 2017-01-02 to 2017-01-01: the last day comes before the first. "
        "Swap them or correct the year."
    )


def test_a_day_outside_every_span_names_the_nearest_days():
    spans = [OLD, InForce(date(2018, 1, 1))]

    with pytest.raises(LawDateError) as raised:
        pick_in_force("regime", spans, date(2017, 12, 1))

    assert str(raised.value) == (
        "No regime in force on 2017-12-01; last in force until 2017-09-30; "
        "first in force 2018-01-01."
    )


def test_overlapping_spans_are_an_error_that_names_both():
    with pytest.raises(LawDateError) as raised:
        check_sequence("Regimes", [OLD, InForce(date(2017, 9, 30))])

    assert str(raised.value) == (
        "Regimes: 2014-06-01 … 2017-09-30 and 2017-09-30 … open overlap; both would "
        "claim 2017-09-30. End the earlier one the day before."
    )


def test_a_gap_is_an_error_unless_it_is_allowed():
    later = InForce(date(2017, 10, 3))

    check_sequence("Values", [OLD, later], gaps_allowed=True)
    with pytest.raises(LawDateError) as raised:
        check_sequence("Regimes", [OLD, later])

    assert str(raised.value) == (
        "Regimes: nothing in force from 2017-10-01 to 2017-10-02. "
        "Fill the gap or say why it exists."
    )


def test_spans_overlap_when_a_day_is_in_both():
    assert OLD.overlaps(NEW) is False
    assert OLD.overlaps(InForce(date(2017, 9, 30))) is True
    assert NEW.overlaps(NEW) is True


def test_a_citation_is_said_from_the_smallest_part_to_the_instrument():
    cite = Cite("06/2022/QH15", 23, 1, "b")

    said = corpus().instruments.say(cite)

    assert said == "điểm b khoản 1 Điều 23 Luật Thi đua, khen thưởng 2022"


def test_a_citation_without_article_says_the_instrument_alone():
    said = corpus().instruments.say(Cite("15/2025/TT-BNV"))

    assert said == "Thông tư 15/2025/TT-BNV"


@pytest.mark.parametrize(
    ("cite", "message"),
    [
        (
            Cite("99/2099/NĐ-CP", 1),
            (
                "Instrument '99/2099/NĐ-CP' is not in statutes/instruments.toml; add "
                "it with its dates and articles before citing it."
            ),
        ),
        (
            Cite("06/2022/QH15", 999),
            (
                "Điều 999 of 06/2022/QH15 is not among its articles in "
                "statutes/instruments.toml; read the text, then list the article."
            ),
        ),
    ],
)
def test_a_citation_of_something_unlisted_is_refused(cite, message):
    with pytest.raises(CiteError) as raised:
        corpus().instruments.check(cite)

    assert str(raised.value) == message
