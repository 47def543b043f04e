"""A mapping settled once serves next year's sheet of the same form."""

import json

from tests.sheets import making
from vinhdanh.sheets import mapping, remembering
from vinhdanh.sheets.mapping import Use
from vinhdanh.sheets.roster import ROSTER

FORM = ("STT", "Họ và tên", "Ngày sinh", "Kết luận {}", "Xếp loại {}", "Ghi chép")


def of_year(year, *, headings=FORM):
    words = [heading.format(year) for heading in headings]
    sheet = making.xlsx(words, (1, "Lê An", "28/02/1980", "HTT", "HTT", ""))
    return mapping.guess(making.opened(sheet), ROSTER, year=year)


def settled(year):
    return of_year(year).used_as("D", "rating", year - 1).with_blank("discipline", "x")


def test_the_same_form_a_year_later_has_the_same_signature():
    first, later = of_year(2016), of_year(2017)

    assert remembering.signature(first, 2016) == remembering.signature(later, 2017)


def test_another_heading_order_or_year_has_another_signature():
    known = remembering.signature(of_year(2016), 2016)
    others = [
        of_year(2016, headings=(*FORM[:5], "Ghi chép thêm")),
        of_year(2016, headings=(*FORM[:3], FORM[4], FORM[3], FORM[5])),
        of_year(2015),
    ]

    assert known not in [remembering.signature(other, 2016) for other in others]


def test_what_was_settled_is_laid_over_next_years_guess_with_its_years():
    stored = json.loads(json.dumps(remembering.kept(settled(2016), 2016)))

    found = remembering.recalled(of_year(2017), stored, 2017)

    assert found.columns["D"] == Use("rating", 2016)
    assert found.columns["E"] == Use("rating", 2017)
    assert found.blank_means["discipline"] == "x"
    assert "F" not in found.columns


def test_a_column_taken_away_stays_away():
    stored = remembering.kept(of_year(2016).used_as("E", None), 2016)

    assert "E" not in remembering.recalled(of_year(2017), stored, 2017).columns


def test_what_was_kept_for_another_width_is_passed_over():
    stored = remembering.kept(settled(2016), 2016)
    narrow = of_year(2017, headings=FORM[:4])

    assert remembering.recalled(narrow, stored, 2017) == narrow
