"""Dossiers received on either side of the day the amended law came into force."""

from datetime import date

import pytest

from vinhdanh.assess import LawDateError, RecordError, Word, judge_both_versions

YEAR = 2026


def _lan(received_on, **changes):
    year = {
        "rating": "HTT",
        "discipline": "none",
        "pending_inquiry": False,
        "titles": [],
    }
    return {
        "id": "lan",
        "kind": "individual",
        "recruited_on": date(2015, 1, 1),
        "received_on": received_on,
        "years": {YEAR: year | changes},
    }


def _judged(*records, day=None):
    return judge_both_versions(records, ["LDTT"], year=YEAR, day=day)


@pytest.mark.parametrize(
    ("received_on", "regimes"),
    [
        (date(2026, 9, 30), ["R3a", "R3b"]),
        (date(2026, 10, 1), ["R3b"]),
        (None, ["R3b"]),
    ],
)
def test_a_dossier_received_before_the_amended_law_is_judged_by_both(
    received_on, regimes
):
    (found,) = _judged(_lan(received_on))

    assert [verdict.regime for verdict in found.verdicts] == regimes


def test_the_law_of_2022_says_yes_where_the_amended_one_was_not_read():
    (found,) = _judged(_lan(date(2026, 9, 1)))

    assert [v.word for v in found.verdicts] == [Word.YES, Word.CONFIRM]
    assert (found.word, found.favours) == (Word.YES, None)
    assert found.sentence.startswith("Theo R3a: đạt; theo R3b: cần người xác nhận. Hồ")
    assert found.sentence_en.startswith("Under R3a: yes; under R3b: confirm. A dossier")


def test_nobody_is_refused_while_a_version_is_unread():
    (found,) = _judged(_lan(date(2026, 9, 1), rating="HT"))

    assert [v.word for v in found.verdicts] == [Word.NO, Word.CONFIRM]
    assert found.word is Word.CONFIRM


def test_a_missing_fact_is_asked_for_before_a_persons_word():
    (found,) = _judged(_lan(date(2026, 9, 1), rating=None))

    assert found.word is Word.UNKNOWN


def test_before_the_amended_law_one_version_answers():
    (found,) = _judged(_lan(date(2026, 9, 1), rating="HT"), day=date(2026, 9, 30))

    assert (found.word, len(found.verdicts)) == (Word.NO, 1)
    assert found.sentence == "Theo R3a: không đạt."


def test_each_record_keeps_its_own_day_of_receipt():
    early = _lan(date(2026, 9, 1)) | {"id": "an"}
    late = _lan(date(2026, 11, 1)) | {"id": "binh"}

    found = _judged(late, early)

    assert [(x.subject, len(x.verdicts)) for x in found] == [("binh", 1), ("an", 2)]


def test_a_day_of_receipt_that_is_none_is_refused():
    with pytest.raises(RecordError, match="received_on"):
        _judged(_lan("01/09/2026"))
    with pytest.raises(LawDateError):
        _judged(_lan(date(2013, 1, 1)), day=date(2013, 12, 31))
