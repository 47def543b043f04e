"""The worked cases: what officers write in spreadsheets, all of a title at once."""

import csv
from dataclasses import replace
from itertools import groupby

import pytest

from tests.statutes.judged import outcomes_of
from vinhdanh.assess.cases import CaseError, case_files, read_cases, run_cases
from vinhdanh.assess.judging import national_book
from vinhdanh.law.branch import IfNoted
from vinhdanh.law.parameter import Parameters
from vinhdanh.law.verdict import Word
from vinhdanh.statutes.titles import TITLES

FILES = {path.stem: path for path in case_files()}
AWARDS = {name.partition(".")[0] for name in FILES}


def test_every_encoded_title_has_its_cases():
    assert {title.award for title in TITLES} == AWARDS


@pytest.mark.parametrize("award", sorted(AWARDS))
def test_cases_come_out_as_written(award):
    failing = [o.sentences() for o in outcomes_of(award) if not o.agrees]

    assert failing == []


@pytest.mark.parametrize("award", sorted(AWARDS))
def test_each_criterion_is_seen_true_false_and_unknown(award):
    seen = {}
    for outcome in outcomes_of(award):
        case, verdict = outcome.case, outcome.verdict
        key = (case.ask.record["kind"], verdict.regime, case.criterion)
        seen.setdefault(key, set()).add(case.mark)

    wanted = {
        (title.subject, title.regime, criterion.id): _marks_of(criterion)
        for title in TITLES
        if title.award == award and title.regime != "R3b"
        for criterion in title.criteria
    }
    told = {
        key: marks & wanted.get(key, marks)
        for key, marks in seen.items()
        if key[1] != "R3b"
    }
    assert told == wanted


def _marks_of(criterion):
    """The marks its cases must show: what nobody noted of a situation is no gap."""
    if isinstance(criterion.holds, IfNoted):
        return {True, False}
    return {True, False, None}


@pytest.mark.parametrize("award", sorted(AWARDS))
def test_each_regime_is_seen_on_its_first_and_last_day(award):
    rows = sorted((o.verdict.regime, o.case.ask.day) for o in outcomes_of(award))

    for regime, group in groupby(rows, key=lambda row: row[0]):
        if regime != "R3b":
            assert len({day for _, day in group}) >= 2


def test_a_changed_threshold_changes_the_column_and_the_reason():
    book = national_book()
    least = book.parameters.get("ldtt_min_service_months")
    raised = replace(least, values=tuple(replace(v, amount=11) for v in least.values))
    parameters = Parameters(raised if p == least else p for p in book.parameters)
    cases = read_cases(FILES["LDTT"])
    about = [
        c for c in cases if c.criterion == "service" and "đúng 10 tháng" in c.situation
    ]

    before = run_cases(about[:1])[0].reason
    after = run_cases(about[:1], book=replace(book, parameters=parameters))[0].reason

    assert (before.mark, after.mark) == (True, False)
    assert before.sentence == (
        "Thời gian công tác: thời gian công tác tính đến hết năm xét "
        "từ 10 tháng trở lên"
    )
    assert after.sentence == (
        "Thời gian công tác: thời gian công tác tính đến hết năm xét "
        "từ 11 tháng trở lên"
    )


def test_a_failing_case_speaks_two_sentences():
    cases = read_cases(FILES["LDTT"])
    wrong = replace(cases[1], word=Word.YES)

    outcome = run_cases([wrong])[0]

    assert outcome.agrees is False
    assert outcome.sentences() == (
        "LDTT.csv, dòng 3: “Xếp loại hoàn thành nhiệm vụ” mong đợi “đạt” theo tiêu chí "
        "“rating_good”. Máy kết luận “không đạt”: ✗ Hoàn thành tốt nhiệm vụ: xếp loại "
        "từ hoàn thành tốt nhiệm vụ trở lên — hoàn thành nhiệm vụ (Điều 24 Luật Thi "
        "đua, khen thưởng 2003 (sửa đổi 2013))."
    )


def test_a_cell_that_cannot_be_read_names_file_and_line(tmp_path):
    text = FILES["LDTT"].read_text(encoding="utf-8-sig").splitlines()
    text[1] = text[1].replace("20/08/2014", "31/02/2014")
    path = tmp_path / "LDTT.csv"
    path.write_text("\n".join(text[:2]), encoding="utf-8")

    with pytest.raises(CaseError) as raised:
        read_cases(path)

    assert str(raised.value) == (
        "LDTT.csv, dòng 2: không đọc được ô day is out of range for month."
    )


def test_a_row_with_a_loose_comma_names_file_and_line(tmp_path):
    text = FILES["LDTT"].read_text(encoding="utf-8-sig").splitlines()
    path = tmp_path / "LDTT.csv"
    path.write_text(f"{text[0]}\n{text[1]},thừa\n", encoding="utf-8")

    with pytest.raises(CaseError) as raised:
        read_cases(path)

    assert str(raised.value) == (
        "LDTT.csv, dòng 2: nhiều ô hơn tiêu đề. Hãy đặt ô có dấu phẩy trong ngoặc kép."
    )


def _rows(tmp_path, line, **cells):
    """One line of the collectives' or people's spreadsheet with cells replaced."""
    with FILES["TTLDTT"].open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    path = tmp_path / "TTLDTT.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerow(rows[line] | cells)
    return path


def test_a_note_on_an_earlier_year_that_cannot_be_read_is_quoted(tmp_path):
    path = _rows(tmp_path, 0, **{"Các năm trước": "2015 = sáng kiến cơ sở"})

    with pytest.raises(CaseError) as raised:
        read_cases(path)

    assert str(raised.value) == (
        "TTLDTT.csv, dòng 2: không đọc được ô “sáng kiến cơ sở” của năm 2015."
    )


def test_a_span_of_earlier_years_stands_for_each_and_a_later_part_adds(tmp_path):
    said = "2011-2013 = xếp loại HTXS | 2012 = danh hiệu CO_TINH"

    case = read_cases(_rows(tmp_path, 0, **{"Các năm trước": said}))[0]

    years = case.ask.record["years"]
    assert {year: years[year] for year in (2011, 2012, 2013)} == {
        2011: {"rating": "HTXS"},
        2012: {"rating": "HTXS", "titles": ["CO_TINH"]},
        2013: {"rating": "HTXS"},
    }


def test_a_case_about_a_criterion_that_is_not_there_fails():
    case = replace(read_cases(FILES["LDTT"])[0], criterion="magic")

    outcome = run_cases([case])[0]

    assert outcome.reason is None
    assert outcome.agrees is False
    assert outcome.sentences().endswith(f"“đạt”: {outcome.verdict.short}.")
