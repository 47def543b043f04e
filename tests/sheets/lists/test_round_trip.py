"""What is written of any list reads back as the same, whatever an office keeps."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.sheets import making
from tests.sheets.lists import strategies
from vinhdanh.sheets import mapping, reading, writing
from vinhdanh.sheets.lists import LISTS, tables
from vinhdanh.sheets.recognition import recognise
from vinhdanh.viet import text

YEAR = 2016
# Rows of twenty columns are slow to make small; what fails is told all the same.
SETTINGS = settings(
    max_examples=20,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
ROWS = {
    "roster": strategies.ROSTER,
    "grades": strategies.GRADES,
    "initiatives": strategies.INITIATIVES,
    "past_awards": strategies.PAST_AWARDS,
    "registrations": strategies.REGISTRATIONS,
    "nominees": strategies.NOMINEES,
    "indicator_values": strategies.INDICATOR_VALUES,
}


def back(kind, rows):
    """The rows written, opened, guessed and read again; and what was wrong."""
    data = writing.workbook([tables.table(kind, rows, YEAR)])
    workbook = making.opened(data)
    guessed = mapping.guess(workbook, kind, year=YEAR)
    return reading.read(workbook, guessed, kind, year=YEAR)


def no_twins(kind):
    def identity(row):
        keys = (*kind.identity, *kind.identity_if_told)
        return tuple(text.search_key(str(row.get(key) or "")) for key in keys)

    return identity


@pytest.mark.parametrize("code", ROWS)
@SETTINGS
@given(data=st.data())
def test_a_list_reads_back_the_same(code, data):
    kind = LISTS[code]
    rows = data.draw(
        st.lists(ROWS[code], min_size=1, max_size=5, unique_by=no_twins(kind))
    )

    found = back(kind, rows)

    assert [row.values for row in found.rows] == rows
    assert [error.sentence for error in found.errors] == []


@SETTINGS
@given(rows=strategies.score_sheets())
def test_a_score_sheet_reads_back_the_same_tree(rows):
    found = back(LISTS["score_sheets"], rows)

    read = [dict(row.values) for row in found.rows]
    for row in read:
        row.pop("role")
    assert read == rows
    assert [error.sentence for error in found.errors] == []


@pytest.mark.parametrize("code", ROWS)
def test_a_list_written_is_recognised_as_its_kind(code):
    kind = LISTS[code]
    data = writing.workbook([tables.table(kind, [], YEAR)])

    first = recognise(making.opened(data))[0]

    assert (first.kind.code, first.confidence) == (code, "sure")


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("grades", {"name": "Phòng Hai", "subject_kind": "unit"}),
        ("registrations", {"name": "Phòng Hai", "subject_kind": "unit"}),
        ("indicator_values", {"name": "Tổ chức kỳ họp"}),
        ("initiatives", {"name": "Ban hành quy chế"}),
    ],
)
def test_a_row_of_little_but_its_name_is_no_section(code, row):
    found = back(LISTS[code], [row])

    assert [one.values["name"] for one in found.rows] == [row["name"]]
