import pytest

from vinhdanh.sheets import honours, ticks
from vinhdanh.sheets.kinds import Asked, BadCell
from vinhdanh.sheets.roster import ROSTER

TITLES = ROSTER.column("titles")


def read(cell, year=2015):
    return ticks.read(cell, "ldtt", TITLES, Asked(2016, year)).value


@pytest.mark.parametrize("cell", ["x", "X", " x ", "✓", "v", "1", 1, True, "có", "Đạt"])
def test_a_mark_says_yes(cell):
    assert read(cell) == [{"code": "LDTT", "year": 2015}]


@pytest.mark.parametrize("cell", ["không", "-", "0", False])
def test_a_no_says_nothing(cell):
    assert read(cell) is None


def test_years_under_a_title_are_the_years_it_was_won():
    won = [{"code": "LDTT", "year": year} for year in (2013, 2014, 2015)]
    assert read("2013-2015", None) == won
    assert read("2013, 2014 và 2015", None) == won


def test_a_mark_where_nothing_names_a_year_is_told():
    with pytest.raises(BadCell, match="đánh dấu ở cột không ghi năm"):
        read("x", None)


def test_words_speak_for_themselves_or_are_told():
    assert read("CSTĐCS 2015") == [{"code": "CSTDCS", "year": 2015}]
    assert read("chưa rõ") is None
    with pytest.raises(BadCell, match="không phải dấu x, không phải năm"):
        read("tốt")


@pytest.mark.parametrize(
    ("heading", "tick"),
    [("ldtt", "ldtt"), ("cstd co so", "cstd co so"), ("danh hieu", ""), ("cstd", "")],
)
def test_only_a_title_of_its_level_is_a_column_to_tick(heading, tick):
    assert honours.title_in(heading) == tick
