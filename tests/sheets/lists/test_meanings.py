"""The officer may give any column of any list another meaning."""

import pytest

from tests.sheets import making
from tests.sheets.lists.lists import YEAR
from vinhdanh.sheets import mapping, reading, writing
from vinhdanh.sheets.kinds import ORDER
from vinhdanh.sheets.lists import LISTS, tables
from vinhdanh.sheets.mapping import Mapping

ROWS = {
    "roster": {"name": "Lê An", "birth_date": "1980-02-28", "unit": "Phòng Một"},
    "grades": {"name": "Lê An", "rating": {"2016": "HTT"}},
    "initiatives": {
        "name": "Số hóa hồ sơ",
        "authors": [{"name": "Lê An", "unit": None, "share_pct": 60}],
    },
    "past_awards": {"name": "Lê An", "award": "LDTT", "year": 2015},
    "registrations": {"name": "Lê An", "awards": ["LDTT"]},
    "nominees": {"name": "Lê An", "awards": ["LDTT"]},
    "indicator_values": {
        "name": "Tổng số văn bản",
        "value": {"2016": {"hundredths": 5, "qualifier": "", "measure": ""}},
    },
    "score_sheets": {"number": "1", "name": "Kỳ họp", "max_points": 1000},
}


def opened(code):
    data = writing.workbook([tables.table(LISTS[code], [ROWS[code]], YEAR)])
    workbook = making.opened(data)
    return workbook, mapping.guess(workbook, LISTS[code], year=YEAR)


def moved(found: Mapping, letter, column):
    """The mapping with a column of that meaning, and no other with it."""
    for other in found.letters_of(column.key):
        found = found.used_as(other, None)
    return found.used_as(
        letter,
        column.key,
        YEAR if column.is_yearly else None,
        "Phường Một" if column.is_per_heading else "",
    )


@pytest.mark.parametrize("code", LISTS)
def test_every_meaning_can_be_given_to_every_column_and_survives_storing(code):
    workbook, found = opened(code)
    kind = LISTS[code]

    for letter in found.headings:
        for column in kind.columns:
            chosen = moved(found, letter, column)
            assert Mapping.from_json(chosen.to_json()) == chosen
            assert mapping.in_words(chosen, kind)
            if not mapping.refusals(chosen, kind):
                read = reading.read(workbook, chosen, kind, year=YEAR)
                assert read.rows_in == len(read.rows) + sum(read.skipped.values())


@pytest.mark.parametrize("code", LISTS)
def test_a_column_taken_away_leaves_the_rest_as_it_was(code):
    workbook, found = opened(code)
    kind = LISTS[code]
    whole = reading.read(workbook, found, kind, year=YEAR).rows[0].values

    for letter, use in found.columns.items():
        less = found.used_as(letter, None)
        if mapping.refusals(less, kind):
            assert kind.column(use.key).is_required
            continue
        values = reading.read(workbook, less, kind, year=YEAR).rows[0].values
        same = set(values) - {use.key, "subject_kind", "year", "work_kind", "votes"}
        if use.key != ORDER:
            assert {key: values[key] for key in same if key in whole} == {
                key: whole[key] for key in same if key in whole
            }
