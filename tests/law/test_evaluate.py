"""The four words, by the standing of what decides; on made-up standards."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from vinhdanh.law.cite import Cite, Standing
from vinhdanh.law.compare import AtLeast, Is
from vinhdanh.law.condition import AnyOf, Judged
from vinhdanh.law.dates import InForce, LawDateError
from vinhdanh.law.evaluate import (
    Book,
    LocalCriterion,
    evaluate,
    inputs_of,
    titles_on,
)
from vinhdanh.law.flag import Holds, Rated
from vinhdanh.law.frame import facts_frame
from vinhdanh.law.page import page_of
from vinhdanh.law.regime import Regime, Regimes
from vinhdanh.law.speech import Speech
from vinhdanh.law.streak import CountInRun, CountOver
from vinhdanh.law.title import Criterion, Title
from vinhdanh.law.verdict import CODES
from vinhdanh.statutes.load import corpus

DAY, LATER = date(2016, 12, 31), date(2018, 12, 31)
READ = Regime("R1a", "một", InForce(date(2014, 6, 1), date(2017, 9, 30)), reviewed=True)
UNREAD = Regime("R1b", "hai", InForce(date(2017, 10, 1)), reviewed=False)
CITE = Cite("15/2003/QH11", 24)
SOURCED, RECALLED = Standing.SOURCED, Standing.RECALLED
CHOSEN = Judged("chosen", "Được chọn", "Chosen")


def _criterion(name, holds, standing=SOURCED, *, grounds=False):
    return Criterion(name, name, name, holds, CITE, standing, grounds)


def _book(*criteria, local=(), regimes=(READ, UNREAD), needs_local=False):
    titles = tuple(
        Title("LDTT", regime.id, "individual", criteria, needs_local)
        for regime in regimes
    )
    return Book(corpus().parameters, Regimes(regimes), titles, local)


def _words(book, rows, days=(DAY,)):
    asked = pl.DataFrame(
        [
            {"subject": n, "year": 2016, "governing_day": day, "recruited_on": None}
            for n, day in enumerate(days * len(rows) if len(days) == 1 else days)
        ],
        schema={
            "subject": pl.Int32,
            "year": pl.Int32,
            "governing_day": pl.Date,
            "recruited_on": pl.Date,
        },
    )
    schema = {"rating": pl.Int8, "registered": pl.Boolean, "judged.chosen": pl.Boolean}
    history = pl.DataFrame(
        [{"subject": n, "year": 2016, **row} for n, row in enumerate(rows)],
        schema={"subject": pl.Int32, "year": pl.Int32, **schema},
    )
    titles = titles_on(book, days[0], "individual", ["LDTT"])
    frame = facts_frame(history, asked, inputs_of(titles), corpus().facts)
    verdicts = evaluate(frame, "individual", ["LDTT"], book)
    return [CODES[code].value for code in verdicts["LDTT"]]


ROWS = [{"registered": True}, {"registered": False}, {"registered": None}]


@pytest.mark.parametrize(
    ("criterion", "words"),
    [
        (_criterion("a", Is("registered")), ["yes", "no", "unknown"]),
        (_criterion("a", Is("registered"), RECALLED), ["yes", "confirm", "confirm"]),
        (
            _criterion("a", Is("registered"), RECALLED, grounds=True),
            ["confirm", "confirm", "confirm"],
        ),
        (
            _criterion("a", AnyOf((Is("registered"), CHOSEN))),
            ["yes", "confirm", "unknown"],
        ),
    ],
)
def test_the_word_follows_the_standing_of_what_decides(criterion, words):
    assert _words(_book(criterion), ROWS) == words


@pytest.mark.parametrize("standing", [SOURCED, RECALLED])
def test_a_judgement_asked_of_everybody_stops_nothing_until_recorded(standing):
    criteria = (
        _criterion("a", Is("registered")),
        _criterion("b", CHOSEN, standing),
    )
    row = {"registered": True}
    rows = [row | {"judged.chosen": chosen} for chosen in (None, True, False)]

    words = _words(_book(*criteria), rows)

    assert words == ["yes", "yes", "no" if standing is SOURCED else "confirm"]


def test_one_sourced_failure_settles_while_other_facts_are_missing():
    criteria = (
        _criterion("a", Is("registered")),
        _criterion("b", AtLeast("rating", 2)),
    )

    words = _words(_book(*criteria), [{"registered": False, "rating": None}])

    assert words == ["no"]


def test_rows_of_many_days_keep_their_order_and_their_own_law():
    criterion = _criterion("a", Is("registered"))
    days = (LATER, DAY, LATER, DAY)
    rows = [{"registered": False}, *[{"registered": True}] * 3]

    assert _words(_book(criterion), rows, days) == ["confirm", "yes"] * 2


def test_an_office_rule_joins_only_the_rows_of_its_days():
    spring = InForce(date(2016, 1, 1), date(2016, 6, 30))
    added = replace(_criterion("b", AtLeast("rating", 3)), cite=None, source="Quy chế")
    rule = LocalCriterion("b", "LDTT", "individual", spring, added)
    book = _book(_criterion("a", Is("registered")), local=(rule,))
    rows = [{"registered": True, "rating": 2}] * 2

    words = _words(book, rows, (date(2016, 6, 30), date(2016, 7, 1)))

    assert words == ["no", "yes"]


def test_a_standard_left_to_the_office_waits_for_its_rule():
    book = _book(_criterion("a", Is("registered")), needs_local=True)

    assert _words(book, ROWS) == ["confirm", "no", "unknown"]


def test_a_day_before_every_regime_is_an_error():
    with pytest.raises(LawDateError):
        _words(_book(_criterion("a", Is("registered"))), ROWS, (date(2013, 1, 1),))


def _speech(*parameters):
    known = corpus()
    return Speech(
        facts=known.facts,
        award_names=known.award_names,
        parameters=known.parameters,
        values=known.parameters.on(DAY, parameters),
    )


def test_sentences_of_several_years():
    speech = _speech()

    assert Rated(2).say(speech) == "xếp loại từ hoàn thành tốt nhiệm vụ trở lên"
    assert CountOver("initiatives_province", 1, years=3).sentence(speech) == (
        "số sáng kiến được công nhận ở cấp bộ, ban, ngành, tỉnh từ 1 sáng kiến trở lên "
        "trong 3 năm tính đến năm xét"
    )
    assert speech.years([1, 2]) == "các năm liên quan"
    assert replace(speech, year=2016).years([1, 3]) == "các năm 2013, 2015"


def test_a_share_that_is_no_whole_percentage_is_said_as_a_fraction():
    speech = _speech("ttldtt_advanced_share")
    third = replace(speech.values["ttldtt_advanced_share"], amount=1, of=3)

    assert speech.share("ttldtt_advanced_share") == "50%"
    thirds = replace(speech, values={"ttldtt_advanced_share": third})
    assert thirds.share("ttldtt_advanced_share") == "1/3"


def test_a_count_is_found_over_the_whole_run():
    row = {"earned.CSTDCS": True, "initiatives_unused": 1}
    for lag in range(1, 10):
        row |= {f"held.CSTDCS@{lag}": True, f"initiatives_unused@{lag}": lag % 2}
    condition = CountInRun("initiatives_unused", Holds("CSTDCS"), 2)

    assert condition.found(row, "", _speech()) == (
        "số sáng kiến được công nhận và chưa dùng để xét danh hiệu: 6 sáng kiến"
    )


def test_a_page_names_the_office_where_a_rule_is_its_own():
    own = replace(_criterion("a", Is("registered")), cite=None, source="Quy chế mẫu")
    title = Title("LDTT", "R1a", "individual", (own,))

    page = page_of("Một", [title], READ, _speech(), corpus().instruments, [])

    said = "| Quy chế mẫu | a: có đăng ký thi đua trong năm (`a`) |"
    assert said in page.markdown()
