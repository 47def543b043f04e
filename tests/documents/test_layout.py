"""The layout rules of the paper's own day."""

from datetime import date

import pytest

from vinhdanh.documents.layout import layout_on, written_day, written_number


@pytest.mark.parametrize(
    ("day", "instrument"),
    [
        (date(2010, 1, 1), "Thông tư 01/2011/TT-BNV"),
        (date(2017, 1, 5), "Thông tư 01/2011/TT-BNV"),
        (date(2020, 3, 4), "Thông tư 01/2011/TT-BNV"),
        (date(2020, 3, 5), "Nghị định 30/2020/NĐ-CP"),
        (date(2026, 11, 21), "Nghị định 30/2020/NĐ-CP"),
    ],
)
def test_the_papers_day_chooses_the_layout(day, instrument):
    assert layout_on(day).instrument == instrument


def test_what_differs_between_the_two():
    circular, decree = layout_on(date(2017, 1, 5)), layout_on(date(2020, 3, 5))

    assert (circular.page_number, decree.page_number) == ("bottom-right", "top-center")
    assert (circular.bases_italic, decree.bases_italic) == (False, True)
    assert (circular.last_base_mark, decree.last_base_mark) == (",", ".")
    assert (circular.standing, decree.standing) == ("RECALLED", "SOURCED")


def test_numbers_below_ten_get_a_zero_and_drafts_room():
    assert [written_number(number) for number in (5, 15, 115)] == ["05", "15", "115"]
    assert written_number(None) == "\u00a0" * 8


def test_a_draft_leaves_day_and_month_open():
    gap = "\u00a0" * 6

    assert (
        written_day(date(2017, 1, 5), is_draft=True) == f"ngày{gap}tháng{gap}năm 2017"
    )
    assert written_day(date(2017, 1, 5), is_draft=False) == (
        "ngày 05 tháng 01 năm 2017"
    )
